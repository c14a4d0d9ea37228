"""Times and datelines out of running copy."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.formats.dates import MONTHS
from desk.story.house import House
from desk.story.story import Dateline

_MONTH = "|".join(
    rf"{name[:3]}(?:{name[3:4]}\.?|{name[3:]}|\.)?" if len(name) > 4 else rf"{name[:3]}(?:{name[3:]})?\.?"
    for name in MONTHS
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
    rf"(?:(?P<month>{_MONTH})\s+{_DAY}|{_DAY.replace('day', 'day2')}\s+(?P<month2>{_MONTH})),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?\s*(?P<half>[ap]\.?m\.?)?|(?P<hour2>\d{1,2})\s*(?P<half2>[ap]\.?m\.?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,·|–—-]*(?:at|on|@)?[\s,]*", re.IGNORECASE)
# What papers call their zones; a name that stands for two zones stands here for the one in the English-speaking press.
_ZONES = {
    "ET": "America/New_York", "EST": "America/New_York", "EDT": "America/New_York",
    "CT": "America/Chicago", "CST": "America/Chicago", "CDT": "America/Chicago",
    "MT": "America/Denver", "MST": "America/Denver", "MDT": "America/Denver",
    "PT": "America/Los_Angeles", "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles",
    "GMT": "UTC", "UTC": "UTC", "Z": "UTC", "BST": "Europe/London", "IST": "Asia/Kolkata",
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney",
    "JST": "Asia/Tokyo", "HKT": "Asia/Hong_Kong", "SGT": "Asia/Singapore",
}  # fmt: skip


def read_time(text: str, house: House) -> datetime | None:
    """The time that the text says, all of it and with day and hour; None if it says anything else or less.

    Without a zone it is the house's.
    """
    text = text.strip().strip(".")
    try:
        whole = datetime.fromisoformat(text)
    except ValueError:
        return _read_words(text, house)
    return (whole if whole.tzinfo else whole.replace(tzinfo=ZoneInfo(house.timezone))) if ":" in text else None


def read_day(text: str, house: House) -> datetime | None:
    """The midnight with which the day begins that the text says, and nothing else; None for any other text."""
    text = text.strip().strip(".,;:")
    return _midnight(_DATE.fullmatch(text) or _ISO.fullmatch(text), house)


def first_day(text: str, house: House) -> datetime | None:
    """The same of a text that begins with a day."""
    return _midnight(_DATE.match(text) or _ISO.match(text), house)


def _midnight(match: re.Match[str] | None, house: House) -> datetime | None:
    try:
        on = _date(match) if match else None
    except ValueError:
        return None
    return datetime(on.year, on.month, on.day, tzinfo=ZoneInfo(house.timezone)) if on else None


def _read_words(text: str, house: House) -> datetime | None:
    """Day and time in words, in either order."""
    day = _DATE.search(text) or _ISO.search(text)
    if day is None:
        return None
    left, right = text[: day.start()], text[day.end() :]
    found = _clock(right, house) if not _BETWEEN.fullmatch(right) else _clock(left, house)
    other = left if not _BETWEEN.fullmatch(right) else right
    if found is None or not _BETWEEN.fullmatch(other):
        return None
    hour, minute, second, zone = found
    try:
        on = _date(day)
        return datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _date(match: re.Match[str]) -> date:
    parts = match.groupdict()
    month = parts["month"] or parts["month2"]
    number = int(month) if month.isdigit() else _month_number(month)
    return date(int(parts["year"]), number, int(parts["day"] or parts["day2"]))


def _month_number(name: str) -> int:
    return next(number for number, known in enumerate(MONTHS, 1) if known[:3].lower() == name[:3].lower())


def _clock(text: str, house: House) -> tuple[int, int, int, ZoneInfo] | None:
    """Hour, minute, second and zone, if the text says these and nothing else."""
    match = _CLOCK.search(text)
    if match is None or not _BETWEEN.fullmatch(text[: match.start()]):
        return None
    zone = _zone(text[match.end() :].strip(" ,;()"), house)
    hour = int(match["hour"] or match["hour2"])
    half = (match["half"] or match["half2"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return (hour, int(match["minute"] or 0), int(match["second"] or 0), zone) if zone else None


def _zone(name: str, house: House) -> ZoneInfo | None:
    try:
        return ZoneInfo(_ZONES[name.upper()] if name else house.timezone)
    except (KeyError, ZoneInfoNotFoundError):
        return None


# "LISBON, May 3 (Reuters) —"; small words stand among the capitals, as in "RIO de JANEIRO".
_WORD = r"[^\W\d_a-z][\w.'’/-]*"
_SMALL = r"(?:(?:de|da|do|del|la|le|el|of|and|upon|am|an der)[ ])?"
_DATELINE = re.compile(
    rf"(?P<place>(?:{_WORD}(?:,?[ ]{_SMALL}{_WORD}){{0,6}}?)?)"
    rf"(?:,[ ](?:(?P<month>{_MONTH})\s+{_DAY}|{_DAY.replace('day', 'day2')}\s+(?P<month2>{_MONTH})))?"
    r"(?:[ ]?\((?P<source>[^()\n]{1,60})\))?"
    r"[ ]?(?P<dash>—|–|--|-)[ ]+(?=\S)"
)
_LONGEST_DATELINE = 160
_LONGEST_PLACE = 60
# Words in capitals before a dash that are no places.
_NOT_PLACES = frozenset({"ANALYSIS", "BREAKING", "CORRECTED", "EXCLUSIVE", "LIVE", "NEW", "OPINION", "UPDATE", "WATCH"})


def read_dateline(text: str, today: date) -> tuple[Dateline, int] | None:
    """The dateline with which a paragraph begins, and where the paragraph goes on after it.

    Copy gives the day without the year: it is the last such day up to tomorrow.
    """
    match = _DATELINE.match(text[:_LONGEST_DATELINE])
    if match is None:
        return None
    place, source = match["place"].strip(), match["source"] or ""
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    head = place.split(",")[0]
    letters = sum(map(str.isalpha, head))
    capitals = head.upper() == head and letters > 1 and head not in _NOT_PLACES and not any(map(str.isdigit, head))
    if len(place) > _LONGEST_PLACE or not (capitals or source or (place and month)):
        return None
    on = _last_such_day(_month_number(month), int(day), today) if month else None
    if month and on is None:
        return None
    return Dateline(place, on, source), match.end()


def _last_such_day(month: int, day: int, today: date) -> date | None:
    for year in range(today.year + 1, today.year - 8, -1):  # eight years hold a leap day
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today + timedelta(days=1):
            return found
    return None


def today(house: House) -> date:
    """The day it is where the house is."""
    return datetime.now(UTC).astimezone(ZoneInfo(house.timezone)).date()
