"""How one gets from one cell to the next, and what is heard of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from desk.story.body import Table, text_of
from desk.story.tables import add_row, even, size
from desk.ui.editor.edits import END
from desk.ui.editor.table.cell import Way
from desk.ui.editor.table.layout import Place

if TYPE_CHECKING:
    from desk.ui.editor.table.editing import TableEditing


class Travel(QObject):
    """Goes from the cell that is edited where somebody wants to."""

    def __init__(self, editing: TableEditing) -> None:
        super().__init__(editing)
        self._editing = editing

    @Slot(object)
    def go(self, way: Way) -> None:
        """Go this way. Tab in the last cell adds a row; arrows leave the table at its ends."""
        now = self._editing.current
        if now is None:
            return
        index, table, place = now
        if place is None:
            return
        match way:
            case Way.OUT:
                self._editing.select()
            case Way.UP | Way.DOWN:
                self._go_across(index, table, place, 1 if way is Way.DOWN else -1)
            case _:
                self._go_along(index, table, place, way)

    def _go_along(self, index: int, table: Table, place: Place, way: Way) -> None:
        """On to the next cell or back to the one before, as one reads."""
        rows, columns = size(table)
        onward = Way.LEFT if self._editing.geometry.layout(table).is_mirrored else Way.RIGHT
        step = 1 if way in {Way.NEXT, onward} else -1
        number = place[0] * columns + place[1] + step
        if 0 <= number < rows * columns:
            self._editing.open(index, divmod(number, columns), 0 if way is onward else END)
        elif way is Way.NEXT:
            self._editing.put(add_row(table, rows), (rows, 0))
        elif way is not Way.PREVIOUS:
            self._editing.gone.emit(step, 0)

    def _go_across(self, index: int, table: Table, place: Place, step: int) -> None:
        """To the cell above or below, where the caret stays as far from the left."""
        cell, (row, column) = self._editing.editor, place
        if cell is None:
            return
        x = cell.cursorRect().left()
        if not 0 <= row + step < size(table)[0]:
            self._editing.gone.emit(step, cell.mapToParent(QPoint(x, 0)).x())
            return
        self._editing.open(index, (row + step, column))
        cell.setTextCursor(cell.cursorForPosition(QPoint(x, cell.viewport().height() if step < 0 else 0)))


def spoken(table: Table, place: Place) -> str:
    """What somebody who does not see the page hears of a cell."""
    rows, columns = size(table)
    row, column = place
    head = text_of(even(table).rows[0][column]) if table.header and row else ""
    where = f"row {row + 1} of {rows}, column {column + 1} of {columns}"
    return f"{head}, {where}" if head else f"Table, {where}"
