"""The bar over selected words, and what its buttons do, in a whole window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desk.story.body import Body, Heading, Paragraph, Quote, spans
from desk.ui.editor.selection_bar import REST, SelectionBar
from desk.ui.theme import Scheme
from desk.ui.undo import Caret
from tests.formats.bodies import body, em, link, strong
from tests.ui.desk_window import WAIT, DeskWindow

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
LONG = body("The pilots stopped.", "Four lamps are dark.", *(f"Paragraph {number} of many." for number in range(60)))


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    show(desk_window, LONG)
    desk_window.room.page.activateWindow()
    desk_window.room.page.setFocus()
    desk_window.room.page.put_caret(0, 0)
    return desk_window


def show(desk: DeskWindow, blocks: Body) -> None:
    manuscript = desk.room.manuscript
    manuscript.edit(replace(manuscript.story, body=blocks), None, caret=Caret())


def bar(desk: DeskWindow) -> SelectionBar:
    return desk.room.tools.selection_bar


def first(desk: DeskWindow) -> object:
    return desk.room.manuscript.story.body.blocks[0]


def select(desk: DeskWindow, text: str) -> QRect:
    """Select these words, and give where they are."""
    page = desk.room.page
    found = page.document().find(text)
    page.put_caret(found.selectionEnd(), found.selectionStart())
    found.setPosition(found.selectionStart())
    return page.cursorRect(found).united(page.cursorRect())


def wait(desk: DeskWindow) -> QRect:
    desk.qtbot.waitUntil(bar(desk).isVisible, timeout=WAIT)
    return bar(desk).geometry()


def click(desk: DeskWindow, name: str) -> None:
    buttons = bar(desk).findChildren(QToolButton)
    button = next(one for one in buttons if one.defaultAction() is desk.window.actions_[name])
    QTest.mouseClick(button, LEFT)


def test_the_bar_comes_by_itself_stands_above_the_words_and_takes_no_focus(desk: DeskWindow) -> None:
    words = select(desk, "lamps")
    assert not bar(desk).isVisible()
    place = wait(desk)
    assert place.bottom() < words.top()
    assert desk.room.page.viewport().rect().contains(place)
    assert desk.room.page.hasFocus()
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in bar(desk).findChildren(QToolButton))


def test_its_buttons_mark_the_words_and_show_what_they_are(desk: DeskWindow) -> None:
    select(desk, "pilots")
    wait(desk)
    click(desk, "bold")
    assert first(desk) == Paragraph(spans("The ", strong("pilots"), " stopped."))
    desk.qtbot.waitUntil(desk.window.actions_["bold"].isChecked, timeout=WAIT)
    click(desk, "italic")
    wait(desk)
    click(desk, "clear_formatting")
    assert first(desk) == Paragraph(spans("The pilots stopped."))
    wait(desk)
    click(desk, "heading")
    assert first(desk) == Heading(spans("The pilots stopped."))
    wait(desk)
    click(desk, "quote")
    assert first(desk) == Quote(spans("The pilots stopped."))
    wait(desk)
    click(desk, "link")
    assert desk.room.page.asking.popup is not None
    assert not bar(desk).isVisible()


def test_a_selection_by_mouse_brings_it_when_the_button_is_up(desk: DeskWindow) -> None:
    page = desk.room.page
    words = select(desk, "lamps")
    page.put_caret(0, 0)
    QTest.mouseDClick(page.viewport(), LEFT, pos=words.center())
    assert page.textCursor().selectedText() == "lamps"
    place = wait(desk)
    assert place.bottom() < words.top()
    QTest.mouseClick(page.viewport(), LEFT, pos=words.center() + QPoint(0, 60))
    assert not bar(desk).isVisible()


def test_escape_sends_it_away_until_something_else_is_selected(desk: DeskWindow) -> None:
    select(desk, "lamps")
    wait(desk)
    QTest.keyClick(desk.room.page, Key.Key_Escape)
    assert not bar(desk).isVisible()
    assert desk.room.page.textCursor().selectedText() == "lamps"
    desk.qtbot.wait(REST + 100)
    assert not bar(desk).isVisible()
    QTest.keyClick(desk.room.page, Key.Key_Left, Shift)
    assert desk.room.page.textCursor().selectedText() == "lamp"
    wait(desk)


def test_it_is_gone_with_typing_scrolling_and_leaving(desk: DeskWindow) -> None:
    select(desk, "lamps")
    wait(desk)
    QTest.keyClicks(desk.room.page, "x")
    assert not bar(desk).isVisible()
    select(desk, "Four")
    wait(desk)
    desk.room.page.verticalScrollBar().setValue(desk.room.page.verticalScrollBar().value() + 5)
    assert not bar(desk).isVisible()
    select(desk, "dark")
    wait(desk)
    desk.room.page.head.headline.setFocus()
    assert not bar(desk).isVisible()


def test_it_never_covers_the_selection(desk: DeskWindow) -> None:
    page = desk.room.page
    words = select(desk, "Paragraph 20 of many.")
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + words.top() - 4)
    page.put_caret(0, 0)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum() // 2)
    line = page.cursorForPosition(QPoint(60, 12)).block()
    page.put_caret(line.position() + 9, line.position())
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + page.cursorRect().top() - 4)
    place = wait(desk)
    assert place.top() > page.cursorRect().bottom()
    QTest.keyClick(page, Key.Key_A, Ctrl)
    desk.qtbot.wait(REST + 100)
    assert not bar(desk).isVisible()


def test_it_is_for_words_only_and_may_be_done_without(desk: DeskWindow) -> None:
    show(desk, Body((*body("One.").blocks, *Body((Paragraph(spans(em("  "))),)).blocks)))
    page = desk.room.page
    page.put_caret(7, 5)
    desk.qtbot.wait(REST + 100)
    assert not bar(desk).isVisible()
    desk.room.services.looks.store.change(selection_bar=False)
    select(desk, "One")
    desk.qtbot.wait(REST + 100)
    assert not bar(desk).isVisible()


def test_it_is_seen_in_both_themes(desk: DeskWindow) -> None:
    grounds = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        desk.room.services.looks.theme.choose(scheme)
        page = desk.room.page
        page.put_caret(0, 0)
        select(desk, "lamps")
        wait(desk)
        grounds.append(bar(desk).grab().toImage().pixelColor(6, bar(desk).height() // 2).name())
    assert grounds[0] != grounds[1]


def test_every_mark_has_a_key_and_is_shown_where_the_caret_is(desk: DeskWindow) -> None:
    page, actions = desk.room.page, desk.window.actions_
    marks = {
        "underline": (Key.Key_U, Ctrl),
        "strike": (Key.Key_S, Ctrl | Shift),
        "superscript": (Key.Key_Period, Ctrl),
        "subscript": (Key.Key_Period, Ctrl | Shift),
    }
    for name, (key, mod) in marks.items():
        select(desk, "pilots")
        QTest.keyClick(page, key, mod)
        desk.qtbot.waitUntil(actions[name].isChecked, timeout=WAIT)
        page.put_caret(1, 1)
        desk.qtbot.waitUntil(lambda: not actions[name].isChecked(), timeout=WAIT)  # noqa: B023
    assert not actions["superscript"].isChecked()
    select(desk, "pilots")
    QTest.keyClick(page, Key.Key_Backslash, Ctrl)
    assert first(desk) == Paragraph(spans("The pilots stopped."))


def test_an_action_that_changes_nothing_is_not_left_checked(desk: DeskWindow) -> None:
    actions = desk.window.actions_
    desk.qtbot.waitUntil(actions["paragraph"].isChecked, timeout=WAIT)
    desk.do("paragraph")
    assert actions["paragraph"].isChecked()
    desk.do("note")
    desk.qtbot.waitUntil(actions["note"].isChecked, timeout=WAIT)
    assert desk.window.toolbar.blocks.text() == "Note to the Desk"


def test_clear_formatting_takes_marks_and_links_then_the_kind(desk: DeskWindow) -> None:
    show(desk, Body((Heading(spans("The ", link("pilots", "https://a.example"), strong(" stop"))),)))
    page = desk.room.page
    select(desk, "pilots stop")
    desk.do("clear_formatting")
    assert first(desk) == Heading(spans("The pilots stop"))
    desk.do("clear_formatting")
    assert first(desk) == Paragraph(spans("The pilots stop"))
    desk.do("undo")
    desk.do("undo")
    page.put_caret(7, 7)
    desk.do("clear_formatting")
    assert first(desk) == Heading(spans("The pilots", strong(" stop")))


def test_what_is_for_the_text_is_not_offered_in_the_headline(desk: DeskWindow) -> None:
    actions, page = desk.window.actions_, desk.room.page
    page.head.headline.setFocus()
    desk.qtbot.waitUntil(lambda: not actions["bold"].isEnabled(), timeout=WAIT)
    assert not actions["heading"].isEnabled()
    assert actions["insert_picture"].isEnabled()
    desk.window.toolbar.menu_button.setFocus()
    desk.qtbot.wait(20)
    assert not actions["bold"].isEnabled()
    page.setFocus()
    desk.qtbot.waitUntil(actions["bold"].isEnabled, timeout=WAIT)
    desk.window.toolbar.menu_button.setFocus()
    desk.qtbot.wait(20)
    assert actions["bold"].isEnabled()


def test_list_items_go_deeper_and_back_where_there_is_a_list(desk: DeskWindow) -> None:
    actions = desk.window.actions_
    assert not actions["deeper"].isEnabled()
    desk.do("bulleted_list")
    desk.qtbot.waitUntil(actions["deeper"].isEnabled, timeout=WAIT)
    QTest.keyClick(desk.room.page, Key.Key_BracketRight, Ctrl)
    assert getattr(first(desk), "depth", None) == 1
    QTest.keyClick(desk.room.page, Key.Key_BracketLeft, Ctrl)
    assert getattr(first(desk), "depth", None) == 0
