"""What two people made of one story in different places of it, in one story."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, replace
from typing import Any

from desk.story.people import Credit
from desk.story.story import Story


def united(base: Story, theirs: Story, mine: Story) -> Story:
    """`mine` with what `theirs` made of `base` in the places that are in `mine` as they were. In a list (the credits,
    the keywords) each adds and takes away. Where both changed one place, `mine` stands."""
    taken: dict[str, Any] = {}
    for each in fields(Story):
        before, other, own = (getattr(story, each.name) for story in (base, theirs, mine))
        if other in (before, own):
            continue
        if own == before:
            taken[each.name] = other
        elif isinstance(own, tuple) and (both := _both(before, other, own)) != own:
            taken[each.name] = both
    return replace(mine, **taken) if taken else mine


def holds(both: Story, base: Story, theirs: Story) -> bool:
    """Whether all that `theirs` made of `base` is in `both`."""
    for each in fields(Story):
        before, other, now = (getattr(story, each.name) for story in (base, theirs, both))
        if other in (before, now):
            continue
        if not isinstance(now, tuple):
            return False
        added = all(one in now for one in other if one not in before)
        if not added or any(one in now for one in before if one not in other):
            return False
    return True


def _both(before: tuple[Any, ...], other: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    kept = tuple(one for one in own if one in other or one not in before)
    there = {_about(one) for one in kept}
    return (*kept, *(one for one in other if one not in before and _about(one) not in there))


def _about(one: Any) -> Hashable:
    """What an item of a list is about: of two that are about the same thing one stands."""
    return (one.name, one.role) if isinstance(one, Credit) else one
