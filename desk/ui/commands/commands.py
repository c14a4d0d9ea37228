"""Joins the declared actions to what they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from desk.ui.actions import ACTIONS
from desk.ui.commands.edit import EditCommands
from desk.ui.commands.format import FormatCommands
from desk.ui.commands.help import HelpCommands
from desk.ui.commands.history import HistoryCommands
from desk.ui.commands.insert import InsertCommands
from desk.ui.commands.review import ReviewCommands
from desk.ui.commands.spelling import SpellingCommands
from desk.ui.commands.state import StateCommands
from desk.ui.commands.story import StoryCommands
from desk.ui.commands.table import TableCommands
from desk.ui.commands.text import TextCommands
from desk.ui.commands.view import ViewCommands

if TYPE_CHECKING:
    from desk.ui.commands.group import CommandGroup
    from desk.ui.room import Room
    from desk.ui.services import Looks
    from desk.ui.window import MainWindow


class Commands:
    """The commands of all menus. An action belongs to the group that has a method `_on_` and its id."""

    def __init__(self, looks: Looks) -> None:
        self.story = StoryCommands(looks)
        self.view = ViewCommands(looks)
        self.groups = (
            self.story,
            EditCommands(looks),
            InsertCommands(looks),
            FormatCommands(looks),
            TextCommands(looks),
            TableCommands(looks),
            SpellingCommands(looks),
            ReviewCommands(looks),
            StateCommands(looks),
            HistoryCommands(looks),
            self.view,
            HelpCommands(looks),
        )

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its id. One that no group knows, or two, is a LookupError."""
        owners: dict[str, list[CommandGroup]] = {}
        for group in self.groups:
            for name in vars(type(group)):
                owners.setdefault(name, []).append(group)
        return {action.id: _handler(f"_on_{action.id}", owners) for action in ACTIONS}

    def set_window(self, window: MainWindow) -> None:
        """The window that the commands are for."""
        for group in self.groups:
            group.window = window

    def set_room(self, room: Room) -> None:
        """The room of the library that is open now."""
        for group in self.groups:
            group.room = room


def _handler(name: str, owners: Mapping[str, Sequence[CommandGroup]]) -> Callable[[], object]:
    those = owners.get(name, ())
    if len(those) != 1:
        raise LookupError(f"{name} is known to {len(those)} groups of commands")
    found: Callable[[], object] = getattr(those[0], name)
    return found
