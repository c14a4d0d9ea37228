"""Asks what something is to be called."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.ui.dialogs.base import Dialog, button


class NamingDialog(Dialog):
    """One field. `named` carries what was typed."""

    named = Signal(str)

    def __init__(self, title: str, name: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setFixedWidth(400)
        self.field = QLineEdit(name)
        self.field.setAccessibleName("Name")
        self.field.selectAll()
        self.column.addWidget(self.field)
        row = self.button_row()
        self.cancel = button("Cancel")
        self.go = button(does, "primary")
        self.go.setDefault(True)
        for one in (self.cancel, self.go):
            row.addWidget(one)
        self.field.textChanged.connect(self._on_typed)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self._on_typed()

    @Slot()
    def _on_typed(self) -> None:
        self.go.setEnabled(bool(self.field.text().strip()))

    @Slot()
    def _on_go(self) -> None:
        self.named.emit(self.field.text().strip())
        self.accept()
