"""The steps in which the picture of a ledger goes through time: days, weeks, months or years."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from desk.library.ledger_values import Unit

# Up to how many days a time is shown in which steps; longer ones in years.
_LONGEST = ((Unit.DAY, 35), (Unit.WEEK, 190), (Unit.MONTH, 1_130))


def unit_for(first: date, last: date) -> Unit:
    """In which steps the time between two days is shown."""
    days = (last - first).days + 1
    return next((unit for unit, most in _LONGEST if days <= most), Unit.YEAR)


def begin_of(day: date, unit: Unit) -> date:
    """The first day of the step in which this day is. Weeks begin on Monday (ISO 8601)."""
    match unit:
        case Unit.DAY:
            return day
        case Unit.WEEK:
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case Unit.MONTH:
            return day.replace(day=1)
        case Unit.YEAR:
            return day.replace(month=1, day=1)


def after(step: date, unit: Unit) -> date:
    """The first day of the step that follows upon one. Raises OverflowError at the end of the calendar."""
    match unit:
        case Unit.DAY:
            return step + timedelta(days=1)
        case Unit.WEEK:
            return step + timedelta(days=7)
        case Unit.MONTH:
            return begin_of(step + timedelta(days=31), unit)
        case Unit.YEAR:
            return begin_of(step + timedelta(days=366), unit)


def steps_between(first: date, last: date, unit: Unit) -> tuple[date, ...]:
    """All steps from the one of a day to that of another, both among them."""
    found = [begin_of(first, unit)]
    with suppress(OverflowError):  # after the last one is no other
        while (following := after(found[-1], unit)) <= last:
            found.append(following)
    return tuple(found)
