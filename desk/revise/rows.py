"""Two runs of blocks as one, to be read from top to bottom: a row for each block, ready to be drawn.

What stands in a field that is no body (credits, keywords, corrections, a headline) is compared in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from desk.revise.align import Alignment, align
from desk.revise.grid import Grid, grid, whole_grid
from desk.revise.memory import Memory
from desk.revise.runs import Became, Run, Runs, counted, parted_runs, runs, whole
from desk.revise.shapes import Shape, shape_of


class RowKind(StrEnum):
    """What became of a block."""

    SAME = "same"
    CHANGED = "changed"  # its words, their marks, or what it is
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # here it stands now; it may have been changed, too
    LEFT = "left"  # here it stood before it moved; nothing is changed here
    SPLIT = "split"  # one of several that were one
    JOINED = "joined"  # one of several that are one now


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a block: "text", of a pull quote "attribution" too, of a figure "caption", "credit" and "alt", of an
    embed "title"; of a credit "role", "title", "name", "place" and "note", of a dateline "place", "date" and "source",
    of furniture "title" and "text", of a correction "kind", "at" and "text". Only those in which there is anything."""

    name: str
    runs: Runs


@dataclass(frozen=True, slots=True)
class Trait:
    """Something about a block that is no text, as it was and as it is, "" where there was nothing of it: "kind"
    ("paragraph", "heading", "quote", "pull quote", "list item", "numbered item", "note", "figure", "table", "rule",
    "embed"), "level", "depth", "header" ("yes" or "no"), "picture", "url"; of a credit "kind"; of furniture and
    corrections "slot", of the latter "about" and "withdrawn" too (times)."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block before and after. `before` and `after` are its indices in the two bodies, None where it is not there.

    Of a block that was split there is a row for each block that it became, all with the same `before`: `runs` of each
    are its part of the words. Likewise rows of joined blocks share their `after`. All but the first of either are
    `continued`, and follow upon each other. A block that moved has two rows, each with the index of the other among
    the rows in `elsewhere`; the words of the one that it left became AWAY, and are said for reading only.

    The parts of the rows of one block, without what was REMOVED (or what was ADDED) and what is AWAY, are the texts
    of the new block (of the old one).
    """

    kind: RowKind
    before: int | None
    after: int | None
    parts: tuple[Part, ...] = ()
    traits: tuple[Trait, ...] = ()  # those that changed; all but its kind of a block that came or went
    grid: Grid | None = None  # of a table: its cells
    continued: bool = False
    elsewhere: int | None = None
    what: str = ""  # its "kind" as in Trait, as it is now

    @property
    def runs(self) -> Iterator[Run]:
        """The runs of all parts and cells."""
        for part in self.parts:
            yield from part.runs
        if self.grid is not None:
            yield from self.grid.runs

    @property
    def words_added(self) -> int:
        """How many words came."""
        return counted(self.runs, Became.ADDED)

    @property
    def words_removed(self) -> int:
        """How many words went."""
        return counted(self.runs, Became.REMOVED)

    @property
    def edited(self) -> bool:
        """Whether it is another block now in itself: other words, other marks, another kind, another picture."""
        return (
            bool(self.traits)
            or any(run.became not in (Became.SAME, Became.AWAY) for run in self.runs)
            or (self.grid is not None and self.grid.rebuilt)
        )

    @property
    def only_marks(self) -> bool:
        """Whether words were reformatted and nothing else happened."""
        became = {run.became for run in self.runs} - {Became.SAME}
        return (
            self.kind is RowKind.CHANGED
            and not self.traits
            and became == {Became.REFORMATTED}
            and (self.grid is None or not self.grid.rebuilt)
        )


def rows(old: Sequence[Hashable], new: Sequence[Hashable], memory: Memory | None = None) -> tuple[Row, ...]:
    """The blocks of two bodies, or the items of two fields, in the order in which a reader of both meets them: what
    was removed stands before what came in its place. What is in the `memory` is not found out again."""
    memory = Memory() if memory is None else memory
    found = [*_Rows(old, new, memory).in_order(align(old, new, memory))]
    where: defaultdict[tuple[int | None, int | None], list[int]] = defaultdict(list)
    for at, row in enumerate(found):
        if row.kind in (RowKind.MOVED, RowKind.LEFT):
            where[row.before, row.after].append(at)
    for one, other in where.values():
        found[one], found[other] = replace(found[one], elsewhere=other), replace(found[other], elsewhere=one)
    return tuple(found)


class _Rows:
    """Makes the rows of two sequences."""

    def __init__(self, old: Sequence[Hashable], new: Sequence[Hashable], memory: Memory) -> None:
        self._old, self._new, self._memory = old, new, memory

    def in_order(self, found: Alignment) -> Iterator[Row]:
        """The rows, with both indices also in that which a block left."""
        old, new = self._old, self._new
        went, came = dict(found.moves), {j: i for i, j in found.moves}
        marks = [(range(i, i + 1), range(j, j + 1)) for i, j in found.pairs]
        marks += [(range(i, i + 1), many) for i, many in found.splits]
        marks += [(many, range(j, j + 1)) for many, j in found.joins]
        marks.sort(key=lambda mark: (mark[0].start, mark[1].start))
        i = j = 0
        for gone, come in [*marks, (range(len(old), len(old)), range(len(new), len(new)))]:
            for at in range(i, gone.start):
                kind = RowKind.LEFT if at in went else RowKind.REMOVED
                yield self._row(kind, (old[at],), at, went.get(at))
            for at in range(j, come.start):
                if at in came:
                    yield self._row(RowKind.MOVED, (old[came[at]], new[at]), came[at], at)
                else:
                    yield self._row(RowKind.ADDED, (new[at],), None, at)
            yield from self._met(gone, come)
            i, j = gone.stop, come.stop

    def _met(self, gone: range, come: range) -> Iterator[Row]:
        if not gone:
            return
        if len(gone) == len(come) == 1:
            i, j = gone[0], come[0]
            one, other = self._old[i], self._new[j]
            if one is other or one == other:
                yield self._row(RowKind.SAME, (other,), i, j)
            else:
                yield self._row(RowKind.CHANGED, (one, other), i, j)
            return
        kind = RowKind.SPLIT if len(come) > 1 else RowKind.JOINED
        values = (*(self._old[i] for i in gone), *(self._new[j] for j in come))
        made = self._memory.of(kind.value, values, lambda *all_: _several(kind, all_[: len(gone)], all_[len(gone) :]))
        for number, row in enumerate(made):
            yield replace(
                row,
                before=gone[number if kind is RowKind.JOINED else 0],
                after=come[number if kind is RowKind.SPLIT else 0],
            )

    def _row(self, kind: RowKind, values: tuple[Hashable, ...], before: int | None, after: int | None) -> Row:
        """The row of a block, or of what it was and is. Only its place may be another than when it was made."""
        row = self._memory.of(kind.value, values, _MAKE.get(kind) or partial(_alone, kind))
        if (row.before, row.after) != (before, after):
            row = replace(row, before=before, after=after)
            self._memory.put(kind.value, values, row)
        return row


_ALONE = {RowKind.SAME: Became.SAME, RowKind.ADDED: Became.ADDED, RowKind.REMOVED: Became.REMOVED}


def _alone(kind: RowKind, value: Hashable) -> Row:
    """A row of one block of which all became the same."""
    shape, became = shape_of(value), _ALONE.get(kind, Became.AWAY)
    parts = tuple(Part(name, whole(became, text)) for name, text in shape.texts.items())
    cells = None if shape.table is None else whole_grid(shape.table, became)
    traits = tuple(Trait(name, *_turned(became, value)) for name, value in shape.traits.items() if name != "kind")
    told = traits if became in (Became.ADDED, Became.REMOVED) else ()
    return Row(kind, None, None, parts, told, cells, what=shape.traits.get("kind", ""))


def _turned(became: Became, value: str) -> tuple[str, str]:
    return ("", value) if became is Became.ADDED else (value, "")


def _moved(old: Hashable, new: Hashable) -> Row:
    if old == new:
        return replace(_alone(RowKind.SAME, new), kind=RowKind.MOVED)
    return _changed(RowKind.MOVED, old, new)


def _changed(kind: RowKind, old: Hashable, new: Hashable) -> Row:
    was, now = shape_of(old), shape_of(new)
    names = dict.fromkeys([*now.texts, *was.texts])
    parts = tuple(Part(name, runs(was.texts.get(name, ()), now.texts.get(name, ()))) for name in names)
    cells = None if was.table is None or now.table is None else grid(was.table, now.table)
    return Row(kind, None, None, parts, _traits(was, now), cells, what=now.traits.get("kind", ""))


_MAKE: dict[RowKind, Callable[..., Row]] = {RowKind.MOVED: _moved, RowKind.CHANGED: partial(_changed, RowKind.CHANGED)}


def _several(kind: RowKind, old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[Row, ...]:
    """The rows of blocks of text that were split or joined. What only the one of them has besides its words, as the
    attribution of a pull quote, is in the first row."""
    one, other = [shape_of(each) for each in old], [shape_of(each) for each in new]
    parted = parted_runs([each.texts.get("text", ()) for each in one], [each.texts.get("text", ()) for each in other])
    made = []
    for number, text in enumerate(parted):
        was, now = one[number if len(one) > 1 else 0], other[number if len(other) > 1 else 0]
        parts = [Part("text", text)] if text else []
        names = dict.fromkeys([*now.texts, *was.texts])
        for name in names:
            if name != "text":
                before = was.texts.get(name, ()) if not number or kind is RowKind.JOINED else ()
                after = now.texts.get(name, ()) if not number or kind is RowKind.SPLIT else ()
                parts.append(Part(name, runs(before, after)))
        what = now.traits.get("kind", "")
        made.append(Row(kind, None, None, tuple(parts), _traits(was, now), continued=number > 0, what=what))
    return tuple(made)


def _traits(was: Shape, now: Shape) -> tuple[Trait, ...]:
    names = dict.fromkeys([*now.traits, *was.traits])
    pairs = [(name, was.traits.get(name, ""), now.traits.get(name, "")) for name in names]
    return tuple(Trait(*each) for each in pairs if each[1] != each[2])
