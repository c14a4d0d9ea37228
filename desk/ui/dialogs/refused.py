"""Which of several articles did not move, and why; going on with those that may, once somebody says why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.checks.gate import GO_ON
from desk.library.step_values import Moved
from desk.story.body import clean_text
from desk.story.plurals import counted
from desk.ui.dialogs.base import Dialog, button, plain

_SHOWN = 6  # articles; the rest is counted


def without_advice(sentence: str) -> str:
    """What the gate says where there is a line to say why."""
    return sentence.removesuffix(GO_ON).rstrip()


class RefusedDialog(Dialog):
    """`why_given` carries what was said, for those that may move then: it goes with the step, and with what was found
    in them."""

    why_given = Signal(str)

    def __init__(self, moved: Moved, parent: QWidget | None = None) -> None:
        number = len(moved.refused)
        super().__init__(f"{counted(number, 'article')} did not move", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(560)
        if moved.before:
            self.column.addWidget(plain(f"{counted(len(moved.before), 'article')} moved.", "muted"))
        self.sentences = tuple(map(without_advice, moved.sentences(_SHOWN)))
        for sentence in self.sentences:
            self.column.addWidget(plain(sentence, "", wrap=True))
        may = sum(each.open for each in moved.refused.values())
        self.why = QLineEdit()
        self.why.setAccessibleName("Why they move all the same")
        self.why.setPlaceholderText("Why they move all the same, in a few words")
        self.why.setMaxLength(500)
        self.why.setVisible(may > 0)
        self.column.addWidget(self.why)
        self.leave = button("Leave them" if may else "Close", "" if may else "primary")
        self.go = button("Move it anyway" if may == 1 else f"Move {may:,} anyway", "primary")
        self.go.setVisible(may > 0)
        self.go.setEnabled(False)
        row = self.button_row()
        for one in (self.leave, self.go):
            row.addWidget(one)
        self.why.textChanged.connect(self._on_typed)
        self.leave.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        (self.why if may else self.leave).setFocus()

    @property
    def _said(self) -> str:
        return " ".join(clean_text(self.why.text()).split())

    @Slot()
    def _on_typed(self) -> None:
        self.go.setEnabled(bool(self._said))

    @Slot()
    def _on_go(self) -> None:
        self.why_given.emit(self._said)
        self.accept()
