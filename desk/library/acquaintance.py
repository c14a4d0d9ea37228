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
    "SELECT DISTINCT credits.article, people.name FROM credits JOIN people ON people.id = credits.person"
    " WHERE credits.article IN :articles AND NOT EXISTS (SELECT 1 FROM people AS others"
    " JOIN credits AS elsewhere ON elsewhere.person = others.id"
    " WHERE others.key = people.key AND elsewhere.article != credits.article)"
).bindparams(bindparam("articles", expanding=True))
_ANY_ELSEWHERE = text(
    "SELECT 1 FROM credits WHERE article < :article UNION ALL SELECT 1 FROM credits WHERE article > :article LIMIT 1"
)
_NAMES = select(People.name).order_by(People.weight.desc()).limit(bindparam("most"))


def about_credits(
    connection: Connection, articles: Sequence[str], house: House, directory: Directory, *, closely: bool = False
) -> dict[str, dict[str, Any]]:
    """What a `Situation` says of the credits of each of these articles. `closely` has what helps whoever looks after
    them, and holds up nothing that goes out: names that are much like those of strangers, and where people are
    based."""
    here = _only_here(connection, articles, house, directory)
    sources = read_sources(connection, articles)
    declined = read_declined(connection, articles, house, directory)
    return {
        article: {
            "strangers": tuple(_strangers(connection, article, here.get(article, ()), directory, near=closely)),
            "sources": sources[article],
            "declined": declined[article],
            "based": based(directory) if closely else (),
        }
        for article in articles
    }


def based(directory: Directory) -> tuple[tuple[str, str], ...]:
    """Where the people are who are in a directory with a place."""
    people = (contact for contact in directory.contacts if contact.kind is PersonKind.PERSON)
    return tuple((contact.name, contact.place) for contact in people if contact.place)


def _only_here(
    connection: Connection, articles: Sequence[str], house: House, directory: Directory
) -> dict[str, list[str]]:
    """Who is credited in one of these articles, in no other one, and neither in the directory nor an agency of the
    house."""
    names = Names.of(house)
    here: dict[str, list[str]] = {}
    for article, name in connection.execute(_ONLY_HERE, {"articles": articles}):
        if not directory.named(name) and not names.know_organisation(name):
            here.setdefault(article, []).append(name)
    return here


def _strangers(
    connection: Connection, article: str, here: Sequence[str], directory: Directory, *, near: bool
) -> Iterator[Stranger]:
    """Whom nobody knows of those who are credited only `here`. Where nobody is known yet, nobody is a stranger."""
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
