"""`desk backup` and `desk restore-library`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.library.backup import back_up
from desk.library.backup_names import backups_of
from tests.cli.conftest import Desk


def test_a_backup_is_made_and_listed(samples: Desk) -> None:
    made = Path(samples("backup").stdout.strip())
    assert made.parent.name == "library backups"
    assert "by hand" in made.name
    (line,) = samples("backup", "--list").stdout.splitlines()
    assert line.split("\t")[2:] == ["by hand", str(made)]
    (listed,) = samples.json("backup", "--list")
    assert listed["path"] == str(made)
    assert samples.json("backup")["why"] == "by hand"


def test_it_is_put_elsewhere(samples: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.desk"
    assert samples("backup", "--to", target).stdout.strip() == str(target)
    assert "there already" in samples("backup", "--to", target, code=3).stderr
    assert backups_of(samples.library) == ()


def test_going_back_and_forth(samples: Desk) -> None:
    samples("backup")
    samples("new", "Written later")
    told = samples("restore-library", "newest").stderr
    assert "is what it was in" in told
    assert "is kept in" in told
    assert "Written later" not in samples("list").stdout
    replaced = next(one for one in backups_of(samples.library) if one.why == "replaced")
    assert samples.json("restore-library", replaced.path)["library"] == str(samples.library)
    assert "Written later" in samples("list").stdout


def test_a_backup_of_a_wrong_clock_is_not_taken_for_the_newest(samples: Desk) -> None:
    back_up(samples.library, now=datetime.now(UTC) + timedelta(days=900))
    samples("new", "Written later")
    samples("backup")
    assert "A clock was wrong" in samples("backup", "--list").stderr
    told = samples("restore-library", "newest").stderr
    assert "A clock was wrong" in told
    assert "5 articles" in told


def test_what_is_no_backup_is_refused(samples: Desk) -> None:
    assert "There is none yet" in samples("restore-library", "newest", code=3).stderr
    assert "There is no library" in Desk(samples.library.with_name("none.desk"))("backup", code=3).stderr


def test_articles_are_read_in_a_backup_and_copied_out_of_it(samples: Desk) -> None:
    made = samples("backup").stdout.strip()
    assert "bridge-toll" in samples("backup", "show", "newest").stdout
    samples("bin", "bridge-toll")
    samples("bin", "empty", "--yes")
    samples("replace", "harbour-pilots", "guild", "union")
    assert "three arches" in samples("backup", "show", made, "bridge-toll").stdout
    told = samples("backup", "copy", "newest", "bridge-toll", "river-schools", "harbour-pilots")
    assert told.stdout.split() == ["bridge-toll", "river-schools", "harbour-pilots-from-backup"]
    assert [line.removeprefix("desk: ") for line in told.stderr.splitlines()] == [
        "bridge-toll is back, with its history.",
        "river-schools is in the library already, with the same text.",
        "Copied as harbour-pilots-from-backup, beside the one that is there.",
    ]
    assert "From the backup of " in samples("history", "bridge-toll").stdout
    (again,) = samples.json("backup", "copy", made, "bridge-toll")
    assert (again["slug"], again["how"]) == ("bridge-toll", "same")


def test_what_is_not_in_a_backup_is_not_copied(samples: Desk) -> None:
    samples("backup")
    assert "no-such-story" in samples("backup", "copy", "newest", "bridge-toll", "no-such-story", code=3).stderr
    assert "There is no backup" in samples("backup", "copy", "no such", "bridge-toll", code=3).stderr
    samples("backup", "copy", "newest", code=2)
    refused = samples("backup", "--library", samples.library, "copy", "newest", "bridge-toll", code=2).stderr
    assert "Options stand behind “copy”." in refused
    assert len(samples.json("list")) == 4


def test_the_room_for_backups_is_set(samples: Desk) -> None:
    assert "kept within 500.0 MB" in samples("backup", "--keep-within", "500 MB").stderr
    samples("backup", "--keep-within", "much", code=2)
