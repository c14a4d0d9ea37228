from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.library.days import day_of, end_of, said_day
from desk.library.query import Changed, InState, Place, Query, Term, Words, said, understand
from desk.library.values import State
from tests.formats.bodies import TRICKY

NOW = datetime(2026, 11, 18, 15, 30, tzinfo=UTC)  # a Wednesday


def query(typed: str) -> Query:
    return understand(typed, NOW, "Maren Holt")


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, tzinfo=UTC)


def test_words_must_all_occur_and_may_go_on() -> None:
    assert query("night ferry").match == '"night"* AND "ferry"*'
    assert query('"night ferry"').match == '"night ferry"'
    assert query("“night ferry”").match == '"night ferry"'
    assert query('"night fer').match == '"night fer"*'


def test_or_and_without() -> None:
    assert query("toll ferry OR bridge -rail").match == '"toll"* AND ("ferry"* OR "bridge"*) NOT "rail"*'
    assert query("a OR b OR c").match == '("a"* OR "b"* OR "c"*)'
    assert query("-rail").match == ""
    assert query("-rail").conditions == ((Term(Words("rail"), without=True),),)


@pytest.mark.parametrize(("typed", "words"), [("OR ferry", ["OR", "ferry"]), ("ferry OR", ["ferry", "OR"])])
def test_an_or_with_nothing_beside_it_is_a_word(typed: str, words: list[str]) -> None:
    assert [one.text for one in query(typed).sought] == words


def test_places() -> None:
    assert query("by:holt").match == '{byline} : "holt"*'
    assert query('credit:"harbour wire"').match == '{byline credits} : "harbour wire"'
    assert query("section:city tag:ferr").match == '{section} : "city"* AND {tags} : "ferr"*'
    assert query("by:me").match == '{byline} : "Maren Holt"'
    assert understand("by:me", NOW).match == '{byline} : "me"*'


@pytest.mark.parametrize(
    ("typed", "state"),
    [("ready", State.READY), ("in-review", State.IN_REVIEW), ("inreview", State.IN_REVIEW), ("REV", None), ("s", None),
     ("sub", State.SUBMITTED), ("Draft", State.DRAFT), ("in", State.IN_REVIEW), ("", None)],
)  # fmt: skip
def test_states(typed: str, state: State | None) -> None:
    found = query(f"state:{typed}")
    if state is None:
        assert found.broken == (f"state:{typed}",)
        assert found.sought
    else:
        assert found.conditions == ((Term(InState((state,))),),)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("2026-11-01", day(2026, 11, 1)), ("2026-11", day(2026, 11, 1)), ("2025", day(2025, 1, 1))),
        *(
            ("today", day(2026, 11, 18)),
            ("Yesterday", day(2026, 11, 17)),
            ("tomorrow", day(2026, 11, 19)),
            ("monday", day(2026, 11, 16)),
        ),
        *(("wed", day(2026, 11, 18)), ("thursday", day(2026, 11, 12)), ("november", day(2026, 11, 1))),
        *(("dec", day(2025, 12, 1)), ("3d", day(2026, 11, 15)), ("2 weeks ago", day(2026, 11, 4))),
        *(("1m", day(2026, 10, 18)), ("1y", day(2025, 11, 18)), ("1 november", day(2026, 11, 1))),
        *(("Nov 30", day(2025, 11, 30)), ("1 nov 2024", day(2024, 11, 1)), ("may 1, 2026", day(2026, 5, 1))),
        ("tomorrow", day(2026, 11, 19)),
        *(("2026-13-01", None), ("t", None), ("tomorow", None), ("31 february", None), ("9999y", None), ("ju", None)),
    ],
)
def test_days_as_they_are_typed(typed: str, meant: datetime | None) -> None:
    assert day_of(typed, NOW) == meant


@pytest.mark.parametrize(
    ("typed", "over"),
    [
        ("2026-11-01", day(2026, 11, 2)),
        ("2026-12", day(2027, 1, 1)),
        ("2024", day(2025, 1, 1)),
        ("february", day(2026, 3, 1)),
        ("Monday", day(2026, 11, 17)),
        ("3 May", day(2026, 5, 4)),
        ("today", day(2026, 11, 19)),
        ("9999", datetime.max.replace(tzinfo=UTC)),
        ("9999-12-31", datetime.max.replace(tzinfo=UTC)),
        ("noon", None),
    ],
)
def test_when_a_day_or_a_month_is_over(typed: str, over: datetime | None) -> None:
    assert end_of(typed, NOW) == over


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_every_day_can_be_named(one: date) -> None:
    found = day_of(one.isoformat(), NOW)
    assert found is not None
    assert found.date() == one


@given(st.sampled_from("dwmy"), st.integers(0, 2000))
def test_some_time_ago_is_not_to_come(unit: str, number: int) -> None:
    found = day_of(f"{number}{unit}", NOW)
    assert found is not None
    assert day(1, 1, 1) <= found <= NOW


@given(st.text(max_size=12))
def test_any_text_is_a_day_or_none(typed: str) -> None:
    day_of(typed, NOW)


def test_when_it_was_changed() -> None:
    found = query('since:monday before:"1 december 2026" toll')
    assert found.match == '"toll"*'
    assert found.conditions == (
        (Term(Changed(day(2026, 11, 16))),),
        (Term(Changed(day(2026, 12, 1), before=True)),),
    )


@pytest.mark.parametrize("typed", ["state:", "since:tomorow", "by:", "before:soon", 'section:""', "tag:--"])
def test_a_broken_operator_is_searched_as_words(typed: str) -> None:
    found = query(typed)
    assert found.broken == (typed.replace('"', ""),) or found.broken == (typed,)
    assert found.match.startswith('"')
    assert "is searched as words" in said(found, NOW)


def test_an_operator_that_there_is_not_is_a_word() -> None:
    assert query("body:cafe") == Query(((Term(Words("body:cafe")),),))
    assert query("http://news.example/a:b").broken == ()


def test_several_states() -> None:
    either = query("state:ready,sub,ready")
    assert either.conditions == ((Term(InState((State.READY, State.SUBMITTED))),),)
    assert said(either, NOW) == "Ready or submitted"
    assert said(query("-state:spiked,published"), NOW) == "Not spiked or published"
    assert query("state:ready,").conditions == query("state:ready").conditions
    assert query("state:ready,done").broken == ("state:ready,done",)


def test_what_is_understood_is_said() -> None:
    assert said(query("night ferry"), NOW) == ""
    assert said(query("toll -rail"), NOW) == "Without “rail”"
    assert said(query("state:in since:monday by:holt"), NOW) == (
        "In review · changed since Monday 16 November · by “holt”"
    )
    assert said(query("a OR state:ready"), NOW) == "“a” or ready"
    assert said(query("-state:draft"), NOW) == "Not draft"


def test_days_as_they_are_said() -> None:
    assert [said_day(NOW - timedelta(one), NOW) for one in (-1, 0, 1, 2)] == [
        "tomorrow",
        "today",
        "yesterday",
        "Monday 16 November",
    ]
    assert said_day(day(2024, 3, 1), NOW) == "1 March 2024"


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE VIRTUAL TABLE search USING fts5(title, byline, credits, section, tags, body)")
    return made


PIECES = st.sampled_from(
    [*TRICKY, "OR", "-", '"', "state:", "by:", "since:2026", "before:", "-by:x", "NOT", "AND", "NEAR(a b)", "a*", "{b}",
     "(", ")", ":", "x:y:z", "tag:\"a b\"", "state:ready", "-state:r", "^a", "+", "é", "🙂", "\x00", "--a"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=9).map(" ".join)))
def test_whatever_is_typed_sqlite_understands(index: sqlite3.Connection, typed: str) -> None:
    found = query(typed)
    said(found, NOW)
    asked = [found.match, *(one.match for one in found.sought)]
    for one in filter(None, asked):
        index.execute("SELECT count(*) FROM search WHERE search MATCH ?", (one.encode("utf-8", "replace").decode(),))


@given(st.text(max_size=30))
def test_white_space_around_a_query_says_nothing(typed: str) -> None:
    assert query(typed) == query(f"  {typed} ")


@given(st.lists(PIECES, max_size=9).map(" ".join))
def test_every_clause_is_asked_for_once(typed: str) -> None:
    found = query(typed)
    asked = set(found.clauses) - set(found.conditions)
    assert bool(asked) is bool(found.match)
    for clause in asked:
        for term in clause:
            assert isinstance(term.wish, Words)
            assert term.wish.match in found.match


def test_nobody_types_so_many_words() -> None:
    assert len(query("word " * 5_000).clauses) == 32
    assert Place.ANYWHERE is Words("x").place
