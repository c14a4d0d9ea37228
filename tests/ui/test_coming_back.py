"""Somebody goes to another window and comes back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.ui.toast import SHOWN, WITH_A_WAY_BACK
from tests.ui.desk_window import WAIT, DeskWindow


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
    page, toast = window.page_pane, window.toast

    def is_in_the_middle() -> bool:
        middle = page.mapTo(window, page.rect().center()).x()
        return abs(toast.geometry().center().x() - middle) <= 1

    desk_window.qtbot.waitUntil(is_in_the_middle, timeout=WAIT)


def test_a_message_with_a_way_back_stays_longer_and_anew_when_a_hand_comes(desk_window: DeskWindow) -> None:
    toast = desk_window.window.toast
    timer = toast.findChild(QTimer)
    assert timer is not None
    toast.say("Copied.")
    assert timer.interval() == SHOWN
    toast.say("1,500 articles now published.", "Undo", toast.hide)
    assert timer.interval() == WITH_A_WAY_BACK > SHOWN
    timer.stop()
    middle = QPointF(toast.rect().center())
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert timer.isActive()
