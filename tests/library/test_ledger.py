"""Who was credited where, over a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desk.library.ledger_steps import after, begin_of, steps_between, unit_for
from desk.library.ledger_table import ledger_csv, ledger_values
from desk.library.ledger_values import Asked, By, LedgerRow, Tally, Unit
from desk.library.library import Library
from desk.library.tables import Credits
from desk.story.directory import Contact
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

MAY = datetime(2026, 5, 3, 12, tzinfo=UTC)


def counts_from(library: Library) -> list[datetime]:
    with library._database.reader() as connection:
        return list(connection.scalars(select(Credits.since).order_by(Credits.article)))


def test_a_credit_counts_from_when_the_story_was_published(library: Library) -> None:
    story = Story(headline="The quay", credits=(Credit("Bo Lind"),))
    row = library.create(story).result()
    assert counts_from(library) == [row.created]
    saved = library.save_draft(row.id, replace(story, deck="Once"), 0, row.version).result()
    published = replace(story, deck="Once", first_published=MAY)
    saved = library.save_draft(row.id, published, 0, saved.row.version).result()
    assert counts_from(library) == [MAY]
    library.rebuild().result()
    assert counts_from(library) == [MAY]
    for year in (1, 9999):  # nobody means these
        nonsense = replace(published, first_published=MAY.replace(year=year))
        saved = library.save_draft(row.id, nonsense, 0, saved.row.version).result()
        assert counts_from(library) == [row.created]


def test_times_far_away_are_weighed(library: Library) -> None:
    for year in (1890, 2026, 2204):
        story = Story(credits=(Credit(f"In {year}"), Credit("Always")), first_published=MAY.replace(year=year))
        library.create(story).result()
    assert [person.name for person in library.people()] == ["Always", "In 2204", "In 2026", "In 1890"]


# ---------------------------------------------------------------------------------------- the ledger

JUNE = datetime(2026, 6, 1, tzinfo=UTC)
WIRE = Contact("Tide Wire", PersonKind.ORGANISATION, in_print="the Tide Wire", spellings=("TW",))


def day(number: int, month: int = 5) -> datetime:
    return datetime(2026, month, number, 12, tzinfo=UTC)


@pytest.fixture
def filled(library: Library) -> Library:
    library.put_contacts([WIRE, Contact("Inês Prado", spellings=("I. Prado",))]).result()
    agency = PersonKind.ORGANISATION
    for headline, at, *credited in (
        ("The quay", day(1), Credit("Inês Prado", role=Role.BY), Credit("TW", agency, place="Cork")),
        ("A bridge", day(9), Credit("I. Prado", role=Role.EDITING), Credit("Bo Lind", role=Role.BY, title="Reporter")),
        ("Zinc", day(9), Credit("Tide Wire", agency, Role.PHOTOGRAPHY, "Århus"), Credit("The Tide Wire", agency)),
        ("Later", day(2, 6), Credit("Inês Prado")),
        ("Binned", day(9), Credit("Bo Lind")),
    ):
        row = library.create(Story(headline=headline, credits=tuple(credited), first_published=at)).result()
        if headline == "Binned":
            library.bin([row.id]).result()
    return library


def told(rows: Sequence[LedgerRow]) -> list[tuple[str, str, str]]:
    return [(row.name, row.role.value, row.article.title) for row in rows]


def test_a_ledger_has_one_name_for_all_spellings_and_the_newest_first(filled: Library) -> None:
    rows = filled.ledger(MAY.replace(day=1, hour=0), JUNE)
    assert told(rows) == [
        ("Tide Wire", "photography", "Zinc"),
        ("Tide Wire", "contributor", "Zinc"),
        ("Inês Prado", "editing", "A bridge"),
        ("Bo Lind", "by", "A bridge"),
        ("Inês Prado", "by", "The quay"),
        ("Tide Wire", "contributor", "The quay"),
    ]
    assert (rows[0].at, rows[0].kind, rows[0].place, rows[3].title) == (
        *(day(9), PersonKind.ORGANISATION, "Århus", "Reporter"),
    )
    assert told(filled.ledger(day(2), JUNE, "i prado")) == [("Inês Prado", "editing", "A bridge")]
    assert len(filled.ledger(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))) == 7
    assert filled.ledger(JUNE, day(1)) == ()
    assert filled.ledger(day(1), JUNE, "Nobody") == ()


def test_where_else_somebody_is_credited(filled: Library) -> None:
    open_ = filled.article("a-bridge").row.id
    elsewhere = filled.credited_elsewhere("I. Prado", day(1), open_)
    assert told(elsewhere) == [("Inês Prado", "contributor", "Later"), ("Inês Prado", "by", "The quay")]
    assert filled.credited_elsewhere("Bo Lind", day(1), open_) == ()
    assert filled.credited_elsewhere(" ", day(1)) == ()


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (By.NAME, ["Bo Lind", "Inês Prado", "Inês Prado", "Tide Wire", "Tide Wire", "Tide Wire"]),
        (By.ROLE, ["Bo Lind", "Inês Prado", "Tide Wire", "Tide Wire", "Inês Prado", "Tide Wire"]),
        (By.PLACE, ["Tide Wire", "Tide Wire", "Tide Wire", "Inês Prado", "Bo Lind", "Inês Prado"]),
        (By.STORY, ["Inês Prado", "Bo Lind", "Inês Prado", "Tide Wire", "Tide Wire", "Tide Wire"]),
    ],
)
def test_a_ledger_is_ordered(filled: Library, order: By, names: list[str]) -> None:
    asked = Asked(day(1), JUNE, order=order)
    assert [row.name for row in filled.ledger_rows(filled.tally(asked).keys)] == names
    turned = filled.tally(replace(asked, backwards=True))
    assert sorted(turned.keys) == sorted(filled.tally(asked).keys)
    first = filled.ledger_rows(turned.keys)[0].name
    assert first == ("Tide Wire" if order is By.PLACE else names[-1])


def test_a_ledger_at_a_glance(filled: Library) -> None:
    tally = filled.tally(Asked(day(1), JUNE))
    assert (len(tally.keys), tally.stories, tally.unit, len(tally.steps)) == (6, 3, Unit.DAY, 31)
    assert [(line.name, line.total, line.steps) for line in tally.lines] == [
        ("Tide Wire", 3, ((date(2026, 5, 1), 1), (date(2026, 5, 9), 2))),
        ("Inês Prado", 2, ((date(2026, 5, 1), 1), (date(2026, 5, 9), 1))),
        ("Bo Lind", 1, ((date(2026, 5, 9), 1),)),
    ]
    of_one = filled.tally(Asked(day(1, 1), day(31, 12), "TW"))
    assert [(line.role, line.total) for line in of_one.lines] == [(Role.CONTRIBUTOR, 2), (Role.PHOTOGRAPHY, 1)]
    assert (of_one.unit, of_one.steps[0], of_one.steps[-1]) == (Unit.DAY, date(2026, 5, 1), date(2026, 5, 9))
    people = filled.tally(Asked(day(1), JUNE, kind=PersonKind.PERSON, role=Role.BY))
    assert {line.name for line in people.lines} == {"Bo Lind", "Inês Prado"}
    assert filled.tally(Asked(day(1, 2), day(2, 2))) == Tally(steps=(date(2026, 2, 1), date(2026, 2, 2)))


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("i", {"Inês Prado"}),  # she has it as an initial
        ("wir tid", {"Tide Wire"}),
        ("rad", {"Inês Prado"}),  # no word begins so
        ("o", {"Bo Lind", "Inês Prado"}),
        ("...", set()),
        ("Nobody", set()),
    ],
)
def test_a_part_of_a_name_will_do_where_it_is_none(filled: Library, typed: str, names: set[str]) -> None:
    asked = Asked(day(1), JUNE, typed, parts=True)
    tally = filled.tally(asked)
    assert ({line.name for line in tally.lines}, tally.alike) == (names, True)
    assert all((line.role is None) is (len(names) > 1) for line in tally.lines)
    assert filled.tally(replace(asked, parts=False)).keys == ()


def test_a_whole_name_is_that_one_alone(filled: Library) -> None:
    filled.create(Story(credits=(Credit("Bo Lindqvist"), Credit("Wire Room")), first_published=day(3))).result()
    for typed, name in (("bo lind", "Bo Lind"), ("TW", "Tide Wire")):
        tally = filled.tally(Asked(day(1), JUNE, typed, parts=True))
        assert ({line.name for line in tally.lines}, tally.alike) == ({name}, False)
    nobody = filled.tally(Asked(day(1, 2), day(2, 2), "Bo Lind", parts=True))
    assert (nobody.keys, nobody.alike) == ((), False)
    of_kind = filled.tally(Asked(day(1), JUNE, "wir", PersonKind.ORGANISATION, parts=True))
    assert {line.name for line in of_kind.lines} == {"Tide Wire"}


def test_days_are_those_of_the_house(library: Library) -> None:
    late = datetime(2026, 5, 31, 18, 20, tzinfo=UTC)  # past midnight in Nepal, which is 5:45 before UTC
    library.create(Story(credits=(Credit("Bo Lind"),), first_published=late)).result()
    june = datetime(2026, 6, 1, tzinfo=ZoneInfo("Asia/Kathmandu"))
    tally = library.tally(Asked(june, june + timedelta(days=30)))
    assert tally.lines[0].steps == ((date(2026, 6, 1), 1),)


def test_what_went_meanwhile_is_left_out(filled: Library) -> None:
    keys = filled.tally(Asked(day(1), JUNE)).keys
    bridge = filled.article("a-bridge")
    filled.save_draft(bridge.row.id, replace(bridge.story, credits=()), 0, bridge.row.version).result()
    assert len(filled.ledger_rows(keys)) == 4


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(0, 4_000))
@settings(max_examples=50)
def test_steps_of_time_follow_upon_each_other(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    unit = unit_for(first, last)
    steps = steps_between(first, last, unit)
    assert steps[0] <= first
    assert steps[-1] <= last < after(steps[-1], unit)
    assert all(after(one, unit) == other for one, other in pairwise(steps))
    assert all(begin_of(first + timedelta(days=each), unit) in steps for each in range(0, days, 61))


def test_a_ledger_as_a_table(filled: Library) -> None:
    house = House(timezone="Asia/Kathmandu")
    said = Story(headline="=1+1", credits=(Credit("“Bo”, Lind", place="Cork"),), first_published=MAY)
    filled.create(said).result()
    rows = filled.ledger(day(1), day(5))
    lines = list(csv.reader(io.StringIO(ledger_csv(rows, house), newline="")))
    assert lines[0] == ["date", "name", "kind", "role", "place", "title", "headline", "slug", "state"]
    assert lines[1] == ["2026-05-03", "“Bo”, Lind", "person", "contributor", "Cork", "", "'=1+1", "1-1", "draft"]
    assert ledger_csv(rows, house).count("\r\n") == len(lines) == 4
    value = ledger_values(rows, house)[0]
    assert (value["at"], value["headline"], value["article"]) == (MAY, "=1+1", rows[0].article.id)
