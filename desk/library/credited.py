"""Who is credited where: the people and credits of a library, which follow from its articles."""

from __future__ import annotations

import math
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.library.tables import Credits, People
from desk.story.body import clean_line
from desk.story.people import Credit, PersonKind

_NAMES = uuid.UUID("6f1c9a52-6d3e-5c0a-9b57-3d1f8c0e7a44")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_HALF_LIFE = 30 * 86_400.0  # seconds after which a credit counts half


def person_id(name: str, kind: PersonKind) -> str:
    """The id of somebody: the same in every library, so that people need not be exchanged."""
    return str(uuid.uuid5(_NAMES, f"{kind}\n{name}"))


def fold(name: str) -> str:
    """A name for comparison: no accents, no case."""
    letters = unicodedata.normalize("NFKD", clean_line(name).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def put_credits(connection: Connection, article: str, credited: Sequence[Credit], since: datetime) -> set[str]:
    """Note who is credited in an article. Gives the ids of all whose credits changed, for `weigh`."""
    named = [(clean_line(credit.name), credit) for credit in credited]
    people = {person_id(name, credit.kind): (name, credit.kind) for name, credit in named if name}
    wanted = [
        (person_id(name, credit.kind), credit.role.value, clean_line(credit.place)) for name, credit in named if name
    ]
    order = Credits.position
    before = connection.execute(
        select(Credits.person, Credits.role, Credits.place).where(Credits.article == article).order_by(order)
    ).all()
    if [tuple(row) for row in before] == wanted:
        return set()
    if before:
        connection.execute(delete(Credits).where(Credits.article == article))
    if wanted:
        connection.execute(
            sqlite_insert(People).on_conflict_do_nothing(),
            [
                {"id": id_, "name": name, "kind": kind.value, "key": fold(name), "uses": 0, "weight": 0.0}
                for id_, (name, kind) in people.items()
            ],
        )
        connection.execute(
            insert(Credits),
            [
                {"article": article, "position": at, "person": person, "role": role, "place": place, "since": since}
                for at, (person, role, place) in enumerate(wanted)
            ],
        )
    return {row.person for row in before} | set(people)


def weigh(connection: Connection, people: Iterable[str]) -> None:
    """Work out anew how often and how lately these are credited; who is credited nowhere any more goes.

    The weight is the logarithm of a sum in which every credit counts twice as much as one that is thirty days
    older. So the order never has to be worked out again as time passes."""
    for person in sorted(people):
        dates = connection.scalars(select(Credits.since).where(Credits.person == person).order_by(Credits.since)).all()
        if not dates:
            connection.execute(delete(People).where(People.id == person))
            continue
        total = math.fsum(2.0 ** ((since - _EPOCH).total_seconds() / _HALF_LIFE) for since in dates)
        standing = {"uses": len(dates), "weight": math.log2(total)}
        connection.execute(update(People).where(People.id == person).values(standing))
