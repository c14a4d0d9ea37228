"""What the Edit menu does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup

if TYPE_CHECKING:
    from desk.ui.find.tool import FindTool


class EditCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_undo(self) -> None:
        self.room.manuscript.undo()

    @Slot()
    def _on_redo(self) -> None:
        self.room.manuscript.redo()

    @Slot()
    def _on_paste_plain(self) -> None:
        self.room.tools.paste.paste_plain()

    @Slot()
    def _on_keep_source(self) -> None:
        self.room.tools.paste.keep_source()

    @Slot()
    def _on_find(self) -> None:
        self._find.open()

    @Slot()
    def _on_replace(self) -> None:
        self._find.open(replace=True)

    @Slot()
    def _on_find_next(self) -> None:
        self._find.next()

    @Slot()
    def _on_find_previous(self) -> None:
        self._find.previous()

    @Slot()
    def _on_next_to_come(self) -> None:
        self.room.tools.to_come.next()

    @property
    def _find(self) -> FindTool:
        self.room.tools.show_page()
        return self.room.tools.find
