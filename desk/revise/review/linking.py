"""Which of the blocks that went and came are one change: those that moved, and those that stand in another's place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from desk.revise.review.flow import Flow
from desk.revise.review.ops import Op, sign_of
from desk.revise.review.weave import Blocks, Gap, Weave, WholeBlock

_LEAST = 6  # words and signs that a block must have to be known again elsewhere though it was changed
_ALIKE = 0.6  # and so much of both must be the same
_RARE = 8  # a word that stands in more blocks than that leads to none


Others = dict[WholeBlock, WholeBlock]  # of a block that moved, the other one that it is


def link(weaves: Sequence[Weave], *, pair: bool = True) -> None:
    """Say which of the blocks that came and went in these scripts are one change; all others are each their own. With
    `pair` those that stand in the place of others that went are one change with them, the first with the first."""
    gaps = [(weave, blocks, *_sides(weave, blocks)) for weave in weaves for blocks in weave.blocks]
    went = [each for *_, gone, _ in gaps for each in gone]
    came = [each for *_, come in gaps for each in come]
    others = _equals(went, came)
    _add_alike(went, came, others)
    moves: dict[WholeBlock, Op] = {}
    for _, blocks, gone, come in gaps:
        blocks.pieces = [*_Pieces(blocks, gone, come, others, moves).made(pair=pair)]


def _sides(weave: Weave, blocks: Blocks) -> tuple[list[WholeBlock], list[WholeBlock]]:
    if blocks.sides is None:
        old = [WholeBlock(weave.old, each, _sign(weave.old, each)) for each in blocks.ranges(weave.old, new=False)]
        new = [WholeBlock(weave.new, each, _sign(weave.new, each)) for each in blocks.ranges(weave.new, new=True)]
        blocks.sides = old, new
    return blocks.sides


def _sign(flow: Flow, units: range) -> str:
    return f"{flow.things[units.start]!r}\x04{sign_of(flow.part(units.start, units.stop))}"


def _equals(went: Sequence[WholeBlock], came: Sequence[WholeBlock]) -> Others:
    there: defaultdict[str, list[WholeBlock]] = defaultdict(list)
    for each in reversed(came):
        there[each.sign].append(each)
    others: Others = {}
    for each in went:
        if each.sign in there and there[each.sign] and _is_something(each):
            other = there[each.sign].pop()
            others |= {each: other, other: each}
    return others


def _is_something(each: WholeBlock) -> bool:
    """A paragraph without words, or a line across, did not move: one went and another came."""
    return len(each.units) > 1 or each.flow.ids[each.units.start] not in ("\n¶", "\nRule")


def _add_alike(went: Sequence[WholeBlock], came: Sequence[WholeBlock], others: Others) -> None:
    one, other = (
        [
            (each, words, size)
            for each in side
            if each not in others and (size := (words := each.words).total()) >= _LEAST
        ]
        for side in (went, came)
    )
    if not one or not other:
        return
    where: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, (_, words, _) in enumerate(other):
        for word in words:
            where[word].append(number)
    pairs = []
    for i, (_, words, size) in enumerate(one):
        near = {number for word in words if len(where[word]) <= _RARE for number in where[word]}
        for j in near:
            _, others_words, total = other[j]
            differ = size + total - 2 * sum(min(count, others_words[word]) for word, count in words.items())
            if differ <= (1 - _ALIKE) * (size + total):
                pairs.append((differ, i, j))
    for _, i, j in sorted(pairs):
        a, b = one[i][0], other[j][0]
        if a not in others and b not in others:
            others |= {a: b, b: a}


class _Pieces:
    """The blocks of both sides in one order: each that came behind the one in the place of which it stands."""

    def __init__(
        self,
        blocks: Blocks,
        gone: Sequence[WholeBlock],
        come: Sequence[WholeBlock],
        others: Others,
        moves: dict[WholeBlock, Op],
    ) -> None:
        self._blocks, self._gone, self._come, self._others, self._moves = blocks, gone, come, others, moves

    def made(self, *, pair: bool) -> Iterator[Gap]:
        """One for each block, and one for two where the one stands in the place of the other."""
        blocks, gone, come = self._blocks, self._gone, self._come
        left, right = ([each for each in side if each not in self._others] for side in (gone, come))
        pairs = [(old.units, new.units) for old, new in zip(left, right, strict=False)] if pair else []
        i, j = blocks.i, blocks.j
        for one, other in (*pairs, (range(blocks.stop, blocks.stop), range(blocks.end, blocks.end))):
            for each in gone:
                if i <= each.units.start < one.start:
                    yield Gap(each.units.start, each.units.stop, j, j, self._op(each, "went"))
            for each in come:
                if j <= each.units.start < other.start:
                    yield Gap(one.start, one.start, each.units.start, each.units.stop, self._op(each, "came"))
            i, j = one.stop, other.stop
            if one:
                op = Op([f"instead\x03{_sign(gone[0].flow, one)}\x03{_sign(come[0].flow, other)}"])
                yield Gap(one.start, one.stop, other.start, other.stop, op)

    def _op(self, each: WholeBlock, what: str) -> Op:
        other = self._others.get(each)
        if other is None:
            return Op([f"{what}\x03{each.sign}"])
        if other not in self._moves:
            self._moves[each] = Op([f"moved\x03{each.sign}\x03{other.sign}"], moves=True)
            return self._moves[each]
        return self._moves[other]
