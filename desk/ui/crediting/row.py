"""One proposal: a name, the role and the place in which it would be credited, and what the record says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetricsF, QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from desk.story.body import clean_line
from desk.story.people import Credit, Role
from desk.story.plurals import counted
from desk.ui.crediting.said import INSET, SaidLine
from desk.ui.crediting.wording import leads, said
from desk.ui.inspector.completion import Completion
from desk.ui.inspector.inputs import Line
from desk.ui.services import Looks
from desk.ui.theme import interface_font
from desk.ui.words import CREDIT_ROLES

if TYPE_CHECKING:
    from desk.checks.proposals import Evidence, Proposal

CREDIT = "Credit"
DECLINE = "Not a contributor"
_NAME, _PLACE = 60, 150  # px that a name has at least, and a place at most
_NARROW = 440  # px
_SPACE = 6  # px
_PROMPT = "place"


class ProposalRow(QFrame):
    """Every signal carries the row first. `credited` and `declined` are wishes; `shown` is the wish to see the words
    that a piece of evidence is about."""

    credited = Signal(object)
    declined = Signal(object)
    shown = Signal(object, object)  # row, Evidence
    resized = Signal(object)

    def __init__(
        self,
        proposal: Proposal,
        places: Callable[[str], Sequence[str]],
        looks: Looks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self.role = proposal.role
        self._looks = looks
        self.setAccessibleName(self.tr("{0}, proposed for a credit").format(proposal.name))
        self._make(places)
        self._lay_out()
        self._tell_role()
        self._fit_place()

    @property
    def credit(self) -> Credit:
        """The credit as the row says it."""
        return replace(self.proposal.credit, role=self.role, place=clean_line(self.place.text()))

    def tell(self, proposal: Proposal) -> None:
        """Say what the record says now; the role and the place that somebody chose stay."""
        before, self.proposal = self.proposal, proposal
        if self.role is before.role:
            self.role = proposal.role
            self._tell_role()
        if self.place.text() == before.place:
            self.place.setText(proposal.place)
        if proposal.evidence != before.evidence:
            is_open = len(self.lines) > 1 and not self.lines[1].isHidden()
            self._put_lines()
            self._show_more(on=is_open)

    def fit(self, width: int) -> None:
        """Stand in this width: where it is small, with a sign for the words of a button, and a shorter name."""
        self.decline.setText("" if width < _NARROW else self.tr(DECLINE))
        self.decline.setIcon(self._looks.icons.icon("x") if width < _NARROW else QIcon())
        others = sum(each.sizeHint().width() for each in (self.role_button, self.take, self.decline))
        room = width - others - self.place.maximumWidth() - INSET - 2 * _SPACE
        metrics = QFontMetricsF(self.name.font())
        self.name.setText(metrics.elidedText(self.proposal.name, Qt.TextElideMode.ElideRight, max(_NAME, room)))

    @property
    def main(self) -> QWidget:
        """Where the keyboard goes first."""
        return self.take

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the keyboard stops at, in order."""
        return (self.role_button, self.place, self.take, self.decline, *self._stops_of_evidence())

    def _stops_of_evidence(self) -> Iterator[QWidget]:
        first, *rest = self.lines
        yield first
        yield self.more
        yield from rest

    def _make(self, places: Callable[[str], Sequence[str]]) -> None:
        name = self.proposal.name
        self.name = QLabel(name)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setFont(interface_font(weight=QFont.Weight.DemiBold))
        self.name.setToolTip(name)
        self.name.setContentsMargins(INSET, 0, _SPACE, 0)
        self.role_button = self._button("", "said", self.tr("The role of {0}").format(name))
        self.role_button.setIcon(self._looks.icons.icon("chevron-down"))
        self.role_button.setIconSize(QSize(12, 12))
        self.role_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.place = Line()
        self.place.setProperty("role", "said")
        self.place.setPlaceholderText(self.tr(_PROMPT))
        self.place.setAccessibleName(self.tr("The place of {0}").format(name))
        self.place.setText(self.proposal.place)
        self._places = Completion(self.place, places, self._looks.work)
        self.take = self._button(self.tr(CREDIT), "take", self.tr("Credit {0}").format(name))
        self.decline = self._button(self.tr(DECLINE), "said", self.tr("{0} is not a contributor").format(name))
        self.take.setToolTip(self.tr("Credit {0} so  Enter").format(name))
        self.decline.setToolTip(self.tr("Do not propose {0} for this story again  Del").format(name))
        self.lines: list[SaidLine] = []
        self.more = self._button("", "said", "")
        self.role_button.clicked.connect(self._on_role_clicked)
        self.place.textChanged.connect(self._fit_place)
        self.take.clicked.connect(self._on_credit)
        self.decline.clicked.connect(self._on_decline)
        self.more.clicked.connect(self._on_more)

    def _button(self, text: str, role: str, name: str) -> QPushButton:
        made = QPushButton(text)
        made.setProperty("role", role)
        made.setAccessibleName(name)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        return made

    def _line(self, evidence: Evidence) -> SaidLine:
        line = SaidLine(said(evidence, self.proposal.name), self._looks.theme, leads=leads(evidence))
        line.clicked.connect(partial(self._on_line, evidence))
        return line

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        for widget in (self.name, self.role_button, self.place):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.take)
        head.addSpacing(4)
        head.addWidget(self.decline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 7, 0, 7)
        column.setSpacing(0)
        column.addLayout(head)
        self._first = QHBoxLayout()
        self._first.setSpacing(4)
        self._first.addWidget(self.more)
        column.addLayout(self._first)
        self._column = column
        self._put_lines()
        self._show_more(on=False)

    def _put_lines(self) -> None:
        for line in self.lines:
            line.hide()
            line.deleteLater()
        self.lines = [self._line(each) for each in self.proposal.evidence]
        self._first.insertWidget(0, self.lines[0], 1)
        for line in self.lines[1:]:
            self._column.addWidget(line)

    def _show_more(self, *, on: bool) -> None:
        rest = self.lines[1:]
        for line in rest:
            line.setVisible(on)
        self.more.setVisible(bool(rest))
        self.more.setText(self.tr("Less") if on else self.tr("{0} more").format(len(rest)))
        what = self.tr("Show less") if on else counted(len(rest), self.tr("more reason"))
        self.more.setAccessibleName(f"{what}: {self.proposal.name}")

    def _tell_role(self) -> None:
        self.role_button.setText(self.tr(CREDIT_ROLES[self.role]))

    @Slot()
    def _on_role_clicked(self) -> None:
        menu = QMenu(self.role_button)
        menu.setAccessibleName(self.tr("Role"))
        group = QActionGroup(menu)
        for role, words in CREDIT_ROLES.items():
            action = menu.addAction(self.tr(words))
            action.setCheckable(True)
            action.setChecked(role is self.role)
            action.setData(role.value)
            group.addAction(action)
            if role is self.role:
                menu.setActiveAction(action)
        group.triggered.connect(self._on_role_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.role_button.mapToGlobal(self.role_button.rect().bottomLeft()))

    @Slot(QAction)
    def _on_role_chosen(self, action: QAction) -> None:
        self.role = Role(action.data())
        self._tell_role()
        self.resized.emit(self)

    @Slot()
    def _fit_place(self) -> None:
        """As wide as its words."""
        words = self.place.text() or self.place.placeholderText()
        width = QFontMetricsF(self.place.font()).horizontalAdvance(words)
        self.place.setFixedWidth(min(_PLACE, round(width) + 22))
        self.resized.emit(self)  # the name has another room

    @Slot()
    def _on_credit(self) -> None:
        self.credited.emit(self)

    @Slot()
    def _on_decline(self) -> None:
        self.declined.emit(self)

    def _on_line(self, evidence: Evidence) -> None:
        self.shown.emit(self, evidence)

    @Slot()
    def _on_more(self) -> None:
        self._show_more(on=self.lines[1].isHidden())
        self.resized.emit(self)
