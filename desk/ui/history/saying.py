"""Times as the history says them. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime

from desk.formats.dates import DAYS, MONTHS, in_words, local
from desk.story.house import House

_WEEK = 6  # days, after which the name of the day is not enough


def said_time(at: datetime, house: House, now: datetime | None = None) -> str:
    """When something happened: "today 10:42 AM", "Thursday 10:42 AM", or the day with its month."""
    here, today = local(at, house), local(now or datetime.now(UTC), house)
    days = (today.date() - here.date()).days
    if days == 0:
        day = "today"
    elif 0 < days < _WEEK:
        day = DAYS[here.weekday()]
    else:
        day = f"{here.day} {MONTHS[here.month - 1][:3]}" + ("" if here.year == today.year else f" {here.year}")
    return f"{day}, {in_words(here, house.time_format)}"


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]
