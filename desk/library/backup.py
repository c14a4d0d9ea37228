"""Backups of a library: copied while it is in use, looked through, and only then given their name. Plain SQLite.

A backup is SQLite's online backup in small steps, within one read transaction. Without that every commit of
another connection begins the copying anew (measured: a library of 250 MB with a commit every 50 ms is never done;
with it, 1.2 s), and with write-ahead logging a reader holds up no writer. `VACUUM INTO` took longer, held commits
up to 55 ms, cannot be stopped midway, and gives a file that is no copy.
https://www.sqlite.org/backup.html
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from desk.errors import Locked, NotFound, Unreadable, Unwritable
from desk.library.backup_names import PART, Backup, backups_of, folder_of, forget_gone, free, name_of, note_made
from desk.library.backup_thinning import HOURLY, kept
from desk.library.faults import world_errors
from desk.library.storing import Stored

EVERY = timedelta(hours=1)
ROOM = 5_000_000_000  # bytes that the backups of a library may take, where nobody said otherwise
ROOM_KEY = "backup_room"  # the setting of a library that says otherwise
_STEP = 64  # pages copied at once
_PAUSE = 0.002  # seconds between the steps, for the others
_SPARE = 50_000_000  # bytes that a backup leaves free on the disk: the library is more important
_READ = 20  # articles that are read in a backup to see whether they can be
_OPS = 100_000  # steps of SQLite's machine after which somebody may stop a check

log = logging.getLogger(__name__)
Watch = Callable[[int, int], None]  # told (done, of how many); may raise to stop


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a library that is whole."""

    schema: int
    articles: int


def back_up(
    library: Path, why: str = "", watch: Watch | None = None, *, now: datetime | None = None, patience: float = 0
) -> Backup:
    """Make a backup of a library beside it, and clear away what need not be kept. Where another is just being made,
    `patience` is how many seconds that is waited for.

    The library may be open and written to meanwhile. Raises NotFound, Unreadable (the library is damaged: no backup
    is made of it, and no other taken away), Unwritable, Locked (another is being made); no half of one is left."""
    _there(library)
    at = (now or datetime.now(UTC)).replace(microsecond=0)
    with _alone(library, patience):
        before = _last(library, at)
        target = name_of(library, at, why)
        make_copy(library, target, watch)
        note_made(target)
        made = Backup(target, at, target.stat().st_size, why)
        # After a leap of time it is the next one that clears away: the clock may be wrong for a while.
        if before is not None and at - before.at < HOURLY:
            thin(library, at)
    return made


def copy_to(library: Path, target: Path, watch: Watch | None = None) -> Backup:
    """Make a backup somewhere else: in this folder, or as this file, which must not be there yet. Raises as
    `back_up`."""
    _there(library)
    at = datetime.now(UTC).replace(microsecond=0)
    if target.is_dir():
        target = free(target / name_of(library, at).name)
    elif target.exists():
        raise Unwritable(f"“{target}” is there already. It was left as it is; give another name.")
    make_copy(library, target, watch)
    return Backup(target, at, target.stat().st_size)


def is_due(library: Path, now: datetime, every: timedelta = EVERY) -> bool:
    """Whether the newest backup is older than that, and something changed since. Raises what SQLite raises."""
    last = _last(library, now)
    if not library.exists():
        return False
    if last is None:
        return True
    if now - last.at < every:
        return False
    return _touched(library) > last.at.timestamp() and mark(library) != mark(last.path)


def _last(library: Path, now: datetime) -> Backup | None:
    """The newest backup; one that a clock made that was ahead is none for that."""
    return next((one for one in backups_of(library) if one.at <= now), None)


def mark(library: Path) -> str:
    """A short text that is another one when anything changed but a caret, or who looked at what."""
    with world_errors(library), closing(reading(library)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'search%' AND name NOT IN ('looks', 'anchors') ORDER BY name"
        ).fetchall()
        found: list[object] = [
            (name, *connection.execute(f'SELECT count(*), max(rowid) FROM "{name}"').fetchone()) for (name,) in tables
        ]
        found += connection.execute("SELECT sum(version), max(updated), sum(binned) FROM articles").fetchall()
        found += connection.execute("SELECT max(at) FROM drafts").fetchall()
        for table in ("settings", "furniture"):
            found += connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _touched(library: Path) -> float:
    """When the file or its write-ahead log was written last."""
    times = []
    for file in (library, library.with_name(f"{library.name}-wal")):
        try:
            times.append(file.stat().st_mtime)
        except OSError:
            continue
    return max(times, default=0.0)


def thin(library: Path, now: datetime) -> tuple[Path, ...]:
    """Clear away the backups that need not be kept; gives which. One that cannot be removed is left."""
    found = backups_of(library)
    # The one that was made last stays, though a clock that was ahead gave others a later date.
    keeping = kept(found, now, room_of(library)) | {one.path for one in found[:1]}
    gone = []
    for one in found:
        if one.path not in keeping:
            try:
                one.path.unlink(missing_ok=True)
            except OSError:
                continue
            gone.append(one.path)
    forget_gone(folder_of(library))
    return tuple(gone)


def room_of(library: Path) -> int:
    """How many bytes the backups of a library may take."""
    try:
        with closing(reading(library)) as connection:
            found = connection.execute("SELECT value FROM settings WHERE key = ?", (ROOM_KEY,)).fetchone()
            return int(found[0]) if found else ROOM
    except (sqlite3.Error, ValueError):
        return ROOM


def clear_leftovers(library: Path) -> None:
    """Take away what a backup left whose program was killed. One that is being made stays."""
    if any(folder_of(library).glob(f".*{PART}*")):
        try:
            with _alone(library):
                pass
        except (Locked, Unwritable):
            return


def make_copy(library: Path, target: Path, watch: Watch | None = None) -> Looked:
    """Copy a library to a file that is not there yet: aside, looked through, then moved into its place.

    Raises Unreadable where the library is damaged, Unwritable."""
    aside = target.with_name(f".{target.name}{PART}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _see_to_room(library, target.parent)
        with world_errors(library):
            _copy(library, aside, watch)
        looked = look_through(aside, watch, named=library)
        _put(aside, target)
    except OSError as error:
        raise Unwritable(
            f"No backup could be made in “{target.parent}”: {error.strerror or error}. The library is as it was."
        ) from error
    finally:
        for left in (aside, *(aside.with_name(aside.name + end) for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)
    return looked


def _copy(library: Path, aside: Path, watch: Watch | None) -> None:
    def on_step(_status: int, left: int, total: int) -> None:
        if watch is not None:
            watch(total - left, total)

    aside.unlink(missing_ok=True)
    with closing(reading(library)) as source, closing(sqlite3.connect(aside, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it has its name only after it was looked through and synchronised
        copy.execute("PRAGMA journal_mode = OFF")
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # from here on it stands still for us
        source.backup(copy, pages=_STEP, progress=on_step, sleep=_PAUSE)
    with closing(sqlite3.connect(aside, isolation_level=None)) as copy:
        # A file by itself: one in which nothing waits in a log, and that can be read where nothing can be written.
        copy.execute("PRAGMA journal_mode = DELETE")


def look_through(file: Path, watch: Watch | None = None, named: Path | None = None) -> Looked:
    """Look whether a library that nobody writes to is whole: all of its pages, and the newest articles read as they
    are when they are opened. Raises Unreadable, with the name of `named` in its sentence."""
    name = named or file
    with world_errors(name), closing(reading(file, still=True)) as connection, stoppable(connection, watch):
        said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
        if said != ["ok"]:
            log.warning("%s is damaged: %s", name, "; ".join(said))
            raise Unreadable(f"“{name}” is damaged: a part of it cannot be read. Nothing was changed.")
        schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        articles = int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
        for title, hash_, *text in connection.execute(_NEWEST, (_READ,)):
            if not _is_readable(Stored(*text), hash_):
                raise Unreadable(f"“{name}” is damaged: the text of “{title}” cannot be read. Nothing was changed.")
    return Looked(schema, articles)


_NEWEST = """
    SELECT a.title, CASE WHEN d.article IS NULL THEN s.hash END, coalesce(d.fields, s.fields), coalesce(d.body, s.body)
    FROM articles a JOIN revisions r ON r.id = a.head JOIN stories s ON s.hash = r.story
    LEFT JOIN drafts d ON d.article = a.id WHERE a.binned = 0
    ORDER BY a.updated DESC, a.id DESC LIMIT ?
"""


def _is_readable(text: Stored, hash_: str | None) -> bool:
    """Whether a text can be read, or is what it was when it was named, so that a newer Desk can read it."""
    try:
        text.story()
    except Unreadable:
        return text.hash == hash_
    return hash_ is None or text.hash == hash_


@contextmanager
def stoppable(connection: sqlite3.Connection, watch: Watch | None) -> Iterator[None]:
    """Within this, what `watch` raises stops a long statement, and is raised."""
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            if watch is not None:
                watch(0, 0)
        except BaseException as error:  # noqa: BLE001  SQLite is told to stop; it is raised below
            raised.append(error)
        return len(raised)

    connection.set_progress_handler(ask, _OPS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise


def _put(aside: Path, target: Path) -> None:
    """Give a file that is whole its name, on the disk before it has it."""
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.rename(free(target))
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can do that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _see_to_room(library: Path, folder: Path) -> None:
    size = sum(file.stat().st_size for file in (library, library.with_name(f"{library.name}-wal")) if file.exists())
    if shutil.disk_usage(folder).free < size + _SPARE:
        raise Unwritable(f"There is too little room in “{folder}” for a backup. The library is as it was.")


def reading(file: Path, *, still: bool = False) -> sqlite3.Connection:
    """A connection that only reads; with `still` a file that nobody writes, beside which nothing is put either."""
    query = "mode=ro&immutable=1" if still else "mode=ro"
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{query}", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA busy_timeout = 5000")
    return connection


def _there(library: Path) -> None:
    if not library.is_file():
        raise NotFound(f"There is no library “{library}”.")


@contextmanager
def _alone(library: Path, patience: float = 0) -> Iterator[None]:
    """While nobody else makes a backup of this library. What a killed one left is cleared away."""
    folder = folder_of(library)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise Locked(f"Another backup of “{library}” is just being made.") from error
    except OSError as error:
        raise Unwritable(
            f"No backup could be made in “{folder}”: {error.strerror or error}. The library is as it was."
        ) from error
    try:
        for left in folder.glob(f".*{PART}*"):
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()
