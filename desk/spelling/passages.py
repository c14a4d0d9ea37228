"""The texts of a story that are checked, and where its words are misspelt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.spelling.faults import Fault
from desk.spelling.speller import Speller
from desk.spelling.words import OBJECT
from desk.story.body import Mark, Spans
from desk.story.places import Place, block_at, marked_parts, texts
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A fault with its place in a story and the text that stands there."""

    place: Place
    fault: Fault
    text: str


def passages(story: Story) -> Iterator[tuple[Place, str]]:
    """Every text of a story's page with its place, from top to bottom. What is code is blotted out, as long as it is;
    lines that the credits write are not among them: names are put right there."""
    for place, text in texts(story, {}):
        block = block_at(story, place)
        words = marked_parts(block)[place.part] if block is not None else ()
        yield place, _spoken(words) if any(Mark.CODE in span.marks for span in words) else text


def misspelt(story: Story, speller: Speller) -> Iterator[Misspelt]:
    """All that is misspelt in a story, from top to bottom."""
    for place, text in passages(story):
        yield from (Misspelt(place, fault, text) for fault in speller.faults(text))


def _spoken(words: Spans) -> str:
    return "".join(OBJECT * len(span.text) if Mark.CODE in span.marks else span.text for span in words)
