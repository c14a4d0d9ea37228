"""The bin: what is put into it, taken out of it, and emptied out of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from desk.library import emptying
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

        The file keeps its size, and what is written next takes the room (see `Library.compact`)."""
        return self._write(lambda t: emptying.empty(t, articles))
