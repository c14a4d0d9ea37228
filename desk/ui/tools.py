"""What helps to write: each tool is an object of its own, that knows the page and the story and not the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from desk.ui.room import Room


class Tools(QObject):
    """The tools of an open library's room."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
