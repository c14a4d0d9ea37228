"""The one thread that writes a library. Jobs run in the order in which they are handed over, each in a
transaction of its own; whoever hands one over gets a Future and never waits."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection

from desk.library.database import Database
from desk.library.values import Change

T = TypeVar("T")
log = logging.getLogger(__name__)

IDLE = 1.0  # seconds without a job after which put-off work is done


@dataclass(slots=True)
class Transaction:
    """What a job works in. `who` and `at` go into every record that it makes; what it tells in `changes`
    goes to the listeners once it is committed; `replica` is the one that this library is, once it was asked for."""

    connection: Connection
    who: str
    at: datetime
    changes: list[Change] = field(default_factory=list)
    replica: str = ""

    def tell(self, kind: str, article: str = "") -> None:
        """Have the listeners told."""
        self.changes.append(Change(kind, article))


Job = Callable[[Transaction], T]
# Does a job in a transaction of its own, without SQLAlchemy; gives its result and what it tells, or None where it
# cannot do it, and wrote nothing.
Quick = Callable[[Database, str], tuple[T, list[Change]] | None]


class Writer:
    """Runs jobs on a thread of its own until it is closed."""

    def __init__(self, database: Database, idle: Job[bool], notify: Callable[[Change], None]) -> None:
        """`idle` is a job for when there has been nothing to do for a while after some others, and on closing; it
        says whether it has more to do. `notify` is called on the writer's thread after each commit."""
        self._database = database
        self._idle = idle
        self._notify = notify
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._closed = False
        self._handing = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="library-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], who: str, quick: Quick[T] | None = None) -> Future[T]:
        """Have a job done, or `quick` where that can do it. The Future holds its result or error: a `WorldError`
        where the disk is to blame."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                done = quick(self._database, who) if quick else None
                result, changes = done or self._commit(job, who)
            except BaseException as error:  # noqa: BLE001 — whatever it is belongs to whoever asked
                future.set_exception(error)
                return
            future.set_result(result)
            for change in changes:
                self._notify(change)

        with self._handing:  # so that nothing is handed over behind the sign to stop
            if self._closed:
                raise RuntimeError("the library is closed")
            self._jobs.put(run)
        return future

    def close(self) -> None:
        """Do what was handed over and what was put off, then stop. Closing twice does nothing."""
        with self._handing:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        wait: float | None = None  # seconds until what was put off is done; None: nothing was
        while True:
            try:
                job = self._jobs.get(timeout=wait)
            except queue.Empty:
                wait = 0 if self._do_put_off() else None
                continue
            if job is None:
                break
            job()
            wait = IDLE
        if wait is not None:
            self._do_put_off()

    def _do_put_off(self) -> bool:
        """Whether there is more to do. A failure (the disk may be full) is only noted: it can be put off again."""
        try:
            return self._commit(self._idle, "")[0]
        except Exception:
            log.warning("could not do what was put off in %s", self._database.path, exc_info=True)
            return False

    def _commit(self, job: Job[T], who: str) -> tuple[T, list[Change]]:
        with self._database.transaction() as connection:
            transaction = Transaction(connection, who, datetime.now(UTC))
            result = job(transaction)
        return result, transaction.changes
