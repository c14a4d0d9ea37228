"""The quiet word at the foot of the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from tests.ui.desk_window import WAIT, DeskWindow


def area(widget: QWidget) -> QRect:
    return QRect(widget.mapToGlobal(QPoint()), widget.size())


def test_it_covers_nothing_of_the_side(desk_window: DeskWindow) -> None:
    window, side = desk_window.window, desk_window.window.side_pane
    window.resize(1280, 800)
    window.show_pane(side, on=True)
    window.toast.say("“Harbour pilots refuse night landings” is in the bin.", "Undo", lambda: None)
    desk_window.qtbot.waitUntil(lambda: side.isVisible() and side.width() > 1, timeout=WAIT)
    assert window.toast.isVisible()
    assert not area(window.toast).intersects(area(side))
    window.show_pane(side, on=False)
    page = area(window.page_pane)
    desk_window.qtbot.waitUntil(lambda: abs(area(window.toast).center().x() - page.center().x()) <= 1, timeout=WAIT)


def test_it_stays_within_the_window(desk_window: DeskWindow) -> None:
    window = desk_window.window
    window.toast.say("A sentence that is longer than the page is wide. " * 3)
    assert window.toast.x() >= 0
