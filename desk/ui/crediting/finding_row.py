"""One thing about the credits that does not agree, with what puts it right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QWidget

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

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_SEVERAL = 2  # buttons
_BESIDE = 0.4  # of the width, that a button beside the words has at most
_GAP = 6  # px between buttons
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

    def fit(self, width: int) -> None:
        """Stand in this width: one button beside the words where there is room, several below them."""
        needed = [button.sizeHint().width() for button in self.buttons]
        beside = len(needed) < _SEVERAL and sum(needed) <= width * _BESIDE
        in_a_row = _BELOW_WORDS + sum(needed) + _GAP * len(needed) <= width
        self._whole.setDirection(_ACROSS if beside else _DOWN)
        self._ways.setDirection(_ACROSS if in_a_row else _DOWN)
        self._ways.setContentsMargins(0 if beside else _BELOW_WORDS, 0, 0, 0 if beside else 2)

    def _lay_out(self) -> None:
        self._whole = QBoxLayout(_ACROSS, self)
        self._whole.setContentsMargins(0, 4, INSET, 4)
        self._whole.setSpacing(2)
        self._whole.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self._ways = QBoxLayout(_ACROSS)
        self._ways.setSpacing(_GAP)
        for button in self.buttons:
            self._ways.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._ways.addStretch(1)
        self._whole.addLayout(self._ways)

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
