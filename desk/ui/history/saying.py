"""Times, and what came back, as the history says them. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from desk.formats.dates import DAYS, MONTHS, in_words, local
from desk.story.house import House

if TYPE_CHECKING:
    from desk.ui.history.comparing import Stop

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


def noted_time(at: datetime, house: House) -> str:
    """The same, as it is written down for good."""
    here = local(at, house)
    return f"{here.day} {MONTHS[here.month - 1][:3]} {here.year}, {in_words(here, house.time_format)}"


def said_of_part(stop: Stop, when: str, *, short: bool = False) -> str:
    """That a part of the text is as it was: as a sentence, or `short` for a note."""
    name = capital(stop.name) if short else f"The {stop.name}"
    if not stop.was_there:
        return f"{name} gone again" if short else f"{name} is gone again."
    was = f"as {'they were' if stop.is_many else 'it was'} {when}"
    return f"{name} {was}" if short else f"{name} {'are' if stop.is_many else 'is'} {was}."


def capital(text: str) -> str:
    """The text as it begins a line."""
    return text[:1].upper() + text[1:]
