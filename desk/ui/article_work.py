"""What is done to articles as a whole: new, duplicate. What is done to many is in `bulk.py`, steps in `workflow`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from desk.library.values import ArticleRow
from desk.story.people import Credit, Role
from desk.story.story import Story

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desk.ui.room import Room


class ArticleWork(QObject):
    """Makes the library do it, and says at the window's foot what was done, with a way back where there is one."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library

    @Slot()
    def new_story(self) -> None:
        """A new story by the person signed in, ready to be typed."""
        who = self._library.who
        story = Story(language=self._room.services.house.language)
        if who:
            story = Story(language=story.language, credits=(Credit(who, role=Role.BY),))
        self._room.begin_article(story)

    @Slot()
    def duplicate(self) -> None:
        """A copy of each chosen article."""
        self._room.manuscript.flush()
        if self._room.tools.begun.refuses(self._room.articles.selected):
            return
        for row in self._room.articles.selected:
            self._follow(self._library.duplicate(row.id), self._on_duplicated)

    def _follow(self, future: Future[Any], on_done: Callable[[Any], None]) -> None:
        self._room.services.work.follow(future, on_done, self._room.trouble)

    def _on_duplicated(self, row: ArticleRow) -> None:
        self._room.open_article(row.id)
        self._room.window.toast.say(f"Duplicated as “{row.slug}”.")
