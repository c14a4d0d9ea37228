"""The recovery journal: files that anybody can read, and that lose nothing on their way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desk import houses
from desk.errors import Unreadable, Unwritable
from desk.formats import markdown
from desk.library.journal import RESERVE, Entry, Journal, all_entries, entry_of, journal_dir, read_entry
from desk.library.library import Library
from desk.library.putting_back import How, put_back, put_back_all, rows_of
from desk.library.reasons import advice_on, reason_of
from desk.library.storing import stored
from desk.library.values import Why
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story
from tests.library.stories import stories


def body(*texts: str) -> Body:
    return Body(tuple(Paragraph(spans(text)) for text in texts))


STORY = Story(headline="Pilots strike", slug="pilots", body=body("The harbour was still.", "Nobody came."))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "library.desk")


def waiting(library: Library, text: str, *, version: int | None = None, caret: int = 4) -> Entry:
    """A text typed over the pilots' article that did not get into the library."""
    row = library.article("pilots").row
    story = replace(STORY, body=body(text))
    return entry_of(library.path, row.id, story, row.version if version is None else version, caret, who="Ilse Brandt")


@given(story=stories)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_comes_back_as_it_was(story: Story, journal: Journal) -> None:
    entry = entry_of(journal.library, "0192f0c4-aaaa-7bbb-8ccc-0123456789ab", story, 7, 12, who="Ilse Brandt")
    path = journal.keep(entry)
    assert read_entry(path) == replace(entry, path=path)
    journal.forget(entry.article)
    assert journal.entries() == ()


def test_the_file_is_what_import_reads(journal: Journal) -> None:
    path = journal.keep(entry_of(journal.library, "a" * 32, STORY, 1, 0))
    assert path.name.startswith("pilots-")
    text = path.read_text("utf-8")
    assert "The harbour was still." in text
    reading = markdown.read(path.read_bytes(), path.name, houses.default_house())
    assert (reading.story.headline, reading.story.body) == (STORY.headline, STORY.body)
    assert reading.losses == ()


def test_its_file_is_known_by_the_headline_where_there_is_no_slug(journal: Journal) -> None:
    path = journal.keep(entry_of(journal.library, "e" * 32, Story(headline="Full disk at the harbour"), 1, 0))
    assert path.name.startswith("full-disk-at-the-harbour-")


def test_a_text_without_a_name_or_a_word_is_kept_too(journal: Journal) -> None:
    path = journal.keep(entry_of(journal.library, "b" * 32, Story(), 1, 0))
    assert path.name.startswith("untitled-")
    assert read_entry(path).story == Story()
    reading = markdown.read(path.read_bytes(), path.name, houses.default_house())
    assert reading.story.body.text == ""


def test_the_newest_text_takes_the_place_of_the_one_before(journal: Journal) -> None:
    first = entry_of(journal.library, "c" * 32, STORY, 1, 0)
    path = journal.keep(first)
    renamed = entry_of(journal.library, "c" * 32, replace(STORY, slug="other"), 1, 0)
    assert journal.keep(renamed) == path
    assert Journal(journal.library).keep(renamed) == path
    assert [entry.slug for entry in journal.entries()] == ["other"]


def test_two_libraries_have_journals_of_their_own(tmp_path: Path) -> None:
    here, there = Journal(tmp_path / "a" / "library.desk"), Journal(tmp_path / "b" / "library.desk")
    here.keep(entry_of(here.library, "d" * 32, STORY, 1, 0))
    there.keep(entry_of(there.library, "d" * 32, STORY, 1, 0))
    assert len(here.entries()) == 1
    assert {entry.library for entry in all_entries()} == {here.library, there.library}


def test_other_files_are_left_alone(journal: Journal) -> None:
    journal.folder.mkdir(parents=True)
    (journal.folder / "notes.md").write_text("---\nheadline: Mine\n---\n\nMy notes.\n", "utf-8")
    assert journal.entries() == ()
    with pytest.raises(Unreadable, match=r"notes\.md"):
        read_entry(journal.folder / "notes.md")
    journal.keep(entry_of(journal.library, "e" * 32, STORY, 1, 0))
    journal.forget("e" * 32)
    assert (journal.folder / "notes.md").exists()


def test_room_is_set_aside_and_given_up(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    journal.set_reserve()
    (reserve,) = journal_dir().iterdir()
    assert reserve.stat().st_size == RESERVE
    from desk.formats.file_write import write_whole as really  # noqa: PLC0415

    def full(path: Path, data: bytes) -> None:
        if reserve.exists():
            raise Unwritable("The disk is full.")
        really(path, data)

    monkeypatch.setattr("desk.library.journal.write_whole", full)
    entry = entry_of(journal.library, "f" * 32, STORY, 1, 0)
    assert read_entry(journal.keep(entry)).text == entry.text
    assert not reserve.exists()


def test_a_text_becomes_what_stands_and_what_stood_is_kept(library: Library, journal: Journal) -> None:
    row = library.create(STORY).result()
    library.save_draft(row.id, replace(STORY, body=body("A draft.")), 2, row.version).result()
    journal.keep(waiting(library, "Typed while the disk was full."))
    done, left = put_back_all(library, Journal(library.path))
    assert [one.how for one in done] == [How.DRAFT]
    assert (left, journal.entries()) == ((), ())
    now = library.article("pilots")
    assert (now.story.body.text, now.caret) == ("Typed while the disk was full.", 4)
    texts = {library.revision_story(one.id).body.text for one in library.revisions(row.id)}
    assert texts == {STORY.body.text, "A draft."}


def test_what_somebody_else_wrote_meanwhile_is_kept_as_theirs(library: Library) -> None:
    row = library.create(STORY).result()
    entry = waiting(library, "Mine.")
    library.save_draft(row.id, replace(STORY, body=body("Theirs.")), 2, row.version).result()
    late = replace(entry, at=library.article("pilots").row.updated + timedelta(seconds=1))
    assert put_back(library, late).how is How.DRAFT
    assert library.article("pilots").story.body.text == "Mine."
    (theirs,) = [one for one in library.revisions(row.id) if one.why is Why.OVERTAKEN]
    assert library.revision_story(theirs.id).body.text == "Theirs."


def test_a_text_typed_while_the_one_before_was_on_its_way_comes_after_it(library: Library, journal: Journal) -> None:
    row = library.create(STORY).result()
    under_way = replace(STORY, body=body("The first words."))
    entry = waiting(library, "The first words, and more.")
    journal.keep(replace(entry, after=(stored(under_way).hash,)))
    library.save_draft(row.id, under_way, 4, row.version).result()  # later than the journal had the newer ones
    done, _ = put_back_all(library, journal)
    assert [one.how for one in done] == [How.DRAFT]
    assert library.article("pilots").story.body.text == "The first words, and more."


def test_a_file_that_the_journal_cannot_read_is_not_written_over(journal: Journal) -> None:
    entry = entry_of(journal.library, "e" * 32, STORY, 1, 0)
    path = journal.keep(entry)
    path.write_text("Somebody's own words.", "utf-8")
    other = Journal(journal.library).keep(entry)
    assert path.read_text("utf-8") == "Somebody's own words."
    assert read_entry(other) == replace(entry, path=other)


def test_a_text_older_than_what_stands_becomes_a_revision(library: Library) -> None:
    row = library.create(STORY).result()
    entry = waiting(library, "Old.")
    library.save_draft(row.id, replace(STORY, body=body("Newer.")), 2, row.version).result()
    old = replace(entry, at=entry.at - timedelta(hours=1))
    assert put_back(library, old).how is How.REVISION
    assert library.article("pilots").story.body.text == "Newer."
    assert "Old." in {library.revision_story(one.id).body.text for one in library.revisions(row.id)}
    assert put_back(library, old).how is How.THERE


def test_a_text_that_got_in_after_all_makes_nothing_new(library: Library) -> None:
    row = library.create(STORY).result()
    entry = waiting(library, "Mine.")
    library.save_draft(row.id, entry.story, 4, row.version).result()
    before = library.article("pilots"), library.revisions(row.id)
    assert put_back(library, entry).how is How.THERE
    assert (library.article("pilots"), library.revisions(row.id)) == before


def test_the_text_of_an_article_that_is_gone_is_one_of_its_own(library: Library) -> None:
    library.create(STORY).result()
    entry = replace(waiting(library, "Mine."), article="0192f0c4-aaaa-7bbb-8ccc-0123456789ab")
    done = put_back(library, entry)
    assert done.how is How.ARTICLE
    assert library.article(done.row.id).story.body.text == "Mine."


def test_a_damaged_library_is_mended_with_the_journal(tmp_path: Path) -> None:
    from desk.library.salvage import salvage  # noqa: PLC0415

    path = tmp_path / "library.desk"
    with Library.open(path) as library:
        library.create(STORY).result()
        entry = waiting(library, "Typed last.")
    done = salvage(path, rows_of([entry]))
    assert done.kept is not None
    with Library.open(path) as library:
        assert library.article(entry.article).story.body.text == "Typed last."


@pytest.mark.parametrize(
    ("code", "reason"),
    [("SQLITE_FULL", "the disk is full"), ("SQLITE_BUSY", "another program is writing the library")],
)
def test_the_reason_in_few_words(code: str, reason: str) -> None:
    import sqlite3  # noqa: PLC0415

    cause = sqlite3.OperationalError("nobody reads this")
    cause.sqlite_errorname = code
    error = Unwritable("A long sentence.")
    error.__cause__ = cause
    assert reason_of(error) == reason
    assert advice_on(reason).endswith(".")
    assert reason_of(OSError(28, "No space left on device")) == "the disk is full"
