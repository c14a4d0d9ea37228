"""What two people made of one story, in one story: what they did in different places is all there."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from typing import Any

from desk.revise.review.direct import directly
from desk.revise.review.merging import merge
from desk.story.people import Credit
from desk.story.story import Story
from desk.story.texts import Texts


@dataclass(frozen=True, slots=True)
class United:
    """What came of it. Of words that both changed, those of `mine` stand; with `disputed` the others stand in the
    baseline, as a change that somebody decides on. Without `is_whole` something that `theirs` made is in neither
    text."""

    texts: Texts
    disputed: bool = False
    is_whole: bool = True


def unite(base: Texts, theirs: Texts, mine: Texts) -> United:
    """`mine` with what `theirs` made of `base`. In a list (the credits, the keywords) each adds and takes away."""
    other, story = _merged(base.story, mine.story, theirs.story)
    is_whole = _lists_hold(story, base.story, theirs.story)
    if base.is_agreed and mine.is_agreed and theirs.is_agreed:
        return United(Texts(story, story if other == story else other), other != story, is_whole)
    baseline, _ = _merged(base.baseline, mine.baseline, theirs.baseline)
    if mine.is_agreed and theirs.is_agreed:
        baseline = story  # all was decided on meanwhile
    elif mine.is_agreed and base.is_agreed:
        baseline = directly(theirs.baseline, theirs.story, story)
    return United(Texts(story, baseline), is_whole=is_whole and other == story)


def _merged(base: Story, mine: Story, theirs: Story) -> tuple[Story, Story]:
    """The text with theirs where both changed the same, and the one with mine."""
    stories = (base, theirs, mine)
    taken: dict[str, Any] = {}
    for each in fields(Story):
        values = [getattr(story, each.name) for story in stories]
        if isinstance(values[0], tuple):
            taken[each.name] = _both(*values)
    other, own = merge(base, mine, theirs)
    return replace(other, **taken), replace(own, **taken)


def _lists_hold(both: Story, base: Story, theirs: Story) -> bool:
    """Whether all that `theirs` put into lists of `base` is in `both`."""
    for each in fields(Story):
        before, other, now = (getattr(story, each.name) for story in (base, theirs, both))
        if isinstance(now, tuple) and any(one not in now for one in other if one not in before):
            return False
    return True


def _both(before: tuple[Any, ...], other: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    if other in (before, own):
        return own
    if own == before:
        return other
    kept = tuple(one for one in own if one in other or one not in before)
    there = {_about(one) for one in kept}
    return (*kept, *(one for one in other if one not in before and _about(one) not in there))


def _about(one: Any) -> Hashable:
    """What an item of a list is about: of two that are about the same thing one stands."""
    return (one.name, one.role) if isinstance(one, Credit) else one
