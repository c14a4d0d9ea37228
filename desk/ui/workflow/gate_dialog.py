"""What stands between a story and its next step: what stops it, what asks, and going on all the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desk.checks.finding import Finding, Severity
from desk.checks.gate import Gate, Override
from desk.story.plurals import counted
from desk.story.workflow import StaffRole
from desk.ui.dialogs.base import Dialog, button, plain

_WIDTH = 580  # px
_MOST_HEIGHT = 320  # px of the list
_SIGN = 58  # px of the word before a finding
# The word that stands before a finding, and its looks.
_SIGNS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("Stops", "sign-error"),
    Severity.WARNING: ("Asks", "sign-warning"),
    Severity.NOTE: ("Note", "sign-note"),
}
_FIRM = ("Firm", "sign-firm")


class FindingRow(QPushButton):
    """One finding, with a word that says how grave it is. `picked` is a wish to go where it is."""

    picked = Signal(object)  # Finding

    def __init__(self, finding: Finding, *, firm: bool = False) -> None:
        super().__init__()
        word, role = _FIRM if firm else _SIGNS[finding.severity]
        self.finding = finding
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setAccessibleName(f"{word}: {finding.message}")
        self.setToolTip("Go there")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        sign = plain(word, role)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setFixedWidth(_SIGN)
        self._words = plain(finding.message, "", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 5, 6, 5)
        row.setSpacing(10)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        for child in (sign, self._words):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(self._on_clicked)

    def text(self) -> str:
        """What was found."""
        return self._words.text()

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return max(20, self._words.heightForWidth(max(80, width - _SIGN - 22))) + 10

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        width = self.width() if self.width() > _SIGN * 2 else _WIDTH - 70
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(_SIGN * 2, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        self.updateGeometry()

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit(self.finding)


class GateDialog(Dialog):
    """Shows what the gate found before somebody goes on with what `title` says ("Publish"). Where they may go on, they
    say why: Enter goes on then, Escape goes back. A finding that is clicked leads to its place, and back as well.

    `go_requested` carries that `Finding`; `taken` the `Override` with which somebody goes on."""

    go_requested = Signal(object)
    taken = Signal(object)

    def __init__(self, gate: Gate, title: str, role: StaffRole, parent: QWidget | None = None) -> None:
        number = len(gate.findings)
        super().__init__(f"{title}: {counted(number, 'thing')} to look at", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self._gate = gate
        self._role = role
        self.may_go_on = gate.may_override(role)
        self._needs_reason = bool(gate.to_override)
        self.column.addWidget(plain(self._said(), "muted", wrap=True))
        self.rows: tuple[FindingRow, ...] = ()
        self.column.addWidget(self._list())
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it goes on all the same")
        self.reason.setPlaceholderText("Why it goes on all the same, in a few words")
        self.reason.setMaxLength(500)
        self.reason.setVisible(self.may_go_on and self._needs_reason)
        self.column.addWidget(self.reason)
        self.stopped = plain("", "strong", wrap=True)
        self.stopped.setText(gate.hindrance(role) if not self.may_go_on else "")
        self.stopped.setVisible(not self.may_go_on)
        self.column.addWidget(self.stopped)
        self._buttons(title)

    def _said(self) -> str:
        if not self._needs_reason:
            return "Nothing of this stands in the way. Click a line to go there."
        if self.may_go_on:
            return "Click a line to go there. Whoever goes on all the same says why: it is kept with what was found."
        return "Click a line to go there."

    def _list(self) -> QWidget:
        ground = QWidget()
        ground.setProperty("role", "page")
        column = QVBoxLayout(ground)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        firm = {id(finding) for finding in self._gate.firm}
        self.rows = tuple(FindingRow(finding, firm=id(finding) in firm) for finding in self._gate.findings)
        for row in self.rows:
            column.addWidget(row)
            row.picked.connect(self._on_picked)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(ground)
        high = sum(row.heightForWidth(_WIDTH - 70) + 2 for row in self.rows)
        area.setFixedHeight(min(_MOST_HEIGHT, high + 18))
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        return frame

    def _buttons(self, title: str) -> None:
        self.back = button("Back")
        self.go = button(f"{title} anyway" if self._needs_reason else title, "primary")
        self.go.setVisible(self.may_go_on)
        self.go.setEnabled(not self._needs_reason)
        row = self.button_row()
        for one in (self.back, self.go):
            row.addWidget(one)
        self.back.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.reason.textChanged.connect(self._on_typed)
        (self.reason if self.may_go_on and self._needs_reason else self.rows[0]).setFocus()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the list says, line by line."""
        return tuple(row.accessibleName() for row in self.rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on where somebody may, and where they said why; on a line it goes there."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = next((one for one in self.rows if one.hasFocus()), None)
            if row is not None:
                row.click()
            elif self.go.isEnabled() and self.may_go_on:
                self._on_go()
            elif self.reason.isVisible():
                self.reason.setFocus()
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        self.go.setEnabled(Override(text).is_given)

    @Slot()
    def _on_go(self) -> None:
        self.taken.emit(Override(" ".join(self.reason.text().split())))
        self.accept()

    @Slot(object)
    def _on_picked(self, finding: Finding) -> None:
        self.reject()
        self.go_requested.emit(finding)
