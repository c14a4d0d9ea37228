"""The bin: what is put into it, taken out of it, and emptied out of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from desk.library.opened import OpenLibrary


class Binned(OpenLibrary):
    """The part of `Library` that is its bin."""

    def bin(self, articles: Sequence[str]) -> Future[None]:
        """Put articles into the bin. They keep all they have."""
        return self._write(lambda t: self._scribe.bin(t, articles, True))

    def unbin(self, articles: Sequence[str]) -> Future[None]:
        """Take articles out of the bin."""
        return self._write(lambda t: self._scribe.bin(t, articles, False))
