"""Dates, times and datelines in words, as a house prints them. English, whatever the machine's own language is.

`datetime.strftime` asks the process's locale for names and knows "%-d" only on some systems; here both are settled.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from desk.story.house import House
from desk.story.story import Dateline

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The months that are shortened beside a day, as the Associated Press does it.
SHORT_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")

_DIRECTIVE = re.compile(r"%(-?)([A-Za-z%])")


def in_words(at: date, pattern: str) -> str:
    """A date or time by a pattern of `strftime`; "%-d" and its like (no leading zero) work everywhere."""

    def one(match: re.Match[str]) -> str:
        bare, letter = match.groups()
        if (named := _name(at, letter)) is not None:
            return named
        text = at.strftime(f"%{letter}")
        return text.lstrip("0") or "0" if bare else text

    return _DIRECTIVE.sub(one, pattern)


def _name(at: date, letter: str) -> str | None:
    match letter:
        case "B":
            return MONTHS[at.month - 1]
        case "b" | "h":
            return MONTHS[at.month - 1][:3]
        case "A":
            return DAYS[at.weekday()]
        case "a":
            return DAYS[at.weekday()][:3]
        case "p":
            return ("AM" if at.hour < 12 else "PM") if isinstance(at, datetime) else ""
    return None


def local(at: datetime, house: House) -> datetime:
    """An aware time in the house's time zone, to the second."""
    try:
        return at.astimezone(ZoneInfo(house.timezone)).replace(microsecond=0)
    except OverflowError:  # within a day of the first or the last year that there is
        return at.replace(microsecond=0)


def machine_time(at: datetime, house: House) -> str:
    """The time as HTML's `datetime` and schema.org write it (RFC 3339), with the house's offset from UTC."""
    here = local(at, house)
    offset = here.utcoffset() or timedelta()
    if offset.total_seconds() % 60:  # local mean time, before there were zones
        here = here.astimezone(UTC)
    return here.isoformat()


def print_time(at: datetime, house: House) -> str:
    """Date and time as the house prints them: "May 3, 2026, 4:05 PM"."""
    here = local(at, house)
    return f"{in_words(here, house.date_format)}, {in_words(here, house.time_format)}"


def print_date(at: datetime, house: House) -> str:
    """The day as the house prints it."""
    return in_words(local(at, house), house.date_format)


def print_day(day: date) -> str:
    """A day as datelines have it, without the year: "Sept. 12"."""
    return f"{SHORT_MONTHS[day.month - 1]} {day.day}"


def print_dateline(dateline: Dateline, house: House) -> str:
    """The words before the first paragraph: "LISBON, May 3 (Reuters) —"; "" if there is no dateline."""
    if not dateline:
        return ""
    head = dateline.place
    if dateline.date:
        head = ", ".join(filter(None, (head, print_day(dateline.date))))
    source = f"({dateline.source})" if dateline.source else ""
    return " ".join(filter(None, (head, source, house.dateline_dash)))
