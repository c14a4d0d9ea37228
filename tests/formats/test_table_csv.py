"""Tables that spreadsheets read as they are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.formats.table_csv import csv_table


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(cells, cells), max_size=5))
@settings(max_examples=50)
def test_a_table_is_read_as_it_was_written_but_for_formulas(rows: list[tuple[str, str]]) -> None:
    found = read(csv_table(("one", "two"), rows))
    assert found[0] == ["one", "two"]
    assert [[cell.removeprefix("'") for cell in row] for row in found[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uff1d1"])
def test_nothing_is_taken_for_a_formula(cell: str) -> None:
    assert read(csv_table(("a",), [(cell,)]))[1] == [f"'{cell}"]


def test_lines_end_and_quotes_are_doubled_as_rfc_4180_has_it() -> None:
    assert csv_table(("a", "b"), [("1,2", 'say "so"'), ("line\nline", "")]) == (
        'a,b\r\n"1,2","say ""so"""\r\n"line\nline",\r\n'
    )
