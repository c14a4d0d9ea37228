"""What the first bytes of a file tell: whether it is a library, and of which schema. No SQLAlchemy here: a window is
shown before that is loaded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desk.errors import NewerVersion, Unreadable

SCHEMA = 4  # the `user_version` that the newest migration leaves
APPLICATION = int.from_bytes(b"Desk", "big")  # the `application_id`
_MAGIC = b"SQLite format 3\x00"


def examine(path: Path) -> None:
    """Refuse what is no library or newer than we are, without writing to it.

    The header alone tells most; what stands in a write-ahead log is only seen through SQLite."""
    if not path.exists() or path.stat().st_size == 0:
        return
    judge(path, *(_told(path) or _read(path)))


def _told(path: Path) -> tuple[int, int] | None:
    """The version and the application as SQLite reads them off the file alone; None where it cannot.

    A file that may be open as a library is not opened past SQLite: when a process closes a file, all its locks on that
    file are gone (https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
    Another program that closes the library would then remove the log in which this one goes on writing."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as probe:
            (version,) = probe.execute("PRAGMA user_version").fetchone()
            (application,) = probe.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        return None
    return int(version), int(application)


def _read(path: Path) -> tuple[int, int]:
    """The same of a file that is too damaged for SQLite, so that nobody has it open, or none of its files."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise Unreadable(f"“{path}” cannot be read: {error.strerror or error}.") from error
    if not header.startswith(_MAGIC):
        raise Unreadable(f"“{path}” is not a Desk library. It was left as it is.")
    # Offsets of user_version and application_id: https://www.sqlite.org/fileformat.html#the_database_header
    return int.from_bytes(header[60:64], "big"), int.from_bytes(header[68:72], "big")


def judge(path: Path, version: int, application: int) -> None:
    """Refuse what belongs to another program or to a newer Desk."""
    if application not in {APPLICATION, 0}:
        raise Unreadable(f"“{path}” belongs to another program, it is not a Desk library. It was left as it is.")
    if application == APPLICATION and version > SCHEMA:
        raise NewerVersion(
            f"The library “{path}” was made by a newer Desk (its schema is {version}, this Desk knows {SCHEMA}). "
            "It was left untouched; open it with the newer Desk."
        )
