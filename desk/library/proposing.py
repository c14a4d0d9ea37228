"""Who may be credited for an article, as the library's records tell it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, insert, select

from desk.checks.sources import Source
from desk.library.begun import new_id
from desk.library.database import Database
from desk.library.directing import read_directory
from desk.library.opened import OpenLibrary
from desk.library.records import own_replica
from desk.library.tables import Declined, Sources
from desk.library.writer import Transaction
from desk.story.body import clean_line, clean_text
from desk.story.directory import Directory
from desk.story.house import House

if TYPE_CHECKING:
    from desk.checks.proposals import Proposals
    from desk.library.authoring import Authors

DECLINED, OFFERED = "declined", "offered"  # what is done to a name
_LONGEST_COPY = 100_000  # characters of pasted copy that are kept

# Made once: to make a statement costs more than to run it.
_OF_ARTICLE = select(Declined.name, Declined.did).where(Declined.article == bindparam("of")).order_by(Declined.id)
_OF_ARTICLES = (
    select(Declined.article, Declined.name, Declined.did)
    .where(Declined.article.in_(bindparam("of", expanding=True)))
    .order_by(Declined.id)
)
_SOURCES = (
    select(Sources.article, Sources.name, Sources.address, Sources.words, Sources.who, Sources.at)
    .where(Sources.article.in_(bindparam("of", expanding=True)))
    .order_by(Sources.id)
)
_ADD_DECLINED = insert(Declined)
_ADD_SOURCE = insert(Sources)


class Proposing(OpenLibrary):
    """The part of `Library` that proposes credits."""

    def __init__(self, database: Database, who: str = "") -> None:
        super().__init__(database, who)
        self._authors: Authors | None = None

    def proposals(self, article: str, house: House) -> Proposals:
        """Who may be credited for an article as it stands (its id), with the evidence, and what is odd about its
        credits. It reads the history: not for the window's thread. Raises NotFound, Unreadable."""
        from desk.library.record import proposals_of  # noqa: PLC0415  not needed to start

        if self._authors is None:
            from desk.library.authoring import Authors  # noqa: PLC0415

            self._authors = Authors()
        with self._database.reader() as connection:
            return proposals_of(connection, self._authors, article, house)

    def declined(self, article: str, house: House) -> tuple[str, ...]:
        """The names of those who were said to be no contributors to an article, whether anything speaks for them now or
        not."""
        with self._database.reader() as connection:
            return read_declined(connection, [article], house, read_directory(connection))[article]

    def decline(self, article: str, name: str) -> Future[None]:
        """Remember that somebody of this name is no contributor to an article: they are not offered any more."""
        return self._write(partial(_decide, article=article, name=name, did=DECLINED))

    def offer_again(self, article: str, name: str) -> Future[None]:
        """Take back that somebody is no contributor."""
        return self._write(partial(_decide, article=article, name=name, did=OFFERED))

    def note_source(self, article: str, name: str, address: str, words: str) -> Future[None]:
        """Remember that these words, which were pasted into an article, are copy of somebody's."""
        return self._write(partial(_note_source, article=article, name=name, address=address, words=words))


def read_declined(
    connection: Connection, articles: Sequence[str], house: House, directory: Directory
) -> dict[str, tuple[str, ...]]:
    """The names of those who are no contributors to these articles. What was said last of somebody holds, by whatever
    name."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(articles, ())
    rows = connection.execute(_OF_ARTICLES, {"of": articles}).all()
    if not rows:
        return found
    from desk.checks.whose import Whose  # noqa: PLC0415  not needed to start

    whose = Whose(house, directory)
    newest = {(row.article, whose.key(row.name)): row for row in rows}
    for row in newest.values():
        if row.did == DECLINED:
            found[row.article] += (row.name,)
    return found


def read_sources(connection: Connection, articles: Sequence[str]) -> dict[str, tuple[Source, ...]]:
    """Whose copy was pasted into these articles, the oldest first."""
    found: dict[str, tuple[Source, ...]] = dict.fromkeys(articles, ())
    for row in connection.execute(_SOURCES, {"of": articles}):
        found[row.article] += (Source(row.name, row.address, row.words, row.who, row.at),)
    return found


def _decide(t: Transaction, article: str, name: str, did: str) -> None:
    name = clean_line(name)
    rows = t.connection.execute(_OF_ARTICLE, {"of": article})
    # What was said since of another name may be meant for the same person, whom only the house's names tell.
    said = [row.did for row in rows if row.name == name or row.did != did]
    if not name or did == (said[-1] if said else ""):
        return
    values = {"id": new_id(), "article": article, "name": name, "did": did}
    t.connection.execute(_ADD_DECLINED, values | _by(t))
    t.tell("credits", article)


def _note_source(t: Transaction, article: str, name: str, address: str, words: str) -> None:
    name, address, words = clean_line(name), clean_line(address), clean_text(words).strip()[:_LONGEST_COPY]
    known: Iterable[Source] = read_sources(t.connection, [article])[article]
    if not name or not words or any((each.name, each.words) == (name, words) for each in known):
        return
    values = {"id": new_id(), "article": article, "name": name, "address": address, "words": words}
    t.connection.execute(_ADD_SOURCE, values | _by(t))
    t.tell("credits", article)


def copy_sources(t: Transaction, article: str, other: str) -> None:
    """Note for an article that has the words of another one whose copy was pasted into that."""
    for each in read_sources(t.connection, [article])[article]:
        values = {name: getattr(each, name) for name in ("name", "address", "words", "who", "at")}
        own = {"id": new_id(), "article": other, "replica": own_replica(t)}
        t.connection.execute(_ADD_SOURCE, values | own)


def _by(t: Transaction) -> dict[str, object]:
    return {"who": t.who, "at": t.at, "replica": own_replica(t)}
