"""The context menu over links, pictures and cards, in a whole window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from desk.story.body import Body, Embed, Figure, Paragraph, spans
from desk.ui.editor.cards import drawn_box
from desk.ui.undo import Caret
from tests.formats.bodies import link
from tests.ui.desk_window import WAIT, DeskWindow

BODY = Body(
    (
        Paragraph(spans("Read ", link("here", "https://port.example"), " now.")),
        Embed("https://port.example/film", "Film"),
        Figure("media:none", "Alt"),
        Paragraph(spans("Below.")),
    )
)


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    manuscript = desk_window.room.manuscript
    manuscript.edit(replace(manuscript.story, body=BODY), None, caret=Caret())
    desk_window.room.page.setFocus()
    desk_window.room.page.verticalScrollBar().setValue(200)
    return desk_window


def blocks(desk: DeskWindow) -> tuple[object, ...]:
    return desk.room.manuscript.story.body.blocks


def asked(desk: DeskWindow) -> tuple[str, ...]:
    popup = desk.room.page.asking.popup
    assert popup is not None
    return popup.texts


def menu_at(desk: DeskWindow, place: QPoint) -> QMenu:
    page = desk.room.page
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, page.viewport().mapToGlobal(place))
    QApplication.sendEvent(page.viewport(), event)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=WAIT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, title: str) -> None:
    next(action for action in menu.actions() if action.text() == title).trigger()
    menu.close()


def object_at(desk: DeskWindow, index: int) -> QPoint:
    page = desk.room.page
    line = page.document().findBlockByNumber(page.bridge.first_line(index))
    return drawn_box(line, page.verticalScrollBar().value()).center().toPoint()


def test_a_link_is_changed_and_removed(desk: DeskWindow) -> None:
    page = desk.room.page
    cursor = page.document().find("here")
    cursor.setPosition(cursor.selectionStart() + 2)
    place = page.cursorRect(cursor).center()
    choose(menu_at(desk, place), "Change the Link…")
    assert page.asking.popup is not None
    assert page.asking.popup.texts == ("https://port.example",)
    page.asking.dismiss()
    choose(menu_at(desk, place), "Remove the Link")
    assert blocks(desk)[0] == Paragraph(spans("Read here now."))
    menu = menu_at(desk, place)
    assert "Remove the Link" not in [action.text() for action in menu.actions()]
    menu.close()


def test_a_card_and_a_picture_are_changed_and_removed(desk: DeskWindow) -> None:
    page = desk.room.page
    choose(menu_at(desk, object_at(desk, 1)), "Change the Card…")
    assert asked(desk) == ("https://port.example/film", "Film")
    page.asking.dismiss()
    choose(menu_at(desk, object_at(desk, 2)), "Describe the Picture…")
    assert asked(desk) == ("Alt",)
    page.asking.dismiss()
    choose(menu_at(desk, object_at(desk, 2)), "Replace the Picture…")
    (dialog,) = desk.window.findChildren(QFileDialog)
    dialog.close()
    choose(menu_at(desk, object_at(desk, 2)), "Remove the Picture")
    choose(menu_at(desk, object_at(desk, 1)), "Remove the Card")
    assert blocks(desk) == (BODY.blocks[0], BODY.blocks[3])


def test_undo_and_redo_are_offered_where_there_is_something(desk: DeskWindow) -> None:
    page = desk.room.page
    place = page.cursorRect(page.document().find("Below")).center()

    def offered() -> tuple[bool, ...]:
        menu = menu_at(desk, place)
        found = tuple(action.isEnabled() for action in menu.actions() if action.text() in {"Undo", "Redo"})
        menu.close()
        return found

    assert offered() == (True, False)
    desk.do("undo")
    assert offered() == (False, True)
