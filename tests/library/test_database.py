"""Opening: what is refused is left as it was, byte for byte."""

from __future__ import annotations

import ast
import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from desk.errors import Locked, NewerVersion, NotFound, Unreadable, Unwritable
from desk.library import database
from desk.library.checking import check_library
from desk.library.database import SCHEMA, Database
from desk.library.header import examine
from desk.library.library import Library
from desk.library.storing import opened
from desk.library.tables import Base
from desk.library.values import State
from desk.library.wanted import Wanted
from desk.revise.anchors import anchored_words
from desk.story.workflow import StaffRole
from tests.library.sent import page_of
from tests.library.stories import ferry

SAMPLES = Path(__file__).parent / "samples"
pytestmark = pytest.mark.usefixtures("by_migrations")


def test_a_new_library_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "my.desk"
    with Library.open(path) as library:
        library.create(ferry()).result()
    assert path.read_bytes()[68:72] == b"Desk"
    assert [entry.name for entry in path.parent.iterdir()] == ["my.desk"]  # the write-ahead log is taken in


def test_none_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no library"):
        Library.open(tmp_path / "none.desk", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        Library.open(tmp_path)


@pytest.mark.parametrize("content", [b"Dear editor,", b"x" * 5000, b"SQLite format 2\x00" + b"x" * 500])
def test_a_file_that_is_not_sqlite_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.desk"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="not a Desk library"):
        Library.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "empty.desk"
    path.touch()
    with Library.open(path) as library:
        assert library.rows().total == 0


@pytest.mark.parametrize("application", [0, 252006674])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, application: int) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA application_id = {application}")
        other.execute("CREATE TABLE bookmarks (address)")
    before = path.read_bytes()
    with pytest.raises(Unreadable, match="not a Desk library"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.fixture
def newer(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    return path


def test_a_newer_library_is_refused_by_name_and_left_untouched(newer: Path) -> None:
    before = newer.read_bytes()
    with pytest.raises(NewerVersion, match=rf"newer Desk \(its schema is {SCHEMA + 1}, this Desk knows {SCHEMA}\)"):
        Library.open(newer)
    assert newer.read_bytes() == before
    assert list(newer.parent.iterdir()) == [newer]


def test_a_newer_version_that_stands_only_in_the_log_is_seen(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as writing:
        writing.execute(f"PRAGMA user_version = {SCHEMA + 1}")
        killed = tmp_path / "killed" / path.name  # as a program leaves its files that is killed
        killed.parent.mkdir()
        for part in tmp_path.glob("library.desk*"):
            shutil.copy(part, killed.parent / part.name)
    assert killed.read_bytes()[60:64] == SCHEMA.to_bytes(4, "big")
    before = {part.name: part.read_bytes() for part in killed.parent.iterdir() if "shm" not in part.name}
    with pytest.raises(NewerVersion):
        Library.open(killed)
    assert {part.name: part.read_bytes() for part in killed.parent.iterdir() if "shm" not in part.name} == before


def test_a_damaged_library_is_said_to_be_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'articles'")]
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * 4096)
            file.write(b"\xff" * 4096)
    with Library.open(path) as library:
        with pytest.raises(Unreadable, match="damaged"):
            library.rows()
        with pytest.raises(Unreadable, match="damaged"):
            library.create(ferry()).result()


def test_a_library_that_is_damaged_all_over_is_not_opened(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (path.stat().st_size - 100))
    before = path.read_bytes()
    with pytest.raises(Unreadable, match="damaged"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.fixture
def read_only_folder(tmp_path: Path, path: Path) -> Iterator[Path]:
    """A folder with a library in it where nothing can be written, also by root."""
    folder = tmp_path / "read-only"
    folder.mkdir()
    if os.geteuid() == 0:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False)
        if done.returncode:
            pytest.skip("root without the right to mount can write everywhere")
        shutil.copy(path, folder)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
    else:
        shutil.copy(path, folder)
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)


def test_a_read_only_folder_is_said_to_be_read_only(read_only_folder: Path) -> None:
    with pytest.raises(Unwritable, match="read-only"):
        Library.open(read_only_folder / "new.desk")
    with pytest.raises(Unwritable, match=r"[Rr]ead-only"):
        Library.open(read_only_folder / "deeper" / "new.desk")
    with pytest.raises(Unwritable, match="read-only"), Library.open(read_only_folder / "library.desk") as library:
        library.create(ferry()).result()


def test_a_new_library_that_another_program_keeps_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 10)
    path = tmp_path / "new.desk"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked, match="Another program is writing"):
            Library.open(path)
        other.execute("ROLLBACK")
    Library.open(path).close()


def test_the_migrations_make_the_tables_that_the_program_knows(path: Path) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    opened = Database(path)
    with opened.reader() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_server_default": True,
                "include_name": lambda name, kind, _: not (kind == "table" and str(name).startswith("search")),
            },
        )
        assert compare_metadata(context, Base.metadata) == []
    opened.dispose()


def test_the_newest_migration_leaves_the_schema_that_the_program_knows(path: Path) -> None:
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    head = ScriptDirectory.from_config(config).get_current_head()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(head,)]
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert head == f"schema_{SCHEMA}"


@pytest.mark.parametrize(
    "source", sorted((Path(database.__file__).parent / "migrations").rglob("*.py")), ids=lambda path: path.name
)
def test_a_migration_imports_nothing_of_desk(source: Path) -> None:
    tree = ast.parse(source.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= {
        *("alembic", "sqlalchemy", "datetime", "json", "re", "unicodedata", "zlib"),
    }


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "half.desk"
    with closing(sqlite3.connect(path)) as half:
        half.execute("PRAGMA journal_mode = WAL")
        half.execute(f"PRAGMA application_id = {database.APPLICATION}")
        half.execute("CREATE TABLE furniture (anything)")  # the last table that the migration makes
    before = path.read_bytes()
    with pytest.raises(OperationalError, match="furniture already exists"):
        Library.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_library_of_every_schema_opens(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "old.desk"
    path.write_bytes(gzip.decompress((SAMPLES / f"schema-{schema}.desk.gz").read_bytes()))
    with Library.open(path) as library:
        article = library.article("night-ferry-to-return-in")
        assert article.story.headline == "Night ferry to return in May"
        assert [revision.why for revision in library.revisions(article.row.id)] == ["exported", "checkpoint", "created"]
        (sent,) = library.deliveries(article.row.id)
        assert (sent.format, sent.is_kept) == ("html", schema > 3)
        assert library.delivered(sent.id) == (page_of("Night ferry to return in May") if schema > 3 else None)
        assert [person.name for person in library.people("duarte")] == ["Inês Duarte"]
        assert [row.slug for row in library.rows(Wanted("estuary")).rows] == [article.row.slug]
        assert library.rows(Wanted(binned=True)).total == 1
        lead = article.story.lead
        assert lead is not None
        assert library.media(lead.picture) == b"a picture"
        before = (library.rows(), library.people())
        library.rebuild().result()
        assert (library.rows(), library.people()) == before


def unzipped(sample: Path, to: Path) -> Path:
    to.write_bytes(gzip.decompress(sample.read_bytes()))
    return to


@pytest.mark.parametrize("schema", [1, 2])
def test_a_library_of_an_older_schema_that_was_worked_in_loses_nothing(tmp_path: Path, schema: int) -> None:
    sample = SAMPLES / f"schema-{schema}-worked.desk.gz"
    path = unzipped(sample, tmp_path / "old.desk")
    with closing(sqlite3.connect(unzipped(sample, tmp_path / "before.desk"))) as before:
        blob = "s.packed" if schema > 1 else "NULL"
        texts = before.execute(
            f"SELECT r.id, s.fields, s.body, {blob} FROM revisions r JOIN stories s ON s.hash = r.story"
        )
        expected = {revision: opened(*text).story() for revision, *text in texts}
        (binned,) = before.execute("SELECT at FROM moves WHERE what = 'bin' AND value = 'in' ORDER BY id LIMIT 1")
    with Library.open(path) as library:
        assert {revision: library.revision_story(revision) for revision in expected} == expected
        quay, school = library.article("the-quay"), library.article("river-schools")
        assert (quay.story.deck, quay.caret, quay.row.version) == ("Being written", 21, 14)
        assert (school.story.deck, school.caret, school.row.state) == ("Wei's", 7, State.SUBMITTED)
        assert [row.slug for row in library.rows(Wanted(binned=True)).rows] == ["thrown-away"]
        assert len(library.revisions(quay.row.id)) == 13
        assert len(library.deliveries(quay.row.id)) == 1
        assert library.furniture()[0].title == "Newsletter"
        assert (quay.baseline, school.baseline) == (quay.story, school.story)  # all of what was being typed is agreed
        assert {(move.note, move.findings) for move in library.moves(school.row.id)} == {("", ())}
    with closing(sqlite3.connect(path)) as after:
        assert after.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert after.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert after.execute("PRAGMA foreign_key_check").fetchall() == []
        assert after.execute("SELECT slug, binned_at FROM articles WHERE binned_at").fetchall() == [
            ("thrown-away", *binned)
        ]
        assert after.execute("SELECT count(*) FROM stories WHERE packed IS NULL").fetchone() == (4,)  # one an article
        assert after.execute("SELECT count(*) FROM shown").fetchone() == (3,)


def test_a_review_in_a_library_of_schema_3_is_there(tmp_path: Path) -> None:
    path = unzipped(SAMPLES / "schema-3-worked.desk.gz", tmp_path / "old.desk")
    with Library.open(path, who="Wei Sung") as library:
        bridge = library.article("the-bridge-stays-shut")
        assert (bridge.baseline.headline, bridge.story.headline) == (
            *("The bridge stays shut", "The bridge stays shut until May"),
        )
        asked, shorter = library.comments(bridge.row.id)
        assert anchored_words(asked.anchor, bridge.story) == "May"
        assert (asked.thread.is_question, asked.thread.waits, asked.thread.people) == (
            *(True, False, ("Maren Holt", "Wei Sung")),
        )
        assert shorter.thread.is_resolved
        assert [(one.accepted, one.undone_by) for one in library.decisions(bridge.row.id)] == [
            *((False, ""), (True, "Maren Holt")),
        ]
        assert [each.name for each in library.directory().contacts] == ["Harbour Wire", "Maren Holt", "Wei Sung"]
        assert library.signed_in().role is StaffRole.REPORTER
        assert library.setting("who") == "Maren Holt"
        assert library.looked(bridge.row.id, "Maren Holt") is not None
    assert check_library(path) == ()


def test_what_went_out_of_a_library_of_schema_4_is_there(tmp_path: Path) -> None:
    path = unzipped(SAMPLES / "schema-4-worked.desk.gz", tmp_path / "old.desk")
    with Library.open(path) as library:
        (sent,) = library.deliveries(library.article("the-quay").row.id)
        assert library.delivered(sent.id) == page_of("The quay", b"picture A" * 20)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name, did FROM declined").fetchall() == [("Harbour Wire", "declined")]
        assert connection.execute("SELECT name, words FROM sources").fetchall() == [
            ("Harbour Wire", "the people on it")
        ]
        assert connection.execute("SELECT count(*) FROM carried").fetchone() == (1,)
    assert check_library(path) == ()


def test_a_library_of_schema_3_gets_the_titles_of_whom_it_credits(tmp_path: Path) -> None:
    path = unzipped(SAMPLES / "schema-3-worked.desk.gz", tmp_path / "old.desk")
    credited = json.dumps([{"name": " ", "title": "No"}, {"name": "Wei Sung", "title": "Dr\n Prof"}])
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE drafts SET fields = json_set(fields, '$.credits', json(?))", (credited,))
    with Library.open(path) as library, closing(sqlite3.connect(path)) as connection:
        titles = (
            "SELECT a.slug, c.position, c.title FROM credits c JOIN articles a ON a.id = c.article WHERE c.title <> ''"
        )
        found = connection.execute(titles).fetchall()
        assert ("the-bridge-stays-shut", 0, "Dr Prof") in found
        library.rebuild().result()
        rebuilt = [row for row in connection.execute(titles).fetchall() if row[0] == "the-bridge-stays-shut"]
        assert rebuilt == [("the-bridge-stays-shut", 0, "Dr Prof")]


def run(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_alembic_is_not_imported_for_a_library_that_is_up_to_date(path: Path) -> None:
    code = (
        "import sys; from desk.library.library import Library\n"
        "with Library.open(sys.argv[1]) as library: library.rows()\n"
        "print([name for name in ('alembic', 'PySide6', 'PIL', 'rich') if name in sys.modules])"
    )
    out, err = run(code, path).communicate(timeout=60)
    assert (out.strip(), err) == ("[]", "")


def test_two_programs_may_make_the_same_library_at_once(tmp_path: Path) -> None:
    code = (
        "import sys; from desk.library.library import Library; from desk.story.story import Story\n"
        "input()\n"
        "with Library.open(sys.argv[1]) as library: library.create(Story(headline=sys.argv[2])).result()"
    )
    path = tmp_path / "shared.desk"
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, path, name], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in ("One", "Two")
    ]
    assert [program.communicate("\n", timeout=60)[1] for program in both] == ["", ""]
    with Library.open(path) as library:
        assert {row.title for row in library.rows().rows} == {"One", "Two"}


def test_looking_at_a_library_that_is_in_use_leaves_its_log_to_it(tmp_path: Path) -> None:
    """A process loses its locks on a file when it closes that file, however it had it open. Then any other program that
    closes the library believes to be the last one, and removes the log: all that is written on is lost."""
    path = tmp_path / "l.desk"
    with closing(Library.open(path)) as library:
        library.create(ferry()).result()
        examine(path)
        other = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM articles'); c.close()"
        subprocess.run([sys.executable, "-c", other, str(path)], check=True)
        assert path.with_name("l.desk-wal").exists()
