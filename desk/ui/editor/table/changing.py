"""What the Table menu does to the active table: each one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from desk.story.body import Table
from desk.story.tables import (
    add_column,
    add_row,
    blank,
    remove_column,
    remove_row,
    size,
    with_header,
)
from desk.ui.editor.commands import Commands
from desk.ui.editor.edits import END, BodyEdits
from desk.ui.editor.table.editing import TableEditing
from desk.ui.editor.table.layout import Place


class TableChanges:
    """Changes rows and columns. Where no cell is edited there is nothing to begin from, and nothing is done."""

    def __init__(self, editing: TableEditing, edits: BodyEdits, page: Commands) -> None:
        self._editing = editing
        self._edits = edits
        self._page = page

    def insert(self, rows: int, columns: int) -> None:
        """A new table behind the block with the caret, which goes into its first cell."""
        self._editing.leave()
        self._page.insert(blank(rows, columns))
        below = self._edits.spot(self._edits.cursor.position()).index
        self._editing.open(below - 1, (0, 0))

    def add_row(self, *, below: bool) -> None:
        """An empty row beside that of the caret, which goes there."""
        if (now := self._here()) is not None:
            table, (row, column) = now
            at = row + below
            self._editing.put(add_row(table, at), (at, column))

    def add_column(self, *, right: bool) -> None:
        """An empty column beside that of the caret, which goes there."""
        if (now := self._here()) is not None:
            table, (row, column) = now
            at = column + (right is not self._editing.geometry.layout(table).is_mirrored)
            self._editing.put(add_column(table, at), (row, at))

    def remove_row(self) -> None:
        """The row of the caret goes, and the table with the last one."""
        self._shrink(remove_row, 0)

    def remove_column(self) -> None:
        """The column of the caret goes, and the table with the last one."""
        self._shrink(remove_column, 1)

    def toggle_header(self) -> None:
        """The first row heads the columns, or is a row like the others."""
        now = self._editing.current
        if now is not None:
            self._editing.exchange(with_header(now[1], on=not now[1].header))

    def remove(self) -> None:
        """The table goes."""
        now = self._editing.current
        if now is not None:
            self._editing.leave()
            self._page.remove(now[0])

    def _here(self) -> tuple[Table, Place] | None:
        now = self._editing.current
        return (now[1], now[2]) if now is not None and now[2] is not None else None

    def _shrink(self, without: Callable[[Table, int], Table | None], axis: int) -> None:
        now = self._here()
        if now is None:
            return
        table, place = now
        after = without(table, place[axis])
        if after is None:
            self.remove()
            return
        rows, columns = size(after)
        self._editing.put(after, (min(place[0], rows - 1), min(place[1], columns - 1)), END)
