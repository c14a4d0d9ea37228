"""The saves of one article, one after another."""

from __future__ import annotations

from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from desk.library.values import ArticleRow, Saved
from desk.story.story import Story
from desk.story.texts import Texts
from desk.ui.recovery import Unsaved


class Drafts(Protocol):
    """What saving needs of the library."""

    def save_draft(
        self,
        id: str,  # noqa: A002
        story: Story,
        caret: int,
        version: int,
        baseline: Story | None = None,
        /,
    ) -> Future[Saved]:
        """Commit the draft on the writer's thread; `version` is the one that it was written over."""

    def note_caret(self, id: str, caret: int, version: int, /) -> Future[None]:  # noqa: A002
        """Note where the caret is in the text of this version."""


class DraftLine:
    """Saves the drafts of one article one after another, each over the version that the last one made.

    The order holds without the window's thread, so that `flush().result()` may be awaited on quitting. `known` are the
    texts that the library was last known to have of it, for the window's thread; None where that is not known.
    """

    def __init__(self, drafts: Drafts, row: ArticleRow, known: Texts | None = None) -> None:
        self._drafts = drafts
        self.row = row
        self.known = known
        self.last: Future[Saved] | None = None
        self._handed: tuple[Story, ...] = ()

    def save(self, story: Story, caret: int, baseline: Story | None = None) -> Future[Saved]:
        """Save this after what was handed over before. All of it is agreed on where no baseline is named."""
        answer: Future[Saved] = Future()
        self._handed = (*self.under_way(), story)
        last, self.last = self.last, answer
        if last is None:
            self._submit(story, caret, baseline, answer, None)
        else:
            last.add_done_callback(partial(self._submit, story, caret, baseline, answer))
        return answer

    def under_way(self) -> tuple[Story, ...]:
        """What was handed over and may not be done yet. To be asked before the version of the row."""
        return self._handed if self.last is not None and not self.last.done() else ()

    def note_caret(self, caret: int) -> None:
        """Note where the caret is, where nothing is being saved. Nobody minds where that fails."""
        if self.last is None or self.last.done():
            with suppress(RuntimeError):  # the library is closed
                self._drafts.note_caret(self.row.id, caret, self.row.version)

    def take_row(self, row: ArticleRow) -> None:
        """The article is so now."""
        if row.version >= self.row.version:
            self.row = row

    def _submit(
        self,
        story: Story,
        caret: int,
        baseline: Story | None,
        answer: Future[Saved],
        _last: Future[Saved] | None,
    ) -> None:
        try:
            future = self._drafts.save_draft(self.row.id, story, caret, self.row.version, baseline)
        except Exception as error:  # noqa: BLE001  a closed library answers like a failed save
            answer.set_exception(error)
        else:
            future.add_done_callback(partial(self._settle, answer))

    def _settle(self, answer: Future[Saved], future: Future[Saved]) -> None:
        error = future.exception()
        if error is not None:
            answer.set_exception(error)
            return
        saved = future.result()
        self.take_row(saved.row)
        answer.set_result(saved)


@dataclass(frozen=True, slots=True)
class Draft:
    """A story that is not known to be on disk yet."""

    line: DraftLine
    story: Story
    baseline: Story
    caret: int

    @property
    def article(self) -> str:
        """Of which article."""
        return self.line.row.id

    @property
    def unsaved(self) -> Unsaved:
        """As the journal keeps it."""
        before = tuple(story for story in self.line.under_way() if story is not self.story)
        return Unsaved(self.article, self.story, self.line.row.version, self.caret, before, self.agreed)

    @property
    def agreed(self) -> Story | None:
        """The baseline, where it is another story."""
        return None if self.baseline is self.story else self.baseline
