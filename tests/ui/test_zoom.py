"""Zoom: by keys, by the wheel, and back; caret and place are kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.story.body import Body, Paragraph, Rule, spans
from desk.story.story import Story
from desk.ui.settings import Settings
from tests.ui.desk_window import DeskWindow

BODY = Body(
    (*(Paragraph(spans(f"Paragraph {number} tells of lamps on the mole. " * 5)) for number in range(60)), Rule())
)


@pytest.fixture
def opened(desk_window: DeskWindow) -> DeskWindow:
    row = desk_window.library.create(Story(headline="Lamps", deck="On the mole", body=BODY)).result(10)
    desk_window.open(row.id)
    desk_window.room.page.setFocus()
    return desk_window


def turn(widget: QWidget, by: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    window = widget.window()
    place = QPointF(widget.mapTo(window, QPoint(20, 20)))
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, by), QPoint(), modifiers)


def settle(window: DeskWindow) -> None:
    window.qtbot.waitUntil(lambda: window.room.page.type == window.session.looks.store.settings.page_type)


def size(window: DeskWindow) -> float:
    font = window.room.page.document().findBlockByNumber(0).charFormat().font()
    return QFontInfo(font).pointSizeF()


def test_keys_make_the_page_larger_and_smaller(opened: DeskWindow) -> None:
    page, before, width = opened.room.page, size(opened), opened.room.page.lineWrapColumnOrWidth()
    headline = QFontInfo(page.head.headline.font()).pointSizeF()
    QTest.keyClick(page, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    settle(opened)
    assert opened.session.looks.store.settings.zoom == 125
    assert size(opened) > before * 1.2
    assert QFontInfo(page.head.headline.font()).pointSizeF() > headline
    assert opened.window.status.zoom.text() == "125 %"
    assert opened.window.status.zoom.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    settle(opened)
    assert opened.session.looks.store.settings.zoom == 110
    QTest.keyClick(page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    settle(opened)
    assert (size(opened), page.lineWrapColumnOrWidth()) == (before, width)
    assert not opened.window.status.zoom.isVisible()


def test_the_wheel_with_ctrl_zooms_and_without_it_scrolls(opened: DeskWindow) -> None:
    page = opened.room.page
    turn(page.viewport(), 120)
    turn(page, 120)
    turn(page.head.headline.viewport(), 120)
    settle(opened)
    assert opened.session.looks.store.settings.zoom == 150
    before = page.verticalScrollBar().value()
    turn(page.viewport(), -240, Qt.KeyboardModifier.NoModifier)
    assert page.verticalScrollBar().value() > before
    for _ in range(20):
        turn(page.viewport(), -120)
    settle(opened)
    assert opened.session.looks.store.settings.zoom == 75


def test_a_click_in_the_status_line_goes_back(opened: DeskWindow) -> None:
    opened.do("zoom_in")
    settle(opened)
    QTest.mouseClick(opened.window.status.zoom, Qt.MouseButton.LeftButton)
    settle(opened)
    assert opened.session.looks.store.settings.zoom == 100


def test_caret_selection_and_place_are_kept(opened: DeskWindow) -> None:
    page = opened.room.page
    found = page.document().find("Paragraph 31")
    page.setTextCursor(found)
    bar = page.verticalScrollBar()
    bar.setValue(bar.value() + page.cursorRect().top() - 200)
    assert page.cursorRect().top() == 200
    for action in ("zoom_in", "zoom_in", "zoom_out", "zoom_reset"):
        opened.do(action)
        settle(opened)
        assert page.textCursor().selectedText() == "Paragraph 31"
        assert abs(page.cursorRect().top() - 200) <= 1, action
    assert not opened.room.manuscript.can_undo, "the story is not touched by it"


def test_without_the_caret_the_first_line_to_be_seen_is_kept(opened: DeskWindow) -> None:
    page = opened.room.page
    found = page.document().find("Paragraph 31")
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + page.cursorRect(found).top() - 5)
    opened.do("zoom_in")
    settle(opened)
    first = page.cursorForPosition(QPoint(60, 30)).block()
    assert first.text().startswith(("Paragraph 31", "Paragraph 30"))


def test_the_zoom_is_remembered_and_never_senseless() -> None:
    assert Settings(zoom=150).page_type.zoom == 1.5
    assert Settings(zoom=100_000).page_type.zoom == 2
    assert Settings(zoom=-5, story_size=1.0).page_type.ratio > 0.4
