"""What goes out, noted while it does: what a thousand stories were written as need not all be held at once."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from desk.library.values import Delivery, Sending

if TYPE_CHECKING:
    from desk.formats.exporting import Exported
    from desk.library.library import Library

_AT_ONCE = 50  # deliveries noted in one transaction
# What the gate before an export needs; the second only once it reads a text.
_GUARDING = ("desk.library.guarding", "desk.checks.attribution")


def get_ready(many: int) -> None:
    """So many articles may go out in a moment: have a process begin that helps, while they are still looked up."""
    from desk.formats.export_processes import FEW, begin_ahead  # noqa: PLC0415  not needed for one

    if many >= FEW:
        begin_ahead(_GUARDING)


class Outbox:
    """Has the library note files that were written in a format, some at a time, while others are still being written.
    For one thread."""

    def __init__(self, library: Library, format_name: str) -> None:
        self._library = library
        self._format = format_name
        self._sent: list[Sending] = []
        self._under_way: list[Future[tuple[Delivery, ...]]] = []

    def put(self, article: str, exported: Exported, revision: str) -> None:
        """A file was written, of this revision of an article."""
        target = str(exported.path.absolute())
        self._sent.append(Sending(article, self._format, target, exported.sha256, revision, exported.page))
        if len(self._sent) >= _AT_ONCE:
            self._hand_over()

    def end(self) -> None:
        """Wait until all is noted. Raises what kept some of it from being so."""
        self._hand_over()
        for noted in self._under_way:
            noted.result()

    def _hand_over(self) -> None:
        if self._sent:
            self._under_way.append(self._library.deliver_many(self._sent))
            self._sent = []
