"""The save of a draft with which its own writer goes on: what nearly all saves are, and so what must cost little.

It is what `Scribe.save_draft` does where nothing but the text changed, in two statements of plain SQL, and writes no
index that need not be written. Whether that is so is looked at in the file, within the same transaction.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import datetime

from desk.library.moments import moment_text
from desk.library.records import Kept
from desk.library.values import ArticleRow, Saved
from desk.story.body import clean_line
from desk.story.story import Story

_PUT_DRAFT = "UPDATE drafts SET fields = ?, body = ?, words = ?, at = ? WHERE article = ? AND who = ?"
_PUT_ROW = (
    "UPDATE articles SET updated = ?, version = ?, caret = ? WHERE id = ? AND version = ? RETURNING state, binned"
)
_PUT_WORDS = _PUT_ROW.replace("caret = ?", "caret = ?, words = ?")


@dataclass(frozen=True, slots=True)
class Last:
    """What the last save of an article by this program left: the text of its version, whose draft it was, its row."""

    story: Story
    text: Kept
    who: str
    row: ArticleRow


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft that is to be saved: its text and caret, and the version over which it was typed."""

    article: str
    story: Story
    text: Kept
    caret: int
    version: int


def goes_on(typed: Typed, who: str, last: Last | None) -> bool:
    """Whether, as far as this program knows, somebody only goes on with a draft of theirs, and the list shows the
    same of it but for the number of words. One without a headline shows its text."""
    return (
        last is not None
        and (last.row.version, last.who) == (typed.version, who)
        and bool(clean_line(typed.story.headline))
        and all(
            getattr(last.story, name) == getattr(typed.story, name)
            for name in ("headline", "slug", "section", "credits", "byline_text", "first_published")
        )
        and typed.text.kept != last.text.kept
        and typed.text.agreed == last.text.agreed
    )


def go_on(raw: sqlite3.Connection, typed: Typed, last: Last, at: datetime) -> bool:
    """Write it. False where the file knows better: somebody else wrote, or made a revision of it. What was written is
    then to be taken back."""
    article, text, version, written = typed.article, typed.text, typed.version + 1, moment_text(at)
    draft = (text.kept.fields, text.kept.body, text.words, written, article, last.who)
    if raw.execute(_PUT_DRAFT, draft).rowcount != 1:
        return False
    words = () if text.words == last.row.words else (text.words,)
    row = (written, version, typed.caret, *words, article, typed.version)
    found = raw.execute(_PUT_WORDS if words else _PUT_ROW, row).fetchall()
    return bool(found == [(last.row.state.value, int(last.row.binned))])


def saved_on(typed: Typed, last: Last, at: datetime) -> Saved:
    """What is to be said of it, once it was written."""
    return Saved(replace(last.row, updated=at, version=typed.version + 1, words=typed.text.words), at)
