"""A damaged library: what can be read comes back, what cannot is said, and the damaged file is kept."""

from __future__ import annotations

import importlib.util
import random
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest

from desk.errors import Locked, NewerVersion, NotFound, Unreadable
from desk.library.backup import back_up
from desk.library.backup_names import BY_HAND
from desk.library.checking import check_library, opening_damage, quick_check
from desk.library.database import SCHEMA
from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.library.restoring import restore_library
from desk.library.salvage import is_salvageable, salvage
from desk.library.salvage_pages import Pages, rows
from desk.library.salvage_report import Salvaged, SalvagedArticle, Shape, Source, as_text, listing, summary
from desk.library.storing import stored
from desk.library.values import State
from desk.library.wanted import Wanted
from tests.formats.bodies import body
from tests.library.stories import ferry

TORTURE = Path(__file__).parents[2] / "packaging" / "torturing" / "damage.py"


def long_story(number: int) -> dict[str, object]:
    return {"headline": f"Story {number}", "body": body(*[f"Paragraph {each} of {number} " * 9 for each in range(30)])}


@pytest.fixture(scope="module")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty articles, longer than a page of the file each; the first was worked on."""
    path = tmp_path_factory.mktemp("thirty") / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        made = library.create_many([ferry(**long_story(number)) for number in range(30)]).result()
        library.checkpoint(made[0].id, ferry(**long_story(0) | {"headline": "Kept twice"})).result()
        row = library.article(made[0].id).row
        library.save_draft(row.id, ferry(**long_story(0) | {"headline": "Being typed"}), 5, row.version).result()
        library.set_state(made[1].id, State.READY).result()
        library.bin([made[2].id]).result()
        library.add_media(b"a picture", "image/png").result()
        library.set_setting("who", "Ilse Brandt").result()
    return path


@pytest.fixture
def filled(thirty: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(thirty, tmp_path))


def contents(path: Path) -> dict[str, str]:
    with Library.open(path, create=False) as library:
        found = [*library.rows().rows, *library.rows(Wanted(binned=True)).rows]
        return {row.title: library.article(row.id).story.body.text for row in found}


def pages_of(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        wanted = "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno"
        return [row[0] for row in connection.execute(wanted, (table,))]


def wreck(path: Path, *pages: int) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)


def test_all_rows_are_read_as_sqlite_reads_them(filled: Path) -> None:
    with Pages(filled) as pages:
        found = [row for row in rows(pages) if row.table == "stories"]
    with closing(sqlite3.connect(filled)) as connection:
        known = connection.execute("SELECT rowid, * FROM stories").fetchall()
    assert all(row.whole for row in found)
    assert sorted((row.rowid, *row.values) for row in found) == sorted(known)


def test_what_stands_only_in_the_log_is_read(filled: Path) -> None:
    with Library.open(filled) as library:
        library.create(ferry(headline="In the log")).result()
        with Pages(filled) as pages:
            found = {row.values[3] for row in rows(pages) if row.table == "articles"}
    assert "In the log" in found


def test_nothing_is_wrong_with_a_library_that_is_whole(filled: Path) -> None:
    assert opening_damage(filled) == ""
    assert quick_check(filled) == check_library(filled) == ()


def test_salvaging_a_whole_library_loses_nothing(filled: Path) -> None:
    before = contents(filled)
    with Library.open(filled) as library:
        page, history = library.rows(), {row.id: library.revisions(row.id) for row in library.rows().rows}
    done = salvage(filled)
    assert done.all_whole
    assert contents(filled) == before
    with Library.open(filled) as library:
        assert [row.slug for row in library.rows().rows] == [row.slug for row in page.rows]
        assert library.rows(Wanted(state=State.READY)).total == 1
        assert {row.id: library.revisions(row.id) for row in library.rows().rows} == history
        assert library.setting("who") == "Ilse Brandt"
        assert library.rows(Wanted("paragraph")).total == 29
    assert check_library(filled) == ()


def test_wrecked_pages_cost_what_stood_on_them_and_it_is_said(filled: Path) -> None:
    before, raw = contents(filled), None
    wreck(filled, *pages_of(filled, "stories")[4:8])
    raw = filled.read_bytes()
    assert quick_check(filled)
    assert check_library(filled)
    done = salvage(filled)
    assert done.kept is not None
    assert done.kept.read_bytes() == raw
    after = contents(filled)
    assert len(after) + len(done.lost) == len(before)
    whole = {one.title for one in done.of(Shape.WHOLE)}
    assert len(whole) >= 24
    assert {title: text for title, text in after.items() if title in whole} == {title: before[title] for title in whole}
    told = as_text(done)
    assert all(one.title in told for one in done.articles)
    assert all(one.title in told for one in done.lost)
    assert str(done.kept) in told
    assert done.report is not None
    assert done.report.read_text() == told
    assert check_library(filled) == ()
    assert not list(filled.parent.glob(".*part*"))


def test_the_backup_fills_what_is_missing(filled: Path) -> None:
    before = contents(filled)
    back_up(filled)
    with Library.open(filled) as library:
        library.create(ferry(headline="After the backup")).result()
    wreck(filled, *pages_of(filled, "stories")[1:9])
    done = salvage(filled)
    assert contents(filled) | {"After the backup": ""} == before | {"After the backup": ""}
    assert "After the backup" in contents(filled)
    assert done.from_backup > 0
    assert done.lost == ()
    assert {one.source for one in done.articles} == {Source.BACKUP, Source.LIBRARY}
    assert any("came from the backup" in line for line in summary(done))


def test_of_what_is_never_changed_the_backup_is_right(filled: Path) -> None:
    with Library.open(filled) as library:
        row = library.article("story-9").row
        library.set_state(row.id, State.READY).result()
        library.checkpoint(row.id, library.article(row.id).story, note="Read by Ilse").result()
    back_up(filled)
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE moves SET what = 'State' WHERE article = ?", (row.id,))
        connection.execute("UPDATE revisions SET note = 'Read by Ilsg' WHERE note = 'Read by Ilse'")
    salvage(filled)
    with Library.open(filled) as library:
        assert library.article("story-9").row.state is State.READY
        assert "Read by Ilse" in {each.note for each in library.revisions(row.id)}


def test_a_damaged_backup_is_passed_over_for_an_older_one(filled: Path) -> None:
    good = back_up(filled, "by hand")
    bad = back_up(filled, "by hand")
    wreck(bad.path, 2, 3, 4)
    wreck(filled, *pages_of(filled, "stories")[1:9])
    assert salvage(filled).backup == good.path


@pytest.mark.parametrize("size", [16, 100, 4096])
def test_a_library_without_its_head_is_one_all_the_same(filled: Path, size: int) -> None:
    before = contents(filled)
    with filled.open("r+b") as file:
        file.write(random.Random(size).randbytes(size))
    assert opening_damage(filled)
    done = salvage(filled)
    assert len(done.articles) >= len(before) - 1
    after = contents(filled)
    assert all(after[one.title] == before[one.title] for one in done.of(Shape.WHOLE))


def test_a_text_with_a_wrong_letter_is_kept_and_said(filled: Path) -> None:
    raw = filled.read_bytes()
    filled.write_bytes(raw.replace(b"Paragraph 7 of 9 Para", b"Paragraph 7 of 9 \xffara", 1))
    assert check_library(filled)
    done = salvage(filled)
    (torn,) = done.of(Shape.TORN)
    assert torn.title == "Story 9"
    with Library.open(filled) as library:
        assert "wrong" in library.revisions(torn.id)[0].note
        assert "Paragraph 29 of 9" in library.article(torn.id).story.body.text


def test_what_was_emptied_out_of_the_bin_stays_gone(filled: Path) -> None:
    back_up(filled)
    with Library.open(filled) as library:
        (row,) = library.rows(Wanted(binned=True)).rows
        library.empty_bin([row.id]).result()
    done = salvage(filled)
    assert row.id not in {one.id for one in done.articles}
    assert done.lost == ()


def test_what_was_typed_and_is_in_no_library_goes_in(filled: Path) -> None:
    with Library.open(filled) as library:
        row = library.article("story-5").row
        head = library.article("story-5").revision
    text = stored(ferry(headline="Story 5", body=body("Typed when the disk was full.")))
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    known = {
        "article": row.id,
        "base": head,
        "fields": text.fields,
        "body": text.body,
        "words": 6,
        "who": "I",
        "at": at,
    }
    done = salvage(filled, [known])
    assert contents(filled)["Story 5"] == "Typed when the disk was full."
    assert next(one for one in done.articles if one.id == row.id).source is Source.JOURNAL


def test_what_is_being_typed_stays_though_the_clock_was_ahead_at_the_checkpoint_before(filled: Path) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=900)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE revisions SET at = ? WHERE id = (SELECT base FROM drafts)", (ahead,))
    done = salvage(filled)
    assert "Being typed" in contents(filled)
    assert "Being typed" in [one.title for one in done.articles]


def test_a_newer_library_or_another_file_is_left_alone(filled: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (f"schema_{SCHEMA + 1}",))
    letter = tmp_path / "letter.desk"
    letter.write_bytes(b"Dear editor, " * 2000)
    for file, error in ((filled, NewerVersion), (letter, Unreadable)):
        before = file.read_bytes()
        with pytest.raises(error):
            salvage(file)
        assert file.read_bytes() == before
        assert not is_salvageable(file)
    assert opening_damage(letter) == ""
    with pytest.raises(NotFound):
        salvage(tmp_path / "none.desk")


def test_it_waits_for_no_window(filled: Path) -> None:
    with WindowLock(filled), pytest.raises(Locked):
        salvage(filled)


def test_what_was_emptied_in_a_newer_backup_keeps_its_history_where_it_is_there_again(filled: Path) -> None:
    before = back_up(filled, BY_HAND)
    with Library.open(filled) as library:
        row = next(row for row in library.rows().rows if row.title == "Being typed")
        kept = [one.id for one in library.revisions(row.id)]
        library.bin([row.id]).result()
        library.empty_bin([row.id]).result()
    restore_library(filled, before.path)  # the library without it is the newest backup
    done = salvage(filled)
    assert done.backup is not None
    assert "replaced" in done.backup.name
    assert done.of(Shape.FOUND) == ()
    with Library.open(filled) as library:
        assert [one.id for one in library.revisions(row.id)] == kept
        assert library.article(row.id).row.title == "Being typed"
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT count(*) FROM gone WHERE article = ?", (row.id,)).fetchone() == (0,)


def test_a_missing_table_is_damage_that_shows(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("DROP TABLE drafts")
    assert "drafts" in opening_damage(filled)
    assert len(salvage(filled).articles) == 30


@pytest.fixture(scope="module")
def torture() -> ModuleType:
    spec = importlib.util.spec_from_file_location("torturing_damage", TORTURE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_ten_libraries_damaged_at_random(torture: ModuleType) -> None:
    run: Callable[..., dict[tuple[str, bool], object]] = torture.run
    tallies = run(10, 15, 4)
    for (kind, _), tally in tallies.items():
        assert not tally.faults, tally.faults  # type: ignore[attr-defined]
        assert not tally.nothing  # type: ignore[attr-defined]
        if kind != "end cut off":
            assert tally.saved / tally.words > 0.7  # type: ignore[attr-defined]


def test_a_draft_with_a_wrong_letter_is_told_by_the_search_index(filled: Path) -> None:
    with Library.open(filled) as library:
        row = library.article("story-9").row
        story = ferry(**long_story(9) | {"body": body(*[f"Draft {each} of nine " * 9 for each in range(30)])})
        library.save_draft(row.id, story, 0, row.version).result()
        assert library.rows(Wanted("nine")).total == 1  # it is indexed
    raw = filled.read_bytes()
    at = raw.index(b"Draft 7 of nine Draft 7 of nine")
    filled.write_bytes(raw[:at] + b"Drabt" + raw[at + 5 :])
    (torn,) = salvage(filled).of(Shape.TORN)
    assert torn.id == row.id


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("revisions", "at", "2026-03-02T12:00:72.000000Z"), ("moves", "value", "reddy"), ("articles", "state", "drafu")],
)
def test_a_row_with_a_wrong_sign_is_passed_over(filled: Path, table: str, column: str, value: str) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        row = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (value, row))
    assert check_library(filled)
    assert len(salvage(filled).articles) >= 30
    assert check_library(filled) == ()


def test_the_report_says_once_when_a_text_was_written() -> None:
    at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    torn = SalvagedArticle("1", "Toll on the bridge", 439, at, Source.LIBRARY, Shape.TORN, known=at)
    older = replace(torn, title="Older", shape=Shape.OLDER, known=at + timedelta(days=1))
    said = listing(Salvaged(Path("l.desk"), None, None, at, (torn, older)))
    assert said.count("it was changed") == 1
    assert "Toll on the bridge: 439 words, as of" in said
