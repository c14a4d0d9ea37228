"""What the library knows of those who are credited in an article: whom nobody knows, and what else there is on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from desk.checks.situation import Stranger
from desk.library.proposing import read_declined, read_sources
from desk.library.tables import People
from desk.story.directory import Directory, folded
from desk.story.house import House
from desk.story.names import Names
from desk.story.people import PersonKind

_MANY = 3_000  # names among which one is looked for that is like another
_ALIKE = 88.0  # of 100: so much alike are names of which one may be misspelt

# Whoever is credited in an article and, under this name in whatever case, in no other.
_ONLY_HERE = text(
    "SELECT DISTINCT people.name FROM credits JOIN people ON people.id = credits.person"
    " WHERE credits.article = :article AND NOT EXISTS (SELECT 1 FROM people AS others"
    " JOIN credits AS elsewhere ON elsewhere.person = others.id"
    " WHERE others.key = people.key AND elsewhere.article != :article)"
)
_ANY_ELSEWHERE = text(
    "SELECT 1 FROM credits WHERE article < :article UNION ALL SELECT 1 FROM credits WHERE article > :article LIMIT 1"
)
_NAMES = select(People.name).order_by(People.weight.desc()).limit(bindparam("most"))


def about_credits(
    connection: Connection, article: str, house: House, directory: Directory, *, closely: bool = False
) -> dict[str, Any]:
    """What a `Situation` says of the credits of an article. `closely` has what helps whoever looks after them, and
    holds up nothing that goes out: names that are much like those of strangers, and where people are based."""
    return {
        "strangers": tuple(_strangers(connection, article, house, directory, near=closely)),
        "sources": read_sources(connection, article),
        "declined": read_declined(connection, article, house, directory),
        "based": based(directory) if closely else (),
    }


def based(directory: Directory) -> tuple[tuple[str, str], ...]:
    """Where the people are who are in a directory with a place."""
    people = (contact for contact in directory.contacts if contact.kind is PersonKind.PERSON)
    return tuple((contact.name, contact.place) for contact in people if contact.place)


def _strangers(
    connection: Connection, article: str, house: House, directory: Directory, *, near: bool
) -> Iterator[Stranger]:
    """Who is credited in an article, in no other one, and neither in the directory nor an agency of the house. Where
    nobody is known yet, nobody is a stranger."""
    names = Names.of(house)
    here = [
        name
        for name in connection.scalars(_ONLY_HERE, {"article": article})
        if not directory.named(name) and not names.know_organisation(name)
    ]
    if not here or not (directory.contacts or connection.scalar(_ANY_ELSEWHERE, {"article": article})):
        return
    known: list[str] = []
    if near:
        known += [name for contact in directory.contacts for name in contact.names]
        known += [name for name in connection.scalars(_NAMES, {"most": _MANY}) if name not in here]
    for name in sorted(here):
        yield Stranger(name, _near(name, known) if near else "")


def _near(name: str, known: Sequence[str]) -> str:
    """The name that is much like another, if there is one."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415  not needed to start

    found = process.extractOne(folded(name), known, processor=folded, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else ""
