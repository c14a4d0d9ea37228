"""What the State menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.library.values import State
from desk.ui.commands.group import CommandGroup


class StateCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_state_draft(self) -> None:
        self.room.work.set_state(State.DRAFT)

    @Slot()
    def _on_state_in_review(self) -> None:
        self.room.work.set_state(State.IN_REVIEW)

    @Slot()
    def _on_state_ready(self) -> None:
        self.room.work.set_state(State.READY)

    @Slot()
    def _on_state_published(self) -> None:
        self.room.work.set_state(State.PUBLISHED)
