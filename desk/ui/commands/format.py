"""What the Format menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.story.body import Mark
from desk.ui.commands.group import CommandGroup


class FormatCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_bold(self) -> None:
        self.room.page.toggle_mark(Mark.STRONG)

    @Slot()
    def _on_italic(self) -> None:
        self.room.page.toggle_mark(Mark.EMPHASIS)

    @Slot()
    def _on_underline(self) -> None:
        self.room.page.toggle_mark(Mark.UNDERLINE)

    @Slot()
    def _on_strike(self) -> None:
        self.room.page.toggle_mark(Mark.STRIKE)

    @Slot()
    def _on_superscript(self) -> None:
        self.room.page.toggle_mark(Mark.SUPERSCRIPT)

    @Slot()
    def _on_subscript(self) -> None:
        self.room.page.toggle_mark(Mark.SUBSCRIPT)

    @Slot()
    def _on_code(self) -> None:
        self.room.page.toggle_mark(Mark.CODE)

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

    @Slot()
    def _on_deeper(self) -> None:
        self.room.page.commands.indent(1)

    @Slot()
    def _on_shallower(self) -> None:
        self.room.page.commands.indent(-1)

    @Slot()
    def _on_clear_formatting(self) -> None:
        self.room.page.writing.commands.clear()
