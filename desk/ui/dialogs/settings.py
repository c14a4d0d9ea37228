"""The few things that somebody sets: name, house style, colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk.story.house import House
from desk.ui.dialogs.base import Dialog, button, form, plain
from desk.ui.theme import Scheme

_SCHEMES = {Scheme.SYSTEM: "As the system has it", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is set."""

    who: str
    house: str
    scheme: Scheme


class SettingsDialog(Dialog):
    """`chosen` carries the `Choice` when it is taken."""

    chosen = Signal(object)

    def __init__(self, now: Choice, houses: Mapping[str, House], parent: QWidget | None = None) -> None:
        super().__init__("Settings", parent)
        self.setFixedWidth(480)
        self.who = QLineEdit(now.who)
        self.who.setAccessibleName("Your name")
        self.house = QComboBox()
        self.house.setAccessibleName("House style")
        for key, house in houses.items():
            self.house.addItem(house.name, key)
        self.house.setCurrentIndex(max(0, self.house.findData(now.house)))
        self.scheme = QComboBox()
        self.scheme.setAccessibleName("Colours")
        for scheme, title in _SCHEMES.items():
            self.scheme.addItem(title, scheme)
        self.scheme.setCurrentIndex(list(_SCHEMES).index(now.scheme))
        self.column.addLayout(form(("Your name", self.who), ("House style", self.house), ("Colours", self.scheme)))
        self.column.addWidget(
            plain("Name and house style are kept with this library, colours with this computer.", "meta", wrap=True)
        )
        cancel, take = button("Cancel"), button("Save", "primary")
        take.setDefault(True)
        row = self.button_row()
        row.addWidget(cancel)
        row.addWidget(take)
        cancel.clicked.connect(self.reject)
        take.clicked.connect(self._on_taken)

    @Slot()
    def _on_taken(self) -> None:
        who = " ".join(self.who.text().split())
        self.chosen.emit(Choice(who, str(self.house.currentData()), Scheme(self.scheme.currentData())))
        self.accept()
