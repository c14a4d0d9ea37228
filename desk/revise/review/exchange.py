"""Words that stand there twice, of which one was there and one came. Which is which can be told in several ways: whose
they are is told in the way in which a reader is told what came."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from datetime import datetime

from desk.revise.review.bodies import BodyScript
from desk.revise.review.flow import flow_of_blocks
from desk.revise.review.hands import Unit
from desk.revise.review.weave import Blocks, Gap, Item

Units = tuple[Unit, ...]


def exchanged(blocks: tuple[Units, ...], script: BodyScript, agreed: datetime) -> tuple[Units, ...]:
    """The units of the blocks of a body, of which `script` tells what came since it was agreed on at that time. Those
    that came, and are of somebody who wrote them before, are exchanged for words just like them that stayed, and are
    of somebody who wrote them since."""
    came = [at for at in _came(script, blocks) if _is_old(blocks[at[0]][at[1]], agreed)]
    if not came:
        return blocks
    ids = [flow_of_blocks((block,)).ids for block in script.new.blocks]
    wanted, taken = {ids[number][at] for number, at in came}, {*_came(script, blocks)}
    there: defaultdict[Hashable, deque[tuple[int, int]]] = defaultdict(deque)
    for number, block in enumerate(blocks):
        for at, unit in enumerate(block):
            if ids[number][at] in wanted and (number, at) not in taken and not _is_old(unit, agreed):
                there[ids[number][at]].append((number, at))
    found = [[*block] for block in blocks]
    for number, at in came:
        if others := there[ids[number][at]]:
            other, place = others.popleft()
            found[number][at], found[other][place] = found[other][place], found[number][at]
    return tuple(map(tuple, found))


def _is_old(unit: Unit, agreed: datetime) -> bool:
    return unit.wrote.at is not None and unit.wrote.at <= agreed


def _came(script: BodyScript, blocks: Sequence[Units]) -> Iterator[tuple[int, int]]:
    """The units that came, and did not move there: of which block, and which of that."""
    for stretch in script.stretches:
        if stretch.weave is None:
            continue
        places = [(number, at) for number in range(stretch.j, stretch.end) for at in range(len(blocks[number]))]
        base = stretch.weave.items[0].j
        for gap in _gaps(stretch.weave.items):
            if not gap.op.whole.moves:
                yield from places[gap.j - base : gap.end - base]


def _gaps(items: Sequence[Item]) -> Iterator[Gap]:
    for item in items:
        if isinstance(item, Gap):
            yield item
        elif isinstance(item, Blocks):
            yield from item.pieces
