"""What the ledger says of times and marks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.library.ledger_values import Line, Tally, Unit
from desk.story.people import PersonKind, Role
from desk.ui.ledger.picture import radius_of
from desk.ui.ledger.spans import Days, Span, days_of, days_of_step, said_days, said_step
from desk.ui.ledger.wording import said_line, said_mark, said_tally

WIRE = Line("Tide Wire", PersonKind.ORGANISATION, None, 3, ((date(2026, 11, 16), 3),))


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        (Span.THIS_MONTH, date(2026, 1, 1), date(2026, 1, 31)),
        (Span.LAST_MONTH, date(2025, 12, 1), date(2025, 12, 31)),
        (Span.THIS_YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        (Span.CUSTOM, date(2025, 12, 12), date(2026, 1, 10)),
    ],
)
def test_spans(span: Span, first: date, last: date) -> None:
    assert days_of(span, date(2026, 1, 10)) == Days(first, last)


def test_a_time_is_over_when_its_last_day_is() -> None:
    since, until = Days(date(2026, 3, 29), date(2026, 3, 29)).moments("Europe/Lisbon")
    assert until.astimezone(UTC) - since.astimezone(UTC) == timedelta(hours=23)  # the clocks were put on
    assert Days(date(2026, 1, 1), date.max).moments("UTC")[1] == datetime.combine(date.max, datetime.min.time(), UTC)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "2026"),
        (date(2024, 1, 1), date(2026, 12, 31), "2024 to 2026"),
        (date(2026, 11, 16), date(2026, 11, 22), "16 to 22 November 2026"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 November to 6 December 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
        (date(2026, 5, 3), date(2026, 5, 3), "3 May 2026"),
    ],
)
def test_times_in_words(first: date, last: date, said: str) -> None:
    assert said_days(Days(first, last)) == said


def test_marks_in_words() -> None:
    assert days_of_step(date(2026, 2, 1), Unit.MONTH) == Days(date(2026, 2, 1), date(2026, 2, 28))
    assert said_mark(WIRE, date(2026, 11, 16), 3, Unit.WEEK) == "Tide Wire: 3 credits, 16 to 22 November 2026"
    assert said_line(Line("", PersonKind.PERSON, Role.BY, 1, ())) == "Byline: 1 credit in all"
    assert said_tally(Tally(((1, 0), (1, 1), (2, 0)), 2, (WIRE,))) == "3 credits in 2 stories"
    assert said_tally(Tally(((1, 0),), 1, (WIRE,), alike=True)) == "1 credit of Tide Wire in 1 story"
    other = Line("Bo Lind", PersonKind.PERSON, None, 1, ())
    assert said_tally(Tally(((1, 0),), 1, (WIRE, other))) == "1 credit of 2 names in 1 story"


@pytest.mark.parametrize(("most", "room"), [(1, 30.0), (2, 30.0), (9, 19.0), (5_000, 30.0), (12, 4.0)])
def test_every_mark_is_seen_and_the_larger_stands_for_more(most: int, room: float) -> None:
    sizes = [radius_of(number, most, room) for number in range(1, most + 1)]
    assert sizes[0] == 4.5, "one credit is as large in every picture"
    assert sizes == sorted(sizes)
    assert sizes[-1] <= max(4.5, min(10.0, room / 2))
    assert most == 1 or room < 10 or sizes[-1] >= 6


def test_steps_in_words() -> None:
    day = date(2026, 11, 2)
    assert [said_step(day, unit, is_first=False) for unit in Unit] == ["2", "2 Nov", "Nov", "2026"]
    assert [said_step(day, unit, is_first=True) for unit in Unit] == ["2 Nov", "2 Nov", "Nov 2026", "2026"]
