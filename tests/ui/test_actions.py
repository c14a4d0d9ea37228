"""The declared actions, walked all of them."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from desk.ui.action_set import ActionSet
from desk.ui.actions import ACTIONS, BLOCK_KINDS, TOOLBAR, Action, Fact, Menu, in_menu
from desk.ui.commands.commands import Commands
from desk.ui.icons import Icons
from desk.ui.services import Looks

IDS = [action.id for action in ACTIONS]


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def actions(window: QMainWindow, icons: Icons, done: list[str]) -> ActionSet:
    def handler(name: str) -> object:
        return lambda: done.append(name)

    return ActionSet(window, icons, {name: handler(name) for name in IDS})  # type: ignore[misc]


def test_ids_and_shortcuts_are_unique() -> None:
    assert len(set(IDS)) == len(IDS)
    every = (keys for action in ACTIONS for keys in (action.shortcut, action.also) if keys)
    keys = [QKeySequence(each).toString() for each in every]
    assert "" not in keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
def test_an_action_is_declared_as_it_should_be(action: Action) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", action.id)
    assert action.title == action.title.strip()
    assert action.keywords, "the palette finds it by other words too"
    for keys in filter(None, (action.shortcut, action.also)):
        assert QKeySequence(keys).toString() == keys
    assert action.shortcut or not action.also


def test_a_second_shortcut_does_it_too(actions: ActionSet) -> None:
    assert [keys.toString() for keys in actions["redo"].shortcuts()] == ["Ctrl+Shift+Z", "Ctrl+Y"]
    assert actions["redo"].toolTip() == "Redo  Ctrl+Shift+Z"


def test_every_action_has_its_handler(looks: Looks) -> None:
    handlers = Commands(looks).handlers()
    assert set(handlers) == set(IDS)
    assert len({handler.__name__ for handler in handlers.values()}) == len(IDS)


def test_every_handler_has_its_action(looks: Looks) -> None:
    groups = [type(group) for group in Commands(looks).groups]
    named = {name.removeprefix("_on_") for group in groups for name in vars(group) if name.startswith("_on_")}
    assert named == set(IDS)


def test_handlers_that_do_not_fit_are_refused(window: QMainWindow, icons: Icons) -> None:
    with pytest.raises(ValueError, match="bold"):
        ActionSet(window, icons, {name: print for name in IDS if name != "bold"})


def test_every_action_is_in_the_menu_once(actions: ActionSet, window: QMainWindow) -> None:
    menu = actions.menu(window)
    found = [
        action.objectName() for part in menu.findChildren(QMenu) for action in part.actions() if action.objectName()
    ]
    assert sorted(found) == sorted(IDS)
    assert [action.text() for action in menu.actions()] == [one.value for one in Menu]


def test_groups_of_a_menu_stand_in_order() -> None:
    for menu in Menu:
        groups = [action.group for action in in_menu(menu)]
        assert groups == sorted(groups)


def test_the_toolbar_and_the_block_menu_name_actions() -> None:
    assert {name for name in (*TOOLBAR, *BLOCK_KINDS) if name} - {"blocks", "insert", "mode", "marks"} <= set(IDS)


def test_an_action_is_enabled_when_all_it_needs_is_so(actions: ActionSet) -> None:
    able = {name for name in IDS if actions[name].isEnabled()}
    assert able == {action.id for action in ACTIONS if not action.needs}
    actions.set_facts({Fact.LIBRARY, Fact.ARTICLE, Fact.PAGE, Fact.BODY})
    assert actions["bold"].isEnabled()
    assert not actions["deeper"].isEnabled()
    assert not actions["undo"].isEnabled()
    assert not actions["bin"].isEnabled()
    actions.set_facts(Fact)
    assert all(actions[name].isEnabled() for name in IDS)


def test_triggering_does_it(actions: ActionSet, done: list[str]) -> None:
    actions.set_facts(Fact)
    for name in IDS:
        actions[name].trigger()
    assert done == IDS
