"""What the list of the review shows: tracked changes, comments and questions in the order of the page. No Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.library.review_values import Decision, Followed
from desk.revise.review.hand import Hand
from desk.story.anchor import Anchor, On
from desk.story.body import Embed, Figure, Heading, ListItem, Note, Paragraph, PullQuote, Quote, Rule, Table
from desk.story.comments import Thread
from desk.story.field_names import FIELDS
from desk.story.places import ABOVE, BELOW, Place
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.revise.review.change import TrackedChange


class Kind(StrEnum):
    """What an entry is."""

    CHANGE = "change"
    COMMENT = "comment"
    QUESTION = "question"


Order = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a tracked change (`change`), one that was decided on (`decision`), or a `thread` with its
    `anchor`. `id` is the key of the change, the id of the thread or of the decision; `where` says where it is, and
    `order` is by that. `who` made it, several in one line; `at` is when, where that is known."""

    id: str
    kind: Kind
    is_open: bool
    who: tuple[str, ...]
    at: datetime | None
    where: str
    order: Order
    change: TrackedChange | None = None
    thread: Thread | None = None
    anchor: Anchor | None = None
    decision: Decision | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who had a hand in it, or said something to it."""
        more = self.thread.people if self.thread is not None else ()
        decided = (self.decision.who,) if self.decision is not None else ()
        return tuple(dict.fromkeys((*self.who, *more, *decided)))

    @property
    def waits(self) -> bool:
        """Whether it is a question that nobody has answered."""
        return self.thread is not None and self.thread.waits


@dataclass(frozen=True, slots=True)
class Listing:
    """All entries: the open ones in the order of the page, and those that are done with, the newest first."""

    open: tuple[Entry, ...] = ()
    resolved: tuple[Entry, ...] = ()

    def entry(self, id_: str) -> Entry | None:
        """The entry of this id."""
        return next((each for each in (*self.open, *self.resolved) if each.id == id_), None)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who is in it, by name."""
        return tuple(sorted({name for each in (*self.open, *self.resolved) for name in each.people}))


@dataclass(frozen=True, slots=True)
class Shown:
    """Which entries are wanted: open ones or those that are done with; of one kind, or (None) of all; those that
    somebody had a hand in, or ("") of everybody."""

    open: bool = True
    kind: Kind | None = None
    person: str = ""

    def of(self, listing: Listing) -> tuple[Entry, ...]:
        """These entries, in order."""
        every = listing.open if self.open else listing.resolved
        return tuple(each for each in every if self._fits(each))

    def counts(self, listing: Listing) -> Counter[Kind]:
        """How many there are of each kind, whichever of them is wanted."""
        every = listing.open if self.open else listing.resolved
        return Counter(each.kind for each in every if not self.person or self.person in each.people)

    def _fits(self, entry: Entry) -> bool:
        return (self.kind is None or entry.kind is self.kind) and (not self.person or self.person in entry.people)


def listing(
    story: Story,
    changes: Sequence[TrackedChange],
    hands: Mapping[str, tuple[Hand, ...]],
    threads: Iterable[Followed],
    decisions: Iterable[Decision],
) -> Listing:
    """The list of a story: its tracked changes with who made each, the threads as they stand in it, and what was
    decided on (without what was taken back)."""
    naming = Naming(story)
    found = [_of_change(change, hands.get(change.key, ()), naming) for change in changes]
    done: list[Entry] = []
    for each in threads:
        entry = _of_thread(each, naming)
        (found if entry.is_open else done).append(entry)
    done += (_of_decision(each) for each in decisions if not each.is_undone)
    # Sorted by place alone, changes stay as they are told: those of one place in their own order.
    found.sort(key=lambda entry: entry.order)
    done.sort(key=_when_done, reverse=True)
    return Listing(tuple(found), tuple(done))


def _of_change(change: TrackedChange, hands: tuple[Hand, ...], naming: Naming) -> Entry:
    times = [hand.at for hand in hands if hand.at is not None]
    who = tuple(dict.fromkeys(hand.who for hand in hands if hand.who))
    place = change.place
    order = (*order_on_page(place), change.start)
    return Entry(
        change.key, Kind.CHANGE, True, who, max(times, default=None), naming.place(place), order, change=change
    )


def _of_thread(followed: Followed, naming: Naming) -> Entry:
    thread, anchor = followed.thread, followed.anchor
    first = thread.opening
    kind = Kind.QUESTION if thread.is_question else Kind.COMMENT
    order = (-1, 0, 0, 0, 0) if anchor.on is On.STORY else (*order_on_page(anchor.place), anchor.start)
    where = naming.anchor(anchor)
    is_open = not thread.is_resolved
    return Entry(thread.id, kind, is_open, (first.who,), first.at, where, order, thread=thread, anchor=anchor)


def _of_decision(decision: Decision) -> Entry:
    where = "" if decision.field in ("", "body") else FIELDS.get(decision.field, decision.field).lower()
    return Entry(
        decision.id, Kind.CHANGE, False, decision.makers, decision.at, where, (0, 0, 0, 0, 0), decision=decision
    )


def _when_done(entry: Entry) -> tuple[datetime, str]:
    last = entry.thread.decision if entry.thread is not None else None
    at = last.at if last is not None else entry.at
    assert at is not None  # whoever is done with something did that at some time
    return at, entry.id


def order_on_page(place: Place) -> tuple[int, int, int, int]:
    """Where a place stands on the page; what is not on it comes last."""
    if place.block is not None:
        return 1, place.block, place.part, 0
    for number, fields in ((0, ABOVE), (2, BELOW)):
        if place.field in fields:
            return number, fields.index(place.field), 0, 0
    names = [*FIELDS]
    return 3, names.index(place.field) if place.field in names else len(names), 0, place.part


def order_at(place: Place, at: int) -> Order:
    """Where a place in a text stands in the list."""
    return (*order_on_page(place), at)


_NAMES = {
    Paragraph: "paragraph",
    Heading: "heading",
    Quote: "quote",
    PullQuote: "pull quote",
    ListItem: "list item",
    Note: "note",
    Figure: "picture",
    Table: "table",
    Embed: "card",
    Rule: "line across",
}


class Naming:
    """Says where something is, as people do: "paragraph 3", "headline"."""

    def __init__(self, story: Story) -> None:
        self._names = tuple(_named(story))

    def place(self, place: Place) -> str:
        """The block or the field."""
        if place.block is None:
            return FIELDS.get(place.field, place.field).lower()
        return self._names[place.block] if place.block < len(self._names) else "end of the text"

    def anchor(self, anchor: Anchor) -> str:
        """What a comment is on."""
        return "whole story" if anchor.on is On.STORY else self.place(anchor.place)


def _named(story: Story) -> Iterator[str]:
    numbers: Counter[type] = Counter()
    for block in story.body.blocks:
        numbers[type(block)] += 1
        yield f"{_NAMES[type(block)]} {numbers[type(block)]}"
