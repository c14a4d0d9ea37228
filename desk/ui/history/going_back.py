"""Going back to an older text, or to a part of it: one step in the page, and a revision in the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk.library.values import Why
from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.toast import Toast
from desk.ui.way_back import WayBack
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.library import Library

ALREADY = "That is how it stands already."

Part = Callable[[Story, Story], Story]  # of the older story and the one that stands


@dataclass(frozen=True, slots=True)
class Goal:
    """To which revision, or to what `part` makes of it and the text that stands; what is said when it is done, and the
    note of the new revision. `then` is called when it is done."""

    revision: str
    said: str
    note: str
    part: Part | None = None
    then: Callable[[], None] | None = None


class GoingBack(QObject):
    """Puts an older text, or a part of it, in the place of the one that stands. What stood is kept in a revision, and
    undo brings it back."""

    def __init__(
        self, manuscript: Manuscript, library: Library, work: Work, toast: Toast, trouble: Callable[[Exception], None]
    ) -> None:
        super().__init__(manuscript)
        self._manuscript = manuscript
        self._library = library
        self._work = work
        self._toast = toast
        self._trouble = trouble
        self._way_back = WayBack(toast, manuscript, self)

    def go(self, to: Goal) -> None:
        """Go back."""
        row = self._manuscript.article
        if row is not None:
            self._manuscript.flush()  # what stands is on its way into the library, before anything else is
            before = self._manuscript.story
            made = partial(_made, self._library, to, before)
            self._work.run(made, partial(self._put, row.id, before, to), self._trouble)

    def _put(self, article: str, before: Story, to: Goal, made: tuple[Story, Story | None]) -> None:
        manuscript, (after, agreed) = self._manuscript, made
        if manuscript.article is None or manuscript.article.id != article:
            return  # another article was opened meanwhile
        if manuscript.story is not before:
            self.go(to)  # somebody went on typing
            return
        if after == before and (agreed is None or agreed == manuscript.baseline):
            self._toast.say(ALREADY)
            return
        if agreed is not None:
            manuscript.decide(after, agreed, None)
        else:
            manuscript.end_group()
            manuscript.edit(after, None)
            manuscript.end_group()
        over = manuscript.article.version
        future = self._library.checkpoint(article, after, Why.RESTORED, to.note, manuscript.baseline, over=over)
        self._work.follow(future, None, self._trouble)
        if to.then is not None:
            to.then()
        self._way_back.offer(to.said)


def _made(library: Library, to: Goal, now: Story) -> tuple[Story, Story | None]:
    """The story, and of one that comes back whole what was agreed on then. On another thread."""
    older = library.revision_story(to.revision)
    if to.part is not None:
        return to.part(older, now), None
    return older, library.revision_baseline(to.revision)
