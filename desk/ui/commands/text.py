"""What the Text menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class TextCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_smart_quotes(self) -> None:
        self.room.tools.text.run("smart_quotes")

    @Slot()
    def _on_straight_quotes(self) -> None:
        self.room.tools.text.run("straight_quotes")

    @Slot()
    def _on_double_quotes(self) -> None:
        self.room.tools.text.run("double_quotes")

    @Slot()
    def _on_single_quotes(self) -> None:
        self.room.tools.text.run("single_quotes")

    @Slot()
    def _on_sentence_case(self) -> None:
        self.room.tools.text.run("sentence_case")

    @Slot()
    def _on_title_case(self) -> None:
        self.room.tools.text.run("title_case")

    @Slot()
    def _on_upper_case(self) -> None:
        self.room.tools.text.run("upper_case")

    @Slot()
    def _on_lower_case(self) -> None:
        self.room.tools.text.run("lower_case")

    @Slot()
    def _on_single_spaces(self) -> None:
        self.room.tools.text.run("single_spaces")

    @Slot()
    def _on_join_lines(self) -> None:
        self.room.tools.text.run("join_lines")

    @Slot()
    def _on_tidy(self) -> None:
        self.room.tools.text.run("tidy")
