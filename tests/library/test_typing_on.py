"""The short way on which most drafts are saved leaves what the long way leaves, and takes itself back where it may not
go."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.errors import Locked
from desk.library import database
from desk.library.database import Database
from desk.library.drafting import Draft
from desk.library.library import Library
from desk.library.values import Change, Saved, State, Why
from desk.library.wanted import Wanted
from desk.story.body import Body
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each save went the short way."""
    went: list[bool] = []
    go_on = Draft.go_on

    def watched(draft: Draft, file: Database, who: str) -> tuple[Saved, list[Change]] | None:
        saved = go_on(draft, file, who)
        went.append(saved is not None)
        return saved

    monkeypatch.setattr(Draft, "go_on", watched)
    return went


def test_who_types_on_goes_the_short_way(library: Library, short: list[bool]) -> None:
    row = library.create(ferry()).result()
    heard: list[Change] = []
    for number in range(4):
        story = ferry(deck="Deck" if number == 2 else "", body=body("One " * number))
        row = library.save_draft(row.id, story, number, row.version).result().row
        article = library.article(row.id)
        assert (article.story, article.row, article.caret) == (story, row, number)
        library.listen(heard.append)
    library.settle().result()
    assert short == [False, True, True, True]
    assert Change("article", row.id) in heard
    assert [found.id for found in library.rows(Wanted("one")).rows] == [row.id]


@pytest.mark.parametrize(
    "story",
    [
        ferry(headline="Another", deck="2"),
        ferry(slug="another", deck="2"),
        ferry(credits=(), deck="2"),
        ferry(section="City", deck="2"),
        ferry(byline_text="By us", deck="2"),
        ferry(deck="1"),
    ],
)
def test_what_the_list_shows_otherwise_goes_the_long_way(library: Library, short: list[bool], story: Story) -> None:
    row = library.create(ferry()).result()
    row = library.save_draft(row.id, ferry(deck="1"), 0, row.version).result().row
    row = library.save_draft(row.id, story, 7, row.version).result().row
    assert short == [False, False]
    assert (library.article(row.id).story, library.article(row.id).row, library.article(row.id).caret) == (
        story,
        row,
        7,
    )


def test_an_article_without_headline_is_listed_by_its_newest_words(library: Library) -> None:
    row = library.create(Story(headline=" ")).result()
    for text in ("One", "One two"):
        row = library.save_draft(row.id, Story(headline=" ", body=body(text)), 0, row.version).result().row
        assert library.article(row.id).row.title == row.title == text


@pytest.mark.parametrize("does", ["checkpoint", "state", "bin", "draft", "text", "who"])
def test_what_another_program_did_is_seen(library: Library, path: Path, short: list[bool], does: str) -> None:
    row = library.create(ferry()).result()
    for deck in ("1", "2"):
        row = library.save_draft(row.id, ferry(deck=deck), 0, row.version).result().row
    with Library.open(path, who="Command line") as other:
        if does == "checkpoint":
            other.checkpoint(row.id).result()
        elif does == "state":
            other.set_state(row.id, State.READY).result()
        elif does == "bin":
            other.bin([row.id]).result()
        elif does == "draft":
            other.save_draft(row.id, ferry(deck="Theirs"), 0, row.version).result()
        elif does == "text":
            other.update_story(row.id, lambda story: replace(story, deck="Theirs"), Why.CREDITED).result()
    if does == "who":
        library.who = "Wei Sung"
    saved = library.save_draft(row.id, ferry(deck="3"), 5, row.version).result()
    assert short[-1] is False
    assert library.article(row.id).row == saved.row
    assert (library.article(row.id).story.deck, library.article(row.id).caret) == ("3", 5)
    kept = {library.revision_story(each.id).deck for each in library.revisions(row.id)}
    assert (
        kept
        >= {
            "checkpoint": {"2"},
            "state": {"2"},
            "bin": {""},
            "draft": {"Theirs", "2"},
            "text": {"Theirs"},
            "who": {"2"},
        }[does]
    )
    row = library.save_draft(row.id, ferry(deck="4"), 0, saved.row.version).result().row
    assert short[-1] is True
    assert library.article(row.id).story.deck == "4"


def test_a_save_that_failed_is_made_good_by_the_next(
    library: Library, path: Path, short: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 10)
    with Library.open(path, who="Maren Holt") as hasty:
        row = hasty.create(ferry()).result()
        for deck in ("1", "2"):
            row = hasty.save_draft(row.id, ferry(deck=deck), 0, row.version).result().row
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(Locked):
                hasty.save_draft(row.id, ferry(deck="3"), 0, row.version).result()
            other.execute("ROLLBACK")
        row = hasty.save_draft(row.id, ferry(deck="4"), 0, row.version).result().row
        assert hasty.article(row.id).story.deck == "4"
    assert short[-1] is True


@pytest.fixture
def pair(path: Path, tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """The same library twice, on which two go different ways."""
    with Library.open(path) as one, Library.open(shutil.copy(path, tmp_path / "long.desk")) as two:
        two._scribe.last = lambda *_: None  # type: ignore[method-assign]
        yield one, two


texts = st.tuples(st.sampled_from(["", "Head", "Other"]), st.sampled_from(["", "one", "one two", "three"]))
does = st.lists(
    st.tuples(
        st.sampled_from(["save", "save", "save", "keep", "state", "late"]), texts, st.sampled_from(["Ann", "Ben"])
    ),
    max_size=10,
)


@given(does)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_both_ways_leave_the_same(pair: tuple[Library, Library], steps: list[tuple[str, tuple[str, str], str]]) -> None:
    rows = [library.create(Story()).result() for library in pair]
    for number, (what, (headline, text), who) in enumerate(steps):
        story = Story(headline=headline, body=body(text) if text else Body())
        for at, library in enumerate(pair):
            library.who = who
            row = rows[at]
            if what in ("save", "late"):
                version = row.version - (what == "late")
                rows[at] = library.save_draft(row.id, story, number, version).result().row
            elif what == "keep":
                library.checkpoint(row.id).result()
            else:
                rows[at] = library.set_state(row.id, list(State)[number % len(State)]).result()
        one, two = (library.article(row.id) for library, row in zip(pair, rows, strict=True))
        assert (one.story, one.caret, one.row.version, one.row.words, one.row.title, one.row.state) == (
            *(two.story, two.caret, two.row.version, two.row.words, two.row.title, two.row.state),
        )
        assert (one.row, two.row) == tuple(rows) or what == "keep"
    histories = [
        [(each.why, each.who, library.revision_story(each.id)) for each in library.revisions(row.id)]
        for library, row in zip(pair, rows, strict=True)
    ]
    assert histories[0] == histories[1]
