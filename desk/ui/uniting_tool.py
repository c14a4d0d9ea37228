"""Somebody else wrote the open article while it was typed in: what they changed in other places of it is taken in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desk.story.story import Story

if TYPE_CHECKING:
    from desk.ui.room import Room

_ALL = "Somebody else changed this article meanwhile, in other places than you. You see both now."
_KEPT = "Somebody else changed this article meanwhile. Your words stand; theirs are kept."


class UnitingTool(QObject):
    """Theirs is a revision by then, so that nothing is lost whatever comes of it; undo takes it out again."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        room.manuscript.overtaken.connect(self._on_overtaken)

    @Slot(str, object)
    def _on_overtaken(self, revision: str, begun_on: Story | None) -> None:
        row = self._room.manuscript.article
        if row is None or begun_on is None:
            self._tell_kept()
            return
        services = self._room.services
        read = partial(services.library.revision_story, revision)
        services.work.run(read, partial(self._unite, row.id, begun_on), self._room.trouble)

    def _unite(self, article: str, begun_on: Story, theirs: Story) -> None:
        from desk.revise.uniting import holds, united  # noqa: PLC0415  seldom needed

        manuscript = self._room.manuscript
        row = manuscript.article
        if row is None or row.id != article:
            return
        manuscript.settle()
        mine = manuscript.story
        both = united(begun_on, theirs, mine)
        if both != mine:
            manuscript.end_group()
            manuscript.edit(both, None, directly=True)
        if not holds(both, begun_on, theirs):
            self._tell_kept()
        elif not self._room.bulk.has_changed(article):
            self._room.window.toast.say(_ALL)

    def _tell_kept(self) -> None:
        self._room.window.toast.say(_KEPT, "Show the history", partial(self._room.show_side, "history"))
