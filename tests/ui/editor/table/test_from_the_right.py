"""A table whose words are read from the right has its first column there, as it prints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from desk.story.body import Body, Table, spans
from desk.ui.editor.table.changing import TableChanges
from tests.ui.editor.pages import Key, Stage
from tests.ui.editor.table.tables import around, cell_of, ink, place_of, table_of, words

On = Callable[[Body], Stage]
HEBREW = Table(((spans("שנה"), spans("מנורות")), (spans("2025"), spans("12"))), header=True)


@pytest.fixture
def lamps(on_page: On) -> Stage:
    stage = on_page(around(HEBREW))
    stage.behind("Above")
    stage.press(Key.Key_Right)
    return stage


def middle(stage: Stage, row: int, column: int) -> QPoint:
    tables = stage.page.tables
    layout = tables.geometry.layout(table_of(stage))
    return layout.box((row, column)).translated(tables.geometry.corner(1, layout)).center().toPoint()


def test_its_first_column_stands_at_the_right(on_page: On) -> None:
    stage = on_page(around(HEBREW))
    tables = stage.page.tables
    layout = tables.geometry.layout(table_of(stage))
    first, second = layout.box((0, 0)), layout.box((0, 1))
    assert second.left() == 0
    assert second.right() == first.left()
    assert first.right() == layout.size.width()
    image: QImage = stage.page.viewport().grab().toImage()
    corner = tables.geometry.corner(1, layout)
    for column in (0, 1):
        assert ink(image, layout.inner((0, column)).translated(corner).toRect())


def test_a_click_and_the_keys_go_where_they_point(lamps: Stage) -> None:
    QTest.mouseClick(lamps.page.viewport(), Qt.MouseButton.LeftButton, pos=middle(lamps, 0, 0))
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_End, Key.Key_Left)
    assert place_of(lamps) == (0, 1)
    lamps.press(Key.Key_Home, Key.Key_Right)
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_Tab)
    assert place_of(lamps) == (0, 1)
    box = cell_of(lamps).geometry()
    assert box.contains(middle(lamps, 0, 1))


def test_a_column_at_the_left_is_the_next_one(lamps: Stage) -> None:
    assert place_of(lamps) == (0, 0)
    page = lamps.page
    TableChanges(page.tables, page.edits, page.commands).add_column(right=False)
    assert words(table_of(lamps)) == [["שנה", "", "מנורות"], ["2025", "", "12"]]


def test_it_turns_round_with_its_first_letter(on_page: On) -> None:
    stage = on_page(around(Table(((spans(), spans()), (spans("1"), spans("2"))), header=True)))
    stage.behind("Above")
    stage.press(Key.Key_Right)
    before = middle(stage, 1, 0).x()
    stage.type("a", cell_of(stage))
    assert middle(stage, 1, 0).x() == before
    stage.press(Key.Key_Backspace)
    cell_of(stage).insertPlainText("ש")
    assert middle(stage, 1, 0).x() > before
    assert cell_of(stage).geometry().contains(middle(stage, 0, 0))


def start(stage: Stage, row: int, column: int) -> float:
    """How far the words of a cell are from the right edge of its room."""
    layout = stage.page.tables.geometry.layout(table_of(stage))
    line = layout.cells[row][column].layout.lineAt(0)
    return layout.inner((row, column)).width() - line.naturalTextRect().right()


def test_numbers_stand_on_the_side_of_the_words(lamps: Stage) -> None:
    assert start(lamps, 1, 0) == pytest.approx(0, abs=1)
    lamps.press(Key.Key_Tab, Key.Key_Tab)
    assert place_of(lamps) == (1, 0)
    cell = cell_of(lamps)
    line = cell.document().firstBlock().layout().lineAt(0)
    assert line.naturalTextRect().right() > cell.viewport().width() / 2, "while they are edited, too"
    lamps.press(Key.Key_End)
    lamps.type("a", cell)
    lamps.press(Key.Key_Home)
    lamps.type("b", cell)
    assert start(lamps, 1, 0) > 10, "letters that are read from the left begin there"


def test_a_table_without_words_is_read_as_its_story(on_page: On) -> None:
    numbers = Table(((spans("1"), spans("2")), (spans("3"), spans("4"))))
    stage = on_page(around(numbers))
    left = middle(stage, 0, 0).x()
    assert start(stage, 0, 0) > 10
    stage.manuscript.edit(replace(stage.story, language="he"), None)
    assert middle(stage, 0, 0).x() > left
    assert start(stage, 0, 0) == pytest.approx(0, abs=1)
    stage.open(replace(stage.story, language="en-GB"))
    assert middle(stage, 0, 0).x() == left
