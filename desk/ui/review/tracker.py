"""The tracked changes of the open article, kept up with what is typed."""

from __future__ import annotations

from collections import deque
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.story.body import BodyChange
from desk.story.story import Story
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.work import Job, Work

if TYPE_CHECKING:
    from desk.revise.review.tracking import Tracking

REST = 1000  # ms after an edit until all is compared again
_KEPT = 24  # of decisions and what they led to, so that a way back and forth costs nothing
_OTHERS = tuple(each.name for each in fields(Story) if each.name != "body")


class Tracker(QObject):
    """Holds the `Tracking` of the manuscript: an edit costs what it takes to compare it again. What is long to compare,
    as two stories that were opened, is compared on a worker; until then nothing is known of changes. When nobody types
    for a while all is compared again, so that the changes are the same ones when the article is opened tomorrow.

    `changed` carries where only some blocks may differ, else None.
    """

    changed = Signal(object)  # BodyChange | None

    def __init__(self, manuscript: Manuscript, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._work = work
        self._tracking: Tracking | None = None
        self._comparing: Job | None = None
        self._meanwhile: list[StoryChange] = []
        self._known: deque[Tracking] = deque(maxlen=_KEPT)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._on_rested)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_story_changed)
        manuscript.baseline_changed.connect(self._on_baseline_changed)
        self._on_opened()

    @property
    def tracking(self) -> Tracking | None:
        """The changes of the story as it is; None where there are none, or none are known yet."""
        return self._tracking

    @property
    def is_tracking(self) -> bool:
        """Whether there are any, known or not."""
        return self._manuscript.baseline is not self._manuscript.story

    def settled(self) -> Tracking | None:
        """The changes, compared now where they were not yet: somebody decides on them."""
        baseline, story = self._manuscript.baseline, self._manuscript.story
        if baseline is story:
            return None
        if not self._is_true(self._tracking):
            self._take(_compared(baseline, story))
        return self._tracking

    def expect(self, tracking: Tracking) -> None:
        """These are the changes of two stories that are about to be put into the manuscript."""
        self._known.append(tracking)

    def _seen(self) -> Tracking | None:
        """The changes of what is there now, where it was there before."""
        return next((each for each in reversed(self._known) if self._is_true(each)), None)

    def _is_true(self, tracking: Tracking | None) -> bool:
        here = (self._manuscript.baseline, self._manuscript.story)
        return tracking is not None and tracking.baseline is here[0] and tracking.current is here[1]

    @Slot()
    def _on_opened(self) -> None:
        self._stop()
        self._known.clear()
        self._tracking = None
        if self.is_tracking:
            self._compare()
        self.changed.emit(None)

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        stays = change.baseline_before is change.baseline_after
        known = self._tracking if self._is_at(change) else None
        if change.baseline_after is change.after:
            self._none_left()
        elif known is not None and stays:
            self._go_on(known.after(change.after, change.body), change)
        elif (seen := self._seen()) is not None:
            self._take(seen)
            self._rest.start()
        elif known is not None:
            self._go_on(
                known.to(change.baseline_after, change.after, change.body), change, anywhere=change.source is None
            )
        elif stays and change.baseline_before is change.before:
            self._go_on(_begun(change), change)
        elif stays and self._comparing is not None:
            self._meanwhile.append(change)
        else:
            self._compare()

    def _go_on(self, tracking: Tracking, change: StoryChange, *, anywhere: bool = False) -> None:
        self._stop()
        self._tracking = tracking
        self._rest.start()
        self.changed.emit(None if anywhere else _only_in_body(change))

    def _is_at(self, change: StoryChange) -> bool:
        """Whether what is known is what was there before a change."""
        known = self._tracking
        return known is not None and known.baseline is change.baseline_before and known.current is change.before

    @Slot()
    def _on_baseline_changed(self) -> None:
        if self.is_tracking:
            self._look()
        else:
            self._none_left()

    def _none_left(self) -> None:
        self._stop()
        if self._tracking is not None:
            self._known.append(self._tracking)
            self._tracking = None
            self.changed.emit(None)

    def _look(self) -> None:
        """Find the changes of a pair that may have been there before."""
        if self._is_true(self._tracking):
            return
        if (seen := self._seen()) is not None:
            self._take(seen)
        elif self._tracking is not None:
            self._take(self._tracking.to(self._manuscript.baseline, self._manuscript.story))
            self._rest.start()
        else:
            self._compare()

    def _compare(self) -> None:
        self._stop()
        baseline, story = self._manuscript.baseline, self._manuscript.story
        compare = partial(_compared, baseline, story)
        self._comparing = self._work.run(compare, partial(self._on_compared, baseline))

    def _on_compared(self, baseline: Story, found: Tracking) -> None:
        meanwhile, self._comparing, self._meanwhile = self._meanwhile, None, []
        for change in meanwhile:
            if change.before is not found.current or change.baseline_after is not baseline:
                break
            found = found.after(change.after, change.body)
        if self._is_true(found):
            self._take(found)
        elif self.is_tracking:
            self._compare()

    def _take(self, tracking: Tracking) -> None:
        self._stop()
        if self._tracking is not None:
            self._known.append(self._tracking)
        self._tracking = tracking
        self._known.append(tracking)
        self.changed.emit(None)

    @Slot()
    def _on_rested(self) -> None:
        known = self._tracking
        if known is not None and self._comparing is None and self._is_true(known):
            _ = known.key_of  # here, as the page may ask for them at the same time
            self._comparing = self._work.run(partial(_anew, known), self._on_compared_again)

    def _on_compared_again(self, found: Tracking | None) -> None:
        self._comparing = None
        if not self._is_true(self._tracking):
            self._on_baseline_changed()
        elif found is not None and self._is_true(found):
            self._take(found)

    def _stop(self) -> None:
        self._rest.stop()
        self._meanwhile = []
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None


def _begun(change: StoryChange) -> Tracking:
    """The first changes that are tracked."""
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415  not to start

    return Tracking(change.before, change.before).after(change.after, change.body)


def _compared(baseline: Story, story: Story) -> Tracking:
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415  not to start

    made = Tracking(baseline, story)
    _ = made.keys  # which are asked for at once
    return made


def _anew(tracking: Tracking) -> Tracking | None:
    """The changes compared anew, if they are told otherwise then."""
    made = tracking.anew()
    return made if made.changes != tracking.changes else None


def _only_in_body(change: StoryChange) -> BodyChange | None:
    """Where the bodies differ; None where something else does."""
    before, after = change.before, change.after
    same = all(getattr(before, name) is getattr(after, name) for name in _OTHERS)
    return change.body if same else None
