"""The baseline of a text: what was last agreed on is kept beside it, in drafts, in revisions and in the journal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import Unreadable
from desk.library import copying
from desk.library.copying import copy_article
from desk.library.early import EarlyLibrary
from desk.library.journal import Journal, entry_of
from desk.library.library import Library
from desk.library.putting_back import How, put_back, put_back_all
from desk.library.values import Article, Why
from desk.story.house import House
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry

AGREED = ferry(body=body("The night ferry is back.", "It carries cars."))
SUGGESTED = replace(AGREED, body=body("The night ferry is back.", "It carries cars and lorries."))


def suggested(library: Library) -> Article:
    """An article in which somebody suggested something."""
    row = library.create(AGREED).result()
    saved = library.save_draft(row.id, SUGGESTED, 3, row.version, AGREED).result()
    assert saved.row.words == library.article(row.id).row.words
    return library.article(row.id)


def pair(library: Library, article: str) -> tuple[Story, Story]:
    found = library.article(article)
    return found.story, found.baseline


def test_without_suggestions_the_baseline_is_the_very_story(library: Library) -> None:
    found = library.article(library.create(AGREED).result().id)
    assert found.baseline is found.story


def test_a_draft_keeps_its_baseline_and_loses_it_when_all_is_agreed_on(library: Library) -> None:
    found = suggested(library)
    assert (found.story, found.baseline) == (SUGGESTED, AGREED)
    on = replace(SUGGESTED, deck="On")
    saved = library.save_draft(found.row.id, on, 4, found.row.version, found.baseline).result()  # the short way
    assert pair(library, found.row.id) == (on, AGREED)
    saved = library.save_draft(found.row.id, on, 4, saved.row.version, replace(AGREED, deck="On")).result()
    assert pair(library, found.row.id) == (on, replace(AGREED, deck="On"))
    assert saved.row.version == found.row.version + 2
    library.save_draft(found.row.id, on, 4, saved.row.version).result()
    now = library.article(found.row.id)
    assert now.story == on
    assert now.baseline is now.story


def test_a_window_reads_it_before_the_library_is_loaded(path: Path, library: Library) -> None:
    draft = suggested(library).row.id
    revised = suggested(library).row.id
    library.checkpoint(revised).result()
    library.settle().result()
    early = EarlyLibrary.of(path)
    assert early is not None
    for article in (draft, revised):
        found = early.article(article)
        assert (found.story, found.baseline) == (SUGGESTED, AGREED)
    early.close()


def test_a_revision_keeps_both(library: Library) -> None:
    found = suggested(library)
    made = library.checkpoint(found.row.id).result()
    assert made.baseline_hash != made.story_hash
    assert pair(library, found.row.id) == (SUGGESTED, AGREED)
    assert library.revision_baseline(made.id) == AGREED
    assert library.checkpoint(found.row.id).result() == made
    library.rebuild().result()
    assert pair(library, found.row.id) == (SUGGESTED, AGREED)


def test_to_agree_is_a_revision_though_the_text_stays(library: Library) -> None:
    found = suggested(library)
    library.checkpoint(found.row.id).result()
    row = library.put_texts(found.row.id, SUGGESTED, SUGGESTED).result()
    assert pair(library, found.row.id) == (SUGGESTED, SUGGESTED)
    assert row.version > found.row.version
    newest = library.revisions(found.row.id)[0]
    assert (newest.why, newest.baseline_hash) == (Why.REVIEWED, newest.story_hash)


def test_what_the_command_line_does_is_agreed_on_and_suggestions_stay(library: Library) -> None:
    found = suggested(library)
    library.update_story(found.row.id, lambda story: replace(story, keywords=("ships",)), Why.TAGGED).result()
    assert pair(library, found.row.id) == (
        replace(SUGGESTED, keywords=("ships",)),
        replace(AGREED, keywords=("ships",)),
    )


def test_going_back_brings_the_pair_back(library: Library) -> None:
    found = suggested(library)
    made = library.checkpoint(found.row.id).result()
    library.put_texts(found.row.id, AGREED, AGREED).result()
    restored = library.restore(found.row.id, made.id).result()
    assert pair(library, found.row.id) == (SUGGESTED, AGREED)
    assert library.restore(found.row.id, made.id).result().revision == restored.revision  # nothing would change


def test_who_is_overtaken_keeps_the_baseline_too(path: Path, library: Library) -> None:
    found = suggested(library)
    with Library.open(path, who="Somebody else") as other:
        saved = other.save_draft(found.row.id, replace(AGREED, deck="Theirs"), 0, found.row.version - 1).result()
    assert library.revision_story(saved.overtaken) == SUGGESTED
    assert library.revision_baseline(saved.overtaken) == AGREED


def test_a_note_that_comes_later_keeps_it(library: Library) -> None:
    found = suggested(library)
    made = library.checkpoint(found.row.id).result()
    noted = library.add_note(made.id, "Look at the lorries.").result()
    assert (noted.story_hash, noted.baseline_hash) == (made.story_hash, made.baseline_hash)


def test_the_journal_brings_it_back(library: Library, tmp_path: Path) -> None:
    row = library.create(AGREED).result()
    journal = Journal(library.path, tmp_path / "journal")
    journal.keep(entry_of(library.path, row.id, SUGGESTED, row.version, 5, baseline=AGREED))
    (entry,) = journal.entries()
    assert entry.agreed == AGREED
    ((put,), ()) = put_back_all(library, journal)
    assert pair(library, put.row.id) == (SUGGESTED, AGREED)


def test_the_journal_brings_back_what_was_agreed_on_though_the_text_is_the_same(library: Library) -> None:
    found = suggested(library)
    waits = entry_of(library.path, found.row.id, SUGGESTED, found.row.version, 5)  # all was accepted
    assert put_back(library, waits).how is How.DRAFT
    assert pair(library, found.row.id) == (SUGGESTED, SUGGESTED)
    assert put_back(library, waits).how is How.THERE
    older = replace(entry_of(library.path, found.row.id, SUGGESTED, 1, 5, baseline=AGREED), at=found.row.created)
    library.put_texts(found.row.id, SUGGESTED, replace(AGREED, deck="On")).result()
    assert put_back(library, older).how is How.THERE  # it is in the history
    assert pair(library, found.row.id) == (SUGGESTED, replace(AGREED, deck="On"))


def test_an_article_that_is_gone_comes_back_with_what_nobody_agreed_on(library: Library) -> None:
    gone = "0192f0c4-aaaa-7bbb-8ccc-0123456789ab"
    put = put_back(library, entry_of(library.path, gone, SUGGESTED, 3, 5, baseline=AGREED))
    assert pair(library, put.row.id) == (SUGGESTED, AGREED)


def test_to_copy_a_story_is_to_agree_to_nothing_in_it(library: Library) -> None:
    slug = suggested(library).row.slug
    copy = library.duplicate(library.article(slug).row.id).result()
    own = f"{slug}-copy"
    assert pair(library, copy.id) == (replace(SUGGESTED, slug=own), replace(AGREED, slug=own))


def test_what_is_copied_out_of_a_backup_has_its_changes_with_it(library: Library, tmp_path: Path) -> None:
    found = suggested(library)
    with Library.open(tmp_path / "backup.desk", who="Wei Sung") as backup:
        backup.add_records(list(library.records([found.row.id]))).result()
        there = backup.article(found.row.id)
        backup.save_draft(found.row.id, SUGGESTED, 0, there.row.version, AGREED).result()
        assert copy_article(backup, found.row.id, library, "").how is copying.How.SAME
        library.put_texts(found.row.id, SUGGESTED, SUGGESTED).result()
        made = copy_article(backup, found.row.id, library, "")
    assert made.how is copying.How.BESIDE
    own = f"{found.row.slug}-from-backup"
    assert pair(library, made.row.id) == (replace(SUGGESTED, slug=own), replace(AGREED, slug=own))
    assert pair(library, found.row.id) == (SUGGESTED, SUGGESTED)


def test_a_damaged_baseline_does_not_keep_the_text_from_anybody(path: Path, library: Library) -> None:
    found = suggested(library)
    made = library.checkpoint(found.row.id).result()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE stories SET packed = x'00' WHERE hash = ?", (made.baseline_hash,))
    now = library.article(found.row.id)
    assert now.story == SUGGESTED
    assert now.baseline is now.story
    library.settle().result()
    early = EarlyLibrary.of(path)
    assert early is not None
    assert early.article(found.row.id).story == SUGGESTED
    early.close()
    row = library.save_draft(found.row.id, replace(SUGGESTED, deck="On"), 0, now.row.version).result().row
    assert library.article(row.id).story.deck == "On"


def test_a_damaged_baseline_keeps_nobody_from_writing_on_or_going_back(path: Path, library: Library) -> None:
    found, other = suggested(library), suggested(library)
    made = library.checkpoint(other.row.id).result()
    library.put_texts(other.row.id, AGREED, AGREED).result()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE drafts SET baseline_fields = '{'")
        connection.execute("UPDATE stories SET packed = x'00' WHERE hash = ?", (made.baseline_hash,))
    with pytest.raises(Unreadable):  # what nobody agreed on does not go out as agreed on
        list(library.to_send([found.row.id], House(), agreed=True))
    assert [sent.unresolved for sent in library.to_send([found.row.id], House())] == [0]
    with Library.open(path, who="Wei Sung") as another:
        now = another.article(found.row.id)
        another.update_story(now.row.id, lambda story: replace(story, deck="On"), Why.TAGGED).result()
        assert pair(another, now.row.id)[0] == replace(SUGGESTED, deck="On")
        another.restore(other.row.id, made.id).result()
        assert pair(another, other.row.id) == (SUGGESTED, SUGGESTED)
