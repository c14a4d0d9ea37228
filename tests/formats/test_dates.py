from __future__ import annotations

import locale
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given

import desk
from desk.formats.dates import in_words, machine_time, print_date, print_dateline, print_time
from desk.formats.times_read import read_dateline, read_time
from desk.story.house import House
from desk.story.story import Dateline
from tests.formats.stories import HOUSE, times

AT = datetime(2026, 5, 3, 16, 5, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("%B %-d, %Y", "May 3, 2026"),
        ("%-d %B %Y", "3 May 2026"),
        ("%A %d %b %y", "Sunday 03 May 26"),
        ("%-I:%M %p", "4:05 PM"),
        ("%H.%M", "16.05"),
        ("%a 100%%", "Sun 100%"),
    ],
)
def test_patterns_in_words(pattern: str, words: str) -> None:
    assert in_words(AT, pattern) == words


@pytest.fixture
def other_language() -> Iterator[None]:
    before = locale.setlocale(locale.LC_TIME)
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
            break
        except locale.Error:
            continue
    yield
    locale.setlocale(locale.LC_TIME, before)


@pytest.mark.usefixtures("other_language")
def test_names_do_not_follow_the_machines_language() -> None:
    assert in_words(AT, "%A, %B") == "Sunday, May"


def test_nobody_asks_the_machine_for_the_names_of_days_and_months() -> None:
    """A window has the language of its system for them, whatever the rest of it says."""
    by_locale = re.compile(r"""(\{[^{}"]*:|strftime\(f?["'])[^{}"']*%-?[AaBbpcxX]""")
    files = Path(desk.__file__).parent.rglob("*.py")
    found = [(file.name, line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert [(name, line.strip()) for name, line in found if by_locale.search(line)] == []


def test_times_are_the_houses() -> None:
    lisbon = House(timezone="Europe/Lisbon", date_format="%-d %B %Y", time_format="%H:%M")
    assert print_time(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), lisbon) == "4 May 2026, 00:30"
    assert print_date(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), lisbon) == "4 May 2026"
    assert machine_time(datetime(2026, 5, 3, 23, 30, tzinfo=UTC), lisbon) == "2026-05-04T00:30:00+01:00"


def test_offsets_that_html_does_not_know_become_utc() -> None:
    assert machine_time(datetime(1850, 1, 1, tzinfo=UTC), House(timezone="America/New_York")).endswith("+00:00")
    assert (
        machine_time(datetime(1, 1, 1, tzinfo=UTC), House(timezone="America/New_York")) == "0001-01-01T00:00:00+00:00"
    )


@given(times)
def test_what_the_house_prints_it_reads_to_the_minute(at: datetime) -> None:
    at = at.replace(second=0)
    for house in (HOUSE, House(date_format="%-d %B %Y", time_format="%H:%M"), House(date_format="%A, %b %d, %Y")):
        assert read_time(print_time(at, house), house) == at


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Jan. 3, 2016, 4:05 PM ET", "2016-01-03T16:05:00-05:00"),
        ("4:05 p.m. EDT, Sept. 12, 2019", "2019-09-12T16:05:00-04:00"),
        ("Sunday, May 3rd, 2026 at 10am", "2026-05-03T10:00:00+00:00"),
        ("3 May 2026 09:00 BST", "2026-05-03T09:00:00+01:00"),
        ("2026-05-03T09:40:00Z", "2026-05-03T09:40:00+00:00"),
        ("12:00 a.m., May 3, 2026", "2026-05-03T00:00:00+00:00"),
    ],
)
def test_times_as_papers_write_them(text: str, iso: str) -> None:
    assert read_time(text, HOUSE) == datetime.fromisoformat(iso)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May 3, 2026",
        "4:05 PM",
        "June 31, 2020, 1:00 PM",
        "May 3, 2026, 25:00",
        "May 3, 2026, 4:05 PM XYZ",
        "2026-05-03",
    ],
)
def test_less_or_more_than_a_time_is_none(text: str) -> None:
    assert read_time(text, HOUSE) is None


@pytest.mark.parametrize(
    ("text", "dateline", "rest"),
    [
        ("LISBON (Reuters) — The", Dateline("LISBON", None, "Reuters"), "The"),
        ("TAIPEI, May 3 (AP) - The", Dateline("TAIPEI", date(2026, 5, 3), "AP"), "The"),
        ("MEXICO CITY — The", Dateline("MEXICO CITY"), "The"),
        ("WASHINGTON, D.C. -- The", Dateline("WASHINGTON, D.C."), "The"),
        ("ST. LOUIS, Mo. (AP) — The", Dateline("ST. LOUIS, Mo.", None, "AP"), "The"),
        ("PORT MERROW, 3 May (Reuters) – The", Dateline("PORT MERROW", date(2026, 5, 3), "Reuters"), "The"),
        ("Lisbon (Reuters) - The", Dateline("Lisbon", None, "Reuters"), "The"),
        ("(Reuters) - The", Dateline("", None, "Reuters"), "The"),
        ("SÃO PAULO, Feb. 29 — The", Dateline("SÃO PAULO", date(2024, 2, 29)), "The"),
        ("PARIS, Dec. 31 — The", Dateline("PARIS", date(2025, 12, 31)), "The"),
    ],
)
def test_datelines_of_wire_copy(text: str, dateline: Dateline, rest: str) -> None:
    found = read_dateline(text, TODAY)
    assert found is not None
    assert (found[0], text[found[1] :]) == (dateline, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Penn - he said",
        "A — b",
        "BREAKING — he said",
        "“No,” — she said",
        "The minister (a liar) - he",
        "I — and you",
        "LISBON —",
        "Lisbon — x",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert read_dateline(text, TODAY) is None


def test_datelines_in_print() -> None:
    assert print_dateline(Dateline("LISBON", date(2026, 9, 12), "Reuters"), HOUSE) == "LISBON, Sept. 12 (Reuters) —"
    assert print_dateline(Dateline(source="Reuters"), HOUSE) == "(Reuters) —"
    assert print_dateline(Dateline(), HOUSE) == ""
