"""Places in the body, and edits that put whole blocks in place of others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.story.body import Block, BodyChange, Figure, Paragraph
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.lines import HOLDERS, Part
from desk.ui.editor.reading import OBJECT
from desk.ui.editor.styles import level_of, part_of

END = 1 << 30  # an offset beyond any line


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the number of a block, of a line in it, and how far into the line, as Qt counts."""

    index: int
    line: int = 0
    offset: int = 0


class BodyEdits:
    """The body view's cursor in terms of blocks. `commit` takes every change that is made here; `read` sees to
    it that the bridge has read what was typed, before anybody asks it."""

    def __init__(
        self, view: QTextEdit, bridge: Bridge, commit: Callable[[BodyChange], None], read: Callable[[], None]
    ) -> None:
        self.view = view
        self._bridge = bridge
        self._commit = commit
        self._read = read
        self.is_putting = False  # the caret that moves meanwhile is a part of the edit

    @property
    def bridge(self) -> Bridge:
        """The bridge, which knows all that was typed."""
        self._read()
        return self._bridge

    @property
    def cursor(self) -> QTextCursor:
        """A copy of the view's cursor."""
        return self.view.textCursor()

    @property
    def block(self) -> QTextBlock:
        """The line in which the caret is."""
        return self.view.textCursor().block()

    @property
    def part(self) -> Part:
        """What kind of line the caret is in."""
        return part_of(self.block.blockFormat())

    @property
    def level(self) -> int:
        """The heading level or list depth of the line that the caret is in."""
        return level_of(self.block.blockFormat())

    def spot(self, position: int) -> Spot:
        """The place at a position of the document."""
        block = self.bridge.document.findBlock(position)
        index = self.bridge.block_index(block.blockNumber())
        line = block.blockNumber() - self.bridge.first_line(index)
        return Spot(index, max(0, line), position - block.position())

    def position(self, spot: Spot) -> int:
        """The position of a place, the nearest one where there is no such place."""
        first = self.bridge.first_line(spot.index)
        block = self.bridge.document.findBlockByNumber(first + spot.line)
        if not block.isValid():
            return self.bridge.document.characterCount() - 1
        return block.position() + min(spot.offset, block.length() - 1)

    def selected(self) -> tuple[int, int]:
        """The blocks, as (start, stop), that the selection touches, or the one with the caret."""
        cursor = self.cursor
        start = self.spot(cursor.selectionStart()).index
        stop = self.spot(cursor.selectionEnd()).index + 1
        return start, min(stop, len(self.bridge.body.blocks))

    def blocks(self, start: int, stop: int) -> tuple[Block, ...]:
        """These blocks of the body; an empty paragraph where the body has no block at all."""
        return self.bridge.body.blocks[start:stop] or (() if self.bridge.body.blocks else (Paragraph(),))

    def put(self, start: int, stop: int, blocks: Sequence[Block], caret: Spot, anchor: Spot | None = None) -> None:
        """Put blocks in place of those from `start` up to `stop`, and the caret where it belongs then."""
        bridge = self.bridge
        if tuple(blocks) == bridge.body.blocks[start:stop]:
            self.place(caret, anchor)
            return
        change = BodyChange(start, stop, start + len(blocks))
        self.is_putting = True
        bridge.apply(change, bridge.body.replaced(start, stop, blocks))
        self.place(caret, anchor)
        self.is_putting = False
        self._commit(change)

    def place(self, caret: Spot, anchor: Spot | None = None) -> None:
        """Put the caret here, with a selection from `anchor`."""
        cursor = self.cursor
        cursor.setPosition(self.position(anchor or caret))
        cursor.setPosition(self.position(caret), QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)

    def go(self, position: int) -> None:
        """Put the caret at a position of the document."""
        cursor = self.cursor
        cursor.setPosition(position)
        self.view.setTextCursor(cursor)

    def select_object(self, block: QTextBlock) -> bool:
        """Select what is drawn in a line, if there is something."""
        at = block.text().find(OBJECT)
        if at < 0:
            return False
        cursor = self.cursor
        cursor.setPosition(block.position() + at)
        cursor.setPosition(block.position() + at + 1, QTextCursor.MoveMode.KeepAnchor)
        self.view.setTextCursor(cursor)
        return True

    def selected_object(self) -> int | None:
        """The number of the block whose picture, table, rule or embed is selected by itself, or None."""
        cursor = self.cursor
        if cursor.selectedText() != OBJECT or part_of(cursor.block().blockFormat()) not in HOLDERS:
            return None
        return self.spot(cursor.selectionStart()).index

    def showing(self, picture: str) -> Iterator[QTextBlock]:
        """The lines in which a picture is drawn, by its reference."""
        for index, block in enumerate(self.bridge.body.blocks):
            if isinstance(block, Figure) and block.picture == picture:
                yield self.bridge.document.findBlockByNumber(self.bridge.first_line(index))


def object_at(view: QTextEdit, place: QPointF) -> QTextBlock | None:
    """The line with something drawn that is at a place of the viewport."""
    block = view.cursorForPosition(place.toPoint()).block()
    box = view.document().documentLayout().blockBoundingRect(block).translated(0, -view.verticalScrollBar().value())
    return block if part_of(block.blockFormat()) in HOLDERS and box.contains(place) else None
