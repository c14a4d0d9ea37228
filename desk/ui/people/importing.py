"""What a table would bring into the directory: shown before anything is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk.errors import Unreadable
from desk.story.directory import Contact, Directory
from desk.story.directory_read import read_table, take_in
from desk.story.house import House
from desk.story.plurals import counted
from desk.ui.dialogs.base import Dialog, button, plain

_LARGEST = 20_000_000  # bytes of a table that is read
_MOST_HEIGHT = 260  # px of the list of troubles


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read: whom it would list, whom it would say more of, who is there already, and what of it
    cannot be used."""

    name: str
    added: tuple[Contact, ...] = ()
    changed: tuple[Contact, ...] = ()
    known: int = 0
    troubles: tuple[str, ...] = ()


def read_file(path: Path, directory: Directory, house: House) -> Table:
    """Read a table. Raises Unreadable. On a worker's thread."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"“{path.name}” could not be read ({error.strerror}). Nothing was taken over.") from error
    if len(data) > _LARGEST:
        raise Unreadable(f"“{path.name}” is too large for a table of people. Nothing was taken over.")
    read = read_table(_text(data, path.name), house)
    taken = take_in(directory, read.contacts)
    known = len(read.contacts) - len(taken.added) - len(taken.changed)
    return Table(path.name, taken.added, taken.changed, known, (*read.troubles, *taken.troubles))


def _text(data: bytes, name: str) -> str:
    """The text of a table, as the programs write it that make such: UTF-8, UTF-16 with its mark, or Windows' own."""
    if b"\0" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"“{name}” is no table. Save it as CSV, and try again. Nothing was taken over.")
    for encoding in ("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def outlook(table: Table) -> str:
    """What would be taken over, as a sentence."""
    parts = [f"{counted(len(table.added), 'is', 'are')} new"] if table.added else []
    parts += [f"{counted(len(table.changed), 'gains', 'gain')} something"] if table.changed else []
    parts += [f"{counted(table.known, 'is', 'are')} here already"] if table.known else []
    return f"{', '.join(parts)}." if parts else "There is nothing in it that could be taken over."


class ImportDialog(Dialog):
    """Tells what a table holds, line by line what of it cannot be used, and asks. `taken` carries the contacts."""

    taken = Signal(tuple)

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(f"Import “{table.name}”", parent)
        self.setFixedWidth(540)
        self._contacts = (*table.added, *table.changed)
        self.said = plain(outlook(table), "", wrap=True)
        self.column.addWidget(self.said)
        if table.troubles:
            number = len(table.troubles)
            self.column.addWidget(plain(f"Not as it stands there ({number:,})", "strong"))
            self.column.addWidget(_list(table.troubles))
        cancel = button("Cancel" if self._contacts else "Close")
        self.go = button("Take over", "primary")
        self.go.setDefault(True)
        self.go.setVisible(bool(self._contacts))
        row = self.button_row()
        for one in (cancel, self.go):
            row.addWidget(one)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)

    @Slot()
    def _on_go(self) -> None:
        self.taken.emit(self._contacts)
        self.accept()


def _list(troubles: tuple[str, ...]) -> QWidget:
    ground = QWidget()
    ground.setProperty("role", "page")
    column = QVBoxLayout(ground)
    column.setContentsMargins(14, 10, 14, 10)
    column.setSpacing(6)
    for sentence in troubles:
        column.addWidget(plain(sentence, "", wrap=True))
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(ground)
    area.setFixedHeight(min(_MOST_HEIGHT, 34 + 40 * len(troubles)))
    frame = QFrame()
    frame.setProperty("role", "card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(area)
    return frame
