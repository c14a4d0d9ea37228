"""What the checks say about the story, as a quiet list; and how long it is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desk.checks.check import check
from desk.checks.finding import Finding, Severity
from desk.story.counts import Count, count_story
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.story import Story
from desk.ui.inspector.parts import Card, label
from desk.ui.inspector.wrapping import WrappingButton
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks

_SIGNS = {
    Severity.ERROR: ("circle-alert", "deleted"),
    Severity.WARNING: ("triangle-alert", "warning"),
    Severity.NOTE: ("info", "muted"),
}
PAUSE = 250  # ms after an edit before the story is checked


class _Row(WrappingButton):
    """One finding."""

    picked = Signal(object)

    def __init__(self, finding: Finding, looks: Looks) -> None:
        name, token = _SIGNS[finding.severity]
        super().__init__(finding.message, looks.icons.icon(name, token))
        self._finding = finding
        self.setToolTip(self.tr("Go there"))
        self.clicked.connect(self._on_clicked)

    @Slot()
    def _on_clicked(self) -> None:
        self.picked.emit(self._finding)


class ChecksCard(Card):
    """Checks the open story in the pauses, off the window's thread, while it can be seen."""

    finding_activated = Signal(object)  # Finding

    def __init__(self, manuscript: Manuscript, house: House, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("Checks", parent)
        self._manuscript = manuscript
        self._house = house
        self._looks = looks
        self._checked: Story | None = None
        self._rows: dict[Finding, _Row] = {}
        self.number = label("", "meta")
        self.head.addWidget(self.number)
        self.state = label("", "muted", wrap=True)
        self.column.addWidget(self.state)
        self.counts = label("", "meta")
        self.column.addWidget(self.counts)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_due)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._pause.start)
        self._on_opened()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return tuple(self._rows)

    @property
    def rows(self) -> tuple[WrappingButton, ...]:
        """What can be pressed."""
        return tuple(self._rows.values())

    def set_house(self, house: House) -> None:
        """Check as this house wants it."""
        self._house = house
        self._on_opened()

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what was written while nobody looked."""
        super().showEvent(event)
        self._pause.start(0)
        self._pause.setInterval(PAUSE)

    @Slot()
    def _on_opened(self) -> None:
        self._checked = None
        self._pause.start()

    @Slot()
    def _on_due(self) -> None:
        story = self._manuscript.story
        if story is self._checked or not self.isVisible():
            return
        self._checked = story
        self._looks.work.run(partial(_look, story, self._house), partial(self._show, story))

    def _show(self, story: Story, looked: tuple[tuple[Finding, ...], Count]) -> None:
        if story is not self._checked:
            return
        findings, count = looked
        minutes = self.tr("{0} min to read").format(count.minutes)
        self.counts.setText(" · ".join((counted(count.words, "word"), counted(count.characters, "character"), minutes)))
        self.number.setText(str(len(findings)) if findings else "")
        self.state.setText("" if findings else self.tr("Nothing to mend."))
        self.state.setVisible(not findings)
        if findings != self.findings:
            self._fill(findings)

    def _fill(self, findings: tuple[Finding, ...]) -> None:
        for finding in [old for old in self._rows if old not in findings]:
            row = self._rows.pop(finding)
            self.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        kept, self._rows = self._rows, {}
        for at, finding in enumerate(dict.fromkeys(findings)):
            row = kept.get(finding) or self._make(finding)
            self._rows[finding] = row
            self.column.insertWidget(at + 1, row)  # below the heading

    def _make(self, finding: Finding) -> _Row:
        row = _Row(finding, self._looks)
        row.picked.connect(self._on_picked)
        return row

    @Slot(object)
    def _on_picked(self, finding: Finding) -> None:
        self.finding_activated.emit(finding)


def _look(story: Story, house: House) -> tuple[tuple[Finding, ...], Count]:
    return check(story, house), count_story(story, house)
