"""What the window does about spelling."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class SpellingCommands(CommandGroup):
    """One short method for every action, named `_on_` and the action's id."""

    @Slot()
    def _on_next_misspelt(self) -> None:
        self.room.tools.spelling.go(1)

    @Slot()
    def _on_previous_misspelt(self) -> None:
        self.room.tools.spelling.go(-1)

    @Slot()
    def _on_check_spelling(self) -> None:
        spelling = self.room.tools.spelling
        spelling.set_on(on=not spelling.is_on)

    @Slot()
    def _on_own_words(self) -> None:
        self.room.tools.spelling.show_words()
