"""Writing in the cells of a table, as a person does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.body import Body, Embed, Mark, Paragraph, Rule, Span, Table, spans
from desk.story.story import Story
from desk.story.tables import blank
from desk.ui.editor.layers import Marked, Stroke
from desk.ui.theme import Scheme, Theme
from desk.ui.undo import CellCaret
from tests.formats.bodies import link, strong
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage
from tests.ui.editor.table.tables import LAMPS, around, cell_of, ink, place_of, table_of, words

On = Callable[[Body], Stage]


@pytest.fixture
def lamps(on_page: On) -> Stage:
    """The caret is in the first cell."""
    stage = on_page(around())
    stage.behind("Above")
    stage.press(Key.Key_Right)
    return stage


def spot(stage: Stage, row: int, column: int) -> QPoint:
    """The middle of a cell, on the page."""
    layout = stage.page.tables.geometry.layout(table_of(stage))
    corner = stage.page.tables.geometry.corner(1, layout)
    return layout.box((row, column)).translated(corner).center().toPoint()


def click(stage: Stage, row: int, column: int) -> None:
    QTest.mouseClick(stage.page.viewport(), Qt.MouseButton.LeftButton, pos=spot(stage, row, column))


def test_a_click_goes_into_the_cell(on_page: On) -> None:
    stage = on_page(around())
    click(stage, 1, 1)
    assert place_of(stage) == (1, 1)
    stage.press(Key.Key_End)
    stage.type(" or so", cell_of(stage))
    assert words(table_of(stage)) == [["Year", "Lamps"], ["2025", "12 or so"], ["2026", "9"]]


def test_a_drag_that_begins_in_a_cell_selects_its_words(on_page: On) -> None:
    stage = on_page(around())
    viewport, start = stage.page.viewport(), spot(stage, 0, 1)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, start - QPoint(200, 0))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start - QPoint(200, 0))
    assert cell_of(stage).textCursor().selectedText() == "Lamps"
    click(stage, 2, 0)
    assert place_of(stage) == (2, 0), "the mouse is the page's again"


def test_tab_goes_on_and_back_and_adds_a_row_at_the_end(lamps: Stage) -> None:
    for place in ((0, 1), (1, 0)):
        lamps.press(Key.Key_Tab)
        assert place_of(lamps) == place
    lamps.press(Key.Key_Backtab, mod=Shift)
    assert place_of(lamps) == (0, 1)
    lamps.press(*[Key.Key_Tab] * 5)
    assert place_of(lamps) == (3, 0)
    lamps.type("2027", cell_of(lamps))
    assert words(table_of(lamps))[3] == ["2027", ""]
    lamps.press(Key.Key_Z, Key.Key_Z, mod=Ctrl)
    assert table_of(lamps) == LAMPS
    assert place_of(lamps) == (2, 1), "the caret is where the row was asked for"


def test_arrows_leave_a_cell_at_its_ends_and_the_table_at_its_own(lamps: Stage) -> None:
    lamps.press(*[Key.Key_Right] * 4)
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_Right)
    assert place_of(lamps) == (0, 1)
    lamps.press(Key.Key_Left)
    assert (place_of(lamps), cell_of(lamps).textCursor().position()) == ((0, 0), 4)
    lamps.press(Key.Key_Down, Key.Key_Down)
    assert place_of(lamps) == (2, 0)
    lamps.press(Key.Key_Down)
    assert lamps.page.tables.editor is None
    assert lamps.page.textCursor().block().text() == "Below"
    lamps.press(Key.Key_Up)
    assert place_of(lamps)[0] == 2
    lamps.press(*[Key.Key_Up] * 3)
    assert lamps.page.textCursor().block().text() == "Above"


def test_escape_selects_the_table_and_enter_goes_in_again(lamps: Stage) -> None:
    lamps.press(Key.Key_Escape)
    assert lamps.page.edits.selected_object() == 1
    lamps.press(Key.Key_F2)
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_Escape, Key.Key_Return)
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_Escape, Key.Key_Delete)
    assert lamps.texts == ["Above", "Below"]
    lamps.press(Key.Key_Z, mod=Ctrl)
    assert table_of(lamps) == LAMPS


def test_typing_is_undone_by_the_word_and_the_caret_comes_back_into_its_cell(lamps: Stage) -> None:
    lamps.press(Key.Key_End)
    lamps.type(" of light", cell_of(lamps))
    lamps.press(Key.Key_Tab)
    lamps.type("All ", cell_of(lamps))
    lamps.find("Below")
    assert lamps.page.tables.editor is None, "the caret went elsewhere"
    lamps.press(Key.Key_Z, mod=Ctrl)
    assert place_of(lamps) == (0, 1)
    lamps.press(Key.Key_Z, mod=Ctrl)
    assert words(table_of(lamps))[0] == ["Year of ", "Lamps"]
    assert lamps.manuscript.caret.cell == CellCaret(0, 0, 8, 8)
    lamps.press(Key.Key_Z, mod=Ctrl)
    lamps.press(Key.Key_Z, mod=Ctrl)
    assert table_of(lamps) == LAMPS
    lamps.press(*[Key.Key_Z] * 3, mod=Ctrl | Shift)
    assert words(table_of(lamps))[0] == ["Year of light", "Lamps"]
    assert place_of(lamps) == (0, 0)


def test_where_the_article_was_left_is_the_place_of_the_table(lamps: Stage) -> None:
    lamps.type("x", cell_of(lamps))
    assert lamps.manuscript.caret.position == len("Above") + 1


def test_marks_and_links_are_for_the_cell_with_the_caret(lamps: Stage) -> None:
    lamps.press(Key.Key_A, mod=Ctrl)
    lamps.page.toggle_mark(Mark.STRONG)
    lamps.page.toggle_mark(Mark.SUPERSCRIPT)
    assert table_of(lamps).rows[0][0] == (Span("Year", frozenset({Mark.STRONG, Mark.SUPERSCRIPT})),)
    lamps.page.toggle_mark(Mark.SUPERSCRIPT)
    lamps.settle()
    assert lamps.page.state.marks == {Mark.STRONG}
    lamps.page.ask_link()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "https://a.example")
    QTest.keyClick(field, Key.Key_Return)
    assert table_of(lamps).rows[0][0] == (link("Year", "https://a.example", Mark.STRONG),)
    lamps.press(Key.Key_End)
    lamps.type("!", cell_of(lamps))
    assert table_of(lamps).rows[0][0][-1] == Span("!"), "what is typed behind a link is no part of it"
    lamps.press(*[Key.Key_Z] * 5, mod=Ctrl)
    assert table_of(lamps) == LAMPS
    assert lamps.body.blocks[0] == Paragraph(spans("Above"))


def test_enter_breaks_the_line_and_the_row_grows(lamps: Stage) -> None:
    before = lamps.page.tables.box
    lamps.press(Key.Key_End, Key.Key_Return)
    lamps.type("by year", cell_of(lamps))
    assert words(table_of(lamps))[0][0] == "Year\nby year"
    after = lamps.page.tables.box
    assert before is not None
    assert after is not None
    assert after.height() > before.height() + 15
    assert cell_of(lamps).geometry().height() > 40
    lamps.press(Key.Key_Up)
    assert place_of(lamps) == (0, 0), "there is a line above in the cell"


def test_columns_stay_while_one_types_and_fit_when_the_cell_is_left(lamps: Stage) -> None:
    lamps.press(Key.Key_End)
    before = cell_of(lamps).width()
    lamps.type(" in which a great many lamps were lit along the whole of the mole", cell_of(lamps))
    assert cell_of(lamps).width() == before
    lamps.press(Key.Key_Tab, Key.Key_Backtab)
    assert cell_of(lamps).width() > before


@pytest.mark.parametrize("scrolled", [0, 1])
def test_a_cell_looks_the_same_whether_it_is_written_in_or_not(on_page: On, scrolled: int) -> None:
    many = "so many words that they are broken into several lines " * 2
    rows = ((spans("Year"), spans("Lamps")), (spans(many, strong("12"), Span("2", frozenset({Mark.SUPERSCRIPT}))), ()))
    stage = on_page(Body((*[Paragraph(spans(f"Line {n}")) for n in range(30)], Table(rows, header=True))))
    tables, viewport = stage.page.tables, stage.page.viewport()
    for place in ((0, 0), (1, 0)):
        tables.open(30, place)
        cell = cell_of(stage)
        stage.page.verticalScrollBar().setValue(stage.page.verticalScrollBar().value() + scrolled)
        cell.caret.go()
        area = cell.geometry()
        open_ = viewport.grab().toImage()
        tables.leave()
        shut = viewport.grab().toImage()
        assert ink(open_, area) == ink(shut, area) != set()


def test_a_table_of_a_spreadsheet_fills_the_cells(lamps: Stage) -> None:
    lamps.press(*[Key.Key_Tab] * 3)
    mime = QMimeData()
    mime.setText("13\tred\n14\tgreen\n15\tblue\n")
    cell_of(lamps).insertFromMimeData(mime)
    assert words(table_of(lamps)) == [
        ["Year", "Lamps", ""],
        ["2025", "13", "red"],
        ["2026", "14", "green"],
        ["", "15", "blue"],
    ]
    assert place_of(lamps) == (3, 2)
    lamps.press(Key.Key_Z, mod=Ctrl)
    assert table_of(lamps) == LAMPS


def test_pasted_blocks_are_lines_of_the_cell(lamps: Stage) -> None:
    lamps.press(Key.Key_End)
    mime = QMimeData()
    mime.setHtml("<h2>of</h2><p>the <b>lamps</b></p>")
    cell_of(lamps).insertFromMimeData(mime)
    assert table_of(lamps).rows[0][0] == spans("Yearof\nthe ", strong("lamps"))
    mime = QMimeData()
    mime.setHtml("<table><tr><td>one</td></tr></table>")
    cell_of(lamps).insertFromMimeData(mime)
    assert words(table_of(lamps))[0][0].endswith("one")


def test_what_is_copied_from_a_cell_is_words(lamps: Stage) -> None:
    lamps.press(Key.Key_A, mod=Ctrl)
    lamps.page.toggle_mark(Mark.STRONG)
    lamps.press(Key.Key_C, mod=Ctrl)
    lamps.press(Key.Key_Tab)
    lamps.press(Key.Key_V, mod=Ctrl | Shift)
    assert table_of(lamps).rows[0][1] == spans("LampsYear")
    assert "Year" in QGuiApplication.clipboard().text()
    lamps.press(Key.Key_V, mod=Ctrl)
    assert table_of(lamps).rows[0][1] == spans("LampsYear", strong("Year"))


def test_words_of_an_input_method_and_of_other_planes(lamps: Stage) -> None:
    cell = cell_of(lamps)
    lamps.press(Key.Key_End)
    QApplication.sendEvent(cell, QInputMethodEvent("にほ", []))
    assert words(table_of(lamps))[0][0] == "Year", "it is not there yet"
    for written in ("日本", "😀", "e\u0301"):
        done = QInputMethodEvent()
        done.setCommitString(written)
        QApplication.sendEvent(cell, done)
    assert words(table_of(lamps))[0][0] == "Year日本😀e\u0301"
    lamps.press(Key.Key_Left, Key.Key_Backspace)
    assert words(table_of(lamps))[0][0] == "Year日本e\u0301", "a character goes whole"
    cell_of(lamps)


def test_words_from_right_to_left_begin_at_the_right(on_page: On) -> None:
    stage = on_page(around(Table(((spans("Year"), spans("שלום")),))))
    layout = stage.page.tables.geometry.layout(table_of(stage))
    left, right = layout.cells[0][0].layout, layout.cells[0][1].layout
    assert left.lineAt(0).naturalTextRect().left() == 0
    assert right.lineAt(0).naturalTextRect().right() == pytest.approx(layout.inner((0, 1)).width())


def test_words_are_safe_when_the_theme_changes(lamps: Stage, theme: Theme) -> None:
    lamps.type("A ", cell_of(lamps))
    theme.choose(Scheme.DARK)
    assert place_of(lamps) == (0, 0)
    lamps.type("dark ", cell_of(lamps))
    assert words(table_of(lamps))[0][0] == "A dark Year"
    assert cell_of(lamps).bridge.styles.tokens.dark


def test_words_are_safe_when_another_article_is_opened(lamps: Stage) -> None:
    lamps.type("A ", cell_of(lamps))
    first = lamps.manuscript.article
    assert first is not None
    lamps.open(Story(body=Body((Paragraph(spans("Other")),))))
    assert lamps.page.tables.editor is None
    assert lamps.texts == ["Other"]
    for future in lamps.manuscript.outstanding():
        future.result(10)
    lamps.manuscript.open(lamps.library.article(first.id))
    assert words(table_of(lamps))[0][0] == "A Year"


def test_what_somebody_else_does_to_the_table_is_seen_in_the_cell(lamps: Stage) -> None:
    story = lamps.story
    other = Body((Paragraph(spans("New")), *around(Table(((spans("Anno"), spans("Lamps")),), header=True)).blocks))
    lamps.manuscript.edit(Story(headline=story.headline, body=other), None)
    assert place_of(lamps) == (0, 0)
    lamps.press(Key.Key_End)
    lamps.type("!", cell_of(lamps))
    assert words(table_of(lamps)) == [["Anno!", "Lamps"]]
    lamps.manuscript.edit(Story(headline=story.headline, body=Body((Paragraph(spans("Gone")),))), None)
    assert lamps.page.tables.editor is None
    lamps.type("x")
    assert "x" in lamps.texts[0]
    lamps.manuscript.undo()
    lamps.manuscript.undo()
    assert words(table_of(lamps)) == [["Anno!", "Lamps"]]


def test_a_headline_takes_the_keyboard_from_the_cell(lamps: Stage) -> None:
    QTest.mouseClick(lamps.page.head.headline.viewport(), Qt.MouseButton.LeftButton)
    assert lamps.page.tables.editor is None
    assert lamps.page.head.headline.hasFocus()


def test_marks_lie_upon_the_words_of_cells(lamps: Stage) -> None:
    asked: list[str] = []

    def layer(text: str) -> list[Marked]:
        asked.append(text)
        return [Marked(0, 5, Stroke.MATCH)] if text == "Lamps" else []

    lamps.page.layers.add(layer)
    image = lamps.page.viewport().grab().toImage()
    tint = lamps.page.bridge.styles.tokens.color(Stroke.MATCH.token)
    layout = lamps.page.tables.geometry.layout(table_of(lamps))
    inner = layout.inner((0, 1)).translated(lamps.page.tables.geometry.corner(1, layout)).toRect()
    assert {"Year", "Lamps", "2025"} <= set(asked)
    assert image.pixelColor(inner.left() + 1, inner.top() + 1) == tint


def test_arrows_select_what_is_drawn_and_step_over_it(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans("Above")), Rule(), Embed("https://a.example"), Paragraph(spans("Below")))))
    stage.behind("Above")
    for index in (1, 2):
        stage.press(Key.Key_Down)
        assert stage.page.edits.selected_object() == index
    stage.press(Key.Key_Down)
    assert stage.page.textCursor().block().text() == "Below"
    stage.press(Key.Key_Up, Key.Key_Left)
    assert stage.page.edits.selected_object() == 1
    stage.press(Key.Key_Delete)
    assert stage.kinds == ["Paragraph", "Embed", "Paragraph"]
    stage.press(Key.Key_Right)
    stage.type("words")
    assert stage.kinds.count("Embed") == 1
    assert "words" in "".join(stage.texts)


def test_before_a_table_at_the_top_a_paragraph_can_be_written(on_page: On) -> None:
    stage = on_page(Body((LAMPS,)))
    stage.page.put_caret(0, 0)
    stage.press(Key.Key_Right)
    assert place_of(stage) == (0, 0)
    stage.press(Key.Key_Left)
    stage.type("Top")
    assert stage.body == Body((Paragraph(spans("Top")), LAMPS))


def test_a_cell_says_where_it_is(lamps: Stage) -> None:
    lamps.press(Key.Key_Tab, Key.Key_Down)
    assert cell_of(lamps).accessibleName() == "Lamps, row 2 of 3, column 2 of 2"


def test_what_does_not_change_is_laid_out_once(lamps: Stage) -> None:
    geometry = lamps.page.tables.geometry
    before = geometry.layout(table_of(lamps))
    assert geometry.layout(table_of(lamps)) is before
    lamps.type("x", cell_of(lamps))
    after = geometry.layout(table_of(lamps))
    assert after is not before
    assert after.cells[2][1] is before.cells[2][1]
    assert after.cells[0][0] is not before.cells[0][0]


def test_an_empty_table_and_one_of_many_columns_are_drawn(on_page: On) -> None:
    for table in (Table(), Table(((),)), blank(2, 40), Table(((spans("a"),), (spans("b"), spans("c"))))):
        stage = on_page(around(table))
        assert not stage.page.viewport().grab().isNull()
        stage.page.tables.open(1, (0, 0))
        assert (stage.page.tables.editor is None) is (not table.rows or not max(map(len, table.rows)))
        stage.page.tables.leave()
