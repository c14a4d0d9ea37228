"""Makes backups by itself while the window is open, and looks once whether the library is whole.

All of it is done on a worker's thread. What fails is said once, and tried again the next time.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.errors import Locked, WorldError
from desk.library.backup import EVERY, back_up, clear_leftovers, is_due
from desk.library.backup_names import Backup
from desk.library.checking import is_damage, quick_check
from desk.ui.work import Job, Progress, Work

FIRST = 20_000  # ms after the start: then the window has been shown, and the newest article read
LOOK = 5 * 60_000  # ms after which it is asked whether a backup is due
_QUICK = 1.5  # seconds that a backup may take when the window was closed; nobody waits for longer
_SMALL = 40_000_000  # bytes of a library of which one may be made then

log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """The backups of one library. `failed` carries a sentence, once until one was made again; `damaged` what is wrong
    with the library."""

    made = Signal(object)  # Backup
    failed = Signal(str)
    damaged = Signal(tuple)  # of str

    def __init__(self, library: Path, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._work = work
        self._job: Job | None = None
        self._said = False
        self._first = QTimer(self, singleShot=True, interval=FIRST)
        self._look = QTimer(self, interval=LOOK)
        self._first.timeout.connect(self._on_first)
        self._look.timeout.connect(self.look)
        self._first.start()
        self._look.start()

    @Slot(object)
    def check_after(self, error: Exception) -> None:
        """Something could not be read: where damage is why, look at once whether the library is whole."""
        if self._first.isActive() and is_damage(error):
            self._first.stop()
            self._on_first()

    @Slot()
    def _on_first(self) -> None:
        self._work.run_long(partial(_check, self._library), self._on_checked, self._on_not_checked)

    @Slot()
    def look(self) -> None:
        """Make a backup if one is due."""
        if self._job is None:
            self._job = self._work.run_long(partial(_make, self._library), self._on_made, self._on_failed)

    def close(self) -> None:
        """Make none any more; one that is being made is given up."""
        self._first.stop()
        self._look.stop()
        if self._job is not None:
            self._job.cancel()

    def _on_checked(self, said: tuple[str, ...]) -> None:
        if said:
            self.damaged.emit(said)
        else:
            self.look()  # of a damaged library no backup is made

    def _on_not_checked(self, error: Exception) -> None:
        log.info("the library could not be looked through: %s", error)

    def _on_made(self, made: Backup | None) -> None:
        self._job = None
        if made is not None:
            self._said = False
            self.made.emit(made)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        log.warning("no backup: %s", error)
        if not self._said and not isinstance(error, Locked):
            self._said = True
            self.failed.emit(str(error))


def _check(library: Path, progress: Progress) -> tuple[str, ...]:
    clear_leftovers(library)
    return quick_check(library, lambda _done, _total: progress.check())


def _make(library: Path, progress: Progress) -> Backup | None:
    try:
        if is_due(library, datetime.now(UTC)):
            return back_up(library, watch=lambda _done, _total: progress.check())
    except sqlite3.Error as error:
        raise WorldError(f"No backup could be made: {error}.") from error
    return None


class _TooLong(Exception):
    """A backup would have taken too long."""


def last_backup(library: Path, every: timedelta = EVERY) -> Backup | None:
    """After the window was closed: a backup of what changed, if one is due and quickly made. Never raises."""
    end = time.monotonic() + _QUICK

    def watch(_done: int, _total: int) -> None:
        if time.monotonic() > end:
            raise _TooLong

    try:
        if library.stat().st_size <= _SMALL and is_due(library, datetime.now(UTC), every):
            return back_up(library, watch=watch)
    except _TooLong:
        log.info("no backup on closing: it would have taken too long")
    except (WorldError, sqlite3.Error, OSError) as error:
        log.warning("no backup on closing: %s", error)
    return None
