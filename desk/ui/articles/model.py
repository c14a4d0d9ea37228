"""The list's model: pages of rows, read off the window's thread as they are scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from desk.formats.dates import in_words
from desk.library.stopping import Stop
from desk.library.values import ArticleRow, ListPage, State
from desk.library.wanted import Sort, Wanted
from desk.story.house import House
from desk.ui.queue.waiting import Waiting, WaitingRow
from desk.ui.queue.words import handed_in, told
from desk.ui.words import STATES, spoken
from desk.ui.work import Job, Work

PAGE = 100  # rows that are read at once
HITS = 40  # the same where words are searched for, which is done with every key
_FEW = 200  # rows among which it is found out which of them stay
_MOST = 1_000  # rows that are read at once far down
ROW = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


class Rows(Protocol):
    """What the list needs of the library. Called on a worker's thread."""

    def rows(
        self,
        wanted: Wanted = ...,
        after: str = ...,
        limit: int = ...,
        *,
        stop: Stop | None = ...,
    ) -> ListPage:
        """Rows, in this order. Whoever holds `stop` may end it from another thread."""


class ArticleList(QAbstractListModel):
    """Rows of the library under one filter. `filled` says that what the filter finds is shown,
    `failed` carries the error that kept it from being read."""

    changing = Signal()  # others are about to be shown
    filled = Signal()
    failed = Signal(object)

    def __init__(self, rows: Rows, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = rows
        self._work = work
        self._rows: list[ArticleRow] = []
        self._next = ""
        self._reading: Job | None = None
        self._stop = Stop()
        self._begun: tuple[ArticleRow, ...] = ()
        self._found = 0
        self.unread = 0  # articles that the search could not look into yet
        self.filter = Wanted()
        self.house = House()

    @property
    def total(self) -> int:
        """How many there are on all pages."""
        return self._found + sum(1 for row in self._rows if not row.is_kept)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many rows have been read."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the whole row (`ROW`), what to say of it, or its tooltip."""
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or "Untitled"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            now = datetime.now().astimezone()
            return told(row, now, self.house) if isinstance(row, WaitingRow) else spoken(row, now)
        return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, row: ArticleRow) -> str:
        if isinstance(row, WaitingRow):
            return handed_in(row, self.house)
        if not row.is_kept:
            return "Not in the library yet: it goes there by itself, once that can be written"
        changed = in_words(row.updated.astimezone(), "%-d %B %Y, %H:%M")
        return f"{STATES[row.state].capitalize()} · changed {changed} · {row.slug}"

    @property
    def is_whole(self) -> bool:
        """Whether all pages have been read."""
        return not self._next

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether there is a page that has not been read."""
        return not parent.isValid() and bool(self._next) and self._reading is None

    def fetchMore(self, parent: _Index) -> None:
        """Read the next page."""
        if self.canFetchMore(parent):
            # Qt lays all rows out again whenever some are added: so the longer the list, the more at once.
            more = min(_MOST, max(self._page, len(self._rows) // 4))
            self._read(self._next, more, self._on_page)

    def row_of(self, article: str) -> int:
        """Where an article stands, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.id == article), -1)

    @property
    def rows(self) -> Sequence[ArticleRow]:
        """Those that have been read."""
        return self._rows

    def row_at(self, place: int) -> ArticleRow:
        """The row in this place."""
        return self._rows[place]

    def show(self, wanted: Wanted) -> None:
        """Show what is found so. What is still being looked for is stopped."""
        self.filter = wanted
        self._read("", self._page, self._on_first_page)

    def reload(self) -> None:
        """Read again what is shown, because the library changed."""
        self._read("", max(self._page, len(self._rows)), self._on_first_page)

    def show_begun(self, rows: Sequence[ArticleRow]) -> None:
        """Show these as well, that the library does not have yet: before all others, where drafts are listed."""
        if tuple(rows) != self._begun:
            self._begun = tuple(rows)
            self._put(self._with_begun([row for row in self._rows if row.is_kept]))
            self.filled.emit()

    def _with_begun(self, rows: Sequence[ArticleRow]) -> list[ArticleRow]:
        wanted, there = self.filter, {row.id for row in rows}
        usual = not wanted.query and not wanted.binned and not isinstance(wanted, Waiting)
        lists_them = usual and wanted.state in {None, State.DRAFT}
        return [*(row for row in self._begun if lists_them and row.id not in there), *rows]

    @property
    def _page(self) -> int:
        return HITS if self.filter.query else PAGE

    def take_row(self, row: ArticleRow) -> None:
        """An article that is shown was saved: its row is this now, and stands first if times order the list."""
        place = self.row_of(row.id)
        if place < 0 or (self.filter.state not in {None, row.state}) or row.binned is not self.filter.binned:
            return
        old = self._rows[place]
        if isinstance(old, WaitingRow):
            self._take_waiting(place, old, row)
            return
        self._rows[place] = row
        by_time = not self.filter.query and not self.filter.backwards
        if place and by_time and self.filter.sort in {Sort.BEST, Sort.UPDATED}:
            self.beginMoveRows(QModelIndex(), place, place, QModelIndex(), 0)
            self._rows.insert(0, self._rows.pop(place))
            self.endMoveRows()
            place = 0
        self.dataChanged.emit(self.index(place), self.index(place))

    def _take_waiting(self, place: int, old: WaitingRow, row: ArticleRow) -> None:
        if row.state is not old.state:
            self.reload()
            return
        self._rows[place] = old.taking(row)
        self.dataChanged.emit(self.index(place), self.index(place))

    def _read(self, after: str, limit: int, on_done: Any) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._stop.stop()
        wanted, self._stop = self.filter, Stop()
        read = partial(self._library.rows, wanted, after=after, limit=limit, stop=self._stop)
        self._reading = self._work.run(read, on_done, self._on_failed)

    def _on_first_page(self, page: ListPage) -> None:
        self._reading = None
        self._next, self._found, self.unread = page.next, page.total or 0, page.unread
        self._put(self._with_begun(page.rows))
        self.filled.emit()

    def _on_page(self, page: ListPage) -> None:
        self._reading = None
        self._next = page.next
        known = {row.id for row in self._rows}
        self._insert(len(self._rows), [row for row in page.rows if row.id not in known])

    def _on_failed(self, error: Exception) -> None:
        self._reading = None
        self.failed.emit(error)

    def _put(self, rows: Sequence[ArticleRow]) -> None:
        """Show these rows instead; rows that stay keep their selection."""
        self.changing.emit()
        old = self._rows
        shorter = min(len(old), len(rows))
        head = 0
        while head < shorter and old[head].id == rows[head].id:
            head += 1
        tail = 0
        while tail < shorter - head and old[-1 - tail].id == rows[-1 - tail].id:
            tail += 1
        self._exchange(head, len(old) - tail, rows[head : len(rows) - tail])
        before, self._rows = self._rows, list(rows)
        if before != self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def _exchange(self, start: int, stop: int, rows: Sequence[ArticleRow]) -> None:
        """Let these stand from one place to another. Where they are few, those that stay among them stay, too, with
        their selection."""
        if not (0 < stop - start <= _FEW and 0 < len(rows) <= _FEW):
            self._remove(start, stop)
            self._insert(start, rows)
            return
        from difflib import SequenceMatcher  # noqa: PLC0415  not to start

        ids = [row.id for row in self._rows[start:stop]]
        codes = SequenceMatcher(None, ids, [row.id for row in rows], autojunk=False).get_opcodes()
        for tag, first, last, new_first, new_last in reversed(codes):
            if tag != "equal":
                self._remove(start + first, start + last)
                self._insert(start + first, rows[new_first:new_last])

    def _remove(self, start: int, stop: int) -> None:
        if start < stop:
            self.beginRemoveRows(QModelIndex(), start, stop - 1)
            del self._rows[start:stop]
            self.endRemoveRows()

    def _insert(self, at: int, rows: Sequence[ArticleRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self.endInsertRows()
