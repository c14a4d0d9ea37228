"""Which units of one run stayed in another: the choice of which all else follows, made so that it stays made.

Every change costs something for being one, and more for each unit that it takes out or puts in. Of all ways from the
one run to the other the cheapest is taken; among those that cost the same, that of which the changes read best; among
those, the one whose last change ends first. From this follows what review leans on: take some of the changes over into
the old run, or out of the new one, and those that are left are the cheapest way between the two that there are now.
For were there a cheaper one (or one that reads better at the same cost), it would with the changes that were decided
make a cheaper way between the two that there were. Two changes that touch become one and cost less than both, so that
the way that was found has none that touch: each is parted from the next by at least one unit that stayed, what it costs
and how it reads hangs on nothing farther off than that unit, and it neither wins nor loses by what becomes of others.
Whole blocks cost next to nothing for being a change, so that each of several in a row is one of its own, and so is one
beside a change of words.

After "sparse dynamic programming" (Eppstein, Galil, Giancarlo and Italiano 1992): of all pairs of units only those that
are alike are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from itertools import accumulate

from desk.revise.review.flow import START, Flow, likeness

Pair = tuple[int, int]
Node = tuple[float, float]

CHANGE = 5  # what it costs to be a change
_COST = 1 << 24  # a unit of cost, in units of how well it reads
_WIDE = 21  # bits of an index
_MARGIN = 12  # units: so far what is put in or taken out may be moved to read better, in long runs
_SHORT = 48  # units: shorter runs are compared whole
_MOST_PAIRS = 120_000
_BLOCK = 4  # what it costs, in units of how well it reads, that a block goes, comes, or stands in another's place
_HALF = 0.5
_MASK = (1 << _WIDE) - 1
_WELL = 4  # the best that can be said of where a change begins or ends
_INSIDE = 2 * _COST  # what it costs that a block begins in a change of words
_NONE, _NEVER, _FAR = -1 << 150, -1 << 90, -1 << 80  # what is as bad as not there


def kept(old: Flow, new: Flow) -> list[Pair]:
    """The units that stayed, in order."""
    return way(old, new)[0]


def way(old: Flow, new: Flow) -> tuple[list[Pair], list[Pair]]:
    """The units that stayed, in order; and where a change of words ends before whole blocks that came or went, or
    begins behind them."""
    front, tail = _ends(old, new)
    is_long = _are_many(old, new, front, tail)
    if is_long:
        front, tail = _ends(old, new, first=True)
        is_long = _are_many(old, new, front, tail)
    cuts: list[Pair] = []
    stop, end = len(old) - tail, len(new) - tail
    if is_long:
        middle = _roughly(old, new, (front, stop, front, end))
    else:
        middle, cuts = _Search(old, new, (front, stop, front, end)).way()
    pairs = [*((at, at) for at in range(front)), *middle, *((stop + at, end + at) for at in range(tail))]
    return pairs, cuts


def _are_many(old: Flow, new: Flow, front: int, tail: int) -> bool:
    """Whether what stands between these ends has more pairs of units that are alike than can be looked at."""
    counts = Counter(new.ids[front : len(new) - tail])
    return sum(counts[each] for each in old.ids[front : len(old) - tail]) > _MOST_PAIRS


def _ends(old: Flow, new: Flow, *, first: bool = False) -> Pair:
    """How many units at the beginning and at the end are surely kept. Where words are said again, what is both at the
    beginning and at the end stayed at one of them only, and which is not sure; with `first` it is at the beginning."""
    if max(len(old), len(new)) <= _SHORT:
        return 0, 0
    shorter = min(len(old), len(new))
    front = 0
    while front < shorter and _alike(old, new, front, front):
        front += 1
    most = shorter - front if first else shorter
    tail = 0
    while tail < most and _alike(old, new, len(old) - 1 - tail, len(new) - 1 - tail):
        tail += 1
    if not first:
        front, tail = min(front, shorter - tail), min(tail, shorter - front)
    return max(0, front - _MARGIN), max(0, tail - _MARGIN)


def _alike(old: Flow, new: Flow, i: int, j: int) -> bool:
    return old.ids[i] == new.ids[j] and old.white[i] == new.white[j]


def is_edge(flow: Flow, at: int, stop: int) -> bool:
    """Whether a block, an item, or the end of all begins there."""
    return at >= stop or flow.things[at] is not None


class _Search:
    """`area` is the part of both runs that is searched: from, up to in the old one; from, up to in the new one.

    A node is a pair of units that are alike, by the numbers of both; or the places before which a block begins, or all
    ends, in both, by the numbers of these units less a half."""

    def __init__(self, old: Flow, new: Flow, area: tuple[int, int, int, int]) -> None:
        self._old, self._new = old, new
        self._start, self._stop, self._begin, self._end = area
        self._edge, self._opposite = _edges_of(old), _edges_of(new)
        self._begins, self._ends = _reads_of(old, self._edge)
        self._begins_there, self._ends_there = _reads_of(new, self._opposite)
        # How good the best way to each node is, and from which it came.
        self._best: dict[Node, int] = {}
        self._from: dict[Node, Node] = {}
        # Of all ways to a pair before a place in the new run, the best: (how good, both numbers) as one number.
        self._chances = _Chances(self._end - self._begin + 1)
        self._edges = [j for j in range(self._begin, self._end + 1) if self._opposite[j]]
        self._above = -1.0  # the edge before in the old run

    def way(self) -> tuple[list[Pair], list[Pair]]:
        """The pairs of the best way, and where on it changes of words and of blocks touch."""
        first = (self._start - 1, self._begin - 1)
        self._best[first] = 0
        self._tell(first)
        where: defaultdict[Hashable, list[int]] = defaultdict(list)
        for j in range(self._begin, self._end):
            where[self._new.ids[j]].append(j)
        for i in range(self._start, self._stop):
            if self._old.things[i] is not None:
                self._cross(i)
            if there := where.get(self._old.ids[i]):
                for j in there:
                    self._reach(i, j)
                for j in there:
                    if (i, j) in self._best:
                        self._tell((i, j))
        if self._edge[self._stop]:
            self._cross(self._stop)
        self._reach(self._stop, self._end)
        return self._back((self._stop, self._end))

    def _back(self, last: Node) -> tuple[list[Pair], list[Pair]]:
        pairs: list[Pair] = []
        cuts: list[Pair] = []
        at = last
        while at in self._from:
            before = self._from[at]
            if _is_edge(at) != _is_edge(before) and not at[0] - before[0] == at[1] - before[1] == _HALF:
                i, j = at if _is_edge(at) else before
                cuts.append((int(i + _HALF), int(j + _HALF)))
            if not _is_edge(before) and before in self._from:
                pairs.append((int(before[0]), int(before[1])))
            at = before
        return pairs[::-1], cuts[::-1]

    def _cross(self, i: int) -> None:
        """The best ways to where a block begins in the old run, and to each where one does in the new run: behind a
        unit that stayed, and behind blocks of which one went, one came, or one stands in the place of another."""
        left = -1.0
        for j in self._edges:
            here = (i - _HALF, j - _HALF)
            came: Node = (i - 1, j - 1)
            best = self._best.get(came, _NEVER)
            for before in ((self._above, left), (self._above, here[1]), (here[0], left)):
                score = self._best.get(before, _NEVER) - _BLOCK
                if score > best:
                    best, came = score, before
            value = self._chances.best(j - self._begin)
            if value > _NONE and (score := self._changed(value, i, j)) > best:
                best, came = score, _node(value)
            if best > _FAR:
                self._best[here], self._from[here] = best, came
                self._tell(here)
            left = here[1]
        self._above = i - _HALF

    def _reach(self, i: int, j: int) -> None:
        """The best way to a pair of units that are alike, or to the end of both."""
        at_end = i == self._stop
        best = _NEVER
        came: Node = (i - 1, j - 1)
        if self._edge[i] and self._opposite[j]:
            came = (i - _HALF, j - _HALF)
            best = self._best.get(came, _NEVER)
        elif at_end or self._old.white[i] == self._new.white[j]:
            best = self._best.get(came, _NEVER)
        value = self._chances.best(j - self._begin)
        if value > _NONE:
            score = self._changed(value, i, j)
            if score > best:
                best, came = score, _node(value)
        if best > _FAR:
            self._best[i, j] = best if at_end else best + self._own(i, j)
            self._from[i, j] = came

    def _own(self, i: int, j: int) -> int:
        """What it is worth to keep a unit."""
        old, new = self._old, self._new
        worth = 2 * old.weights[i] * _COST
        if old.things[i] is None:
            return worth - (old.texts[i] != new.texts[j] or old.leads[i] != new.leads[j])
        if old.ids[i] == START:
            return worth - (old.things[i] != new.things[j])
        cost, shared = likeness(old.things[i], new.things[j])
        return worth - cost * _COST + shared

    def _tell(self, node: Node) -> None:
        """What comes behind this node can come from it."""
        edge = _is_edge(node)
        by = _HALF if edge else 1
        i, j = int(node[0] + by), int(node[1] + by)
        score = self._best[node] + self._begins[i] + self._begins_there[j]
        self._chances.add(j - self._begin, (score << 2 * _WIDE + 1) | i << _WIDE + 1 | j << 1 | edge)

    def _changed(self, value: int, i: int, j: int) -> int:
        """How good the way is from such a node through a change of words up to these units."""
        return (value >> 2 * _WIDE + 1) - CHANGE * _COST + self._ends[i] + self._ends_there[j]


def _is_edge(node: Node) -> bool:
    return not isinstance(node[0], int)


def _node(value: int) -> Node:
    i, j = value >> _WIDE + 1 & _MASK, value >> 1 & _MASK
    return (i - _HALF, j - _HALF) if value & 1 else (i - 1, j - 1)


def _edges_of(flow: Flow) -> list[bool]:
    return [*(thing is not None for thing in flow.things), True]


def _reads_of(flow: Flow, edges: list[bool]) -> tuple[list[int], list[int]]:
    """How well a change of words may begin, and end, before each unit. What begins before a block and ends behind it
    has it in it, and reads worse for that: better is one change of the block and another of words."""
    reads = [0 if edge else reads - _WELL for edge, reads in zip(edges, [_WELL, *flow.reads], strict=True)]
    blocks = [0, *accumulate(edges[:-1])]
    begins = [each + _INSIDE * count for each, count in zip(reads, blocks, strict=True)]
    return begins, [each - _INSIDE * count for each, count in zip(reads, blocks, strict=True)]


class _Chances:
    """The best of all values up to a place: a binary indexed tree (Fenwick 1994)."""

    def __init__(self, size: int) -> None:
        self._tree = [_NONE] * (size + 1)

    def add(self, place: int, value: int) -> None:
        """A value at a place, from 0 on."""
        tree, place = self._tree, place + 1
        while place < len(tree):
            tree[place] = max(tree[place], value)
            place += place & -place

    def best(self, place: int) -> int:
        """The best of all up to this place."""
        tree, place, found = self._tree, place + 1, _NONE
        while place:
            found = max(found, tree[place])
            place &= place - 1
        return found


def _roughly(old: Flow, new: Flow, area: tuple[int, int, int, int]) -> list[Pair]:
    """As much as two long runs have in common: one that is nearly the best, so that nobody waits."""
    from desk.revise.matching import matching  # noqa: PLC0415  not needed to start

    start, stop, begin, end = area
    found = matching(old.ids[start:stop], new.ids[begin:end])
    return [(start + i + n, begin + j + n) for i, j, size in found for n in range(size)]
