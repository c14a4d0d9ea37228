"""Keeps a person's place on the page while everything on it is set anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit


@contextmanager
def kept_place(view: QTextEdit) -> Iterator[None]:
    """The line with the caret, or the first one to be seen where the caret is out of sight, stands as high in the
    viewport afterwards as before, as far as the page can be scrolled. Words may not change meanwhile."""
    position, top = _anchor(view)
    yield
    cursor = QTextCursor(view.document())
    cursor.setPosition(min(position, view.document().characterCount() - 1))
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + view.cursorRect(cursor).top() - top)


def _anchor(view: QTextEdit) -> tuple[int, int]:
    caret = view.cursorRect()
    if view.viewport().rect().intersects(caret.adjusted(0, 0, 1, 0)):
        return view.textCursor().position(), caret.top()
    first = view.cursorForPosition(QPoint(0, 0))
    return first.position(), view.cursorRect(first).top()
