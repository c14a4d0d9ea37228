"""Keeps in the recovery journal what the library cannot take, on a thread of its own: the writer's may be stuck."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from desk.errors import WorldError
from desk.library.journal import Journal, entry_of
from desk.library.reasons import reason_of
from desk.story.story import Story

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that is not in its library yet: of which article, over which version it was typed, the caret in its
    body, the texts before it that are just on their way, and its baseline where that is another story."""

    article: str
    story: Story
    version: int
    caret: int
    before: tuple[Story, ...] = ()
    baseline: Story | None = None


class Keeper(Protocol):
    """What saving needs of the journal."""

    def keep(self, text: Unsaved) -> Future[Path]:
        """Have the newest text of an article kept; the Future holds its file."""

    def forget(self, article: str) -> None:
        """All of this article is in the library."""


class RecoveryJournal(QObject):
    """The journal of the open library. Of several texts of one article in a row only the newest is written."""

    kept = Signal(str, object)  # article, Path
    not_kept = Signal(str, str)  # article, the reason in few words

    def __init__(self, journal: Journal, who: Callable[[], str] = str) -> None:
        super().__init__()
        self._journal = journal
        self._who = who
        self._there: set[str] = set()  # of which the journal has something, or soon will
        self._newest: dict[str, tuple[Unsaved, Future[Path]]] = {}
        self._handing = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="desk-journal")
        self._closed = False

    def keep(self, text: Unsaved) -> Future[Path]:
        """Have the newest text of an article kept. From the window's thread; it costs next to nothing there."""
        with self._handing:
            answer: Future[Path]
            waits = text.article in self._newest
            answer = self._newest[text.article][1] if waits else Future()
            self._newest[text.article] = text, answer
            self._there.add(text.article)
        if not waits:
            self._submit(partial(self._write, text.article))
        return answer

    def forget(self, article: str) -> None:
        """All of this article is in the library."""
        if article in self._there:
            self._there.discard(article)
            self._submit(partial(self._remove, article))

    def expect(self, articles: Iterable[str]) -> None:
        """The journal has texts of these articles from an earlier time."""
        self._there.update(articles)

    @Slot()
    def set_reserve(self) -> None:
        """Set room aside for a full disk."""
        self._submit(self._journal.set_reserve)

    def close(self) -> None:
        """Write what was handed over, then stop."""
        self._closed = True
        self._thread.shutdown(wait=True)

    def _submit(self, job: Callable[[], None]) -> None:
        if not self._closed:
            self._thread.submit(job)

    def _write(self, article: str) -> None:
        with self._handing:
            text, answer = self._newest.pop(article)
        try:
            own = self._journal.library, article, text.story, text.version, text.caret
            entry = entry_of(*own, who=self._who(), after=text.before, baseline=text.baseline)
            path = self._journal.keep(entry)
        except Exception as error:
            if not isinstance(error, WorldError):
                log.exception("a text could not be put into the journal")
            self.not_kept.emit(article, reason_of(error, "its folder cannot be written"))
            answer.set_exception(error)
        else:
            self.kept.emit(article, path)
            answer.set_result(path)

    def _remove(self, article: str) -> None:
        with self._handing:
            if article in self._newest:
                return  # something newer is about to be kept
        self._journal.forget(article)
