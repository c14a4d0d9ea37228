from __future__ import annotations

import re
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.formats.markdown import write_body
from desk.library import writer
from desk.library.library import Library
from desk.library.opened import nothing_more
from desk.library.search import refresh, words_of
from desk.library.wanted import Wanted
from desk.library.writer import Transaction
from desk.story.body import Body, Figure, Heading, ListItem, Note, Paragraph, PullQuote, Quote, Table
from desk.story.people import Credit, Role
from desk.story.story import Correction, Dateline, Story
from tests.formats.bodies import TRICKY, bodies, body, em, link, strong
from tests.library.stories import ferry


def titles(library: Library, query: str) -> list[str]:
    return [row.title for row in library.rows(Wanted(query)).rows]


@pytest.fixture
def filled(library: Library) -> Library:
    library.create_many(
        [
            ferry(),
            Story(headline="Harbour budget passes", body=body("The council voted on the night ferry, too.")),
            Story(
                headline="Café owners protest",
                slug="terraces",
                kicker="City",
                keywords=("pavement",),
                dateline=Dateline("ÉVORA"),
                credits=(Credit("Zoë de la Cruz", role=Role.BY), Credit("Tomas Lind", place="Oslo")),
                body=body("“No tables, no trade,” they said."),
            ),
        ]
    ).result()
    return library


@pytest.mark.parametrize(
    "query",
    [
        *(
            "cafe",
            "CAFÉ",
            "caf",
            "owners protest",
            "protest owners",
            "terraces",
            "city",
            "pave",
            "evora",
            "zoe",
            "cruz",
        ),
        *("lind oslo", "no tables", '"no tables"', "“no trade”", "tables, no", "(cafe", "cafe*", "cafe -"),
    ],
)
def test_any_words_that_begin_so_find_it(filled: Library, query: str) -> None:
    assert titles(filled, query) == ["Café owners protest"]


@pytest.mark.parametrize("query", ["cafe ferry", "ables", '"trade tables"', '"no table"', "body:cafe", "cafe -owners"])
def test_all_words_must_be_there(filled: Library, query: str) -> None:
    assert titles(filled, query) == []


@pytest.mark.parametrize("query", ["", "  ", '"', "--", "***", "🙂", '""', "\x00"])
def test_where_nothing_is_searched_for_the_list_stays(filled: Library, query: str) -> None:
    assert filled.rows(Wanted(query)) == filled.rows()


def test_a_headline_says_more_than_a_paragraph(filled: Library) -> None:
    assert titles(filled, "ferry") == ["Night ferry to return in May", "Harbour budget passes"]
    first, second = filled.rows(Wanted("ferry")).rows
    assert second.snippet == "The council voted on the night ferry, too."
    assert "ferry" in first.snippet


def test_pages_of_hits(library: Library) -> None:
    library.create_many([Story(headline=f"Ferry {number}") for number in range(15)]).result()
    pages = [library.rows(Wanted("ferry"), limit=6)]
    while pages[-1].next:
        pages.append(library.rows(Wanted("ferry"), after=pages[-1].next, limit=6))
    assert [len(page.rows) for page in pages] == [6, 6, 3]
    assert {page.total for page in pages} == {15}
    assert len({row.id for page in pages for row in page.rows}) == 15


def test_what_was_just_typed_is_found_and_what_was_just_deleted_is_not(filled: Library) -> None:
    row = filled.article("terraces").row
    filled.save_draft(row.id, Story(headline="Kiosks", body=body("Entirely other words.")), 0, row.version).result()
    assert titles(filled, "entirely") == ["Kiosks"]
    assert titles(filled, "cafe") == []


def test_a_note_to_readers_is_found_until_it_is_withdrawn(library: Library) -> None:
    at = datetime(2026, 5, 3, tzinfo=UTC)
    notes = (Correction("It was forty metres.", at), Correction("It was fourteen.", at, withdrawn=at))
    library.create(Story(headline="Pilots refuse", corrections=notes)).result()
    assert titles(library, "forty metres") == ["Pilots refuse"]
    assert titles(library, "fourteen") == []


def test_a_draft_is_indexed_without_a_search_when_nothing_else_is_to_do(path: Path) -> None:
    with Library.open(path) as library:
        library.create(ferry()).result()
    with Library.open(path) as library:  # closing did it
        with library._database.reader() as connection:
            found = connection.exec_driver_sql("SELECT count(*) FROM articles WHERE indexed = version").scalar_one()
        assert found == 1


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(TRICKY), max_size=8).map(" ".join)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_person_types_is_a_query(filled: Library, typed: str) -> None:
    filled.rows(Wanted(typed))


@pytest.mark.parametrize(
    "typed", ["a" * 100_000, "a " * 50_000, '"' * 9_999, "é\ud800x", "a\x00b", "AND", "NOT x", "x^2"]
)
def test_wild_queries_do_not_fail(filled: Library, typed: str) -> None:
    total = filled.rows(Wanted(typed)).total
    assert total is not None
    assert total <= 3


words = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x24F), min_size=1, max_size=8)


@given(st.lists(words, min_size=8, max_size=8))
def test_every_word_of_a_body_is_among_the_words_that_are_indexed(given: list[str]) -> None:
    a, b, c, d, e, f, g, h = given
    whole = Body(
        (
            Paragraph((strong(a), em(f" {b}"), link(f" {c}", "https://news.example/a_b?c=(d)&e"))),
            Heading((strong(d),)),
            Quote(body(e).blocks[0].spans),  # type: ignore[union-attr]
            ListItem((link(f, "mailto:x@news.example"),), ordered=True, depth=1),
            Figure("media:" + "ab" * 32, caption=(strong(g),), credit=h),
            Table((((strong(a),), (em(b),)), ((strong(c),), ()))),
            PullQuote((em(d),), e),
            Note((strong(f),)),
        )
    )
    found = set(re.findall(r"\w+", words_of(write_body(whole))))
    assert {part for word in given for part in re.findall(r"\w+", word)} <= found
    assert not {"https", "mailto", "media", "ab" * 32} & (found - set(given))


@given(bodies)
def test_words_are_had_from_every_body(whole: Body) -> None:
    words_of(write_body(whole))


def test_after_a_big_import_the_rest_is_indexed_while_nothing_else_is_to_do(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "IDLE", 0.01)
    indexed = threading.Event()

    def stale() -> int:
        with library._database.reader() as connection:
            return int(connection.exec_driver_sql("SELECT count(*) FROM articles WHERE indexed < version").scalar_one())

    def watch(t: Transaction) -> bool:
        more = refresh(t.connection)
        if not more:
            indexed.set()
        return more

    monkeypatch.setattr(library._writer, "_idle", watch)
    library.create_many([Story(headline=f"Ferry {number}") for number in range(70)]).result()
    assert stale() == 70
    assert indexed.wait(30)
    library.settle().result()
    assert stale() == 0


def test_a_search_says_how_many_articles_it_could_not_look_into(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.library.opened.put_off", nothing_more)  # as when there is no pause in what is written
    with Library.open(path) as library:
        library.create_many([Story(headline=f"Ferry {number}") for number in range(250)]).result()
        page = library.rows(Wanted("ferry"))
        assert (page.total, page.unread) == (0, 250)
        assert library.rows().unread == 0
        library.index_all()
        page = library.rows(Wanted("ferry"), limit=10)
        assert (page.total, page.unread) == (250, 0)
