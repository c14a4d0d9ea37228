"""Which tags several articles should get, and which they should lose."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.story.plurals import counted
from desk.ui.dialogs.base import Dialog, button, form, plain


class TagDialog(Dialog):
    """Tags are the keywords of a story, as its details show them and as exports carry them."""

    tags_given = Signal(tuple, tuple)  # to add, to remove

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(f"Tag {counted(number, 'article')}", parent)
        self.setFixedWidth(460)
        self.add = QLineEdit()
        self.add.setAccessibleName("Tags to add")
        self.add.setPlaceholderText("ferry, harbour")
        self.remove = QLineEdit()
        self.remove.setAccessibleName("Tags to remove")
        self.column.addLayout(form(("Add", self.add), ("Remove", self.remove)))
        self.column.addWidget(
            plain("Tags are the keywords in an article’s details. Commas part them.", "muted", wrap=True)
        )
        row = self.button_row()
        self.cancel = button("Cancel")
        self.go = button("Tag", "primary")
        self.go.setDefault(True)
        self.go.setEnabled(False)
        for one in (self.cancel, self.go):
            row.addWidget(one)
        self.add.textChanged.connect(self._on_typed)
        self.remove.textChanged.connect(self._on_typed)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)

    @Slot()
    def _on_typed(self) -> None:
        self.go.setEnabled(bool(_tags(self.add.text()) or _tags(self.remove.text())))

    @Slot()
    def _on_go(self) -> None:
        self.tags_given.emit(_tags(self.add.text()), _tags(self.remove.text()))
        self.accept()


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (" ".join(tag.split()) for tag in text.split(",")))))
