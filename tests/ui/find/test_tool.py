"""Finding and replacing on the page, as a person does it."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from desk.revise.find import Found, find
from desk.story.body import Body, Figure, Mark, Paragraph, PullQuote, Span, Table, block_text, spans, text_of
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.theme import LIGHT
from tests.ui.find.conftest import WAIT, Finding

Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier

BODY = Body(
    (
        Paragraph(spans("The ", Span("pilot", frozenset({Mark.STRONG})), " and the Pilots\nof 😀 the pilot")),
        Figure("https://a.example/1.png", "a pilot at dawn", spans("The pilot at dawn"), "Pilot/AP"),
        PullQuote(spans("Not a pilot"), "A pilot"),
        Table(((spans("pilot"), spans("b")), (spans("c"), spans("no pilot")))),
        Paragraph(spans("The last pilot")),
    )
)
STORY = Story(headline="Pilots stop", deck="No pilot", body=BODY, credits=(Credit("Ann Pilot", role=Role.BY),))


@pytest.fixture
def opened(finding: Finding) -> Finding:
    finding.open(STORY)
    return finding


def select(view: QTextEdit, start: int, stop: int) -> None:
    cursor = QTextCursor(view.document())
    cursor.setPosition(start)
    cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.setFocus()


def test_what_is_typed_is_found_at_once_and_selected(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.says("4 of 14")  # from the caret in the body
    assert opened.selected == ("body", "pilot")
    assert opened.bar.field.hasFocus()


def test_enter_goes_through_all_fields_and_round(opened: Finding) -> None:
    opened.look_for("pilot")
    seen = []
    for _ in range(12):
        opened.press(Key.Key_Return)
        seen.append(opened.selected)
    assert seen == [
        *(("body", "Pilot"), ("body", "pilot")),
        *(("body", "\ufffc"), ("body", "pilot"), ("body", "Pilot")),  # the description, the caption, the credit
        *(("body", "pilot"), ("body", "pilot"), ("body", "pilot"), ("body", "pilot")),
        *(("body", "pilot"), ("headline", "Pilot"), ("deck", "pilot")),
    ]
    opened.says("2 of 14")
    opened.press(Key.Key_Return)
    assert opened.selected == ("byline_text", "Pilot")
    assert opened.bar.field.hasFocus()


def test_going_round_is_said(opened: Finding) -> None:
    opened.look_for("Pilots")
    opened.says("2 of 2")
    opened.press(Key.Key_Return)
    opened.says("1 of 2, from the top")
    opened.press(Key.Key_Return)
    opened.says("2 of 2")
    opened.press(Key.Key_Return, Shift)
    opened.says("1 of 2")
    opened.press(Key.Key_Return, Shift)
    opened.says("2 of 2, from the foot")


def test_only_one_field_has_a_selection(opened: Finding) -> None:
    opened.look_for("pilots")
    opened.press(Key.Key_Return)
    assert opened.selected == ("headline", "Pilots")
    assert not opened.page.textCursor().hasSelection()
    opened.press(Key.Key_Return)
    assert not opened.page.head.headline.textCursor().hasSelection()


def test_selected_words_are_what_is_looked_for(opened: Finding) -> None:
    select(opened.page, 0, 3)
    opened.tool.open()
    opened.settle()
    assert opened.bar.field.text() == "The"
    opened.says("1 of 5")
    select(opened.page.head.headline, 7, 11)
    opened.tool.open()
    opened.settle()
    assert opened.bar.field.text() == "stop"
    opened.says("1 of 1")


def test_selected_words_are_escaped_for_an_expression(finding: Finding) -> None:
    finding.open(Story(body=Body((Paragraph(spans("a.b (c) axb")),))))
    finding.tool.open()
    finding.bar.is_pattern.click()
    select(finding.page, 0, 7)
    finding.tool.open()
    finding.settle()
    finding.says("1 of 1")
    assert finding.selected == ("body", "a.b (c)")


def test_lines_that_are_selected_are_not_looked_for(opened: Finding) -> None:
    opened.look_for("dawn")
    opened.page.setFocus()
    opened.page.selectAll()
    opened.tool.open()
    assert opened.bar.field.text() == "dawn"


def test_options_narrow_what_is_found(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.bar.match_case.click()
    opened.settle()
    opened.says("2 of 10")
    opened.bar.whole_words.click()
    opened.bar.match_case.click()
    opened.settle()
    opened.says("3 of 12")
    opened.bar.whole_words.click()
    opened.bar.is_pattern.click()
    opened.bar.field.setText("pilots?$")
    opened.settle()
    assert opened.bar.count.text().endswith("of 9")


def test_a_bad_expression_is_said(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.bar.is_pattern.click()
    opened.bar.field.setText("(pilot")
    opened.settle()
    assert opened.bar.note.text() == "This is no regular expression yet: a bracket ( is not closed."
    assert opened.bar.note.isVisible()
    assert not opened.bar.next.isEnabled()
    opened.bar.field.setText("(pilot)")
    opened.settle()
    assert not opened.bar.note.isVisible()


def test_nothing_found_is_said(opened: Finding) -> None:
    opened.look_for("zebra")
    opened.says("Not found")
    assert not opened.bar.next.isEnabled()
    opened.press(Key.Key_Return)
    opened.says("Not found")


def test_what_is_not_found_leaves_the_caret_where_the_search_began(opened: Finding) -> None:
    select(opened.page, 4, 7)
    before = opened.manuscript.caret
    opened.look_for("The l")
    opened.says("1 of 1")
    assert opened.selected == ("body", "The l")
    QTest.keyClicks(opened.bar.field, "osing pilot")
    opened.says("Not found")
    assert opened.manuscript.caret.position == before.position
    assert opened.selected == ("body", "pil")
    assert opened.bar.field.hasFocus()
    for _ in "osing pilot":
        opened.press(Key.Key_Backspace)
    opened.says("1 of 1")
    assert opened.selected == ("body", "The l")


def test_what_was_typed_on_the_page_meanwhile_is_not_left(opened: Finding) -> None:
    opened.look_for("last")
    opened.says("1 of 1")
    opened.page.setFocus()
    opened.page.put_caret(2, 2)
    opened.bar.take_focus()
    QTest.keyClicks(opened.bar.field, "x")
    opened.says("Not found")
    assert opened.manuscript.caret.position == 2


def test_an_expression_without_end_is_given_up_and_the_next_is_looked_for(
    finding: Finding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.ui.find.search.SECONDS", 0.3)
    finding.open(Story(headline="aaab", body=Body((Paragraph(spans("a" * 60 + "b")),))))
    finding.tool.open()
    finding.bar.is_pattern.click()
    finding.bar.field.setText("(a|aa)+$")
    finding.settle()
    assert finding.bar.note.text().startswith("This expression takes too long")
    finding.bar.field.setText("(a|aa)+$|x")
    finding.bar.field.setText("a+b$")
    finding.settle()
    finding.says("2 of 2")


def test_the_window_goes_on_while_it_is_looked(finding: Finding, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking is another thread's, and of two searches the last one counts."""
    threads = []

    def noted(*args: Any) -> Found:
        threads.append(threading.current_thread())
        return find(*args)

    monkeypatch.setattr("desk.ui.find.search.find", noted)
    finding.open(STORY)
    finding.look_for("pilot")
    assert threads
    assert threading.main_thread() not in threads


def test_the_description_of_a_picture_is_shown_in_the_bar(opened: Finding) -> None:
    opened.look_for("at dawn")
    opened.says("1 of 2")
    assert opened.bar.note.text() == "In the description of the picture: “a pilot at dawn”"
    assert opened.page.edits.selected_object() == 1
    opened.press(Key.Key_Return)
    assert not opened.bar.note.isVisible()


def test_the_words_of_the_lead_picture_are_found_and_replaced(finding: Finding, qtbot: QtBot) -> None:
    lead = Figure("https://a.example/1.png", "", spans("The ferry at dawn"), "")
    finding.open(Story(headline="Stops", lead=lead, body=Body((Paragraph(spans("No word")),))))
    finding.tool.open(replace=True)
    with qtbot.waitSignal(finding.tool.lead_requested, timeout=WAIT):
        finding.look_for("ferry", replace=True)
    finding.says("1 of 1")
    assert finding.bar.note.text() == "In the caption of the lead picture: “The ferry at dawn”"
    finding.bar.new.setText("boat")
    finding.click(finding.bar.one)
    finding.says("Not found")
    assert finding.story.lead is not None
    assert text_of(finding.story.lead.caption) == "The boat at dawn"


def test_a_cell_of_a_table_is_opened_with_the_words_selected(opened: Finding) -> None:
    opened.look_for("no pilot")
    opened.says("2 of 2")
    assert opened.page.tables.editor is not None
    assert opened.page.tables.editor.textCursor().selectedText() == "no pilot"
    assert opened.bar.field.hasFocus()
    opened.tool.close()
    assert opened.page.tables.editor.hasFocus()
    opened.look_for("last")
    opened.says("1 of 1")
    assert opened.page.tables.editor is None


def test_escape_gives_the_keyboard_back_where_the_match_is(opened: Finding) -> None:
    opened.look_for("last")
    QTest.keyClick(opened.bar.field, Key.Key_Escape)
    assert opened.bar.isHidden()
    assert opened.page.hasFocus()
    assert opened.selected == ("body", "last")
    QTest.keyClicks(opened.page, "only")
    assert opened.story.body.text.endswith("The only pilot")


def test_escape_gives_the_keyboard_back_to_a_field(opened: Finding) -> None:
    opened.look_for("stop")
    QTest.keyClick(opened.bar.field, Key.Key_Escape)
    assert opened.page.head.headline.hasFocus()
    QTest.keyClicks(opened.page.head.headline, "rest")
    assert opened.story.headline == "Pilots rest"


def test_f3_goes_on_from_the_page_and_keeps_the_keyboard_there(opened: Finding) -> None:
    opened.look_for("pilots")
    opened.tool.close()
    opened.tool.next()
    opened.settle()
    assert not opened.bar.isHidden()
    assert opened.selected == ("headline", "Pilots")
    assert opened.page.head.headline.hasFocus()
    opened.tool.next()
    opened.settle()
    assert opened.page.hasFocus()


def test_tab_goes_from_the_words_to_the_new_ones_and_on(opened: Finding) -> None:
    opened.look_for("pilot", replace=True)
    bar = opened.bar
    for widget in (bar.new, bar.match_case, bar.whole_words, bar.is_pattern, bar.keep_case, bar.previous, bar.next):
        QTest.keyClick(QApplication.focusWidget() or bar.field, Key.Key_Tab)
        assert widget.hasFocus(), widget.accessibleName()


def test_f3_without_anything_to_look_for_asks(opened: Finding) -> None:
    opened.tool.next()
    assert opened.bar.field.hasFocus()


def test_counts_follow_what_is_written(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.page.setFocus()
    opened.page.put_caret(0, 0)
    QTest.keyClicks(opened.page, "pilot ")
    opened.says("15 found")
    opened.manuscript.undo()
    opened.says("14 found")


def test_the_caret_in_a_match_by_hand_is_no_match(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.page.put_caret(0, 0)
    opened.page.setFocus()
    opened.says("14 found")


def test_another_article_is_looked_through_in_its_turn(opened: Finding) -> None:
    opened.look_for("pilot")
    opened.open(Story(headline="One pilot"))
    opened.settle()
    opened.says("1 found")
    opened.manuscript.close()
    assert opened.bar.isHidden()


def test_all_that_is_found_is_marked_on_the_page(opened: Finding) -> None:
    def marked(view: QTextEdit) -> bool:
        picture = view.viewport().grab(QRect(0, 0, view.viewport().width(), view.viewport().height())).toImage()
        wanted = QColor(LIGHT.match).name()
        points = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
        return any(picture.pixelColor(x, y).name() == wanted for x, y in points)

    assert not marked(opened.page.head.headline)
    opened.look_for("pilots")
    assert marked(opened.page.head.headline)
    assert not marked(opened.page.head.deck)
    opened.tool.close()
    assert not marked(opened.page.head.headline)


def test_marks_are_counted_as_qt_counts_and_across_line_breaks(opened: Finding) -> None:
    opened.look_for("the pilot")
    (mark,) = opened.tool.search.marks("of 😀 the pilot")
    assert (mark.start, mark.stop) == (6, 15)
    opened.bar.is_pattern.click()
    opened.bar.field.setText(r"Pilots\nof")
    opened.settle()
    opened.says("1 of 1")
    (mark,) = opened.tool.search.marks("The pilot and the Pilots\u2028of 😀 the pilot")
    assert (mark.start, mark.stop) == (18, 27)


def test_words_are_replaced_one_by_one(opened: Finding) -> None:
    before = opened.story
    opened.look_for("pilot", replace=True)
    QTest.keyClicks(opened.bar.new, "guide")
    opened.click(opened.bar.one)
    first = opened.story.body.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.spans[1] == Span("guide", frozenset({Mark.STRONG}))
    opened.says("4 of 13")
    assert opened.selected == ("body", "Pilot")
    opened.bar.new.setFocus()
    opened.press(Key.Key_Return)
    assert block_text(opened.story.body.blocks[0]).startswith("The guide and the Guides")
    opened.manuscript.undo()
    assert block_text(opened.story.body.blocks[0]).startswith("The guide and the Pilots")
    opened.manuscript.undo()
    assert opened.story == before


def test_replace_without_a_match_selected_goes_to_one(opened: Finding) -> None:
    opened.look_for("pilot", replace=True)
    opened.page.setFocus()
    opened.page.put_caret(0, 0)
    before = opened.story
    opened.click(opened.bar.one)
    assert opened.story is before
    opened.says("4 of 14")


def test_all_are_replaced_as_one_step(opened: Finding) -> None:
    before = opened.story
    opened.look_for("pilot", replace=True)
    opened.bar.new.setText("guide")
    opened.click(opened.bar.all)
    assert opened.toast.sentence == "13 replaced. 1 more in a line that the credits write."
    story = opened.story
    assert (story.headline, story.deck) == ("Guides stop", "No guide")
    assert story.body.blocks[1] == Figure("https://a.example/1.png", "a guide at dawn", spans("The guide at dawn"),
                                          "Guide/AP")  # fmt: skip
    assert story.body.blocks[3] == Table(((spans("guide"), spans("b")), (spans("c"), spans("no guide"))))
    assert opened.page.bridge.read() == story.body
    opened.says("1 found")
    QTest.mouseClick(opened.toast.button, Qt.MouseButton.LeftButton)
    opened.settle()
    assert opened.story == before
    assert opened.page.bridge.read() == opened.story.body
    assert not opened.manuscript.can_undo


def test_a_line_that_the_credits_write_is_left_and_that_is_said(opened: Finding) -> None:
    opened.look_for("ann pilot", replace=True)
    before = opened.story
    opened.click(opened.bar.one)
    assert opened.story is before
    assert opened.bar.note.text() == "The credits write this line. Change it under Credits."


def test_groups_of_an_expression_are_put_in_and_a_wrong_one_is_said(opened: Finding) -> None:
    opened.tool.open(replace=True)
    opened.bar.is_pattern.click()
    opened.bar.field.setText(r"(\w+) stop")
    opened.bar.new.setText("$2")
    opened.settle()
    opened.click(opened.bar.one)
    assert opened.bar.note.text() == "There is no group 2 in the expression."
    opened.bar.new.setText(r"Stop, \1")
    opened.click(opened.bar.one)
    assert opened.story.headline == "Stop, Pilots"


def test_capitals_are_taken_or_not(opened: Finding) -> None:
    opened.look_for("pilots", replace=True)
    opened.bar.new.setText("guides")
    opened.bar.keep_case.click()
    opened.click(opened.bar.all)
    assert opened.story.headline == "guides stop"
    opened.bar.match_case.click()
    assert not opened.bar.keep_case.isEnabled()


def test_what_was_typed_while_it_was_replaced_is_kept(opened: Finding) -> None:
    opened.look_for("pilot", replace=True)
    opened.bar.new.setText("guide")
    QTest.mouseClick(opened.bar.all, Qt.MouseButton.LeftButton)
    QTest.keyClicks(opened.page, "x")  # before the other thread's answer is taken
    opened.settle()
    assert "x" in opened.story.body.text
    assert opened.story.headline == "Pilots stop"


def test_a_field_with_a_space_too_many_selects_the_right_words(opened: Finding) -> None:
    headline = opened.page.head.headline
    headline.setFocus()
    headline.put_caret(6, 6)
    QTest.keyClicks(headline, "  ")
    assert headline.toPlainText() == "Pilots   stop"
    opened.page.setFocus()
    opened.look_for("stop")
    assert opened.selected == ("headline", "stop")
