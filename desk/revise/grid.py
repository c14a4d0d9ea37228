"""Two tables as one: its rows and columns, which of them came and went, and the words of each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.revise.align import align
from desk.revise.runs import Became, Run, Runs, runs, whole
from desk.story.body import Spans, Table, text_of
from desk.story.tables import even


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: SAME, ADDED or REMOVED, and its numbers in the two tables. Cells of one that is the SAME may
    have changed."""

    became: Became
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of both tables, row by row: of each the runs of its words. A cell that is in neither table, where a
    row that went meets a column that came, is empty."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: tuple[tuple[Runs, ...], ...]

    @property
    def runs(self) -> Iterator[Run]:
        """The runs of all cells."""
        for row in self.cells:
            for cell in row:
                yield from cell

    @property
    def rebuilt(self) -> bool:
        """Whether rows or columns came or went."""
        return any(line.became in (Became.ADDED, Became.REMOVED) for line in (*self.rows, *self.columns))


def grid(old: Table, new: Table) -> Grid:
    """Two tables as one."""
    old, new = even(old), even(new)
    rows = _lines([_text(row) for row in old.rows], [_text(row) for row in new.rows])
    columns = _lines(_columns(old), _columns(new))
    cells = tuple(tuple(_cell(old, new, row, column) for column in columns) for row in rows)
    return Grid(rows, columns, cells)


def whole_grid(table: Table, became: Became) -> Grid:
    """A table of which all became the same."""
    table = even(table)
    before, after = became is not Became.ADDED, became in (Became.ADDED, Became.SAME)
    rows, columns = (
        tuple(Line(became, at if before else None, at if after else None) for at in range(count))
        for count in (len(table.rows), len(table.rows[0]) if table.rows else 0)
    )
    return Grid(rows, columns, tuple(tuple(whole(became, cell) for cell in row) for row in table.rows))


def _text(cells: Sequence[Spans]) -> str:
    return "\n".join(map(text_of, cells))


def _columns(table: Table) -> list[str]:
    return [_text(column) for column in zip(*table.rows, strict=True)]


def _lines(old: Sequence[str], new: Sequence[str]) -> tuple[Line, ...]:
    """Rows or columns in order: those that are each other's, and between them as many as can be by their place."""
    found: list[Line] = []
    i = j = 0
    for stop, end in [*align(old, new).pairs, (len(old), len(new))]:
        if stop - i == end - j:
            found += [Line(Became.SAME, i + n, j + n) for n in range(stop - i)]
        else:
            found += [Line(Became.REMOVED, at, None) for at in range(i, stop)]
            found += [Line(Became.ADDED, None, at) for at in range(j, end)]
        if stop < len(old) and end < len(new):
            found.append(Line(Became.SAME, stop, end))
        i, j = stop + 1, end + 1
    return tuple(found)


def _cell(old: Table, new: Table, row: Line, column: Line) -> Runs:
    was = None if row.before is None or column.before is None else old.rows[row.before][column.before]
    now = None if row.after is None or column.after is None else new.rows[row.after][column.after]
    if was is None:
        return () if now is None else whole(Became.ADDED, now)
    return whole(Became.REMOVED, was) if now is None else runs(was, now)
