"""Lays out a long text piece by piece as far as somebody wants to see it, so that nobody waits for the window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot
from PySide6.QtWidgets import QTextEdit

from desk.ui.work import Job, Progress, Step, Work

_SLICE = 20  # ms that a piece is to take
_PIECE = 4_000  # characters, after which the clock is looked at
_BEYOND = 8_000  # characters behind the place that are laid out too: more than a window holds


class Unrolling(QObject):
    """Of one view at a time. A text that is short is laid out at once."""

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._view: QTextEdit | None = None
        self._then: Callable[[], None] | None = None
        self._at = self._goal = 0
        self.job: Job | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_due)

    def begin(self, view: QTextEdit, place: int, then: Callable[[], None]) -> Job:
        """Lay out the text of a view up to a position of its document, and call `then`. Cancelling the job forgets
        about both."""
        if self.job is not None:
            self.job.cancel()
            self._end(self.job)
        self.job = Job(self._work, None, None)
        self._view, self._then = view, then
        self._at, self._goal = 0, min(place + _BEYOND, view.document().characterCount() - 1)
        self._next.start()
        return self.job

    @Slot()
    def _on_due(self) -> None:
        job, view = self.job, self._view
        if job is None or view is None:
            return
        clock = QElapsedTimer()
        clock.start()
        while not job.cancelled and self._at < self._goal and clock.elapsed() < _SLICE:
            self._at = min(self._at + _PIECE, self._goal)
            view.document().documentLayout().blockBoundingRect(view.document().findBlock(self._at))
        if not job.cancelled and self._at < self._goal:
            Progress(job).tell(Step(self._at, self._goal))
            self._next.start()
        else:
            self._end(job)

    def _end(self, job: Job) -> None:
        then, self._then, self._view, self.job = self._then, None, None, None
        if then is not None and not job.cancelled:
            then()
        over: Future[None] = Future()
        over.set_result(None)
        job.finish(over)
