"""Finding words in all of a story: in its fields and in every text of its body, in the order of the page. Pure.

Blocks that were looked at before are not looked at again, so that to follow a story as it is written costs little.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from desk.revise.query import Budget, Finder, Hits
from desk.story.body import Block, body_change
from desk.story.places import ABOVE, BELOW, LEAD, Place, field_texts, parts
from desk.story.story import Story

Row = tuple[Hits, ...]  # what was found in each text of one field or block; () for nothing in any of them


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were found: from `start` up to `stop`, in code points, in the text of a place."""

    place: Place
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a story. Matches are numbered from 0, from the top of the page to its foot.

    `rows` are the fields above the body, its blocks, the fields below it, and the lead picture; `ends` says of each how
    many matches there are up to its end.
    """

    finder: Finder
    story: Story
    shown: Mapping[str, str]
    rows: tuple[Row, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return self.ends[-1]

    def __getitem__(self, number: int) -> Match:
        if not 0 <= number < len(self):
            raise IndexError(number)
        row = bisect_right(self.ends, number)
        left = number - (self.ends[row - 1] if row else 0)
        for part, hits in enumerate(self.rows[row]):
            if left < len(hits):
                return Match(self.place(row, part), *hits[left])
            left -= len(hits)
        raise AssertionError("a row has as many matches as were counted")

    def __iter__(self) -> Iterator[Match]:
        for row, found in enumerate(self.rows):
            for part, hits in enumerate(found):
                yield from (Match(self.place(row, part), *hit) for hit in hits)

    def rank(self, place: Place, offset: int) -> int:
        """How many matches begin further up than here."""
        row = min(self.row(place), len(self.rows) - 1)
        earlier = self.ends[row - 1] if row else 0
        here = (place.part, offset)
        return earlier + sum((part, start) < here for part, hits in enumerate(self.rows[row]) for start, _ in hits)

    def number_of(self, match: Match) -> int | None:
        """The number of this match, if it is one."""
        number = self.rank(match.place, match.start)
        return number if number < len(self) and self[number] == match else None

    def row(self, place: Place) -> int:
        """The number of the row in which a place is."""
        if place.block is not None:
            return len(ABOVE) + place.block
        if place.field in ABOVE:
            return ABOVE.index(place.field)
        return len(self.rows) - 1 - (len(BELOW) if place.field in BELOW else 0)

    def place(self, row: int, part: int) -> Place:
        """The place of a text in a row."""
        if row < len(ABOVE):
            return Place(ABOVE[row])
        if row == len(self.rows) - 1:
            return Place(LEAD, None, part)
        below = row - len(self.rows) + 1 + len(BELOW)
        return Place(BELOW[below]) if below >= 0 else Place("body", row - len(ABOVE), part)


def find(finder: Finder, story: Story, shown: Mapping[str, str], budget: Budget, before: Found | None = None) -> Found:
    """Look for something in a story; `shown` has the fields that stand otherwise on the page than in the story, and
    `before` is what was found in an earlier one. Raises TooSlow, and whatever the budget's check raises."""
    above = [_row((text,), finder, budget) for text in field_texts(story, shown, ABOVE)]
    below = [_row((text,), finder, budget) for text in field_texts(story, shown, BELOW)]
    lead = _block_row(story.lead, finder, budget) if story.lead is not None else ()
    rows = (*above, *_body_rows(finder, story, budget, before), *below, lead)
    ends = accumulate(sum(map(len, row)) for row in rows)
    return Found(finder, story, shown, rows, tuple(ends))


def _body_rows(finder: Finder, story: Story, budget: Budget, before: Found | None) -> tuple[Row, ...]:
    if before is None or before.finder is not finder:
        return tuple(_block_row(block, finder, budget) for block in story.body.blocks)
    known = before.rows[len(ABOVE) : -len(BELOW) - 1]
    change = body_change(before.story.body, story.body)
    if change is None:
        return known
    new = tuple(_block_row(block, finder, budget) for block in story.body.blocks[change.start : change.new_stop])
    return known[: change.start] + new + known[change.old_stop :]


def _block_row(block: Block, finder: Finder, budget: Budget) -> Row:
    return _row(parts(block), finder, budget)


def _row(texts: tuple[str, ...], finder: Finder, budget: Budget) -> Row:
    row = tuple(finder.hits(text, budget) for text in texts)
    return row if any(row) else ()
