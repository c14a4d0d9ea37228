"""Changes of text that leave its marks alone: where characters are replaced, and by what.

A function that rewrites text says so as changes and not as a second text, so that nobody has to guess afterwards
what became of what: marks, links and the caret follow from the changes themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desk.story.body import Mark, Span, Spans, spans, text_of
from desk.story.pieces import cut

# Web and mail addresses, in which no character may be made prettier. What ends a sentence behind one is no part of it.
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:)[^\s<>\"“”„«»]*[^\s<>\"“”„«».,;:!?'’‘)\]…]"
    r"|[\w.+%'’-]*[\w+%-]@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Change:
    """`text` in place of the characters from `start` up to `stop`, as Python counts them."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of which the part from `start` up to `stop` is to be rewritten, but for the ranges in `kept`."""

    text: str
    start: int
    stop: int
    kept: tuple[tuple[int, int], ...] = ()

    @property
    def part(self) -> str:
        """What is to be rewritten."""
        return self.text[self.start : self.stop]

    def allows(self, change: Change) -> bool:
        """Whether this change concerns nothing else."""
        inside = self.start <= change.start and change.stop <= self.stop
        return inside and not any(
            change.start < stop and start < max(change.stop, change.start + 1) for start, stop in self.kept
        )


# What rewrites text: the changes that it wants, in order and apart from each other.
Rewrite = Callable[[Passage], Sequence[Change]]


def addresses_in(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand, as (start, stop)."""
    if "@" not in text and "://" not in text and "www." not in text.lower() and "mailto:" not in text.lower():
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def ends_in_address(text: str) -> bool:
    """Whether somebody who writes on after this text is in the middle of an address."""
    last = re.split(r"[\s“„«‘‚(]", text)[-1]
    return bool(re.search(r"://|^www\.|^mailto:|\S@[\w-]*\.?\w*$", last, re.IGNORECASE))


def code_in(parts: Iterable[Span]) -> list[tuple[int, int]]:
    """Where the words are code, as (start, stop)."""
    found, at = [], 0
    for part in parts:
        if Mark.CODE in part.marks:
            found.append((at, at + len(part.text)))
        at += len(part.text)
    return found


def passage_of(parts: Spans, start: int = 0, stop: int | None = None) -> Passage:
    """A passage of the words of spans, with code and addresses kept."""
    text = text_of(parts)
    return Passage(text, start, len(text) if stop is None else stop, (*code_in(parts), *addresses_in(text)))


def wanted(rewrite: Rewrite, passage: Passage) -> list[Change]:
    """The changes that a function wants and that the passage allows; none that changes nothing."""
    return [
        change
        for change in rewrite(passage)
        if passage.text[change.start : change.stop] != change.text and passage.allows(change)
    ]


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text after these changes."""
    out: list[str] = []
    at = 0
    for change in changes:
        out += (text[at : change.start], change.text)
        at = change.stop
    return "".join((*out, text[at:]))


def plain_changes(text: str, rewrite: Rewrite) -> list[Change]:
    """What a function changes in a text that has no marks; addresses in it are kept."""
    return wanted(rewrite, Passage(text, 0, len(text), tuple(addresses_in(text))))


def rewritten(text: str, rewrite: Rewrite) -> str:
    """A text that has no marks, rewritten."""
    return changed(text, plain_changes(text, rewrite))


def changed_spans(parts: Spans, changes: Sequence[Change]) -> Spans:
    """The spans after these changes. A character that takes the place of another has its marks and its link; more of
    them have those of the last one, and what is put between two characters has those of the one before."""
    if not changes:
        return parts
    owners = [part for part in parts for _ in part.text]
    text = text_of(parts)
    out: list[Span] = []
    at = 0
    for change in changes:
        out += cut(parts, at, change.start)
        old = owners[change.start : change.stop] or owners[max(0, change.start - 1) : change.start] or owners[:1]
        for number, character in enumerate(change.text):
            owner = old[min(number, len(old) - 1)] if old else Span("")
            out.append(Span(character, owner.marks, owner.link))
        at = change.stop
    return spans(*out, *cut(parts, at, len(text)))


def moved(place: int, changes: Sequence[Change]) -> int:
    """Where a place in the text is after these changes; inside a replacement, at most at its end."""
    shift = 0
    for change in changes:
        if change.start >= place:
            break
        if change.stop > place:
            return change.start + shift + min(place - change.start, len(change.text))
        shift += len(change.text) - (change.stop - change.start)
    return place + shift


def same_place(before: str, at: int, after: str) -> int:
    """Where a place in a text is in another one that has the same letters and digits, but other signs between them."""
    letters = sum(map(str.isalnum, before[:at]))
    front, back = _signs_around(before, at)
    place = 0
    while letters and place < len(after):
        letters -= after[place].isalnum()
        place += 1
    now = _signs_around(after, place)[1]
    if now.endswith(back):
        return place + len(now) - len(back)
    return place + min(len(front), len(now))


def _signs_around(text: str, at: int) -> tuple[str, str]:
    """What stands between a place and the letters on both sides of it."""
    start, stop = at, at
    while start and not text[start - 1].isalnum():
        start -= 1
    while stop < len(text) and not text[stop].isalnum():
        stop += 1
    return text[start:at], text[at:stop]
