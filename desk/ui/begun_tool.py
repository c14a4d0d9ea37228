"""Articles that were begun while the library cannot be written: in the list, and what cannot be done to them yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desk.library.begun import begun_row
from desk.library.values import ArticleRow
from desk.story.counts import Counter

if TYPE_CHECKING:
    from desk.story.story import Story
    from desk.ui.room import Room

PAUSE = 300  # ms after an edit until the list shows it

REFUSED = "“{title}” is not in the library yet. That can be done once the library can be written again."


class BegunTool(QObject):
    """Has the list show what the library does not have yet. An article that is saved in the blink of an eye, as they
    mostly are, is shown when it is in."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = manuscript = room.manuscript
        self._counters: dict[str, Counter] = {}
        self._due = QTimer(self, singleShot=True, interval=PAUSE)
        self._due.timeout.connect(self.show)
        manuscript.opened.connect(self.show)
        manuscript.closed.connect(self.show)
        manuscript.outage_changed.connect(self.show)
        manuscript.story_changed.connect(self._on_story_changed)

    def refuses(self, rows: Sequence[ArticleRow]) -> bool:
        """Whether something cannot be done to these articles yet; then it is said."""
        waiting = [row for row in rows if not row.is_kept]
        if waiting and (self._manuscript.outage is not None or self._manuscript.begun()):
            shown = next((row for row in self._rows() if row.id == waiting[0].id), waiting[0])
            self._room.window.toast.say(REFUSED.format(title=shown.title))
            return True
        return False

    @Slot()
    def _on_story_changed(self) -> None:
        row = self._manuscript.article
        if row is not None and not row.is_kept and not self._due.isActive():
            self._due.start()

    @Slot()
    def show(self) -> None:
        """Have the list show them as they are now."""
        self._due.stop()
        self._room.articles.model.show_begun(self._rows())

    def _rows(self) -> tuple[ArticleRow, ...]:
        """What the list should show of them, what was begun last first."""
        own = self._manuscript.article
        rows = [self._row(one.row, one.story) for one in self._manuscript.begun()]
        if own is not None and not own.is_kept and self._manuscript.outage is not None:
            rows.append(self._row(own, self._manuscript.story))
        return tuple(sorted(rows, key=lambda row: row.id, reverse=True))

    def _row(self, row: ArticleRow, story: Story) -> ArticleRow:
        counter = self._counters.setdefault(row.id, Counter())
        return begun_row(story, row, words=counter.words(story))
