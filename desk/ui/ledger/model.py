"""The lines of a ledger, read page by page as they come into sight."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desk.formats.dates import in_words, local
from desk.library.ledger_values import By, Key, LedgerRow
from desk.story.house import House
from desk.ui.words import CREDIT_ROLES, STATES
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.library import Library

PAGE = 200  # credits read at once
ROW = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex

# The columns: what they are called, and by what they order. The title is no order: nobody looks for one.
COLUMNS: tuple[tuple[str, By | None], ...] = (
    ("Date", By.DATE),
    ("Name", By.NAME),
    ("Role", By.ROLE),
    ("Place", By.PLACE),
    ("Title", None),
    ("Story", By.STORY),
    ("State", By.STATE),
)


class LedgerModel(QAbstractTableModel):
    """Credits in the order of their keys. `failed` carries the error where some could not be read."""

    failed = Signal(object)

    def __init__(self, library: Library, work: Work, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._work = work
        self.house = house
        self.keys: tuple[Key, ...] = ()
        self._rows: dict[Key, LedgerRow] = {}
        self._asked: set[int] = set()  # pages that are read, or were
        self._generation = 0

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these credits."""
        self.beginResetModel()
        self.keys, self._rows, self._asked = keys, {}, set()
        self._generation += 1
        self.endResetModel()

    def row_at(self, place: int) -> LedgerRow | None:
        """The credit in this place, once it was read."""
        return self._rows.get(self.keys[place])

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.keys)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a column is called."""
        if way is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return COLUMNS[section][0]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell; what was not read yet is empty, and read."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, ROW):
            return None
        row = self.row_at(index.row())
        if row is None:
            self._read(index.row() // PAGE)
            return None
        return row if role == ROW else self.cells(row)[index.column()]

    def cells(self, row: LedgerRow) -> tuple[str, ...]:
        """A line as it is read."""
        day = in_words(local(row.at, self.house), "%-d %b %Y")
        article = row.article
        what = (CREDIT_ROLES[row.role], row.place, row.title, article.title or "Untitled")
        return (day, row.name, *what, STATES[article.state].capitalize())

    def _read(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        keys = self.keys[page * PAGE : (page + 1) * PAGE]
        done = partial(self._on_page, self._generation, page)
        self._work.run(partial(self._library.ledger_page, keys), done, self._on_failed)

    def _on_page(self, generation: int, page: int, rows: dict[Key, LedgerRow]) -> None:
        if generation == self._generation:
            self._rows |= rows
            last = min((page + 1) * PAGE, len(self.keys)) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(COLUMNS) - 1))

    def _on_failed(self, error: Exception) -> None:
        self._asked.clear()
        self.failed.emit(error)
