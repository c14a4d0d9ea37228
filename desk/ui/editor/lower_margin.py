"""Keeps a line's room below the caret, so that nobody writes at the very edge of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

ROOM = 1.6  # of the caret's height


class LowerMargin(QObject):
    """Scrolls a view on where its caret went to the last line that is to be seen. A click moves nothing, and neither
    does a caret that went out of sight."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._on_due)
        view.cursorPositionChanged.connect(self._on_moved)

    @Slot()
    def _on_moved(self) -> None:
        if self._view.hasFocus() and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self._due.start()  # Qt scrolls first
        else:
            self._due.stop()

    @Slot()
    def _on_due(self) -> None:
        caret, height = self._view.cursorRect(), self._view.viewport().height()
        missing = caret.bottom() + 1 + round(ROOM * caret.height()) - height
        if caret.bottom() <= height and 0 < missing < caret.top():
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + missing)
