"""Whose each unit of a text is, and how that follows from one text to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desk.revise.review.flow import Flow, flow_of_text
from desk.revise.review.hand import Hand as Hand  # noqa: PLC0414  given out from here, too
from desk.revise.review.ops import Op
from desk.revise.review.optimum import kept
from desk.revise.review.parts import Parts
from desk.revise.review.weave import Blocks, Gap, Keep, Weave
from desk.story.body import Embed, Figure, PullQuote, Table, spans
from desk.story.places import marked_parts

_PHRASE = 4  # words and signs


@dataclass(frozen=True, slots=True)
class Unit:
    """Who put a word there, and who set it as it is set: made it bold, made its block a heading, moved it; None where
    nobody did since it was written. What has no words of its own has `parts`: of a picture its description, caption
    and credit, of a table its cells, by their numbers in `desk.story.places`."""

    wrote: Hand
    set: Hand | None = None
    parts: tuple[tuple[int, tuple[Unit, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """Words in a row that somebody took out, behind which one, and whose they were."""

    hand: Hand
    ids: tuple[object, ...]
    units: tuple[Unit, ...]
    behind: object = None

    def found(self, ids: tuple[object, ...], behind: object) -> tuple[Unit, ...] | None:
        """These words, if they are some of those that were taken out: all of them at the same place, or enough in a
        row to be no coincidence."""
        if ids == self.ids and behind == self.behind:
            return self.units
        if len(ids) < _PHRASE:
            return None
        for at in range(len(self.ids) - len(ids) + 1):
            if self.ids[at] == ids[0] and self.ids[at : at + len(ids)] == ids:
                return self.units[at : at + len(ids)]
        return None


class Follower:
    """Follows units through a revision of one person's. Words that come back in a row as they went out, as when
    something is undone, rejected or pasted again, are again those of whoever wrote them."""

    def __init__(self, hand: Hand, removed: Sequence[Removal]) -> None:
        self.hand = hand
        self._known = removed
        self.removed: list[Removal] = []
        self._moved: dict[Op, tuple[Flow, list[Unit]]] = {}

    def follow(self, weave: Weave, old: Sequence[Unit]) -> list[Unit]:
        """The units of the new side; `old` are those of the old one. A script may be a part of a longer one."""
        items = weave.items
        base = items[0].i if items else 0
        for gap in _gaps(items):
            if gap.stop > gap.i:
                self._take(weave, gap, old[gap.i - base : gap.stop - base])
        found: list[Unit] = []
        for item in items:
            match item:
                case Keep():
                    found.append(self._kept(item, old[item.i - base]))
                case Gap():
                    found += self._new(weave.new, item)
                case Blocks(pieces=pieces):
                    for piece in pieces:
                        found += self._new(weave.new, piece)
        return found

    def look(self, weave: Weave, old: Sequence[Unit]) -> None:
        """Know of the blocks that move away from here, before it is followed where to."""
        base = weave.items[0].i if weave.items else 0
        for blocks in weave.blocks:
            for piece in blocks.pieces:
                if piece.stop > piece.i:
                    units = [*old[piece.i - base : piece.stop - base]]
                    self._moved[piece.op.whole] = weave.old.only(piece.i, piece.stop), units

    def _take(self, weave: Weave, gap: Gap, units: Sequence[Unit]) -> None:
        if any(unit.wrote != self.hand for unit in units):
            ids = tuple(weave.old.ids[gap.i : gap.stop])
            self.removed.append(Removal(self.hand, ids, tuple(units), _behind(weave.old, gap.i)))

    def _kept(self, item: Keep, unit: Unit) -> Unit:
        if item.switches:
            return replace(unit, set=self.hand)
        if item.parts is None:
            return unit
        return self._with_parts(unit, item.parts)

    def _with_parts(self, unit: Unit, parts: Parts) -> Unit:
        if parts.whole is not None:
            return replace(unit, set=self.hand)
        known = dict(unit.parts)
        new = parts.new
        made = {number: (Unit(self.hand),) * size for number, size in part_sizes(new)}
        found = {number: known.get(number, units) for number, units in made.items()}
        for part in parts.parts:
            if part.weave is not None:
                found[part.number] = tuple(self.follow(part.weave, known.get(part.number, ())))
        if any(part.name == "rows" for part in parts.parts):
            found = made
        by = self.hand if any(part.op is not None for part in parts.parts) else unit.set
        return replace(unit, set=by, parts=tuple(found.items()))

    def _new(self, flow: Flow, gap: Gap) -> list[Unit]:
        ids = tuple(flow.ids[gap.j : gap.end])
        if not ids:
            return []
        if (moved := self._moved.get(gap.op.whole)) is not None and gap.i == gap.stop:
            return self._carried(*moved, flow.only(gap.j, gap.end))
        for removal in (*reversed(self.removed), *reversed(self._known)):
            if (units := removal.found(ids, _behind(flow, gap.j))) is not None:
                return [*units]
        return [new_unit(self.hand, thing) for thing in flow.things[gap.j : gap.end]]

    def _carried(self, old: Flow, units: Sequence[Unit], new: Flow) -> list[Unit]:
        found = [new_unit(self.hand, thing) for thing in new.things]
        for i, j in kept(old, new):
            found[j] = units[i]
        found[0] = replace(found[0], set=self.hand)
        return found


def _behind(flow: Flow, at: int) -> object:
    return flow.ids[at - 1] if at else None


def _gaps(items: Iterable[Keep | Gap | Blocks]) -> Iterator[Gap]:
    for item in items:
        if isinstance(item, Gap):
            yield item
        elif isinstance(item, Blocks):
            yield from item.pieces


def new_unit(hand: Hand, thing: object) -> Unit:
    """A unit of one hand."""
    if thing is None:
        return Unit(hand)
    return Unit(hand, parts=tuple((number, (Unit(hand),) * size) for number, size in part_sizes(thing)))


def part_sizes(thing: object) -> Iterator[tuple[int, int]]:
    """How many units each text of a thing has that is not itself one of a flow's texts."""
    match thing:
        case Figure() | Table() | Embed():
            for number, text in enumerate(marked_parts(thing)):
                yield number, len(flow_of_text(text))
        case PullQuote(attribution=attribution):
            yield 1, len(flow_of_text(spans(attribution)))
        case _:
            return
