"""The directory: everybody whom the library knows, to be looked through, changed, made one, and brought in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desk.story.directory import Contact, Directory
from desk.story.people import Credit, PersonKind
from desk.story.workflow import StaffRole
from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.empty import EmptyState
from desk.ui.people.detail import DetailPane
from desk.ui.people.known import KnownPane
from desk.ui.people.merging import DoublesBar, MergePane, Pair
from desk.ui.services import Looks

EMPTY = (
    "Nobody is listed yet. List the people you work with and the agencies you quote: then they can be switched to, "
    "mentioned, and credited as the house names them."
)
_SIZE = (900, 620)  # px
_LIST = 340  # px


class DirectoryDialog(Dialog):
    """Shows a directory, and wishes for changes of it: `put_requested` carries a contact, without an id where it is a
    new one; `remove_requested` one; `merge_requested` who is kept and who becomes one with them; `import_requested`
    is for a table; `ledger_requested` carries whose credits are to be seen; `shown` who is shown now. What was changed
    in the fields is kept when somebody goes on to another, or leaves."""

    put_requested = Signal(object)
    remove_requested = Signal(object)
    merge_requested = Signal(object, object)
    import_requested = Signal()
    ledger_requested = Signal(object)
    shown = Signal(object)

    def __init__(self, directory: Directory, me: Contact, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("People and organisations", parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(*_SIZE)
        self._directory = directory
        self._wanted = ""  # the id of somebody who is shown as soon as they are listed
        self.doubles = DoublesBar()
        self.known = KnownPane(looks)
        self.detail = DetailPane(looks)
        self.merge = MergePane()
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self._lay_out(looks)
        self._connect()
        self._wanted = me.id
        self.show_directory(directory, me)
        self.known.search.setFocus()

    def _lay_out(self, looks: Looks) -> None:
        self.column.addWidget(self.doubles)
        for pane in (self.empty, self.detail, self.merge):
            self.stack.addWidget(pane)
        row = QHBoxLayout()
        row.setSpacing(20)
        self.known.setFixedWidth(_LIST)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.known, 1)
        left.addLayout(self._tools(looks))
        row.addLayout(left)
        line = QFrame()
        line.setProperty("role", "upright")
        row.addWidget(line)
        row.addWidget(self.stack, 1)
        self.column.addLayout(row, 1)
        self.said = plain("", "muted")
        self.back = button("Undo", "link")
        self.back.hide()
        self.close_button = button("Close")
        feet = self.button_row()
        feet.insertWidget(0, self.said)
        feet.insertWidget(1, self.back)
        feet.addWidget(self.close_button)

    def _tools(self, looks: Looks) -> QHBoxLayout:
        self.add = button("Add")
        self.add.setIcon(looks.icons.icon("plus"))
        menu = QMenu(self.add)
        menu.addAction("A person").triggered.connect(self._on_add_person)
        menu.addAction("An organisation").triggered.connect(self._on_add_organisation)
        self.add.setMenu(menu)
        self.bring_in = button("Import a table…")
        self.bring_in.setToolTip(
            "A CSV file with the columns name, kind, initials, e-mail, role, in print, spellings, credited as, place, "
            "title"
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.add)
        row.addWidget(self.bring_in)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.known.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.detail.save_requested.connect(self._on_save)
        self.detail.remove_requested.connect(self.remove_requested)
        self.detail.merge_requested.connect(self._on_merge_wanted)
        self.detail.ledger_requested.connect(self.ledger_requested)
        self.detail.shown.connect(self.shown)
        self.merge.merge_requested.connect(self.merge_requested)
        self.doubles.shown.connect(self._on_pair_shown)
        self.bring_in.clicked.connect(self.import_requested)
        self.close_button.clicked.connect(self._on_close)
        self.back.clicked.connect(self._on_back)
        self._undo: Callable[[], object] | None = None

    # What is shown.

    def show_directory(self, directory: Directory, me: Contact) -> None:
        """Show everybody as they are now; who is chosen stays chosen, and fields in which somebody writes stay."""
        self._directory = directory
        self.detail.staff = tuple(contact.name for contact in directory.staff)
        self.doubles.show_pairs(directory.doubles)
        chosen = [self._wanted] if self._wanted else [contact.id for contact in self.known.chosen]
        if self._wanted and directory.get(self._wanted) is not None:
            self.known.forget_search()
            self._wanted = ""
        self.known.show_directory(directory, me.id, [directory.replaced.get(id_, id_) for id_ in chosen])
        self._show_chosen()

    def choose(self, id_: str) -> None:
        """Show somebody, once they are listed."""
        self._wanted = id_
        if self._directory.get(id_) is not None:
            self.show_directory(self._directory, Contact("", id=self.known.me))

    def hint_usual(self, contact: Contact, usual: Credit | None) -> None:
        """Show how somebody was credited last, where they are shown still."""
        if contact.id and self.detail.contact.id == contact.id:
            self.detail.form.hint_usual(usual)

    def say(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say at the foot what was done, with a way back."""
        self.said.setText(sentence)
        self.back.setVisible(undo is not None)
        self._undo = undo

    def _show_chosen(self) -> None:
        chosen = self.known.chosen
        if len(chosen) == 2:
            self.merge.show_pair((chosen[0], chosen[1]))
            self.stack.setCurrentWidget(self.merge)
        elif len(chosen) == 1 or self.detail.is_new:
            if chosen and not self.detail.keeps(chosen[0]):
                self.detail.show_contact(chosen[0])
            self.stack.setCurrentWidget(self.detail)
        else:
            self._say_empty(len(chosen))
            self.stack.setCurrentWidget(self.empty)

    def _say_empty(self, chosen: int) -> None:
        if not self._directory.contacts:
            actions = (("Add a person", self._on_add_person), ("Add an organisation", self._on_add_organisation))
            self.empty.say(EMPTY, *actions)
        elif chosen:
            self.empty.say(f"{chosen} are chosen. Choose one to see what is known, or two to make them one.")
        elif not self.known.model.contacts:
            self.empty.say("Nobody here is called so.", ("Show everybody", self.known.show_all))
        else:
            self.empty.say("Choose somebody in the list.")

    # What somebody does.

    @Slot(QItemSelection, QItemSelection)
    def _on_selection_changed(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if self.known.is_filling:
            return
        chosen = self.known.chosen
        if self.detail.is_choosing and len(chosen) == 1 and chosen[0].id != self.detail.contact.id:
            self.known.choose_ids([self.detail.contact.id, chosen[0].id])
            self.detail.stop_choosing()
            return
        if not self._keep():
            self.known.choose_ids([self.detail.contact.id])
            return
        if chosen:
            self.detail.forget_new()
        self._show_chosen()

    def _keep(self) -> bool:
        """Keep what was changed in the fields; whether that could be done, or nothing was."""
        if not self.detail.is_edited:
            return True
        if not self.detail.form.check():
            return False
        self.put_requested.emit(self.detail.take())
        return True

    @Slot()
    def _on_save(self) -> None:
        if self.detail.form.check():
            contact = self.detail.take()
            self.put_requested.emit(contact)
            self.say(f"{contact.name} was saved.")

    @Slot()
    def _on_merge_wanted(self) -> None:
        self.known.view.setFocus()

    @Slot(object)
    def _on_pair_shown(self, pair: Pair) -> None:
        if self._keep():
            self.known.show_all()
            self.known.choose_ids([contact.id for contact in pair])
            self._show_chosen()

    @Slot()
    def _on_add_person(self) -> None:
        self._begin(Contact("", role=StaffRole.REPORTER))

    @Slot()
    def _on_add_organisation(self) -> None:
        self._begin(Contact("", PersonKind.ORGANISATION))

    def _begin(self, contact: Contact) -> None:
        if self._keep():
            self.known.choose_ids([])
            self.detail.show_contact(contact)
            self.stack.setCurrentWidget(self.detail)
            self.detail.form.name.setFocus()

    @Slot()
    def _on_back(self) -> None:
        self.back.hide()
        self.said.setText("")
        if self._undo is not None:
            self._undo()

    @Slot()
    def _on_close(self) -> None:
        if self._keep():
            self.accept()

    def reject(self) -> None:
        """Escape leaves too, and first gives up what was begun in the fields."""
        if self.detail.is_choosing:
            self.detail.stop_choosing()
        elif self.detail.is_edited:
            self.detail.show_contact(self.detail.contact)
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field keeps what was changed, and closes nothing."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.detail.is_edited and self.stack.currentWidget() is self.detail:
                self._on_save()
            event.accept()
        else:
            super().keyPressEvent(event)
