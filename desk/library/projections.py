"""What the list shows of an article. It follows from the records and the draft, and can be made anew from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from desk.library.credited import put_credits, weigh
from desk.library.search import refresh
from desk.library.storing import unpack_fields
from desk.library.tables import Articles, Credits, Deliveries, Drafts, Moves, People, Revisions, Stories, search
from desk.library.values import State
from desk.story.body import clean_line
from desk.story.people import Role
from desk.story.slugs import slugify
from desk.story.story import Story

_LONGEST_SLUG = 80  # characters; what a house thinks too long is for its checks to say
_PARTS_READ, _LONGEST_PART = 5, 2_000  # of a body: how many parts, and how much of each, are looked at for them
_FIRST_WORDS = 80  # characters of a body that stand for a missing headline


@dataclass(frozen=True, slots=True)
class Face:
    """What the list shows of a story."""

    title: str
    titled: bool
    byline: str
    words: int


def face_of(story: Story, body: str, words: int) -> Face:
    """What the list shows of a story with this body as Markdown; the story's own body is not looked at."""
    headline = clean_line(story.headline)
    names = ", ".join(clean_line(credit.name) for credit in story.credits if credit.role is Role.BY)
    return Face(headline or _first_words(body), bool(headline), names or clean_line(story.byline_text), words)


def _first_words(body: str) -> str:
    """What the body begins with, cut at a word."""
    for part in body.split("\n\n", _PARTS_READ)[:_PARTS_READ]:
        line = _line_of(part[:_LONGEST_PART])
        if len(line) > _FIRST_WORDS:
            return line[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
        if line:
            return line
    return "Untitled"


@lru_cache(maxsize=16)
def _line_of(part: str) -> str:
    from desk.formats.markdown import read_body  # noqa: PLC0415 — a list is shown sooner without it

    return clean_line(read_body(part).text)


def slug_for(connection: Connection, story: Story, article: str, current: str = "") -> str:
    """The name of an article in this library. The one that it has stays while it fits the story's slug or,
    where that is empty, its headline; and once the article went out under it."""
    base = slugify(story.slug, _LONGEST_SLUG) or slugify(story.headline) or "untitled"
    if current and re.fullmatch(re.escape(base) + r"(-\d+)?", current):
        return current
    if current and not story.slug and connection.scalar(select(exists().where(Deliveries.article == article))):
        return current
    slug, number = base, 1
    while connection.scalar(select(exists().where(Articles.slug == slug, Articles.id != article))):
        number += 1
        slug = f"{base}-{number}"
    return slug


def put_face(
    connection: Connection, article: str, slug: str, since: datetime, text: tuple[Story, str, int], **more: object
) -> set[str]:
    """Have the list show this text (the story's fields, its body as Markdown, its words) for an article that has
    a row, and set `more` of its columns. Gives the people whose credits changed, for `weigh`."""
    story, body, words = text
    face = face_of(story, body, words)
    values: dict[str, object] = {
        "title": face.title,
        "titled": face.titled,
        "byline": face.byline,
        "words": face.words,
        "slug": slug_for(connection, story, article, slug),
    }
    connection.execute(update(Articles).where(Articles.id == article).values(values | more))
    return put_credits(connection, article, story.credits, since)


def project(connection: Connection, article: str, changed: bool = True) -> set[str]:
    """Make the row of an article from its records and its draft. With `changed` its text is another than before:
    its version grows. Gives the people whose credits changed, for `weigh`."""
    chain = connection.execute(
        select(Revisions.id, Revisions.parents, Revisions.at).where(Revisions.article == article).order_by(Revisions.id)
    ).all()
    head = newest_leaf({row.id: row.parents for row in chain})
    at = {row.id: row.at for row in chain}
    fields, body, words, drafted = _text_of(connection, head)
    row = connection.execute(select(Articles.slug, Articles.version).where(Articles.id == article)).first()
    slug, version = row or ("", 0)
    if row is None:
        _add_empty_row(connection, article, head, at[chain[0].id])
    moves = _newest_moves(connection, article)
    return put_face(
        connection,
        article,
        slug,
        at[chain[0].id],
        (unpack_fields(fields), body, words),
        head=head,
        created=at[chain[0].id],
        updated=drafted or at[head],
        state=moves.get("state", State.DRAFT),
        binned=moves.get("bin") == "in",
        version=version + changed,
    )


def newest_leaf(parents: dict[str, list[str]]) -> str:
    """Of revisions and their parents, the one that stands: the newest that no other was made from. Two libraries
    that have the same records agree on it."""
    return max(set(parents) - {parent for each in parents.values() for parent in each})


def _text_of(connection: Connection, head: str) -> Row[str, str, int, datetime | None]:
    """The draft of the article of which this is the newest revision, or else its story (then without a time)."""
    return connection.execute(
        select(
            func.coalesce(Drafts.fields, Stories.fields),
            func.coalesce(Drafts.body, Stories.body),
            func.coalesce(Drafts.words, Stories.words),
            Drafts.at,
        )
        .select_from(Revisions)
        .join(Stories, Stories.hash == Revisions.story)
        .outerjoin(Drafts, Drafts.article == Revisions.article)
        .where(Revisions.id == head)
    ).one()


def _add_empty_row(connection: Connection, article: str, head: str, created: datetime) -> None:
    """A row to be filled in, until then under a slug that nobody else has."""
    values = {"title": "", "titled": False, "byline": "", "words": 0, "state": State.DRAFT, "binned": False}
    times = {"created": created, "updated": created, "head": head, "version": 0, "indexed": -1, "caret": 0}
    connection.execute(insert(Articles).values(id=article, slug=f"new {article}", **values, **times))


def _newest_moves(connection: Connection, article: str) -> dict[str, str]:
    moves = select(Moves.what, Moves.value).where(Moves.article == article).order_by(Moves.id)
    return {row.what: row.value for row in connection.execute(moves)}


def rebuild(connection: Connection) -> int:
    """Make the list, the credits and the search index anew; gives the number of articles."""
    articles = connection.scalars(select(Revisions.article).distinct().order_by(Revisions.article)).all()
    connection.execute(delete(Articles).where(~exists().where(Revisions.article == Articles.id)))
    people = set(connection.scalars(select(People.id)))
    connection.execute(delete(Credits))
    for article in articles:
        people |= project(connection, article, changed=False)
    weigh(connection, people)
    connection.execute(delete(search))
    connection.execute(update(Articles).values(indexed=-1))
    while refresh(connection):
        pass
    return len(articles)
