"""Days as a person types them: 2026-11-01, "yesterday", "monday", "3d"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from desk.formats.dates import in_words

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_AGO = re.compile(r"(\d{1,4}) ?(d|w|m|y|days?|weeks?|months?|years?)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})\.? ?([a-z]+),? ?(\d{4})?|([a-z]+) ?(\d{1,2}),? ?(\d{4})?")
_SHORTEST = 3  # letters that stand for a month or a day of the week
_LENGTHS = {"d": 1, "w": 7}  # days


def day_of(typed: str, now: datetime) -> datetime | None:
    """The beginning of the day that somebody means who types this at `now`, in the same time zone; None where it is
    no day. A day of the week or of a month without a year is the last one that has begun; "2026-11" and "november"
    are the first day of the month; "3d", "2w", "6m", "1y" are that long ago."""
    text = re.sub(r"[\s_]+", " ", typed.strip().lower()).removesuffix(" ago")
    today = now.date()
    try:
        found = _named(text, today) or _numbered(text) or _ago(text, today) or _day_and_month(text, today)
        return None if found is None else datetime.combine(found, time(), now.tzinfo)
    except (ValueError, OverflowError):
        return None


def end_of(typed: str, now: datetime) -> datetime | None:
    """When the day is over that somebody means who types this, as `day_of` has it; the month or the year, where no day
    is named."""
    first = day_of(typed, now)
    if first is None:
        return None
    months = _months(typed.strip().lower())
    try:
        if not months:
            return first + timedelta(1)
        following = first.year * 12 + first.month - 1 + months
        return first.replace(year=following // 12, month=following % 12 + 1)
    except (ValueError, OverflowError):  # the calendar ends before
        return datetime.max.replace(tzinfo=now.tzinfo)


def _months(text: str) -> int:
    """How many months somebody means who types this; 0 for a day."""
    if found := _ISO.fullmatch(text):
        return 0 if found[3] else 1 if found[2] else 12
    return int(_one_of(_WEEKDAYS, text) is None and _one_of(_MONTHS, text) is not None)


def _named(text: str, today: date) -> date | None:
    if text in _NEAR:
        return today + timedelta(_NEAR[text])
    if (weekday := _one_of(_WEEKDAYS, text)) is not None:
        return today - timedelta((today.weekday() - weekday) % 7)
    if (month := _one_of(_MONTHS, text)) is not None:
        return date(today.year - (month + 1 > today.month), month + 1, 1)
    return None


def _numbered(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def _ago(text: str, today: date) -> date | None:
    found = _AGO.fullmatch(text)
    if found is None:
        return None
    number, unit = int(found[1]), found[2][0]
    if unit in _LENGTHS:
        return today - timedelta(number * _LENGTHS[unit])
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    following = date((months + 1) // 12, (months + 1) % 12 + 1, 1)
    return min(first + timedelta(today.day - 1), following - timedelta(1))


def _day_and_month(text: str, today: date) -> date | None:
    found = _DAY_AND_MONTH.fullmatch(text)
    if found is None:
        return None
    day, name, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    month = _one_of(_MONTHS, name)
    if month is None:
        return None
    if year:
        return date(int(year), month + 1, int(day))
    begun = date(today.year, month + 1, int(day))
    return begun if begun <= today else date(today.year - 1, month + 1, int(day))


def _one_of(names: tuple[str, ...], typed: str) -> int | None:
    begun = [place for place, name in enumerate(names) if len(typed) >= _SHORTEST and name.startswith(typed)]
    return begun[0] if len(begun) == 1 else None


def said_day(day: datetime, now: datetime) -> str:
    """A day as it is said at `now`: "today", "Monday 16 November", "1 March 2024"."""
    ago = (now.date() - day.date()).days
    for name, days in _NEAR.items():
        if ago == -days:
            return name
    if day.year == now.year:
        return in_words(day, "%A %-d %B")
    return in_words(day, "%-d %B %Y")
