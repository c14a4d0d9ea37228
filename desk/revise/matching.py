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

# Pairs that are compared: 2 MB, and less than 10 ms.
MOST_PAIRS = 16_000_000


def matching(one: Sequence[Hashable], other: Sequence[Hashable], most: int = MOST_PAIRS) -> list[Block]:
    """The runs that two sequences have in common, in order, none of them empty, no two of them adjoining in both."""
    codes: dict[Hashable, int] = {}
    # Numbered, and none of the numbers is that of a unit which only the other one has: -1 is like nothing in `one`.
    a = [codes.setdefault(unit, len(codes)) for unit in one]
    b = [codes.get(unit, -1) for unit in other]
    return _joined(_between(a, b, (0, len(a), 0, len(b)), most))


def _between(a: list[int], b: list[int], whole: tuple[int, int, int, int], most: int) -> Iterator[Block]:
    todo = [whole]
    while todo:
        start, stop, begin, end = todo.pop()
        part, opposite = a[start:stop], b[begin:end]
        front, tail = shared_ends(part, opposite)
        if front:
            yield start, begin, front
        if tail:
            yield stop - tail, end - tail, tail
        part, opposite = part[front : len(part) - tail], opposite[front : len(opposite) - tail]
        if not part or not opposite:
            continue
        start, begin = start + front, begin + front
        if len(part) * len(opposite) <= most:
            yield from ((start + i, begin + j, size) for i, j, size in _longest(part, opposite))
            continue
        anchors = _anchors(part, opposite)
        yield from ((start + i, begin + j, 1) for i, j in anchors)
        if anchors:
            ends = [(-1, -1), *anchors, (len(part), len(opposite))]
            todo += [(start + i + 1, start + k, begin + j + 1, begin + m) for (i, j), (k, m) in pairwise(ends)]


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


def _anchors(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    """What stands exactly once in both, as much of it as is in the same order."""
    counts, others = Counter(a), Counter(b)
    there = {unit: at for at, unit in enumerate(b) if others[unit] == 1}
    pairs = [(at, there[unit]) for at, unit in enumerate(a) if counts[unit] == 1 and unit in there]
    return [pairs[at] for at in rising([to for _, to in pairs])]


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


def _joined(blocks: Iterator[Block]) -> list[Block]:
    found: list[Block] = []
    for i, j, size in sorted(blocks):
        if found and found[-1][0] + found[-1][2] == i and found[-1][1] + found[-1][2] == j:
            found[-1] = (*found[-1][:2], found[-1][2] + size)
        else:
            found.append((i, j, size))
    return found
