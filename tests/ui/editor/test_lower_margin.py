"""There is a line's room below the caret, and nothing moves where there is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desk.story.body import Body, Paragraph, spans
from tests.ui.editor.pages import Ctrl, Key, Stage

On = Callable[[Body], Stage]
MANY = Body(tuple(Paragraph(spans(f"Lamp {number} is lit.")) for number in range(60)))


def room_below(stage: Stage) -> int:
    return stage.page.viewport().height() - stage.page.cursorRect().bottom() - 1


@pytest.fixture
def at_edge(on_page: On) -> Stage:
    """The caret is in the last line that is to be seen whole."""
    stage = on_page(MANY)
    page = stage.page
    last = page.cursorForPosition(QPoint(100, page.viewport().height() - 60)).position()
    page.put_caret(last, last)
    stage.settle()
    return stage


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Down])
def test_a_new_line_does_not_stand_at_the_edge(at_edge: Stage, key: Key) -> None:
    for _ in range(4):
        at_edge.press(key)
        at_edge.settle()
        assert room_below(at_edge) >= at_edge.page.cursorRect().height()


def test_words_that_go_on_in_a_new_line_neither(at_edge: Stage) -> None:
    at_edge.press(Key.Key_Return)
    at_edge.type("and on and on " * 20)
    at_edge.settle()
    assert room_below(at_edge) >= at_edge.page.cursorRect().height()


def test_where_there_is_room_nothing_moves(on_page: On) -> None:
    stage = on_page(MANY)
    stage.behind("Lamp 3 is")
    stage.settle()
    stage.press(Key.Key_Down, Key.Key_Return, Key.Key_Down)
    stage.type("more")
    stage.settle()
    assert stage.page.verticalScrollBar().value() == 0


def test_a_click_moves_nothing(on_page: On) -> None:
    stage = on_page(MANY)
    page, bar = stage.page, stage.page.verticalScrollBar()
    place = QPoint(100, page.viewport().height() - 10)
    line = page.cursorForPosition(place)
    bar.setValue(bar.value() + page.cursorRect(line).bottom() + 5 - page.viewport().height())
    scrolled = bar.value()
    window = page.window().windowHandle()  # which knows of buttons that are down
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=page.viewport().mapTo(page.window(), place))
    stage.settle()
    assert page.textCursor().block() == line.block()
    assert 0 <= room_below(stage) < 10
    assert bar.value() == scrolled


def test_the_end_of_the_story_is_no_trouble(on_page: On) -> None:
    stage = on_page(MANY)
    stage.press(Key.Key_End, mod=Ctrl)
    stage.press(Key.Key_Return)
    stage.settle()
    assert room_below(stage) >= stage.page.cursorRect().height()
