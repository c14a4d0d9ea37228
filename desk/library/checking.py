"""Whether a library is whole: what shows when it is opened, a quick look, and a thorough one."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from desk.errors import NewerVersion, NotFound, Unreadable, Unwritable, WorldError
from desk.library.backup import Watch, reading, stoppable
from desk.library.faults import world_errors
from desk.library.header import examine
from desk.library.storing import Stored, unpacked
from desk.library.values import State

_DAMAGE = {"SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT"}
_ALSO = ("no such ", "Could not decode ")  # what has no code of its own: a table that is gone, letters that are none
_TOLD_EVERY = 200  # rows
_MOST_SAID = 20  # of what is wrong; more helps nobody
_FIRST_PAGE = 200  # rows of the list, as the window reads them
_NEEDED = frozenset("replicas stories revisions moves deliveries media articles drafts settings".split())  # noqa: SIM905
# Tables by the schema with which they came.
_SINCE = {
    3: frozenset({"comments", "decisions", "contacts", "anchors", "looks"}),
    4: frozenset({"pages", "carried", "declined", "sources"}),
}
_NEWEST_TEXTS = 5  # articles that are read as they are when they are opened
_LIST = """
    SELECT slug, title, byline, state, created, updated FROM articles WHERE binned = 0
    ORDER BY updated DESC, id DESC LIMIT ?
"""
_TEXTS = """
    SELECT r.at, length(s.fields), length(s.body), length(d.fields), length(d.body)
    FROM articles a LEFT JOIN revisions r ON r.id = a.head LEFT JOIN stories s ON s.hash = r.story
    LEFT JOIN drafts d ON d.article = a.id WHERE a.binned = 0 ORDER BY a.updated DESC, a.id DESC LIMIT ?
"""


def opening_damage(library: Path) -> str:
    """What is wrong with a library that shows when it is opened, as SQLite says it; "" where nothing is, or where the
    file is something else than a damaged library. A few milliseconds where all is well."""
    try:
        examine(library)
    except (Unreadable, NewerVersion) as error:
        return str(error) if _is_library_all_the_same(library) else ""
    try:
        with closing(reading(library)) as connection:
            tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_schema")}
            if not tables:
                return ""  # it is to become one
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
            needed = _NEEDED.union(*(came for since, came in _SINCE.items() if schema >= since))
            if missing := needed - tables:
                return f"the table {min(missing)} is missing" if _is_library_all_the_same(library) else ""
            connection.execute("SELECT key, value FROM settings").fetchall()
            for row in connection.execute(_LIST, (_FIRST_PAGE,)):
                State(row[3])
                for moment in row[4:]:
                    datetime.fromisoformat(moment)
            for row in connection.execute(_TEXTS, (_NEWEST_TEXTS,)):
                datetime.fromisoformat(row[0])
    except (sqlite3.Error, ValueError, TypeError) as error:  # a wrong letter in a time, or one that is none
        return _said(error)
    return ""


def is_damage(error: BaseException) -> bool:
    """Whether an error says that the library is damaged."""
    cause = error.__cause__
    cause = getattr(cause, "orig", cause)
    return isinstance(error, Unreadable) and isinstance(cause, sqlite3.Error) and bool(_said(cause))


def _said(error: Exception) -> str:
    if not isinstance(error, sqlite3.Error):
        return f"something is not what it was when it was written ({error})"
    name = getattr(error, "sqlite_errorname", "") or ""
    short = "_".join(name.split("_")[:2])
    return str(error) if short in _DAMAGE or str(error).startswith(_ALSO) else ""


def _is_library_all_the_same(library: Path) -> bool:
    from desk.library.salvage import is_salvageable  # noqa: PLC0415  seldom needed

    return is_salvageable(library)


def quick_check(library: Path, watch: Watch | None = None) -> tuple[str, ...]:
    """What is wrong with the pages of a library that is in use; nothing where all is well. It reads the whole file
    (measured: 0.1 s for 250 MB that were read lately), so not on the window's thread."""
    return _pragma(library, "quick_check", watch)


def check_library(library: Path, watch: Watch | None = None) -> tuple[str, ...]:
    """What is wrong with a library: its pages and indexes, and every text and picture by its hash; in SQLite's words
    and ours, which are for whoever knows them (`damage.py` says what it means). What `watch` raises ends it.

    Raises NotFound, Unwritable, Locked, and Unreadable and NewerVersion for what is no library of ours."""
    if not library.is_file():
        raise NotFound(f"There is no library “{library}”.")
    if shows := opening_damage(library):
        return (shows,)
    examine(library)
    said = _pragma(library, "integrity_check", watch)
    try:
        with world_errors(library), closing(reading(library)) as connection, stoppable(connection, watch):
            said += tuple(_wrong_content(connection, watch))
    except (WorldError, sqlite3.Error, ValueError, TypeError) as error:
        if isinstance(error, Unwritable):
            raise
        said += (str(error.__cause__ or error),)
    return said[:_MOST_SAID]


def _pragma(library: Path, pragma: str, watch: Watch | None) -> tuple[str, ...]:
    try:
        with closing(reading(library)) as connection, stoppable(connection, watch):
            told = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}({_MOST_SAID})")]
            said = tuple(line for each in told for line in each.splitlines() if not line.startswith("*** "))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if damage := _said(error):
            return (damage,)
        with world_errors(library):
            raise
    return () if said == ("ok",) else said


def _wrong_content(connection: sqlite3.Connection, watch: Watch | None) -> Iterator[str]:
    told = _Told(connection, watch)
    columns = {row[1] for row in connection.execute("PRAGMA table_info(stories)")}
    packed = "packed" if "packed" in columns else "NULL"
    for hash_, fields, body, blob in connection.execute(f"SELECT hash, fields, body, {packed} FROM stories"):
        told.step()
        try:
            text = Stored(fields, body) if blob is None else unpacked(blob)
        except (Unreadable, TypeError):
            text = Stored("", "")
        if text.hash != hash_:
            yield f"a text is not what it was when it was written ({str(hash_)[:12]})"
    for hash_, data in connection.execute("SELECT hash, data FROM media"):
        told.step()
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != hash_:
            yield f"a picture is not what it was when it was kept ({str(hash_)[:12]})"
    yield from _wrong_pages(connection, told)
    yield from _wrong_rows(connection, told)
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {rowid} of {table} refers to one of {parent} that is not there"


def _wrong_pages(connection: sqlite3.Connection, told: _Told) -> Iterator[str]:
    """What went out and is not what it was, or has lost a picture."""
    from desk.formats.packed_page import is_page  # noqa: PLC0415  not to open

    def picture(hash_: str) -> bytes | None:
        row = connection.execute("SELECT data FROM media WHERE hash = ?", (hash_,)).fetchone()
        return row[0] if row and isinstance(row[0], bytes) else None

    if "pages" not in _tables(connection):
        return
    for hash_, data in connection.execute("SELECT hash, data FROM pages"):
        told.step()
        if not isinstance(data, bytes) or not is_page(hash_, data, picture):
            yield f"a page that went out is not what it was when it was kept ({str(hash_)[:12]})"


class _Told:
    """Tells how far it is, by the rows of all tables."""

    def __init__(self, connection: sqlite3.Connection, watch: Watch | None) -> None:
        self._watch, self._done = watch, 0
        counts = (connection.execute(f'SELECT count(*) FROM "{table}"') for table in _tables(connection))
        self._total = sum(int(count.fetchone()[0]) for count in counts) if watch is not None else 0

    def step(self) -> None:
        self._done += 1
        if self._watch is not None and self._done % _TOLD_EVERY == 0:
            self._watch(self._done, self._total)


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Those that do not follow from others."""
    from desk.library.salvage_rows import FOLLOW  # noqa: PLC0415  not to open

    named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [str(row[0]) for row in named if not FOLLOW.fullmatch(row[0])]


def _wrong_rows(connection: sqlite3.Connection, told: _Told) -> Iterator[str]:
    from desk.library.salvage_rows import looks_right  # noqa: PLC0415  not to open

    for table in _tables(connection):
        if table in {"stories", "media", "pages"}:
            continue
        asked = connection.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in asked.description]
        for row in asked:
            told.step()
            if not looks_right(table, dict(zip(names, row, strict=True))):
                yield f"a row of {table} is not what it was when it was written ({str(row[0])[:40]})"
