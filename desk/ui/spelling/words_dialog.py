"""The words of a library that are never misspelt, to be looked through, added to and taken out."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desk.spelling.vocabulary import own_form
from desk.ui.dialogs.base import Dialog, button, plain


class WordsDialog(Dialog):
    """Wishes: `add_requested` and `remove_requested` carry lists of words. What is shown is what was asked for."""

    add_requested = Signal(list)
    remove_requested = Signal(list)

    def __init__(self, own: Iterable[str], parent: QWidget | None = None) -> None:
        super().__init__("Words of this library", parent)
        self.resize(420, 480)
        self.column.addWidget(plain("They are never marked as misspelt, in any of its articles.", "muted", wrap=True))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Add a word")
        self.field.setAccessibleName("Add a word")
        self.add = button("Add")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.add)
        self.column.addLayout(row)
        self.words = QListWidget()
        self.words.setProperty("role", "popup")
        self.words.setAccessibleName("Words")
        self.words.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.column.addWidget(self.words, 1)
        self.none = plain("None yet. Names and terms that dictionaries do not know belong here.", "muted", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self.words)
        inside.setContentsMargins(32, 32, 32, 32)
        inside.addWidget(self.none)
        self.remove = button("Remove", "danger")
        close = button("Close", "primary")
        close.setAutoDefault(False)
        feet = self.button_row()
        feet.insertWidget(0, self.remove)
        feet.addWidget(close)
        self.field.textChanged.connect(self._tell)
        self.field.returnPressed.connect(self._on_add_clicked)
        self.add.clicked.connect(self._on_add_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.words.itemSelectionChanged.connect(self._tell)
        close.clicked.connect(self.accept)
        self._show(own)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the selected words out; Enter in the field adds, and closes nothing."""
        if event.key() == Qt.Key.Key_Delete and not self.field.hasFocus():
            self._on_remove_clicked()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.field.hasFocus():
            event.accept()
        else:
            super().keyPressEvent(event)

    @property
    def shown(self) -> list[str]:
        """The words in the list."""
        return [self.words.item(row).text() for row in range(self.words.count())]

    def _show(self, own: Iterable[str]) -> None:
        self.words.clear()
        self.words.addItems(sorted(own, key=lambda word: (word.casefold(), word)))
        self.none.setVisible(not self.words.count())
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.add.setEnabled(bool(self._typed()))
        self.remove.setEnabled(bool(self.words.selectedItems()))

    def _typed(self) -> list[str]:
        return [form for text in self.field.text().split() if (form := own_form(text))]

    @Slot()
    def _on_add_clicked(self) -> None:
        typed = self._typed()
        if typed:
            self.field.clear()
            self._show({*self.shown, *typed})
            self.add_requested.emit(typed)
            for found in self.words.findItems(
                typed[-1], Qt.MatchFlag.MatchFixedString | Qt.MatchFlag.MatchCaseSensitive
            ):
                self.words.scrollToItem(found)

    @Slot()
    def _on_remove_clicked(self) -> None:
        gone = [item.text() for item in self.words.selectedItems()]
        if gone:
            row = self.words.currentRow()
            self._show(set(self.shown) - set(gone))
            self.words.setCurrentRow(min(row, self.words.count() - 1))
            self.remove_requested.emit(gone)
