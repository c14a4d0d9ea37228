"""What the arrow keys do among the things that are drawn in the text: a picture, a rule or a card is selected as
one, a table is gone into; Enter and F2 open the cells of a selected table.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from desk.story.body import Table
from desk.story.tables import size
from desk.ui.editor.edits import END, BodyEdits
from desk.ui.editor.lines import HOLDERS
from desk.ui.editor.styles import part_of
from desk.ui.editor.table.editing import TableEditing

_MOVES = {
    Qt.Key.Key_Up: (QTextCursor.MoveOperation.Up, -1),
    Qt.Key.Key_Down: (QTextCursor.MoveOperation.Down, 1),
    Qt.Key.Key_Left: (QTextCursor.MoveOperation.Left, -1),
    Qt.Key.Key_Right: (QTextCursor.MoveOperation.Right, 1),
}
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2})


class Stepping(QObject):
    """Handles a key press, or leaves it to the next."""

    def __init__(self, edits: BodyEdits, tables: TableEditing) -> None:
        super().__init__(tables)
        self._edits = edits
        self._tables = tables
        tables.gone.connect(self._on_gone)

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _OPENING:
            return self._open_selected()
        return key in _MOVES and self._move(*_MOVES[key])

    def _move(self, operation: QTextCursor.MoveOperation, step: int) -> bool:
        cursor = self._edits.cursor
        if self._edits.selected_object() is not None:
            return self._go(cursor.block(), step)
        probe = QTextCursor(cursor)
        if cursor.hasSelection() or not probe.movePosition(operation):
            return False
        if part_of(probe.block().blockFormat()) not in HOLDERS:
            return False
        across = self._edits.view.cursorRect().left() if operation in {_UP, _DOWN} else None
        return self._enter(probe.block(), step, across)

    def _open_selected(self) -> bool:
        index = self._edits.selected_object()
        if index is None or not isinstance(self._edits.bridge.body.blocks[index], Table):
            return False
        self._tables.open(index, (0, 0), END)
        return self._tables.editor is not None

    def _go(self, block: QTextBlock, step: int, across: int | None = None) -> bool:
        """Go on from a line to the next one; where there is none, beside what is drawn."""
        other = block.next() if step > 0 else block.previous()
        if not other.isValid():
            self._edits.go(block.position() + (block.length() - 1 if step > 0 else 0))
        elif part_of(other.blockFormat()) not in HOLDERS or not self._enter(other, step, across):
            self._edits.go(self._position(other, step, across))
        self._edits.view.ensureCursorVisible()
        return True

    def _enter(self, block: QTextBlock, step: int, across: int | None) -> bool:
        """Select what is drawn in a line, or go into it."""
        index = self._edits.spot(block.position()).index
        table = self._edits.bridge.body.blocks[index]
        if not isinstance(table, Table):
            return self._edits.select_object(block)
        rows, columns = size(table)
        if across is None:
            place, position = ((0, 0), 0) if step > 0 else ((rows - 1, columns - 1), END)
        else:
            place = 0 if step > 0 else rows - 1, self._tables.geometry.column_at(index, across)
            position = 0 if step > 0 else END
        self._tables.open(index, place, position)
        return self._tables.editor is not None or self._edits.select_object(block)

    def _position(self, block: QTextBlock, step: int, across: int | None) -> int:
        """The place in the first or the last row of a line; as far from the left as wanted, or at its near end."""
        if across is None:
            return block.position() + (0 if step > 0 else block.length() - 1)
        view = self._edits.view
        layout = block.layout()
        view.document().documentLayout().blockBoundingRect(block)  # lays it out, where it is not
        if not layout.lineCount():
            return block.position()
        row = layout.lineAt(0 if step > 0 else layout.lineCount() - 1)
        middle = layout.position().y() - view.verticalScrollBar().value() + row.y() + row.height() / 2
        return view.cursorForPosition(QPoint(across, int(middle))).position()

    @Slot(int, int)
    def _on_gone(self, step: int, across: int) -> None:
        current = self._tables.current
        if current is None:
            return
        line = self._tables.geometry.line(current[0])
        self._tables.leave()
        self._go(line, step, across or None)


_UP, _DOWN = QTextCursor.MoveOperation.Up, QTextCursor.MoveOperation.Down
