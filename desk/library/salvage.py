"""A damaged library: set aside, and all that can be read of it put into a new one, with the newest good backup."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desk.errors import NewerVersion, NotFound, Unreadable, Unwritable, WorldError
from desk.library.backup import Watch, look_through
from desk.library.backup_names import PART, backups_of, stamp, stem_of
from desk.library.header import SCHEMA, examine
from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.library.moments import moment_text
from desk.library.restoring import damaged_name
from desk.library.salvage_merge import Plan, plan
from desk.library.salvage_pages import Pages, rows
from desk.library.salvage_report import Salvaged, as_text
from desk.library.salvage_rows import Columns, Found, Row, sort
from desk.library.setting_aside import LOGS, beside, put_in_place


def salvage(library: Path, typed: Iterable[Row] = (), watch: Watch | None = None, *, locked: bool = False) -> Salvaged:
    """Put all that can be read of a damaged library, and of its newest good backup, into a new one under its name.

    `typed` are texts that never reached the library (from a recovery journal), as rows of its table of drafts.
    With `locked` the caller has the library's `WindowLock`. The damaged file is kept beside, and a report.
    What `watch` raises ends it: then the library is as it was, and nothing else is left beside it.
    Raises Unreadable where nothing of a library can be found (the file is then left as it is), NewerVersion,
    Locked, NotFound, Unwritable."""
    if not library.is_file():
        raise NotFound(f"There is no library “{library}”.")
    with ExitStack() as held:
        if not locked:
            held.enter_context(WindowLock(library))
        return _salvage(library, list(typed), watch)


def _salvage(library: Path, typed: list[Row], watch: Watch | None) -> Salvaged:
    now = datetime.now(UTC)
    aside = library.with_name(f".{library.name}.salvage{PART}")
    _clear(aside)
    try:
        Library.open(aside).close()
        columns = _columns(aside)
        damaged = read(library, columns, watch)
        _judge(library, damaged)
        if not (any(damaged.tables.values()) or damaged.torn):
            raise Unreadable(f"In “{library}” nothing of a library can be read. It was left as it is.")
        backup, helping = _newest_good(library, columns, watch)
        made = plan(damaged, helping, typed, moment_text(now))
        _write(aside, columns, made, watch)
        look_through(aside, watch)
        if watch is not None:
            watch(0, 0)  # from here on it is done: nobody stops it any more
        kept = put_in_place(aside, library, damaged_name(library, now))
    except OSError as error:
        raise Unwritable(
            f"What was read could not be written beside “{library}”: {error.strerror or error}. "
            "The damaged library was left as it is."
        ) from error
    finally:
        _clear(aside)
    done = Salvaged(
        *(library, kept, backup, now, tuple(made.articles), tuple(made.lost)),
        lost_versions=made.lost_versions,
        lost_pictures=made.lost_pictures,
        lost_pages=made.lost_pages,
    )
    return replace(done, report=_put_report(done))


def read(library: Path, columns: Columns, watch: Watch | None = None) -> Found:
    """What can be read of a file, whatever is wrong with it."""
    with Pages(library) as pages:
        return sort(rows(pages, watch), columns)


def look_into(library: Path, now: str, watch: Watch | None = None) -> Plan:
    """What could be put into a new library of this one alone; `now` is the moment as the tables keep it. Raises
    NewerVersion."""
    found = read(library, _new_columns(), watch)
    _judge(library, found)
    return plan(found, Found(), (), now)


def is_salvageable(library: Path) -> bool:
    """Whether a file that does not open is a library all the same: something of one can be read in it. It reads all
    of the file."""
    try:
        columns = _new_columns()
        found = read(library, columns)
        _judge(library, found)
    except (WorldError, OSError):
        return False
    return bool(found.of("stories") or found.of("revisions"))


def _judge(library: Path, found: Found) -> None:
    """A newer library is none of ours. What the header says may be the damage, so Alembic's own note counts first."""
    if found.schema > SCHEMA:
        raise NewerVersion(
            f"The library “{library}” was made by a newer Desk and is damaged; salvage it with that one. "
            "It was left untouched."
        )


def _newest_good(library: Path, columns: Columns, watch: Watch | None) -> tuple[Path | None, Found]:
    """The newest backup that is whole, and what is in it."""
    for one in backups_of(library):
        try:
            examine(one.path)
            look_through(one.path, watch)
        except (WorldError, sqlite3.Error, OSError):
            continue
        return one.path, read(one.path, columns, watch)
    return None, Found()


def _new_columns() -> Columns:
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    with TemporaryDirectory(prefix="desk-") as folder:
        path = Path(folder) / "new.desk"
        Library.open(path).close()
        return _columns(path)


def _columns(path: Path) -> Columns:
    """The columns of all tables of a library of this Desk, in their order: later schemas only added at the end."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {table: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')) for table in tables}


def _write(aside: Path, columns: Columns, made: Plan, watch: Watch | None) -> None:
    with closing(sqlite3.connect(aside)) as connection, connection:
        connection.execute("PRAGMA journal_mode = OFF")  # where it fails, or is stopped, the file is thrown away
        connection.execute("PRAGMA synchronous = OFF")  # what is put in place is on the disk before
        for table, found in made.tables.items():
            names = columns[table]
            places = ", ".join("?" for _ in names)
            put = f'INSERT OR IGNORE INTO "{table}" VALUES ({places})'
            if table == "settings":
                put = put.replace("IGNORE", "REPLACE")
            connection.executemany(put, [[row.get(name) for name in names] for row in found])
    with Library.open(aside, create=False) as library:
        library.rebuild(watch).result()


def _put_report(done: Salvaged) -> Path | None:
    """The report beside the library; without room for it, it is only shown."""
    path = done.library.with_name(f"{stem_of(done.library)} {stamp(done.at)} report.txt")
    try:
        path.write_text(as_text(done), encoding="utf-8")
    except OSError:
        return None
    return path


def _clear(aside: Path) -> None:
    for end in ("", "-journal", *LOGS):
        beside(aside, end).unlink(missing_ok=True)
