"""The list by key in every order, and what a search finds, on a real library."""

from __future__ import annotations

import gzip
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.library import listing, lists
from desk.library.library import Library
from desk.library.stopping import Stop, Stopped
from desk.library.values import ArticleRow, State
from desk.library.wanted import Sort, Wanted
from desk.story.people import Credit, Role
from desk.story.story import Story
from tests.formats.bodies import body

HEADLINES = ["“Zero” is a number", "Älvdalen floods", "apples", "Bridge", "bridge again", "", "Éclairs", "apples"]


@pytest.fixture
def filled(library: Library) -> Library:
    for number, headline in enumerate(HEADLINES):
        story = Story(
            headline=headline,
            section=("City", "Harbour")[number % 2],
            keywords=("ferry", "night") if number % 3 == 0 else ("budget",),
            credits=(Credit("Maren Holt" if number % 2 else "Wei Sung", role=Role.BY),),
            editors_note="Ask the pilots." if number == 1 else "",
            body=body("The council met. " * (number % 4 + 1)),
        )
        row = library.create(story).result()
        library.set_state(row.id, list(State)[number % 3]).result()
    library.rows(Wanted("council"))
    return library


def walk(library: Library, wanted: Wanted, size: int) -> list[ArticleRow]:
    found: list[ArticleRow] = []
    after = ""
    while True:
        page = library.rows(wanted, after=after, limit=size)
        found += page.rows
        after = page.next
        if not after:
            return found


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("query", ["", "council", "-harbour"])
def test_pages_of_every_order_are_whole(filled: Library, sort: Sort, backwards: bool, query: str) -> None:
    wanted = Wanted(query, sort=sort, backwards=backwards)
    whole = walk(filled, wanted, 100)
    assert walk(filled, wanted, 3) == whole
    assert len({row.id for row in whole}) == len(whole) == filled.count(wanted)
    assert set(filled.every_id(wanted)) == {row.id for row in whole}
    other_way = walk(filled, replace(wanted, backwards=not backwards), 100)
    assert whole == other_way[::-1]


def test_the_orders(filled: Library) -> None:
    def listed(sort: Sort) -> list[ArticleRow]:
        return walk(filled, Wanted(sort=sort), 100)

    assert [row.title for row in listed(Sort.HEADLINE)] == [
        *("Älvdalen floods", "apples", "apples", "Bridge", "bridge again", "Éclairs"),
        *("The council met. The council met.", "“Zero” is a number"),
    ]
    for sort, name in ((Sort.UPDATED, "updated"), (Sort.CREATED, "created"), (Sort.LENGTH, "words")):
        values = [getattr(row, name) for row in listed(sort)]
        assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("by:holt state:draft", {"Bridge"}),
        ('by:"wei sung" section:city state:in-rev', {"apples"}),
        ("tag:ferr", {"“Zero” is a number", "Bridge", "Éclairs"}),
        ("by:me apples", {"apples"}),
        ("pilots", {"Älvdalen floods"}),
        ("zero OR eclairs", {"“Zero” is a number", "Éclairs"}),
        ("zero OR state:in-review", {"“Zero” is a number", "apples", "The council met. The council met."}),
        ("bridge -again", {"Bridge"}),
        ("-tag:budget -bridge state:draft", {"“Zero” is a number", "Éclairs"}),
        ("since:today bridge before:1m", set()),
        ("apples since:yesterday before:tomorrow", {"apples"}),
        ("wei state:ready,in-rev", {"apples"}),
        ("by:wei -state:submitted,draft", {"apples"}),
    ],
)
def test_what_a_query_finds(filled: Library, query: str, titles: set[str]) -> None:
    if "state:in-review" in query:
        titles = {"“Zero” is a number", *(row.title for row in filled.rows(Wanted(state=State.IN_REVIEW)).rows)}
    assert {row.title for row in filled.rows(Wanted(query)).rows} == titles


def test_hits_are_marked(filled: Library) -> None:
    (row,) = filled.rows(Wanted("eclair council")).rows
    assert [row.title[start:stop] for start, stop in row.title_marks] == ["Éclairs"]
    assert {row.snippet[start:stop] for start, stop in row.snippet_marks} == {"council"}


def test_of_two_hits_nearly_as_good_the_one_changed_lately_comes_first(filled: Library) -> None:
    first, second = filled.rows(Wanted("apples")).rows
    with filled._database.writing.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE articles SET updated = '2001-01-01T00:00:00.000000Z' WHERE id = ?", (first.id,)
        )
    assert [row.id for row in filled.rows(Wanted("apples")).rows] == [second.id, first.id]


def test_of_too_many_hits_the_newest_are_ranked(filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = {row.id for row in walk(filled, Wanted("council"), 100)}
    monkeypatch.setattr(listing, "RANKED", 3)
    few = walk(filled, Wanted("council"), 2)
    assert {row.id for row in few} == everything
    newest = [row.id for row in filled.rows(Wanted(sort=Sort.CREATED)).rows]
    assert {row.id for row in few[:3]} == set(newest[:3])
    assert [row.id for row in few[3:]] == newest[3:]


def test_hits_stay_in_their_order_while_others_are_written(filled: Library) -> None:
    before = walk(filled, Wanted("council"), 100)
    first = filled.rows(Wanted("council"), limit=3)
    filled.create(Story(headline="Council council council", body=body("Council."))).result()
    second = filled.rows(Wanted("council"), after=first.next, limit=100)
    assert [row.id for row in (*first.rows, *second.rows)] == [row.id for row in before]


def test_a_search_does_not_wait_for_a_big_import(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_WAITED_FOR", 5)
    library.create_many([Story(headline=f"Ferry {number}") for number in range(6)]).result()
    assert library.rows(Wanted("ferry")).total == 0
    library.index_all()
    assert library.rows(Wanted("ferry")).total == 6


def test_what_is_in_the_bin_is_not_found_but_there(filled: Library) -> None:
    row = filled.rows(Wanted("eclairs")).rows[0]
    filled.bin([row.id]).result()
    assert filled.rows(Wanted("eclairs")).rows == ()
    (binned,) = filled.rows(Wanted("eclairs", binned=True)).rows
    assert binned.binned_at is not None
    assert filled.rows(Wanted(binned=True)).rows[0].binned_at == binned.binned_at


def test_states_and_sections_are_counted(filled: Library) -> None:
    filled.bin([filled.rows(Wanted("eclairs")).rows[0].id]).result()
    assert filled.state_counts()[State.DRAFT] == 2
    assert sum(filled.state_counts().values()) == 7
    assert filled.sections() == (("City", 3), ("Harbour", 4))


# ------------------------------------------------------------------------------------------ plans


@contextmanager
def asked(library: Library) -> Iterator[tuple[sqlite3.Connection, list[str]]]:
    """A connection that reads, and every statement that it is asked."""
    statements: list[str] = []
    with library._reading() as raw:
        raw.set_trace_callback(statements.append)
        try:
            yield raw, statements
        finally:
            raw.set_trace_callback(None)


def plans(library: Library, wanted: Wanted, pages: int = 2) -> list[str]:
    """How SQLite goes about all that is asked for some pages of the list."""
    with asked(library) as (raw, statements):
        after, finds = "", listing.Finds()
        for _page in range(pages):
            after = listing.page(raw, finds, library._moment(), wanted, after=after, limit=2).next
        listing.count(raw, library._moment(), wanted)
        raw.set_trace_callback(None)
        return [
            row[3]
            for statement in statements
            if re.match("SELECT", statement)
            for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}")
        ]


@pytest.mark.parametrize("state", [None, State.DRAFT])
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("sort", list(Sort))
def test_every_order_is_read_off_an_index(filled: Library, sort: Sort, backwards: bool, state: State | None) -> None:
    steps = plans(filled, Wanted("", state, False, sort, backwards))
    assert steps
    for step in steps:
        assert re.match(r"SEARCH articles USING (COVERING )?INDEX ix_articles_binned_", step), step


@pytest.mark.parametrize("query", ["state:ready", "since:monday", "before:today -state:draft"])
def test_every_filter_is_read_off_an_index(filled: Library, query: str) -> None:
    for step in plans(filled, Wanted(query)):
        assert re.match(r"SEARCH articles USING (COVERING )?INDEX ix_articles_binned_", step), step


def test_a_search_begins_at_the_index_and_sorts_within_it(filled: Library) -> None:
    """Anything else takes seconds where there are a hundred thousand articles."""
    steps = plans(filled, Wanted("council"))
    assert not [step for step in steps if "TEMP B-TREE" in step or "CORRELATED" in step or "SCAN articles" in step]
    assert any(step.startswith("SCAN search VIRTUAL TABLE") for step in steps)


def test_counts_are_read_off_an_index(filled: Library) -> None:
    with asked(filled) as (raw, statements):
        pass
    with filled._reading() as raw:
        for column in ("state", "section"):
            statement = f"SELECT {column}, count(*) FROM articles WHERE binned = 0 GROUP BY {column}"
            steps = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert all("COVERING INDEX" in step for step in steps), steps
    assert statements == []


# ---------------------------------------------------------------------------------------- stopping


def test_a_question_is_stopped_while_it_is_answered(filled: Library) -> None:
    stop, begun = Stop(), threading.Event()
    forever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(tell(x)) FROM n"

    def tell(number: int) -> int:
        begun.set()
        return number

    def ask() -> None:
        with filled._reading() as raw:
            raw.create_function("tell", 1, tell)
            with pytest.raises(Stopped), stop.over(raw):
                raw.execute(forever).fetchall()

    thread = threading.Thread(target=ask)
    thread.start()
    assert begun.wait(10)
    stop.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert filled.rows(Wanted("council")).total == len(HEADLINES)


def test_what_is_stopped_before_it_begins_is_not_asked(filled: Library) -> None:
    stop = Stop()
    stop.stop()
    with pytest.raises(Stopped):
        filled.rows(Wanted("council"), stop=stop)


@given(st.text(max_size=20), st.sampled_from(list(Sort)), st.booleans())
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_typed_finds_as_many_as_are_counted(
    filled: Library, typed: str, sort: Sort, backwards: bool
) -> None:
    wanted = Wanted(typed, sort=sort, backwards=backwards)
    assert len(walk(filled, wanted, 3)) == filled.count(wanted)


def test_times_of_the_first_and_last_days_are_asked_for(filled: Library) -> None:
    assert filled.rows(Wanted("since:0001-01-01")).total == len(HEADLINES)
    assert filled.rows(Wanted("before:0001-01-01 OR since:9999-12-31")).total == 0
    assert listing._moment_text(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00.000000Z"


def test_a_library_of_schema_1_is_listed_and_found_as_one_that_was_made_now(tmp_path: Path) -> None:
    sample = Path(__file__).parent / "samples" / "schema-1.desk.gz"
    path = tmp_path / "old.desk"
    path.write_bytes(gzip.decompress(sample.read_bytes()))
    with closing(sqlite3.connect(path)) as old:
        more = "'$.section', 'City', '$.keywords', json('[\"port\"]'), '$.editors_note', 'Ask the pilots.'"
        old.execute(
            "INSERT OR REPLACE INTO drafts "
            f"SELECT a.id, a.head, json_set(s.fields, {more}), s.body, s.words, '', a.updated "
            "FROM articles a JOIN revisions r ON r.id = a.head JOIN stories s ON s.hash = r.story"
        )
        old.commit()
    with Library.open(path) as library:
        queries = ("section:city tag:port", "pilots", "by:duarte estuary", "state:ready")
        before = [library.rows(Wanted(query)).rows for query in queries]
        assert all(before)
        columns = "SELECT id, title_key, section FROM articles ORDER BY id"
        with library._reading() as raw:
            migrated = raw.execute(columns).fetchall()
        library.rebuild().result()
        with library._reading() as raw:
            assert raw.execute(columns).fetchall() == migrated
        assert [[row.id for row in library.rows(Wanted(query)).rows] for query in queries] == [
            [row.id for row in rows] for rows in before
        ]
