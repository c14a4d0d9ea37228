"""Somebody goes to another window and comes back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import DeskWindow


def test_the_list_is_read_again(desk_window: DeskWindow, qtbot: QtBot) -> None:
    window, other = desk_window.window, QWidget()
    qtbot.addWidget(other)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    with qtbot.waitSignal(desk_window.room.articles.model.filled):
        window.activateWindow()


def test_the_message_stays_at_the_foot(desk_window: DeskWindow) -> None:
    window = desk_window.window
    window.toast.say("Copied.")
    above = window.height() - window.toast.geometry().bottom()
    window.resize(window.width() - 60, window.height() - 80)
    assert window.height() - window.toast.geometry().bottom() == above
    middle = window.toast.geometry().center().x()
    assert abs(middle - window.rect().center().x()) <= 1
