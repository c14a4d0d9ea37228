"""A character that is typed where nothing but Qt is concerned: it is on the screen before anybody hears of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.caret import CaretView
from desk.ui.editor.painting import RowPainting

# ms after it was painted until the display server, which may need this processor, has put it on the screen.
_SHOWN = 1


class PlainKeys(QObject):
    """Types into one view. `read` is called when what was typed is on the screen, unless somebody wanted to know
    earlier; it begins with `tell`."""

    def __init__(self, view: CaretView, rows: RowPainting, read: Callable[[], None]) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self.is_typing = False
        self._owes_move = False
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._reading = QTimer(self, singleShot=True, interval=_SHOWN)
        self._painting.timeout.connect(self._reading.start)
        self._reading.timeout.connect(read)

    def goes_on(self, cursor: QTextCursor) -> bool:
        """Whether a character is typed right behind the last one, and nothing was laid out in between."""
        return self._rows.goes_on(cursor)

    def type(self, event: QKeyEvent, cursor: QTextCursor) -> None:
        """Have Qt type a character at the view's cursor."""
        view, rows = self._view, self._rows
        self.is_typing = self._owes_move = True
        rows.begin(cursor)
        view.caret.hold()
        view.blockSignals(True)  # that the caret moved is told by `tell`
        try:
            QTextEdit.keyPressEvent(view, event)
        finally:
            view.blockSignals(False)
            self.is_typing = False
            rows.end()

    def wait(self) -> None:
        """Have it read when it is on the screen."""
        self._painting.start()

    def tell(self) -> None:
        """It is read now: tell those who follow the caret."""
        self._painting.stop()
        self._reading.stop()
        if self._owes_move:
            self._owes_move = False
            self._view.cursorPositionChanged.emit()
