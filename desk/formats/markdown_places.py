"""The way from a place in a body to the same place in its Markdown, and back.

Words are found again, not counted: what stands in a piece of Markdown (a paragraph, or a whole list) is laid beside
the words that it says, and places between letters that belong together are the same place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from desk.formats.markdown_write import BlockMemo, run_texts
from desk.story.body import Block, Body, Figure
from desk.story.pieces import shared_ends
from desk.story.places import parts

# Beyond so many characters words are laid side by side, and not letters.
_LONG = 1_500
_WORDS = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a body: the number of a block, that of a text in it (see `places.parts`), and how far into it."""

    block: int = 0
    part: int = 0
    offset: int = 0


def markdown_offset(body: Body, spot: Spot, memo: BlockMemo) -> int:
    """Where in `write_body(body)` this place is."""
    block = start = 0
    for blocks, text in run_texts(body, memo):
        if spot.block < block + len(blocks):
            words, begin = _words(blocks), _begin(blocks, spot.block - block, spot.part)
            return start + _across(words, begin + spot.offset, text)
        block += len(blocks)
        start += len(text) + 2
    return max(0, start - 2)


def body_spot(body: Body, offset: int, memo: BlockMemo) -> Spot:
    """Which place of the body is at an offset in `write_body(body)`; between two blocks, the end of the first."""
    block = start = 0
    found: tuple[Sequence[Block], str, int, int] | None = None
    for blocks, text in run_texts(body, memo):
        if found is not None and offset < start:
            break
        found = blocks, text, block, start
        block += len(blocks)
        start += len(text) + 2
    if found is None:
        return Spot()
    blocks, text, block, start = found
    return _spot(blocks, _across(text, min(offset - start, len(text)), _words(blocks)), block)


def carried(before: str, offset: int, after: str) -> int:
    """Where a place in a text is in another text that says nearly the same."""
    front, back = shared_ends(before, after)
    if offset <= front:
        return offset
    if offset >= len(before) - back:
        return len(after) - (len(before) - offset)
    inner = _across(before[front : len(before) - back], offset - front, after[front : len(after) - back])
    return front + inner


def _texts(block: Block) -> tuple[tuple[int, str], ...]:
    """The texts of a block with their numbers, in the order in which Markdown has them: a picture's credit stands
    before its caption."""
    texts = tuple(enumerate(parts(block)))
    return (texts[0], texts[2], texts[1]) if isinstance(block, Figure) else texts


def _words(blocks: Sequence[Block]) -> str:
    return "\n".join(text for block in blocks for _, text in _texts(block))


def _lengths(blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        yield sum(len(text) + 1 for text in parts(block))


def _begin(blocks: Sequence[Block], number: int, part: int) -> int:
    """Where a text of a block begins among the words of all."""
    begin = sum(_lengths(blocks[:number]))
    for own, text in _texts(blocks[number]):
        if own == part:
            break
        begin += len(text) + 1
    return begin


def _spot(blocks: Sequence[Block], place: int, first: int) -> Spot:
    """Which place is so far into the words of these blocks, the first of which has this number."""
    starts = [0, *accumulate(_lengths(blocks))][:-1]
    number = max(0, bisect_right(starts, place) - 1)
    rest = place - starts[number]
    last = Spot(first + number)
    for part, text in _texts(blocks[number]):
        last = Spot(first + number, part, min(rest, len(text)))
        if rest <= len(text):
            break
        rest -= len(text) + 1
    return last


def _across(before: str, at: int, after: str) -> int:
    """Where a place in a text is in another one, of which it has the words but not the signs."""
    from difflib import SequenceMatcher  # noqa: PLC0415  not needed to start

    if max(len(before), len(after)) <= _LONG:
        matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        return _follow(matches, at, len(after))
    one, other = list(_WORDS.finditer(before)), list(_WORDS.finditer(after))
    words, others = [match[0] for match in one], [match[0] for match in other]
    number = bisect_right([match.start() for match in one], at) - 1
    found = _follow(SequenceMatcher(None, words, others).get_matching_blocks(), max(0, number), len(other))
    if found >= len(other):
        return len(after)
    inside = at - one[number].start() if number >= 0 else 0
    return min(other[found].start() + inside, len(after))


def _follow(matches: Sequence[tuple[int, int, int]], at: int, end: int) -> int:
    """The place across from `at`: in a stretch that both have, or at the beginning of the next one."""
    for start, across, length in matches:
        if at < start:
            return across if length else end
        if at <= start + length and length:
            return across + at - start
    return end
