"""Putting another file in the place of a library, so that what stood there is kept under a name that says when.

At every moment there is a whole library under its name: what stands there is kept under a second name first, and the
new one takes its place in one step of the file system.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from desk.errors import Locked, Unwritable
from desk.library.backup import sync_folder
from desk.library.backup_names import free

LOGS = ("-wal", "-shm")  # what SQLite puts beside a file


def beside(library: Path, end: str) -> Path:
    """The file that SQLite has beside a library."""
    return library.with_name(f"{library.name}{end}")


def take_in_log(library: Path) -> bool:
    """Have everything in the one file, and nobody else in it. Raises Locked where somebody has it open; False where
    the file is too damaged for that."""
    try:
        with closing(sqlite3.connect(library, isolation_level=None)) as connection:
            connection.execute("PRAGMA busy_timeout = 2000")
            return bool(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") in {"SQLITE_BUSY", "SQLITE_LOCKED"}:
            raise Locked(f"Another program has the library “{library}” open. Nothing was changed.") from error
        return False


def put_in_place(new: Path, library: Path, kept: Path) -> Path | None:
    """Let `new` be the library. What was that is at `kept` then, or beside that name where something is there, with its
    write-ahead log if it has one; the answer is where, or None where nothing was there. Raises Unwritable."""
    try:
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        found = _keep(library, free(kept)) if library.exists() else None
        # A log of the old file beside the new one would be taken for the new one's.
        for end in LOGS:
            beside(library, end).unlink(missing_ok=True)
        new.replace(library)
        sync_folder(library.parent)
    except OSError as error:
        raise Unwritable(
            f"“{library}” could not be put in place: {error.strerror or error}. What was there is still there."
        ) from error
    return found


def _keep(library: Path, kept: Path) -> Path:
    kept.parent.mkdir(parents=True, exist_ok=True)
    for end in ("-wal", ""):
        part = beside(library, end)
        if part.exists() and (not end or part.stat().st_size):
            _second_name(part, kept.with_name(f"{kept.name}{end}"))
    sync_folder(kept.parent)
    return kept


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a stick knows no second names
        shutil.copy2(file, name)
        with name.open("rb+") as made:
            os.fsync(made.fileno())
