"""The list's view, with the keys of a list of files."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from desk.ui.own_viewport import give_viewport

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class RowView(QListView):
    """The rows. Return opens, Delete bins, End goes on until all are there, a right click asks for the menu."""

    end_requested = Signal()
    open_requested = Signal()
    bin_requested = Signal()
    all_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.to_the_end = False  # whether somebody is on the way there, who pressed nothing else since

    def selectAll(self) -> None:  # noqa: N802  Qt's
        """Those too that are not here yet."""
        super().selectAll()
        self.all_chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How many lines a headline takes depends on the width, of which Qt takes no account in a list."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list of files."""
        self.to_the_end = event.key() == Qt.Key.Key_End and event.modifiers() in _PLAIN
        if self.to_the_end:
            self.end_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.bin_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Somebody chooses another way."""
        self.to_the_end = False
        super().mousePressEvent(event)
