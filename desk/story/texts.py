"""The two texts of an article."""

from __future__ import annotations

from typing import NamedTuple

from desk.story.story import Story


class Texts(NamedTuple):
    """A story as it is, and as it was agreed on last: what is different is tracked."""

    story: Story
    baseline: Story

    @property
    def is_agreed(self) -> bool:
        """Whether no change is tracked."""
        return self.baseline is self.story or self.baseline == self.story
