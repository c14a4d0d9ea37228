"""What two sequences have in common: a longest common subsequence, and one nearly as long where that would take long.

RapidFuzz finds it bit-parallel (Hyyrö 2004), in time and memory of one bit for each pair of units. Beyond a bound
the sequences are parted at what stands exactly once in both (Bram Cohen's patience diff), and what is then still
too long stays unmatched: no texts make anybody wait, and the answer is right at any length.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from desk.story.pieces import shared_ends

Block = tuple[int, int, int]  # where it is in the one, where in the other, and how long

_Gap = tuple[int, int, int, int]  # from, up to in the one; from, up to in the other

# Pairs that are compared at once: 2 MB, and less than 10 ms.
MOST_PAIRS = 16_000_000
_IN_ALL = 8  # and so many times as many in all
_IN_A_ROW = (4, 1)  # units that make an anchor: some, for a single word may well be that of another sentence


def matching(one: Sequence[Hashable], other: Sequence[Hashable], most: int = MOST_PAIRS) -> list[Block]:
    """The runs that two sequences have in common, in order, none of them empty, no two of them adjoining in both."""
    front, tail = shared_ends(one, other)
    codes: dict[Hashable, int] = {}
    # Numbered, and none of the numbers is that of a unit which only the other one has: -1 is like nothing in `one`.
    a = [codes.setdefault(unit, len(codes)) for unit in one[front : len(one) - tail]]
    b = [codes.get(unit, -1) for unit in other[front : len(other) - tail]]
    found = [(front + i, front + j, size) for i, j, size in _between(a, b, (0, len(a), 0, len(b)), most)]
    return _joined([(0, 0, front), *found, (len(one) - tail, len(other) - tail, tail)])


def _between(a: list[int], b: list[int], whole: _Gap, most: int) -> Iterator[Block]:
    todo, small = [whole], []
    while todo:
        start, stop, begin, end = todo.pop()
        front, tail = shared_ends(a[start:stop], b[begin:end])
        yield start, begin, front
        yield stop - tail, end - tail, tail
        gap = (start + front, stop - tail, begin + front, end - tail)
        if _pairs(gap) <= most:
            small.append(gap)
        elif anchors := _anchors(a, b, gap):
            yield from ((i, j, 1) for i, j in anchors)
            ends = [(gap[0] - 1, gap[2] - 1), *anchors, (gap[1], gap[3])]
            todo += [(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(ends)]
    # What is left of long texts that have nearly nothing in common would together take long, too.
    left = _IN_ALL * most
    for gap in sorted(small, key=_pairs):
        left -= _pairs(gap)
        if left >= 0 < _pairs(gap):
            start, stop, begin, end = gap
            yield from ((start + i, begin + j, n) for i, j, n in _longest(a[start:stop], b[begin:end]))


def _pairs(gap: _Gap) -> int:
    return (gap[1] - gap[0]) * (gap[3] - gap[2])


def _longest(a: list[int], b: list[int]) -> Iterator[Block]:
    if len(a) == 1 or len(b) == 1:
        alone, many = (a[0], b) if len(a) == 1 else (b[0], a)
        if alone in many:
            at = many.index(alone)
            yield (0, at, 1) if many is b else (at, 0, 1)
        return
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  not needed to start

    for block in LCSseq.editops(a, b).as_matching_blocks():
        if block.size:
            yield block.a, block.b, block.size


def _anchors(a: list[int], b: list[int], gap: _Gap) -> list[tuple[int, int]]:
    """Where the same few units in a row stand in both and exactly once, as much of it as is in the same order."""
    start, stop, begin, end = gap
    for size in _IN_A_ROW:
        one = [*zip(*(a[start + by : stop] for by in range(size)), strict=False)]
        other = [*zip(*(b[begin + by : end] for by in range(size)), strict=False)]
        counts, others = Counter(one), Counter(other)
        there = {unit: at for at, unit in enumerate(other, begin) if others[unit] == 1}
        pairs = [(at, there[unit]) for at, unit in enumerate(one, start) if counts[unit] == 1 and unit in there]
        if pairs:
            return [pairs[at] for at in rising([to for _, to in pairs])]
    return []


def rising(numbers: Sequence[int]) -> list[int]:
    """The indices of a longest rising subsequence (Fredman 1975)."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect_left(ends, number)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1], last[place : place + 1] = [number], [at]
    found = []
    at = last[-1] if last else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def _joined(blocks: Sequence[Block]) -> list[Block]:
    found: list[Block] = []
    for i, j, size in sorted(blocks):
        if not size:
            continue
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (*found[-1][:2], found[-1][2] + size)
        else:
            found.append((i, j, size))
    return found
