"""Everything that a library has, read out as it is at one moment, and taken in again: so that nobody is locked in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, func, select

from desk.errors import Unreadable
from desk.library import whole_take
from desk.library.moments import moment_text
from desk.library.opened import OpenLibrary
from desk.library.storing import opened
from desk.library.tables import Articles, Base, Drafts, Media, Revisions, Stories
from desk.library.travel import OF_ARTICLES, Record, pages_of, rows_of, stories_of
from desk.library.values import ArticleRow, Merged
from desk.library.whole_take import Dossier, Edit, Edited, OwnRows, Text
from desk.story.story import Story

__all__ = ["Dossier", "Edit", "Edited", "Everything", "Text", "Whole"]

Row: TypeAlias = dict[str, Any]
_AT_ONCE = 20  # articles with all their versions that are held at a time
_PAGE = 500
OWN_TABLES = ("replicas", "settings", "furniture", "gone", "contacts", "looks")


@dataclass(frozen=True, slots=True)
class Face:
    """What the list says of an article, for people to read. `head` is the revision that stands, or that its draft
    is on."""

    head: str
    state: str
    binned: bool
    created: str
    updated: str


class Everything:
    """All that is in a library at one moment, whatever is written meanwhile. For one thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def articles(self) -> int:
        """How many articles there are, in the bin too."""
        return self._connection.scalar(select(func.count()).select_from(Articles)) or 0

    def pictures(self) -> int:
        """How many pictures there are."""
        return self._connection.scalar(select(func.count()).select_from(Media)) or 0

    def dossiers(self) -> Iterator[tuple[Dossier, Face]]:
        """Every article with all that belongs to it, in the order in which they came."""
        wanted = select(Articles).order_by(Articles.number).limit(_AT_ONCE)
        after = -1
        while found := self._connection.execute(wanted.where(Articles.number > after)).mappings().all():
            after = found[-1]["number"]
            parts = self._parts([row["id"] for row in found])
            for row in found:
                since, until = moment_text(row["created"]), moment_text(row["updated"])
                face = Face(row["head"], row["state"], row["binned"], since, until)
                yield Dossier(row["id"], row["slug"], row["version"], row["caret"], **parts[row["id"]]), face

    def _parts(self, articles: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Of each article its records of every kind, its texts, its draft."""
        kinds = {kind: _by_article(rows_of(self._connection, kind, "article", articles)) for kind in OF_ARTICLES}
        texts = self._texts(
            sorted(stories_of(row for kind in kinds.values() for rows in kind.values() for row in rows))
        )
        drafted = self._connection.execute(select(Drafts).where(Drafts.article.in_(articles))).mappings()
        drafts = {row["article"]: _plain(dict(row)) for row in drafted}
        parts = {}
        for article in articles:
            records = {name: tuple(kind.get(article, ())) for name, kind in kinds.items()}
            named = stories_of(row for rows in records.values() for row in rows)
            own = {hash_: texts[hash_] for hash_ in named if hash_ in texts}
            sent = (page.values for page in pages_of(self._connection, records["deliveries"]))
            pages = {page["hash"]: page["data"] for page in sent}
            parts[article] = records | {"texts": own, "draft": drafts.get(article), "pages": pages}
        return parts

    def _texts(self, hashes: Sequence[str]) -> dict[str, Text]:
        """These texts by their hashes, without those that are damaged."""
        wanted = select(Stories.hash, Stories.words, Stories.fields, Stories.body, Stories.packed)
        texts = {}
        for start in range(0, len(hashes), _PAGE):
            some = wanted.where(Stories.hash.in_(hashes[start : start + _PAGE]))
            for hash_, words, fields, body, packed in self._connection.execute(some):
                with suppress(Unreadable):
                    texts[hash_] = Text(opened(fields, body, packed), words)
        return texts

    def media(self) -> Iterator[Record]:
        """Every picture with its bytes, in the order of their hashes."""
        table, after = _table("media"), ""
        wanted = select(table.c.hash).order_by(table.c.hash).limit(_PAGE)
        while hashes := self._connection.scalars(wanted.where(table.c.hash > after)).all():
            after = hashes[-1]
            for hash_ in hashes:
                row = self._connection.execute(select(table).where(table.c.hash == hash_)).mappings().one()
                yield Record("media", _plain(dict(row)))

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of one of `OWN_TABLES`."""
        source = _table(table)
        for row in self._connection.execute(select(source).order_by(*source.primary_key)).mappings():
            yield _plain(dict(row))


class Whole(OpenLibrary):
    """The part of `Library` that gives everything out, and takes it in."""

    @contextmanager
    def everything(self) -> Iterator[Everything]:
        """All that is in the library now."""
        with self._database.reader() as connection:
            yield Everything(connection)

    def missing_media(self, hashes: Sequence[str]) -> set[str]:
        """Which of these pictures (SHA-256, hex) are not here."""
        with self._database.reader() as connection:
            return set(hashes) - set(connection.scalars(select(Media.hash).where(Media.hash.in_(hashes))))

    def is_new(self) -> bool:
        """Whether there was never an article in this library."""
        with self._database.reader() as connection:
            return connection.scalar(select(Revisions.id).limit(1)) is None

    def take_own(self, rows: OwnRows) -> Future[None]:
        """Take in what belongs to a library as such: all that is not here yet where the library is new, else only
        saved searches, words and furniture."""
        return self._write(partial(whole_take.take_own, rows=rows))

    def take_dossiers(self, dossiers: Sequence[Dossier], bring_back: bool = False) -> Future[Merged]:
        """Take articles in with all that belongs to them: all or none. The Future raises ValueError where they do
        not hold together."""
        return self._write(lambda t: whole_take.take_dossiers(t, dossiers, bring_back))

    def take_edited(self, edit: Edit) -> Future[Edited]:
        """Take in a text that was made outside of Desk. Where the article went on here since, it comes into the
        history and the text stays."""
        return self._write(lambda t: whole_take.take_edited(t, self._scribe, edit))

    def take_file(self, story: Story, note: str, named: str) -> Future[ArticleRow | None]:
        """Make an article of a text, or nothing where one was made of the same text with the same note before."""
        return self._write(lambda t: whole_take.take_file(t, self._scribe, story, note, named))


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _plain(row: Row) -> Row:
    """A row as JSON knows it."""
    return {name: moment_text(one) if isinstance(one, datetime) else one for name, one in row.items()}


def _by_article(records: Iterator[Record]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for record in records:
        found.setdefault(record.values["article"], []).append(record.values)
    return found
