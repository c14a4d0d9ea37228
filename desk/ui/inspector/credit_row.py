"""One credit as a row of fields, with a grip to drag it by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QToolButton, QWidget

from desk.story.body import clean_line
from desk.story.people import Credit, PersonKind, Role
from desk.ui.inspector.completion import Completion
from desk.ui.inspector.inputs import Choice, Line
from desk.ui.inspector.parts import icon_button
from desk.ui.inspector.row_foot import RowFoot
from desk.ui.services import Looks
from desk.ui.words import CREDIT_ROLES as ROLES
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.ledger_values import LedgerRow


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of the library while credits are typed; called off the window's thread."""

    names: Callable[[str], Sequence[str]]
    places: Callable[[str], Sequence[str]]
    usual: Callable[[str], Credit | None]  # how somebody of this name is usually credited
    elsewhere: Callable[[str, datetime, str], Sequence[LedgerRow]]  # where else, from then on; but not in this article


_ROLE = 56  # px that a role has at least; the rest of its words is cut


class _Grip(QToolButton):
    """Dragged up or down; tells where the pointer is, in global coordinates."""

    pulled = Signal(QPoint)
    let_go = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pulls."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.pulled.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Lets go."""
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.let_go.emit()


class CreditRow(QFrame):
    """Shows and edits one credit. Every signal carries the row itself first.

    `edited` also says which of the credit's fields; `named` that a known name was chosen, and `name_given` that one was
    typed to its end; `usual_taken` that somebody wants what is usual (a `Credit`); `shifted` by how many places;
    `pulled` where the pointer is; `followed` that the person wants to go on with another credit.
    """

    edited = Signal(object, str)
    named = Signal(object)
    name_given = Signal(object)
    usual_taken = Signal(object, object)
    removed = Signal(object)
    shifted = Signal(object, int)
    pulled = Signal(object, QPoint)
    let_go = Signal(object)
    followed = Signal(object)

    def __init__(self, credit: Credit, known: Known, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._credit = credit
        self._new = not credit.name
        self._kind_chosen = bool(credit.name)
        self._icons = looks.icons
        self._make(known, looks.work)
        self._lay_out()
        self._connect()
        self.show_credit(credit)

    @property
    def credit(self) -> Credit:
        """The credit as the fields say it."""
        return self._credit

    def take_kind(self, kind: PersonKind) -> None:
        """Somebody said what it is."""
        self._kind_chosen = True
        self.show_credit(replace(self._credit, kind=kind))

    def guess_kind(self, kind: PersonKind) -> None:
        """What the name looks like; counts as long as nobody has said what it is."""
        if not self._kind_chosen and kind is not self._credit.kind:
            self.show_credit(replace(self._credit, kind=kind))

    @property
    def is_new(self) -> bool:
        """Whether nobody has said yet which role this is."""
        return self._new

    def show_credit(self, credit: Credit) -> None:
        """Show this credit."""
        if credit.name != self._credit.name:
            self.foot.offer(credit, None)
        self._credit = credit
        organisation = credit.kind is PersonKind.ORGANISATION
        self.kind.setIcon(self._icons.icon("building-2" if organisation else "user"))
        said = (
            self.tr("An organisation; press for a person")
            if organisation
            else self.tr("A person; press for an organisation")
        )
        self.kind.setToolTip(said)
        self.kind.setAccessibleName(said)
        with QSignalBlocker(self.role):
            self.role.setCurrentIndex(self.role.findData(credit.role))
        for line, value in ((self.name, credit.name), (self.place, credit.place), (self.job, credit.title)):
            if clean_line(line.text()) != value:
                line.show_text(value)

    def _make(self, known: Known, work: Work) -> None:
        self.grip = _Grip(self)
        self.grip.setIcon(self._icons.icon("grip-vertical", "faint"))
        self.grip.setProperty("role", "tool")
        self.grip.setProperty("narrow", "true")
        self.grip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.grip.setCursor(Qt.CursorShape.OpenHandCursor)
        self.grip.setToolTip(self.tr("Drag to move, or press Alt+Up and Alt+Down"))
        self.grip.setAccessibleName(self.tr("Move this credit"))
        self.kind = icon_button(self._icons.icon("user"), self.tr("A person"))
        self.name = self._line(self.tr("Name"))
        self.role = Choice()
        self.role.setAccessibleName(self.tr("Role"))
        self.role.setMinimumWidth(_ROLE)
        for role, words in ROLES.items():
            self.role.addItem(self.tr(words), role)
        self.place = self._line(self.tr("Place"))
        self.job = self._line(self.tr("Title"))
        self.job.setToolTip(self.tr("Stands before the name in print, as in “Staff writer Ilse Brandt”"))
        self.remove = icon_button(self._icons.icon("x"), self.tr("Remove this credit"))
        self.foot = RowFoot()
        self._typed = False  # whether the name was typed by hand, and nobody asked yet who that is
        self._names = Completion(self.name, known.names, work)
        self._places = Completion(self.place, known.places, work)

    def _line(self, name: str) -> Line:
        line = Line()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        return line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 6)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(4)
        self.grip.setFixedWidth(20)
        for tool in (self.kind, self.remove):
            tool.setIconSize(QSize(16, 16))
        grid.addWidget(self.grip, 0, 0)
        grid.addWidget(self.kind, 0, 1)
        grid.addWidget(self.name, 0, 2)
        grid.addWidget(self.remove, 0, 3)
        second = QHBoxLayout()
        second.setSpacing(4)
        second.addWidget(self.role, 4)
        second.addWidget(self.place, 3)
        second.addWidget(self.job, 3)
        grid.addLayout(second, 1, 2, 1, 2)
        grid.addWidget(self.foot, 2, 2, 1, 2)
        grid.setColumnStretch(2, 1)

    def _connect(self) -> None:
        self.kind.clicked.connect(self._on_kind_clicked)
        self.name.textEdited.connect(self._on_name_edited)
        self.name.editingFinished.connect(self._on_name_finished)
        self.foot.usual_taken.connect(self._on_usual_taken)
        self.place.textEdited.connect(self._on_place_edited)
        self.job.textEdited.connect(self._on_job_edited)
        self.role.activated.connect(self._on_role_activated)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._names.chosen.connect(self._on_name_chosen)
        self._places.chosen.connect(self._on_place_edited)
        self.grip.pulled.connect(self._on_grip_pulled)
        self.grip.let_go.connect(self._on_grip_let_go)
        for line in (self.name, self.place, self.job):
            line.returnPressed.connect(self._on_return_pressed)
        for key, slot in (("Alt+Up", self._on_up), ("Alt+Down", self._on_down)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _edit(self, field: str, value: object) -> None:
        self._typed = field == "name"
        self.foot.offer(self._credit, None)
        self._credit = replace(self._credit, **{field: value})  # type: ignore[arg-type]
        self.edited.emit(self, field)

    @Slot()
    def _on_kind_clicked(self) -> None:
        person = self._credit.kind is PersonKind.PERSON
        self.take_kind(PersonKind.ORGANISATION if person else PersonKind.PERSON)
        self.edited.emit(self, "kind")

    @Slot(str)
    def _on_name_edited(self, text: str) -> None:
        self._edit("name", clean_line(text))

    @Slot(str)
    def _on_name_chosen(self, text: str) -> None:
        self._edit("name", clean_line(text))
        self._typed = False
        self.named.emit(self)

    @Slot()
    def _on_name_finished(self) -> None:
        if self._typed:
            self._typed = False
            self.name_given.emit(self)

    @Slot(object)
    def _on_usual_taken(self, usual: Credit) -> None:
        self.foot.offer(self._credit, None)
        self.usual_taken.emit(self, usual)

    @Slot(str)
    def _on_place_edited(self, text: str) -> None:
        self._edit("place", clean_line(text))

    @Slot(str)
    def _on_job_edited(self, text: str) -> None:
        self._edit("title", clean_line(text))

    @Slot(int)
    def _on_role_activated(self, index: int) -> None:
        self._new = False
        self._edit("role", Role(self.role.itemData(index)))  # Qt makes an enum of text a text

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self)

    @Slot()
    def _on_return_pressed(self) -> None:
        self.followed.emit(self)

    @Slot(QPoint)
    def _on_grip_pulled(self, at: QPoint) -> None:
        self.pulled.emit(self, at)

    @Slot()
    def _on_grip_let_go(self) -> None:
        self.let_go.emit(self)

    @Slot()
    def _on_up(self) -> None:
        self.shifted.emit(self, -1)

    @Slot()
    def _on_down(self) -> None:
        self.shifted.emit(self, 1)
