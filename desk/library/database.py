"""The file of a library: how it is looked at before it is opened, opened, migrated and closed.

A file that is not ours, or is newer than this program, is only read; not a byte of it changes.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, PoolProxiedConnection, QueuePool

from desk.errors import Displaced, NotFound, Unreadable, Unwritable
from desk.library.backup import back_up
from desk.library.backup_names import before_schema
from desk.library.faults import world_errors
from desk.library.header import APPLICATION, SCHEMA, examine, judge
from desk.library.log_keeping import log_kept

__all__ = ["APPLICATION", "PATIENCE", "SCHEMA", "Database", "upgrade"]

PATIENCE = 5_000  # ms that a statement waits for another program's transaction
_STICKS = 2_000_000_000  # ns that are the smallest time of a FAT file system
_FOR_A_BACKUP = 60.0  # seconds that a migration waits for a backup that is just being made
# A commit is on the disk when it returns: https://www.sqlite.org/pragma.html#pragma_synchronous
_WRITING = {"journal_mode": "WAL", "synchronous": "FULL"}


class Database:
    """One library file: an engine for the one writer and one for all readers."""

    def __init__(self, path: Path, create: bool = True, *, still: bool = False) -> None:
        """Open the file; make it, or bring it to this program's schema, where that is needed. With `still` a file
        of this schema that nobody writes: nothing of it is changed, and nothing is put beside it.

        Raises NotFound, Unreadable, NewerVersion, Unwritable, Locked."""
        self.path = path
        self.still = still
        self._file: tuple[int, int] | None = None  # that the writer's connection has open
        self._stamp: tuple[int, int] | None = None  # its size and time, when it was written last
        self._left: Left | None = None  # the library, while it is not in its place
        self._lent: PoolProxiedConnection | None = None  # the writer's connection, while drafts follow upon each other
        _prepare(path, create and not still)
        with world_errors(path):
            examine(path)
            if not still:
                _migrate(path)
        if still:
            self.writing = self.reading = _engine(path, "BEGIN", {"query_only": "ON"}, size=4, still=True)
            return
        self.writing = _engine(path, "BEGIN IMMEDIATE", _WRITING | {"foreign_keys": "ON"}, size=1)
        self.reading = _engine(path, "BEGIN", {"query_only": "ON"}, size=4)
        event.listen(self.writing, "connect", self._on_connect)

    @contextmanager
    def reader(self) -> Iterator[Connection]:
        """A connection for questions that belong together: they all see the library at one moment."""
        with world_errors(self.path), self.reading.begin() as connection:
            yield connection

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """The writer's connection in a transaction, without SQLAlchemy: to save a draft costs half as much so."""
        with world_errors(self.path), self._renewed():
            self._look_out()
            # Kept from draft to draft: to borrow it anew each time takes as long as what is written.
            self._lent = self._lent or self.writing.raw_connection()
            raw = self._lent.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            try:
                raw.execute("BEGIN IMMEDIATE")
                self._check_place(raw)
                yield raw
                raw.commit()
            except BaseException:
                self._give_back()  # which takes back what was written
                raise

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The writer's connection in a transaction."""
        self._give_back()
        with world_errors(self.path), self._renewed():
            self._look_out()
            with self.writing.begin() as connection:
                raw = connection.connection.driver_connection
                assert isinstance(raw, sqlite3.Connection)
                self._check_place(raw)
                yield connection

    def _on_connect(self, _connection: object, _record: object) -> None:
        self._file = _identity(self.path)

    def _check_place(self, raw: sqlite3.Connection) -> None:
        """A file that was removed, taken away with its disk, or put aside for another, can still be written by whoever
        has it open: into nothing. So it is looked for in its place before each commit."""
        if self.still or (now := _identity(self.path)) == self._file:
            self._stamp = _size_and_time(self.path)
            return
        self._left = self._left or Left(self._file, self._stamp, _tale(raw))
        self._file = None
        # The log has the same name for the file that stands there now, which it would spoil: it goes into its own one,
        # wherever that is. On closing SQLite itself leaves it, where the file was moved.
        raw.rollback()
        with suppress(sqlite3.Error):
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        raise self._not_there(now is None)

    def _look_out(self) -> None:
        """Where the library was not in its place, nothing is written before it is there again. It may come back as
        another file, as a stick that is put in anew has it; then it is known by what is in it."""
        if self._left is None:
            return
        now, left = _identity(self.path), self._left
        if now is None:
            raise self._not_there(True)
        # A disk that is put in anew may be another device, with a log on it that was never taken in.
        is_own = left.file is not None and now[1] == left.file[1]
        if not (
            is_own
            or left.tale is None
            or _agree(_size_and_time(self.path), left.stamp)
            or _tale_of(self.path) == left.tale
        ):
            raise self._not_there(False)
        self._left = None

    def _not_there(self, gone: bool) -> Unwritable:
        if not gone:
            return Displaced(
                f"Another file stands in the place of the library “{self.path}”: it was put there while the library "
                "was open. Nothing is written into it, and this change was not saved."
            )
        error = Unwritable(
            f"The library “{self.path}” is not in its place any more: its disk was taken out, or the file or its "
            "folder was moved or removed. This change was not saved."
        )
        error.__cause__ = FileNotFoundError(errno.ENOENT, "not in its place")
        return error

    @contextmanager
    def _renewed(self) -> Iterator[None]:
        """Where the disk or the file is to blame, the next attempt has connections of its own: those from before
        would not notice that all is well again. Not on a full disk, where none could be made."""
        try:
            yield
        except Exception as error:
            cause = getattr(error, "orig", error)
            code = (getattr(cause, "sqlite_errorname", "") or "").removeprefix("SQLITE_").split("_")[0]
            if isinstance(error, Unwritable) or code in {"READONLY", "IOERR", "CANTOPEN"}:
                self.dispose()
            raise

    def dispose(self) -> None:
        """Give the connections back; the last one takes the write-ahead log into the file, unless a window elsewhere
        writes into it."""
        self._give_back()
        with log_kept(self.path):
            self.reading.dispose()
            self.writing.dispose()

    def _give_back(self) -> None:
        lent, self._lent = self._lent, None
        if lent is not None:
            lent.close()


def _size_and_time(path: Path) -> tuple[int, int] | None:
    """How large a file is, and when it was written, in ns."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _agree(now: tuple[int, int] | None, before: tuple[int, int] | None) -> bool:
    """Whether a file may be the one that it was before; of one on a stick the time is known to 2 s only."""
    if now is None or before is None or now[0] != before[0]:
        return False
    return now[1] == before[1] or (now[1] % _STICKS == 0 and abs(now[1] - before[1]) < _STICKS)


class Left(NamedTuple):
    """A library that is not in its place: which file it was, its size and time, and what tells it from an older one."""

    file: tuple[int, int] | None
    stamp: tuple[int, int] | None
    tale: tuple[object, ...] | None


def _tale(raw: sqlite3.Connection) -> tuple[object, ...] | None:
    """What tells a library from an older or a younger one of it; None where it cannot be read any more."""
    try:
        found: tuple[object, ...] = raw.execute("SELECT count(*), max(updated), sum(version) FROM articles").fetchone()
    except sqlite3.Error:
        return None
    return found


def _tale_of(path: Path) -> tuple[object, ...] | None:
    """That of a file that nobody has open, by itself: a log beside it may be another's."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as probe:
            return _tale(probe)
    except sqlite3.Error:
        return None


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file this is, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare(path: Path, create: bool) -> None:
    try:
        if path.is_dir():
            raise Unreadable(f"“{path}” is a folder, not a Desk library.")
        if path.exists():
            return
        if not create:
            raise NotFound(f"There is no library “{path}”.")
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unwritable(
            f"A library cannot be made in “{path.parent}”: {error.strerror or error}. Nothing was changed."
        ) from error


def _migrate(path: Path) -> None:
    """Bring the file to this program's schema, in one transaction, after a backup was made of it. Alembic is only
    imported when it is needed."""
    probe = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) if path.exists() else None
    if probe is not None:
        try:  # read-only: closing it moves nothing from the write-ahead log into the file
            probe.execute(f"PRAGMA busy_timeout = {PATIENCE}")
            version, application, tables = _stamp(probe)
        finally:
            probe.close()
        judge(path, version, application)
        if application == 0 and tables:
            raise Unreadable(f"“{path}” is a database, but not a Desk library. It was left as it is.")
        if version == SCHEMA:
            return
        if version:
            back_up(path, before_schema(SCHEMA), patience=_FOR_A_BACKUP)
    # Foreign keys stay off: SQLite changes a table by making it anew.
    engine = _engine(path, "BEGIN IMMEDIATE", _WRITING | {"foreign_keys": "OFF"}, size=0)
    with engine.begin() as connection:
        # Another program may have done it while we waited for the lock.
        if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != SCHEMA:
            upgrade(connection)


def _stamp(probe: sqlite3.Connection) -> tuple[int, int, int]:
    """The version, the application and the number of tables of a file."""
    statements = ("PRAGMA user_version", "PRAGMA application_id", "SELECT count(*) FROM sqlite_schema")
    version, application, tables = (int(probe.execute(statement).fetchone()[0]) for statement in statements)
    return version, application, tables


def upgrade(connection: Connection) -> None:
    """Run the migrations that the database of this connection lacks, within its transaction."""
    from alembic import command  # noqa: PLC0415 — slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def _engine(path: Path, begin: str, pragmas: dict[str, str], size: int, *, still: bool = False) -> Engine:
    """An engine whose connections are set up so, and whose transactions begin with `begin`."""
    address = sa.URL.create("sqlite", database=os.fspath(path.absolute()))
    if size:
        # An empty file shall not come to be where the library is gone.
        query = {"mode": "ro", "immutable": "1", "uri": "true"} if still else {"mode": "rw", "uri": "true"}
        address = sa.URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    if size:
        engine = create_engine(address, poolclass=QueuePool, pool_size=size, max_overflow=-1 if size > 1 else 0)
    else:
        engine = create_engine(address, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves: the module would begin too late
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        for name, value in pragmas.items():
            connection.execute(f"PRAGMA {name} = {value}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
