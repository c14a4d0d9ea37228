"""Goes to the queue and back, on to what nobody has read, and notes what was seen."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from desk.library.values import Article, Change
from desk.ui.queue.waiting import WaitingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.story.house import House
    from desk.ui.room import Room

GLANCE = 2_000  # ms for which a story is open before it counts as seen
_TOLD = {"list", "comments", "decisions", "directory", "looks"}  # changes that say something new of what waits

log = logging.getLogger(__name__)


class QueueTool(QObject):
    """The list as the editors' queue. Who has a story open for a moment has seen it: until then, and when it is left,
    with what was done to it meanwhile."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._articles = room.articles
        self._library = room.services.library
        self._before = "All"  # the chip that was on
        self._open = ""
        self._seen = False
        self.glance = QTimer(self, singleShot=True, interval=GLANCE)
        self.glance.timeout.connect(self._on_glanced)
        room.manuscript.opened.connect(self._on_opened)
        room.manuscript.closed.connect(self._on_left)
        room.services.news.changed.connect(self._on_library_changed)
        self.set_house(room.services.house)

    def set_house(self, house: House) -> None:
        """Say embargoes and the like as this house does."""
        self._articles.set_house(house)

    # Going there.

    def toggle(self) -> None:
        """The keyboard goes to what waits, or from there back to the page and the list to what it showed."""
        articles, window = self._articles, self._room.window
        if articles.search.chips.is_waiting and window.focusWidget() is articles.view:
            articles.search.choose(self._before)
            self._room.page.focus_caret()
            return
        window.show_pane(window.list_pane, on=True)
        self._show(articles.point)

    def narrow(self) -> None:
        """Only what whoever is signed in reviews, or all again."""
        window = self._room.window
        window.show_pane(window.list_pane, on=True)
        if not self._articles.search.chips.is_waiting:
            self._show(self._articles.point)
        self._articles.search.queue.mine.click()

    def open_next_unread(self) -> None:
        """Open the next story that waits and was not read; after the last one comes the first."""
        window = self._room.window
        window.show_pane(window.list_pane, on=True)
        self._show(self._open_next)

    def _show(self, then: Callable[[], None]) -> None:
        """Show the queue; then, when it is there, do this."""
        articles = self._articles
        if articles.shows_queue and articles.search.chips.is_waiting:
            then()
            return
        self._before = articles.search.chip
        articles.model.filled.connect(then, Qt.ConnectionType.SingleShotConnection)
        articles.search.show_queue()

    @Slot()
    def _open_next(self) -> None:
        rows = self._articles.model.rows
        here = self._articles.model.row_of(self._open)
        for row in (*rows[here + 1 :], *rows[: here + 1]):
            if isinstance(row, WaitingRow) and row.is_unread and row.id != self._open:
                self._room.open_article(row.id, self._room.page.focus_caret)
                return
        self._room.window.toast.say("You have read all that waits.")

    # What was seen.

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        self._leave()
        self._open = "" if article.row.binned else article.row.id
        if self._open:
            self.glance.start()

    @Slot()
    def _on_left(self) -> None:
        self._leave()
        self._open = ""

    @Slot()
    def look_again(self) -> None:
        """Somebody else is signed in: they have seen other things, and review others."""
        if self._articles.shows_queue:
            self._articles.changed()
        if self._open:
            self._seen = False
            self.glance.start()

    def close(self) -> None:
        """Before the library is given back."""
        self._on_left()

    def _leave(self) -> None:
        self.glance.stop()
        if self._seen:
            self._note()
        self._seen = False

    @Slot()
    def _on_glanced(self) -> None:
        row = self._room.manuscript.article
        if row is not None and row.id == self._open and row.is_kept:
            self._seen = True
            self._note()

    def _note(self) -> None:
        self._room.services.work.follow(self._library.look(self._open), None, self._on_not_noted)

    def _on_not_noted(self, error: Exception) -> None:
        log.info("a look could not be noted: %s", error)  # the article may be gone; it is no trouble of the reader's

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if change.kind not in _TOLD:
            return
        if self._open and change.kind != "looks" and change.article in {"", self._open}:
            self.glance.start()  # it is before their eyes
        if self._articles.shows_queue and change.kind != "list":  # of that the list hears anyway
            self._articles.changed()
