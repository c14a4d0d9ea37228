"""The list, the credits and the search are made anew from the records, and come out the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from desk.library.library import Library
from desk.library.projections import newest_leaf
from desk.library.values import State, Why
from desk.library.wanted import Wanted
from desk.library.writer import Transaction
from desk.revise.anchors import on_words
from desk.story.places import Place
from desk.story.story import Story
from tests.formats.bodies import body
from tests.library.stories import ferry, stories

PROJECTIONS = ("articles", "people", "credits", "search")


def tables(library: Library, *names: str) -> dict[str, list[object]]:
    with library._database.reader() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1, 2"))]
            for name in names or PROJECTIONS
        }


def spoil(t: Transaction) -> None:
    """As a bug might leave the tables that can be made anew."""
    for statement in (
        "UPDATE articles SET title = '?', titled = 0, byline = 'X', words = -1, state = 'spiked', binned = 1",
        "UPDATE articles SET created = '2000-01-01T00:00:00.000000Z', updated = created, indexed = version",
        "DELETE FROM credits WHERE position = 1",
        "UPDATE credits SET place = 'Nowhere', since = '2000-01-01T00:00:00.000000Z'",
        "UPDATE people SET uses = 99, weight = 1.5",
        "INSERT INTO people VALUES ('x', 'Stray', 'person', 'stray', 1, 1.0)",
        "DELETE FROM search WHERE rowid % 2",
    ):
        t.connection.execute(text(statement))


def test_all_that_was_spoilt_is_as_it_was(library: Library) -> None:
    rows = [library.create(ferry(deck=str(number))).result() for number in range(4)]
    library.save_draft(rows[0].id, ferry(headline="A draft", credits=()), 5, 1).result()
    library.checkpoint(rows[1].id, Story(body=body("No headline.")), Why.CHECKPOINT).result()
    library.set_state(rows[2].id, State.READY).result()
    library.set_state(rows[2].id, State.PUBLISHED).result()
    library.bin([row.id for row in rows[2:]]).result()
    library.unbin([rows[3].id]).result()
    library.rows(Wanted("ferry"))  # so that the search is up to date
    before, shown = tables(library), library.rows()
    library._writer.submit(spoil, "").result()
    assert library.rows() != shown
    assert library.rebuild().result() == 4
    assert tables(library) == before
    assert library.rows() == shown


@given(st.lists(stories, min_size=1, max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_written_comes_out_the_same(library: Library, written: list[Story]) -> None:
    (row, *_) = library.create_many(written).result()
    library.save_draft(row.id, written[-1], 3, row.version).result()
    library.rows(Wanted("x"))
    before = tables(library)
    library.rebuild().result()
    assert tables(library) == before


def test_where_anchors_are_can_be_lost(library: Library) -> None:
    story = Story(headline="The quay", body=body("The ferry is late."))
    row = library.create(story).result()
    library.comment(row.id, "Which?", anchor=on_words(story, Place("body", 0), 4, 9)).result()
    library.checkpoint(row.id, replace(story, body=body("Today the ferry is late."))).result()
    before = library.comments(row.id)
    assert before[0].anchor.start == 10
    for spoilt in ("UPDATE anchors SET anchor = '{}'", "UPDATE anchors SET anchor = '?'", "DELETE FROM anchors"):

        def lose(t: Transaction, spoilt: str = spoilt) -> None:
            t.connection.execute(text(spoilt))

        library._writer.submit(lose, "").result()
        library.rebuild().result()
        assert library.comments(row.id) == before


def test_the_whole_list_can_be_lost(library: Library) -> None:
    for number in range(3):
        row = library.create(ferry(deck=str(number))).result()
        library.checkpoint(row.id, ferry(kicker=str(number)), note="x").result()
    before = [(row.id, row.title, row.updated, row.slug) for row in library.rows().rows]

    def lose(t: Transaction) -> None:
        for name in ("credits", "people", "articles", "search"):
            t.connection.execute(text(f"DELETE FROM {name}"))

    library._writer.submit(lose, "").result()
    assert library.rows().total == 0
    library.rebuild().result()
    assert sorted((row.id, row.title, row.updated) for row in library.rows().rows) == sorted(
        line[:3] for line in before
    )
    assert {row.slug for row in library.rows().rows} == {line[3] for line in before}
    assert library.rows(Wanted("estuary")).total == 3


@given(st.lists(st.lists(st.integers(0, 8), max_size=3), min_size=1, max_size=9))
def test_the_newest_leaf_has_no_child_and_none_is_newer(made: list[list[int]]) -> None:
    chain = {str(at): [str(parent) for parent in parents if parent < at] for at, parents in enumerate(made)}
    leaf = newest_leaf(chain)
    assert all(leaf not in parents for parents in chain.values())
    assert leaf == str(len(made) - 1)
