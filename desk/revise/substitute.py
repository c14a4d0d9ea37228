"""Putting single words in the place of others, at known places. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from desk.revise.replace import dressed
from desk.story.body import Block, Body, Spans, clean_line, spans, text_of
from desk.story.pieces import cut
from desk.story.places import LEAD, Place, marked_parts, with_parts
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class Substitute:
    """New words for those from `start` up to `stop`, in code points, in the text of a place."""

    place: Place
    start: int
    stop: int
    text: str


def substituted(story: Story, wanted: Iterable[Substitute]) -> Story:
    """The story with these words in it, in the marks and links of those that they replace. They are to be in the order
    of the page, and none over another."""
    blocks = list(story.body.blocks)
    lead: Block | None = story.lead
    fields: dict[str, Any] = {}
    for place, some in groupby(wanted, key=attrgetter("place")):
        if place.field == LEAD:
            assert lead is not None
            lead = with_parts(lead, {place.part: _rewritten(marked_parts(lead)[place.part], some)})
            fields[LEAD] = lead
        elif place.block is None:
            text = spans(str(getattr(story, place.field)))
            fields[place.field] = clean_line(text_of(_rewritten(text, some)))
        else:
            block = blocks[place.block]
            new = _rewritten(marked_parts(block)[place.part], some)
            blocks[place.block] = with_parts(block, {place.part: new})
    if tuple(blocks) != story.body.blocks:
        fields["body"] = Body(tuple(blocks))
    return replace(story, **fields)


def _rewritten(words: Spans, wanted: Iterable[Substitute]) -> Spans:
    out: Spans = ()
    at = 0
    for each in wanted:
        out += cut(words, at, each.start) + dressed(cut(words, each.start, each.stop), each.text)
        at = each.stop
    return spans(*out, *cut(words, at, len(text_of(words))))
