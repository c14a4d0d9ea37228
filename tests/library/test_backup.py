"""Backups: whole or not at all, while the library is written to, and found again by their names."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from desk.errors import Locked, NotFound, Unreadable, Unwritable
from desk.library import backup, backup_names
from desk.library.backup import ROOM_KEY, back_up, clear_leftovers, copy_to, is_due, look_through
from desk.library.backup_names import BY_HAND, backups_of, folder_of
from desk.library.database import SCHEMA
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.story.directory import Contact
from tests.library.stories import ferry

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


def test_a_backup_is_a_library_by_itself(library: Library) -> None:
    library.create(ferry()).result()
    made = back_up(library.path)
    assert made.path.parent == library.path.with_name("library backups")
    assert backups_of(library.path) == (made,)
    with Library.open(made.path) as copy:
        assert [row.title for row in copy.rows().rows] == ["Night ferry to return in May"]


def test_it_needs_no_other_file_and_leaves_none(library: Library) -> None:
    library.create(ferry()).result()  # stands in the write-ahead log only
    made = back_up(library.path)
    assert made.path.read_bytes()[18:20] == b"\x01\x01"
    assert look_through(made.path).articles == 1
    assert look_through(made.path).schema == SCHEMA
    assert [file.name for file in made.path.parent.iterdir() if file.suffix == ".desk"] == [made.path.name]


def test_its_name_says_when_and_why(path: Path) -> None:
    at = NOON.astimezone(timezone(timedelta(hours=-9, minutes=-30)))
    made = back_up(path, BY_HAND, now=at)
    assert made.path.name.endswith(" by hand.desk")
    (found,) = backups_of(path)
    assert (found.at, found.why, found.stays) == (NOON, BY_HAND, True)


def test_two_of_one_second_do_not_overwrite_each_other(path: Path) -> None:
    first, second = back_up(path, BY_HAND, now=NOON), back_up(path, BY_HAND, now=NOON)
    assert first.path != second.path
    assert {one.path for one in backups_of(path)} == {first.path, second.path}


def test_other_files_in_the_folder_are_none_of_ours(path: Path) -> None:
    made = back_up(path)
    for name in ("notes.txt", "library old.desk", "other 2026-03-02 12.00.00 +0000.desk", "library 2026-99-02 12.desk"):
        (made.path.parent / name).write_bytes(b"mine")
    back_up(path, now=made.at + timedelta(days=900))
    assert (made.path.parent / "library old.desk").exists()
    assert len(backups_of(path)) == 2


def test_it_is_made_while_another_writes_without_a_pause(library: Library) -> None:
    library.create_many([ferry(headline=f"Story {number}") for number in range(200)]).result()
    writing, stop = threading.Event(), threading.Event()
    rows = library.rows(limit=1).rows

    def write() -> None:
        caret = 0
        while not stop.is_set():
            caret += 1
            library.save_draft(rows[0].id, ferry(headline=f"Draft {caret}"), caret, rows[0].version).result()
            writing.set()

    writer = threading.Thread(target=write)
    writer.start()
    writing.wait()
    steps: list[int] = []
    made = back_up(library.path, watch=lambda done, _total: steps.append(done))
    stop.set()
    writer.join()
    copied = steps[: steps.index(max(steps)) + 1]
    assert copied == sorted(copied)  # it never began anew
    assert look_through(made.path).articles == 200


def test_of_a_damaged_library_none_is_made(path: Path) -> None:
    good = back_up(path)
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(Unreadable, match="damaged"):
        back_up(path)
    assert backups_of(path) == (good,)


def test_a_story_that_cannot_be_read_is_found(library: Library) -> None:
    library.create(ferry()).result()
    with closing(sqlite3.connect(library.path)) as other, other:
        other.execute("UPDATE stories SET fields = 'no more JSON'")
    with pytest.raises(Unreadable):
        back_up(library.path)
    assert backups_of(library.path) == ()


def test_one_that_is_stopped_leaves_nothing(library: Library) -> None:
    class Stop(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        back_up(library.path, watch=stop)
    assert [file.name for file in folder_of(library.path).iterdir() if file.name != ".lock"] == []


def test_a_long_look_can_be_stopped(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.create_many([ferry(headline=f"Story {number}") for number in range(50)]).result()
    library.settle().result()
    copy = copy_to(library.path, library.path.with_name("copy.desk"))
    monkeypatch.setattr(backup, "_OPS", 10)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_through(copy.path, stop)


def test_what_a_killed_backup_left_is_cleared_away(path: Path) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; from desk.library.backup import back_up\n"
        "back_up(Path(sys.argv[1]), watch=lambda done, total: os.kill(os.getpid(), signal.SIGKILL))"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == -signal.SIGKILL
    assert list(folder_of(path).glob(".*.part"))
    assert backups_of(path) == ()
    clear_leftovers(path)
    assert not list(folder_of(path).glob(".*.part*"))


def test_two_are_not_made_at_once(path: Path) -> None:
    def again(_done: int, _total: int) -> None:
        back_up(path)

    with pytest.raises(Locked, match="just being made"):
        back_up(path, watch=again)


def test_where_there_is_too_little_room_none_is_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_SPARE", 1 << 60)
    with pytest.raises(Unwritable, match="too little room"):
        back_up(path)
    assert backups_of(path) == ()


def test_without_a_library_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        back_up(tmp_path / "none.desk")
    assert list(tmp_path.iterdir()) == []


def test_it_can_be_put_elsewhere_and_overwrites_nothing(library: Library, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert copy_to(library.path, stick).path.parent == stick
    named = copy_to(library.path, stick / "mine.desk")
    before = named.path.read_bytes()
    with pytest.raises(Unwritable, match="there already"):
        copy_to(library.path, named.path)
    assert named.path.read_bytes() == before
    assert backups_of(library.path) == ()


def test_when_nothing_changed_none_is_due(library: Library) -> None:
    assert is_due(library.path, NOON)
    row = library.create(ferry()).result()
    made = back_up(library.path)
    later = made.at + timedelta(hours=2)
    os.utime(library.path)  # as when its log is taken in
    assert not is_due(library.path, later)
    library.save_draft(row.id, ferry(), 7, row.version).result()  # a caret is no change
    assert not is_due(library.path, later)
    library.look(row.id).result()  # nor is it one to have looked at something
    assert not is_due(library.path, later)
    library.save_draft(row.id, ferry(headline="Another"), 7, row.version).result()
    assert not is_due(library.path, made.at + timedelta(minutes=59))
    assert is_due(library.path, later)


def test_a_backup_of_a_clock_that_was_ahead_holds_none_up(library: Library) -> None:
    library.create(ferry()).result()
    now = datetime.now(UTC)
    back_up(library.path, now=now + timedelta(days=4000))
    assert is_due(library.path, now)
    back_up(library.path, now=now)
    assert not is_due(library.path, now + timedelta(hours=2))


def test_the_one_that_was_made_last_stays_whatever_room_those_of_a_wrong_clock_take(library: Library) -> None:
    library.set_setting(ROOM_KEY, "1").result()
    now = datetime.now(UTC)
    for days in (900, 901):  # the clock was ahead
        back_up(library.path, now=now + timedelta(days=days))
    for hours in (-3, -2, -1):
        made = back_up(library.path, now=now + timedelta(hours=hours))
        assert made.path.exists()
        assert backups_of(library.path)[0].path == made.path


def test_a_clock_that_is_ahead_for_a_while_takes_no_backup_away(library: Library) -> None:
    now = datetime.now(UTC)
    for hours in (3, 2, 1):
        back_up(library.path, now=now - timedelta(hours=hours))
    back_up(library.path, now=now + timedelta(days=4000))
    back_up(library.path, now=now)
    assert len(backups_of(library.path)) == 5


@pytest.mark.parametrize("change", ["bin", "setting", "state", "media", "comment", "decision", "directory"])
def test_every_kind_of_change_makes_one_due(library: Library, change: str) -> None:
    row = library.create(ferry()).result()
    made = back_up(library.path)
    match change:
        case "bin":
            library.bin([row.id]).result()
        case "setting":
            library.set_setting("who", "Ilse Brandt").result()
        case "comment":
            library.comment(row.id, "Why?").result()
        case "decision":
            library.note_decisions(row.id, [Decided("key", True)]).result()
        case "directory":
            library.put_contacts([Contact("Ilse Brandt")]).result()
        case "state":
            library.set_state(row.id, list(type(row.state))[-1]).result()
        case "media":
            library.add_media(b"a picture", "image/png").result()
    assert is_due(library.path, made.at + timedelta(hours=1))


def test_the_folder_is_named_after_the_library() -> None:
    assert folder_of(Path("/a/Night desk.desk")) == Path("/a/Night desk backups")
    assert folder_of(Path("/a/old.sqlite")) == Path("/a/old.sqlite backups")
    assert backup_names.stamp(NOON)[:4] == "2026"
