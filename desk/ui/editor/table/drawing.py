"""Draws a table on the page, as it will print: hairlines between the rows, a stronger one under the head."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from desk.story.body import Table
from desk.ui.editor.layers import Layers
from desk.ui.editor.table.layout import CellText, Place, TableLayout, TableLayouts
from desk.ui.tokens import Tokens

RING = 2  # px, around the cell that is edited


class TablePainter:
    """Draws tables, and the marks upon their words."""

    def __init__(self, layouts: TableLayouts, layers: Layers) -> None:
        self.layouts = layouts
        self._layers = layers

    def draw(self, painter: QPainter, rect: QRectF, table: Table, tokens: Tokens) -> None:
        """Draw the rows that are to be seen of a table into the room that it takes."""
        layout = self.layouts.get(table, round(rect.width()))
        painter.translate(rect.topLeft().toPoint())  # whole pixels, so that a cell looks the same while it is edited
        seen = painter.clipBoundingRect() if painter.hasClipping() else QRectF(QPointF(), rect.size())
        rows = layout.rows_in(seen.top(), seen.bottom())
        for row in rows:
            _draw_lines(painter, layout, row, tokens)
            for column, cell in enumerate(layout.cells[row]):
                self._draw_cell(painter, cell, layout.inner((row, column)).topLeft(), tokens)
        if not rows:
            painter.setPen(QPen(tokens.color("line"), 1))
            painter.drawRect(QRectF(0.5, 0.5, rect.width() - 1, rect.height() - 1))

    def _draw_cell(self, painter: QPainter, cell: CellText, at: QPointF, tokens: Tokens) -> None:
        if self._layers:
            self._layers.paint_text(painter, cell.text, cell.layout, at, tokens, grounds=True)
        painter.setPen(tokens.color("ink"))
        cell.layout.draw(painter, at)
        if self._layers:
            self._layers.paint_text(painter, cell.text, cell.layout, at, tokens, grounds=False)


def draw_guides(painter: QPainter, corner: QPointF, layout: TableLayout, tokens: Tokens) -> None:
    """Draw where the columns of the table that is edited part, which on paper is only felt."""
    painter.setPen(QPen(tokens.color("line"), 1))
    for edge in layout.across[1:-1]:
        x = corner.x() + (layout.across[-1] - edge if layout.is_mirrored else edge) + 0.5
        painter.drawLine(QLineF(x, corner.y(), x, corner.y() + layout.down[-1]))


def draw_ring(painter: QPainter, corner: QPointF, layout: TableLayout, place: Place, tokens: Tokens) -> None:
    """Draw a ring around the cell that is edited."""
    box = layout.box(place).translated(corner)
    painter.setPen(QPen(tokens.color("accent"), RING))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, 0.5, 0.5), 3, 3)


def _draw_lines(painter: QPainter, layout: TableLayout, row: int, tokens: Tokens) -> None:
    width = layout.across[-1]
    if row == 0:
        painter.setPen(QPen(tokens.color("line"), 1))
        painter.drawLine(QLineF(0, 0.5, width, 0.5))
    head = layout.table.header and row == 0
    painter.setPen(QPen(tokens.color("muted" if head else "line"), 1))
    bottom = layout.down[row + 1] + 0.5
    painter.drawLine(QLineF(0, bottom, width, bottom))
