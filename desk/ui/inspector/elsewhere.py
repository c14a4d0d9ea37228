"""Looks up where else the people of a credits page are credited this month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desk.formats.dates import local
from desk.story.house import House
from desk.ui.inspector.credit_row import CreditRow, Known
from desk.ui.work import Job, Work

if TYPE_CHECKING:
    from desk.library.ledger_values import LedgerRow

_PAUSE = 400  # ms in which a name is typed further

Found = Mapping[str, "Sequence[LedgerRow]"]


class Elsewhere(QObject):
    """Tells the rows, while they are seen. It is asked on another thread, and never with a key."""

    def __init__(
        self, rows: Callable[[], Sequence[CreditRow]], known: Known, work: Work, house: House, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._known = known
        self._work = work
        self.house = house
        self.article = ""  # the one that is open, by its id
        self._reading: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.look)

    @Slot()
    def look_soon(self) -> None:
        """Look when nobody types any more."""
        self._soon.start()

    @Slot()
    def look(self) -> None:
        """Ask the library."""
        self._soon.stop()
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        names = tuple(dict.fromkeys(row.credit.name for row in self._rows() if row.credit.name))
        if not names or not any(row.isVisible() for row in self._rows()):
            return
        since = local(datetime.now(UTC), self.house).replace(day=1, hour=0, minute=0, second=0)
        ask = partial(_found, self._known, names, since, self.article)
        self._reading = self._work.run(ask, self._show, _leave_be)

    def _show(self, found: Found) -> None:
        self._reading = None
        for row in self._rows():
            row.foot.show_elsewhere(found.get(row.credit.name, ()), self.house)


def _found(known: Known, names: Sequence[str], since: datetime, article: str) -> Found:
    return {name: known.elsewhere(name, since, article) for name in names}


def _leave_be(_error: Exception) -> None:
    """A library that cannot be read says so elsewhere."""
