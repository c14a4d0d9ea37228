"""What is typed behind a link is not a part of it."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from desk.ui.editor.styles import link_of


def is_behind_link(cursor: QTextCursor) -> bool:
    """Whether a caret stands right behind the last letter of a link, whose format Qt would give to what is typed."""
    address = link_of(cursor.charFormat())
    if not address or cursor.hasSelection():
        return False
    if cursor.atBlockEnd():
        return True
    ahead = QTextCursor(cursor)
    ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
    return link_of(ahead.charFormat()) != address
