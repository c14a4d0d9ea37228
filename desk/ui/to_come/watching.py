"""Looks in the pauses, off the window's thread, for what is still to come in the open story."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.story.story import Story
from desk.story.to_come import ToCome, Watch, off_page
from desk.ui.manuscript import Manuscript
from desk.ui.work import Work

PAUSE = 400  # ms after an edit before it is looked

Then = Callable[[tuple[ToCome, ...]], None]


class Watching(QObject):
    """Knows what is still to come. `changed` says that it is something else than before; `shown` gives the lines of
    the page that the credits may write."""

    changed = Signal()

    def __init__(
        self, manuscript: Manuscript, work: Work, shown: Callable[[], dict[str, str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._work = work
        self._shown = shown
        self._watch = Watch()
        self._turn = threading.Lock()  # the watch is for one thread at a time
        self.found: tuple[ToCome, ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_due)
        manuscript.opened.connect(self._on_due)
        manuscript.closed.connect(self._on_due)
        manuscript.story_changed.connect(self._on_story_changed)
        self._on_due()

    def ask(self, then: Then) -> None:
        """Look at the story as it is now, and say what was found; nothing where another article is opened first."""
        self._pause.stop()
        story = self._manuscript.story
        done = partial(self._on_looked, self._article, story, then)
        self._work.run(partial(self._look, story, self._shown()), done)

    def _look(self, story: Story, shown: Mapping[str, str]) -> tuple[ToCome, ...]:
        """On a worker's thread."""
        with self._turn:
            return (*self._watch.look(story, shown), *off_page(story))

    @property
    def _article(self) -> str:
        row = self._manuscript.article
        return row.id if row is not None else ""

    def _on_looked(self, article: str, story: Story, then: Then, found: tuple[ToCome, ...]) -> None:
        if article != self._article:
            return  # what comes next is not for this article
        if story is not self._manuscript.story:
            self.ask(then)  # what was found may stand elsewhere by now
            return
        if found != self.found:
            self.found = found
            self.changed.emit()
        then(found)

    @Slot()
    def _on_story_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _on_due(self) -> None:
        self.ask(_nobody)


def _nobody(_found: tuple[ToCome, ...]) -> None:
    """Where it is enough that it is known."""
