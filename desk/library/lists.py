"""What is listed and found in a library."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from desk.errors import WorldError
from desk.library import listing
from desk.library.database import Database
from desk.library.listing import Finds, Moment
from desk.library.opened import OpenLibrary, index_more
from desk.library.search import stale_number
from desk.library.stopping import Stop
from desk.library.values import ListPage, State
from desk.library.wanted import NEWEST, Wanted

T = TypeVar("T")

_WAITED_FOR = 200  # articles that changed; while there are more, a search finds what is indexed
_INDEX_PATIENCE = 0.5  # seconds that a search waits for what was just written to be indexed


class Lists(OpenLibrary):
    """The part of `Library` that lists articles. A `Stop` ends a question from another thread: it then raises
    `Stopped`."""

    def __init__(self, database: Database, who: str = "") -> None:
        super().__init__(database, who)
        self._finds = Finds()

    def rows(self, wanted: Wanted = NEWEST, after: str = "", limit: int = 200, *, stop: Stop | None = None) -> ListPage:
        """Some lines of the article list. `after` is the `next` of the page before. Whatever a person types is a
        query: see `query.py`."""
        unread = self._index() if wanted.query and not after else 0
        found = self._ask(
            lambda raw: listing.page(raw, self._finds, self._moment(), wanted, after=after, limit=limit), stop
        )
        return replace(found, unread=unread) if unread else found

    def count(self, wanted: Wanted, stop: Stop | None = None) -> int:
        """How many articles are found."""
        return self._ask(lambda raw: listing.count(raw, self._moment(), wanted), stop)

    def every_id(self, wanted: Wanted, stop: Stop | None = None) -> tuple[str, ...]:
        """The ids of all articles that are found, those too that nobody has scrolled to."""
        return self._ask(lambda raw: listing.every_id(raw, self._moment(), wanted), stop)

    def state_counts(self) -> dict[State, int]:
        """How many articles are in which state, the bin left out."""
        statement = "SELECT state, count(*) FROM articles WHERE binned = 0 GROUP BY state"
        found = dict(self._ask(lambda raw: raw.execute(statement).fetchall()))
        return {state: found.get(state.value, 0) for state in State}

    def sections(self) -> tuple[tuple[str, int], ...]:
        """The sections that there are, by name, and how many articles are in each; the bin left out."""
        kept = "binned = 0 AND section != ''"
        statement = f"SELECT section, count(*) FROM articles WHERE {kept} GROUP BY section ORDER BY section"
        return tuple(self._ask(lambda raw: raw.execute(statement).fetchall()))

    def index_all(self) -> None:
        """Have everything indexed that changed, however long it takes. A library that cannot be written stays as it
        is."""
        with self._database.reader() as connection:
            more = stale_number(connection, 1) > 0
        with suppress(WorldError):
            while more:
                more = self._write(index_more).result()

    def _moment(self) -> Moment:
        return Moment(datetime.now().astimezone(), self.who)

    def _ask(self, question: Callable[[sqlite3.Connection], T], stop: Stop | None = None) -> T:
        with self._reading() as raw:
            if stop is None:
                return question(raw)
            with stop.over(raw):
                return question(raw)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._database.reader() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            yield raw

    def _index(self) -> int:
        """Have the draft of a moment ago indexed; but a search waits neither for a locked file nor for a big import,
        which is indexed when nothing else is to do. Gives how many articles are still to be indexed."""
        waiting = self._unread()
        if 0 < waiting <= _WAITED_FOR:
            enough = time.monotonic() + _INDEX_PATIENCE
            with suppress(TimeoutError, WorldError):
                while self._write(index_more).result(max(0, enough - time.monotonic())):
                    pass
            waiting = self._unread()
        return waiting

    def _unread(self) -> int:
        with self._database.reader() as connection:
            return stale_number(connection)
