"""Tables out of an HTML tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from desk.story.body import Block, Span, Spans, Table, spans

# A cell that claims to span more columns or rows than this is not to be believed.
_WIDEST = 100
_TALLEST = 1000


def read_table(
    element: etree._Element, words: Callable[[etree._Element], tuple[Spans, list[Block]]]
) -> tuple[Table, list[Block]]:
    """The table, every row as long as the longest; and what stood in its cells but is no text."""
    rows: list[list[Spans]] = []
    others: list[Block] = []
    header = False
    hanging: dict[int, int] = {}  # into how many rows more a cell reaches, by its column
    for row in _rows(element):
        cells: list[Spans] = []
        found = [cell for cell in row if cell.tag in {"td", "th"}]
        if not found:
            continue
        reaching, hanging = hanging, {column: rows - 1 for column, rows in hanging.items() if rows > 1}
        for cell in found:
            while len(cells) in reaching:
                cells.append(())
            parts, beside = words(cell)
            others += beside
            for column in range(len(cells), len(cells) + _number(cell, "colspan", _WIDEST)):
                hanging[column] = _number(cell, "rowspan", _TALLEST) - 1
            hanging = {column: rows for column, rows in hanging.items() if rows > 0}
            cells += [parts, *([()] * (_number(cell, "colspan", _WIDEST) - 1))]
        if not rows:
            parent = row.getparent()
            in_head = parent is not None and parent.tag == "thead"
            header = in_head or all(cell.tag == "th" for cell in found)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    return Table(tuple(tuple(row + [()] * (width - len(row))) for row in rows), header), others


def is_layout(element: etree._Element) -> bool:
    """Whether a foreign table only lays out a page: it has one column."""
    return all(
        sum(_number(cell, "colspan", _WIDEST) for cell in row if cell.tag in {"td", "th"}) <= 1
        for row in _rows(element)
    )


def table_lines(table: Table) -> list[Spans]:
    """A table as lines of text."""
    return [spans(*_spaced(row)) for row in table.rows]


def _spaced(row: tuple[Spans, ...]) -> Iterator[Span]:
    for number, cell in enumerate(row):
        if number:
            yield Span(" ")
        yield from cell


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    """The rows of this table, not those of tables inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _number(cell: etree._Element, name: str, most: int) -> int:
    span = cell.get(name, "")
    return min(max(int(span), 1), most) if span.isascii() and span.isdigit() else 1
