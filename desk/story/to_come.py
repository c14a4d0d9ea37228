"""What is still to come: "TK" in the copy, where a fact is to be filled in before anybody reads it.

"TK" is what reporters write for "to come", because hardly a word has these letters side by side. It counts in
capitals and by itself, as "TK", "TKTK", "TK TK", "TKs", and in brackets with what is wanted: "[TK: how many pilots]".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.story.body import Body, Note, body_change
from desk.story.places import ABOVE, BELOW, Place, field_texts, parts
from desk.story.story import Story

_ONE = r"(?:TK)+s?"
_TO_COME = re.compile(rf"\[(?:TK)+\b[^\[\]\n]*\]|(?<!\w){_ONE}(?:[ \u00a0\u202f]{_ONE})*(?!\w)")
_AROUND = 24  # characters of context on either side, cut to whole words

Spots = tuple[tuple[int, int], ...]


def spots_to_come(text: str) -> Spots:
    """Where in a text something is to come: (start, stop) of each placeholder, in code points."""
    if "TK" not in text:  # nearly all copy, and told at once
        return ()
    return tuple(match.span() for match in _TO_COME.finditer(text))


def around(text: str, start: int, stop: int) -> str:
    """Some words of a text with a few before and after them."""
    left, right = text[max(0, start - _AROUND) : start], text[stop : stop + _AROUND]
    if start > _AROUND:
        left = left.partition(" ")[2]
    if len(text) > stop + _AROUND:
        right = right.rpartition(" ")[0]
    return " ".join(f"{left}{text[start:stop]}{right}".split())


@dataclass(frozen=True, slots=True)
class ToCome:
    """One placeholder: its place, where it stands in the text of that place, its words and those around it."""

    place: Place
    start: int
    stop: int
    words: str
    around: str


class Watch:
    """Finds what is to come in one story again and again as it is edited: blocks that were looked at before cost
    a comparison only. Not for two threads at once."""

    def __init__(self) -> None:
        self._body = Body()
        self._blocks: tuple[tuple[tuple[int, str], ...], ...] = ()

    def look(self, story: Story, shown: Mapping[str, str]) -> tuple[ToCome, ...]:
        """All that is to come, from the top of the page to its foot; `shown` has the lines that stand otherwise on
        the page than in the story. A note to colleagues may speak of what is to come."""
        change = body_change(self._body, story.body)
        if change is not None:
            new = tuple(
                () if isinstance(block, Note) else tuple(part for part in enumerate(parts(block)) if "TK" in part[1])
                for block in story.body.blocks[change.start : change.new_stop]
            )
            self._blocks = self._blocks[: change.start] + new + self._blocks[change.old_stop :]
        self._body = story.body
        found = list(_in_fields(story, shown, ABOVE))
        for number, texts in enumerate(self._blocks):
            for part, text in texts:
                found.extend(_in_text(Place("body", number, part), text))
        return (*found, *_in_fields(story, shown, BELOW))


def to_come(story: Story, shown: Mapping[str, str]) -> tuple[ToCome, ...]:
    """What `Watch.look` finds in this story."""
    return Watch().look(story, shown)


def off_page(story: Story) -> tuple[ToCome, ...]:
    """What is to come in what prints with a story but is not written on its page: the lead picture, notes to
    readers."""
    found: list[ToCome] = []
    if story.lead is not None:
        for part, text in enumerate(parts(story.lead)):
            found.extend(_in_text(Place("lead", None, part), text))
    found.extend(_in_text(Place("editors_note"), story.editors_note))
    for number, correction in enumerate(story.corrections):
        if correction.withdrawn is None:
            found.extend(_in_text(Place("corrections", None, number), correction.text))
    return tuple(found)


def _in_fields(story: Story, shown: Mapping[str, str], fields: tuple[str, ...]) -> Iterator[ToCome]:
    for field, text in zip(fields, field_texts(story, shown, fields), strict=True):
        yield from _in_text(Place(field), text)


def _in_text(place: Place, text: str) -> Iterator[ToCome]:
    for start, stop in spots_to_come(text):
        yield ToCome(place, start, stop, text[start:stop], around(text, start, stop))
