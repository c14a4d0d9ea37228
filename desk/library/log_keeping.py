"""The write-ahead log of a library that the window of another process has open: whoever closes the library beside it
leaves the log where it is."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from desk.library.lock import WindowLock


@contextmanager
def log_kept(path: Path) -> Iterator[None]:
    """Within it connections to the library may be closed: the log stays, where another process has its window on it.

    SQLite removes the log with the last connection, and knows by the locks of the file whether it is the last. But a
    process loses all its locks on a file as soon as anything in it closes that file — a file dialog that looks what is
    in a folder does — and the window would go on writing into a log that is gone, and all of that would be lost
    (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_). A
    connection that only reads removes nothing; where one is there, no other is the last."""
    last = _reader(path) if _has_window_elsewhere(path) else None
    try:
        yield
    finally:
        if last is not None:
            last.close()


def _reader(path: Path) -> sqlite3.Connection | None:
    """A connection that has its lock on the file, which it has from the first time that it reads; None where it can be
    read no more. It is in no transaction, so it holds back no checkpoint."""
    with suppress(sqlite3.Error):
        made = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        with suppress(sqlite3.Error):
            made.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        return made
    return None


def _has_window_elsewhere(path: Path) -> bool:
    if os.name != "posix":  # other systems tie a lock to the handle that it was taken with
        return False
    holder = WindowLock(path).holder()
    if holder is None or holder == os.getpid() or not path.exists():
        return False
    try:
        os.kill(holder, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
