"""What of tracked changes is painted on the page, block by block.

Each is read off the script of the changes where that block stands, so that a page asks for the blocks that it shows,
and after a key for the one that was typed in, whatever else was suggested elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from desk.revise.review.bodies import Stretch
from desk.revise.review.change import ChangeKind, Spot
from desk.revise.review.flow import WORDY
from desk.revise.review.listing import in_field, in_stretch
from desk.revise.review.marks import (
    BlockMarks,
    FieldMarks,
    Ghost,
    GoneBlock,
    Inked,
    ItemMark,
    PartMark,
    TextMarks,
)
from desk.revise.review.ops import Op
from desk.revise.review.saying import marks_of
from desk.revise.review.telling import Told, together
from desk.revise.review.tracking import Tracking
from desk.revise.wording import field_text
from desk.story.body import Block
from desk.story.places import marked_parts

_WHOLE = frozenset({ChangeKind.BLOCK_ADDED, ChangeKind.BLOCK_REMOVED, ChangeKind.BLOCK_REPLACED})


_NOTHING = TextMarks()
_NO_BLOCK = BlockMarks()
_NO_FIELD = FieldMarks()


def block_marks(tracking: Tracking, number: int) -> BlockMarks:
    """What is painted of a block of the current story."""
    blocks = tracking.current.body.blocks
    told = [each for each in _told_of(tracking, number) if each.spot.place.block == number]
    if not told:
        return _NO_BLOCK
    return _Reading(tracking, told, blocks[number]).of_block()


def end_marks(tracking: Tracking) -> tuple[GoneBlock, ...]:
    """The blocks that stood behind the last one."""
    end = len(tracking.current.body.blocks)
    told = [each for each in _told_of(tracking, end) if each.spot.place.block == end]
    return _Reading(tracking, told, None).of_block().gone if told else ()


def field_marks(tracking: Tracking, name: str) -> FieldMarks:
    """What is painted of another field than the body."""
    script = tracking.script.fields.get(name)
    if script is None:
        return _NO_FIELD
    return _Reading(tracking, in_field(script), None).of_field(field_text(script.old))


def changed_blocks(tracking: Tracking) -> Sequence[int]:
    """The numbers of the blocks of the current story of which anything is painted, without telling what; one beyond
    the last where blocks stood behind it."""
    found: dict[int, None] = {}
    for stretch in tracking.script.body.stretches:
        if stretch.weave is not None:
            found.update(dict.fromkeys(sorted({told.spot.place.block or 0 for told in in_stretch(stretch)})))
    return [*found]


def _told_of(tracking: Tracking, number: int) -> Iterator[Told]:
    """The pieces of changes where a block stands, and of those that end right before it."""
    stretches = tracking.script.body.stretches
    at = bisect_left(stretches, number, key=attrgetter("end"))
    while at < len(stretches) and stretches[at].j <= number:
        stretch: Stretch = stretches[at]
        if stretch.weave is not None:
            yield from in_stretch(stretch)
        at += 1


class _Reading:
    """Gathers the pieces of one block, or of one field."""

    def __init__(self, tracking: Tracking, told: Iterable[Told], block: Block | None) -> None:
        keys, self._block = tracking.key_of, block
        self._told = [(keys[op], op, piece) for op, pieces in together(told).items() for piece in pieces]
        kinds: defaultdict[str, dict[ChangeKind, None]] = defaultdict(dict)
        for key, op, piece in self._told:
            kinds[key][ChangeKind.MOVED if op.moves else piece.kind] = None
        self._kinds = {key: tuple(each) for key, each in kinds.items()}
        self._inked: defaultdict[int, list[Inked]] = defaultdict(list)
        self._ghosts: defaultdict[int, list[Ghost]] = defaultdict(list)
        self._gone: list[GoneBlock] = []
        self._parts: list[PartMark] = []
        self._items: list[ItemMark] = []

    def of_block(self) -> BlockMarks:
        """What is painted of a block."""
        found = BlockMarks(self._kinds)
        for key, op, piece in self._told:
            match piece.kind:
                case kind if kind in _WHOLE:
                    if self._whole(key, op, piece):
                        found = replace(found, added=key, moved=key if op.moves else "")
                case ChangeKind.KIND:
                    thing: Any = piece.was
                    found = replace(found, changed=key, was=thing)
                case ChangeKind.PART:
                    self._parts.append(PartMark(piece.part, piece.was, piece.now, key))
                case _:
                    self._words(key, piece)
                    if piece.spot.begins:
                        found = replace(found, begun=key)
        return replace(found, texts=self._texts(), gone=tuple(self._gone), parts=tuple(self._parts))

    def of_field(self, was: str) -> FieldMarks:
        """What is painted of a field."""
        for key, op, piece in self._told:
            if piece.kind in _WHOLE:
                self._item(key, op, piece)
            elif piece.kind is ChangeKind.PART:
                self._parts.append(PartMark(piece.part, piece.was, piece.now, key))
            else:
                self._words(key, piece)
        return FieldMarks(self._kinds, self._texts(), tuple(self._items), tuple(self._parts), was)

    def _whole(self, key: str, op: Op, piece: Told) -> bool:
        """A block that came or went; whether one came."""
        replaced = piece.kind is ChangeKind.BLOCK_REPLACED
        if piece.was is not None:
            self._gone.append(GoneBlock(key, _block(piece), op.moves, replaced))
        if piece.kind is ChangeKind.BLOCK_REMOVED or self._block is None:
            return False
        for number, text in enumerate(marked_parts(self._block)):
            if length := sum(len(span.text) for span in text):
                self._inked[number].append(Inked(0, length, key, ChangeKind.MOVED if op.moves else piece.kind))
        return True

    def _item(self, key: str, op: Op, piece: Told) -> None:
        number = piece.spot.place.part
        if piece.was is not None:
            self._items.append(ItemMark(number, piece.was, key, is_gone=True, is_moved=op.moves))
        if piece.now is not None:
            self._items.append(ItemMark(number, piece.now, key, is_moved=op.moves))

    def _words(self, key: str, piece: Told) -> None:
        spot: Spot = piece.spot
        part = spot.place.part
        if spot.removed and piece.switch is None:
            self._ghosts[part].append(Ghost(spot.start, spot.removed, key, piece.kind))
        if spot.stop > spot.start:
            self._inked[part].append(Inked(spot.start, spot.stop, key, piece.kind, marks_of((piece,))))

    def _texts(self) -> dict[int, TextMarks]:
        return {
            part: TextMarks(
                tuple(sorted(self._inked.get(part, ()), key=attrgetter("start", "stop"))),
                tuple(sorted(self._ghosts.get(part, ()), key=attrgetter("at"))),
            )
            for part in sorted(self._inked.keys() | self._ghosts.keys())
        }


def _block(piece: Told) -> Block:
    """The block that went."""
    thing: Any = piece.was
    return replace(thing, spans=piece.spot.removed) if isinstance(thing, WORDY) else thing
