"""The times that a ledger is asked for, and how they are said. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desk.formats.dates import MONTHS
from desk.library.ledger_steps import after
from desk.library.ledger_values import Unit


class Span(StrEnum):
    """A time, as somebody chooses it."""

    THIS_MONTH = "This month"
    LAST_MONTH = "Last month"
    THIS_YEAR = "This year"
    CUSTOM = "From … to …"


@dataclass(frozen=True, slots=True)
class Days:
    """A time from its first day to its last, with both."""

    first: date
    last: date

    def moments(self, zone: str) -> tuple[datetime, datetime]:
        """When it begins, and when it is over, in this time zone."""
        here = ZoneInfo(zone)
        following = self.last + timedelta(days=1) if self.last < date.max else self.last
        return datetime.combine(self.first, time(), here), datetime.combine(following, time(), here)


def days_of(span: Span, today: date) -> Days:
    """The days of a span; of one that is chosen by hand those of the last thirty, to begin with."""
    month = today.replace(day=1)
    match span:
        case Span.THIS_MONTH:
            return Days(month, _last_of(month))
        case Span.LAST_MONTH:
            last = month - timedelta(days=1)
            return Days(last.replace(day=1), last)
        case Span.THIS_YEAR:
            return Days(today.replace(month=1, day=1), today.replace(month=12, day=31))
        case Span.CUSTOM:
            return Days(today - timedelta(days=29), today)


def days_of_step(step: date, unit: Unit) -> Days:
    """The days of a step of the picture."""
    return Days(step, after(step, unit) - timedelta(days=1))


def said_days(days: Days) -> str:
    """A time in words: "November 2026", "2026", "16 to 22 November 2026", "3 May 2026"."""
    first, last = days.first, days.last
    if first == last:
        return _day(first)
    if first.day == 1 and last == _last_of(last):
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year and first.month == last.month:
        return f"{first.day} to {_day(last)}"
    begun = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else _day(first)
    return f"{begun} to {_day(last)}"


def said_step(step: date, unit: Unit, is_first: bool) -> str:
    """A step as it stands at the head of the picture."""
    month = MONTHS[step.month - 1][:3]
    match unit:
        case Unit.DAY:
            return f"{step.day} {month}" if is_first or step.day == 1 else str(step.day)
        case Unit.WEEK:
            return f"{step.day} {month}"
        case Unit.MONTH:
            return f"{month} {step.year}" if is_first or step.month == 1 else month
        case Unit.YEAR:
            return str(step.year)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _last_of(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
