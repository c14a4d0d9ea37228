"""What the window does while the library cannot be written: it says so, and hands the text out where it must."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desk.ui.dialogs.files import file_dialog
from desk.ui.outage import Outage
from desk.ui.outage_banner import OutageBanner

if TYPE_CHECKING:
    from desk.story.house import House
    from desk.story.story import Story
    from desk.ui.room import Room

RESERVE_PATIENCE = 3_000  # ms after the start until room is set aside for a full disk


class OutageTool(QObject):
    """Shows the banner of an open library's room, and does what its buttons say."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self.banner: OutageBanner | None = None
        room.manuscript.outage_changed.connect(self._on_outage_changed)
        self._reserve_due = QTimer(self, singleShot=True, interval=RESERVE_PATIENCE)
        self._reserve_due.timeout.connect(room.journal.set_reserve)
        self._reserve_due.start()

    @Slot(object)
    def _on_outage_changed(self, outage: Outage | None) -> None:
        if outage is None:
            self._room.journal.set_reserve()
            if self.banner is not None:
                self.banner.hide()
                self.banner.deleteLater()
                self.banner = None
                self._room.window.toast.say("The library can be written again. Everything is saved.")
            return
        if self.banner is None:
            self.banner = OutageBanner()
            self.banner.again_requested.connect(self._room.manuscript.try_again)
            self.banner.folder_requested.connect(self._on_folder_requested)
            self.banner.copy_requested.connect(self._on_copy_requested)
            self.banner.save_requested.connect(self._on_save_requested)
            self.banner.show_outage(outage)
            self._room.window.page_pane.notify(self.banner, lasting=True)
        else:
            self.banner.show_outage(outage)

    @Slot()
    def _on_folder_requested(self) -> None:
        outage = self._room.manuscript.outage
        if outage is not None and outage.place is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(outage.place.parent)))

    @Slot()
    def _on_copy_requested(self) -> None:
        from desk.formats.markdown import write_body  # noqa: PLC0415

        story = self._room.manuscript.story
        parts = (story.headline, story.deck, write_body(story.body))
        QGuiApplication.clipboard().setText("\n\n".join(part for part in parts if part))
        self._room.window.toast.say("The text is on the clipboard. Paste it into another program.")

    @Slot()
    def _on_save_requested(self) -> None:
        story = self._room.manuscript.story
        dialog = file_dialog(self._room.window, "Save the text elsewhere", Path.home() / _name(story))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("Markdown (*.md)")
        dialog.selectFile(_name(story))
        dialog.fileSelected.connect(self._on_place_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_place_chosen(self, place: str) -> None:
        room = self._room
        write = partial(save_elsewhere, Path(place), room.manuscript.story, room.services.house)
        room.services.work.run(write, self._on_saved_elsewhere, room.trouble)

    def _on_saved_elsewhere(self, path: Path) -> None:
        self._room.window.toast.say(f"The text is in “{path}”.")


def save_elsewhere(path: Path, story: Story, house: House) -> Path:
    """Write a story as Markdown into a file that somebody chose; gives it. Raises Unwritable."""
    from desk.formats.file_write import sync_folder, write_whole  # noqa: PLC0415
    from desk.formats.markdown import write  # noqa: PLC0415

    write_whole(path, write(story, house, _no_pictures).data)
    sync_folder(path.parent)
    return path


def _no_pictures(_ref: str) -> None:
    """They are in the library, which cannot be reached."""


def _name(story: Story) -> str:
    from desk.formats.file_write import file_name  # noqa: PLC0415

    return f"{file_name(story.slug or 'untitled', b'')}.md"
