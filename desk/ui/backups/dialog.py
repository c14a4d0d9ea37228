"""The list of backups: which there are, and what can be done with one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk.formats.dates import in_words
from desk.library.backup import ROOM, back_up, reading, room_of
from desk.library.backup_names import BY_HAND, Backup, backups_of, folder_of
from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.dialogs.files import file_dialog
from desk.ui.roles import set_role
from desk.ui.work import Work

_WHERE = (
    "Desk keeps a backup of every hour for a day, of every day for a month, and one of every month. "
    "To open one changes nothing."
)
_GB = 1_000_000_000
_ROOMS = (1, 2, 5, 10, 20, 50, 100)  # gigabytes that are offered
_WHY = {"": "", BY_HAND: "made by hand", "replaced": "as it was when a backup took its place"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup as it is listed. `articles` is -1 where it cannot be read."""

    backup: Backup
    articles: int


def listed(library: Path) -> tuple[Listed, ...]:
    """The backups of a library with their articles. For a worker's thread."""
    return tuple(Listed(one, _articles(one.path)) for one in backups_of(library))


def _articles(path: Path) -> int:
    import sqlite3  # noqa: PLC0415

    try:
        with closing(reading(path, still=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles WHERE NOT binned").fetchone()[0])
    except (sqlite3.Error, OSError):
        return -1


class BackupsDialog(Dialog):
    """Shows the backups of a library. `open_requested` carries the path of the one that should be looked into."""

    open_requested = Signal(Path)
    room_chosen = Signal(object)  # bytes: more than Qt has in an int

    def __init__(self, library: Path, work: Work, parent: QWidget | None = None) -> None:
        super().__init__("Backups", parent)
        self.setMinimumWidth(640)
        self._library = library
        self._work = work
        self._listed: tuple[Listed, ...] = ()
        self.column.addWidget(plain(_WHERE, "muted", wrap=True))
        self.table = self._make_table()
        self.column.addWidget(self.table, 1)
        self.room = QComboBox()
        self.room.setAccessibleName("Room for backups")
        self.room.setEnabled(False)  # until it is known how much they may take now
        for gigabytes in _ROOMS:
            self.room.addItem(f"{gigabytes} GB", gigabytes * _GB)
        self.room.setCurrentIndex(self.room.findData(ROOM))
        line = QHBoxLayout()
        line.addWidget(plain("The backups made by themselves take at most", "muted"))
        line.addWidget(self.room)
        line.addStretch(1)
        self.column.addLayout(line)
        self.said = plain("Looking for backups…", "muted", wrap=True)
        self.column.addWidget(self.said)
        self.make = button("Make one now")
        self.other = button("Another file…")
        self.folder = button("Show the folder")
        self.open_ = button("Open", "primary")
        self.open_.setDefault(True)
        row = self.button_row()
        for one in (self.make, self.other, self.folder, self.open_):
            row.addWidget(one)
        row.insertWidget(0, self.make)
        self.make.clicked.connect(self._on_make)
        self.other.clicked.connect(self._on_other)
        self.folder.clicked.connect(self._on_folder)
        self.open_.clicked.connect(self._on_open)
        self.table.itemDoubleClicked.connect(self._on_open)
        self.table.itemSelectionChanged.connect(self._on_selection)
        self._on_selection()
        self._work.run(partial(room_of, library), self._show_room)
        self._read()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4, self)
        table.setAccessibleName("Backups")
        table.setHorizontalHeaderLabels(["Made", "Articles", "Size", ""])
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            heading = table.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in range(3):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(260)
        return table

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self._listed[rows[0].row()].backup if rows else None

    def _read(self) -> None:
        self._work.run(partial(listed, self._library), self._show, self._on_failed)

    def _show_room(self, room: int) -> None:
        if self.room.findData(room) < 0:  # said on the command line
            self.room.addItem(said_size(room), room)
        self.room.setCurrentIndex(self.room.findData(room))
        self.room.activated.connect(self._on_room)
        self.room.setEnabled(True)

    @Slot()
    def _on_room(self) -> None:
        self.room_chosen.emit(self.room.currentData())

    def _show(self, found: tuple[Listed, ...]) -> None:
        self._listed = found
        self.table.setRowCount(len(found))
        now = datetime.now().astimezone()
        for line, one in enumerate(found):
            articles = f"{one.articles:,}" if one.articles >= 0 else "cannot be read"
            cells = (said_at(one.backup.at, now), articles, said_size(one.backup.size), said_why(one.backup.why))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column in {1, 2}:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(line, column, item)
        self._say("" if found else "There is no backup yet. The first one is made soon after the window opens.")
        if found:
            self.table.selectRow(0)
            self.table.setFocus()
        self.folder.setEnabled(folder_of(self._library).is_dir())

    def _say(self, sentence: str, role: str = "muted") -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        set_role(self.said, role)

    def _on_failed(self, error: Exception) -> None:
        self.make.setEnabled(True)
        self._say(str(error), "error")

    @Slot()
    def _on_selection(self) -> None:
        self.open_.setEnabled(self.chosen is not None)

    @Slot()
    def _on_make(self) -> None:
        self.make.setEnabled(False)
        self._say("Making a backup…")
        self._work.run(partial(back_up, self._library, BY_HAND), self._on_made, self._on_failed)

    def _on_made(self, _made: Backup) -> None:
        self.make.setEnabled(True)
        self._read()

    @Slot()
    def _on_other(self) -> None:
        dialog = file_dialog(self, "Open a backup", self._library.parent, "Desk libraries (*.desk);;All files (*)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_other_chosen)
        dialog.open()

    @Slot(str)
    def _on_other_chosen(self, name: str) -> None:
        self.accept()
        self.open_requested.emit(Path(name))

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder_of(self._library))))

    @Slot()
    def _on_open(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.accept()
            self.open_requested.emit(chosen.path)


def said_at(at: datetime, now: datetime) -> str:
    """When a backup was made, as people say it."""
    here = at.astimezone()
    days = (now.date() - here.date()).days
    day = {0: "Today", 1: "Yesterday"}.get(days) or in_words(here, "%A %-d %B %Y")
    return f"{day}, {here:%H:%M}"


def said_size(size: int) -> str:
    """Bytes as people say them."""
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{max(size, 100_000) / 1e6:.1f} MB"


def said_why(why: str) -> str:
    """Why a backup was made, as people say it; nothing for those that are made by themselves."""
    return "before Desk was updated" if why.startswith("before schema") else _WHY.get(why, why)
