"""The search index: what it holds of an article. What it is asked is made in `query.py`.

https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from desk.library.storing import unpack_fields
from desk.library.tables import Articles, Drafts, Revisions, Stories, search
from desk.story.correcting import in_print
from desk.story.story import Story

# What is Markdown and not the story's words: where a link goes, tags, signs within a word. The index itself passes
# over all other signs.
_ADDRESS = re.compile(r"(?<=\]\()(?:https?|mailto|tel|media):(?:[^\s()\\]|\\.|\([^\s()]*\))*")
_TAG = re.compile(r"(?<!\\)</?(?!https?:|mailto:)[a-z][^<>]*>")
_SIGNS = re.compile(r"\\(?=[^\w\s])|[*`]+")


def words_of(markdown: str) -> str:
    """The words of a body, near enough for searching, without parsing it."""
    return _SIGNS.sub("", unescape(_TAG.sub("", _ADDRESS.sub("", markdown))))


# Made once: to make a statement costs more than to run it.
_STALE = (
    select(
        Articles.number,
        Articles.slug,
        Articles.title,
        Articles.byline,
        Articles.section,
        Articles.version,
        func.coalesce(Drafts.fields, Stories.fields).label("fields"),
        func.coalesce(Drafts.body, Stories.body).label("body"),
    )
    .join(Revisions, Revisions.id == Articles.head)
    .join(Stories, Stories.hash == Revisions.story)
    .outerjoin(Drafts, Drafts.article == Articles.id)
    .where(Articles.indexed != Articles.version)
    .order_by(Articles.number.desc())
    .limit(bindparam("most"))
)
_OUT = delete(search).where(search.c.rowid == bindparam("of"))
_IN = insert(search)
_DONE = update(Articles).where(Articles.number == bindparam("of"))


def refresh(connection: Connection, most: int = 20) -> bool:
    """Index articles that changed since they were indexed, some at a time, as others wait; gives whether there may
    be more."""
    stale = connection.execute(_STALE, {"most": most}).all()
    if not stale:
        return False
    connection.execute(_OUT, [{"of": row.number} for row in stale])
    connection.execute(_IN, [_indexed(row) for row in stale])
    connection.execute(_DONE, [{"of": row.number, "indexed": row.version} for row in stale])
    return len(stale) == most


def _indexed(row: Row[*tuple[Any, ...]]) -> dict[str, object]:
    """What the index holds of an article."""
    try:
        story = unpack_fields(row.fields)
    except ValueError:  # by a newer Desk; its body can be searched all the same, and the other articles too
        story = Story()
    return {
        "rowid": row.number,
        "slug": row.slug,
        "title": row.title,
        "byline": row.byline,
        "credits": _credits_text(story),
        "section": row.section,
        "tags": "\n".join(story.keywords),
        "notes": "\n".join(filter(None, (story.editors_note, *(credit.note for credit in story.credits)))),
        "body": _text(story, row.body),
    }


def stale_number(connection: Connection, most: int | None = None) -> int:
    """How many articles changed since they were indexed; counted up to `most`. They have an index of their own."""
    some = select(Articles.number).where(Articles.indexed != Articles.version).limit(most).subquery()
    return connection.scalar(select(func.count()).select_from(some)) or 0


def _credits_text(story: Story) -> str:
    lines = [f"{credit.title} {credit.name} {credit.place}" for credit in story.credits]
    return "\n".join([*lines, story.byline_text, story.contribution_text])


def _text(story: Story, body: str) -> str:
    """What is found with the body: the other things that readers see, then its words."""
    above = (story.kicker, story.deck, story.dateline.place)
    below = (correction.text for correction in in_print(story.corrections))
    return "\n".join(filter(None, (*above, words_of(body), *below)))
