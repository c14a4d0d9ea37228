"""How long something has been there, as far as a clock can be believed.

A clock that is wrong must not make anything old: a computer may come back from an empty battery years ahead. So age is
not counted from date to date but in days on which the library was seen at work, and from one such day to the next at
most one day counts, whatever the clock says lies between: the leap of a clock adds a day and no more. Where a library
is used seldom, things stay longer.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select

from desk.library.tables import Settings
from desk.library.writer import Transaction

_KEY = "seen"  # the setting of a library in which it is noted
_DAY = timedelta(days=1)
_PAUSE = timedelta(hours=12)  # after which it is looked again
_SPARE = 2  # days more than is asked for: two leaps of a clock make nothing too young go


@dataclass(slots=True)
class Seen:
    """When the library was seen last, how many days were counted, and of each thing with what stamp it was first seen
    and how many days had been counted then."""

    at: datetime | None = None
    days: float = 0.0
    first: dict[str, tuple[str, float]] = field(default_factory=dict)

    def is_due(self, now: datetime) -> bool:
        """Whether it is time to look again; a clock that went back is seen at once."""
        return self.at is None or not timedelta() <= now - self.at < _PAUSE

    def look(self, now: datetime, things: Mapping[str, str]) -> None:
        """Note what is there now. A thing that has another stamp is another thing."""
        if self.at is not None:
            self.days += max(0.0, min(1.0, (now - self.at) / _DAY))
        self.at = now
        known = self.first
        self.first = {
            name: known[name] if name in known and known[name][0] == stamp else (stamp, self.days)
            for name, stamp in things.items()
        }

    def older_than(self, days: int) -> Collection[str]:
        """What is sure to have been there for so many days when it was seen last."""
        return {name for name, (_stamp, since) in self.first.items() if self.days - since >= days + _SPARE}


def read_seen(t: Transaction) -> Seen:
    """What was noted; nothing where that cannot be read."""
    try:
        told = json.loads(t.connection.scalar(select(Settings.value).where(Settings.key == _KEY)) or "{}")
        first = {str(name): (str(stamp), float(days)) for name, (stamp, days) in told.get("first", {}).items()}
        return Seen(datetime.fromisoformat(told["at"]), float(told["days"]), first)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Seen()


def put_seen(t: Transaction, seen: Seen) -> None:
    """Note it; where there is nothing that could get old, nothing is noted."""
    t.connection.execute(delete(Settings).where(Settings.key == _KEY))
    if seen.first and seen.at is not None:
        told = {"at": seen.at.isoformat(), "days": round(seen.days, 3), "first": seen.first}
        t.connection.execute(insert(Settings).values(key=_KEY, value=json.dumps(told)))
