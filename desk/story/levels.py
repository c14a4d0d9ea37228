"""Which of the two kinds of quotation marks stands outside, and which inside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from desk.story.changes import Change, Passage, Rewrite
from desk.story.typography import NARROW, Typography

_STRAIGHT = {'"', "'"}
_OPENING = frozenset("([{¿¡-–—/")
_BEGINNING = frozenset("\"'“‘„‚«‹([{¿¡$£€#@…—–-")
_NO_BREAK = frozenset({NARROW, "\u00a0"})


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark: where it stands, whether it opens, and at which depth; `inner` spaces go with it."""

    start: int
    stop: int
    opens: bool
    depth: int
    straight: bool


def double_outside(rules: Typography) -> Rewrite:
    """Double marks outside, single ones inside them, and so on inwards. Apostrophes stay."""
    return partial(_levelled, rules, True)


def single_outside(rules: Typography) -> Rewrite:
    """Single marks outside, double ones inside them."""
    return partial(_levelled, rules, False)


def _levelled(rules: Typography, doubled: bool, passage: Passage) -> list[Change]:
    out = []
    for mark in _marks(rules, passage):
        double = doubled is (mark.depth % 2 == 0)
        if mark.straight:
            made = '"' if double else "'"
        else:
            inside = (rules.nested or rules.single) if doubled else rules.single
            made = (rules.double if double else inside)[0 if mark.opens else 1]
            if double and rules.inner:
                made = made + rules.inner if mark.opens else rules.inner + made
        out.append(Change(mark.start, mark.stop, made))
    return out


def _marks(rules: Typography, passage: Passage) -> list[_Mark]:
    """The marks that make pairs, in order. What has no partner is an apostrophe or somebody's slip, and stays."""
    text = passage.text
    found: list[_Mark] = []
    waiting: list[tuple[int, str]] = []  # where in `found` the opening mark is, and what closes it
    closers = _closers(rules)
    for at, character in enumerate(text):
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if character not in closers and character not in closers.values():
            continue
        if not passage.allows(Change(at, at + 1, "")) or (_in_word(before, after) and character in "'’"):
            continue
        if waiting and character == waiting[-1][1] and not _looks_open(before, after, character):
            number, _ = waiting.pop()
            found[number] = _Mark(*_with_inner(text, at_open := found[number].start, opens=True), True, len(waiting),
                                  text[at_open] in _STRAIGHT)  # fmt: skip
            found.append(_Mark(*_with_inner(text, at, opens=False), False, len(waiting), character in _STRAIGHT))
        elif character in closers and (character not in closers.values() or _looks_open(before, after, character)):
            waiting.append((len(found), closers[character]))
            found.append(_Mark(at, at + 1, True, -1, character in _STRAIGHT))
    return [mark for mark in found if mark.depth >= 0]


def _closers(rules: Typography) -> dict[str, str]:
    """What closes what: the language's own marks come before those that are the same in most."""
    pairs = {"“": "”", "‘": "’", "«": "»", "‹": "›", '"': '"', "'": "'"}
    own = [rules.double, rules.single, *([rules.nested] if rules.nested else [])]
    closing = {pair[1] for pair in own}
    pairs = {opening: close for opening, close in pairs.items() if opening not in closing}
    return pairs | {pair[0]: pair[1] for pair in reversed(own)}


def _looks_open(before: str, after: str, character: str) -> bool:
    """Whether a mark between these can open a quotation."""
    starts = not before or before.isspace() or before in _OPENING or before in "“‘„‚«‹\"'"
    goes_on = after.isalnum() or after in _BEGINNING or (character == "«" and after in _NO_BREAK)
    return starts and bool(after) and goes_on


def _in_word(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()


def _with_inner(text: str, at: int, *, opens: bool) -> tuple[int, int]:
    """A mark with the no-break space that stands inside it."""
    if opens:
        return at, at + 2 if text[at + 1 : at + 2] in _NO_BREAK else at + 1
    return at - 1 if text[at - 1 : at] in _NO_BREAK else at, at + 1
