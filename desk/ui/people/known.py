"""The left side of the directory: a search, kinds, and the list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from desk.story.directory import Contact, Directory
from desk.ui.dialogs.base import button
from desk.ui.people.choosing import Kind, found, of_kind
from desk.ui.people.listing import ContactDelegate, ContactList
from desk.ui.services import Looks

_BETWEEN = 6  # px


class KnownPane(QWidget):
    """Who is found. `me` is the id of who is signed in."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._directory = Directory()
        self.me = ""
        self.is_filling = False
        self.search = QLineEdit()
        self.search.setProperty("role", "search")
        self.search.setPlaceholderText("Search names, addresses…")
        self.search.setAccessibleName("Search the directory")
        self.search.setClearButtonEnabled(True)
        self.model = ContactList(self)
        self.view = QListView()
        self.view.setProperty("role", "list")
        self.view.setAccessibleName("Who is listed")
        self.view.setModel(self.model)
        self.view.setItemDelegate(ContactDelegate(looks.theme, looks.icons, self.model, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(self._chips())
        frame = QFrame()
        frame.setProperty("role", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.view)
        column.addWidget(frame, 1)
        self.search.textChanged.connect(self._on_wanted)

    def _chips(self) -> QHBoxLayout:
        self.chips: dict[Kind, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(_BETWEEN)
        for kind in Kind:
            chip = button(kind.value, "chip")
            chip.setCheckable(True)
            chip.setChecked(kind is Kind.ALL)
            self._group.addButton(chip)
            self.chips[kind] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self._group.buttonClicked.connect(self._on_wanted)
        return row

    @property
    def kind(self) -> Kind:
        """Which kind is shown."""
        return next(kind for kind, chip in self.chips.items() if chip.isChecked())

    @property
    def chosen(self) -> tuple[Contact, ...]:
        """Who is chosen, in the order of the list."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.model.contacts[row] for row in rows)

    def show_directory(self, directory: Directory, me: str, chosen: Iterable[str]) -> None:
        """Show those of this directory that are wanted; these of them are chosen."""
        self._directory, self.me = directory, me
        self._count()
        self._fill(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other numbers."""
        super().resizeEvent(event)
        self._count()

    def _count(self) -> None:
        """Say of each kind how many there are; of the last ones not, where that would cut the words."""
        for kind, chip in self.chips.items():
            number = len(of_kind(self._directory, kind))
            chip.setText(f"{kind.value} {number:,}" if number else kind.value)
        chips, room = [*self.chips.values()], self.width() - (len(self.chips) - 1) * _BETWEEN
        for kind in reversed(Kind):
            if sum(chip.sizeHint().width() for chip in chips) <= room:
                break
            self.chips[kind].setText(kind.value)

    @Slot()
    def show_all(self) -> None:
        """Look for nobody any more."""
        self.forget_search()
        self._on_wanted()

    def forget_search(self) -> None:
        """The same, before others are shown."""
        self.chips[Kind.ALL].setChecked(True)
        with QSignalBlocker(self.search):
            self.search.clear()

    def choose_ids(self, ids: Iterable[str]) -> None:
        """Let these be chosen, and no others."""
        model, selection = self.model, QItemSelection()
        rows = [row for id_ in ids if id_ and (row := model.row_of(id_)) >= 0]
        for row in rows:
            selection.select(model.index(row), model.index(row))
        chosen = self.view.selectionModel()
        if rows:
            chosen.setCurrentIndex(model.index(rows[-1]), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(model.index(rows[-1]))
        chosen.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _fill(self, chosen: Iterable[str]) -> None:
        self.is_filling = True
        staff = [contact.name for contact in self._directory.staff]
        self.model.show_contacts(found(self._directory, self.kind, self.search.text()), staff, self.me)
        self.choose_ids(chosen)
        self.is_filling = False

    @Slot()
    def _on_wanted(self) -> None:
        before = self.chosen
        self._fill(contact.id for contact in before)
        if self.chosen != before or not before:
            gone = QItemSelection()
            self.view.selectionModel().selectionChanged.emit(gone, gone)
