"""Asks for files and folders, and opens the dialogs that need a library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QFileDialog

from desk.library.values import ArticleRow
from desk.ui.dialogs.files import file_dialog
from desk.ui.keeping import PICTURE_FILES

if TYPE_CHECKING:
    from desk.checks.finding import Finding
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

    def ask_folder(self, title: str, accept: str, kept: str, then: Callable[[Path], None]) -> None:
        """Which folder? `accept` is what the button says, `kept` where one begins to look."""
        dialog = self._file_dialog(title, kept)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, accept)
        dialog.fileSelected.connect(partial(_on_folder, then))
        dialog.open()

    def ask_pictures(self) -> None:
        """Which pictures should be inserted where the caret is?"""
        dialog = self._picture_dialog("Insert pictures")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_pictures)
        dialog.open()

    def ask_replacement(self, then: Callable[[Path], None]) -> None:
        """Which picture should take the place of another?"""
        dialog = self._picture_dialog("Replace the picture")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self._on_replacement, then))
        dialog.open()

    def export(self) -> None:
        """Export the chosen articles, or the open one."""
        room = self._room
        room.manuscript.flush()
        rows = room.articles.selected
        opened = room.manuscript.article
        if len(rows) <= 1:
            rows = (opened,) if opened is not None else rows
        self.export_rows(rows)

    def export_rows(self, rows: tuple[ArticleRow, ...]) -> None:
        """Export these articles."""
        from desk.ui.dialogs.export import ExportDialog  # noqa: PLC0415  writers are not needed to start

        if rows and not self._room.tools.begun.refuses(rows):
            dialog = ExportDialog(self._room.services, rows, self._room.window)
            dialog.go_requested.connect(self._on_go_requested)
            dialog.open()

    @Slot(object)
    def _on_go_requested(self, finding: Finding) -> None:
        from desk.ui.workflow.going import go_to  # noqa: PLC0415

        go_to(self._room, finding)

    def _file_dialog(self, title: str, folder: str) -> QFileDialog:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        # Qt takes the name of a folder that is not there for that of a file.
        place = next((one for one in (folder, documents) if one and Path(one).is_dir()), str(Path.home()))
        dialog = file_dialog(self._room.window, title, place)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        paths = tuple(Path(name) for name in names)
        if paths:
            self._store.change(import_folder=str(paths[0].parent))
            self._room.intake.bring_in(paths)

    def _picture_dialog(self, title: str) -> QFileDialog:
        dialog = self._file_dialog(title, self._store.settings.import_folder)
        dialog.setNameFilters([PICTURE_FILES, "All files (*)"])
        return dialog

    @Slot(list)
    def _on_pictures(self, names: list[str]) -> None:
        if names:
            self._store.change(import_folder=str(Path(names[0]).parent))
            self._room.figures.insert([Path(name) for name in names])

    def _on_replacement(self, then: Callable[[Path], None], name: str) -> None:
        self._store.change(import_folder=str(Path(name).parent))
        then(Path(name))


def _on_folder(then: Callable[[Path], None], name: str) -> None:
    then(Path(name))


def _readable_files() -> str:
    from desk.formats.registry import formats  # noqa: PLC0415

    suffixes = sorted({suffix for one in formats() if one.read is not None for suffix in one.suffixes})
    return f"Stories ({' '.join('*' + suffix for suffix in suffixes)})"
