"""What the History menu does."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.ui.commands.group import CommandGroup


class HistoryCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_note_version(self) -> None:
        self.room.tools.history.note()

    @Slot()
    def _on_compare(self) -> None:
        self.room.tools.history.compare()

    @Slot(bool)
    def _on_compare_before(self, on: bool) -> None:
        self.room.tools.history.compare_with_before(on)

    @Slot(bool)
    def _on_fold_unchanged(self, on: bool) -> None:
        self.room.tools.history.fold(on)

    @Slot()
    def _on_restore_change(self) -> None:
        self.room.tools.history.restore_change()

    @Slot()
    def _on_restore_revision(self) -> None:
        self.room.tools.history.restore()

    @Slot()
    def _on_close_comparison(self) -> None:
        self.room.tools.history.close()

    @Slot(bool)
    def _on_readers_saw(self, on: bool) -> None:
        self.room.tools.readers.toggle(on=on)

    @Slot(bool)
    def _on_changed_for_readers(self, on: bool) -> None:
        self.room.tools.readers.show_changed(on)

    @Slot()
    def _on_save_delivered(self) -> None:
        self.room.tools.readers.save()
