"""From a script to what people read: each change with its places and a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desk.revise.review.change import ChangeKind, Spot
from desk.revise.review.flow import Flow
from desk.revise.review.ops import Op
from desk.revise.review.parts import Part, Parts
from desk.revise.review.switches import Switch, is_link
from desk.revise.review.weave import Blocks, Gap, Keep, Weave
from desk.revise.wording import field_text
from desk.story.body import Block, Spans, block_text, spans, text_of
from desk.story.pieces import cut
from desk.story.places import Place


@dataclass(slots=True)
class At:
    """Where a script is read: the text that was begun last, and how far it was read. Of a body `block` counts, of the
    items of another field `part`; a single line has neither."""

    field: str
    block: int | None = None
    part: int = 0
    items: bool = False
    offset: int = 0

    def begin(self) -> None:
        """The next block, or item, begins."""
        if self.block is not None:
            self.block += 1
        elif self.items:
            self.part += 1
        self.offset = 0

    @property
    def place(self) -> Place:
        """The text."""
        return Place(self.field, self.block, self.part)

    @property
    def following(self) -> Place:
        """The text that begins next."""
        if self.block is not None:
            return Place(self.field, self.block + 1, 0)
        return Place(self.field, None, self.part + 1)


@dataclass(slots=True)
class Told:
    """A piece of a change."""

    op: Op
    kind: ChangeKind
    spot: Spot
    switch: Switch | None = None
    was: object = None  # the thing that it was, and that it became
    now: object = None
    part: str = ""
    lead: Spans = ()  # the white space before words that were switched


class Teller:
    """Reads a script from the first to the last unit."""

    def __init__(self, weave: Weave, was: At, now: At) -> None:
        self._weave, self._was, self._now = weave, was, now

    def told(self) -> Iterator[Told]:
        """The pieces of its changes, in order."""
        for item in self._weave.items:
            match item:
                case Keep():
                    yield from self._kept(item)
                case Gap():
                    yield from self._gap(item)
                case Blocks(pieces=pieces):
                    for piece in pieces:
                        yield from self._blocks(piece)

    def _kept(self, item: Keep) -> Iterator[Told]:
        old, new, was, now = self._weave.old, self._weave.new, self._was, self._now
        if old.things[item.i] is not None:
            was.begin()
            now.begin()
            if item.parts is not None:
                yield from _parts(item.parts, was, now)
            return
        lead = new.leads[item.j] if item.tight else ()
        was.offset += _length(lead)
        now.offset += _length(lead)
        text = new.texts[item.j]
        size = _length(text)
        for switch, op in item.switches.items():
            spot = Spot(now.place, now.offset, now.offset + size, text, was.place, was.offset, was.offset + size, ())
            kind = ChangeKind.LINKED if is_link(switch) else ChangeKind.FORMATTED
            yield Told(op.whole, kind, spot, switch, lead=lead)
        was.offset += size
        now.offset += size

    def _gap(self, item: Gap) -> Iterator[Told]:
        old, new, was, now = self._weave.old, self._weave.new, self._was, self._now
        gone, come = [*_lines(old, item.i, item.stop)], [*_lines(new, item.j, item.end)]
        first, other = gone[0][1], come[0][1]
        front, tail = _white(first, other) if len(gone) == len(come) == 1 else (0, 0)
        kind = _kind_of(item, old, new)
        place, start = now.place, now.offset + front
        before, begin = was.place, was.offset + front
        removed = _cut(first, front, tail) if len(gone) == 1 else _all(gone)
        added = _cut(other, front, tail)
        was_stop = begin + (_length(removed) if len(gone) == 1 else _length(first))
        spot = Spot(place, start, start + _length(added), added, before, begin, was_stop, removed)
        yield Told(item.op.whole, kind, spot)
        was.offset += _length(first)
        now.offset += _length(other)
        for _, text in gone[1:]:
            was.begin()
            was.offset = _length(text)
        for _, text in come[1:]:
            now.begin()
            now.offset = _length(text)
            spot = Spot(now.place, 0, now.offset, text, was.place, was.offset, was.offset, (), begins=True)
            yield Told(item.op.whole, kind, spot)

    def _blocks(self, piece: Gap) -> Iterator[Told]:
        """A whole block that went, came, or took the place of another."""
        old, new, was, now = self._weave.old, self._weave.new, self._was, self._now
        gone, come = piece.stop > piece.i, piece.end > piece.j
        place, before = now.following, was.following
        removed = _words(old, piece.i, piece.stop) if gone else ()
        added = _words(new, piece.j, piece.end) if come else ()
        if gone:
            was.begin()
            was.offset = _length(removed)
        if come:
            now.begin()
            now.offset = _length(added)
        kind = (
            ChangeKind.BLOCK_REPLACED if gone and come else ChangeKind.BLOCK_ADDED if come else ChangeKind.BLOCK_REMOVED
        )
        spot = Spot(place, 0, _length(added), added, before, 0, _length(removed), removed, whole=True)
        yield Told(
            piece.op.whole,
            kind,
            spot,
            was=old.things[piece.i] if gone else None,
            now=new.things[piece.j] if come else None,
        )


def _parts(parts: Parts, was: At, now: At) -> Iterator[Told]:
    here = Spot(now.place, 0, 0, (), was.place, 0, 0, ())
    if parts.whole is not None:
        yield Told(parts.whole.whole, ChangeKind.KIND, here, was=parts.old, now=parts.new)
    for part in parts.parts:
        one, other = replace(was), replace(now)
        for at in (one, other):
            at.offset = 0
            if at.block is not None or not at.items:
                at.part = part.number
        if part.op is not None:
            yield Told(
                part.op.whole,
                ChangeKind.PART,
                _part_spot(part, one, other),
                part=str(part.name),
                was=part.old,
                now=part.new,
            )
        if part.weave is not None:
            for told in Teller(part.weave, replace(one, items=False), replace(other, items=False)).told():
                yield replace(told, part="cell" if isinstance(part.name, int) else part.name)


def _part_spot(part: Part, was: At, now: At) -> Spot:
    one, other = (spans(each if isinstance(each, str) else "") for each in (part.old, part.new))
    return Spot(now.place, 0, 0, other, was.place, 0, 0, one)


def _words(flow: Flow, start: int, stop: int) -> Spans:
    """The words of a block, or of something that has none of its own."""
    thing = flow.things[start]
    if stop - start > 1:
        return flow.part(start + 1, stop)
    if flow.ids[start] == "\n¶":
        return ()
    return spans(block_text(thing) if isinstance(thing, Block) else field_text(thing))


def _lines(flow: Flow, start: int, stop: int) -> Iterator[tuple[bool, Spans]]:
    """The words of some units and of the white space behind them, a text for each block that they reach, each with
    whether the block begins there."""
    words: list[Spans] = []
    begins = False
    for at in range(start, stop):
        if flow.things[at] is not None:
            yield begins, _joined(words)
            words, begins = [], True
        words += (flow.leads[at], flow.texts[at])
    if stop < len(flow):
        words.append(flow.leads[stop])
    yield begins, _joined(words)


def _joined(parts: Iterable[Spans]) -> Spans:
    return spans(*(span for text in parts for span in text))


def _all(lines: Iterable[tuple[bool, Spans]]) -> Spans:
    """Several texts with a line break before each that begins a block."""
    return spans(*(part for begins, text in lines for part in (("\n",) if begins else ()) + text))


def _length(text: Spans) -> int:
    return sum(len(span.text) for span in text)


def _white(old: Spans, new: Spans) -> tuple[int, int]:
    """How much white space stands at both ends of what went and of what came."""
    one, other = text_of(old), text_of(new)
    front = _same_white(one, other)
    return front, _same_white(one[front:][::-1], other[front:][::-1])


def _same_white(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b or not a.isspace():
            break
        count += 1
    return count


def _cut(text: Spans, front: int, tail: int) -> Spans:
    return cut(text, front, _length(text) - tail)


def _kind_of(item: Gap, old: Flow, new: Flow) -> ChangeKind:
    sides = ((old, item.i, item.stop), (new, item.j, item.end))
    begun = [sum(flow.things[at] is not None for at in range(start, stop)) for flow, start, stop in sides]
    went, came = (stop - start - count for (_flow, start, stop), count in zip(sides, begun, strict=True))
    if begun[0] != begun[1] and all(_is_white(*side) for side in sides):  # also with a space that stayed at the end
        return ChangeKind.SPLIT if begun[0] < begun[1] else ChangeKind.JOINED
    if not went and not came:
        return ChangeKind.SPACED
    if went and came:
        return ChangeKind.REPLACED
    return ChangeKind.ADDED if came else ChangeKind.REMOVED


def _is_white(flow: Flow, start: int, stop: int) -> bool:
    """Whether there are no words between."""
    return all(flow.things[at] is not None or text_of(flow.texts[at]).isspace() for at in range(start, stop))


def together(pieces: Iterable[Told]) -> dict[Op, list[Told]]:
    """The pieces of each change, in order; those of one switch that stand side by side as one."""
    found: defaultdict[Op, list[Told]] = defaultdict(list)
    for piece in pieces:
        here = found[piece.op]
        last = here[-1] if here else None
        if last is not None and piece.switch is not None and last.switch == piece.switch and _goes_on(last, piece):
            one, other = last.spot, piece.spot
            added = spans(*one.added, *piece.lead, *other.added)
            last.spot = replace(one, stop=other.stop, was_stop=other.was_stop, added=added)
        else:
            here.append(piece)
    return dict(found)


def _goes_on(one: Told, other: Told) -> bool:
    by = _length(other.lead)
    return (one.spot.place, one.spot.stop + by, one.spot.was, one.spot.was_stop + by) == (
        other.spot.place,
        other.spot.start,
        other.spot.was,
        other.spot.was_start,
    )
