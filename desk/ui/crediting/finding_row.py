"""One thing about the credits that does not agree, with what puts it right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.checks.finding import Finding, Severity
from desk.ui.crediting.remedies import Remedy
from desk.ui.crediting.said import INSET
from desk.ui.icons import Icons
from desk.ui.inspector.wrapping import WrappingButton

_SIGNS = {
    Severity.ERROR: ("circle-alert", "deleted"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.NOTE: ("info", "muted"),
}

_BELOW_WORDS = 27  # px from the edge, where the words of a finding begin


class FindingRow(QFrame):
    """`taken` carries the row and the `Remedy` that is wanted; `picked` is the wish to go to what is meant."""

    taken = Signal(object, object)
    picked = Signal(object)

    def __init__(
        self, finding: Finding, remedies: Sequence[Remedy], icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.finding = finding
        self.remedies = tuple(remedies)
        sign, token = _SIGNS[finding.severity]
        self.setAccessibleName(finding.message)
        self.words = WrappingButton(finding.message, icons.icon(sign, token))
        self.words.setToolTip(self.tr("Go there"))
        self.words.clicked.connect(self._on_picked)
        self.buttons = [self._button(remedy) for remedy in remedies]
        self._lay_out()

    @property
    def main(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.buttons[0] if self.buttons else self.words

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard stops at, in order."""
        return (self.words, *self.buttons)

    def _lay_out(self) -> None:
        """One button stands beside the words, several below them."""
        several = len(self.buttons) > 1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, INSET, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        if several:
            row = QHBoxLayout()
            row.setContentsMargins(_BELOW_WORDS, 0, 0, 2)
            row.setSpacing(6)
            column.addLayout(row)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if several:
            row.addStretch(1)

    def _button(self, remedy: Remedy) -> QPushButton:
        made = QPushButton(self.tr(remedy.title))
        made.setProperty("role", "take")
        made.setAccessibleName(f"{remedy.title}: {self.finding.message}")
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(partial(self.taken.emit, self, remedy))
        return made

    @Slot()
    def _on_picked(self) -> None:
        self.picked.emit(self.finding)
