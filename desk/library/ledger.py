"""The ledger of credits: who was credited where and for what, over a time."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any, NamedTuple

from desk.library.credited import fold
from desk.library.database import Database
from desk.library.known import Known
from desk.library.ledger_names import Who, meant, who_is
from desk.library.ledger_steps import begin_of, steps_between, unit_for
from desk.library.ledger_values import Asked, By, Key, LedgerRow, Line, Tally
from desk.library.listing import COLUMNS, row_from
from desk.library.lists import Lists
from desk.library.moments import LENGTH, moment_text
from desk.library.stopping import Stop
from desk.library.values import State
from desk.story.directory import Directory, folded
from desk.story.people import PersonKind, Role

_AT_ONCE = 1_000  # credits of which the rows are read in one go
_WHOLE = timedelta(days=35)  # times that are shown whole; of longer ones from the first credit to the last
_PEOPLE = "SELECT id, name, kind FROM people"
_SORTED = {By.PLACE: "c.place", By.STORY: "a.title_key", By.STATE: "a.state"}  # what they are sorted by
# CROSS has SQLite begin with the credits: they are fewer than all articles, for most times.
_CREDITS = (
    "SELECT a.number, c.position, c.since, c.person, c.role, {sorted} "
    "FROM credits c CROSS JOIN articles a ON a.id = c.article "
    "WHERE a.binned = 0 AND c.since >= ? AND c.since < ?{more} ORDER BY c.since DESC, a.number DESC, c.position"
)
_ROWS = (
    "SELECT a.number, c.position, c.since, c.person, c.role, c.place, c.title, {columns} "
    "FROM articles a JOIN credits c ON c.article = a.id WHERE a.number IN (SELECT value FROM json_each(?))"
).format(columns=", ".join(f"a.{name}" for name in COLUMNS.split(", ")))
_ROLES = {role.value: place for place, role in enumerate(Role)}
_STATES = {state.value: place for place, state in enumerate(State)}


class _Found(NamedTuple):
    """A credit as it is counted and ordered."""

    number: int
    position: int
    since: str
    person: str
    role: str
    sorted: str


class Ledgers(Lists, Known):
    """The part of `Library` that is its ledger of credits. What is in the bin is in none."""

    def __init__(self, database: Database, who: str = "") -> None:
        super().__init__(database, who)
        self._names: tuple[Directory | None, dict[str, Who]] = None, {}
        self._naming = threading.Lock()

    def ledger(self, since: datetime, until: datetime, name: str = "") -> tuple[LedgerRow, ...]:
        """Every credit from `since` on and before `until`, both aware, the newest first; of somebody under any of their
        names, or of all."""
        return self.ledger_rows(self.tally(Asked(since, until, name)).keys)

    def credited_elsewhere(self, name: str, since: datetime, but_not: str = "") -> tuple[LedgerRow, ...]:
        """Where else somebody of this name is credited, from `since` on, the newest first: in other articles than that
        of the id `but_not`."""
        found = self.ledger(since, datetime.max.replace(tzinfo=UTC), name) if name.strip() else ()
        return tuple(row for row in found if row.article.id != but_not)

    def tally(self, asked: Asked, stop: Stop | None = None) -> Tally:
        """What is in the ledger, at a glance; the days are those of the zone of `since`. It may take a moment: not for
        the window's thread."""
        directory = self.directory()
        return self._ask(partial(self._tally, asked, directory), stop)

    def ledger_rows(self, keys: Sequence[Key]) -> tuple[LedgerRow, ...]:
        """These credits, in this order; those that went since are left out."""
        return tuple(self.ledger_page(keys).values())

    def ledger_page(self, keys: Sequence[Key]) -> dict[Key, LedgerRow]:
        """The same, each with its key."""
        directory = self.directory()
        return self._ask(lambda raw: dict(self._rows(raw, keys, directory)))

    def _tally(self, asked: Asked, directory: Directory, raw: sqlite3.Connection) -> Tally:
        names = self._listed(raw, directory)
        people, alike = meant(names, asked, directory)
        found = _credits(raw, asked, people)
        _order(found, asked, names)
        dated = _Dated(asked)
        days = [dated.day(each.since) for each in found]
        first, last = dated.span(days)
        unit = unit_for(first, last)
        steps = steps_between(first, last, unit)
        begins = {day: begin_of(day, unit) for day in set(days)}
        is_one = bool(asked.name) and len({names[each.person][:2] for each in found}) == 1
        # Counted before it is known whose they are: there are many more credits than names.
        counted = Counter(
            (each.person, each.role if is_one else "", begins[day]) for each, day in zip(found, days, strict=True)
        )
        keys = tuple((each.number, each.position) for each in found)
        return Tally(keys, len({number for number, _ in keys}), _lines(counted, names), unit, steps, alike)

    def _rows(
        self, raw: sqlite3.Connection, keys: Sequence[Key], directory: Directory
    ) -> Iterator[tuple[Key, LedgerRow]]:
        names = self._listed(raw, directory)
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            numbers = json.dumps(list({number for number, _ in some}))
            rows = {row[:2]: row[2:] for row in raw.execute(_ROWS, (numbers,))}
            for key in some:
                if (row := rows.get(key)) is not None:
                    since, person, role, place, title, *article = row
                    who = names[person]
                    at = datetime.fromisoformat(since)
                    yield key, LedgerRow(row_from(article), at, who.name, who.kind, Role(role), place, title)

    def _listed(self, raw: sqlite3.Connection, directory: Directory) -> Mapping[str, Who]:
        """Everybody who is credited, by their id among the credited. What somebody is called follows from the id and
        the directory, so it is found out once."""
        with self._naming:
            known, names = self._names
            if known is not directory:
                self._names = directory, (names := {})
            for id_, name, kind in raw.execute(_PEOPLE):
                if id_ not in names:
                    names[id_] = who_is(name, PersonKind(kind), directory)
            return dict(names)


def _credits(raw: sqlite3.Connection, asked: Asked, people: list[str] | None) -> list[_Found]:
    more, values = "", [_text(asked.since), _text(asked.until)]
    if people is not None:
        more += " AND c.person IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(people))
    if asked.role is not None:
        more += " AND c.role = ?"
        values.append(asked.role.value)
    statement = _CREDITS.format(sorted=_SORTED.get(asked.order, "''"), more=more)
    return list(map(_Found._make, raw.execute(statement, values)))


def _text(at: datetime) -> str:
    """A time as it is compared with those in the tables."""
    try:
        return moment_text(at)
    except OverflowError:  # in the first or the last hours of the calendar
        return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(LENGTH)


def _order(found: list[_Found], asked: Asked, names: Mapping[str, Who]) -> None:
    """Bring them into the order that is asked for; those of which that is the same stay in that of their dates."""
    keys: dict[By, Callable[[_Found], Any]] = {
        By.DATE: lambda each: each.since,
        By.NAME: lambda each: names[each.person].key,
        By.ROLE: lambda each: _ROLES[each.role],
        By.PLACE: lambda each: fold(each.sorted),
        By.STORY: lambda each: each.sorted,
        By.STATE: lambda each: _STATES[each.sorted],
    }
    if asked.order is By.DATE and not asked.backwards:
        return
    found.sort(key=keys[asked.order], reverse=asked.backwards and asked.order is not By.DATE)
    if asked.order is By.PLACE:
        found.sort(key=lambda each: not each.sorted)  # who has none stands last, whichever way


def _lines(counted: Mapping[tuple[str, str, date], int], names: Mapping[str, Who]) -> tuple[Line, ...]:
    """A line for each name and role, of how often each person, in a role, is credited in each step."""
    found: dict[tuple[str, PersonKind, str], Counter[date]] = {}
    for (person, role, step), number in counted.items():
        who = names[person]
        found.setdefault((who.name, who.kind, role), Counter())[step] += number
    made = [
        Line(name, kind, Role(role) if role else None, steps.total(), tuple(sorted(steps.items())))
        for (name, kind, role), steps in found.items()
    ]
    return tuple(sorted(made, key=lambda line: (-line.total, folded(line.name), line.kind, line.role or "")))


class _Dated:
    """The days on which credits count."""

    def __init__(self, asked: Asked) -> None:
        self._zone: tzinfo | None = asked.since.tzinfo
        self._first = asked.since.date()
        self._last = self._first
        with suppress(OverflowError):
            self._last = (asked.until.astimezone(self._zone) - timedelta(microseconds=1)).date()

    def day(self, since: str) -> date:
        """The day of a moment as the tables keep it."""
        return datetime.fromisoformat(since).astimezone(self._zone).date()

    def span(self, days: Iterable[date]) -> tuple[date, date]:
        """The first and the last day that are shown."""
        if self._last - self._first < _WHOLE:
            return self._first, max(self._first, self._last)
        found = sorted(set(days)) or [self._first]
        return found[0], found[-1]
