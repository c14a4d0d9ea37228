"""The last words could not be saved, and somebody wants to leave."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.ui.dialogs.base import Dialog, button, plain


class UnsavedDialog(Dialog):
    """`again` and `leave` are wishes; closing the dialog stays."""

    again = Signal()
    leave = Signal()

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("Your last words are not saved", parent)
        self.setFixedWidth(480)
        self.column.addWidget(plain(sentence, "error", wrap=True))
        self.column.addWidget(
            plain("They are still on the screen. Make room, or copy them out, and try again.", "", wrap=True)
        )
        quit_anyway = button("Quit without them", "danger")
        stay = button("Stay")
        try_again = button("Try again", "primary")
        try_again.setDefault(True)
        row = self.button_row()
        for one in (quit_anyway, stay, try_again):
            row.addWidget(one)
        quit_anyway.clicked.connect(self._on_quit)
        stay.clicked.connect(self.reject)
        try_again.clicked.connect(self._on_again)

    @Slot()
    def _on_again(self) -> None:
        self.accept()
        self.again.emit()

    @Slot()
    def _on_quit(self) -> None:
        self.accept()
        self.leave.emit()
