"""What is asked of a library: plain functions over a connection that only reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, bindparam, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from desk.errors import NotFound
from desk.library.credited import fold
from desk.library.noted import numbers
from desk.library.storing import Stored, agreed_text, opened
from desk.library.tables import (
    Articles,
    Base,
    Credits,
    Drafts,
    Moves,
    People,
    Revisions,
    Stories,
)
from desk.library.values import ArticleRow, Move, RevisionRow, State, Why
from desk.story.people import Person, PersonKind

_SHORTEST_ID = 6  # characters of an id that may stand for it
_SNIPPET_WORDS = 16
_AT_ONCE = 500  # revisions named in one statement

_AnyRow: TypeAlias = Row[*tuple[Any, ...]]
ROW = (
    *(Articles.id, Articles.slug, Articles.title, Articles.titled, Articles.byline, Articles.state, Articles.words),
    *(Articles.created, Articles.updated, Articles.version, Articles.binned, literal(""), Articles.binned_at),
)


class Current(NamedTuple):
    """The text of an article as it stands: the draft, where `base` and `who` are the draft's, or else the newest
    revision, where they are ""."""

    id: str
    slug: str
    version: int
    created: datetime
    head: str
    caret: int
    base: str
    who: str
    words: int
    fields: str
    body: str
    agreed_fields: str | None
    agreed_body: str | None
    agreed_packed: bytes | None

    @property
    def text(self) -> Stored:
        """The story as it is kept."""
        return Stored(self.fields, self.body)

    @property
    def agreed(self) -> Stored | None:
        """Its baseline, where that is another story and can be read."""
        return agreed_text(self.agreed_fields, self.agreed_body, self.agreed_packed)

    @property
    def baseline(self) -> Stored:
        """What was last agreed on."""
        return self.agreed or self.text

    def to_print_agreed(self) -> Stored:
        """What was last agreed on, to go out as that. Raises Unreadable where it is damaged: then the text that stands
        is no answer."""
        if self.agreed_fields is None or self.agreed_body is None:
            return self.text
        agreed = opened(self.agreed_fields, self.agreed_body, self.agreed_packed)
        agreed.story()
        return agreed


_Agreed = aliased(Stories)
_AS_IT_STANDS = (
    *(Articles.id, Articles.slug, Articles.version, Articles.created, Articles.head, Articles.caret),
    *(func.coalesce(Drafts.base, ""), func.coalesce(Drafts.who, ""), Articles.words),
    *(func.coalesce(Drafts.fields, Stories.fields), func.coalesce(Drafts.body, Stories.body)),
    case((Drafts.article.is_not(None), Drafts.baseline_fields), else_=_Agreed.fields),
    case((Drafts.article.is_not(None), Drafts.baseline_body), else_=_Agreed.body),
    case((Drafts.article.is_(None), _Agreed.packed)),
)
_TEXTS = (
    Base.metadata.tables["articles"]
    .join(Revisions, Revisions.id == Articles.head)
    .join(Stories, Stories.hash == Revisions.story)
    .outerjoin(_Agreed, (_Agreed.hash == Revisions.baseline) & (Revisions.baseline != Revisions.story))
    .outerjoin(Drafts, Drafts.article == Articles.id)
)
# Made once: to make a statement costs more than to run it.
_CURRENT = select(*_AS_IT_STANDS).select_from(_TEXTS).where(Articles.id == bindparam("article"))
_OPEN = (
    select(*ROW, *_AS_IT_STANDS)
    .select_from(_TEXTS)
    .where((Articles.id == bindparam("ref")) | (Articles.slug == bindparam("ref")))
)
_OPEN_ALL = (
    select(*ROW, *_AS_IT_STANDS)
    .select_from(_TEXTS)
    .where(
        Articles.id.in_(bindparam("refs", expanding=True)) | Articles.slug.in_(bindparam("refs", expanding=True)),
    )
)
_ROW_OF = select(*ROW).where(Articles.id == bindparam("article"))


def row_from(row: _AnyRow) -> ArticleRow:
    """A line of the list from what `ROW` selects, which stands first."""
    id_, slug, title, titled, byline, state, *others = row[: len(ROW)]
    return ArticleRow(id_, slug, title, titled, byline, State(state), *others)


def row_of(connection: Connection, article: str) -> ArticleRow:
    """The line of the list for this article."""
    return row_from(connection.execute(_ROW_OF, {"article": article}).one())


def current(connection: Connection, article: str) -> Current:
    """The text of this article as it stands. Raises NotFound."""
    found = connection.execute(_CURRENT, {"article": article}).first()
    if found is None:
        raise NotFound("This article is no longer in the library.")
    return Current(*found)


def is_there(connection: Connection, article: str) -> bool:
    """Whether the library has the article of this id."""
    return connection.scalar(select(Articles.id).where(Articles.id == article)) is not None


def open_article(connection: Connection, ref: str) -> tuple[ArticleRow, Current]:
    """The article of this slug, id or unique beginning of an id, as it stands. Raises NotFound."""
    found = connection.execute(_OPEN, {"ref": ref}).first()
    if found is None:
        found = connection.execute(_OPEN, {"ref": find(connection, ref)}).one()
    return _opened(found)


def _opened(row: _AnyRow) -> tuple[ArticleRow, Current]:
    now: tuple[Any, ...] = row[len(ROW) :]
    return row_from(row), Current(*now)


def open_articles(connection: Connection, refs: Sequence[str]) -> list[tuple[ArticleRow, Current]]:
    """Articles, each as `open_article` opens it, with one question for all of them. Raises NotFound."""
    articles = list(map(_opened, connection.execute(_OPEN_ALL, {"refs": refs})))
    found = {each[0].slug: each for each in articles} | {each[0].id: each for each in articles}
    return [found[ref] if ref in found else open_article(connection, ref) for ref in refs]


def find(connection: Connection, ref: str) -> str:
    """The id of the article of this slug, id, or beginning of an id that no other has.

    Raises NotFound, naming what is near."""
    ref = ref.strip()
    found = connection.scalars(select(Articles.id).where((Articles.id == ref) | (Articles.slug == ref))).first()
    if found is not None:
        return found
    if len(ref) >= _SHORTEST_ID:
        begun = connection.execute(
            select(Articles.id, Articles.slug).where(Articles.id.startswith(ref.lower(), autoescape=True)).limit(4)
        ).all()
        if len(begun) == 1:
            return str(begun[0].id)
        if begun:
            raise NotFound(f"“{ref}” fits several articles: {', '.join(row.slug for row in begun)}.")
    slugs = connection.scalars(select(Articles.slug).where(~Articles.binned)).all()
    near = [slug for slug in slugs if ref and ref.lower() in slug][:3] or get_close_matches(ref.lower(), slugs)
    hint = f" Near it: {', '.join(near)}." if near else ""
    raise NotFound(f"There is no article “{ref}” in this library.{hint}")


_REVISION = (
    select(
        *(Revisions.id, Revisions.article, Revisions.parents, Revisions.who, Revisions.at, Revisions.why),
        *(Revisions.note, Stories.words, Revisions.story, Revisions.baseline),
    )
    .join(Stories, Stories.hash == Revisions.story)
    .order_by(Revisions.id.desc())
)


_REVISION_OF = _REVISION.where(Revisions.id == bindparam("revision"))


def _revision(row: _AnyRow) -> RevisionRow:
    id_, article, parents, who, at, why, note, words, story, baseline = row
    return RevisionRow(id_, article, tuple(parents), who, at, Why(why), note, words, story, baseline)


def revisions(connection: Connection, article: str) -> tuple[RevisionRow, ...]:
    """The history of an article, newest first."""
    return tuple(_revision(row) for row in connection.execute(_REVISION.where(Revisions.article == article)))


def find_revision(connection: Connection, article: str, ref: str) -> RevisionRow:
    """The revision of this number (1 is the oldest), id, or beginning of an id that no other of the article has.

    Raises NotFound."""
    rows = revisions(connection, article)
    number_of = numbers(rows)
    if re.fullmatch("[1-9][0-9]{0,8}", ref):  # ids begin with the time, and so with 0
        named = [row for row in rows if number_of[row.id] == int(ref)][:1]
    else:
        named = [row for row in rows if len(ref) >= _SHORTEST_ID and row.id.startswith(ref.lower())]
    if len(named) != 1:
        last = max(number_of.values(), default=0)
        raise NotFound(f"There is no revision “{ref}” of this article; they are numbered from 1 to {last}.")
    return named[0]


def revision_of(connection: Connection, revision: str) -> RevisionRow:
    """One line of a history. Raises NotFound."""
    found = connection.execute(_REVISION_OF, {"revision": revision}).first()
    if found is None:
        raise NotFound("This revision is not in the library.")
    return _revision(found)


def articles_of(connection: Connection, revisions: Sequence[str]) -> dict[str, str]:
    """The articles to which these revisions belong. Raises NotFound."""
    found: dict[str, str] = {}
    for start in range(0, len(revisions), _AT_ONCE):
        wanted = select(Revisions.id, Revisions.article).where(Revisions.id.in_(revisions[start : start + _AT_ONCE]))
        found |= {row.id: row.article for row in connection.execute(wanted)}
    if set(revisions) - set(found):
        raise NotFound("This revision is not in the library.")
    return found


def revision_text(connection: Connection, revision: str) -> Stored:
    """The text of a revision. Raises NotFound."""
    found = connection.execute(
        select(Stories.fields, Stories.body, Stories.packed)
        .join(Revisions, Revisions.story == Stories.hash)
        .where(Revisions.id == revision)
    ).first()
    if found is None:
        raise NotFound("This revision is not in the library.")
    return opened(*found)


def revision_agreed(connection: Connection, revision: str) -> Stored | None:
    """What was agreed on when a revision was made, where that is another text than its own and can be read. Raises
    NotFound."""
    row = revision_of(connection, revision)
    if row.baseline_hash == row.story_hash:
        return None
    found = select(Stories.fields, Stories.body, Stories.packed).where(Stories.hash == row.baseline_hash)
    return agreed_text(*connection.execute(found).one())


def moves(connection: Connection, article: str) -> tuple[Move, ...]:
    """Where an article went through the work, newest first."""
    columns = (Moves.id, Moves.article, Moves.what, Moves.value, Moves.who, Moves.at, Moves.note, Moves.findings)
    wanted = select(*columns).where(Moves.article == article).order_by(Moves.id.desc())
    return tuple(Move(*row[:-1], tuple(row.findings)) for row in connection.execute(wanted))


def people(connection: Connection, prefix: str, limit: int) -> tuple[Person, ...]:
    """Everybody credited of whose name a word begins so; first who is credited often and lately."""
    wanted = select(People.name, People.kind, People.id).order_by(People.weight.desc(), People.key).limit(limit)
    if key := fold(prefix):
        wanted = wanted.where(_begins(People.key, key))
    return tuple(Person(name, PersonKind(kind), id_) for name, kind, id_ in connection.execute(wanted))


def places(connection: Connection, prefix: str, person: str, limit: int) -> tuple[str, ...]:
    """Places of credits that begin so: first those of this person, the latest first."""
    newest = func.max(Credits.since)
    theirs = func.max(People.name == person)
    wanted = (
        select(Credits.place)
        .join(People, People.id == Credits.person)
        .where(Credits.place != "")
        .group_by(Credits.place)
        .order_by(theirs.desc(), func.max(case((People.name == person, Credits.since))).desc(), newest.desc())
    )
    key = fold(prefix)
    found = (place for place in connection.scalars(wanted) if f" {key}" in f" {fold(place)}")
    return tuple(islice(found, limit))


def _begins(column: InstrumentedAttribute[str], key: str) -> ColumnElement[bool]:
    """Whether the text, or a word in it, begins so."""
    return column.startswith(key, autoescape=True) | column.contains(f" {key}", autoescape=True)
