"""The arrow keys in words of both directions: the caret goes where the arrow points."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

_STEPS = {Qt.Key.Key_Left: QTextCursor.MoveOperation.Left, Qt.Key.Key_Right: QTextCursor.MoveOperation.Right}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def step(event: QKeyEvent, cursor: QTextCursor) -> bool:
    """Move a cursor as an arrow key asks for, in a line of which a part is read from the right. False where Qt's own
    way does: it steps through the letters as they are read, and so jumps to and fro in such a line."""
    operation = _STEPS.get(Qt.Key(event.key()))
    if operation is None or event.modifiers() & _OTHERS or not _is_mixed(cursor.block()):
        return False
    keep = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if cursor.hasSelection() and not keep:
        return False
    mode = QTextCursor.MoveMode.KeepAnchor if keep else QTextCursor.MoveMode.MoveAnchor
    if not _step_seen(cursor, operation, mode):
        onward = (event.key() == Qt.Key.Key_Right) == (cursor.block().textDirection() == Qt.LayoutDirection.LeftToRight)
        other = cursor.block().next() if onward else cursor.block().previous()
        if other.isValid():
            cursor.setPosition(other.position() + (0 if onward else other.length() - 1), mode)
    return True


def _step_seen(cursor: QTextCursor, operation: QTextCursor.MoveOperation, mode: QTextCursor.MoveMode) -> bool:
    """One letter to the left or to the right as they stand; False at the end of the line."""
    document, before = cursor.document(), cursor.position()
    document.setDefaultCursorMoveStyle(Qt.CursorMoveStyle.VisualMoveStyle)
    try:
        cursor.movePosition(operation, mode)
    finally:
        document.setDefaultCursorMoveStyle(Qt.CursorMoveStyle.LogicalMoveStyle)
    return cursor.position() != before


def _is_mixed(block: QTextBlock) -> bool:
    text = block.text()
    return not text.isascii() and any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufeff" for char in text)
