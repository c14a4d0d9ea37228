"""What can be done to a table. Pure: every function gives a new table, which shares the cells it did not touch.

All functions take tables as they come, with rows of unlike length, and give them back even.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desk.story.body import Spans, Table

Row = tuple[Spans, ...]

# A cell as spreadsheets put it on the clipboard: in quotes where it holds a tab, a line end or a quote. One that
# only begins with a quotation mark is words like any others.
_TSV_CELL = re.compile(r'(?:"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*))(\t|\n|\Z)')


def blank(rows: int, columns: int, *, header: bool = True) -> Table:
    """An empty table."""
    return Table((((),) * columns,) * rows, header)


def size(table: Table) -> tuple[int, int]:
    """How many rows and columns it has."""
    return len(table.rows), max(map(len, table.rows), default=0)


def even(table: Table) -> Table:
    """The table with all rows as long as the longest one; itself where they are."""
    columns = size(table)[1]
    if all(len(row) == columns for row in table.rows):
        return table
    return replace(table, rows=tuple(row + ((),) * (columns - len(row)) for row in table.rows))


def with_cell(table: Table, row: int, column: int, words: Spans) -> Table:
    """The table with these words in a cell."""
    table = even(table)
    old = table.rows[row]
    changed = (*old[:column], words, *old[column + 1 :])
    return replace(table, rows=(*table.rows[:row], changed, *table.rows[row + 1 :]))


def add_row(table: Table, at: int) -> Table:
    """The table with an empty row before row `at`, or behind the last one."""
    table = even(table)
    return replace(table, rows=(*table.rows[:at], ((),) * size(table)[1], *table.rows[at:]))


def add_column(table: Table, at: int) -> Table:
    """The table with an empty column before column `at`, or behind the last one."""
    return replace(table, rows=tuple((*row[:at], (), *row[at:]) for row in even(table).rows))


def remove_row(table: Table, at: int) -> Table | None:
    """The table without a row; None when nothing is left. The row below a head that goes is no head."""
    rows = even(table).rows
    left = (*rows[:at], *rows[at + 1 :])
    return Table(left, table.header and at > 0) if left else None


def remove_column(table: Table, at: int) -> Table | None:
    """The table without a column; None when nothing is left."""
    if size(table)[1] <= 1:
        return None
    return replace(table, rows=tuple((*row[:at], *row[at + 1 :]) for row in even(table).rows))


def with_header(table: Table, *, on: bool) -> Table:
    """The table with its first row as the head of its columns, or without a head."""
    return replace(table, header=on)


def filled(table: Table, row: int, column: int, cells: Sequence[Sequence[Spans]]) -> Table:
    """The table with these cells from a place on, in as many rows and columns more as they need."""
    rows, columns = size(table)
    rows = max(rows, row + len(cells))
    columns = max(columns, column + max(map(len, cells), default=0))
    grid = [[*line, *[()] * (columns - len(line))] for line in table.rows]
    grid += [[()] * columns for _ in range(rows - len(grid))]
    for down, line in enumerate(cells):
        for right, words in enumerate(line):
            grid[row + down][column + right] = tuple(words)
    return replace(table, rows=tuple(map(tuple, grid)))


def parse_tsv(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of text with a tab between columns, as spreadsheets copy it; a "\\n" in a cell is a line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    rows: list[list[str]] = [[]]
    for found in _TSV_CELL.finditer(text):
        quoted, plain, end = found.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        if end == "\n":
            rows.append([])
        elif not end:
            break
    return tuple(map(tuple, rows))
