"""What has to change on a page that shows one story so that it shows the next. Pure: no Qt.

The page's body element has one child element for each group of blocks (see `formats.html_write`); everything else that
can change has an element of its own, a *region*. An edit inside one block costs the same at any length of the story;
only one that changes the number of blocks moves the list of the groups' starts along.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import pairwise

from desk.formats import page
from desk.formats.html_write import Pictures, first_section, group_starts, render_group
from desk.story.body import Block, Body, BodyChange, Heading, Note
from desk.story.house import House
from desk.story.story import Story

_FIELDS = tuple(field.name for field in fields(Story) if field.name != "body")


@dataclass(frozen=True, slots=True)
class Groups:
    """The child elements of the body from `start` up to `stop` become these elements."""

    start: int
    stop: int
    html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllGroups:
    """The body holds these elements and nothing else: for one that was or gets empty."""

    html: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """The element with this id holds this HTML."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Language:
    """The page is in this language, written in this direction."""

    tag: str
    direction: str


Patch = Groups | AllGroups | Region | Language


def then(first: BodyChange | None, second: BodyChange | None) -> BodyChange | None:
    """The change that two changes are, one after the other; no wider than needed to cover both."""
    if first is None or second is None:
        return first or second
    stop = max(first.new_stop, second.old_stop)
    return BodyChange(
        min(first.start, second.start),
        stop + first.old_stop - first.new_stop,
        stop + second.new_stop - second.old_stop,
    )


class GroupList:
    """Where the groups of the body on the page begin. `direction` is that of the page."""

    def __init__(self, body: Body, direction: str = "ltr") -> None:
        self.direction = direction
        self._starts = group_starts(body.blocks)
        self._blocks = len(body.blocks)
        self._section = first_section(body.blocks, 0, self._blocks)  # crossheads before it are of another level

    def __len__(self) -> int:
        return len(self._starts)

    @property
    def starts(self) -> tuple[int, ...]:
        """The first block of each group."""
        return tuple(self._starts)

    def all(self, body: Body, pictures: Pictures) -> tuple[Patch, ...]:
        """The patch that shows all groups anew, of the body that is shown."""
        html = self._html(body, [*self._starts, len(body.blocks)], pictures)
        return (AllGroups(html),) if html else ()

    def at(self, block: int) -> int:
        """The group that shows a block, or would: its position among the body's child elements."""
        return max(0, bisect_right(self._starts, block) - 1)

    def follow(self, after: Body, change: BodyChange, pictures: Pictures) -> tuple[Patch, ...]:
        """The patches for a change of the body that led to `after`; from now on this is what is shown."""
        had = len(self._starts)
        first, last, fresh = self._regrouped(after.blocks, change)
        delta = change.new_stop - change.old_stop
        stop = self._starts[last] + delta if last < had else len(after.blocks)
        relevelled = self._follow_section(after.blocks, change)
        while first < last and fresh and self._kept(first, fresh, stop, change):
            first += 1
            del fresh[0]
        html = self._html(after, [*fresh, stop], pictures)
        self._blocks = len(after.blocks)
        self._starts[first:last] = fresh
        if delta:
            moved = first + len(fresh)
            self._starts[moved:] = [start + delta for start in self._starts[moved:]]
        if had and self._starts:
            shown = (Groups(first, last, html),) if html or first < last else ()
            return (*shown, *self._headings(after, relevelled, pictures))
        return (AllGroups(html),) if had or html else ()

    def _html(self, body: Body, edges: list[int], pictures: Pictures) -> tuple[str, ...]:
        section, around = self._section, self.direction
        return tuple(render_group(body.blocks[a:b], pictures, around, is_above=a < section) for a, b in pairwise(edges))

    def _follow_section(self, blocks: tuple[Block, ...], change: BodyChange) -> range:
        """Find the first section after a change. Gives the blocks from the old one to the new one, either way."""
        old, start, stop = self._section, change.start, change.new_stop
        if old < start:
            return range(0)
        within = first_section(blocks, start, stop)
        if old >= change.old_stop:
            old += stop - change.old_stop
            self._section = within if within < stop else old
        else:
            old = stop
            self._section = within if within < stop else first_section(blocks, stop, len(blocks))
        return range(min(old, self._section), max(old, self._section))

    def _headings(self, body: Body, some: range, pictures: Pictures) -> Iterable[Patch]:
        """The patches for the crossheads of the second level among these blocks."""
        for index in some:
            block = body.blocks[index]
            if isinstance(block, Heading) and block.level > 2:
                at = self.at(index)
                stop = self._starts[at + 1] if at + 1 < len(self._starts) else self._blocks
                yield Groups(at, at + 1, self._html(body, [self._starts[at], stop], pictures))

    def _regrouped(self, blocks: tuple[Block, ...], change: BodyChange) -> tuple[int, int, list[int]]:
        """The groups first…last that are no longer as they were, and where those in their place begin."""
        starts, delta = self._starts, change.new_stop - change.old_stop
        # A group ends where a block does not join it, so the last printed block before the change can be concerned.
        before = change.start - 1
        while before >= 0 and isinstance(blocks[before], Note):
            before -= 1
        first = max(0, bisect_right(starts, before) - 1)
        last = max(bisect_left(starts, change.old_stop), first)
        begin = starts[first] if starts else 0
        reach = 1
        while last < len(starts):
            # Grouping goes from left to right: from the first old start that is a new one too, all stays as it was.
            boundary = starts[last] + delta - begin
            end = starts[last + 1] + delta if last + 1 < len(starts) else len(blocks)
            fresh = group_starts(blocks[begin:end])
            if boundary in fresh:
                return first, last, [begin + start for start in fresh if start < boundary]
            last = min(last + reach, len(starts))
            reach *= 2
        return first, last, [begin + start for start in group_starts(blocks[begin:])]

    def _kept(self, first: int, fresh: list[int], stop: int, change: BodyChange) -> bool:
        """Whether the group at `first` shows the same blocks as the first of the fresh ones."""
        old_stop = self._starts[first + 1] if first + 1 < len(self._starts) else self._blocks
        new_stop = fresh[1] if len(fresh) > 1 else stop
        return self._starts[first] == fresh[0] and old_stop == new_stop and new_stop <= change.start


class Shown:
    """The story on the page. `follow` gives the patches that lead from it to another, which is shown from then on."""

    def __init__(self, story: Story, house: House, pictures: Pictures) -> None:
        self.story = story
        self._house = house
        self._parts = page.parts(story, house, pictures)
        self.groups = GroupList(story.body, self._parts.direction)

    def follow(self, after: Story, change: BodyChange | None, pictures: Pictures) -> tuple[Patch, ...]:
        """The patches for `after`; `change` is where its body differs from the one shown, None if nowhere."""
        before, self.story = self.story, after
        patches = list(self.groups.follow(after.body, change, pictures)) if change else []
        if (change and not _titled(after)) or any(getattr(before, name) != getattr(after, name) for name in _FIELDS):
            patches += self._regions(after, pictures)
        return tuple(patches)

    def _regions(self, after: Story, pictures: Pictures) -> Iterable[Patch]:
        before, self._parts = self._parts, page.parts(after, self._house, pictures)
        if (before.language, before.direction) != (self._parts.language, self._parts.direction):
            yield Language(self._parts.language, self._parts.direction)
        if before.direction != self._parts.direction:
            self.groups.direction = self._parts.direction
            yield from self.groups.all(after.body, pictures)
        for id_, html in self._parts.regions.items():
            if before.regions[id_] != html:
                yield Region(id_, html)


def _titled(story: Story) -> bool:
    """Whether the page's title is the headline's or the slug's; otherwise it is made of the body's first words."""
    return bool(story.headline.strip() or story.slug)


def as_message(patches: Iterable[Patch]) -> list[list[object]]:
    """The patches as page.js takes them."""
    message: list[list[object]] = []
    for patch in patches:
        match patch:
            case Groups(start, stop, html):
                message.append(["groups", start, stop, "\n".join(html)])
            case AllGroups(html):
                message.append(["all", "\n".join(html)])
            case Region(id_, html):
                message.append(["region", id_, html])
            case Language(tag, direction):
                message.append(["language", tag, direction])
    return message
