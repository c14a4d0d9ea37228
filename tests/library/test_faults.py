"""What the world does wrong is told in a sentence, on the Future; and the next save works when it is put right."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desk.errors import Locked, Unwritable, WorldError
from desk.library import database
from desk.library.database import Database
from desk.library.faults import world_error
from desk.library.library import Library
from desk.library.values import Saved
from desk.library.wanted import Wanted
from desk.library.writer import IDLE
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root can make a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(path: Path) -> None:
    """Leave no room on the disk."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096) == 4096:
            pass


def long_story(name: str, paragraphs: int) -> Story:
    return Story(
        headline=name, body=body(*(f"{name}, paragraph {number}, of some length." for number in range(paragraphs)))
    )


def test_a_full_disk_loses_nothing_that_was_saved(small_disk: Path, path: Path) -> None:
    shutil.copy(path, small_disk)
    filler = small_disk / "other files"
    with Library.open(small_disk / path.name) as library:
        row = library.create(long_story("First", 100)).result()
        saved = library.save_draft(row.id, long_story("Second", 100), 0, row.version).result()
        fill(filler)
        failed = library.save_draft(row.id, long_story("Third", 5_000), 0, saved.row.version)
        with pytest.raises(Unwritable, match=r"full.* This change was not saved; everything saved before it is kept"):
            failed.result()
        assert library.article(row.id).story == long_story("Second", 100)
        filler.unlink()
        again = library.save_draft(row.id, long_story("Third", 5_000), 7, saved.row.version).result()
        assert (again.overtaken, again.row.title) == ("", "Third")
    with Library.open(small_disk / path.name) as library:
        assert library.article(row.id).story == long_story("Third", 5_000)
        assert [found.title for found in library.rows(Wanted("third")).rows] == ["Third"]
    with closing(sqlite3.connect(small_disk / path.name)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_library_that_may_not_grow_fails_like_a_full_disk(library: Library) -> None:
    row = library.create(ferry()).result()
    pages = library._writer.submit(
        lambda t: t.connection.exec_driver_sql("PRAGMA page_count").scalar_one() + 4, ""
    ).result()

    def limit(number: int) -> None:
        library._writer.submit(lambda t: t.connection.exec_driver_sql(f"PRAGMA max_page_count = {number}"), "").result()

    limit(pages)
    failed = library.save_draft(row.id, long_story("Long", 2_000), 0, row.version)
    with pytest.raises(Unwritable, match="The disk is full"):
        failed.result()
    assert library.article(row.id).story == ferry()
    assert library.rows(Wanted("ferry")).total == 1
    limit(2**30)
    assert library.save_draft(row.id, long_story("Long", 2_000), 0, row.version).result().overtaken == ""


def test_no_new_library_on_a_full_disk(small_disk: Path) -> None:
    fill(small_disk / "other files")
    with pytest.raises(Unwritable, match="full"):
        Library.open(small_disk / "new.desk")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch, path: Path) -> Iterator[Library]:
    """A library that waits for nobody."""
    monkeypatch.setattr(database, "PATIENCE", 10)
    with Library.open(path) as opened:
        yield opened


def test_another_programs_lock_is_told_and_the_next_save_works(impatient: Library, path: Path) -> None:
    row = impatient.create(ferry()).result()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match=r"Another program is writing.*This change was not saved"):
            impatient.save_draft(row.id, ferry(deck="x"), 0, row.version).result()
        assert impatient.rows().rows == (row,)  # reading goes on
        assert impatient.article(row.slug).story == ferry()
    saved: Future[Saved] = impatient.save_draft(row.id, ferry(deck="x"), 0, row.version)
    assert saved.result().overtaken == ""


def test_a_search_does_not_wait_for_another_programs_lock(impatient: Library, path: Path) -> None:
    impatient.create(ferry()).result()
    assert impatient.rows(Wanted("ferry")).total == 1
    row = impatient.create(Story(headline="Kiosk")).result()
    impatient._writer.submit(
        lambda t: t.connection.exec_driver_sql(f"UPDATE articles SET indexed = -1 WHERE id = '{row.id}'"), ""
    ).result()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert impatient.rows(Wanted("ferry")).total == 1
    assert impatient.rows(Wanted("kiosk")).total == 1


def test_what_is_put_off_is_put_off_again_when_it_fails(
    impatient: Library, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    impatient.create(ferry()).result()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient.close()
        other.execute("ROLLBACK")
    assert "could not do what was put off" in caplog.text
    assert IDLE > 0
    with Library.open(path) as again:
        assert again.rows(Wanted("ferry")).total == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_NOTADB", "not a Desk library"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_FULL", "full"),
        ("SQLITE_READONLY_DIRECTORY", "read-only"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_BUSY_SNAPSHOT", "Another program"),
        ("SQLITE_IOERR_WRITE", "IOERR_WRITE"),
        ("SQLITE_TOOBIG", "too big"),
    ],
)
def test_every_fault_of_the_world_names_the_library(code: str, said: str) -> None:
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorname = code
    told = world_error(error, Path("/desk/my.desk"))
    assert isinstance(told, WorldError)
    assert said in str(told)
    assert "“/desk/my.desk”" in str(told)
    assert str(told).endswith(".")


@pytest.mark.parametrize("code", ["SQLITE_ERROR", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISUSE", ""])
def test_our_own_faults_stay_what_they_are(code: str) -> None:
    error = sqlite3.OperationalError("no such column")
    error.sqlite_errorname = code
    assert world_error(error, Path("x")) is None
    assert world_error(sqlite3.OperationalError("made without a code"), Path("x")) is None


@pytest.mark.usefixtures("by_migrations")
def test_a_commit_is_on_the_disk_and_keys_are_checked(path: Path) -> None:
    opened = Database(path)
    with opened.writing.begin() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    with opened.reader() as connection:
        assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == 1
    opened.dispose()
