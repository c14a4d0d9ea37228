"""Where the tables of a page stand in its viewport."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF

from desk.story.body import Table
from desk.ui.editor.lines import Part
from desk.ui.editor.styles import part_of
from desk.ui.editor.table.layout import Place, TableLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextLayout

    from desk.ui.editor.body_view import BodyView
    from desk.ui.editor.objects import BlockObjects


@dataclass(frozen=True, slots=True)
class DrawnCells:
    """The cells of a table as they are drawn upon a line; `corner` is counted from the layout of the line. It is
    `Cells`."""

    layout: TableLayout
    corner: tuple[float, float]

    def words(self, number: int) -> tuple[QTextLayout, QPointF] | None:
        """The words of a cell, and where they begin. Rows need not have the same number of cells."""
        for row, cells in enumerate(self.layout.table.rows):
            if number < len(cells):
                at = self.layout.inner((row, number)).topLeft() + QPointF(*self.corner)
                return self.layout.cells[row][number].layout, at
            number -= len(cells)
        return None


class TableGeometry:
    """Finds tables of one view by the number of their block, or by a point of the viewport."""

    def __init__(self, view: BodyView, objects: BlockObjects) -> None:
        self._view = view
        self._objects = objects

    @property
    def width(self) -> int:
        """The width of the column that tables fill, in px."""
        return self._objects.width

    def table(self, index: int | None) -> Table | None:
        """The table of this block, or None where that is another thing."""
        blocks = self._view.bridge.body.blocks
        block = blocks[index] if index is not None and 0 <= index < len(blocks) else None
        return block if isinstance(block, Table) else None

    def line(self, index: int) -> QTextBlock:
        """The line of the document in which a block begins."""
        return self._view.document().findBlockByNumber(self._view.bridge.first_line(index))

    def layout(self, table: Table) -> TableLayout:
        """Where the cells of a table stand."""
        return self._objects.table_layout(table)

    def corner(self, index: int, layout: TableLayout) -> QPointF:
        """The upper left corner of a block's table, on the pixel to which it is drawn."""
        block = self.line(index)
        self._view.document().documentLayout().blockBoundingRect(block)  # lays it out, where it is not
        line = block.layout().lineAt(0)
        origin = block.layout().position() - QPointF(0, self._view.verticalScrollBar().value())
        corner = origin + QPointF(line.x(), line.y() + line.ascent() - layout.size.height())
        return QPointF(corner.toPoint())

    def drawn(self, block: QTextBlock) -> DrawnCells | None:
        """The cells upon a line that is laid out, if a table is drawn there."""
        table = self.table(self._view.bridge.block_index(block.blockNumber()))
        if table is None or not block.layout().lineCount():
            return None
        layout, line, place = self.layout(table), block.layout().lineAt(0), block.layout().position()
        corner = QPointF((place + QPointF(line.x(), line.y() + line.ascent() - layout.size.height())).toPoint()) - place
        return DrawnCells(layout, corner.toTuple())

    def box(self, index: int, table: Table) -> QRectF:
        """Where a block's table stands."""
        layout = self.layout(table)
        return QRectF(self.corner(index, layout), layout.size)

    def cell_at(self, point: QPoint) -> tuple[int, Place] | None:
        """The table and the cell at a point, if there is one."""
        block = self._view.cursorForPosition(point).block()
        index = self._view.bridge.block_index(block.blockNumber())
        table = self.table(index)
        if table is None or part_of(block.blockFormat()) is not Part.OBJECT:
            return None
        layout = self.layout(table)
        inside = QPointF(point) - self.corner(index, layout)
        return (index, layout.at(inside)) if QRectF(QPointF(), layout.size).contains(inside) else None

    def column_at(self, index: int, across: int) -> int:
        """The column of a block's table at a place across the viewport."""
        table = self.table(index)
        if table is None:
            return 0
        layout = self.layout(table)
        return layout.at(QPointF(across, 0) - self.corner(index, layout))[1]
