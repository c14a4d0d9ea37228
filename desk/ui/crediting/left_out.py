"""Those of whom somebody said that they are no contributors, and the way to propose them again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.ui.crediting.said import INSET

AGAIN = "Propose again"


class LeftOut(QFrame):
    """A list that `toggle`, which stands elsewhere, opens. `wanted` carries the name of who is to be proposed again."""

    wanted = Signal(str)
    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._buttons: list[QPushButton] = []
        self.is_open = False
        self.toggle = self._button("", "")
        self.toggle.clicked.connect(self._on_toggled)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 6, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(self.tr("Not contributors"))
        self.tell(is_quiet=False)

    @property
    def stops(self) -> tuple[QPushButton, ...]:
        """What the keyboard stops at."""
        return tuple(self._buttons)

    @property
    def place_of_focus(self) -> int | None:
        """The number of the name at which the keyboard is; None where it is elsewhere."""
        return next((at for at, button in enumerate(self._buttons) if button.hasFocus()), None)

    def show_names(self, names: Sequence[str]) -> None:
        """Show these."""
        if tuple(names) == self._names:
            return
        self._names = tuple(names)
        self._buttons.clear()
        while (item := self._column.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for name in self._names:
            self._column.addWidget(self._row(name))
        self.is_open = self.is_open and bool(names)

    def tell(self, *, is_quiet: bool) -> None:
        """Be shown or not; while it `is_quiet`, not even a word says that there are some."""
        number = len(self._names)
        self.toggle.setText(self.tr("Hide") if self.is_open else self.tr("{0} left out").format(number))
        self.toggle.setAccessibleName(self.tr("Who is not a contributor: {0}").format(", ".join(self._names)))
        self.toggle.setVisible(bool(number) and not is_quiet)
        self.setVisible(self.is_open and not is_quiet)

    def _row(self, name: str) -> QFrame:
        made = QFrame()
        words = QLabel(name)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setProperty("role", "muted")
        again = self._button(self.tr(AGAIN), self.tr("Propose {0} again").format(name))
        again.clicked.connect(partial(self.wanted.emit, name))
        self._buttons.append(again)
        row = QHBoxLayout(made)
        row.setContentsMargins(INSET, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(again)
        return made

    def _button(self, text: str, name: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", "said")
        made.setAccessibleName(name or text)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    @Slot()
    def _on_toggled(self) -> None:
        self.is_open = not self.is_open
        self.resized.emit()
