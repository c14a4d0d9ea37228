"""Articles that are begun before the library knows of them: their first save makes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.library.begun import NOT_YET, begun_row
from desk.library.journal import Journal, entry_of
from desk.library.library import Library
from desk.library.putting_back import How, put_back_all
from desk.library.values import Why
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story

FIRST = Story(headline="The Dam Broke")


def body(*lines: str) -> Body:
    return Body(tuple(Paragraph(spans(line)) for line in lines))


def test_the_first_save_makes_the_article_under_the_id_that_it_has(library: Library) -> None:
    row = begun_row(FIRST)
    saved = library.save_draft(row.id, FIRST, 3, row.version).result()
    found = library.article(row.id)
    assert (saved.row.id, saved.row.version, saved.row.slug) == (row.id, 1, "the-dam-broke")
    assert (found.story, found.caret, saved.overtaken) == (FIRST, 3, "")
    assert [one.why for one in library.revisions(row.id)] == [Why.CREATED]
    later = replace(FIRST, deck="At night")
    assert library.save_draft(row.id, later, 3, saved.row.version).result().row.version == 2
    assert library.article("the-dam-broke").story == later


def test_its_slug_follows_the_rules_of_all_others(library: Library) -> None:
    library.create(FIRST).result()
    row = begun_row(FIRST)
    assert library.save_draft(row.id, FIRST, 0, NOT_YET).result().row.slug == "the-dam-broke-2"


def test_a_first_save_that_comes_twice_makes_one_article(library: Library) -> None:
    row = begun_row(FIRST)
    library.save_draft(row.id, FIRST, 0, NOT_YET).result()
    again = library.save_draft(row.id, FIRST, 0, NOT_YET).result()
    assert (again.row.version, again.overtaken) == (1, "")
    assert len(library.revisions(row.id)) == 1


def test_the_journal_gives_it_to_the_library_as_it_was_begun(library: Library, tmp_path: Path) -> None:
    row = begun_row(FIRST)
    journal = Journal(library.path, tmp_path / "recovery")
    journal.keep(entry_of(library.path, row.id, FIRST, row.version, 5))
    (done,), waiting = put_back_all(library, journal)
    assert (done.how, done.row.id, done.row.slug, waiting) == (How.BEGUN, row.id, "the-dam-broke", ())
    assert [(one.why, one.note) for one in library.revisions(row.id)] == [(Why.CREATED, "")]
    assert library.article(row.id).caret == 5
    assert journal.entries() == ()


@pytest.mark.parametrize(
    "story",
    [
        FIRST,
        Story(slug="Not A  Slug", headline="The Dam Broke"),
        Story(headline="The Dam Broke", byline_text="By our own correspondents"),
        Story(credits=(Credit("Ilse Brandt", role=Role.BY), Credit("Wei Sung", role=Role.ADDITIONAL_REPORTING))),
        Story(body=body("", "word " * 40)),
    ],
)
def test_the_list_says_the_same_of_it_before_it_is_in_and_after(library: Library, story: Story) -> None:
    begun = begun_row(story)
    kept = library.save_draft(begun.id, story, 0, NOT_YET).result().row
    assert (begun.slug, begun.title, begun.titled, begun.byline) == (kept.slug, kept.title, kept.titled, kept.byline)


def test_what_the_list_says_of_it() -> None:
    row = begun_row(Story(body=body("", "It rained all night, and the river rose.")), words=8)
    assert (row.title, row.titled, row.words, row.is_kept) == (
        "It rained all night, and the river rose.",
        False,
        8,
        False,
    )
    named = begun_row(FIRST, row)
    assert (named.id, named.title, named.titled, named.slug) == (row.id, "The Dam Broke", True, "the-dam-broke")
    assert begun_row(Story()).title == "Untitled"
    assert begun_row(Story(body=body("word " * 40))).title.endswith("…")
