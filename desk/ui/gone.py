"""A library that was here before and is not there now: then nobody wants a new one in its place. No Qt in here."""

from __future__ import annotations

from pathlib import Path

from desk.errors import NotFound
from desk.library.backup_names import backups_of
from desk.library.journal import Journal


def refuse_gone(path: Path, last_library: str, *, create: bool = False) -> None:
    """Raises NotFound where the library of this path is not there though Desk had it open before: a disk that is not
    connected, a folder that was moved. `last_library` is the path of the one that was open last; with `create` a new
    one is what somebody wants.

    To be asked before the lock is taken, which makes the folder: no disk could be connected in its place then."""
    if create or path.exists() or backups_of(path):  # of a library with backups more is said when it is opened
        return
    journal = Journal(path)
    waits = bool(journal.entries())
    if not waits and str(path.resolve()) != last_library:
        return
    parts = [
        f"The library “{path}” is not there any more. No new one was made in its place.",
        "If it is on a disk or in a folder that is not connected just now, connect it and try again.",
    ]
    if waits:
        parts.append(f"What you typed last is kept in “{journal.folder}”, and goes back in by itself.")
    raise NotFound(" ".join(parts))
