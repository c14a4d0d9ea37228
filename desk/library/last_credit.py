"""How somebody was credited the last time, so that the same need not be typed again."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desk.library.credited import fold
from desk.library.tables import Credits, People
from desk.story.people import Credit, PersonKind, Role


def last_credit(connection: Connection, name: str) -> Credit | None:
    """The newest credit of this name, whatever its case and accents, or None."""
    wanted = (
        select(People.name, People.kind, Credits.role, Credits.place)
        .join(Credits, Credits.person == People.id)
        .where(People.key == fold(name))
        .order_by(Credits.since.desc(), Credits.article.desc(), Credits.position)
        .limit(1)
    )
    found = connection.execute(wanted).first()
    if found is None:
        return None
    return Credit(found.name, PersonKind(found.kind), Role(found.role), found.place)
