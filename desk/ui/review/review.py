"""The review of the open article: what is tracked, what was said, what is decided, and which of it is current."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desk.library.review_values import Followed
from desk.story.anchor import Anchor
from desk.story.comments import Comment, Said
from desk.story.house import House
from desk.ui.manuscript import Manuscript
from desk.ui.review.card_text import CardText, Clock, blocks_ready, card_text
from desk.ui.review.conversations import Conversations
from desk.ui.review.decider import Decider
from desk.ui.review.entries import Entry, Kind, Listing, Order, order_at
from desk.ui.review.lister import Lister
from desk.ui.review.makers import Hands
from desk.ui.review.marks_source import CommentMark, MarksView
from desk.ui.review.tracker import Tracker
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import Change
    from desk.revise.review.change import Spot
    from desk.revise.review.tracking import Tracking
    from desk.story.directory import Directory


class Review(QObject):
    """Holds it all for the page (see `MarksSource`), the inspector and the actions.

    `listed` tells that there is another `listing`, `counted` that the number of open entries may be another one.
    `go_requested` carries an `Entry` that is to be seen on the page. `decided` carries how many changes were decided
    on and whether they were accepted. `failed` carries an error of the library's.
    """

    changed = Signal(object)  # BodyChange | None
    selection_changed = Signal()
    listed = Signal()
    counted = Signal()
    view_changed = Signal(object)  # MarksView
    go_requested = Signal(object)  # Entry
    decided = Signal(int, bool)
    failed = Signal(object)

    def __init__(self, manuscript: Manuscript, library: Library, work: Work, house: House) -> None:
        super().__init__(manuscript)
        self.house = house
        self._manuscript = manuscript
        self._library = library
        self.tracker = Tracker(manuscript, work, self)
        self.conversations = Conversations(manuscript, library, work, self)
        self.lister = Lister(manuscript, self.tracker, self.conversations, library, work)
        self.decider = Decider(manuscript, self.tracker, library, work, self)
        self.decider.ask_makers(self._hands)
        self._view = MarksView.ALL
        self._selected = ""
        self._numbers: dict[str, int] = {}
        self._wishes: list[Callable[[], None]] = []
        self._comments: tuple[CommentMark, ...] | None = None
        self._connect()

    def _connect(self) -> None:
        self._manuscript.opened.connect(self._on_opened)
        self._manuscript.closed.connect(self._on_opened)
        self.tracker.changed.connect(self._on_tracked)
        self.conversations.changed.connect(self._on_said)
        self.conversations.moved.connect(self._on_moved)
        self.conversations.failed.connect(self.failed)
        self.conversations.said.connect(self._on_written)
        self.lister.listed.connect(self._on_listed)
        self.decider.made.connect(self.lister.hurry)
        self.decider.made.connect(self.decided)
        self.decider.failed.connect(self.failed)

    # For the page.

    @property
    def tracking(self) -> Tracking | None:
        """The tracked changes of the story on the page."""
        return self.tracker.tracking

    @property
    def comments(self) -> Sequence[CommentMark]:
        """Where the threads stand that are not lost."""
        if self._comments is None:
            self._comments = self.conversations.marks
        return self._comments

    @property
    def selected(self) -> str:
        """The key of the current change, or the id of the current thread."""
        return self._selected

    @property
    def view(self) -> MarksView:
        """How much of the changes is shown."""
        return self._view

    def hand(self, key: str) -> int:
        """The number of whoever made a change."""
        known = self.lister.hands
        if not known:
            return 0  # nobody takes a number before it is known who made what
        hands = known.get(key)
        return self.number_of(hands[0].who if hands else self._library.who)

    def makers(self, key: str) -> tuple[str, ...]:
        """Who made a change; of one that came just now it is whoever is signed in."""
        hands = self.lister.hands.get(key)
        return tuple(dict.fromkeys(hand.who for hand in hands)) if hands else (self._library.who,)

    def number_of(self, who: str) -> int:
        """The number of somebody."""
        return self._numbers.setdefault(who, len(self._numbers))

    def set_view(self, view: MarksView) -> None:
        """Show so much of the changes."""
        if view is not self._view:
            self._view = view
            self.view_changed.emit(view)

    # For the list.

    @property
    def listing(self) -> Listing:
        """All entries, as they were last listed."""
        return self.lister.listing

    @property
    def directory(self) -> Directory:
        """Whom the library knows."""
        return self.conversations.directory

    @property
    def open_count(self) -> int:
        """How many changes, comments and questions are open."""
        tracking = self.tracker.tracking
        changes = len(tracking.keys) if tracking is not None else 0
        return changes + sum(not each.thread.is_resolved for each in self.conversations.threads)

    def text(self, entry: Entry) -> CardText:
        """What a card of an entry says."""
        return card_text(entry, Clock(self.house), blocks=blocks_ready(self.house))

    def select(self, id_: str, *, go: bool = False) -> None:
        """Make this the current one; with `go` it is to be seen on the page."""
        if id_ != self._selected:
            self._selected = id_
            self.selection_changed.emit()
        entry = self.listing.entry(id_) if go and id_ else None
        if entry is not None:
            self.go_requested.emit(entry)

    def said(self, thread: str) -> Followed | None:
        """The thread of this id."""
        return self.conversations.find(thread)

    def take_change(self, change: Change) -> None:
        """The library changed."""
        self.conversations.take_change(change)
        self.lister.take_change(change)

    def close(self) -> None:
        """The library is about to be given back."""
        self.lister.close()
        self.conversations.close()

    # Deciding.

    def decide(self, keys: Collection[str] | None, *, accept: bool) -> int:
        """Accept or reject these changes, or (None) all of them; how many that were."""
        return self.decider.decide(keys, accept=accept)

    def decide_current(self, *, accept: bool) -> bool:
        """Accept or reject the current change, and go on to the next; whether there was one."""
        tracking = self.tracker.settled()
        if tracking is None or self._selected not in tracking.keys:
            return False
        entry = self.listing.entry(self._selected)
        self.decider.decide((self._selected,), accept=accept)
        if entry is not None:
            self.when_listed(partial(self._go_on, entry.order))
        return True

    def _go_on(self, order: Order) -> None:
        changes = [each for each in self.listing.open if each.kind is Kind.CHANGE]
        behind = [each for each in changes if each.order >= order]
        following = (behind or changes)[:1]
        self.select(following[0].id if following else "", go=True)

    def keys_of(self, person: str) -> tuple[str, ...]:
        """The changes that somebody made."""
        return tuple(each.id for each in self.listing.open if each.kind is Kind.CHANGE and person in each.who)

    def keys_between(self, begin: Order, end: Order) -> tuple[str, ...]:
        """The changes of which something stands between two places of the page."""
        changes = ((each.id, each.change) for each in self.listing.open)
        return tuple(
            key
            for key, change in changes
            if change is not None
            and any(order_at(spot.place, spot.start) <= end and begin <= _end(spot) for spot in change.spots)
        )

    def when_listed(self, then: Callable[[], None]) -> None:
        """Do this once the list is that of the story as it is."""
        if self.lister.is_fresh:
            then()
        else:
            self._wishes.append(then)
            self.lister.ask()

    # Going.

    def step(self, by: int, order: Order) -> None:
        """Go to the next open entry behind a place of the page, or (-1) to the one before; round its end."""
        self.when_listed(partial(self._step, by, order))

    def _step(self, by: int, order: Order) -> None:
        entries = self.listing.open
        if not entries:
            return
        ids = [each.id for each in entries]
        if self._selected in ids:
            number = ids.index(self._selected) + by
        else:
            orders = [each.order for each in entries]
            number = bisect_left(orders, order) if by > 0 else bisect_right(orders, order) - 1
        self.select(ids[number % len(ids)], go=True)

    # Talking.

    def comment(self, text: str, anchor: Anchor, *, question: bool = False) -> None:
        """Open a thread."""
        self.conversations.open(text, anchor, question=question)

    def answer(self, thread: str, said: Said, text: str = "") -> None:
        """Reply to a thread, resolve or reopen it."""
        self.conversations.answer(thread, said, text)

    # What happens meanwhile.

    @Slot()
    def _on_opened(self) -> None:
        self._numbers, self._comments, self._wishes = {}, None, []
        self.select("")
        self.counted.emit()

    @Slot(object)
    def _on_tracked(self, change: object) -> None:
        self.changed.emit(change)
        self.counted.emit()

    @Slot()
    def _on_said(self) -> None:
        self._comments = None
        self.changed.emit(None)
        self.counted.emit()

    @Slot(object)
    def _on_written(self, comment: Comment) -> None:
        """What was said last is the current one."""
        if comment.said is Said.OPENED:
            self.when_listed(partial(self.select, comment.thread))

    @Slot(object)
    def _on_moved(self, change: object) -> None:
        self._comments = None
        self.changed.emit(change)

    @Slot()
    def _on_listed(self) -> None:
        self._number_people()
        if self._selected and self.listing.entry(self._selected) is None:
            self.select("")
        self.listed.emit()
        while self._wishes and self.lister.is_fresh:
            self._wishes.pop(0)()
        if self._wishes:
            self.lister.ask()  # something was edited meanwhile

    def _number_people(self) -> None:
        """Whoever came first has the first number."""
        before = len(self._numbers)
        hands = [hand for made in self.lister.hands.values() for hand in made]
        for hand in sorted(hands, key=lambda hand: (hand.at is not None and hand.at.timestamp(), hand.who)):
            self.number_of(hand.who)
        if len(self._numbers) != before:
            self.changed.emit(None)

    def _hands(self) -> Hands:
        return self.lister.hands


def _end(spot: Spot) -> Order:
    return order_at(spot.place, max(spot.start, spot.stop))
