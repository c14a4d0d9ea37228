"""Whatever a person does in a window in whatever order, page and story say the same, and undo brings all back."""

from __future__ import annotations

from typing import Any

from desk.ui.services import Looks
from tests.ui.desk_window import DeskWindow
from tests.ui.editor.machine import run
from tests.ui.editor.pages import Stage
from tests.ui.room_machine import RoomMachine


def test_a_thousand_steps(desk_window: DeskWindow, looks: Looks, qtlog: Any) -> None:
    class Machine(RoomMachine):
        pass

    room = desk_window.room
    desk_window.window.activateWindow()
    Machine.stage = Stage(desk_window.library, room.manuscript, room.page, desk_window.qtbot)
    Machine.desk, Machine.looks, Machine.log = desk_window, looks, qtlog
    with desk_window.qtbot.captureExceptions() as Machine.faults:
        run(Machine, rounds=4)
