"""Work off the window's thread: a function runs elsewhere, and its result comes back to the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desk.errors import WorldError
from desk.ui.plain import told

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Cancelled(Exception):
    """Raised inside a long function whose job was cancelled."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a long job is. `total` 0 means that nobody knows."""

    done: int
    total: int
    what: str = ""


class Progress:
    """What a long function is given: it reports how far it is, and learns that it should stop."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def report(self, done: int, total: int, what: str = "") -> None:
        """Tell the window; raises `Cancelled` when somebody asked to stop."""
        self.check()
        self.tell(Step(done, total, what))

    def tell(self, step: Step) -> None:
        """Tell the window, whatever it wants."""
        self._job.step = step
        if shiboken6.isValid(self._job):
            self._job.stepped.emit(step)

    def cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._job.cancelled

    def check(self) -> None:
        """Raises `Cancelled` when somebody asked to stop."""
        if self._job.cancelled:
            raise Cancelled


class Job(QObject):
    """One piece of work under way. Its signals arrive on the window's thread."""

    stepped = Signal(object)  # Step
    ended = Signal()  # after on_done or on_failed, and after a cancel; not once all is closed

    def __init__(self, work: Work, on_done: Done | None, on_failed: Failed | None) -> None:
        super().__init__(work)
        self._work: Work | None = work
        self._on_done = on_done
        self._on_failed = on_failed
        self._stop = threading.Event()
        self.step: Step | None = None  # the last one that was reported, for whoever comes to look later

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to stop. May be read from any thread."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Forget the result: neither callback is called from now on. A long function is told to stop."""
        self._stop.set()

    def settle(self, future: Future[Any]) -> None:
        """Hand over a finished future, from any thread. A result that is itself a future is waited for."""
        if not future.cancelled() and future.exception() is None and isinstance(future.result(), Future):
            future.result().add_done_callback(self.settle)
            return
        work = self._work
        if work is not None and shiboken6.isValid(work):
            work.settled.emit(self, future)

    def finish(self, future: Future[Any]) -> None:
        """Deliver what came of it, and go. On the window's thread."""
        try:
            if not self.cancelled:
                self._deliver(future)
        finally:
            if self._work is not None and not self._work.closed:  # else the window is gone, or about to go
                self.ended.emit()
            # What it holds is let go now: with the job itself, its callbacks could take the last hold of the work with
            # them, and the work its jobs, one of them being deleted at that very moment.
            self._on_done = self._on_failed = self._work = None
            self.deleteLater()

    def _deliver(self, future: Future[Any]) -> None:
        try:
            result = future.result()
        except (CancelledError, Cancelled):
            return
        except Exception as error:
            if _alive(self._on_failed):
                assert self._on_failed is not None
                self._on_failed(told(error))
                if isinstance(error, WorldError | OSError):
                    return
            raise  # ours: the crash report shows it
        if _alive(self._on_done):
            assert self._on_done is not None
            self._on_done(result)


def _alive(callback: Callable[..., None] | None) -> bool:
    """Whether there is a callback, and the widget it belongs to has not been destroyed meanwhile."""
    called = callback.func if isinstance(callback, partial) else callback
    owner = getattr(called, "__self__", None)
    return callback is not None and (not isinstance(owner, QObject) or shiboken6.isValid(owner))


class Work(QObject):
    """A few threads for reading, searching and exporting. Closed by whoever made it."""

    # Of the work and not of the job, because a signal's sender must outlive the emission: the window's thread could
    # deliver a job's result and delete the job while the thread that sent it is still inside the job's own signal.
    settled = Signal(object, object)  # Job, Future

    def __init__(self, parent: QObject | None = None, threads: int = 3) -> None:
        super().__init__(parent)
        self.settled.connect(self._on_settled, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="desk-work")

    def run(self, function: Callable[[], Any], on_done: Done | None = None, on_failed: Failed | None = None) -> Job:
        """Call `function` on another thread. Its value, or the value of the future it returns, goes to
        `on_done` on the window's thread, an exception to `on_failed`; one that is not the world's
        fault is raised there as well, so that it is reported.
        """
        return self._submit(Job(self, on_done, on_failed), function)

    def run_long(
        self, function: Callable[[Progress], Any], on_done: Done | None = None, on_failed: Failed | None = None
    ) -> Job:
        """As `run`, for work that reports its progress through `Job.stepped` and can be stopped midway."""
        job = Job(self, on_done, on_failed)
        return self._submit(job, partial(function, Progress(job)))

    def follow(self, future: Future[Any], on_done: Done | None = None, on_failed: Failed | None = None) -> Job:
        """Deliver the result of a future that somebody else works on, as `run` does."""
        job = Job(self, on_done, on_failed)
        future.add_done_callback(job.settle)
        return job

    @property
    def closed(self) -> bool:
        """Whether nothing is taken on, and nobody told, any more."""
        return self._closed

    def _submit(self, job: Job, function: Callable[[], Any]) -> Job:
        if self._closed:
            job.cancel()  # whoever still asks is about to go as well
        else:
            self._threads.submit(function).add_done_callback(job.settle)
        return job

    @Slot(object, object)
    def _on_settled(self, job: Job, future: Future[Any]) -> None:
        if shiboken6.isValid(job):
            job.finish(future)

    def close(self) -> None:
        """Stop: what waits is dropped, what runs is told to stop and waited for; nothing is taken on any more."""
        self._closed = True
        for job in self.findChildren(Job):
            job.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
