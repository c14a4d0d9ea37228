"""The first answers are those of the library itself, and what is handed over early is not lost."""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import NotFound, WorldError
from desk.library.early import _WRITES, SCHEMA, EarlyLibrary
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import Change, State
from desk.library.wanted import Wanted
from desk.samples import install_samples
from desk.story.body import Body, Paragraph, spans
from desk.story.directory import Contact
from desk.story.story import Story
from desk.story.workflow import StaffRole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with the samples, a draft, one article in the bin and a name."""
    made = tmp_path / "early.desk"
    with Library.open(made, who="Ilse Brandt") as library:
        install_samples(library)
        library.set_setting("who", "Ilse Brandt")
        opened = library.article("bridge-toll")
        drafted = replace(opened.story, headline="A draft", body=Body((Paragraph(spans("Begun.")),)))
        library.save_draft(opened.row.id, drafted, 4, opened.row.version).result()
        library.bin([library.article("river-schools").row.id]).result()
        library.set_state(library.article("harbour-pilots").row.id, State.READY).result()
    return made


def early(path: Path) -> EarlyLibrary:
    made = EarlyLibrary.of(path)
    assert made is not None
    return made


def test_the_first_answers_are_those_of_the_library(path: Path) -> None:
    first = early(path)
    rows, short = first.rows(), first.rows(limit=2)
    articles = {row.id: (first.article(row.id), first.article(row.slug)) for row in rows.rows}
    assert not first.opening.done(), "these were meant to be the early ones"
    first.close()
    with Library.open(path) as library:
        assert rows == library.rows()
        assert short == library.rows(limit=2)
        assert library.rows(after=short.next).rows == rows.rows[2:]
        assert len(articles) == 3
        for ref, found in articles.items():
            assert found == (library.article(ref), library.article(ref))


def test_the_schema_is_the_newest() -> None:
    from desk.library.database import SCHEMA as NEWEST  # noqa: PLC0415

    assert SCHEMA == NEWEST


def test_nobody_waits_for_what_is_handed_over_early() -> None:
    """All that writes is known to `EarlyLibrary`: what it does not know it waits for, on whose thread ever."""
    writes = {
        name
        for name, method in inspect.getmembers(Library, inspect.isfunction)
        if not name.startswith("_") and method.__annotations__.get("return", "").startswith("Future[")
    }
    assert "put_contacts" in writes
    assert writes == _WRITES | {"sign_in"}


def test_a_review_that_begins_early(path: Path) -> None:
    first = early(path)
    article = first.article("bridge-toll").row.id
    asking = first.comment(article, "Why?", question=True)
    deciding = first.note_decisions(article, [Decided("key", False)])
    listing = first.put_contacts([Contact("Ilse Brandt", role=StaffRole.REPORTER)])
    looking = first.look(article)
    assert not asking.done()
    first.begin()
    asked, made, (listed,) = asking.result(), deciding.result(), listing.result()
    looking.result()
    assert [each.thread.opening for each in first.comments(article)] == [asked]
    assert first.decisions(article) == made
    assert first.signed_in() == listed
    assert first.looked(article, "Ilse Brandt") is not None
    first.close()


def test_what_is_handed_over_early_is_done_in_its_order(path: Path) -> None:
    first = early(path)
    heard: list[Change] = []
    first.listen(heard.append)
    first.who = "Wei Sung"
    opened = first.article("bridge-toll")
    texts = [replace(opened.story, headline=f"Number {number}") for number in range(5)]
    saves = [first.save_draft(opened.row.id, story, 0, opened.row.version + n) for n, story in enumerate(texts)]
    made = first.create(Story(headline="New"))
    assert not any(save.done() for save in saves)
    first.begin()
    assert [save.result().overtaken for save in saves] == [""] * 5
    assert first.article("bridge-toll").story.headline == "Number 4"
    assert first.revisions(made.result().id)[0].who == "Wei Sung"
    assert heard
    first.close()


def test_what_needs_the_library_waits_for_it(path: Path) -> None:
    first = early(path)
    assert first.rows(Wanted("draft")).rows[0].title == "A draft"
    assert first.opening.done()
    assert first.setting("who") == "Ilse Brandt"
    with pytest.raises(NotFound, match="no-such"):
        first.article("no-such")
    first.close()


@pytest.mark.parametrize("content", [b"", b"no database at all, but some words", None])
def test_what_is_no_sound_library_is_left_to_the_whole_opening(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.desk"
    if content is not None:
        path.write_bytes(content)
    assert EarlyLibrary.of(path) is None


def test_who_hands_something_over_on_hearing_an_early_answer_is_not_waited_for(path: Path) -> None:
    first = early(path)
    opened = first.article("bridge-toll")
    answers: list[object] = []
    # What the library refuses at once is answered while the rest is still being handed over.
    first.save_draft("wrong").add_done_callback(
        lambda _: answers.append(first.save_draft(opened.row.id, replace(opened.story, headline="On"), 0, 1))
    )
    later = first.create(Story(headline="Later"))
    first.begin()
    assert later.result(10).title == "Later"
    first.settle().result(10)
    assert first.article("bridge-toll").story.headline == "On"
    first.close()


def test_whoever_waits_is_told_that_the_library_went_away(path: Path) -> None:
    first = early(path)
    save = first.create(Story(headline="Late"))
    path.write_bytes(b"something else altogether")
    first.begin()
    for waiting in (save.result, first.opening.result, first.people, first.create(Story()).result):
        with pytest.raises(WorldError, match="not a Desk library"):
            waiting()
    first.close()
