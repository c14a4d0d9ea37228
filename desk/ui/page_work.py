"""Joins the page to the window: what the caret stands in, pictures and files that land on it, and what it wishes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desk.errors import Unreadable
from desk.story.body import Mark
from desk.ui.intake import picture_type

if TYPE_CHECKING:
    from desk.ui.editor.commands import CaretState
    from desk.ui.room import Room

_LARGEST_PICTURE = 64_000_000  # bytes


class PageWork(QObject):
    """Listens to the page of a room."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        page, actions = room.page, room.window.actions_
        page.state_changed.connect(self._on_state_changed)
        page.undo_requested.connect(room.manuscript.undo)
        page.redo_requested.connect(room.manuscript.redo)
        page.files_dropped.connect(self._on_files_dropped)
        page.pictures_dropped.connect(self._on_pictures_dropped)
        page.picture_pasted.connect(self._on_picture_pasted)
        page.picture_requested.connect(actions["insert_picture"].trigger)
        page.add_credit_requested.connect(actions["add_credit"].trigger)
        page.dates_requested.connect(actions["tab_details"].trigger)

    def insert_picture(self, path: Path) -> None:
        """Keep a picture in the library and put it where the caret is."""
        keep = partial(self._read_and_keep, path)
        self._room.services.work.run(keep, self._on_kept, self._room.trouble)

    @Slot(str, object)
    def go_to(self, field: str, block: int | None) -> None:
        """Put the caret where a check found something."""
        page = self._room.page
        own = page.fields.field(field)
        if own is not None:
            own.setFocus()
        elif block is not None:
            line = page.document().findBlockByNumber(page.bridge.first_line(block))
            page.put_caret(line.position(), line.position())
            page.ensureCursorVisible()
            page.setFocus()

    @Slot(object)
    def _on_state_changed(self, state: CaretState) -> None:
        actions = self._room.window.actions_
        actions.check("bold", Mark.STRONG in state.marks)
        actions.check("italic", Mark.EMPHASIS in state.marks)
        if state.kind and state.kind in actions:
            self._room.window.toolbar.show_block_kind(actions[state.kind].text())

    @Slot(list)
    def _on_files_dropped(self, paths: list[Path]) -> None:
        self._room.intake.bring_in(tuple(Path(path) for path in paths))

    @Slot(list)
    def _on_pictures_dropped(self, paths: list[Path]) -> None:
        for path in paths:
            self.insert_picture(Path(path))

    @Slot(object)
    def _on_picture_pasted(self, data: bytes) -> None:
        self._room.services.work.run(partial(self._keep, data), self._on_kept, self._room.trouble)

    def _read_and_keep(self, path: Path) -> str:
        """On a worker's thread. Gives the picture's "media:<sha256>"."""
        try:
            if path.stat().st_size > _LARGEST_PICTURE:
                raise Unreadable(f"“{path.name}” is larger than 64 MB. Nothing was inserted.")
            data = path.read_bytes()
        except OSError as error:
            raise Unreadable(f"“{path.name}” could not be read: {error.strerror}. Nothing was inserted.") from error
        return self._keep(data)

    def _keep(self, data: bytes) -> str:
        return self._room.services.library.add_media(data, picture_type(data)).result()

    def _on_kept(self, reference: str) -> None:
        self._room.page.insert_figure(reference)
