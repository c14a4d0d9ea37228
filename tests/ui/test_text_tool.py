"""The Text menu, as somebody uses it in the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from desk.story.body import Body, Figure, Paragraph, PullQuote, Table, spans
from desk.story.story import Story
from desk.ui.text_tool import COMMANDS
from desk.ui.work import Job
from tests.formats.bodies import body, em
from tests.ui.desk_window import DeskWindow

STORY = Story(
    headline='Pilots  say "no"',
    deck="It's over",
    body=body(
        Paragraph(spans('"So ', em('they  say"'), ".")),
        Figure("", "It's a ship", spans('"Ship"'), "O'Neill"),
        PullQuote(spans('"Wait"'), "Ann O'Hare"),
        Table(((spans('"a"'), spans("b  c")),)),
        "the last  \"word\" -- it's😀 'his'",
    ),
)


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    row = desk_window.library.create(STORY).result(10)
    desk_window.open(row.id)
    desk_window.room.page.setFocus()
    return desk_window


def select(desk: DeskWindow, text: str) -> None:
    page = desk.room.page
    found = page.document().find(text)
    assert not found.isNull()
    page.setTextCursor(found)
    page.setFocus()


def select_from(desk: DeskWindow, first: str, last: str) -> None:
    page = desk.room.page
    cursor = page.document().find(first)
    cursor.setPosition(cursor.selectionStart())
    cursor.setPosition(page.document().find(last).selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    page.setFocus()


def said(desk: DeskWindow, sentence: str) -> None:
    desk.qtbot.waitUntil(lambda: desk.window.toast.sentence == sentence, timeout=10_000)


def test_nothing_selected_is_the_whole_story_in_one_step(desk: DeskWindow) -> None:
    desk.do("smart_quotes")
    said(desk, "Smart quotes and dashes: 20 changes in the whole story.")
    story = desk.room.manuscript.story
    assert (story.headline, story.deck) == ("Pilots  say “no”", "It’s over")
    assert story.body == body(
        Paragraph(spans("“So ", em("they  say”"), ".")),
        Figure("", "It’s a ship", spans("“Ship”"), "O’Neill"),
        PullQuote(spans("“Wait”"), "Ann O’Hare"),
        Table(((spans("“a”"), spans("b  c")),)),
        "the last  “word” — it’s😀 ‘his’",
    )
    assert desk.room.page.bridge.read() == story.body
    assert desk.room.page.head.headline.toPlainText() == story.headline
    desk.window.toast.button.click()
    assert desk.room.manuscript.story == STORY
    assert not desk.room.manuscript.can_undo


def test_the_way_back_is_offered_for_the_last_step_only(desk: DeskWindow) -> None:
    page, toast = desk.room.page, desk.window.toast
    desk.do("straight_quotes")
    said(desk, "Straight quotes: there is nothing to change in the whole story.")
    desk.do("smart_quotes")
    said(desk, "Smart quotes and dashes: 20 changes in the whole story.")
    assert toast.button.isVisible()
    QTest.keyClicks(page, "Ah")
    typed = desk.room.manuscript.story
    toast.button.click()
    assert desk.room.manuscript.story == typed
    desk.qtbot.waitUntil(lambda: not toast.isVisible())
    desk.do("upper_case")
    desk.qtbot.waitUntil(lambda: toast.isVisible() and toast.button.isVisible())
    desk.do("undo")
    assert desk.room.manuscript.story == typed
    assert not toast.isVisible()


def test_the_caret_stays_among_its_words(desk: DeskWindow) -> None:
    page = desk.room.page
    place = page.document().find("his").selectionStart()
    page.put_caret(place, place)
    desk.do("tidy")
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story.headline == "Pilots say “no”", timeout=10_000)
    assert page.document().find("his").selectionStart() == page.textCursor().position()


def test_nothing_to_do_says_so(desk: DeskWindow) -> None:
    desk.do("straight_quotes")
    said(desk, "Straight quotes: there is nothing to change in the whole story.")
    assert not desk.room.manuscript.can_undo


def test_a_selection_is_all_that_changes(desk: DeskWindow) -> None:
    select(desk, '"word" --')
    desk.do("smart_quotes")
    said(desk, "Smart quotes and dashes: 3 changes in the selection.")
    assert desk.room.manuscript.story == Story(
        headline=STORY.headline,
        deck=STORY.deck,
        slug=desk.room.manuscript.story.slug,
        body=Body((*STORY.body.blocks[:4], Paragraph(spans("the last  “word” — it's😀 'his'")))),
    )
    assert desk.room.page.textCursor().selectedText() == "“word” —"
    desk.do("undo")
    assert desk.room.manuscript.story.body == STORY.body


def test_a_selection_over_many_blocks_keeps_marks_and_ends(desk: DeskWindow) -> None:
    select_from(desk, "they  say", 'the last  "word')
    desk.do("single_spaces")
    said(desk, "Double spaces: 3 changes in the selection.")
    blocks = desk.room.manuscript.story.body.blocks
    assert blocks[0] == Paragraph(spans('"So ', em('they say"'), "."))
    assert blocks[3] == Table(((spans('"a"'), spans("b c")),))
    assert desk.room.manuscript.story.headline == STORY.headline
    assert desk.room.page.textCursor().selectedText().startswith("they say")
    assert desk.room.page.textCursor().selectedText().endswith('the last "word')


def test_case_without_a_selection_is_that_of_the_line(desk: DeskWindow) -> None:
    page = desk.room.page
    place = page.document().find("last").selectionEnd()
    page.put_caret(place, place)
    desk.do("title_case")
    said(desk, "Title case: 5 changes in this line.")
    assert desk.room.manuscript.story.body.blocks[4] == Paragraph(spans("The Last  \"Word\" -- It's😀 'His'"))
    assert desk.room.manuscript.story.headline == STORY.headline


def test_case_of_selected_letters_keeps_the_marks(desk: DeskWindow) -> None:
    select_from(desk, "So", "they")
    desk.do("upper_case")
    assert desk.room.manuscript.story.body.blocks[0] == Paragraph(spans('"SO ', em('THEY  say"'), "."))


def test_a_field_is_rewritten_where_the_caret_is_in_it(desk: DeskWindow) -> None:
    headline = desk.room.page.head.headline
    headline.setFocus()
    headline.put_caret(3, 3)
    desk.do("upper_case")
    said(desk, "Upper case: 3 changes in the headline.")
    assert desk.room.manuscript.story.headline == 'PILOTS SAY "NO"'
    assert desk.room.manuscript.story.body == STORY.body
    assert headline.textCursor().position() == 3
    desk.do("undo")
    assert desk.room.manuscript.story == STORY
    headline.put_caret(0, 6)
    desk.do("lower_case")
    said(desk, "Lower case: 1 change in the selection.")
    assert desk.room.manuscript.story.headline.startswith("pilots")


def test_broken_lines_are_joined(desk_window: DeskWindow) -> None:
    lines = ("The pilots went on strike,", "leaving 14 ships", "", "Nobody was hurt.")
    row = desk_window.library.create(Story(headline="x", body=body("First", *lines))).result(10)
    desk_window.open(row.id)
    select_from(desk_window, "The pilots", "hurt.")
    desk_window.do("join_lines")
    said(desk_window, "Broken lines: 2 changes in the selection.")
    story = desk_window.room.manuscript.story
    assert story.body == body("First", f"{lines[0]} {lines[1]}", "Nobody was hurt.")
    desk_window.do("undo")
    desk_window.room.page.put_caret(0, 0)
    desk_window.do("join_lines")
    said(desk_window, "Broken lines: 2 changes in the whole story.")
    assert desk_window.room.manuscript.story.body == story.body


def test_every_command_of_the_menu_is_one_step(desk: DeskWindow) -> None:
    idle = set()
    for name in COMMANDS:
        select_from(desk, "So", "'his'")
        desk.do(name)
        assert desk.window.toast.sentence.endswith("in the selection.")
        if desk.room.manuscript.story == STORY:
            idle.add(name)
        else:
            desk.do("undo")
        assert desk.room.manuscript.story == STORY
    assert idle == {"straight_quotes", "join_lines"}


def test_a_story_that_was_left_meanwhile_lends_its_command_to_no_other(desk: DeskWindow) -> None:
    other = desk.library.create(Story(headline='Not "this"')).result(10)
    desk.do("smart_quotes")
    desk.room.manuscript.open(desk.library.article(other.id))
    desk.qtbot.waitUntil(lambda: not desk.room.services.work.findChildren(Job), timeout=10_000)
    assert desk.room.manuscript.story.headline == 'Not "this"'
    assert not desk.room.manuscript.can_undo
