"""The dialogs in which files and folders are chosen. They open none of what they list."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo, QMimeDatabase, QMimeType
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget


def file_dialog(parent: QWidget | None, title: str, place: Path | str = "", kinds: str = "") -> QFileDialog:
    """A dialog that begins in this folder, or with this file, and shows files of these kinds. All of Desk's are made
    here.

    Qt's own dialog, which is shown where the system has none, looks into every file that it lists to find an icon for
    it; the library is among them. Whoever closes a file that SQLite has open takes all its locks from it
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_), so this
    one goes by the names.
    """
    dialog = QFileDialog(parent, title, str(place), kinds)
    dialog.setIconProvider(_icons())
    return dialog


class _ByName(QFileIconProvider):
    """Says by its name alone what a file is."""

    def __init__(self) -> None:
        super().__init__()
        self._kinds = QMimeDatabase()

    def icon(self, of: QFileInfo | QFileIconProvider.IconType) -> QIcon:
        """The icon of a file, or of a kind of place."""
        if isinstance(of, QFileIconProvider.IconType):
            return super().icon(of)
        if of.isRoot():
            return super().icon(self.IconType.Drive)
        if of.isDir():
            return super().icon(self.IconType.Folder)
        kind = self._kind(of)
        themed = QIcon.fromTheme(kind.iconName(), QIcon.fromTheme(kind.genericIconName())) if kind else QIcon()
        return super().icon(self.IconType.File) if themed.isNull() else themed

    def type(self, of: QFileInfo) -> str:
        """What it is, in words."""
        if of.isDir():
            return "Folder"
        kind = self._kind(of)
        return kind.comment() if kind else "File"

    def _kind(self, of: QFileInfo) -> QMimeType | None:
        return next(iter(self._kinds.mimeTypesForFileName(of.fileName())), None)


@cache
def _icons() -> _ByName:
    """Qt does not keep what it is given: it has to outlast all dialogs."""
    return _ByName()
