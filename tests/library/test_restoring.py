"""Going back to a backup: nothing is overwritten, and nothing is done while a window has the library."""

from __future__ import annotations

import gzip
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.errors import Locked, NewerVersion, NotFound, Unreadable, Unwritable
from desk.library.backup import back_up
from desk.library.backup_names import BY_HAND, backups_of, clock_trouble, folder_of
from desk.library.database import SCHEMA
from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.library.restoring import OpenedBackup, find_backup, restore_library, said_time
from desk.library.setting_aside import put_in_place
from desk.library.wanted import Wanted
from tests.library.stories import ferry

SAMPLES = Path(__file__).parent / "samples"


def titles(path: Path) -> list[str]:
    with Library.open(path, create=False) as library:
        return sorted(row.title for row in library.rows().rows)


@pytest.fixture
def worked(path: Path) -> Path:
    """A library with a backup by hand, after which something was written."""
    with Library.open(path, who="Ilse Brandt") as library:
        library.create(ferry(headline="Before")).result()
        assert library.rows(Wanted("estuary")).total == 1  # it is indexed
        back_up(path, BY_HAND)
        library.create(ferry(headline="After")).result()
    return path


def test_the_backup_is_the_library_and_the_library_a_backup(worked: Path) -> None:
    (backup,) = backups_of(worked)
    before = backup.path.read_bytes()
    done = restore_library(worked, backup.path)
    assert titles(worked) == ["Before"]
    assert done.articles == 1
    assert backup.path.read_bytes() == before
    assert done.kept is not None
    assert done.kept.name.endswith("replaced.desk")
    assert done.kept in {one.path for one in backups_of(worked)}
    restore_library(worked, done.kept)  # and back again
    assert titles(worked) == ["After", "Before"]
    assert len(backups_of(worked)) == 3


def test_it_is_refused_while_a_window_has_it_open(worked: Path) -> None:
    before = worked.read_bytes()
    with WindowLock(worked), pytest.raises(Locked, match="Another window"):
        restore_library(worked, backups_of(worked)[0].path)
    assert worked.read_bytes() == before


def test_it_is_refused_while_another_program_has_it_open(worked: Path) -> None:
    with Library.open(worked) as library:
        library.create(ferry(headline="Just now")).result()
        with pytest.raises(Locked, match="Another program"):
            restore_library(worked, backups_of(worked)[0].path)
    assert titles(worked) == ["After", "Before", "Just now"]


def test_a_damaged_backup_is_refused(worked: Path) -> None:
    backup = backups_of(worked)[0].path
    with backup.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 20_000)
    with pytest.raises(Unreadable, match="damaged"):
        restore_library(worked, backup)
    assert titles(worked) == ["After", "Before"]
    assert not list(worked.parent.glob(".*.part*"))


def test_a_newer_or_another_file_is_refused(worked: Path, tmp_path: Path) -> None:
    newer = Path(shutil.copy(backups_of(worked)[0].path, tmp_path / "newer.desk"))
    with newer.open("r+b") as file:
        file.seek(60)
        file.write((SCHEMA + 1).to_bytes(4, "big"))
    letter = tmp_path / "letter.desk"
    letter.write_text("Dear editor,")
    for file_, error in ((newer, NewerVersion), (letter, Unreadable), (worked, Unreadable)):
        with pytest.raises(error):
            restore_library(worked, file_)
    with pytest.raises(NotFound):
        restore_library(worked, tmp_path / "none.desk")
    assert titles(worked) == ["After", "Before"]


def test_a_damaged_library_is_kept_as_it_is(worked: Path) -> None:
    with worked.open("r+b") as file:
        file.write(b"\xff" * 3000)
    before = worked.read_bytes()
    done = restore_library(worked, backups_of(worked)[0].path)
    assert titles(worked) == ["Before"]
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert done.kept.parent == worked.parent
    assert "damaged" in done.kept.name


def test_a_library_that_is_gone_comes_back(worked: Path) -> None:
    worked.unlink()
    assert restore_library(worked, backups_of(worked)[0].path).kept is None
    assert titles(worked) == ["Before"]


def test_where_names_cannot_be_doubled_it_is_copied(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_link(*_args: object) -> None:
        raise OSError("not on this stick")

    monkeypatch.setattr("desk.library.setting_aside.os.link", no_link)
    done = restore_library(worked, backups_of(worked)[0].path)
    assert done.kept is not None
    assert titles(done.kept) == ["After", "Before"]


def test_the_library_is_there_whatever_fails_on_the_way(worked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_replace(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    backup = backups_of(worked)[0].path
    new = Path(shutil.copy(backup, worked.with_name("new")))
    monkeypatch.setattr(Path, "replace", no_replace)
    with pytest.raises(Unwritable, match="No space left"):
        put_in_place(new, worked, worked.with_name("kept.desk"))
    assert titles(worked) == ["After", "Before"]


def test_a_backup_is_found_as_people_name_it(worked: Path) -> None:
    (backup,) = backups_of(worked)
    time = said_time(backup)
    for ref in (str(backup.path), backup.path.name, backup.path.stem, time, time[:16], "newest"):
        assert find_backup(worked, ref) == backup.path
    for ref in ("", "yesterday", "1999"):
        with pytest.raises(NotFound, match="The newest is of"):
            find_backup(worked, ref)
    again = back_up(worked, BY_HAND)
    with pytest.raises(NotFound, match="fits several"):
        find_backup(worked, time[:10])
    assert find_backup(worked, again.path.name) == again.path


def test_the_newest_is_the_one_that_was_made_last_whatever_the_clock_said(path: Path) -> None:
    now = datetime.now(UTC)
    with Library.open(path) as library:
        library.create(ferry(headline="First")).result()
        ahead = back_up(path, BY_HAND, now=now + timedelta(days=2000))
        library.create(ferry(headline="Second")).result()
        behind = back_up(path, BY_HAND, now=now - timedelta(days=2000))
        assert backups_of(path)[0].path == behind.path
        assert "that of" in clock_trouble(backups_of(path), now)
        library.create(ferry(headline="Third")).result()
        last = back_up(path, BY_HAND)
    assert [one.path for one in backups_of(path)] == [last.path, behind.path, ahead.path]
    assert find_backup(path, "newest") == last.path
    assert "A clock was wrong" in clock_trouble(backups_of(path), now)
    done = restore_library(path, behind.path)
    assert done.kept is not None
    assert [one.path for one in backups_of(path)] == [done.kept, last.path, behind.path, ahead.path]


def test_where_nobody_noted_the_order_a_date_to_come_makes_no_newest(path: Path) -> None:
    now = datetime.now(UTC)
    with Library.open(path):
        made = [back_up(path, BY_HAND, now=now + timedelta(days=days)) for days in (-2, -1, 400, 300)]
    (folder_of(path) / ".order").unlink()
    assert [one.path for one in backups_of(path)] == [made[at].path for at in (1, 0, 2, 3)]
    assert clock_trouble(backups_of(path), now)
    for old in made[:2]:
        old.path.unlink()
    assert find_backup(path, "newest") == made[2].path
    assert "still to come" in clock_trouble(backups_of(path), now)
    made[2].path.unlink()
    made[3].path.unlink()
    assert clock_trouble(backups_of(path), now) == ""


def test_what_is_thinned_out_is_forgotten(path: Path) -> None:
    hour = datetime.now(UTC).replace(minute=0) - timedelta(hours=3)
    with Library.open(path):
        made = [back_up(path, now=hour + timedelta(minutes=minutes)) for minutes in (5, 10, 70)]
    noted = (folder_of(path) / ".order").read_text("utf-8").splitlines()
    assert noted == [one.path.name for one in made if one.path.exists()]
    assert len(noted) == 2


def test_a_backup_is_looked_into_and_stays_as_it_is(worked: Path) -> None:
    backup = backups_of(worked)[0].path
    before, folder = backup.read_bytes(), sorted(folder_of(worked).iterdir())
    with OpenedBackup(backup) as looked:
        assert [row.title for row in looked.library.rows().rows] == ["Before"]
        assert looked.library.rows(Wanted("estuary")).total == 1
        with pytest.raises(Unwritable):
            looked.library.create(ferry()).result()
    assert backup.read_bytes() == before
    assert sorted(folder_of(worked).iterdir()) == folder


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_one_of_an_older_desk_is_looked_into_and_stays_as_it_is(tmp_path: Path, schema: int) -> None:
    old = tmp_path / "old.desk"
    old.write_bytes(gzip.decompress((SAMPLES / f"schema-{schema}.desk.gz").read_bytes()))
    before = old.read_bytes()
    with OpenedBackup(old) as looked:
        assert looked.library.article("night-ferry-to-return-in").story.headline == "Night ferry to return in May"
    assert old.read_bytes() == before
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("schema", range(1, SCHEMA))
def test_a_migration_makes_a_backup_first(tmp_path: Path, schema: int) -> None:
    old = tmp_path / "old.desk"
    old.write_bytes(gzip.decompress((SAMPLES / f"schema-{schema}.desk.gz").read_bytes()))
    Library.open(old).close()
    (made,) = backups_of(old)
    assert made.why == f"before schema {SCHEMA}"
    assert made.path.read_bytes()[60:64] == schema.to_bytes(4, "big")
    restore_library(old, made.path)
    assert old.read_bytes()[60:64] == schema.to_bytes(4, "big")
