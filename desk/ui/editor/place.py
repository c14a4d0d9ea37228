"""Keeps a person's place on the page while everything on it is set anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit


@contextmanager
def kept_place(view: QTextEdit, *, moves_top: bool = False) -> Iterator[None]:
    """The line with the caret, or the first one to be seen where the caret is out of sight, stands as high in the
    viewport afterwards as before, as far as the page can be scrolled. A page that is at its top stays there, unless
    it `moves_top`. Words may not change meanwhile."""
    if not (view.verticalScrollBar().value() or moves_top):
        yield
        return
    position, top = _anchor(view)
    yield
    cursor = QTextCursor(view.document())
    cursor.setPosition(min(position, view.document().characterCount() - 1))
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.cursorRect(cursor).top() - top)


def _anchor(view: QTextEdit) -> tuple[int, int]:
    # Not to be asked where it is when it is not to be seen: Qt would lay out all that is before it.
    first = view.cursorForPosition(QPoint(0, 0))
    last = view.cursorForPosition(QPoint(view.viewport().width(), view.viewport().height()))
    caret = view.textCursor()
    seen = caret if first.position() <= caret.position() <= last.position() else first
    return seen.position(), view.cursorRect(seen).top()
