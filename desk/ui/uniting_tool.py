"""Somebody else wrote the open article while it was typed in: what they made of it is taken in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desk.story.texts import Texts

if TYPE_CHECKING:
    from desk.ui.room import Room

_ALL = "Somebody else changed this article meanwhile, in other places than you. You see both now."
_DISPUTED = (
    "Somebody else changed the same words as you meanwhile. Yours stand; theirs are a tracked change to be decided on."
)
_KEPT = "Somebody else changed this article meanwhile. Your words stand; theirs are kept."


class UnitingTool(QObject):
    """Theirs is a revision by then, so that nothing is lost whatever comes of it; undo takes it out again."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        room.manuscript.overtaken.connect(self._on_overtaken)

    @Slot(str, object)
    def _on_overtaken(self, revision: str, begun_on: Texts | None) -> None:
        row = self._room.manuscript.article
        if row is None or begun_on is None:
            self._tell_kept()
            return
        work = self._room.services.work
        work.run(partial(self._read, revision), partial(self._unite, row.id, begun_on), self._room.trouble)

    def _read(self, revision: str) -> Texts:
        """On another thread."""
        library = self._room.services.library
        return Texts(library.revision_story(revision), library.revision_baseline(revision))

    def _unite(self, article: str, begun_on: Texts, theirs: Texts) -> None:
        from desk.revise.uniting import unite  # noqa: PLC0415  seldom needed

        manuscript = self._room.manuscript
        row = manuscript.article
        if row is None or row.id != article:
            return
        manuscript.settle()
        both = unite(begun_on, theirs, Texts(manuscript.story, manuscript.baseline))
        manuscript.decide(*both.texts, None)
        if both.disputed:
            self._room.window.toast.say(_DISPUTED)
        elif not both.is_whole:
            self._tell_kept()
        elif not self._room.bulk.has_changed(article):
            self._room.window.toast.say(_ALL)

    def _tell_kept(self) -> None:
        self._room.window.toast.say(_KEPT, "Show the history", partial(self._room.show_side, "history"))
