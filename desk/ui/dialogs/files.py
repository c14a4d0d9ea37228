"""The dialogs in which files and folders are chosen. They open none of what they list."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QFileInfo, QMimeDatabase, QMimeType, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QToolButton, QTreeView, QWidget

_SIZE = QSize(860, 540)  # px
_COLUMNS = (290, 90, 150, 150)  # px: name, size, type, when it was changed
_ARROWS, _ARROW = ("backButton", "forwardButton", "toParentButton"), QSize(16, 16)
_NONE_OF_SYSTEM = Qt.ApplicationAttribute.AA_DontUseNativeDialogs


def file_dialog(parent: QWidget | None, title: str, place: Path | str = "", kinds: str = "") -> QFileDialog:
    """A dialog that begins in this folder, or with this file, and shows files of these kinds. All of Desk's are made
    here.

    Qt's own dialog looks into every file that it lists to find an icon for it, and so does that of GTK, which runs in
    this process; the library is among them. Whoever closes a file that SQLite has open takes all its locks from it
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_). So this
    one is Qt's in place of GTK's, and goes by the names.
    """
    if sys.platform.startswith("linux") and not _is_asked_outside():
        dialog = _own(parent, title, str(place), kinds)
    else:
        dialog = QFileDialog(parent, title, str(place), kinds)
    dialog.setIconProvider(_icons())
    return dialog


def _own(parent: QWidget | None, title: str, place: str, kinds: str) -> QFileDialog:
    """Qt's own dialog. The one of the system is made with it, and begins to list files, unless that is said before."""
    were = QCoreApplication.testAttribute(_NONE_OF_SYSTEM)
    QCoreApplication.setAttribute(_NONE_OF_SYSTEM)
    try:
        dialog = QFileDialog(parent, title, place, kinds)
    finally:
        QCoreApplication.setAttribute(_NONE_OF_SYSTEM, were)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.resize(_SIZE)
    if (table := dialog.findChild(QTreeView, "treeView")) is not None:
        for column, width in enumerate(_COLUMNS):
            table.header().resizeSection(column, width)
    for arrow in (dialog.findChild(QToolButton, name) for name in _ARROWS):
        if arrow is not None:
            arrow.setIcon(_tinted(arrow.icon(), dialog.palette().color(QPalette.ColorRole.WindowText)))
    return dialog


def _tinted(icon: QIcon, colour: QColor) -> QIcon:
    """The icon in this colour: Qt draws its arrows in black, whatever is behind them."""
    drawn = icon.pixmap(_ARROW)
    painter = QPainter(drawn)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(drawn.rect(), colour)
    painter.end()
    return QIcon(drawn)


def _is_asked_outside() -> bool:
    """Whether the system asks for files in a process of its own: Qt lets it inside a sandbox, or when it is told so."""
    is_told = os.environ.get("QT_QPA_PLATFORMTHEME") == "xdgdesktopportal"
    return is_told or "SNAP" in os.environ or Path("/.flatpak-info").exists()


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
