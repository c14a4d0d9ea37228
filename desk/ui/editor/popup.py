"""A small card that opens beside the words it is about, and asks for a line or two: the address of a link, the
description of a picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from desk.ui.editor.floating import cast_shadow, press_with
from desk.ui.roles import set_role

WIDTH = 460  # px
_GAP = 6  # px between the words and the card


@dataclass(frozen=True, slots=True)
class Ask:
    """A field of a popup: its name, what stands in it while it is empty, and what it begins with."""

    name: str
    prompt: str
    text: str = ""


class Popup(QFrame):
    """Fields, a hint and buttons. `accepted` carries a tuple with the fields' texts, once `check` finds nothing
    wrong with them: it gives a sentence about what is, which is shown. A click elsewhere closes it.
    """

    accepted = Signal(tuple)  # of str
    closed = Signal()

    def __init__(
        self, asks: Sequence[Ask], parent: QWidget, check: Callable[[tuple[str, ...]], str] | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setProperty("role", "card")
        self.setAccessibleName(asks[0].name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.fields = tuple(self._field(ask) for ask in asks)
        self.apply = QPushButton("Apply", self)
        self.apply.setProperty("role", "primary")
        self.hint = QLabel(self)
        self.hint.setProperty("role", "meta")
        self.hint.setWordWrap(True)
        self._check = check
        self._hint = ""
        self._is_open = False
        self._lay_out()
        cast_shadow(self)
        self.apply.clicked.connect(self._on_accepted)

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

    def open_at(self, words: QRect, room: QRect) -> None:
        """Open below these words, or above them where there is no room below."""
        self._is_open = True
        self.place(words, room)
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    def place(self, words: QRect, room: QRect) -> None:
        """Stand by these words, which have moved perhaps."""
        width = min(WIDTH, room.width() - 16)
        height = self._height(width)
        left = min(max(room.left() + 8, words.left()), room.right() - width - 8)
        below = words.bottom() + _GAP
        top = below if below + height < room.bottom() else max(room.top() + 8, words.top() - height - _GAP)
        self.setGeometry(left, top, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes without a change, and Return presses the button upon which it is pressed."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            press_with(event, self)
        event.accept()

    def dismiss(self) -> None:
        """Close without a change."""
        if self._is_open:
            self._is_open = False
            self.closed.emit()
            self.hide()
            self.deleteLater()

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

    def _height(self, width: int) -> int:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.sizeHint().height()

    def _show_hint(self, text: str, role: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        set_role(self.hint, role)
        if self.isVisible():
            self.resize(self.width(), self._height(self.width()))

    @Slot()
    def _on_edited(self) -> None:
        if self.hint.text() != self._hint:
            self._show_hint(self._hint, "meta")

    @Slot()
    def _on_accepted(self) -> None:
        trouble = self._check(self.texts) if self._check is not None else ""
        if trouble:
            self._show_hint(trouble, "error-meta")
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.hint, trouble))
            self.field.setFocus()
            return
        self.accepted.emit(self.texts)
        self.dismiss()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Without a new one the person is in another window, and comes back.
        if new is not None and not self.isAncestorOf(new):
            self.dismiss()
