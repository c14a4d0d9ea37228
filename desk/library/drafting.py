"""A draft on its way into the library: the short way where its writer only goes on with it, else the long one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from desk.library.database import Database
from desk.library.typing_on import Typed, go_on, saved_on
from desk.library.values import Change, Saved
from desk.library.writer import Transaction
from desk.library.writing import Scribe
from desk.story.story import Story


@dataclass(frozen=True)
class Draft:
    """A draft, for the writer's thread."""

    scribe: Scribe
    article: str
    story: Story
    caret: int
    version: int
    baseline: Story | None = None

    @cached_property
    def typed(self) -> Typed:
        """Its text, made on the writer's thread, and before a transaction begins."""
        return self.scribe.typed(self.article, self.story, self.caret, self.version, self.baseline)

    def go_on(self, database: Database, who: str) -> tuple[Saved, list[Change]] | None:
        """Save it the short way; None where that is not enough, and nothing was written."""
        typed = self.typed
        last = self.scribe.last(typed, who)
        if last is None:
            return None
        with database.writer() as raw:
            at = datetime.now(UTC)
            is_written = go_on(raw, typed, last, at)
            if not is_written:
                raw.rollback()
        saved = saved_on(typed, last, at) if is_written else None
        self.scribe.went_on(typed, who, saved)
        return (saved, [Change("article", self.article)]) if saved else None

    def save(self, t: Transaction) -> Saved:
        """Save it the long way."""
        return self.scribe.save_draft(t, self.typed)
