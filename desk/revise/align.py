"""Which blocks of one body became which of another: those that stayed, changed, moved, were split and joined.

Equal blocks come first, as many as keep their order; they part the bodies into gaps. Equal blocks out of order have
moved. In each gap a block that is nearly made up of its opposites was split, or they were joined; then blocks that are
alike are each other's. What is alike but far off has moved and was changed. All other blocks came or went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from desk.revise.likeness import ALIKE, Pair, Profile, candidates, in_order, profile, shared
from desk.revise.matching import matching
from desk.revise.shapes import Family, shape_of

_MOVED = 0.5  # what is less alike than that has not moved but went, and another came
_LEAST = 4  # words that something must have to be known again elsewhere though it was changed
_WITHIN = 0.6  # so much of a part must be in the whole for the whole to have been split into it
_COVERED = 0.6  # and so much of the whole in its parts


@dataclass(slots=True)
class Alignment:
    """Indices of the old items and of the new ones. `pairs` are equal or changed, in order; `moves` are those of which
    the order is another; `splits` and `joins` are one and a range of several that stand together. What is in none of
    them was removed, or added."""

    pairs: list[Pair] = field(default_factory=list)
    moves: list[Pair] = field(default_factory=list)
    splits: list[tuple[int, range]] = field(default_factory=list)
    joins: list[tuple[range, int]] = field(default_factory=list)

    def turned(self) -> Alignment:
        """The same, seen from the other side."""
        return Alignment(
            [(j, i) for i, j in self.pairs],
            [(j, i) for i, j in self.moves],
            [(one, many) for many, one in self.joins],
            [(many, one) for one, many in self.splits],
        )


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> Alignment:
    """What became of what, among blocks or other items. Seen from the other side, the same is found."""
    return _Aligning(new, old).found.turned() if _is_later(old, new) else _Aligning(old, new).found


def _is_later(old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    """An order among all sequences, of no meaning; one in which they are compared, whichever is the older."""
    for i, j in zip(old, new, strict=False):
        if i is not j and i != j:
            words, others = shape_of(i).words, shape_of(j).words
            return words > others if words != others else repr(i) > repr(j)
    return len(old) > len(new)


class _Aligning:
    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
        self._old, self._new = old, new
        self.found = Alignment(pairs=[(i + n, j + n) for i, j, size in matching(old, new) for n in range(size)])
        gone, come = self._left(*map(set, zip(*self.found.pairs, strict=True))) if self.found.pairs else self._left()
        if gone and come:
            self._profiles = {i: profile(shape_of(old[i])) for i in gone}
            self._others = {j: profile(shape_of(new[j])) for j in come}
            self._align()

    def _left(self, old: set[int] | None = None, new: set[int] | None = None) -> tuple[list[int], list[int]]:
        return (
            [i for i in range(len(self._old)) if i not in (old or ())],
            [j for j in range(len(self._new)) if j not in (new or ())],
        )

    def _align(self) -> None:
        self._move_equals()
        for gone, come in self._gaps():
            for i, many in _parts(self._profiles, gone, self._others, come):
                self.found.splits.append((i, many))
                self._forget([(i, j) for j in many])
        for gone, come in self._gaps():
            for j, several in _parts(self._others, come, self._profiles, gone):
                self.found.joins.append((several, j))
                self._forget([(i, j) for i in several])
        for gone, come in self._gaps():
            one, other = [self._profiles[i] for i in gone], [self._others[j] for j in come]
            pairs = candidates(one, other, ALIKE)
            heavy = {(i, j): like * (one[i].weight + other[j].weight + 1) for (i, j), like in pairs.items()}
            self._pair([(gone[i], come[j]) for i, j in in_order(heavy)])
        self._move_alike()
        alone = [(gone[0], come[0]) for gone, come in self._gaps() if len(gone) == len(come) == 1]
        self._pair([(i, j) for i, j in alone if self._profiles[i].shape.family is self._others[j].shape.family])

    def _pair(self, pairs: Sequence[Pair]) -> None:
        self.found.pairs = sorted([*self.found.pairs, *pairs])
        self._forget(pairs)

    def _forget(self, pairs: Sequence[Pair]) -> None:
        for i, j in pairs:
            self._profiles.pop(i, None)
            self._others.pop(j, None)

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is left on both sides between neighbours of which is known what became of them."""
        marks = [*self.found.pairs]
        marks += [(one, j) for one, many in self.found.splits for j in many]
        marks += [(i, one) for many, one in self.found.joins for i in many]
        gone, come = iter(sorted(self._profiles)), iter(sorted(self._others))
        i, j = next(gone, None), next(come, None)
        gaps = []
        for stop, end in [*sorted(marks), (len(self._old), len(self._new))]:
            here: tuple[list[int], list[int]] = [], []
            while i is not None and i < stop:
                here[0].append(i)
                i = next(gone, None)
            while j is not None and j < end:
                here[1].append(j)
                j = next(come, None)
            if here[0] and here[1]:
                gaps.append(here)
        yield from gaps

    def _move_equals(self) -> None:
        where: defaultdict[Hashable, list[int]] = defaultdict(list)
        for j in sorted(self._others, reverse=True):
            where[self._new[j]].append(j)
        moves = []
        for i, each in sorted(self._profiles.items()):
            if (each.weight or each.key) and (there := where.get(self._old[i])):
                moves.append((i, there.pop()))
        self.found.moves += moves
        self._forget(moves)

    def _move_alike(self) -> None:
        gone = [i for i, each in sorted(self._profiles.items()) if each.key or each.words.total() >= _LEAST]
        come = [j for j, each in sorted(self._others.items()) if each.key or each.words.total() >= _LEAST]
        pairs = candidates([self._profiles[i] for i in gone], [self._others[j] for j in come], _MOVED)
        moves: list[Pair] = []
        taken: set[int] = set()
        given: set[int] = set()
        for i, j in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
            if i not in taken and j not in given:
                moves.append((gone[i], come[j]))
                taken.add(i)
                given.add(j)
        self.found.moves = sorted([*self.found.moves, *moves])
        self._forget(moves)


def _parts(
    wholes: dict[int, Profile], ones: Sequence[int], parts: dict[int, Profile], many: Sequence[int]
) -> Iterator[tuple[int, range]]:
    """Those that became several which stand together, with these; in order."""
    at = 0
    for i in ones:
        whole = wholes[i]
        if whole.shape.family is not Family.TEXT or not whole.weight:
            continue
        begin = at
        while begin < len(many):
            stop = begin
            while stop < len(many) and many[stop] == many[begin] + stop - begin and _is_in(parts[many[stop]], whole):
                stop += 1
            several = [parts[j] for j in many[begin:stop]]
            if len(several) > 1 and _make_up(several, whole):
                yield i, range(many[begin], many[stop - 1] + 1)
                at = stop
                break
            begin = max(stop, begin + 1)


def _is_in(part: Profile, whole: Profile) -> bool:
    if part.shape.family is not Family.TEXT or not part.weight:
        return False
    return shared(part.words, whole.words) >= _WITHIN * part.weight


def _make_up(parts: Sequence[Profile], whole: Profile) -> bool:
    """Whether the parts are most of the whole, and none of them could be left out."""
    together: Counter[str] = Counter()
    for part in parts:
        together.update(part.words)
    covered = shared(together, whole.words)
    if covered < _COVERED * whole.weight:
        return False
    return all(covered - shared(together - part.words, whole.words) >= part.weight / 2 for part in parts)
