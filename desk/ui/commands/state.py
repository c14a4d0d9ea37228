"""What the State menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.library.values import State
from desk.ui.commands.group import CommandGroup


class StateCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_next_step(self) -> None:
        self.room.tools.workflow.take_next()

    @Slot()
    def _on_state_draft(self) -> None:
        self.room.tools.workflow.take(State.DRAFT)

    @Slot()
    def _on_state_submitted(self) -> None:
        self.room.tools.workflow.take(State.SUBMITTED)

    @Slot()
    def _on_state_in_review(self) -> None:
        self.room.tools.workflow.take(State.IN_REVIEW)

    @Slot()
    def _on_state_ready(self) -> None:
        self.room.tools.workflow.take(State.READY)

    @Slot()
    def _on_state_published(self) -> None:
        self.room.tools.workflow.take(State.PUBLISHED)

    @Slot()
    def _on_state_updated(self) -> None:
        self.room.tools.workflow.take(State.UPDATED)

    @Slot()
    def _on_state_corrected(self) -> None:
        self.room.tools.workflow.take(State.CORRECTED)

    @Slot()
    def _on_state_spiked(self) -> None:
        self.room.tools.workflow.take(State.SPIKED)

    @Slot()
    def _on_state_killed(self) -> None:
        self.room.tools.workflow.take(State.KILLED)
