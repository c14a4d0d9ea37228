"""What the list shows of an article. It follows from the records and the draft, and can be made anew from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Connection, Row, bindparam, delete, exists, func, insert, select, true, update
from sqlalchemy.orm import aliased

from desk.errors import Unreadable
from desk.library.credited import fold, put_credits, weigh
from desk.library.faces import UNTITLED, byline_of, first_words, slug_of
from desk.library.packing import lay_open, pack_all
from desk.library.search import refresh
from desk.library.storing import unpack_fields
from desk.library.tables import (
    Anchors,
    Articles,
    Credits,
    Deliveries,
    Drafts,
    Moves,
    People,
    Revisions,
    Stories,
    search,
)
from desk.library.values import State
from desk.story.body import clean_line
from desk.story.story import Story

_PARTS_READ, _LONGEST_PART = 5, 2_000  # of a body: how many parts, and how much of each, are looked at for them
_LONGEST_KEY = 80  # characters by which headlines are sorted
_YEARS = (1000, 9998)  # those that sort as they read, wherever on earth it is

_NUMBER = re.compile(r"\d+")
_AT_ONCE = 200  # articles of which the records are read in one go


@dataclass(frozen=True, slots=True)
class Face:
    """What the list shows of a story."""

    title: str
    titled: bool
    byline: str
    section: str
    words: int

    @property
    def key(self) -> str:
        """What the title is sorted by: no case, no accents, no signs before it."""
        return re.sub(r"^[\W_]+", "", fold(self.title))[:_LONGEST_KEY]


def face_of(story: Story, body: str, words: int) -> Face:
    """What the list shows of a story with this body as Markdown; the story's own body is not looked at."""
    headline = clean_line(story.headline)
    title = headline or _first_words(body)
    return Face(title, bool(headline), byline_of(story), clean_line(story.section), words)


def _first_words(body: str) -> str:
    """What the body begins with."""
    for part in body.split("\n\n", _PARTS_READ)[:_PARTS_READ]:
        line = _line_of(part[:_LONGEST_PART])
        if line:
            return first_words(line)
    return UNTITLED


@lru_cache(maxsize=16)
def _line_of(part: str) -> str:
    from desk.formats.markdown import read_body  # noqa: PLC0415 — a list is shown sooner without it

    try:
        return clean_line(read_body(part).text)
    except Unreadable:
        return ""


_WENT_OUT = select(Deliveries.id).where(Deliveries.article == bindparam("article")).limit(1)
_TAKEN = select(Articles.id).where(Articles.slug == bindparam("slug"), Articles.id != bindparam("article"))


def slug_for(connection: Connection, story: Story, article: str, current: str = "") -> str:
    """The name of an article in this library. The one that it has stays while it fits the story's slug or,
    where that is empty, its headline; and once the article went out under it."""
    base = slug_of(story)
    if current == base or (current.startswith(f"{base}-") and _NUMBER.fullmatch(current, len(base) + 1)):
        return current
    if current and not story.slug and connection.execute(_WENT_OUT, {"article": article}).first():
        return current
    slug, number = base, 1
    while connection.execute(_TAKEN, {"slug": slug, "article": article}).first():
        number += 1
        slug = f"{base}-{number}"
    return slug


class Text(NamedTuple):
    """A story as the list looks at it: its fields, its body as Markdown, its words."""

    fields: Story
    body: str
    words: int


def face_values(connection: Connection, article: str, slug: str, text: Text) -> dict[str, object]:
    """The columns of the list that follow from a text. `slug` is the one that the article has."""
    face = face_of(text.fields, text.body, text.words)
    return {
        "title": face.title,
        "title_key": face.key,
        "titled": face.titled,
        "byline": face.byline,
        "section": face.section,
        "words": face.words,
        "slug": slug_for(connection, text.fields, article, slug),
    }


def counts_from(story: Story, made: datetime) -> datetime:
    """From when its credits count: when a story was first published, or was made where it never was. A year that
    nobody can mean is none."""
    at = story.first_published
    return at if at is not None and _YEARS[0] <= at.year <= _YEARS[1] else made


def add_row(connection: Connection, article: str, since: datetime, text: Text, **values: object) -> set[str]:
    """A new line of the list. `values` are the columns that do not follow from the text. Gives whom it
    credits anew or no more, for `weigh`."""
    shown = face_values(connection, article, "", text)
    own: dict[str, object] = {"id": article, "created": since, "indexed": -1, "caret": 0}
    connection.execute(_ADD_ROW, own | shown | values)
    return put_credits(connection, article, text.fields.credits, counts_from(text.fields, since))


def put_row(connection: Connection, article: str, slug: str, since: datetime, text: Text, **values: object) -> set[str]:
    """Have the list show this text for an article, and set other columns. Gives whom it
    credits anew or no more, for `weigh`."""
    shown = face_values(connection, article, slug, text)
    connection.execute(_PUT_ROW, {"of": article, "created": since} | shown | values)
    return put_credits(connection, article, text.fields.credits, counts_from(text.fields, since))


def project(connection: Connection, article: str, changed: bool = True) -> set[str]:
    """Make the row of an article from its records and its draft. With `changed` its text is another than before:
    its version grows. Gives whom it credits anew or no more, for `weigh`."""
    (records,) = _records_of(connection, [article])
    return _project(connection, records, changed)


class _Records(NamedTuple):
    """What is known of an article besides its text: the revision that stands, when the first one was made, its moves,
    the oldest first, and its row."""

    article: str
    head: str
    created: datetime
    moves: Sequence[Row[*tuple[Any, ...]]]
    row: Row[*tuple[Any, ...]] | None


def _records_of(connection: Connection, articles: Sequence[str]) -> Iterator[_Records]:
    of = {"articles": articles}
    heads = {one.article: one.id for one in connection.execute(_HEADS, of)}
    begun = {one.article: one.at for one in connection.execute(_BEGUN, of)}
    rows = {one.id: one for one in connection.execute(_OWN, of)}
    moves: dict[str, list[Row[*tuple[Any, ...]]]] = {}
    for one in connection.execute(_MOVES, of):
        moves.setdefault(one.article, []).append(one)
    for article in articles:
        yield _Records(article, heads[article], begun[article], moves.get(article, ()), rows.get(article))


def _project(connection: Connection, records: _Records, changed: bool) -> set[str]:
    article, head, created, moved, row = records
    story, blob, drafted, fields, body, words, updated = connection.execute(_TEXT, {"head": head}).one()
    if blob is not None:
        opened = lay_open(connection, story, blob)
        fields, body = (fields, body) if drafted else (opened.fields, opened.body)
    text = Text(unpack_fields(fields), body, words)
    moves = {one.what: one for one in moved}
    state, bin_ = moves.get("state"), moves.get("bin")
    binned = bin_ is not None and bin_.value == "in"
    values: dict[str, object] = {
        "head": head,
        "updated": updated,
        "state": state.value if state else State.DRAFT.value,
        "binned": binned,
        "binned_at": bin_.at if bin_ and binned else None,
        "version": (row.version if row else 0) + changed,
    }
    if row is None:
        return add_row(connection, article, created, text, **values)
    return put_row(connection, article, row.slug, created, text, **values)


# Made once: to make a statement costs more than to run it.
_ADD_ROW = insert(Articles)
_PUT_ROW = update(Articles).where(Articles.id == bindparam("of"))
_ARTICLES: BindParameter[Sequence[str]] = bindparam("articles", expanding=True)
_OWN = select(Articles.id, Articles.slug, Articles.version).where(Articles.id.in_(_ARTICLES))
# The newest leaves (see `newest_leaf`). SQLite looks through the parents once; to read a thousand revisions into
# Python, for each of which one is made, would take as long as all the rest.
_CHILD = aliased(Revisions)
_PARENT = func.json_each(_CHILD.parents).table_valued("value")
_PARENTS = select(_PARENT.c.value).select_from(_CHILD).join(_PARENT, true()).where(_CHILD.article.in_(_ARTICLES))
_HEADS = (
    select(Revisions.article, func.max(Revisions.id).label("id"))
    .where(Revisions.article.in_(_ARTICLES), Revisions.id.not_in(_PARENTS))
    .group_by(Revisions.article)
)
# SQLite takes the time from the row of the smallest id: https://www.sqlite.org/lang_select.html#bareagg
_BEGUN = (
    select(Revisions.article, func.min(Revisions.id), Revisions.at)
    .where(Revisions.article.in_(_ARTICLES))
    .group_by(Revisions.article)
)
_MOVES = select(Moves.article, Moves.what, Moves.value, Moves.at).where(Moves.article.in_(_ARTICLES)).order_by(Moves.id)
# The draft of the article of which this is the newest revision, or else its story.
_TEXT = (
    select(
        Stories.hash,
        Stories.packed,
        Drafts.article.is_not(None),
        func.coalesce(Drafts.fields, Stories.fields),
        func.coalesce(Drafts.body, Stories.body),
        func.coalesce(Drafts.words, Stories.words),
        func.coalesce(Drafts.at, Revisions.at),
    )
    .select_from(Revisions)
    .join(Stories, Stories.hash == Revisions.story)
    .outerjoin(Drafts, Drafts.article == Revisions.article)
    .where(Revisions.id == bindparam("head"))
)


def newest_leaf(parents: dict[str, list[str]]) -> str:
    """Of revisions and their parents, the one that stands: the newest that no other was made from. Two libraries
    that have the same records agree on it."""
    return max(set(parents) - {parent for each in parents.values() for parent in each})


def rebuild(connection: Connection, watch: Callable[[int, int], None] | None = None) -> int:
    """Make the list, the credits and the search index anew; gives the number of articles. Where the anchors of comments
    are is found out again when it is asked for. What `watch` raises, which is told how far it is, ends it."""

    def tell(done: int) -> None:
        if watch is not None:
            watch(done, 2 * len(articles))

    articles = connection.scalars(select(Revisions.article).distinct().order_by(Revisions.article)).all()
    connection.execute(delete(Articles).where(~exists().where(Revisions.article == Articles.id)))
    people = set(connection.scalars(select(People.id)))
    connection.execute(delete(Credits))
    connection.execute(delete(Anchors))
    for start in range(0, len(articles), _AT_ONCE):
        tell(start)
        for records in _records_of(connection, articles[start : start + _AT_ONCE]):
            people |= _project(connection, records, changed=False)
    weigh(connection, people)
    pack_all(connection)
    connection.execute(delete(search))
    connection.execute(update(Articles).values(indexed=-1))
    indexed = 0
    while refresh(connection, _AT_ONCE):
        indexed += _AT_ONCE
        tell(len(articles) + min(indexed, len(articles)))
    return len(articles)
