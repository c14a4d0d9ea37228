"""A small card that opens beside the words it is about, and asks for a line or two: the address of a link, the
description of a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desk.ui.editor.popover import Popover
from desk.ui.roles import set_role

WIDTH = 460  # px


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a popup: its name, what stands in it while it is empty, and what it begins with."""

    name: str
    prompt: str
    text: str = ""


class Popup(Popover):
    """Fields, a hint and buttons. `accepted` carries a tuple with the fields' texts, once `check` finds nothing
    wrong with them: it gives a sentence about what is, which is shown. It opens once.
    """

    accepted = Signal(tuple)  # of str

    def __init__(
        self, asks: Sequence[Ask], parent: QWidget, check: Callable[[tuple[str, ...]], str] | None = None
    ) -> None:
        super().__init__(asks[0].name, parent)
        self.setObjectName("popup")
        self.fields = tuple(self._field(ask) for ask in asks)
        self.apply = QPushButton("Apply", self)
        self.apply.setProperty("role", "primary")
        self.hint = QLabel(self)
        self.hint.setProperty("role", "meta")
        self.hint.setWordWrap(True)
        self._check = check
        self._hint = ""
        self._lay_out()
        self.apply.clicked.connect(self._on_accepted)
        self.closed.connect(self.deleteLater)

    @property
    def field(self) -> QLineEdit:
        """The first field."""
        return self.fields[0]

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the fields, without the spaces around it."""
        return tuple(field.text().strip() for field in self.fields)

    def say(self, hint: str) -> None:
        """Say this below the fields."""
        self._hint = hint
        self._show_hint(hint, "meta")

    def add(self, title: str, name: str = "") -> QPushButton:
        """Offer this below the fields; `name` says it in full to those who do not see the page."""
        button = QPushButton(title, self)
        button.setProperty("role", "quiet")
        button.setAccessibleName(name or title)
        button.setToolTip(name)
        self._below.addWidget(button)
        return button

    def take_focus(self) -> None:
        """What stands in the first field can be typed over."""
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def size_in(self, width: int) -> QSize:
        """As wide as the page has room for, and as high as the hint then is."""
        wide = min(WIDTH, width)
        layout = self.layout()
        assert layout is not None
        layout.activate()
        high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else self.sizeHint().height()
        return QSize(wide, high)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 8, 8, 8)
        grid.setSpacing(6)
        last = len(self.fields) - 1
        for row, field in enumerate(self.fields):
            grid.addWidget(field, row, 0, 1, 1 if row == last else 2)
        grid.addWidget(self.apply, last, 1)
        grid.setColumnStretch(0, 1)
        self._below = QHBoxLayout()
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(2)
        self._below.addWidget(self.hint, 1)
        grid.addLayout(self._below, len(self.fields), 0, 1, 2)
        self.hint.setContentsMargins(4, 0, 8, 0)
        self.hint.hide()

    def _field(self, ask: Ask) -> QLineEdit:
        field = QLineEdit(ask.text, self)
        field.setAccessibleName(ask.name)
        field.setPlaceholderText(ask.prompt)
        field.returnPressed.connect(self._on_accepted)
        field.textEdited.connect(self._on_edited)
        return field

    def _show_hint(self, text: str, role: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        set_role(self.hint, role)
        self.place_again()

    @Slot()
    def _on_edited(self) -> None:
        if self.hint.text() != self._hint:
            self._show_hint(self._hint, "meta")

    @Slot()
    def _on_accepted(self) -> None:
        trouble = self._check(self.texts) if self._check is not None else ""
        if trouble:
            self._show_hint(trouble, "error-meta")
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  not to start

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, trouble))
            self.field.setFocus()
            return
        self.accepted.emit(self.texts)
        self.dismiss()
