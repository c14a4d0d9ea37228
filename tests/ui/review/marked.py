"""Two texts on a page, and what stands between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from desk.revise.review.tracking import Tracking
from desk.story.story import Story
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.review.marks_source import CommentMark


class Source(QObject):
    """The changes from an agreed story to the one on a page, kept up with it. The hand of a change is that of `hands`,
    else the first one."""

    changed = Signal(object)
    selection_changed = Signal()

    def __init__(self, manuscript: Manuscript, baseline: Story, comments: Sequence[CommentMark] = ()) -> None:
        super().__init__(manuscript)
        self.tracking: Tracking | None = Tracking(baseline, manuscript.story)
        self.comments = comments
        self.selected = ""
        self.hands: dict[str, int] = {}
        manuscript.story_changed.connect(self._on_story_changed)

    def hand(self, key: str) -> int:
        return self.hands.get(key, 0)

    def select(self, key: str) -> None:
        self.selected = key
        self.selection_changed.emit()

    def _on_story_changed(self, change: StoryChange) -> None:
        if self.tracking is not None:
            self.tracking = self.tracking.after(change.after, change.body)
            self.changed.emit(change.body)

    def track(self, baseline: Story | None, current: Story) -> None:
        """Another pair is on the page; nothing is tracked in it without a baseline."""
        self.tracking = None if baseline is None else Tracking(baseline, current)
        self.changed.emit(None)
