"""A library that is open: how it is opened and closed, how its writes go to the one writer, who hears of them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from desk.library.database import Database
from desk.library.emptying import empty_old
from desk.library.search import refresh
from desk.library.values import Change
from desk.library.writer import Job, Quick, Transaction, Writer
from desk.library.writing import Scribe

T = TypeVar("T")
log = logging.getLogger(__name__)


class OpenLibrary:
    """What all parts of `Library` stand on. `who` is the name that new records carry."""

    def __init__(self, database: Database, who: str = "") -> None:
        self.who = who
        self._database = database
        self._scribe = Scribe()
        self._listeners: list[Callable[[Change], None]] = []
        self._listening = threading.Lock()
        self._writer = Writer(database, nothing_more if database.still else put_off, self._notify)

    @classmethod
    def open(cls, path: str | Path, *, who: str = "", create: bool = True, still: bool = False) -> Self:
        """Open a library, or with `create` make it where there is none. With `still` a backup: it can only be read.

        Raises NotFound, Unreadable (no library, or damaged), NewerVersion, Unwritable, Locked; the file is then
        as it was."""
        return cls(Database(Path(path), create, still=still), who)

    @property
    def path(self) -> Path:
        """The file."""
        return self._database.path

    def close(self) -> None:
        """Write what was handed over, then give the file back."""
        self._writer.close()
        self._database.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def listen(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Have a function called with every `Change`, on the writer's thread; gives what ends that."""
        with self._listening:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._listening, suppress(ValueError):
                self._listeners.remove(listener)

        return unsubscribe

    def _notify(self, change: Change) -> None:
        with self._listening:
            listeners = tuple(self._listeners)
        for listener in listeners:
            try:
                listener(change)
            except Exception:
                log.exception("a listener failed on %s", change)

    def _write(self, job: Job[T], quick: Quick[T] | None = None) -> Future[T]:
        return self._writer.submit(job, self.who, quick)


def index_more(t: Transaction) -> bool:
    """Index some articles that changed; whether there may be more."""
    return refresh(t.connection)


def put_off(t: Transaction) -> bool:
    """What is done while nobody waits: index what changed, then empty what was long in the bin; whether there may be
    more."""
    return index_more(t) or empty_old(t)


def nothing_more(_t: Transaction) -> bool:
    """What is put off in a library that can only be read."""
    return False
