"""How somebody was credited the last time, so that the same need not be typed again."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from desk.library.credited import fold
from desk.library.tables import Credits, People
from desk.story.people import Credit, PersonKind, Role


def last_credit(connection: Connection, names: Iterable[str]) -> Credit | None:
    """The newest credit of somebody of these names, whatever their case and accents, or None."""
    wanted = (
        select(People.name, People.kind, Credits.role, Credits.place, Credits.title)
        .join(Credits, Credits.person == People.id)
        .where(People.key.in_(set(map(fold, names))))
        .order_by(Credits.since.desc(), Credits.article.desc(), Credits.position)
        .limit(1)
    )
    found = connection.execute(wanted).first()
    if found is None:
        return None
    return Credit(found.name, PersonKind(found.kind), Role(found.role), found.place, found.title)
