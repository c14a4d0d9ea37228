"""What a comment is on: some words of a story, a block of its body, a field, or the story as a whole.

How an anchor follows the story as it is edited is in `desk.revise.anchors`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from desk.story.body import clean_text
from desk.story.places import Place

CONTEXT = 24  # characters of what stands before and after the words


class On(StrEnum):
    """What kind of thing an anchor is on."""

    WORDS = "words"
    BLOCK = "block"
    FIELD = "field"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Anchor:
    """On something in a story.

    `place` is where; of an anchor on the story it says nothing. `start` and `stop` are code points of the text of
    that place, of words only. `words` are those that the anchor was put upon and never change (of a block that has
    none, what it shows). `last` are the words that it is on, or was on before they were taken out in part or in
    whole; `before` and `after` stood around them. When its words (or its block) are gone an anchor is `lost`: then
    it has the place where they were, and comes back when they do.
    """

    on: On = On.STORY
    place: Place = Place("")
    start: int = 0
    stop: int = 0
    words: str = ""
    last: str = ""
    before: str = ""
    after: str = ""
    lost: bool = False

    @property
    def is_in_body(self) -> bool:
        """Whether it is on something in the body."""
        return self.on in (On.WORDS, On.BLOCK) and self.place.field == "body"


WHOLE_STORY = Anchor()


def on_field(field: str) -> Anchor:
    """An anchor on a field as a whole."""
    return Anchor(On.FIELD, Place(field))


def on_text(place: Place, text: str, start: int, stop: int) -> Anchor:
    """An anchor on the words of a text from `start` up to `stop`, without the white space around them. Raises
    ValueError where there are none."""
    if not 0 <= start <= stop <= len(text) or not (words := text[start:stop].strip()):
        raise ValueError("An anchor on words needs words.")
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    return settled(Anchor(On.WORDS, place, start, start + len(words), words, words), text)


def settled(anchor: Anchor, text: str) -> Anchor:
    """The anchor with what stands around its words now."""
    before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.stop : anchor.stop + CONTEXT]
    return anchor if (anchor.before, anchor.after) == (before, after) else replace(anchor, before=before, after=after)


def anchor_text(anchor: Anchor) -> str:
    """An anchor as one line of JSON, as records keep it; the same for equal anchors."""
    values: dict[str, Any] = {"on": anchor.on.value}
    if anchor.on is not On.STORY:
        values["field"] = anchor.place.field
    if anchor.place.block is not None:
        values["block"] = anchor.place.block
    numbers = {"part": anchor.place.part, "start": anchor.start, "stop": anchor.stop}
    values |= {name: number for name, number in numbers.items() if number}
    values |= {name: text for name in _TEXTS if (text := getattr(anchor, name))}
    if anchor.lost:
        values["lost"] = True
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


_TEXTS = ("words", "last", "before", "after")
_NUMBERS = ("part", "start", "stop")


def read_anchor(text: str) -> Anchor:
    """An anchor from its JSON. Raises ValueError where it is none: it may come from elsewhere."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("an anchor is no table of values")
    numbers = {name: values.get(name, 0) for name in _NUMBERS}
    texts = {name: values.get(name, "") for name in (*_TEXTS, "field")}
    block, lost = values.get("block"), values.get("lost", False)
    if not all(map(_is_number, (*numbers.values(), 0 if block is None else block))) or not isinstance(lost, bool):
        raise ValueError("an anchor has a number that is none")
    if not all(isinstance(each, str) for each in texts.values()) or numbers["start"] > numbers["stop"]:
        raise ValueError("an anchor has words that are none")
    words, last, before, after, field = (clean_text(each) for each in texts.values())
    part, start, stop = numbers.values()
    on = On(str(values.get("on")))
    return Anchor(on, Place(field, block, part), start, stop, words, last, before, after, lost)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
