"""Credits added to a story that has some: each once, and nobody twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from desk.story.credits import byline_in_print, contribution_in_print, same_name
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.story import Story


class Credited(NamedTuple):
    """What a story says of whom it credits: the credits, and the lines that were written by hand instead of them."""

    credits: tuple[Credit, ...] = ()
    byline_text: str = ""
    contribution_text: str = ""


def credited_in(story: Story) -> Credited:
    """What this story says."""
    return Credited(story.credits, story.byline_text, story.contribution_text)


def crediting(story: Story, said: Credited) -> Story:
    """The story saying this; the very same one where it does."""
    return story if credited_in(story) == said else replace(story, **said._asdict())


def with_credits(story: Story, added: Iterable[Credit], house: House) -> Story:
    """The story with these credits as well. Who is credited in this role already, under any of their names, gains the
    place and the title that they have not; what stands there stays. A line that was written by hand and said what the
    credits said is written from them again, or it would leave somebody out."""
    credited = list(story.credits)
    for new in added:
        at = next((at for at, old in enumerate(credited) if _same(old, new, house)), None)
        if at is None:
            credited.append(new)
        else:
            old = credited[at]
            credited[at] = replace(old, place=old.place or new.place, title=old.title or new.title)
    if tuple(credited) == story.credits:
        return story
    byline, contribution = story.byline_text, story.contribution_text
    if byline and _of(story.credits, by=True) != _of(credited, by=True):
        byline = byline if byline_in_print(story, house).differs else ""
    if contribution and _of(story.credits, by=False) != _of(credited, by=False):
        contribution = contribution if contribution_in_print(story, house).differs else ""
    return crediting(story, Credited(tuple(credited), byline, contribution))


def taken_back(now: Credited, before: Credited, after: Credited) -> Credited:
    """What a story says now, without that by which it went from `before` to `after`: it is as before where nobody
    changed it since. Else what was added goes, and what was filled in, where it still stands as it was."""
    filled = {new: old for old, new in zip(before.credits, after.credits, strict=False) if old != new}
    added = after.credits[len(before.credits) :]
    left = tuple(filled.get(each, each) for each in now.credits if each not in added)
    credits_ = before.credits if now.credits == after.credits else left
    lines = (old if one == new else one for one, old, new in zip(now[1:], before[1:], after[1:], strict=True))
    return Credited(credits_, *lines)


def prints_nobody_new(story: Story, added: Iterable[Credit], house: House) -> bool:
    """Whether a line that was written by hand keeps some of these credits from print."""
    by = {credit.role is Role.BY for credit in added}
    in_byline = True in by and bool(story.byline_text) and byline_in_print(story, house).differs
    return in_byline or (False in by and bool(story.contribution_text) and contribution_in_print(story, house).differs)


def _of(credited: Iterable[Credit], *, by: bool) -> list[Credit]:
    return [credit for credit in credited if (credit.role is Role.BY) is by]


def _same(one: Credit, other: Credit, house: House) -> bool:
    return one.role is other.role and same_name(one.name, other.name, house)
