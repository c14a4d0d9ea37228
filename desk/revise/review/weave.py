"""The script of two runs of units: what stayed, what came and went, and any mixture of the two read off it.

Whichever changes are taken over, what is read off falls into the same units (see `units`): each unit stands beside one
that it stood beside in the one run or in the other. So the script of the mixture and of either run is this one without
the changes on which they agree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Protocol

from desk.revise.review.flow import Flow
from desk.revise.review.ops import Choose, Op, sign_of
from desk.revise.review.optimum import Pair, is_edge, way
from desk.revise.review.parts import Parts, parts_of
from desk.revise.review.switches import Switch, switched, switches
from desk.story.body import Spans


class Out(Protocol):
    """Where a mixture is written."""

    def words(self, text: Spans) -> None:
        """Words more of the block that was begun last."""

    def thing(self, thing: object) -> None:
        """A block of text begins, or something that has no words."""


@dataclass(slots=True)
class Keep:
    """A unit that stayed, by its places in both runs; `tight` if the white space before it did, too."""

    i: int
    j: int
    tight: bool
    switches: dict[Switch, Op] = field(default_factory=dict)
    parts: Parts | None = None  # of something without words that is not the same


@dataclass(slots=True)
class Gap:
    """Units from `i` up to `stop` that went, and from `j` up to `end` that came, with the white space behind them."""

    i: int
    stop: int
    j: int
    end: int
    op: Op


@dataclass(slots=True, eq=False)
class WholeBlock:
    """A block, or an item, that went or came: where, and what it is known again by."""

    flow: Flow
    units: range
    sign: str
    _words: Counter[Hashable] | None = None

    @property
    def words(self) -> Counter[Hashable]:
        """How often each of its units stands in it."""
        if self._words is None:
            self._words = Counter(self.flow.ids[at] for at in self.units if self.flow.things[at] is None)
        return self._words


@dataclass(slots=True)
class Blocks:
    """Whole blocks, or items, that went and came between two that stayed. Which of them make one change is said when
    all are known: see `linking`."""

    i: int
    stop: int
    j: int
    end: int
    pieces: list[Gap] = field(default_factory=list)
    sides: tuple[list[WholeBlock], list[WholeBlock]] | None = None  # those that went and that came

    def ranges(self, flow: Flow, *, new: bool) -> list[range]:
        """The units of each block of one side."""
        start, stop = (self.j, self.end) if new else (self.i, self.stop)
        begins = [at for at in range(start, stop) if flow.things[at] is not None]
        return [range(at, to) for at, to in pairwise([*begins, stop])]


Item = Keep | Gap | Blocks


class Weave:
    """The script of two runs."""

    def __init__(self, old: Flow, new: Flow) -> None:
        self.old, self.new = old, new
        self.items: list[Item] = [*self._parted(*way(old, new))]
        self._ops: tuple[Op, ...] | None = None
        _mark(self.items, old, new)
        self.has_blocks = any(isinstance(item, Blocks) for item in self.items)

    def only(self, items: list[Item]) -> Weave:
        """A part of the script."""
        part = Weave.__new__(Weave)
        part.old, part.new, part.items, part._ops = self.old, self.new, items, None
        part.has_blocks = any(isinstance(item, Blocks) for item in items)
        return part

    def unlinked(self) -> Weave:
        """The script with nothing said of its blocks yet; the same one where there are none."""
        if not self.has_blocks:
            return self
        blank = (replace(item, pieces=[]) if isinstance(item, Blocks) else item for item in self.items)
        return self.only([*blank])

    @property
    def blocks(self) -> Iterator[Blocks]:
        """Where whole blocks came or went."""
        return (item for item in self.items if isinstance(item, Blocks))

    @property
    def ops(self) -> Sequence[Op]:
        """The changes, each as often as it has pieces, once it is said which of its blocks are one."""
        if self._ops is None:
            self._ops = tuple(self._all_ops())
        return self._ops

    def _all_ops(self) -> Iterator[Op]:
        for item in self.items:
            match item:
                case Gap(op=op):
                    yield op.whole
                case Blocks(pieces=pieces):
                    yield from (piece.op.whole for piece in pieces)
                case Keep(parts=parts):
                    yield from (op.whole for op in item.switches.values())
                    if parts is not None:
                        yield from parts.ops

    def read(self, choose: Choose, out: Out) -> None:
        """Write the mixture in which the changes that are chosen stand as they are, and the others as they were."""
        for item in self.items:
            match item:
                case Keep():
                    self._read_kept(item, choose, out)
                case Gap():
                    self._read_gap(item, choose, out)
                case Blocks(pieces=pieces):
                    for piece in pieces:
                        self._read_gap(piece, choose, out)

    def _read_kept(self, item: Keep, choose: Choose, out: Out) -> None:
        old, new = self.old, self.new
        thing = old.things[item.i]
        if thing is not None:
            out.thing(thing if item.parts is None else item.parts.read(choose))
            return
        if not item.switches:
            if item.tight:
                out.words(old.leads[item.i])
            out.words(old.texts[item.i])
            return
        taken = {switch for switch, op in item.switches.items() if choose(op.whole)}
        if item.tight and old.leads[item.i]:
            out.words(switched(old.leads[item.i], new.leads[item.j], taken))
        out.words(switched(old.texts[item.i], new.texts[item.j], taken))

    def _read_gap(self, item: Gap, choose: Choose, out: Out) -> None:
        if choose(item.op.whole):
            copy(self.new, item.j, item.end, out)
        else:
            copy(self.old, item.i, item.stop, out)

    def _parted(self, pairs: Sequence[Pair], cuts: Sequence[Pair]) -> Iterator[Item]:
        old, new = self.old, self.new
        i = j = 0
        for stop, end in (*pairs, (len(old), len(new))):
            there = stop < len(old)
            is_tight = stop == i and end == j and (not there or old.white[stop] == new.white[end])
            if not is_tight:
                for a, b in cuts:
                    if i <= a <= stop and j <= b <= end and (a, b) not in {(i, j), (stop, end)}:
                        yield self._between(i, a, j, b)
                        i, j = a, b
                yield self._between(i, stop, j, end)
            if there:
                yield Keep(stop, end, is_tight)
            i, j = stop + 1, end + 1

    def _between(self, i: int, stop: int, j: int, end: int) -> Gap | Blocks:
        edges = ((self.old, i), (self.old, stop), (self.new, j), (self.new, end))
        if all(is_edge(flow, at, len(flow)) for flow, at in edges):
            return Blocks(i, stop, j, end)
        return self._gap(i, stop, j, end)

    def _gap(self, i: int, stop: int, j: int, end: int) -> Gap:
        old, new = self.old, self.new
        signs = [
            "gap",
            _sign(old, i, stop),
            _sign(new, j, end),
            _beside(old, i - 1),
            _beside(old, stop),
        ]
        return Gap(i, stop, j, end, Op(["\x03".join(signs)]))


def _beside(flow: Flow, at: int) -> str:
    """The word there; none where a block begins or a run ends, which may be a part of a longer one."""
    return str(flow.ids[at]) if 0 <= at < len(flow) and flow.things[at] is None else ""


def _sign(flow: Flow, start: int, stop: int) -> str:
    tail = sign_of(flow.leads[stop]) if stop < len(flow) else ""
    return f"{sign_of(flow.part(start, stop))}\x04{tail}"


def copy(flow: Flow, start: int, stop: int, out: Out) -> None:
    """Write some units, and the white space behind them."""
    for at in range(start, stop):
        if flow.things[at] is not None:
            out.thing(flow.things[at])
        else:
            out.words(flow.leads[at])
            out.words(flow.texts[at])
    if stop < len(flow) and flow.things[stop] is None:
        out.words(flow.leads[stop])


def _mark(items: list[Item], old: Flow, new: Flow) -> None:
    """Say what was switched on units that stayed. One switch on words in a row is one change; words that came or went
    among them are decided with it, for else nobody could say afterwards that the two halves had been one."""
    running: dict[Switch, Op] = {}
    between: list[int] = []
    for number, item in enumerate(items):
        if not isinstance(item, Keep):
            between.append(number)
        elif old.things[item.i] is not None:
            if old.things[item.i] != new.things[item.j]:
                item.parts = parts_of(old.things[item.i], new.things[item.j])
        else:
            found = _switches(item, old, new)
            going_on = found & running.keys()
            running = {switch: running.get(switch) or Op() for switch in sorted(found, key=str)}
            for switch, op in running.items():
                op.whole.signs.append(f"{switch}\x03{old.ids[item.i]}")
            item.switches = dict(running)
            if between and going_on:
                _tie(items, between, [running[switch] for switch in going_on], old, new)
            between = []


def _switches(item: Keep, old: Flow, new: Flow) -> frozenset[Switch]:
    found = switches(old.texts[item.i], new.texts[item.j])
    if item.tight and old.leads[item.i] != new.leads[item.j]:
        found |= switches(old.leads[item.i], new.leads[item.j])
    return found


def _tie(items: list[Item], numbers: list[int], ops: list[Op], old: Flow, new: Flow) -> None:
    for number in numbers:
        item = items[number]
        if isinstance(item, Blocks):
            signs = f"blocks\x03{_sign(old, item.i, item.stop)}\x03{_sign(new, item.j, item.end)}"
            item = items[number] = Gap(item.i, item.stop, item.j, item.end, Op([signs]))
        if isinstance(item, Gap):
            for op in ops:
                op.join(item.op)
