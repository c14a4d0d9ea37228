"""A story with a table, and what can be seen of it."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from desk.story.body import Body, Paragraph, Table, spans, text_of
from desk.story.tables import even
from desk.ui.editor.table.cell import CellEditor
from tests.ui.editor.pages import Stage

LAMPS = Table(((spans("Year"), spans("Lamps")), (spans("2025"), spans("12")), (spans("2026"), spans("9"))), header=True)


def around(table: Table = LAMPS) -> Body:
    return Body((Paragraph(spans("Above")), table, Paragraph(spans("Below"))))


def words(table: object) -> list[list[str]]:
    assert isinstance(table, Table)
    return [[text_of(cell) for cell in row] for row in even(table).rows]


def table_of(stage: Stage) -> Table:
    (found,) = (block for block in stage.body.blocks if isinstance(block, Table))
    return found


def cell_of(stage: Stage) -> CellEditor:
    """The view of the cell that is written in. It shows what the story has there, and the page has the keyboard."""
    cell = stage.page.tables.editor
    assert cell is not None
    assert cell.isVisible()
    assert cell.hasFocus()
    assert stage.page.tables.current is not None
    index, table, place = stage.page.tables.current
    assert place is not None
    assert stage.body.blocks[index] is table
    assert even(table).rows[place[0]][place[1]] == cell.words
    assert cell.bridge.read() == cell.bridge.body
    return cell


def place_of(stage: Stage) -> tuple[int, int]:
    cell_of(stage)
    assert stage.page.tables.current is not None
    place = stage.page.tables.current[2]
    assert place is not None
    return place


def ink(image: QImage, area: QRect) -> set[tuple[int, int]]:
    """Where it is dark."""
    return {
        (x, y)
        for y in range(area.top(), area.bottom() + 1)
        for x in range(area.left(), area.right() + 1)
        if image.pixelColor(x, y).lightness() < 150
    }
