"""Who is credited where: the people and credits of a library, which follow from its articles."""

from __future__ import annotations

import math
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.library.tables import Credits, People
from desk.story.body import clean_line
from desk.story.people import Credit, PersonKind

_NAMES = uuid.UUID("6f1c9a52-6d3e-5c0a-9b57-3d1f8c0e7a44")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_AT_ONCE = 500  # people worked on by one statement
_HALF_LIFE = 30 * 86_400.0  # seconds after which a credit counts half


def person_id(name: str, kind: PersonKind) -> str:
    """The id of somebody: the same in every library, so that people need not be exchanged."""
    return str(uuid.uuid5(_NAMES, f"{kind}\n{name}"))


def fold(name: str) -> str:
    """A name for comparison: no accents, no case."""
    letters = unicodedata.normalize("NFKD", clean_line(name).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def put_credits(connection: Connection, article: str, credited: Sequence[Credit], since: datetime) -> set[str]:
    """Note who is credited in an article, since then. Gives the ids of those who have more or fewer credits now, or
    have them since another time, for `weigh`."""
    named = [(clean_line(credit.name), credit) for credit in credited]
    people = {person_id(name, credit.kind): (name, credit.kind.value) for name, credit in named if name}
    wanted = [
        (person_id(name, credit.kind), credit.role.value, clean_line(credit.place), clean_line(credit.title))
        for name, credit in named
        if name
    ]
    before = connection.execute(_CREDITS, {"article": article}).all()
    stood, moved = [tuple(row[1:]) for row in before], {row.since for row in before} - {since}
    if stood == wanted and not moved:
        return set()
    if before:
        connection.execute(delete(Credits).where(Credits.article == article))
    if wanted:
        connection.execute(
            _ADD_PERSON,
            [
                {"id": id_, "name": name, "kind": kind, "key": fold(name), "uses": 0, "weight": 0.0}
                for id_, (name, kind) in people.items()
            ],
        )
        connection.execute(
            _ADD_CREDIT,
            [
                {"article": article, "position": at, "since": since} | dict(zip(_OWN, one, strict=True))
                for at, one in enumerate(wanted)
            ],
        )
    were, are = Counter(row.person for row in before), Counter(person for person, *_ in wanted)
    return {person for person in were | are if moved or were[person] != are[person]}


_OWN = ("person", "role", "place", "title")  # the columns of a credit that are its own
_CREDITS = (
    select(Credits.since, *(getattr(Credits, name) for name in _OWN))
    .where(Credits.article == bindparam("article"))
    .order_by(Credits.position)
)
_ADD_CREDIT = insert(Credits)
_ADD_PERSON = sqlite_insert(People).on_conflict_do_nothing()
_WEIGH = update(People).where(People.id == bindparam("person"))


def weigh(connection: Connection, people: Iterable[str]) -> None:
    """Work out anew how often and how lately these are credited; who is credited nowhere any more goes.

    The weight is the logarithm of a sum in which every credit counts twice as much as one that is thirty days
    older. So the order never has to be worked out again as time passes."""
    ordered = sorted(people)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        dates: dict[str, list[datetime]] = {}
        found = select(Credits.person, Credits.since).where(Credits.person.in_(some))
        for person, since in connection.execute(found):
            dates.setdefault(person, []).append(since)
        standings = [
            {"person": person, "uses": len(since), "weight": _weight(since)} for person, since in dates.items()
        ]
        if standings:
            connection.execute(_WEIGH, standings)
        if gone := set(some) - set(dates):
            connection.execute(delete(People).where(People.id.in_(gone)))


def _weight(dates: Iterable[datetime]) -> float:
    halves = [(since - _EPOCH).total_seconds() / _HALF_LIFE for since in dates]
    newest = max(halves)  # by itself the power of a far date is no number any more
    return newest + math.log2(math.fsum(2.0 ** (each - newest) for each in halves))
