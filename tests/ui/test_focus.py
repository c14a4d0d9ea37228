"""Focus mode and the whole screen, and what is left of them on leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from desk.story.body import Body, Figure, Paragraph, spans
from desk.story.story import Story
from desk.ui.editor.sheet import LEVEL
from tests.ui.desk_window import DeskWindow

BODY = Body(tuple(Paragraph(spans(f"Paragraph {number} tells of lamps on the mole. " * 4)) for number in range(40)))


@pytest.fixture
def opened(desk_window: DeskWindow) -> DeskWindow:
    row = desk_window.library.create(Story(headline="Lamps", deck="On the mole", body=BODY)).result(10)
    desk_window.open(row.id)
    desk_window.room.page.setFocus()
    return desk_window


def level(window: DeskWindow, view: QTextEdit | None = None) -> float:
    """How high the caret stands, as a share of the page's height."""
    page = window.room.page
    view = view or page
    place = view.viewport().mapTo(page.viewport(), view.cursorRect().center()) if view is not page else None
    return (place or page.cursorRect().center()).y() / page.viewport().height()


def at_level(window: DeskWindow, view: QTextEdit | None = None) -> None:
    window.qtbot.waitUntil(lambda: abs(level(window, view) - LEVEL) < 0.02)


def go_to(window: DeskWindow, words: str) -> QTextCursor:
    found = window.room.page.document().find(words)
    window.room.page.setTextCursor(found)
    return found


def strongest(window: DeskWindow, block: int) -> int:
    """How dark the darkest dot of a paragraph is, 0 being black."""
    page = window.room.page
    box = page.document().documentLayout().blockBoundingRect(page.document().findBlockByNumber(block))
    area = box.translated(0, -page.verticalScrollBar().value()).toRect() & page.viewport().rect()
    image = page.viewport().grab(QRect(area)).toImage()
    dots = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    return min(dot.lightness() for dot in dots)


def test_only_the_paragraph_that_is_written_is_at_full_strength(opened: DeskWindow) -> None:
    go_to(opened, "Paragraph 7")
    QTest.keyClick(opened.room.page, Qt.Key.Key_F9)
    at_level(opened)
    full, dim = strongest(opened, 7), (strongest(opened, 6), strongest(opened, 8))
    assert full < 60
    assert min(dim) > 120
    QTest.keyClick(opened.room.page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    go_to(opened, "Paragraph 8")
    at_level(opened)
    assert strongest(opened, 7) > 120
    assert strongest(opened, 8) < 60
    QTest.keyClick(opened.room.page, Qt.Key.Key_F9)
    assert strongest(opened, 7) < 60


def test_head_and_body_take_turns(opened: DeskWindow) -> None:
    page, head = opened.room.page, opened.room.page.head
    opened.do("focus_mode")
    ink = QColor(page.bridge.styles.tokens.ink).lightness()

    def darkest(widget: QTextEdit) -> int:
        image = head.grab(widget.geometry()).toImage()
        return min(image.pixelColor(x, y).lightness() for x in range(image.width()) for y in range(image.height()))

    head.headline.setFocus()
    assert darkest(head.headline) <= ink + 8
    assert strongest(opened, 0) > 120
    page.setFocus()
    assert darkest(head.headline) > 120
    assert strongest(opened, 0) < 60


def test_a_picture_and_its_caption_are_one(desk_window: DeskWindow) -> None:
    body = Body((BODY.blocks[0], Figure("media:0", "", spans("The east mole"), "Ana Reis"), BODY.blocks[1]))
    row = desk_window.library.create(Story(headline="Lamps", body=body)).result(10)
    desk_window.open(row.id)
    page = desk_window.room.page
    page.setFocus()
    desk_window.do("focus_mode")
    go_to(desk_window, "Ana Reis")
    at_level(desk_window)
    assert strongest(desk_window, 2) < 130
    assert strongest(desk_window, 0) > 120


def test_the_line_stays_at_one_height_at_both_ends_too(opened: DeskWindow) -> None:
    page = opened.room.page
    opened.do("focus_mode")
    QTest.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Right)
    at_level(opened)
    QTest.keyClick(page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    at_level(opened)
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Return)
        QTest.keyClicks(page, "More")
        at_level(opened)
    page.head.headline.setFocus()
    QTest.keyClick(page.head.headline, Qt.Key.Key_End)
    at_level(opened, page.head.headline)


def test_it_does_not_fight_the_wheel_nor_the_mouse(opened: DeskWindow) -> None:
    page = opened.room.page
    opened.do("focus_mode")
    go_to(opened, "Paragraph 9")
    at_level(opened)
    place = page.viewport().mapTo(opened.window, QPoint(300, 300))
    QTest.wheelEvent(opened.window.windowHandle(), QPointF(place), QPoint(0, -240))
    opened.qtbot.wait(180)
    scrolled = page.verticalScrollBar().value()
    assert level(opened) < LEVEL - 0.03, "where the wheel left it"
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, page.viewport().height() - 60))
    opened.qtbot.wait(180)
    assert page.verticalScrollBar().value() == scrolled, "nothing moves under the pointer"
    QTest.keyClicks(page, "x")
    at_level(opened)


@pytest.mark.parametrize("way", ["key", "escape", "button", "field"])
def test_everything_is_as_it_was_on_leaving(opened: DeskWindow, way: str) -> None:
    window, page = opened.window, opened.room.page
    go_to(opened, "Paragraph 5")
    sizes, place = window.splitter.sizes(), page.textCursor().position()
    margin = page.document().rootFrame().frameFormat().topMargin()
    opened.do("focus_mode")
    assert window.actions_["focus_mode"].isChecked()
    assert [pane.isVisible() for pane in window.panes] == [False, True, False]
    assert not window.toolbar.isVisible()
    assert window.status.leave.isVisible()
    assert not window.status.who.isVisible()
    if way == "field":
        page.head.headline.setFocus()
        QTest.keyClick(page.head.headline, Qt.Key.Key_Escape)
    elif way == "escape":
        QTest.keyClick(page, Qt.Key.Key_Escape)
    elif way == "button":
        QTest.mouseClick(window.status.leave, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(page, Qt.Key.Key_F9)
    assert not window.actions_["focus_mode"].isChecked()
    assert [pane.isVisible() for pane in window.panes] == [True, True, True]
    assert window.toolbar.isVisible()
    assert window.splitter.sizes() == sizes
    assert page.textCursor().position() == place
    assert page.document().rootFrame().frameFormat().topMargin() == margin
    assert not window.status.leave.isVisible()
    assert page.manuscript.story.body == BODY


def test_a_pane_that_was_asked_for_meanwhile_stays(opened: DeskWindow) -> None:
    opened.do("toggle_side")
    opened.do("toggle_list")
    opened.do("focus_mode")
    opened.do("tab_details")
    assert opened.window.side_pane.isVisible()
    opened.do("focus_mode")
    assert [pane.isVisible() for pane in opened.window.panes] == [False, True, True]


def test_what_is_remembered_is_the_window_as_it_was_before(opened: DeskWindow) -> None:
    opened.do("focus_mode")
    kept = opened.window.state()
    assert (kept["list_shown"], kept["side_shown"]) == (True, True)


def test_the_menu_opens_where_there_is_no_toolbar(opened: DeskWindow) -> None:
    opened.do("focus_mode")
    opened.do("open_menu")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_the_whole_screen_gives_back_the_window_it_was(opened: DeskWindow) -> None:
    window = opened.window
    window.showMaximized()
    before = window.state()["geometry"]
    opened.do("full_screen")
    assert window.isFullScreen()
    assert window.actions_["full_screen"].isChecked()
    assert window.state()["geometry"] == before, "the next start is not to fill the screen"
    opened.do("focus_mode")
    opened.do("full_screen")
    assert not window.isFullScreen()
    assert window.isMaximized()
    assert window.is_quiet, "each is left by its own key"
    opened.do("focus_mode")
    window.showFullScreen()
    assert window.actions_["full_screen"].isChecked(), "the system did it"
