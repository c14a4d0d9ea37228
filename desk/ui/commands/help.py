"""What the Help menu does."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices

from desk import paths
from desk.ui.commands.group import CommandGroup


class HelpCommands(CommandGroup):
    """One short method for every action of the menu, named `_on_` and the action's id."""

    @Slot()
    def _on_guide(self) -> None:
        from desk.samples import guide  # noqa: PLC0415  reads Markdown: not needed to start

        services = self.room.services
        services.work.run(partial(guide, services.library), self.room.open_article, self.room.trouble)

    @Slot()
    def _on_shortcuts(self) -> None:
        from desk.ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415  not to start

        ShortcutsDialog(self.window).open()

    @Slot()
    def _on_log_folder(self) -> None:
        folder = paths.state_dir()
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    @Slot()
    def _on_about(self) -> None:
        from desk.ui.dialogs.about import AboutDialog  # noqa: PLC0415  not to start

        AboutDialog(self.window).open()
