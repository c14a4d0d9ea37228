"""Asks for files and folders, and opens the dialogs that need a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog

if TYPE_CHECKING:
    from desk.ui.room import Room


class Asking(QObject):
    """The dialogs of a room. They are opened, not run: the answer arrives as a signal."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._store = room.services.looks.store

    def ask_files(self) -> None:
        """Which files should be brought in?"""
        dialog = self._file_dialog("Import", self._store.settings.import_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_readable_files(), "All files (*)"])
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def ask_picture(self) -> None:
        """Which picture should be inserted where the caret is?"""
        dialog = self._file_dialog("Insert a picture", self._store.settings.import_folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Pictures (*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff *.bmp)", "All files (*)"])
        dialog.fileSelected.connect(self._on_picture)
        dialog.open()

    def export(self) -> None:
        """Export the chosen articles, or the open one."""
        from desk.ui.dialogs.export import ExportDialog  # noqa: PLC0415  writers are not needed to start

        room = self._room
        room.manuscript.flush()
        rows = room.articles.selected
        opened = room.manuscript.article
        if len(rows) <= 1:
            rows = (opened,) if opened is not None else rows
        if rows:
            ExportDialog(room.services, rows, room.window).open()

    def _file_dialog(self, title: str, folder: str) -> QFileDialog:
        place = folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self._room.window, title, place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        paths = tuple(Path(name) for name in names)
        if paths:
            self._store.change(import_folder=str(paths[0].parent))
            self._room.intake.bring_in(paths)

    @Slot(str)
    def _on_picture(self, name: str) -> None:
        path = Path(name)
        self._store.change(import_folder=str(path.parent))
        self._room.page_work.insert_picture(path)


def _readable_files() -> str:
    from desk.formats.registry import formats  # noqa: PLC0415

    suffixes = sorted({suffix for one in formats() if one.read is not None for suffix in one.suffixes})
    return f"Stories ({' '.join('*' + suffix for suffix in suffixes)})"
