"""What the commands of all menus are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.services import Looks
    from desk.ui.window import MainWindow


class CommandGroup(QObject):
    """The commands of one menu. The window is there from the start, the room once a library is open."""

    window: MainWindow
    room: Room

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self.looks = looks
