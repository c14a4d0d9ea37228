"""What a step that puts a story before readers made of its text, shown on the page."""

from __future__ import annotations

from desk.library.values import Article
from desk.story.going_out import both_as_out
from desk.story.states import OUT
from desk.story.texts import Texts
from desk.ui.manuscript import Manuscript


def texts_of(manuscript: Manuscript, article: str) -> Texts | None:
    """The texts of this article as they are on the screen, where it is the open one."""
    row = manuscript.article
    return Texts(manuscript.story, manuscript.baseline) if row is not None and row.id == article else None


def is_only_out(handed: Texts | None, found: Article) -> bool:
    """Whether the library has the very texts that were handed over, with the times and the notes of having gone out."""
    there = Texts(found.story, found.baseline)
    return handed is not None and both_as_out(handed, there) == there


def take_found(manuscript: Manuscript, found: Article) -> None:
    """Show what the library has of the open article, while all that was typed here is on the disk; undo takes it back,
    but never that it went out."""
    if found.row.state in OUT:
        manuscript.take_out(found)
    manuscript.take_over(found)
