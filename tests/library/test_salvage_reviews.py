"""A damaged library in which something was reviewed: what was said, decided and agreed on comes back."""

from __future__ import annotations

import gzip
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk.library.backup import back_up
from desk.library.checking import check_library, opening_damage
from desk.library.library import Library
from desk.library.salvage import salvage
from desk.library.values import State
from desk.revise.anchors import anchored_words
from desk.story.story import Story

SAMPLES = Path(__file__).parent / "samples"
BRIDGE = "the-bridge-stays-shut"


def unzipped(sample: str, to: Path) -> Path:
    to.write_bytes(gzip.decompress((SAMPLES / sample).read_bytes()))
    return to


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of this schema that was worked in."""
    path = unzipped("schema-3-worked.desk.gz", tmp_path_factory.mktemp("reviewed") / "library.desk")
    with Library.open(path, who="Maren Holt") as library:  # whatever the schema is by now
        library.rebuild().result()
    return path


@pytest.fixture
def path(reviewed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(reviewed, tmp_path / "library.desk"))


def review(path: Path) -> tuple[object, ...]:
    """All that a review left."""
    with Library.open(path, who="Maren Holt") as library:
        now = library.article(BRIDGE)
        id_ = now.row.id
        texts = [(library.revision_story(row.id), library.revision_baseline(row.id)) for row in library.revisions(id_)]
        records = library.comments(id_), library.decisions(id_), library.moves(id_), library.looked(id_, "Maren Holt")
        return (now.story, now.baseline, now.row.state, texts, *records, library.directory())


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            assert connection.execute(statement).rowcount


def test_nothing_of_a_review_is_lost(path: Path) -> None:
    before = review(path)
    assert salvage(path).all_whole
    assert review(path) == before
    assert check_library(path) == ()


def test_what_was_said_is_known_again_where_nothing_tells_the_tables_apart(path: Path) -> None:
    before = review(path)
    with path.open("r+b") as file:
        file.write(random.Random(3).randbytes(4096))
    salvage(path)
    assert review(path) == before


def test_a_comment_with_a_wrong_letter_is_kept_until_a_backup_knows_better(path: Path) -> None:
    whole = path.read_bytes()
    said = b"Until which day in May?"
    assert whole.count(said) == 1
    path.write_bytes(whole.replace(said, b"Until whi\xffh day in May?"))
    salvage(path)
    with Library.open(path) as library:
        (asked, _) = library.comments(library.article(BRIDGE).row.id)
        assert asked.thread.opening.text.startswith("Until whi")
        assert asked.thread.opening.text.endswith("h day in May?")
    path.write_bytes(whole)
    before = review(path)
    back_up(path)
    path.write_bytes(whole.replace(said, b"Until whi\xffh day in May?"))
    salvage(path)
    assert review(path) == before


def test_a_comment_whose_text_is_lost_keeps_its_words(path: Path) -> None:
    change(
        path, "UPDATE comments SET story = (SELECT hash FROM stories WHERE hash <> story LIMIT 1) WHERE said = 'opened'"
    )
    change(path, "UPDATE comments SET story = replace(story, substr(story, 1, 8), '00000000')")
    assert check_library(path)
    salvage(path)
    with Library.open(path) as library:
        asked, shorter = library.comments(library.article(BRIDGE).row.id)
        assert (asked.anchor.lost, anchored_words(asked.anchor, Story())) == (True, "May")
        assert (asked.thread.is_answered, shorter.anchor.lost) == (True, False)
    assert check_library(path) == ()


def test_a_draft_is_worth_more_than_what_of_it_is_agreed_on(path: Path) -> None:
    change(path, "UPDATE drafts SET baseline_fields = '{' WHERE baseline_fields IS NOT NULL")
    assert check_library(path)
    with Library.open(path) as library:
        before = library.revisions(library.article(BRIDGE).row.id)[0]
        agreed = library.revision_baseline(before.id)
    salvage(path)
    with Library.open(path) as library:
        now = library.article(BRIDGE)
        assert now.story.headline == "The bridge stays shut until May"
        assert now.baseline == agreed != now.story
    assert check_library(path) == ()


def test_what_was_agreed_on_before_still_is_where_the_newest_of_that_is_lost(path: Path) -> None:
    agreed, later = Story(headline="The mole"), Story(headline="The old mole")
    with Library.open(path, who="Maren Holt") as library:
        id_ = library.create(agreed).result().id
        for baseline in (agreed, Story(headline="A mole")):
            library.put_texts(id_, later, baseline).result()
        lost = library.revisions(id_)[0].baseline_hash
    change(path, f"UPDATE stories SET packed = x'00' WHERE hash = '{lost}'")
    salvage(path)
    with Library.open(path) as library:
        now = library.article(id_)
        assert (now.story, now.baseline) == (later, agreed)
    assert check_library(path) == ()


def test_a_draft_of_which_only_the_agreed_text_is_another_is_kept(path: Path) -> None:
    change(
        path, "UPDATE drafts SET baseline_fields = replace(baseline_fields, 'shut', 'closed') WHERE baseline_body <> ''"
    )
    change(
        path,
        "UPDATE drafts SET (fields, body) = (SELECT s.fields, s.body FROM articles a JOIN revisions r ON r.id = a.head "
        "JOIN stories s ON s.hash = r.story WHERE a.id = drafts.article) WHERE baseline_body <> ''",
    )
    salvage(path)
    with Library.open(path) as library:
        assert library.article(BRIDGE).baseline.headline == "The bridge stays closed"


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("comments", "said", "'askfd'"),
        ("comments", "mentions", "'[5]'"),
        ("decisions", "did", "'acceptfd'"),
        ("decisions", "makers", "'nobody'"),
        ("contacts", "did", "'puu'"),
        ("contacts", "contact", "'{}'"),
        ("moves", "findings", "'[5]'"),
        ("looks", "at", "'2026-03-02T12:00:72.000000Z'"),
    ],
)
def test_a_row_with_a_wrong_sign_is_passed_over(path: Path, table: str, column: str, value: str) -> None:
    wrong = f"UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})"
    change(path, wrong)
    assert any(table in line for line in check_library(path))
    salvage(path)
    assert check_library(path) == ()
    with Library.open(path) as library:
        assert library.article(BRIDGE).row.state is State.IN_REVIEW


@pytest.mark.parametrize("table", ["comments", "contacts"])
def test_a_table_of_a_review_that_is_missing_shows(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TABLE {table}")
    assert table in opening_damage(path)
    salvage(path)
    assert opening_damage(path) == ""


def test_a_library_of_an_older_schema_keeps_its_moves(tmp_path: Path) -> None:
    path = unzipped("schema-2-worked.desk.gz", tmp_path / "old.desk")
    assert opening_damage(path) == ""
    assert check_library(path) == ()
    salvage(path)
    with Library.open(path) as library:
        school = library.article("river-schools").row
        assert school.state is State.SUBMITTED
        assert [(move.value, move.note, move.findings) for move in library.moves(school.id)] == [("submitted", "", ())]
