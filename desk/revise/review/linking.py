"""Which of the blocks that went and came are one change: those that moved, and those that stand in another's place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.revise.review.flow import Flow
from desk.revise.review.ops import Op, sign_of
from desk.revise.review.weave import Blocks, Gap, Weave

_LEAST = 6  # words and signs that a block must have to be known again elsewhere though it was changed
_ALIKE = 0.6  # and so much of both must be the same
_RARE = 8  # a word that stands in more blocks than that leads to none


@dataclass(slots=True, eq=False)
class _Block:
    """A block, or an item, that went or came: where, and what it is known again by."""

    flow: Flow
    units: range
    sign: str
    other: _Block | None = None  # where it moved

    @property
    def words(self) -> Counter[object]:
        """How often each of its units stands in it."""
        return Counter(self.flow.ids[at] for at in self.units if self.flow.things[at] is None)


def link(weaves: Sequence[Weave], *, pair: bool = True) -> None:
    """Say which of the blocks that came and went in these scripts are one change; all others are each their own. With
    `pair` those that stand in the place of others that went are one change with them, the first with the first."""
    gaps = [(weave, blocks, *_sides(weave, blocks)) for weave in weaves for blocks in weave.blocks]
    went = [each for *_, gone, _ in gaps for each in gone]
    came = [each for *_, come in gaps for each in come]
    _link_equals(went, came)
    _link_alike(went, came)
    moved: dict[_Block, Op] = {}
    for _, blocks, gone, come in gaps:
        blocks.pieces = [*_pieces(blocks, gone, come, moved, pair=pair)]


def _sides(weave: Weave, blocks: Blocks) -> tuple[list[_Block], list[_Block]]:
    old = [_Block(weave.old, each, _sign(weave.old, each)) for each in blocks.ranges(weave.old, new=False)]
    return old, [_Block(weave.new, each, _sign(weave.new, each)) for each in blocks.ranges(weave.new, new=True)]


def _sign(flow: Flow, units: range) -> str:
    return f"{flow.things[units.start]!r}\x04{sign_of(flow.part(units.start, units.stop))}"


def _link_equals(went: Sequence[_Block], came: Sequence[_Block]) -> None:
    there: defaultdict[str, list[_Block]] = defaultdict(list)
    for each in reversed(came):
        there[each.sign].append(each)
    for each in went:
        if each.sign in there and there[each.sign] and _is_something(each):
            each.other = there[each.sign].pop()
            each.other.other = each


def _is_something(each: _Block) -> bool:
    """A paragraph without words, or a line across, did not move: one went and another came."""
    return len(each.units) > 1 or each.flow.ids[each.units.start] not in ("\n¶", "\nRule")


def _link_alike(went: Sequence[_Block], came: Sequence[_Block]) -> None:
    one, other = ([(each, each.words) for each in side if not each.other] for side in (went, came))
    one, other = ([each for each in side if each[1].total() >= _LEAST] for side in (one, other))
    if not one or not other:
        return
    where: defaultdict[object, list[int]] = defaultdict(list)
    for number, (_, words) in enumerate(other):
        for word in words:
            where[word].append(number)
    pairs = []
    for i, (_, words) in enumerate(one):
        near = {number for word in words if len(where[word]) <= _RARE for number in where[word]}
        for j in near:
            differ = ((words - other[j][1]) + (other[j][1] - words)).total()
            if differ <= (1 - _ALIKE) * (words.total() + other[j][1].total()):
                pairs.append((differ, i, j))
    for _, i, j in sorted(pairs):
        a, b = one[i][0], other[j][0]
        if a.other is None and b.other is None:
            a.other, b.other = b, a


def _pieces(
    blocks: Blocks, gone: Sequence[_Block], come: Sequence[_Block], moved: dict[_Block, Op], *, pair: bool
) -> Iterator[Gap]:
    """The blocks of both sides in one order: each that came behind the one in the place of which it stands."""
    left, right = [each for each in gone if not each.other], [each for each in come if not each.other]
    pairs = [(old.units, new.units) for old, new in zip(left, right, strict=False)] if pair else []
    i, j = blocks.i, blocks.j
    for one, other in (*pairs, (range(blocks.stop, blocks.stop), range(blocks.end, blocks.end))):
        for each in gone:
            if i <= each.units.start < one.start:
                yield Gap(each.units.start, each.units.stop, j, j, _op(each, "went", moved))
        for each in come:
            if j <= each.units.start < other.start:
                yield Gap(one.start, one.start, each.units.start, each.units.stop, _op(each, "came", moved))
        i, j = one.stop, other.stop
        if one:
            op = Op([f"instead\x03{_sign(gone[0].flow, one)}\x03{_sign(come[0].flow, other)}"])
            yield Gap(one.start, one.stop, other.start, other.stop, op)


def _op(each: _Block, what: str, moved: dict[_Block, Op]) -> Op:
    if each.other is None:
        return Op([f"{what}\x03{each.sign}"])
    if each.other not in moved:
        moved[each] = Op([f"moved\x03{each.sign}\x03{each.other.sign}"], moves=True)
        return moved[each]
    return moved[each.other]
