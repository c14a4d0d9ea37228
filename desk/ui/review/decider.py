"""Accepts and rejects tracked changes, and keeps the record of it true to what is undone and done again."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desk.library.review_values import Decided, Decision
from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.review.makers import Hands
from desk.ui.review.tracker import Tracker
from desk.ui.work import Job, Work

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.revise.review.change import TrackedChange
    from desk.revise.review.tracking import Tracking

Pair = tuple[Story, Story]
MOST = 200  # decisions that can be undone with their record


@dataclass(slots=True)
class _Made:
    """A decision that was made here: what stood before and after it, baseline and story, what is recorded of it, and
    the ids of its records while it stands."""

    article: str
    before: Pair
    after: Pair
    decided: tuple[Decided, ...]
    ids: tuple[str, ...] | None = None
    stands: bool = True
    writing: Job | None = None


class Decider(QObject):
    """Puts what is decided into the manuscript, as one step of undo. `made` carries how many changes were decided on,
    and whether they were accepted; `recorded` tells that there are other records; `failed` carries an error."""

    made = Signal(int, bool)
    recorded = Signal()
    failed = Signal(object)

    def __init__(
        self, manuscript: Manuscript, tracker: Tracker, library: Library, work: Work, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._tracker = tracker
        self._library = library
        self._work = work
        self._makers: Callable[[], Hands] = dict
        self._made: list[_Made] = []
        self._pair: Pair = (manuscript.baseline, manuscript.story)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_moved)
        manuscript.baseline_changed.connect(self._on_moved)

    def ask_makers(self, makers: Callable[[], Hands]) -> None:
        """Who made the changes that there are."""
        self._makers = makers

    def decide(self, keys: Collection[str] | None, *, accept: bool) -> int:
        """Accept or reject these changes, or (None) all; how many that were. Keys that no change has do nothing."""
        tracking = self._tracker.settled()
        row = self._manuscript.article
        if tracking is None or row is None or self._manuscript.is_read_only:
            return 0
        chosen = [key for key in tracking.keys if keys is None or key in keys]
        if not chosen:
            return 0
        every = len(chosen) == len(tracking.keys)
        after = (tracking.accepted if accept else tracking.rejected)(None if every else chosen)
        before = (self._manuscript.baseline, self._manuscript.story)
        if not every:
            self._tracker.expect(after)
        self._manuscript.decide(after.current, after.baseline, self)
        self._pair = (self._manuscript.baseline, self._manuscript.story)
        made = _Made(row.id, before, self._pair, ())
        self._made = [*self._made[-MOST:], made]
        # To tell what each of them was takes a while where there are many.
        told = partial(_told, tracking, frozenset(chosen), accept, self._makers())
        self._work.run(told, partial(self._on_told, made))
        self.made.emit(len(chosen), accept)
        return len(chosen)

    def _on_told(self, made: _Made, decided: tuple[Decided, ...]) -> None:
        made.decided = decided
        self._settle(made)

    @Slot()
    def _on_opened(self) -> None:
        self._made = []
        self._pair = (self._manuscript.baseline, self._manuscript.story)

    @Slot()
    def _on_moved(self) -> None:
        """What was decided may have been undone, or done again."""
        was, self._pair = self._pair, (self._manuscript.baseline, self._manuscript.story)
        for made in self._made:
            if made.stands and _same(was, made.after) and _same(self._pair, made.before):
                made.stands = False
                self._settle(made)
            elif not made.stands and _same(was, made.before) and _same(self._pair, made.after):
                made.stands = True
                self._settle(made)

    def _settle(self, made: _Made) -> None:
        """Have the records say what is so; one step after the other."""
        if made.writing is not None or not made.decided or made.stands == (made.ids is not None):
            return
        # The text first: else a crash might leave a record of what was not decided on.
        self._manuscript.flush()
        future: Future[tuple[Decision, ...]] | Future[None]
        if made.stands:
            future = self._library.note_decisions(made.article, made.decided)
        else:
            future = self._library.undo_decisions(made.article, made.ids or ())
        made.writing = self._work.follow(future, partial(self._on_written, made), partial(self._on_failed, made))

    def _on_written(self, made: _Made, decisions: tuple[Decision, ...] | None) -> None:
        made.writing = None
        made.ids = None if decisions is None else tuple(each.id for each in decisions)
        self.recorded.emit()
        self._settle(made)

    def _on_failed(self, made: _Made, error: Exception) -> None:
        made.writing = None
        self.failed.emit(error)


def _same(one: Pair, other: Pair) -> bool:
    return one[0] is other[0] and one[1] is other[1]


def _told(tracking: Tracking, keys: frozenset[str], accept: bool, hands: Hands) -> tuple[Decided, ...]:
    return tuple(_record(change, accept, hands) for change in tracking.changes if change.key in keys)


def _record(change: TrackedChange, accepted: bool, hands: Hands) -> Decided:
    makers = tuple(dict.fromkeys(hand.who for hand in hands.get(change.key, ())))
    said = (change.field, change.kind.value, change.sentence, change.added, change.removed)
    return Decided(change.key, accepted, *said, makers)
