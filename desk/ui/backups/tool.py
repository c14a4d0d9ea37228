"""What the window does with backups: it makes them, lists them, opens one, and says what came of a damaged library."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from desk.formats.dates import in_words
from desk.library.backup import ROOM_KEY
from desk.library.backup_names import backups_of
from desk.library.values import ArticleRow
from desk.story.plurals import counted
from desk.ui.backups.keeper import BackupKeeper
from desk.ui.notices import Card
from desk.ui.work import Progress

if TYPE_CHECKING:
    from desk.library.restoring import OpenedBackup, Replaced
    from desk.library.salvage_report import Salvaged
    from desk.ui.backups.window import BackupWindow
    from desk.ui.room import Room


class BackupTool(QObject):
    """The backups of the room's library. `instead_requested` carries the path of the backup that should be the library;
    `mend_requested` is the wish to have a damaged library mended: both want it closed first."""

    instead_requested = Signal(object)  # Path
    mend_requested = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        self.keeper = BackupKeeper(self._library.path, room.services.work, self)
        self.windows: list[BackupWindow] = []
        self.keeper.failed.connect(self._on_failed)
        self.keeper.damaged.connect(self._on_damaged)
        room.articles.model.failed.connect(self.keeper.check_after)

    def close(self) -> None:
        """Before the library is given back."""
        self.keeper.close()
        for window in tuple(self.windows):
            window.close()

    def choose(self) -> None:
        """Which backup should be opened?"""
        from desk.ui.backups.dialog import BackupsDialog  # noqa: PLC0415  seldom wanted

        dialog = BackupsDialog(self._library.path, self._room.services.work, self._room.window)
        dialog.open_requested.connect(self.open)
        dialog.room_chosen.connect(self._on_room)
        dialog.open()

    @Slot(object)
    def _on_room(self, size: int) -> None:
        self._room.services.work.follow(self._library.set_setting(ROOM_KEY, str(size)), None, self._room.trouble)

    @Slot(Path)
    def open(self, path: Path) -> None:
        """Show a backup in a window of its own."""
        job = self._room.services.work.run_long(partial(_look_into, path), self._show, self._room.trouble)
        self._room.show_progress("Looking through the backup…", job)

    def _show(self, backup: OpenedBackup) -> None:
        from desk.ui.backups.window import BackupWindow  # noqa: PLC0415  seldom wanted

        services = self._room.services
        known = {one.path: one.at for one in backups_of(self._library.path)}
        at = known.get(backup.path) or datetime.fromtimestamp(backup.path.stat().st_mtime).astimezone()
        when = in_words(at.astimezone(), "%A %-d %B %Y, %H:%M")
        window = BackupWindow(backup, when, self._library, services.house, services.looks)
        window.instead_requested.connect(self.instead_requested)
        window.copied.connect(self._on_copied)
        window.destroyed.connect(self._on_window_gone)
        self.windows.append(window)
        window.show()

    @Slot()
    def _on_window_gone(self) -> None:
        import shiboken6  # noqa: PLC0415

        self.windows = [window for window in self.windows if shiboken6.isValid(window)]

    @Slot(tuple)
    def _on_copied(self, rows: tuple[ArticleRow, ...]) -> None:
        self._room.articles.changed()
        what = f"“{rows[0].title}” was" if len(rows) == 1 else f"{counted(len(rows), 'article')} were"
        self._room.window.toast.say(f"{what} copied from the backup.", "Open", partial(self._open, rows[0].id))

    def _open(self, article: str) -> None:
        self._room.open_article(article)

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        card = Card("No backup could be made.", self._room.services.looks.icons)
        card.add(sentence)
        card.add("Your library is not touched by this. Desk tries again by itself.", "muted")
        self._room.window.page_pane.notify(card)

    @Slot(tuple)
    def _on_damaged(self, _said: tuple[str, ...]) -> None:
        card = Card("The library is damaged in places.", self._room.services.looks.icons, "trouble")
        card.add(
            "Some of it can no longer be read from the disk. Desk can put all that is readable into a new library, "
            "together with the newest backup. The damaged file is kept."
        )
        card.offer("Mend it now", self.mend_requested.emit)
        self._room.window.page_pane.notify(card)

    def tell_salvaged(self, done: Salvaged) -> None:
        """Say what was saved of a damaged library."""
        from desk.ui.backups.report import SalvageDialog  # noqa: PLC0415  seldom wanted

        SalvageDialog(done, self._room.window).open()

    def tell_replaced(self, done: Replaced) -> None:
        """Say that a backup is the library now, and where the other is."""
        card = Card("The backup is your library now.", self._room.services.looks.icons)
        if done.kept is not None:
            card.add(f"As it was before, it is kept among the backups as “{done.kept.name}”.")
            card.offer("Show the folder", partial(_show_folder, done.kept.parent))
        self._room.window.page_pane.notify(card)


def _look_into(path: Path, _progress: Progress) -> OpenedBackup:
    from desk.library.restoring import OpenedBackup  # noqa: PLC0415  SQLAlchemy is loaded on this thread

    return OpenedBackup(path)


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
