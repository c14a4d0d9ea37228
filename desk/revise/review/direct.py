"""Editing in the midst of suggestions: what somebody does directly is agreed at once, and what was suggested before
stays suggested."""

from __future__ import annotations

from desk.revise.review.merging import merge
from desk.story.body import BodyChange
from desk.story.story import Story


def directly(baseline: Story, before: Story, after: Story, change: BodyChange | None = None) -> Story:
    """The agreed story when somebody edited the current one, `before`, directly, so that it became `after`. `change`
    is where its body was edited, if that is known. What was edited inside words that are only suggested is a part of
    the suggestion; where nothing is suggested any more it is `after` itself."""
    if baseline is before:
        return after
    if change is None and before.body.blocks is after.body.blocks and before == after:
        return baseline
    _, found = merge(before, baseline, after)
    return after if found == after else found
