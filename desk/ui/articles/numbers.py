"""How many articles are in which state and found by which kept search: read when nothing else is to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.library.query import said, understand
from desk.library.saved_searches import SavedSearch, saved_searches
from desk.library.stopping import Stop
from desk.library.values import State
from desk.ui.work import Job, Work

_REST = 600  # ms after the last change


class Counted(NamedTuple):
    """What was counted."""

    searches: tuple[SavedSearch, ...]
    states: Mapping[State, int]
    found: Mapping[str, int]
    sections: tuple[tuple[str, int], ...]


class Numbers(QObject):
    """Counts again whenever it is asked to, once a while has passed; what is being counted then is stopped."""

    counted = Signal(object, object)  # {State: int}, {name of a search: int}
    listed = Signal(object)  # tuple of SavedSearch
    sections = Signal(object)  # tuple of name and number

    def __init__(self, library: Any, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._work = work
        self._stop = Stop()
        self._counting: Job | None = None
        self.searches: tuple[SavedSearch, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self.read_now)

    def understood(self, typed: str) -> str:
        """How a search is understood; "" where it is nothing but words."""
        now = datetime.now().astimezone()
        return said(understand(typed, now, self._library.who), now)

    @Slot()
    def read(self) -> None:
        """Count again, soon."""
        self._rest.start()

    @Slot()
    def read_now(self) -> None:
        """Count again."""
        self._stop.stop()
        if self._counting is not None:
            self._counting.cancel()
        self._stop = Stop()
        self._counting = self._work.run(_Counting(self._library, self._stop), self._on_counted, self._on_failed)

    def _on_counted(self, counted: Counted) -> None:
        self._counting = None
        self.searches = counted.searches
        self.listed.emit(counted.searches)
        self.counted.emit(counted.states, counted.found)
        self.sections.emit(counted.sections)

    def _on_failed(self, _error: Exception) -> None:
        self._counting = None  # the list says it already


class _Counting:
    """On a worker's thread."""

    def __init__(self, library: Any, stop: Stop) -> None:
        self._library, self._stop = library, stop

    def __call__(self) -> Counted:
        searches = saved_searches(self._library)
        found = {one.name: self._library.count(one.wanted, self._stop) for one in searches}
        return Counted(searches, self._library.state_counts(), found, self._library.sections())
