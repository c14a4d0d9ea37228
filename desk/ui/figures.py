"""Puts pictures on the page: kept in the library first, off the window's thread, and then asked about in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from desk.errors import WorldError
from desk.story.body import Figure
from desk.story.story import Story
from desk.ui.keeping import keep_picture

if TYPE_CHECKING:
    from desk.ui.editor.landmarks import Landmark
    from desk.ui.room import Room

NOTHING_INSERTED = "Nothing was inserted."
_NOTHING_REPLACED = "The picture is as it was."


@dataclass(frozen=True, slots=True)
class _Wish:
    """Where pictures are to go, and what was so when somebody wished it."""

    article: str
    story: Story
    place: Landmark
    caret: int


class FigureWork(QObject):
    """Inserts pictures and replaces them. Who wrote on meanwhile is not disturbed."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._page = room.page
        room.page.asking.picture_wanted.connect(self._on_picture_wanted)

    def insert(self, pictures: Sequence[Path | bytes]) -> None:
        """Put these behind the block with the caret, in this order and as one step."""
        wish = self._wish(self._page.landmarks.at(self._page.textCursor()))
        if wish is not None:
            keep = partial(self._keep_all, tuple(pictures), NOTHING_INSERTED)
            self._room.services.work.run(keep, partial(self._on_kept, wish), self._room.trouble)

    def ask_replacement(self) -> None:
        """Ask for another picture for the figure at the caret."""
        if self._page.commands.figure_here() is not None:
            self._on_picture_wanted(self._page.textCursor())

    def replace(self, about: Landmark, picture: Path) -> None:
        """Let the figure at a place show another picture. Its words stay."""
        wish = self._wish(about)
        if wish is not None:
            keep = partial(self._keep_all, (picture,), _NOTHING_REPLACED)
            self._room.services.work.run(keep, partial(self._on_replacement_kept, wish), self._room.trouble)

    def _wish(self, place: Landmark) -> _Wish | None:
        manuscript = self._room.manuscript
        if manuscript.article is None:
            return None
        return _Wish(manuscript.article.id, manuscript.story, place, self._page.textCursor().position())

    def _keep_all(self, pictures: tuple[Path | bytes, ...], otherwise: str) -> list[str | WorldError]:
        """On a worker's thread: the reference of each, or what was wrong with it."""
        kept: list[str | WorldError] = []
        for picture in pictures:
            try:
                kept.append(keep_picture(self._room.services.library, picture, otherwise))
            except WorldError as error:
                kept.append(error)
        return kept

    def _on_kept(self, wish: _Wish, kept: list[str | WorldError]) -> None:
        found = self._found(wish, kept, NOTHING_INSERTED)
        if not found:
            return
        page = self._page
        is_waiting = self._room.manuscript.story is wish.story and page.textCursor().position() == wish.caret
        own = page.landmarks.at(page.textCursor())
        with page.one_step():
            page.setTextCursor(page.landmarks.cursor(wish.place))
            for reference in found:
                page.insert_figure(reference)
        if is_waiting:
            self._ask_about(len(found))
        else:
            page.setTextCursor(page.landmarks.cursor(own))  # the person stays where they are by now

    def _on_replacement_kept(self, wish: _Wish, kept: list[str | WorldError]) -> None:
        found = self._found(wish, kept, _NOTHING_REPLACED)
        index = self._page.edits.spot(self._page.landmarks.cursor(wish.place).selectionStart()).index
        blocks = self._page.edits.bridge.body.blocks
        figure = blocks[index] if index < len(blocks) else None
        if found and isinstance(figure, Figure):
            self._page.commands.replace(index, replace(figure, picture=found[0]))
            self._page.asking.description(index)

    def _found(self, wish: _Wish, kept: list[str | WorldError], otherwise: str) -> list[str]:
        """The pictures that are there, if the article still is; of the others it is said what is wrong."""
        row = self._room.manuscript.article
        for error in kept:
            if isinstance(error, WorldError):
                self._room.trouble(error)
        found = [one for one in kept if isinstance(one, str)]
        if found and (row is None or row.id != wish.article):
            self._room.window.toast.say(f"The article was closed before its picture was there. {otherwise}")
            return []
        return found

    def _ask_about(self, count: int) -> None:
        index = self._page.commands.figure_here()
        if count == 1 and index is not None:
            self._page.ensureCursorVisible()
            self._page.asking.description(index)

    @Slot(QTextCursor)
    def _on_picture_wanted(self, about: QTextCursor) -> None:
        self._room.dialogs.ask_replacement(partial(self.replace, self._page.landmarks.at(about)))
