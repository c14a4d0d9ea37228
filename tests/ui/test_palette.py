from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desk.ui.action_set import ActionSet
from desk.ui.actions import ACTIONS, Fact
from desk.ui.palette import CommandPalette, find
from desk.ui.services import Looks


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


@pytest.fixture
def actions(window: QMainWindow, looks: Looks, done: list[str]) -> ActionSet:
    def handler(name: str) -> object:
        return lambda: done.append(name)

    made = ActionSet(window, looks.icons, {one.id: handler(one.id) for one in ACTIONS})  # type: ignore[misc]
    made.set_facts(Fact)
    return made


@pytest.fixture
def palette(looks: Looks, actions: ActionSet, window: QMainWindow) -> CommandPalette:
    made = CommandPalette(actions, looks.theme, window)
    made.open_over(window)
    return made


def first(query: str, actions: ActionSet) -> str:
    return find(query, actions)[0].declared.id


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("bold", "bold"),
        ("mtb", "bin"),
        ("delete", "bin"),
        ("dark", "theme_dark"),
        ("expo", "export"),
        ("contributed", "add_credit"),
        ("photo", "insert_picture"),
        ("preferences", "settings"),
    ],
)
def test_what_people_type_is_found_first(actions: ActionSet, query: str, wanted: str) -> None:
    assert first(query, actions) == wanted


def test_every_action_is_reached_by_its_title(actions: ActionSet) -> None:
    for action in ACTIONS:
        if action.id != "palette":
            assert action.id in [hit.declared.id for hit in find(action.title, actions)[:3]]


def test_what_makes_no_sense_now_is_left_out(actions: ActionSet) -> None:
    actions.set_facts({Fact.LIBRARY})
    assert "bold" not in [hit.declared.id for hit in find("", actions)]


def test_typing_and_return_does_it(qtbot: QtBot, palette: CommandPalette, done: list[str]) -> None:
    QTest.keyClicks(palette.field, "ital")
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["italic"]


def test_the_arrows_choose(qtbot: QtBot, palette: CommandPalette, done: list[str]) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(palette.field, key)
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Qt.Key.Key_Enter)
    assert done == [ACTIONS[1].id]


def test_escape_does_nothing(qtbot: QtBot, palette: CommandPalette, done: list[str]) -> None:
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert done == []


def test_nothing_found_is_said(qtbot: QtBot, palette: CommandPalette, done: list[str]) -> None:
    QTest.keyClicks(palette.field, "qqqq")
    assert palette.list.isHidden()
    with qtbot.waitSignal(palette.destroyed):
        QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []
