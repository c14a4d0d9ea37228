"""The search index: what it holds of an article, and how what a person types becomes an FTS5 query.

https://www.sqlite.org/fts5.html
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from sqlalchemy import Connection, delete, func, insert, select, update

from desk.library.storing import unpack_fields
from desk.library.tables import Articles, Drafts, Revisions, Stories, search
from desk.story.body import clean_line
from desk.story.story import Story

_MOST_WORDS = 32  # of a query; FTS5's parser has a limit, and nobody types more
_PHRASE = re.compile(r'"([^"]*)"|([^\s"]+)')
# What is Markdown and not the story's words: where a link goes, tags, signs within a word. The index itself passes
# over all other signs.
_ADDRESS = re.compile(r"(?<=\]\()(?:https?|mailto|tel|media):(?:[^\s()\\]|\\.|\([^\s()]*\))*")
_TAG = re.compile(r"(?<!\\)</?(?!https?:|mailto:)[a-z][^<>]*>")
_SIGNS = re.compile(r"\\(?=[^\w\s])|[*`]+")


def words_of(markdown: str) -> str:
    """The words of a body, near enough for searching, without parsing it."""
    return _SIGNS.sub("", unescape(_TAG.sub("", _ADDRESS.sub("", markdown))))


def match_query(typed: str) -> str:
    """An FTS5 query for what a person typed: all words must occur, each may be the beginning of one; words in
    quotation marks must follow one another. "" where there is nothing to search for."""
    terms = []
    for phrase, word in _PHRASE.findall(clean_line(typed).replace("“", '"').replace("”", '"')):
        term = phrase or word
        if any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "Co" for letter in term):
            terms.append(f'"{term}"' if phrase else f'"{term}"*')
    return " ".join(terms[:_MOST_WORDS])


def refresh(connection: Connection, most: int = 20) -> bool:
    """Index articles that changed since they were indexed, some at a time, as others wait; gives whether there may
    be more."""
    stale = connection.execute(
        select(
            Articles.number,
            Articles.slug,
            Articles.title,
            Articles.byline,
            Articles.version,
            func.coalesce(Drafts.fields, Stories.fields).label("fields"),
            func.coalesce(Drafts.body, Stories.body).label("body"),
        )
        .join(Revisions, Revisions.id == Articles.head)
        .join(Stories, Stories.hash == Revisions.story)
        .outerjoin(Drafts, Drafts.article == Articles.id)
        .where(Articles.indexed != Articles.version)
        .order_by(Articles.number.desc())
        .limit(most)
    ).all()
    for row in stale:
        try:
            story = unpack_fields(row.fields)
        except ValueError:  # by a newer Desk; its body can be searched all the same, and the other articles too
            story = Story()
        connection.execute(delete(search).where(search.c.rowid == row.number))
        connection.execute(
            insert(search).values(
                rowid=row.number,
                slug=row.slug,
                title=row.title,
                byline=row.byline,
                credits=_credits_text(story),
                body=_text(story, row.body),
            )
        )
        connection.execute(update(Articles).where(Articles.number == row.number).values(indexed=row.version))
    return len(stale) == most


def is_stale(connection: Connection) -> bool:
    """Whether there is an article that changed since it was indexed."""
    return (
        connection.execute(select(Articles.number).where(Articles.indexed != Articles.version).limit(1)).first()
        is not None
    )


def _credits_text(story: Story) -> str:
    lines = [f"{credit.title} {credit.name} {credit.place}" for credit in story.credits]
    return "\n".join([*lines, story.byline_text, story.contribution_text])


def _text(story: Story, body: str) -> str:
    """What is found with the body: the other things that readers see, then its words."""
    above = (story.kicker, story.deck, story.section, " ".join(story.keywords), story.dateline.place)
    below = (*(correction.text for correction in story.corrections), story.editors_note)
    return "\n".join(filter(None, (*above, words_of(body), *below)))
