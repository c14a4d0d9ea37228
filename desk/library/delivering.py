"""What went out to readers: noted with its bytes, and shown again as it was."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime

from desk.library import pages
from desk.library.opened import OpenLibrary
from desk.library.values import Delivery, Sending


class Delivering(OpenLibrary):
    """The part of `Library` that knows what readers have seen."""

    def deliveries(self, article: str) -> tuple[Delivery, ...]:
        """What went out of an article, newest first."""
        with self._database.reader() as connection:
            return pages.deliveries(connection, article)

    def delivered_at(self, article: str, moment: datetime, format: str = "html") -> Delivery | None:  # noqa: A002 — as below
        """What readers could see of an article at a moment: what had gone out last in this format, or None."""
        with self._database.reader() as connection:
            return pages.delivered_at(connection, article, moment, format)

    def delivered(self, delivery: str) -> bytes | None:
        """What went out, byte for byte; None where only that it went out was kept, as in older libraries. Raises
        NotFound, and Unreadable where it is damaged."""
        with self._database.reader() as connection:
            return pages.delivered(connection, delivery)

    def deliver(
        self,
        article: str,
        format: str,  # noqa: A002 — as the field of Delivery is called
        target: str,
        sha256: str,
        revision: str = "",
        *,
        data: bytes = b"",
    ) -> Future[Delivery]:
        """Note that an article went out, and keep what went out, packed. Without a `revision` its text as it stands
        becomes one."""
        sent = [Sending(article, format, target, sha256, revision, data)]
        return self._write(lambda t: self._scribe.deliver(t, sent)[0])

    def deliver_many(self, sent: Sequence[Sending]) -> Future[tuple[Delivery, ...]]:
        """Note what went out and keep it, in one transaction."""
        return self._write(lambda t: self._scribe.deliver(t, sent))
