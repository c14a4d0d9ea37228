"""What the State menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.library.values import State
from desk.ui.commands.group import CommandGroup


class StateCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_state_draft(self) -> None:
        self._move(State.DRAFT)

    @Slot()
    def _on_state_in_review(self) -> None:
        self._move(State.IN_REVIEW)

    @Slot()
    def _on_state_ready(self) -> None:
        self._move(State.READY)

    @Slot()
    def _on_state_published(self) -> None:
        self._move(State.PUBLISHED)

    def _move(self, state: State) -> None:
        row = self.room.manuscript.article
        if row is not None:
            self.room.gauges.take_row(row)  # the menu shows the state that it is in until it is in another
            self.room.tools.to_come.hand_over(row, state, self.room.work.set_state)
