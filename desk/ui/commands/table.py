"""What the Table menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class TableCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_insert_table(self) -> None:
        self.room.tools.tables.ask_size()

    @Slot()
    def _on_row_above(self) -> None:
        self.room.tools.tables.changes.add_row(below=False)

    @Slot()
    def _on_row_below(self) -> None:
        self.room.tools.tables.changes.add_row(below=True)

    @Slot()
    def _on_column_left(self) -> None:
        self.room.tools.tables.changes.add_column(right=False)

    @Slot()
    def _on_column_right(self) -> None:
        self.room.tools.tables.changes.add_column(right=True)

    @Slot()
    def _on_remove_row(self) -> None:
        self.room.tools.tables.changes.remove_row()

    @Slot()
    def _on_remove_column(self) -> None:
        self.room.tools.tables.changes.remove_column()

    @Slot()
    def _on_header_row(self) -> None:
        self.room.tools.tables.changes.toggle_header()

    @Slot()
    def _on_remove_table(self) -> None:
        self.room.tools.tables.changes.remove()
