"""What a list shows of a story. No SQLAlchemy: a window shows a story so before its library knows of it."""

from __future__ import annotations

from desk.story.body import clean_line
from desk.story.people import Role
from desk.story.slugs import slugify
from desk.story.story import Story

UNTITLED = "Untitled"
_LONGEST_SLUG = 80  # characters; what a house thinks too long is for its checks to say
_FIRST_WORDS = 80  # characters of a body that stand for a missing headline


def slug_of(story: Story) -> str:
    """The name that its article gets, if no other has that."""
    return slugify(story.slug, _LONGEST_SLUG) or slugify(story.headline) or "untitled"


def byline_of(story: Story) -> str:
    """Whom a list names as its writers."""
    names = ", ".join(clean_line(credit.name) for credit in story.credits if credit.role is Role.BY)
    return names or clean_line(story.byline_text)


def first_words(line: str) -> str:
    """What stands for a missing headline, of the first line of a body: cut at a word."""
    return line if len(line) <= _FIRST_WORDS else line[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
