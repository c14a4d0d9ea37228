"""Somebody new: the small dialog that asks who."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.story.directory import Contact
from desk.story.workflow import StaffRole
from desk.ui.dialogs.base import Dialog, button
from desk.ui.people.form import ContactForm


class AddingDialog(Dialog):
    """`taken` carries the contact, and whether they are to be signed in at once."""

    taken = Signal(object, bool)

    def __init__(self, name: str = "", role: StaffRole = StaffRole.REPORTER, parent: QWidget | None = None) -> None:
        super().__init__("Add somebody", parent)
        self.setFixedWidth(460)
        self.form = ContactForm()
        self.form.show_contact(Contact(name, role=role))
        self.column.addWidget(self.form)
        cancel = button("Cancel")
        self.add = button("Add")
        self.add_and_sign_in = button("Add and sign in", "primary")
        self.add_and_sign_in.setDefault(True)
        row = self.button_row()
        for one in (cancel, self.add, self.add_and_sign_in):
            row.addWidget(one)
        cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self._on_add)
        self.add_and_sign_in.clicked.connect(self._on_add_and_sign_in)
        self.form.name.setFocus()

    @Slot()
    def _on_add(self) -> None:
        self._take(sign_in=False)

    @Slot()
    def _on_add_and_sign_in(self) -> None:
        self._take(sign_in=True)

    def _take(self, *, sign_in: bool) -> None:
        if self.form.check():
            self.taken.emit(self.form.contact, sign_in)
            self.accept()
        else:
            self.fit()
            self.form.name.setFocus()
