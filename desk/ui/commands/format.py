"""What the Format menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class FormatCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_bold(self) -> None:
        self.room.page.toggle_bold()

    @Slot()
    def _on_italic(self) -> None:
        self.room.page.toggle_italic()

    @Slot()
    def _on_link(self) -> None:
        self.room.page.ask_link()

    @Slot()
    def _on_paragraph(self) -> None:
        self.room.page.make_paragraph()

    @Slot()
    def _on_heading(self) -> None:
        self.room.page.make_heading(2)

    @Slot()
    def _on_subheading(self) -> None:
        self.room.page.make_heading(3)

    @Slot()
    def _on_quote(self) -> None:
        self.room.page.make_quote()

    @Slot()
    def _on_pull_quote(self) -> None:
        self.room.page.make_pull_quote()

    @Slot()
    def _on_bulleted_list(self) -> None:
        self.room.page.make_list(ordered=False)

    @Slot()
    def _on_numbered_list(self) -> None:
        self.room.page.make_list(ordered=True)
