"""Who is signed in, and the directory: joins the status line and the dialogs to the library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from desk.library.values import Change
from desk.story.house import House
from desk.story.people import PersonKind
from desk.story.plurals import counted
from desk.story.workflow import StaffRole
from desk.ui.dialogs.files import file_dialog
from desk.ui.notices import NameBar
from desk.ui.opening import house_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desk.library.library import Library
    from desk.story.directory import Contact, Directory
    from desk.ui.people.dialog import DirectoryDialog
    from desk.ui.people.importing import Table
    from desk.ui.room import Room

log = logging.getLogger(__name__)
_TOGETHER = 50  # ms in which several changes of the directory are read as one
_TABLES = "Tables (*.csv *.tsv *.txt)"


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the library knows, who of them is signed in, and the house with all of them."""

    directory: Directory
    me: Contact
    house: House


class PeopleTool(QObject):
    """Knows who is working. `signed_in_changed` carries the `Contact` once it is somebody else, or does something
    else here; `directory_changed` the `Directory`."""

    signed_in_changed = Signal(object)
    directory_changed = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        self._status = room.window.status
        self.known: Known | None = None  # None until the library was asked
        self._dialog: DirectoryDialog | None = None
        self._due = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._due.timeout.connect(self.refresh)
        self._status.show_who(self._library.who)
        self._status.who_clicked.connect(self.show_staff)
        room.side_made.connect(self.refresh)
        room.services.news.changed.connect(self._on_library_changed)

    @property
    def me(self) -> Contact | None:
        """Who is signed in, always with a role; None until the library was asked."""
        return self.known.me if self.known is not None else None

    # What is known.

    @Slot()
    def refresh(self) -> None:
        """Ask the library again."""
        self._room.services.work.run(partial(_read, self._library), self._on_known, _leave_be)

    def _on_known(self, known: Known) -> None:
        before, self.known = self.known, known
        if known.me.name == self._library.who:
            self._tell(known.me)
        if known.house != self._room.services.house:
            self._room.set_house(known.house)
        if before is None or before.directory != known.directory:
            if self._dialog is not None:
                self._dialog.show_directory(known.directory, known.me)
            self.directory_changed.emit(known.directory)
        if before is None or before.me != known.me:
            self.signed_in_changed.emit(known.me)

    def _tell(self, me: Contact) -> None:
        is_listed = bool(me.id)
        self._status.show_who(me.name, me.role.value if me.role is not None and is_listed else "")

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if change.kind == "directory":
            self._due.start()

    # Who is signed in.

    @Slot()
    def show_staff(self) -> None:
        """Open the card with everybody who works here."""
        if self.known is None:
            self._then(self.show_staff)
            return
        from desk.ui.people.card import StaffCard  # noqa: PLC0415  not needed to start

        button = self._status.who
        card = StaffCard(self.known.directory, self.known.me, self._room.services.looks, button.window())
        card.sign_in_requested.connect(self.sign_in)
        card.add_requested.connect(self.ask_new)
        card.directory_requested.connect(self.show_directory)
        card.open_over(button.rect().translated(button.mapToGlobal(button.rect().topLeft())))

    @Slot(str)
    def sign_in(self, name: str) -> None:
        """Let somebody work from now on. What was typed before is handed over first, under the name of who typed it."""
        if name == self._library.who:
            return
        self._room.manuscript.flush()
        self._follow(self._library.sign_in(name), self._on_signed_in)

    def introduce(self, name: str) -> None:
        """Somebody says who is writing: they are put into the directory where they are not in it, and signed in."""
        self._ask_no_more()
        self._status.show_who(name)
        self._room.services.work.run(self._library.directory, partial(self._introduce, name), self._room.trouble)

    def _ask_no_more(self) -> None:
        """Who is writing is known: it may have been said elsewhere than over the page."""
        for asking in self._room.window.findChildren(NameBar):
            asking.deleteLater()

    def _introduce(self, name: str, directory: Directory) -> None:
        if name and not any(contact.kind is PersonKind.PERSON for contact in directory.named(name)):
            from desk.story.directory import Contact  # noqa: PLC0415  not to start

            self._put(Contact(name, role=StaffRole.EDITOR))
        self._room.manuscript.flush()
        self._follow(self._library.sign_in(name), self._on_introduced)

    def _on_introduced(self, _me: Contact) -> None:
        self.refresh()

    def _on_signed_in(self, me: Contact) -> None:
        self._tell(me)
        self._ask_no_more()
        role = f", {me.role.value}" if me.role is not None and me.id else ""
        self._room.window.toast.say(f"Signed in as {me.name}{role}.")
        if self.known is not None:
            self._on_known(replace(self.known, me=me))
        self.refresh()

    @Slot()
    def ask_new(self) -> None:
        """Who is to be listed?"""
        from desk.ui.people.adding import AddingDialog  # noqa: PLC0415

        known = self.known
        if known is not None and not known.me.id and (known.me.name or not known.directory.staff):
            # Whoever works here alone lists themselves first.
            dialog = AddingDialog(known.me.name, StaffRole.EDITOR, self._room.window)
        else:
            dialog = AddingDialog(parent=self._room.window)
        dialog.taken.connect(self._on_new)
        dialog.open()

    @Slot(object, bool)
    def _on_new(self, contact: Contact, sign_in: bool) -> None:
        then = self.sign_in if sign_in else self._say_added
        self._follow(self._library.put_contacts([contact]), partial(_with_name, then))

    def _say_added(self, name: str) -> None:
        self._room.window.toast.say(f"{name} was added.", "Sign in as them", partial(self.sign_in, name))

    # The directory.

    @Slot()
    def show_directory(self) -> None:
        """Open the directory."""
        if self.known is None:
            self._then(self.show_directory)
            return
        from desk.ui.people.dialog import DirectoryDialog  # noqa: PLC0415

        if self._dialog is not None:
            self._dialog.raise_()
            return
        dialog = DirectoryDialog(self.known.directory, self.known.me, self._room.services.looks, self._room.window)
        dialog.put_requested.connect(self._on_put)
        dialog.remove_requested.connect(self._on_remove)
        dialog.merge_requested.connect(self._on_merge)
        dialog.import_requested.connect(self._on_import)
        dialog.ledger_requested.connect(self._on_ledger)
        dialog.shown.connect(self._on_shown)
        dialog.destroyed.connect(self._on_dialog_gone)
        self._dialog = dialog
        self._on_shown(dialog.detail.contact)
        dialog.open()

    @Slot()
    def _on_dialog_gone(self) -> None:
        self._dialog = None

    @Slot(object)
    def _on_put(self, contact: Contact) -> None:
        future = self._put(contact)
        if not contact.id:
            self._room.services.work.follow(future, self._on_listed, None)

    def _put(self, contact: Contact) -> Future[tuple[Contact, ...]]:
        future = self._library.put_contacts([contact])
        self._follow(future)
        return future

    def _on_listed(self, made: tuple[Contact, ...]) -> None:
        if self._dialog is not None:
            self._dialog.choose(made[0].id)

    @Slot(object)
    def _on_remove(self, contact: Contact) -> None:
        self._follow(self._library.remove_contact(contact.id))
        if self._dialog is not None:
            self._dialog.say(f"{contact.name} was taken out.", partial(self._put, contact))

    @Slot(object, object)
    def _on_merge(self, kept: Contact, other: Contact) -> None:
        self._follow(self._library.merge_contacts(kept.id, other.id))
        if self._dialog is not None:
            self._dialog.choose(kept.id)
            self._dialog.say(f"{other.name} is {kept.name} from now on.")

    @Slot(object)
    def _on_shown(self, contact: Contact) -> None:
        if self._dialog is not None and contact.id:
            usual = partial(self._library.usual_credit, contact.name)
            self._room.services.work.run(usual, partial(self._dialog.hint_usual, contact), _leave_be)

    @Slot(object)
    def _on_ledger(self, contact: Contact) -> None:
        self._room.tools.ledger.show(contact.name)

    @Slot()
    def _on_import(self) -> None:
        settings = self._room.services.looks.store.settings
        dialog = file_dialog(self._dialog, "Import people and organisations", settings.import_folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_TABLES, "All files (*)"])
        dialog.fileSelected.connect(self.bring_in)
        dialog.open()

    @Slot(str)
    def bring_in(self, file: str) -> None:
        """Read a table, and ask whether it is to be taken over."""
        from desk.ui.people.importing import read_file  # noqa: PLC0415

        path, house = Path(file), self._room.services.house
        self._room.services.looks.store.change(import_folder=str(path.parent))

        def read() -> Table:
            return read_file(path, self._library.directory(), house)

        self._room.services.work.run(read, self._show_table, self._on_trouble)

    def _show_table(self, table: Table) -> None:
        from desk.ui.people.importing import ImportDialog  # noqa: PLC0415

        dialog = ImportDialog(table, self._dialog or self._room.window)
        dialog.taken.connect(self._on_taken)
        dialog.open()

    @Slot(tuple)
    def _on_taken(self, contacts: Sequence[Contact]) -> None:
        self._follow(self._library.put_contacts(contacts), self._on_taken_over)

    def _on_taken_over(self, made: tuple[Contact, ...]) -> None:
        said = f"{counted(len(made), 'entry', 'entries')} taken over."
        if self._dialog is not None:
            self._dialog.say(said)
        else:
            self._room.window.toast.say(said)

    # The library.

    def _follow(self, future: Future[Any], done: Callable[[Any], None] | None = None) -> None:
        self._room.services.work.follow(future, done, self._on_trouble)

    def _on_trouble(self, error: Exception) -> None:
        if self._dialog is not None:
            self._dialog.say(str(error))
        else:
            self._room.trouble(error)
        self.refresh()  # what is shown may have been wished for only

    def _then(self, action: Callable[[], None]) -> None:
        """Do this once it is known who is listed."""

        def known(found: Known) -> None:
            self._on_known(found)
            action()

        self._room.services.work.run(partial(_read, self._library), known, self._room.trouble)


def _read(library: Library) -> Known:
    return Known(library.directory(), library.signed_in(), house_of(library))


def _leave_be(error: Exception) -> None:
    """A library that cannot be read says so elsewhere."""
    log.info("the directory could not be read: %s", error)


def _with_name(then: Callable[[str], None], made: tuple[Contact, ...]) -> None:
    then(made[0].name)
