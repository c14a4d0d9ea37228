"""The bin: what is put into it, taken out of it, and emptied out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import closing

from desk.library import emptying
from desk.library.database import PATIENCE
from desk.library.faults import world_errors
from desk.library.opened import OpenLibrary
from desk.library.values import Emptied, InBin


class Binned(OpenLibrary):
    """The part of `Library` that is its bin."""

    def bin(self, articles: Sequence[str]) -> Future[None]:
        """Put articles into the bin. They keep all they have, until they are emptied out of it: by hand, or by
        themselves after `BIN_DAYS` days."""
        return self._write(lambda t: self._scribe.bin(t, articles, True))

    def unbin(self, articles: Sequence[str]) -> Future[None]:
        """Take articles out of the bin."""
        return self._write(lambda t: self._scribe.bin(t, articles, False))

    def in_bin(self) -> tuple[InBin, ...]:
        """What is in the bin, what came last first."""
        with self._database.reader() as connection:
            return emptying.in_bin(connection)

    def bin_weight(self, articles: Sequence[str] | None = None) -> Emptied:
        """What would go if these articles, or all, were emptied out of the bin now."""
        with self._database.reader() as connection:
            return emptying.weight(connection, articles)

    def empty_bin(self, articles: Sequence[str] | None = None) -> Future[Emptied]:
        """Empty these articles, or all, out of the bin: they are gone for good, with their history and the pictures
        that nothing else shows. Those that are not in the bin stay. All or none: give many in parts, so that nobody's
        typing waits for them.

        The file keeps its size, and what is written next takes the room (see `shrink`)."""
        return self._write(lambda t: emptying.empty(t, articles))

    def shrink(self) -> int:
        """Give the room that nothing takes any more back to the disk; gives how many bytes the file is smaller.

        The whole file is written anew (https://www.sqlite.org/lang_vacuum.html): it needs as much room again while it
        lasts, and all that is written waits for it. So nothing does this by itself. Raises Unwritable, Locked."""
        self._write(lambda t: None).result()  # noqa: ARG005  what was handed over comes first
        before = self.path.stat().st_size
        with world_errors(self.path), closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return before - self.path.stat().st_size
