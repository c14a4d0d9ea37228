"""What the Insert menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class InsertCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_insert_picture(self) -> None:
        self.room.dialogs.ask_pictures()

    @Slot()
    def _on_insert_rule(self) -> None:
        self.room.page.insert_rule()

    @Slot()
    def _on_link(self) -> None:
        self.room.page.ask_link()

    @Slot()
    def _on_insert_embed(self) -> None:
        self.room.page.ask_embed()

    @Slot()
    def _on_open_link(self) -> None:
        self.room.page.open_link()

    @Slot()
    def _on_describe_picture(self) -> None:
        self.room.page.ask_description()

    @Slot()
    def _on_replace_picture(self) -> None:
        self.room.figures.ask_replacement()

    @Slot()
    def _on_note(self) -> None:
        self.room.page.make_note()

    @Slot()
    def _on_add_credit(self) -> None:
        self.room.show_side("credits")
        if self.room.side is not None:
            self.room.side.add_credit()

    @Slot()
    def _on_proposed_credits(self) -> None:
        self.room.tools.crediting.go()
