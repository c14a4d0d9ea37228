"""Tables from the window's menus: the size picker, the bar, the commands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from desk.story.body import Body, Embed, Mark, Paragraph, Rule, Table, spans, text_of
from desk.story.story import Story
from desk.story.tables import blank
from desk.ui.editor.table.picker import SizePicker
from desk.ui.table_tool import IN_MENU
from tests.ui.desk_window import WAIT, DeskWindow

Key = Qt.Key
LAMPS = Table(((spans("Year"), spans("Lamps")), (spans("2025"), spans("12"))), header=True)
BODY = Body((Paragraph(spans("Above")), LAMPS, Paragraph(spans("Below"))))


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    """A story with a table is open, and the caret is in its second row."""
    row = desk_window.library.create(Story(headline="Lamps", body=BODY)).result(10)
    desk_window.open(row.id)
    desk_window.window.activateWindow()
    desk_window.room.page.tables.open(1, (1, 0))
    return desk_window


def table(desk: DeskWindow) -> Table | None:
    found = [block for block in desk.room.manuscript.story.body.blocks if isinstance(block, Table)]
    return found[0] if found else None


def cell_of(desk: DeskWindow) -> QWidget:
    editor = desk.room.page.tables.editor
    assert editor is not None
    return editor


def words(desk: DeskWindow) -> list[list[str]]:
    now = table(desk)
    assert now is not None
    return [[text_of(cell) for cell in row] for row in now.rows]


def undo(desk: DeskWindow) -> None:
    desk.do("undo")
    assert desk.room.manuscript.story.body == BODY


def said(desk: DeskWindow, kind: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.toolbar.blocks.text() == kind, timeout=WAIT)


def focused() -> object:
    return QApplication.focusWidget()


def test_rows_and_columns_come_and_go_each_as_one_step(desk: DeskWindow) -> None:
    for action, rows in {
        "row_above": [["Year", "Lamps"], ["", ""], ["2025", "12"]],
        "row_below": [["Year", "Lamps"], ["2025", "12"], ["", ""]],
        "column_left": [["", "Year", "Lamps"], ["", "2025", "12"]],
        "column_right": [["Year", "", "Lamps"], ["2025", "", "12"]],
        "remove_row": [["Year", "Lamps"]],
        "remove_column": [["Lamps"], ["12"]],
    }.items():
        desk.do(action)
        assert words(desk) == rows, action
        assert focused() is desk.room.page.tables.editor, action
        undo(desk)
        assert desk.room.page.tables.current is not None
        assert desk.room.page.tables.current[2] == (1, 0), action
    desk.do("remove_row")
    desk.do("remove_row")
    assert table(desk) is None, "with its last row it goes"
    assert focused() is desk.room.page


def test_the_head_is_put_on_and_off(desk: DeskWindow) -> None:
    action = desk.window.actions_["header_row"]
    assert action.isChecked()
    desk.do("header_row")
    assert table(desk) == Table(LAMPS.rows)
    assert not action.isChecked()
    QTest.keyClick(cell_of(desk), Key.Key_Escape)
    desk.do("header_row")
    assert table(desk) == LAMPS
    assert action.isChecked()
    assert desk.room.page.edits.selected_object() == 1, "it is still selected"


def test_commands_are_there_where_they_make_sense(desk: DeskWindow) -> None:
    actions = desk.window.actions_
    names = [name for name in IN_MENU if name]
    assert all(actions[name].isEnabled() for name in names)
    QTest.keyClick(cell_of(desk), Key.Key_Escape)
    assert [name for name in names if actions[name].isEnabled()] == ["header_row", "remove_table"]
    desk.do("remove_table")
    assert table(desk) is None
    desk.qtbot.waitUntil(lambda: not any(actions[name].isEnabled() for name in names))
    undo(desk)


def test_a_new_table_is_as_large_as_was_shown_with_the_keys(desk: DeskWindow) -> None:
    page = desk.room.page
    page.put_caret(2, 2)
    desk.do("insert_table")
    grid = focused()
    assert grid is not None
    for key in (Key.Key_Left, Key.Key_Down, Key.Key_Down, Key.Key_Return):
        QTest.keyClick(grid, key)  # type: ignore[call-overload]
    assert desk.room.manuscript.story.body.blocks[1] == blank(5, 2)
    editor = page.tables.editor
    assert editor is not None
    assert focused() is editor
    QTest.keyClicks(editor, "First")
    assert words(desk)[0] == ["First", ""]
    for _ in range(2):
        desk.do("undo")
    assert desk.room.manuscript.story.body == BODY


def test_the_picker_takes_the_mouse_and_escape(desk: DeskWindow) -> None:
    page = desk.room.page
    page.put_caret(0, 0)
    desk.do("insert_table")
    (picker,) = page.findChildren(SizePicker)
    assert page.viewport().rect().contains(picker.geometry())
    QTest.mouseMove(picker.grid, QPoint(25, 46))
    assert picker.label.text() == "3 rows, 2 columns"
    QTest.keyClick(picker.grid, Key.Key_Escape)
    assert focused() is page
    assert desk.room.manuscript.story.body == BODY
    desk.do("insert_table")
    (picker,) = (one for one in page.findChildren(SizePicker) if one.isVisible())
    QTest.mouseClick(picker.grid, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert desk.room.manuscript.story.body.blocks[1] == blank(1, 1)


def test_the_bar_stands_over_the_table_and_does_what_it_says(desk: DeskWindow) -> None:
    bar, page = desk.room.tools.tables.bar, desk.room.page
    assert bar.isVisible()
    box = page.tables.box
    assert box is not None
    assert not bar.geometry().intersects(box.toRect())
    button = next(one for one in bar.findChildren(QToolButton) if one.accessibleName() == "Row Below")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(words(desk)) == 3
    assert focused() is page.tables.editor, "the keyboard stays in the cell"
    page.put_caret(0, 0)
    assert not bar.isVisible()


def test_the_menu_of_a_cell_offers_rows_and_columns(desk: DeskWindow) -> None:
    asked: list[QMenu] = []
    desk.room.page.tables.menu_requested.connect(asked.append)
    editor = desk.room.page.tables.editor
    assert editor is not None
    menu = QMenu(editor)
    editor.menu_requested.emit(menu)
    assert asked == [menu]
    titles = [action.text() for action in menu.actions()]
    assert "Row Above" in titles
    assert "Remove the Table" in titles


def test_bold_in_a_cell_shows_in_the_toolbar(desk: DeskWindow) -> None:
    desk.do("bold")
    editor = desk.room.page.tables.editor
    assert editor is not None
    QTest.keyClicks(editor, "new")
    now = table(desk)
    assert now is not None
    assert now.rows[1][0][0].marks == {Mark.STRONG}
    desk.qtbot.waitUntil(desk.window.actions_["bold"].isChecked)


def test_the_toolbar_says_what_the_caret_is_at(desk: DeskWindow) -> None:
    page, manuscript = desk.room.page, desk.room.manuscript
    things = (Rule(), Embed("https://port.example", "Film"), LAMPS)
    manuscript.edit(replace(manuscript.story, body=Body((*things, *BODY.blocks))), None)
    page.setFocus()
    for number, title in enumerate(("Rule", "Embed", "Table")):
        page.edits.select_object(page.document().findBlockByNumber(number))
        said(desk, title)
    page.put_caret(place := page.document().find("Above").selectionEnd(), place)
    said(desk, "Paragraph")
    page.tables.open(4, (1, 0))
    said(desk, "Table")
