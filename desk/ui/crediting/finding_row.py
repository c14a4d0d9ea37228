"""One thing about the credits that does not agree, with what puts it right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk.checks.finding import Finding, Severity
from desk.ui.crediting.remedies import Remedy
from desk.ui.icons import Icons
from desk.ui.inspector.wrapping import WrappingButton

_SIGNS = {
    Severity.ERROR: ("circle-alert", "deleted"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.NOTE: ("info", "muted"),
}


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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        for button in self.buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def main(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.buttons[0] if self.buttons else self.words

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard stops at, in order."""
        return (self.words, *self.buttons)

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
