"""Which blocks of one body became which of another: those that stayed, changed, moved, were split and joined.

Blocks that are equal, or nearly, are each other's. As many of their words as can be keep their order, and part the
bodies into gaps; the others have moved. In each gap a block that is nearly made up of its opposites was split, or they
were joined; then blocks that are alike are each other's. What is alike but far off has moved and was changed. All other
blocks came or went.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from desk.revise.likeness import ALIKE, Pair, Profile, candidates, in_order, likeness, profile, related, weight
from desk.revise.matching import matching
from desk.revise.memory import Memory
from desk.revise.shapes import Family, shape_of
from desk.revise.tokens import words_and_signs
from desk.story.pieces import shared_ends

_MOVED = 0.5  # what is less alike than that has not moved but went, and another came
_LEAST = 4  # words that something must have to be known again elsewhere though it was changed
_WITHIN = 0.6  # so much of a part must be in the whole for the whole to have been split into it,
_PHRASES = 3  # or so many phrases, for it may have been written on;
_COVERED = 0.5  # and so much of the whole in its parts;
_OWN = 5  # and of these so many words and signs, or half of it, in each part alone
_MOST_PARTS = 32  # more are not looked for, so that nobody waits
_BLOCK = 60  # letters: what a block weighs that has no words, when it is decided which moved
_SURELY = 0.6  # as many blocks as there were, each of them so much like that at its place: they were only changed


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


def align(old: Sequence[Hashable], new: Sequence[Hashable], memory: Memory | None = None) -> Alignment:
    """What became of what, among blocks or other items. Seen from the other side, the same is found. What is in the
    `memory` is not found out again."""
    memory = Memory() if memory is None else memory
    if _is_later(old, new, memory):
        return _Aligning(new, old, memory).found.turned()
    return _Aligning(old, new, memory).found


def _words(memory: Memory, item: Hashable) -> str:
    return memory.of("words", (item,), lambda value: shape_of(value).words)


def _is_later(old: Sequence[Hashable], new: Sequence[Hashable], memory: Memory) -> bool:
    """An order among all sequences, of no meaning; one in which they are compared, whichever is the older."""
    for i, j in zip(old, new, strict=False):
        if i is not j and i != j:
            words, others = _words(memory, i), _words(memory, j)
            return words > others if words != others else repr(i) > repr(j)
    return len(old) > len(new)


class _Left:
    """The items of one side of which is not known yet what became of them. What they are like is found when asked."""

    def __init__(self, items: Sequence[Hashable], known: set[int], memory: Memory) -> None:
        self.items = items
        self._memory = memory
        self._left = dict.fromkeys(number for number in range(len(items)) if number not in known)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(self._left))

    def __contains__(self, number: int) -> bool:
        return number in self._left

    def __getitem__(self, number: int) -> Profile:
        return self._memory.of("profile", (self.items[number],), lambda value: profile(shape_of(value)))

    def drop(self, number: int) -> None:
        """It is known now."""
        self._left.pop(number, None)

    def put_back(self, number: int) -> None:
        """It is not known after all."""
        self._left[number] = None

    def between(self, at: int, stop: int) -> list[int]:
        """Those from one number up to another."""
        return [number for number in range(at, stop) if number in self._left]

    def __len__(self) -> int:
        return len(self._left)


class _Aligning:
    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], memory: Memory) -> None:
        self._memory = memory
        pairs = [(i + n, j + n) for i, j, size in matching(old, new) for n in range(size)]
        self.found = Alignment(pairs=pairs)
        self._old = _Left(old, {i for i, _ in pairs}, memory)
        self._new = _Left(new, {j for _, j in pairs}, memory)
        self._between(self._move_equals, self._pair_in_place, self._move_surely)
        self._choose_order()
        self._between(self._split, self._join, self._pair_alike)
        self._absorb()
        self._between(self._move_alike, self._pair_alone)

    def _between(self, *steps: Callable[[], None]) -> None:
        for step in steps:
            if self._old and self._new:
                step()

    def _pair(self, pairs: Sequence[Pair]) -> None:
        if pairs:
            self.found.pairs = sorted([*self.found.pairs, *pairs])
            self._forget(pairs)

    def _forget(self, pairs: Iterable[Pair]) -> None:
        for i, j in pairs:
            self._old.drop(i)
            self._new.drop(j)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """What is left on both sides between neighbours of which is known what became of them."""
        marks = [*self.found.pairs]
        marks += [(one, j) for one, many in self.found.splits for j in many]
        marks += [(i, one) for many, one in self.found.joins for i in many]
        gaps = []
        i = j = 0
        for stop, end in [*sorted(marks), (len(self._old.items), len(self._new.items))]:
            if stop > i and end > j and (gone := self._old.between(i, stop)) and (come := self._new.between(j, end)):
                gaps.append((gone, come))
            i, j = stop, end
        return gaps

    # The steps, one after the other.

    def _move_equals(self) -> None:
        where: defaultdict[Hashable, list[int]] = defaultdict(list)
        for j in reversed([*self._new]):
            where[self._new.items[j]].append(j)
        for i in self._old:
            there = where.get(self._old.items[i])
            if there and (self._old[i].weight or self._old[i].key):
                self.found.moves.append((i, there.pop()))
        self._forget(self.found.moves)

    def _pair_in_place(self) -> None:
        gaps = [gap for gap in self._gaps() if len(gap[0]) == len(gap[1])]
        pairs = [[*zip(gone, come, strict=True)] for gone, come in gaps]
        self._pair([pair for each in pairs if all(self._surely(*pair) for pair in each) for pair in each])

    def _surely(self, i: int, j: int) -> bool:
        return self._memory.of("surely", (self._old.items[i], self._new.items[j]), lambda *_: self._is_sure(i, j))

    def _is_sure(self, i: int, j: int) -> bool:
        one, other = shape_of(self._old.items[i]), shape_of(self._new.items[j])
        if one.family is not other.family:
            return False
        words, others = one.words, other.words
        # Mostly one place was edited, which is seen at once.
        if sum(shared_ends(words, others)) > _SURELY * max(len(words), len(others)):
            return True
        return likeness(self._old[i], self._new[j]) >= _SURELY

    def _split(self) -> None:
        for gone, come in self._gaps():
            for i, many in _parts(self._old, gone, self._new, come):
                self.found.splits.append((i, many))
                self._forget((i, j) for j in many)

    def _join(self) -> None:
        for gone, come in self._gaps():
            for j, many in _parts(self._new, come, self._old, gone):
                self.found.joins.append((many, j))
                self._forget((i, j) for i in many)

    def _pair_alike(self) -> None:
        pairs: list[Pair] = []
        for gone, come in self._gaps():
            one, other = [self._old[i] for i in gone], [self._new[j] for j in come]
            alike = candidates(one, other, ALIKE)
            heavy = {(i, j): like * (one[i].weight + other[j].weight + 1) for (i, j), like in alike.items()}
            pairs += [(gone[i], come[j]) for i, j in in_order(heavy)]
        self._pair(pairs)

    def _move_surely(self) -> None:
        self._move(_SURELY)

    def _move_alike(self) -> None:
        self._move(_MOVED)

    def _move(self, least: float) -> None:
        gone, come = (
            [at for at in side if side[at].key or len(side[at].words) >= _LEAST] for side in (self._old, self._new)
        )
        pairs = candidates([self._old[i] for i in gone], [self._new[j] for j in come], least)
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

    def _choose_order(self) -> None:
        """Of all that are each other's those keep their order that have most words; the others moved. It need not be
        the equal ones: somebody may have moved one paragraph past a page that was edited."""
        if not self.found.moves:
            return
        every = [*self.found.pairs, *self.found.moves]
        words = {(i, j): len(_words(self._memory, self._old.items[i])) for i, j in every}
        kept = in_order({pair: float(count + _BLOCK) for pair, count in words.items()})
        left = set(every).difference(kept)
        self.found.pairs, self.found.moves = (
            kept,
            sorted(pair for pair in left if words[pair] or self._old[pair[0]].key),
        )
        for i, j in left.difference(self.found.moves):  # a rule or an empty paragraph does not move
            self._old.put_back(i)
            self._new.put_back(j)

    def _absorb(self) -> None:
        """What is left beside a block that was, or became, the whole of it is a part of that."""
        if not self._old and not self._new:
            return
        splits, joins = dict(self.found.splits), {j: many for many, j in self.found.joins}
        pairs = dict(self.found.pairs)
        _absorb(self._old, self._new, pairs, splits, joins)
        turned = {j: i for i, j in pairs.items()}
        _absorb(self._new, self._old, turned, joins, splits)
        self.found.pairs = sorted((i, j) for j, i in turned.items())
        self.found.splits = sorted(splits.items(), key=itemgetter(0))
        self.found.joins = sorted(((many, j) for j, many in joins.items()), key=itemgetter(1))

    def _pair_alone(self) -> None:
        alone = [(gone[0], come[0]) for gone, come in self._gaps() if len(gone) == len(come) == 1]
        self._pair([(i, j) for i, j in alone if self._old[i].shape.family is self._new[j].shape.family])


def _absorb(
    wholes: _Left, parts: _Left, pairs: dict[int, int], several: dict[int, range], others: dict[int, range]
) -> None:
    """Make of a block and what it became one that was split, where a part of it is left on either side of that."""
    owners = {j: i for i, j in pairs.items()} | {j: i for i, many in several.items() for j in many}
    for step, order in ((-1, [*parts]), (1, [*parts][::-1])):
        for j in order:
            i = owners.get(j + step)
            if i is None or j not in parts or pairs.get(i) in others or not _is_in(parts[j], wholes[i]):
                continue
            mine = several.get(i) or range(j + step, j + step + 1)
            if len(mine) < _MOST_PARTS and _is_piece(parts[j], [parts[each] for each in mine], wholes[i]):
                pairs.pop(i, None)
                several[i] = range(min(j, mine.start), max(j + 1, mine.stop))
                owners[j] = i
                parts.drop(j)


def _is_piece(part: Profile, beside: Sequence[Profile], whole: Profile) -> bool:
    """Whether it has enough of the whole that what is beside it has not."""
    there, own = _count(whole), _count(part)
    mine = sum(map(_count, beside), Counter[str]())
    gain = _shared(mine + own, there) - _shared(mine, there)
    return gain >= min(own.total() / 2, _OWN)


def _parts(wholes: _Left, ones: Sequence[int], parts: _Left, many: Sequence[int]) -> Iterator[tuple[int, range]]:
    """Those that became several which stand together, with these; in order."""
    if len(many) < 2:
        return
    near = related([wholes[i] for i in ones], [parts[j] for j in many], _MOST_PARTS)
    at = 0
    for i, likely in zip(ones, near, strict=True):
        for run in _runs_of([many[j] for j in likely if j >= at and _is_in(parts[many[j]], wholes[i])]):
            if len(run) <= _MOST_PARTS and (run := _making_up(run, parts, wholes[i])):
                yield i, run
                at = bisect_left(many, run.stop)
                break


def _runs_of(numbers: Sequence[int]) -> list[range]:
    """Rising numbers as ranges of those that follow upon each other."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found


def _is_in(part: Profile, whole: Profile) -> bool:
    if not (part.shape.family is whole.shape.family is Family.TEXT) or not part.weight:
        return False
    if weight(part.words & whole.words) >= _WITHIN * part.weight:
        return True
    return len(part.phrases & whole.phrases) >= _PHRASES


def _making_up(run: range, parts: _Left, whole: Profile) -> range:
    """Those of the parts, in a row, which make up most of the whole and of which none could be left out; empty where
    they are no two."""
    there = _count(whole)
    mine = {number: _count(parts[number]) for number in run}
    while len(run) > 1:
        together = sum((mine[number] for number in run), Counter[str]())
        covered = _shared(together, there)
        if covered < _COVERED * there.total():
            break
        # What each of them has of the whole that the others have not.
        own = {number: covered - _shared(together - mine[number], there) for number in run}
        idle = [number for number in run if own[number] < min(mine[number].total() / 2, _OWN)]
        if not idle:
            return run
        if idle[-1] == run[-1]:
            run = run[:-1]
        elif idle[0] == run[0]:
            run = run[1:]
        else:
            break
    return range(0)


def _shared(one: Counter[str], other: Counter[str]) -> int:
    return (one & other).total()


def _count(each: Profile) -> Counter[str]:
    return Counter(words_and_signs(each.shape.words))
