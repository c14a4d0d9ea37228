"""What of the ledger is shown: the time, who, in which role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.library.ledger_values import Asked
from desk.story.body import clean_line
from desk.story.people import PersonKind, Role
from desk.ui.dialogs.base import plain
from desk.ui.inspector.completion import Completion
from desk.ui.inspector.inputs import Choice, Clock, Line
from desk.ui.ledger.spans import Days, Span, days_of
from desk.ui.words import CREDIT_ROLES
from desk.ui.work import Work

_PAUSE = 250  # ms in typing, after which a name is looked for
_KINDS: tuple[tuple[str, PersonKind | None], ...] = (
    ("People and agencies", None),
    ("People", PersonKind.PERSON),
    ("Agencies and outlets", PersonKind.ORGANISATION),
)


class LedgerFilters(QWidget):
    """`changed` comes when somebody wants to see something else."""

    changed = Signal()

    def __init__(
        self,
        today: Callable[[], date],
        names: Callable[[str], Sequence[str]],
        work: Work,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.span = _choice("Time", [span.value for span in Span])
        self.first, self.last = _day("From"), _day("To")
        self._to = plain("to", "muted")
        self.kind = _choice("People or agencies", [words for words, _ in _KINDS])
        self.role = _choice("Role", ["All roles", *CREDIT_ROLES.values()])
        self.name = Line()
        self.name.setAccessibleName("Name")
        self.name.setPlaceholderText("Any name")
        self.name.setClearButtonEnabled(True)
        self._names = Completion(self.name, names, work)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._lay_out()
        self._show_days(days_of(Span.CUSTOM, today()))
        self.span.activated.connect(self._on_span)
        for choice in (self.kind, self.role):
            choice.activated.connect(self.changed)
        for day in (self.first, self.last):
            day.dateChanged.connect(self._on_day)
        self.name.textChanged.connect(self._pause.start)
        self.name.returnPressed.connect(self._on_pause)
        self._names.chosen.connect(self._on_pause)
        self._pause.timeout.connect(self._on_pause)
        self._looked_for = ""

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for one in (self.span, self.first, self._to, self.last, self.name, self.kind, self.role):
            row.addWidget(one)
        self.name.setMinimumWidth(180)
        row.addStretch(1)
        self._show_custom()

    def _show_custom(self) -> None:
        custom = self.span.currentIndex() == list(Span).index(Span.CUSTOM)
        for one in (self.first, self._to, self.last):
            one.setVisible(custom)

    @property
    def days(self) -> Days:
        """The time that is wanted."""
        span = list(Span)[self.span.currentIndex()]
        if span is not Span.CUSTOM:
            return days_of(span, self._today())
        first, last = (_python(day) for day in (self.first, self.last))
        return Days(min(first, last), max(first, last))

    def asked(self, zone: str) -> Asked:
        """What is wanted, with days of this time zone."""
        since, until = self.days.moments(zone)
        role = [None, *Role][self.role.currentIndex()]
        name, kind = clean_line(self.name.text()), _KINDS[self.kind.currentIndex()][1]
        return Asked(since, until, name, kind, role, parts=True)

    def show_span(self, span: Span) -> None:
        """Ask for this time."""
        self.span.setCurrentIndex(list(Span).index(span))
        self._on_span()

    def ask(self, name: str | None = None, role: Role | None = None) -> None:
        """Ask for this name, or in this role, besides what is asked for."""
        if name is not None:
            self._looked_for = name
            with QSignalBlocker(self.name):
                self.name.setText(name)
        if role is not None:
            self.role.setCurrentIndex([None, *Role].index(role))
        self.changed.emit()

    @Slot()
    def reset(self) -> None:
        """Ask for everybody, in all roles."""
        self.kind.setCurrentIndex(0)
        self.role.setCurrentIndex(0)
        self.ask("")

    @property
    def is_narrow(self) -> bool:
        """Whether not everybody is asked for, or not in all roles."""
        return bool(self.name.text().strip() or self.kind.currentIndex() or self.role.currentIndex())

    def _show_days(self, days: Days) -> None:
        for field, day in ((self.first, days.first), (self.last, days.last)):
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))

    @Slot()
    def _on_span(self) -> None:
        self._show_custom()
        self.changed.emit()

    @Slot()
    def _on_day(self) -> None:
        self.changed.emit()

    @Slot()
    def _on_pause(self) -> None:
        self._pause.stop()
        if (name := clean_line(self.name.text())) != self._looked_for:
            self._looked_for = name
            self.changed.emit()


def _choice(name: str, items: Sequence[str]) -> Choice:
    made = Choice()
    made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
    made.setAccessibleName(name)
    made.addItems(items)
    return made


def _day(name: str) -> Clock:
    made = Clock()
    made.setAccessibleName(name)
    made.setDisplayFormat("d MMM yyyy")
    made.setCalendarPopup(True)
    made.setDateRange(QDate(1000, 1, 1), QDate(9998, 12, 31))
    return made


def _python(field: Clock) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
