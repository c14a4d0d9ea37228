"""What the Story menu does."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from desk.ui.commands.group import CommandGroup


class StoryCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    settings_requested = Signal()
    other_library_requested = Signal()

    @Slot()
    def _on_new_story(self) -> None:
        self.room.work.new_story()

    @Slot()
    def _on_import_files(self) -> None:
        self.room.dialogs.ask_files()

    @Slot()
    def _on_export(self) -> None:
        self.room.bulk.export()

    @Slot()
    def _on_keep_version(self) -> None:
        self.room.tools.history.checkpoint()

    @Slot()
    def _on_duplicate(self) -> None:
        self.room.work.duplicate()

    @Slot()
    def _on_bin(self) -> None:
        self.room.bulk.bin()

    @Slot()
    def _on_tag(self) -> None:
        self.room.bulk.ask_tags()

    @Slot()
    def _on_credit_many(self) -> None:
        self.room.bulk.ask_credit()

    @Slot()
    def _on_put_back(self) -> None:
        self.room.bulk.put_back()

    @Slot()
    def _on_empty_bin(self) -> None:
        self.room.bulk.ask_empty_bin()

    @Slot()
    def _on_other_library(self) -> None:
        self.other_library_requested.emit()

    @Slot()
    def _on_open_backup(self) -> None:
        self.room.tools.backups.choose()

    @Slot()
    def _on_export_everything(self) -> None:
        self.room.tools.whole.ask_out()

    @Slot()
    def _on_import_everything(self) -> None:
        self.room.tools.whole.ask_in()

    @Slot()
    def _on_people(self) -> None:
        self.room.tools.people.show_directory()

    @Slot()
    def _on_ledger(self) -> None:
        self.room.tools.ledger.show()

    @Slot()
    def _on_switch_person(self) -> None:
        self.room.tools.people.show_staff()

    @Slot()
    def _on_settings(self) -> None:
        self.settings_requested.emit()

    @Slot()
    def _on_quit(self) -> None:
        self.window.close()
