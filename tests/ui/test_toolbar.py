"""The toolbar: in order, steady, and whole at any width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desk.library.values import State
from desk.story.workflow import StaffRole, Workflow
from desk.ui.action_set import ActionSet
from desk.ui.actions import ACTIONS, BLOCK_KINDS, TOOLBAR, Fact
from desk.ui.icons import Icons
from desk.ui.toolbar import Toolbar
from desk.ui.workflow.standing import standing
from tests.ui.desk_window import DeskWindow


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def actions(window: QWidget, icons: Icons) -> ActionSet:
    made = ActionSet(window, icons, {action.id: window.update for action in ACTIONS})
    made.set_facts(Fact)
    return made


@pytest.fixture
def toolbar(window: QWidget, icons: Icons, actions: ActionSet) -> Toolbar:
    made = Toolbar(actions, icons, window)
    made.workflow.show_standing(standing(State.IN_REVIEW, Workflow(), StaffRole.EDITOR, "Mara Quist"))
    made.resize(1280, 46)
    window.resize(1280, 200)
    window.show()
    return made


def shown(toolbar: Toolbar) -> list[QToolButton]:
    buttons = [one for one in toolbar.left.findChildren(QToolButton) if one.isVisible()]
    return sorted(buttons, key=lambda one: one.x())


def test_all_of_it_has_room_at_1280_and_stands_in_order(toolbar: Toolbar, actions: ActionSet) -> None:
    assert toolbar.left.hidden == ()
    assert not toolbar.left.more.isVisible()
    menus = {toolbar.blocks: "blocks", toolbar.insert: "insert", toolbar.mode: "mode", toolbar.marks: "marks"}
    names = [menus.get(one) or one.defaultAction().objectName() for one in shown(toolbar)]
    assert names == [name for name in TOOLBAR if name]


@pytest.mark.parametrize("width", range(330, 900, 37))
def test_what_has_no_room_is_in_a_menu(toolbar: Toolbar, width: int) -> None:
    toolbar.resize(width, 46)
    seen = shown(toolbar)
    for one, other in pairwise(seen):
        assert one.geometry().right() < other.geometry().left()
    assert seen[-1].geometry().right() <= toolbar.left.width()
    assert toolbar.left.geometry().right() < toolbar.workflow.x()
    assert toolbar.workflow.geometry().right() <= toolbar.width()
    assert toolbar.state.width() >= toolbar.state.sizeHint().width()
    menu = toolbar.left.more.menu()
    assert menu is not None
    if toolbar.left.hidden:
        assert seen[-1] is toolbar.left.more
        assert [one for one in menu.actions() if not one.isSeparator()] == list(toolbar.left.hidden)
    else:
        assert toolbar.left.more not in seen
    assert len(seen) - bool(toolbar.left.hidden) + len(toolbar.left.hidden) == len([name for name in TOOLBAR if name])


def test_buttons_stay_where_they_are_whatever_the_caret_stands_in(toolbar: Toolbar, actions: ActionSet) -> None:
    places = set()
    for name in BLOCK_KINDS:
        if name:
            toolbar.show_block_kind(actions[name].text())
            places.add(tuple(one.geometry().getRect() for one in shown(toolbar)))
            assert toolbar.blocks.sizeHint().width() <= toolbar.blocks.width()
    assert len(places) == 1


def test_who_clicks_there_types_on_in_the_text(desk_window: DeskWindow) -> None:
    page, toolbar = desk_window.room.page, desk_window.window.toolbar
    page.activateWindow()
    page.setFocus()
    bold = desk_window.window.actions_["bold"]
    button = next(one for one in shown(toolbar) if one.defaultAction() is bold)
    for place in (button, toolbar, desk_window.window.status):
        QTest.mouseClick(place, Qt.MouseButton.LeftButton)
        assert page.hasFocus()
