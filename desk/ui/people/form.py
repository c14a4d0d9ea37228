"""The fields of somebody in the directory."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.story.directory import Contact, cleaned, contact_problem, initials_of
from desk.story.people import Credit, PersonKind, Role
from desk.story.workflow import StaffRole
from desk.ui.dialogs.base import form, plain
from desk.ui.words import CREDIT_ROLES

ROLES: tuple[tuple[str, StaffRole | None], ...] = (
    ("Does not work here", None),
    *((role.value.capitalize(), role) for role in StaffRole),
)
# As the rows of credits name them.
CREDITED: tuple[tuple[str, Role | None], ...] = (
    ("As the last time", None),
    *((words, role) for role, words in CREDIT_ROLES.items()),
)
_LINES = 3  # of other spellings that are seen


class ContactForm(QWidget):
    """Shows a contact and what somebody makes of it. `edited` comes with every change of a field."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Contact("")
        self.name = _line("Name")
        self.initials = _line("Initials")
        self.initials.setFixedWidth(90)
        self.email = _line("E-mail")
        self.role = QComboBox()
        self.role.setAccessibleName("What they do here")
        self.role.addItems([title for title, _ in ROLES])
        self.in_print = _line("In print")
        self.credited_as = QComboBox()
        self.credited_as.setAccessibleName("Credited as")
        self.credited_as.addItems([title for title, _ in CREDITED])
        self.place = _line("Place")
        self.title = _line("Title")
        self.spellings = QPlainTextEdit()
        self.spellings.setProperty("role", "field")
        self.spellings.setAccessibleName("Other spellings, one on each line")
        self.spellings.setPlaceholderText("One on each line")
        self.spellings.setTabChangesFocus(True)
        self.spellings.setFixedHeight(self.spellings.fontMetrics().lineSpacing() * _LINES + 22)
        self.problem = plain("", "error", wrap=True)
        self.problem.hide()
        self._lay_out()
        for line in (self.name, self.initials, self.email, self.in_print, self.place, self.title):
            line.textEdited.connect(self._on_edited)
        for choice in (self.role, self.credited_as):
            choice.currentIndexChanged.connect(self._on_edited)
        self.spellings.textChanged.connect(self._on_edited)

    def _lay_out(self) -> None:
        self._grid = form(
            ("Name", self.name),
            ("Initials", self.initials),
            ("E-mail", self.email),
            ("Role", self.role),
            ("In print", self.in_print),
            ("Credited as", self.credited_as),
            ("Place", self.place),
            ("Title", self.title),
            ("Spellings", self.spellings),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        self.setTabOrder(self.name, self.initials)

    @property
    def contact(self) -> Contact:
        """What the fields say now, as it would be kept."""
        return cleaned(
            replace(
                self._shown,
                name=self.name.text(),
                initials=self.initials.text(),
                email=self.email.text(),
                role=ROLES[self.role.currentIndex()][1],
                in_print=self.in_print.text(),
                spellings=tuple(self.spellings.toPlainText().split("\n")),
                place=self.place.text(),
                title=self.title.text(),
                credited_as=CREDITED[self.credited_as.currentIndex()][1],
            )
        )

    @property
    def shown(self) -> Contact:
        """What was shown first."""
        return self._shown

    @property
    def is_edited(self) -> bool:
        """Whether the fields say anything else than they did."""
        return self.contact != self._shown

    def show_contact(self, contact: Contact) -> None:
        """Show somebody. An organisation neither works here nor has initials."""
        self._shown = contact
        for line, text in (
            (self.name, contact.name),
            (self.initials, contact.initials),
            (self.email, contact.email),
            (self.in_print, contact.in_print),
            (self.place, contact.place),
            (self.title, contact.title),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        with QSignalBlocker(self.role), QSignalBlocker(self.credited_as), QSignalBlocker(self.spellings):
            self.role.setCurrentIndex([role for _, role in ROLES].index(contact.role))
            self.credited_as.setCurrentIndex([role for _, role in CREDITED].index(contact.credited_as))
            self.spellings.setPlainText("\n".join(contact.spellings))
        self.hint_usual(None)
        is_person = contact.kind is PersonKind.PERSON
        for row in (1, 3):
            for column in (0, 1):
                item = self._grid.itemAtPosition(row, column)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.setVisible(is_person)
        self.name.setPlaceholderText("" if is_person else "As the house spells it")
        self._hint()
        self.say("")

    def hint_usual(self, usual: Credit | None) -> None:
        """What was credited the last time stands where nothing is said."""
        self.place.setPlaceholderText(usual.place if usual else "")
        self.title.setPlaceholderText(usual.title if usual else "")
        last = CREDITED[0][0] if usual is None else f"{CREDITED[0][0]}: {CREDIT_ROLES[usual.role].lower()}"
        self.credited_as.setItemText(0, last if self.contact.credited_as is None else CREDITED[0][0])

    def check(self) -> bool:
        """Whether it can be kept as it is; else it is said why not."""
        problem = contact_problem(self.contact)
        self.say(problem)
        return not problem

    def say(self, problem: str) -> None:
        """Say what is wrong; "" for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _hint(self) -> None:
        """What holds where nothing is said stands in the empty fields."""
        name = " ".join(self.name.text().split())
        self.initials.setPlaceholderText(initials_of(name))
        self.in_print.setPlaceholderText(name)

    @Slot()
    def _on_edited(self) -> None:
        self._hint()
        self.say("")
        self.edited.emit()


def _line(name: str) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(name)
    return line
