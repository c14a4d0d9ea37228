"""Who should be credited in several articles at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk.story.credits import byline, clean_credit, contribution_line, credit_problem, kind_of
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.plurals import counted
from desk.ui.dialogs.base import Dialog, button, form, plain
from desk.ui.inspector.completion import Completion
from desk.ui.inspector.credit_row import Known
from desk.ui.theme import story_font
from desk.ui.words import CREDIT_ROLES
from desk.ui.work import Work

_KINDS = {PersonKind.PERSON: "A person", PersonKind.ORGANISATION: "An organisation"}
_ONCE = "Who is credited in a story in this role already stays as they are there."


@dataclass(slots=True)
class _Said:
    """What somebody said of the credit, and not only the name."""

    kind: bool = False
    role: bool = False


class CreditManyDialog(Dialog):
    """`credit_given` carries the `Credit`."""

    credit_given = Signal(object)

    def __init__(self, number: int, known: Known, house: House, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(f"Add a credit to {counted(number, 'article')}", parent)
        self.setFixedWidth(480)
        self._known = known
        self._house = house
        self._work = work
        self._said = _Said()
        self.name, self.place, self.job = _line("Name"), _line("Place"), _line("Title")
        self.kind, self.role = QComboBox(), QComboBox()
        self.kind.setAccessibleName("What they are")
        self.kind.addItems([*_KINDS.values()])
        self.role.setAccessibleName("Role")
        self.role.addItems([*CREDIT_ROLES.values()])
        self.role.setCurrentIndex(list(CREDIT_ROLES).index(Role.CONTRIBUTOR))
        self.prints = plain("", wrap=True)
        self.prints.setFont(story_font(16, italic=True))
        self.prints.setMinimumHeight(self.prints.fontMetrics().lineSpacing() * 2)
        self.problem = plain("", "warning", wrap=True)
        self._lay_out()
        self._connect()
        self._show()
        self.name.setFocus()

    def _lay_out(self) -> None:
        rows = (("Name", self.name), ("They are", self.kind), ("Role", self.role), ("Place", self.place))
        self.column.addLayout(form(*rows, ("Title", self.job), ("In print", self.prints)))
        self.column.addWidget(self.problem)
        self.column.addWidget(plain(_ONCE, "muted", wrap=True))
        row = self.button_row()
        self.cancel = button("Cancel")
        self.go = button("Add credit", "primary")
        self.go.setDefault(True)
        for one in (self.cancel, self.go):
            row.addWidget(one)

    def _connect(self) -> None:
        self._names = Completion(self.name, self._known.names, self._work)
        self._places = Completion(self.place, self._known.places, self._work)
        self._names.chosen.connect(self._on_name_chosen)
        self.name.textEdited.connect(self._on_name_edited)
        for line in (self.name, self.place, self.job):
            line.textChanged.connect(self._show)
        self.kind.activated.connect(self._on_kind)
        self.role.activated.connect(self._on_role)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)

    @property
    def credit(self) -> Credit:
        """The credit as the fields say it."""
        kind = list(_KINDS)[self.kind.currentIndex()]
        role = list(CREDIT_ROLES)[self.role.currentIndex()]
        return clean_credit(Credit(self.name.text(), kind, role, self.place.text(), self.job.text()))

    @Slot()
    def _show(self) -> None:
        """How it prints, where nobody else is credited."""
        credit = self.credit
        line = byline if credit.role is Role.BY else contribution_line
        self.prints.setText(line((credit,), self._house) if credit.name else "")
        problem = credit_problem(credit, self._house) if credit.name else ""
        if problem != self.problem.text():
            self.problem.setText(problem)
            self.problem.setVisible(bool(problem))
            self.fit()
        self.problem.setVisible(bool(problem))
        self.go.setEnabled(bool(credit.name))

    @Slot(str)
    def _on_name_edited(self, _text: str) -> None:
        if not self._said.kind:
            self.kind.setCurrentIndex(list(_KINDS).index(kind_of(self.credit.name, self._house)))

    @Slot(str)
    def _on_name_chosen(self, name: str) -> None:
        self._work.run(partial(self._known.usual, name), partial(self._fill_in, name))

    def _fill_in(self, name: str, usual: Credit | None) -> None:
        """Somebody known was chosen: as they are usually credited, where nothing was said yet."""
        if usual is None or self.name.text() != name:
            return
        self.kind.setCurrentIndex(list(_KINDS).index(usual.kind))
        if not self._said.role:
            self.role.setCurrentIndex(list(CREDIT_ROLES).index(usual.role))
        for line, text in ((self.place, usual.place), (self.job, usual.title)):
            if not line.text().strip():
                line.setText(text)
        self._show()

    @Slot()
    def _on_kind(self) -> None:
        self._said.kind = True
        self._show()

    @Slot()
    def _on_role(self) -> None:
        self._said.role = True
        self._show()

    @Slot()
    def _on_go(self) -> None:
        self.credit_given.emit(self.credit)
        self.accept()


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line
