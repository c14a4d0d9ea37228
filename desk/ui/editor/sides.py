"""The empty room beside the column of words belongs to the words: one can click there, drag and scroll.

Widgets of their own hear of the mouse there. To ask the page about every event instead would cost each key.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget


class Sides:
    """The room to the left and to the right of a view's viewport."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self._left, self._right = _Side(view), _Side(view)

    def fit(self) -> None:
        """Fill the room, after the viewport's margins changed."""
        words, bar = self._view.viewport().geometry(), self._view.verticalScrollBar()
        beside, height = words.x() + words.width(), self._view.height()
        end = self._view.width() - (bar.width() if bar.isVisible() else 0)
        self._left.setGeometry(0, 0, words.x(), height)
        self._right.setGeometry(beside, 0, max(0, end - beside), height)


class _Side(QWidget):
    """Passes on what the mouse does upon it."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the end of the line that is nearest."""
        self._pass_on(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was pressed is let go."""
        self._pass_on(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select what is nearest."""
        self._pass_on(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select on."""
        self._pass_on(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom."""
        self._view.wheelEvent(event)

    def _pass_on(self, event: QMouseEvent) -> None:
        viewport = self._view.viewport()
        place = QPointF(viewport.mapFromGlobal(event.globalPosition()))
        inside = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        QCoreApplication.sendEvent(viewport, inside)
