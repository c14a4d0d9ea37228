"""What waits for an editor, and what is new in it for whoever looks; the board."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from desk.houses import default_house
from desk.library.library import Library
from desk.library.step_values import Queued
from desk.library.values import ArticleRow, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.comments import Said
from desk.story.story import Story
from desk.story.workflow import Workflow

HOUSE = default_house()
SMALL = replace(HOUSE, workflow=Workflow(states=(State.DRAFT, State.READY)))


def ferry(words: str = "The ferry sails at night.", **fields: Any) -> Story:
    return replace(Story(headline="Ferry", body=Body((Paragraph(spans(words)),))), **fields)


def submitted(library: Library, headline: str, **fields: Any) -> ArticleRow:
    row = library.create(ferry(headline=headline, **fields)).result()
    return library.take_step(row.id, State.SUBMITTED, HOUSE).result()


@pytest.fixture
def desk(library: Library) -> Library:
    """Ilse wrote what there is; Maren looks at it."""
    library.who = "Ilse Brandt"
    return library


def looks(library: Library, who: str = "Maren Holt") -> dict[str, Queued]:
    before, library.who = library.who, who
    found = {each.row.title: each for each in library.queue(HOUSE)}
    library.who = before
    return found


def look(library: Library, row: ArticleRow, who: str = "Maren Holt") -> None:
    before, library.who = library.who, who
    library.look(row.id).result()
    library.who = before


def test_what_waits_longest_comes_first_with_all_that_there_is_to_do(desk: Library) -> None:
    embargo = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    first = submitted(desk, "First", target_words=600, embargo=embargo)
    second, third = submitted(desk, "Second"), submitted(desk, "Third")
    desk.create(ferry(headline="Not yet")).result()
    desk.bin([third.id]).result()
    story = desk.article(first.id).story
    desk.put_texts(first.id, replace(story, deck="At night", kicker="Harbour"), story).result()
    asked = desk.comment(first.id, "Which ferry?", question=True).result()
    desk.comment(first.id, "A fine story.").result()
    desk.who = "Maren Holt"
    desk.take_step(second.id, State.IN_REVIEW, HOUSE).result()
    one, two = desk.queue(HOUSE)
    assert (one.row.id, one.by, one.target, one.embargo) == (first.id, "Ilse Brandt", 600, embargo)
    assert (one.changes, one.questions) == (2, 1)
    assert (two.row.id, two.by, two.row.state, two.since > one.since) == (
        second.id,
        "Maren Holt",
        State.IN_REVIEW,
        True,
    )
    desk.answer(asked.id, Said.REPLIED, "The blue one.").result()
    assert desk.queue(HOUSE, [State.SUBMITTED])[0].questions == 0


def test_what_others_did_since_somebody_looked_is_new_to_them(desk: Library) -> None:
    row = submitted(desk, "Ferry")
    assert looks(desk)["Ferry"].unread
    assert not looks(desk, "Ilse Brandt")["Ferry"].unread, "it is her own"
    look(desk, row)
    seen = looks(desk)["Ferry"]
    assert (seen.unread, seen.added, seen.removed, seen.comments) == (False, 0, 0, 0)
    desk.update_story(row.id, lambda _: ferry("The blue ferry sails at dawn."), Why.REVIEWED).result()
    desk.comment(row.id, "Now with a colour.").result()
    news = looks(desk)["Ferry"]
    assert (news.unread, news.added, news.removed, news.comments) == (True, 2, 1, 1)
    look(desk, row)
    version = desk.article(row.id).row.version
    desk.save_draft(row.id, ferry("The blue ferry sails at dawn. It rains."), 0, version).result()
    assert looks(desk)["Ferry"].added == 2, "what is only being typed, too"
    look(desk, row)
    desk.who = "Maren Holt"
    desk.comment(row.id, "Nice.").result()
    desk.update_story(row.id, lambda _: ferry("Mine."), Why.REVIEWED).result()
    assert not looks(desk)["Ferry"].unread, "what she did herself is no news"
    assert looks(desk, "Ilse Brandt")["Ferry"].unread


def test_a_step_of_somebody_else_is_news(desk: Library) -> None:
    row = desk.create(ferry()).result()
    look(desk, row)
    desk.take_step(row.id, State.SUBMITTED, HOUSE).result()
    assert looks(desk)["Ferry"].unread


def test_the_board_has_a_column_for_every_state_of_the_house(desk: Library) -> None:
    rows = [submitted(desk, f"Ferry {number}") for number in range(3)]
    desk.set_state(desk.create(ferry(headline="Out")).result().id, State.PUBLISHED).result()
    columns = {column.state: column for column in desk.board(HOUSE, most=2)}
    assert [*columns] == [*HOUSE.workflow.states]
    waiting, out = columns[State.SUBMITTED], columns[State.PUBLISHED]
    assert (waiting.name, waiting.total, [each.row.id for each in waiting.rows]) == (
        "Submitted",
        3,
        [row.id for row in rows[:2]],
    )
    assert (out.total, out.rows[0].by, columns[State.DRAFT].rows) == (1, "Ilse Brandt", ())
    small = desk.board(SMALL)
    assert [(column.state, column.total, len(column.rows)) for column in small] == [
        (State.DRAFT, 3, 3),
        (State.READY, 1, 1),
    ]
