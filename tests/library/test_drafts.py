"""Drafts: nothing that anybody wrote is lost, whoever else writes, and however the program ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.library.library import Library
from desk.library.values import Saved, Why
from desk.library.wanted import Wanted
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry


@pytest.fixture
def other(path: Path, library: Library) -> Iterator[Library]:
    """The same library, opened by another program."""
    with Library.open(path, who="Command line") as opened:
        yield opened


def save(library: Library, article: str, story: Story, version: int, caret: int = 0) -> Saved:
    return library.save_draft(article, story, caret, version).result()


def test_it_is_known_who_typed_what_no_revision_has(library: Library) -> None:
    row = library.create(ferry()).result()
    assert library.drafted_by(row.id) == ""
    library.who = "Wei Sung"
    library.save_draft(row.id, replace(ferry(), headline="Another"), 0, row.version).result()
    library.who = "Mara Quist"
    assert library.drafted_by(row.id) == "Wei Sung"
    library.checkpoint(row.id).result()
    assert library.drafted_by(row.id) == ""


def test_a_draft_is_the_text_but_no_revision(library: Library) -> None:
    row = library.create(ferry()).result()
    story = ferry(headline="Night ferry returns", body=body("It crosses again."))
    saved = save(library, row.id, story, row.version, caret=17)
    assert (saved.row.title, saved.row.words, saved.row.version) == ("Night ferry returns", 3, 2)
    assert saved.row.updated == saved.at > row.updated
    article = library.article(row.id)
    assert (article.story, article.caret, article.row) == (story, 17, saved.row)
    assert len(library.revisions(row.id)) == 1


def test_a_caret_that_moves_is_kept_and_changes_nothing_else(library: Library) -> None:
    row = library.create(ferry()).result()
    assert save(library, row.id, ferry(), row.version, caret=9).row == row
    assert library.article(row.id).caret == 9


def test_a_checkpoint_takes_the_draft_into_the_history(library: Library) -> None:
    row = library.create(ferry()).result()
    (created,) = library.revisions(row.id)
    saved = save(library, row.id, ferry(deck="New"), row.version, caret=4)
    revision = library.checkpoint(row.id).result()
    assert revision.parents == (created.id,)
    article = library.article(row.id)
    assert (article.row.version, article.caret, article.revision) == (saved.row.version, 4, revision.id)
    assert article.story == library.revision_story(revision.id) == ferry(deck="New")
    # Whoever types goes on with the version that the save gave.
    assert save(library, row.id, ferry(deck="Newer"), saved.row.version).overtaken == ""


def test_typing_goes_on_over_a_checkpoint_of_newer_text(library: Library) -> None:
    row = library.create(ferry()).result()
    library.checkpoint(row.id, ferry(deck="On the screen, not yet saved")).result()
    assert save(library, row.id, ferry(deck="One key later"), row.version).overtaken == ""


def test_the_other_programs_revision_is_named(library: Library, other: Library) -> None:
    row = library.create(ferry()).result()
    theirs = ferry(deck="From the command line")
    other.update_story(row.id, lambda _: theirs, Why.CREDITED).result()
    mine = ferry(headline="From the window")
    saved = save(library, row.id, mine, row.version)
    assert library.revision_story(saved.overtaken) == theirs
    assert library.article(row.id).story == mine
    created, credited = sorted(revision.id for revision in library.revisions(row.id))
    assert saved.overtaken == credited
    assert library.checkpoint(row.id).result().parents == (created,)  # it was not made from theirs
    assert library.article(row.id).story == mine


def test_the_other_programs_draft_is_kept_as_a_revision(library: Library, other: Library) -> None:
    row = library.create(ferry()).result()
    save(other, row.id, ferry(deck="Theirs"), row.version)
    saved = save(library, row.id, ferry(deck="Mine"), row.version)
    newest = library.revisions(row.id)[0]
    assert (newest.id, newest.why, newest.who) == (saved.overtaken, Why.OVERTAKEN, "Command line")
    assert library.revision_story(newest.id) == ferry(deck="Theirs")
    assert library.article(row.id).story == ferry(deck="Mine")
    assert save(library, row.id, ferry(deck="Mine too"), saved.row.version).overtaken == ""


def test_the_same_text_from_both_overtakes_nobody(library: Library, other: Library) -> None:
    row = library.create(ferry()).result()
    theirs = save(other, row.id, ferry(deck="Same"), row.version)
    mine = save(library, row.id, ferry(deck="Same"), row.version)
    assert (mine.row, mine.overtaken) == (theirs.row, "")
    assert len(library.revisions(row.id)) == 1


def test_going_back_to_the_newest_revision_keeps_what_was_typed_since(library: Library) -> None:
    row = library.create(ferry()).result()
    save(library, row.id, ferry(deck="Typed since"), row.version)
    restored = library.checkpoint(row.id, ferry(), Why.RESTORED).result()
    assert library.article(row.id).story == ferry()
    assert [revision.why for revision in library.revisions(row.id)] == ["restored", "checkpoint", "created"]
    assert library.revision_story(restored.parents[0]) == ferry(deck="Typed since")


def test_a_credit_given_in_this_window_is_not_overwritten_unseen(library: Library) -> None:
    row = library.create(ferry()).result()
    library.update_story(row.id, lambda story: replace(story, deck="Credited"), Why.CREDITED).result()
    saved = save(library, row.id, ferry(kicker="Typed meanwhile"), row.version)
    assert library.revision_story(saved.overtaken).deck == "Credited"


writes = st.lists(
    st.tuples(st.sampled_from(["one", "two"]), st.sampled_from(["save", "checkpoint", "update"])), max_size=12
)


@given(writes)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_two_programs_write_in_turn_every_text_is_kept(
    library: Library, other: Library, steps: list[tuple[str, str]]
) -> None:
    """Each works over the version that it saw last. Only a draft that its own writer typed on is no more."""
    row = library.create(Story()).result()
    programs = {"one": library, "two": other}
    seen = dict.fromkeys(programs, row.version)
    last: dict[str, str] = {}
    written: dict[str, str] = {}  # a text that must be somewhere, by who wrote it
    for number, (name, what) in enumerate(steps):
        program, text = programs[name], f"{name} {number}"
        if what == "save":
            seen[name] = save(program, row.id, Story(deck=text), seen[name]).row.version
            if last.get("draft") == name:
                written.pop(last["text"], None)
            last = {"draft": name, "text": text}
        elif what == "checkpoint":
            program.checkpoint(row.id).result()
            last = {}
            continue
        else:
            program.update_story(row.id, lambda story, text=text: replace(story, deck=text), Why.CREDITED).result()  # type: ignore[misc]
            seen[name] = program.article(row.id).row.version
            last = {}
        written[text] = name
    kept = {library.revision_story(revision.id).deck for revision in library.revisions(row.id)}
    kept.add(library.article(row.id).story.deck)
    assert set(written) <= kept


TYPIST = """
import sys
from desk.library.library import Library
from desk.story.story import Story
from tests.formats.bodies import body
library = Library.open(sys.argv[1])
version = 1
for number in range(1_000_000):
    story = Story(headline=f"Draft {number}", body=body(*(f"Paragraph {at} of draft {number}." for at in range(200))))
    version = library.save_draft(sys.argv[2], story, number, version).result().row.version
    print(number, flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 30])
def test_a_program_that_is_killed_loses_nothing_that_was_saved(library: Library, path: Path, after: int) -> None:
    row = library.create(Story()).result()
    library.close()
    typist = subprocess.Popen([sys.executable, "-c", TYPIST, path, row.id], stdout=subprocess.PIPE, text=True)
    assert typist.stdout is not None
    saved = -1
    for line in typist.stdout:
        saved = int(line)
        if saved == after:
            os.kill(typist.pid, signal.SIGKILL)
    typist.wait()
    typist.stdout.close()
    with Library.open(path) as again:
        article = again.article(row.id)
        number = int(article.story.headline.removeprefix("Draft "))
        assert number >= saved >= after  # the last may have been on disk before it could be told
        assert article.caret == number
        assert len(article.story.body.blocks) == 200
        assert all(f"of draft {number}." in block.spans[0].text for block in article.story.body.blocks)  # type: ignore[union-attr]
        assert [found.id for found in again.rows(Wanted(f"draft {number}")).rows] == [row.id]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
