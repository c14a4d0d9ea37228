"""What can be done to a table."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.formats.html_write import table_html
from desk.formats.markdown import read_body, write_body
from desk.story.body import Body, Table, spans
from desk.story.tables import (
    add_column,
    add_row,
    blank,
    even,
    filled,
    parse_tsv,
    remove_column,
    remove_row,
    size,
    with_cell,
    with_header,
)
from tests.formats.bodies import all_spans, tables

ragged = st.builds(
    Table, st.lists(st.lists(all_spans, max_size=3).map(tuple), min_size=1, max_size=4).map(tuple), st.booleans()
)


@st.composite
def places(draw: st.DrawFn) -> tuple[Table, int, int]:
    table = draw(tables)
    rows, columns = size(table)
    return table, draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))


def is_even(table: Table) -> bool:
    return len({len(row) for row in table.rows}) <= 1


@settings(max_examples=35)
@given(tables)
def test_an_even_table_is_itself(table: Table) -> None:
    assert even(table) is table


@settings(max_examples=35)
@given(ragged, st.data())
def test_whatever_is_done_gives_rows_of_one_length(table: Table, data: st.DataObject) -> None:
    rows, columns = size(table)
    row, column = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, max(0, columns - 1)))
    for made in (even(table), add_row(table, row), add_column(table, column), remove_row(table, row)):
        assert made is None or is_even(made)
    if columns:
        assert is_even(with_cell(table, row, column, spans("x")))
        assert is_even(filled(table, row, column, ((spans("a"), spans("b")), (spans("c"),))))


@settings(max_examples=35)
@given(places())
def test_a_row_that_was_added_is_empty_and_goes_again(where: tuple[Table, int, int]) -> None:
    table, row, _ = where
    made = add_row(table, row)
    assert size(made) == (size(table)[0] + 1, size(table)[1])
    assert not any(made.rows[row])
    back = remove_row(made, row)
    assert back is not None
    assert back.rows == table.rows
    assert back.header == (table.header and row > 0)


@settings(max_examples=35)
@given(places())
def test_a_column_that_was_added_is_empty_and_goes_again(where: tuple[Table, int, int]) -> None:
    table, _, column = where
    made = add_column(table, column)
    assert all(row[column] == () for row in made.rows)
    assert remove_column(made, column) == table


@settings(max_examples=35)
@given(places(), all_spans)
def test_a_cell_is_written_and_all_others_are_shared(where: tuple[Table, int, int], words: object) -> None:
    table, row, column = where
    made = with_cell(table, row, column, words)  # type: ignore[arg-type]
    assert made.rows[row][column] == words
    for number, line in enumerate(made.rows):
        assert all(cell is table.rows[number][at] for at, cell in enumerate(line) if (number, at) != (row, column))


def test_with_the_last_row_or_column_the_table_goes() -> None:
    assert remove_row(blank(1, 3), 0) is None
    assert remove_column(blank(3, 1), 0) is None


def test_the_row_below_a_head_that_goes_is_no_head() -> None:
    table = Table(((spans("Year"),), (spans("2025"),)), header=True)
    assert remove_row(table, 0) == Table(((spans("2025"),),), header=False)
    assert remove_row(table, 1) == Table(((spans("Year"),),), header=True)
    assert with_header(table, on=False).rows == table.rows


def test_cells_fill_a_table_beyond_its_ends() -> None:
    table = Table(((spans("a"), spans("b")), (spans("c"), spans("d"))), header=True)
    made = filled(table, 1, 1, ((spans("1"), spans("2")), (spans("3"),)))
    words = [["".join(span.text for span in cell) for cell in row] for row in made.rows]
    assert words == [["a", "b", ""], ["c", "1", "2"], ["", "3", ""]]
    assert made.header


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\r", codec="utf-8")), min_size=2), min_size=1))
def test_what_a_spreadsheet_copies_is_read_as_it_was(rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(rows)
    assert [list(row) for row in parse_tsv(written.getvalue())] == rows


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"No," she said\tnow', (('"No," she said', "now"),)),
        ('5" pipe\t"one\ntwo"', (('5" pipe', "one\ntwo"),)),
        ("\t\n\t", (("", ""), ("", ""))),
    ],
)
def test_quotation_marks_of_words_are_words(text: str, cells: tuple[tuple[str, ...], ...]) -> None:
    assert parse_tsv(text) == cells


@settings(max_examples=35)
@given(places())
def test_tables_that_were_changed_are_kept_and_printed_whole(where: tuple[Table, int, int]) -> None:
    table, row, column = where
    for made in (add_row(table, row), add_column(table, column), with_header(table, on=not table.header)):
        assert read_body(write_body(Body((made,)))) == Body((made,))
        html = table_html(made)
        assert html.count("<tr>") == size(made)[0]
        assert html.count("<td") + html.count("<th ") == size(made)[0] * size(made)[1]
