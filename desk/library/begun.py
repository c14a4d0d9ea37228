"""Articles that are begun before their library knows of them. No SQLAlchemy here: a window begins them at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desk.library.faces import UNTITLED, byline_of, first_words, slug_of
from desk.library.values import ArticleRow, State
from desk.story.body import block_text, clean_line
from desk.story.story import Story

NOT_YET = 0  # the version of an article that its library does not have yet: the first save makes it
_MOST_READ = 160  # characters of a block


def new_id() -> str:
    """A time-ordered id (UUIDv7, RFC 9562); those of one process grow."""
    import uuid6  # noqa: PLC0415  it takes long, and a library that is open has it already

    return str(uuid6.uuid7())


def begun_row(story: Story, before: ArticleRow | None = None, *, id_: str = "", words: int = 0) -> ArticleRow:
    """What a list shows of an article that the library does not have yet. `before` is what it showed of it last; else
    it is a new one, of this id if one is given. Its slug is the one that it will have, if no other has that."""
    now = datetime.now(UTC)
    headline = clean_line(story.headline)
    first = before or ArticleRow(id_ or new_id(), "", "", False, "", State.DRAFT, 0, now, now, NOT_YET)
    return replace(
        first,
        slug=slug_of(story),
        title=headline or _first_words(story),
        titled=bool(headline),
        byline=byline_of(story),
        words=words,
    )


def _first_words(story: Story) -> str:
    """What the body begins with."""
    lines = (clean_line(block_text(block)[:_MOST_READ]) for block in story.body.blocks)
    return first_words(next(filter(None, lines), UNTITLED))
