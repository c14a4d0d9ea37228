"""When a widget is seen for the first time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.ui.first_paint import FirstPaint


def test_it_is_told_once_and_not_before(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    told: list[None] = []
    FirstPaint(widget).begun.connect(lambda: told.append(None))
    widget.resize(20, 20)
    assert not told
    widget.show()
    qtbot.waitUntil(lambda: bool(told))
    widget.repaint()
    widget.repaint()
    assert len(told) == 1
