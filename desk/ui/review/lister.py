"""Makes the list of the review on a worker, in the pauses, while somebody looks at it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.library.review_values import Decision, Followed
from desk.revise.review.hand import Hand
from desk.story.story import Story
from desk.ui.manuscript import Manuscript
from desk.ui.review.conversations import Conversations
from desk.ui.review.entries import Listing, listing
from desk.ui.review.makers import Hands, Past, made_by, read_past
from desk.ui.review.tracker import Tracker
from desk.ui.work import Job, Work

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import Article, Change
    from desk.revise.review.tracking import Tracking

_KEPT = 8
PAUSE = 250  # ms after an edit until the list is made anew
WARM = 700  # the same where nobody looks: who opens it then need not wait


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a list is made of."""

    article: str
    story: Story
    tracking: Tracking | None
    threads: tuple[Followed, ...]
    newest: Hand
    seen: tuple[_Seen, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who made the changes, as it was found out before: for somebody who goes back to them."""

    tracking: Tracking
    past: Past
    hands: Hands


@dataclass(frozen=True, slots=True)
class _Found:
    article: str
    story: Story
    tracking: Tracking | None
    listing: Listing
    past: Past
    hands: Hands
    decisions: tuple[Decision, ...]


class Lister(QObject):
    """`listed` tells that there is another `listing`, made of `story`; who made which change (`hands`) is found out
    with it. An article that is opened is listed at once, as the page wants to know for its colours; after that soon
    where somebody looks or asks, and else when nothing was typed for a while."""

    listed = Signal()

    def __init__(
        self, manuscript: Manuscript, tracker: Tracker, conversations: Conversations, library: Library, work: Work
    ) -> None:
        super().__init__(manuscript)
        self._manuscript = manuscript
        self._tracker = tracker
        self._conversations = conversations
        self._library = library
        self._work = work
        self._making: Job | None = None
        self._due = QTimer(self, singleShot=True, interval=PAUSE)
        self._due.timeout.connect(self._on_due)
        self._is_seen = self._is_closed = False
        self._version = 0  # of what it is made of
        self._forget()
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.story_changed.connect(self._on_story_changed)
        tracker.changed.connect(self._start)
        conversations.changed.connect(self.hurry)
        if (row := manuscript.article) is not None:
            self._opened_at = row.updated
            self._due.start(0)

    def _forget(self) -> None:
        self.listing = Listing()
        self.story: Story | None = None
        self.hands: Hands = {}
        self.decisions: tuple[Decision, ...] | None = None
        self._decided = False  # since they were read last
        self._past = Past("")
        self._seen: deque[_Seen] = deque(maxlen=_KEPT)
        self._typed = False
        self._opened_at = datetime.now(UTC)
        self._stale = True

    @property
    def is_fresh(self) -> bool:
        """Whether the list is that of the story as it is."""
        return not self._stale

    def take_change(self, change: Change) -> None:
        """The library changed: others may have decided, or made a revision."""
        row = self._manuscript.article
        if row is None:
            return
        is_decided = change.kind == "decisions" and change.article in ("", row.id)  # "": by another program
        if is_decided or (change.kind == "article" and change.article == row.id):
            self._decided |= is_decided
            self._start()

    def set_seen(self, on: bool) -> None:
        """Whether somebody looks at it from now on."""
        self._is_seen = on
        if on:
            self.ask()

    def ask(self) -> None:
        """Somebody wants it: make it now, if it is not fresh. `listed` follows."""
        if self._stale:
            self._due.start(0)

    def close(self) -> None:
        """The library is about to be given back: nothing more is read."""
        self._is_closed = True
        self._due.stop()
        self._stop()

    @Slot()
    def look_again(self) -> None:
        """Somebody else signed in: what was typed before is still whose it was."""
        self._start()

    def _spoil(self) -> None:
        self._stale = True
        self._version += 1

    @Slot()
    def hurry(self) -> None:
        """Something was done that somebody waits to see in it."""
        self._spoil()
        self._due.start(0 if self._is_seen else WARM)

    @Slot()
    def _start(self) -> None:
        self._spoil()
        if self._is_seen:
            self._due.start(PAUSE)
        elif self._tracker.is_tracking:
            self._due.start(WARM)

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        self._on_closed()
        self._opened_at = article.row.updated
        self._due.start(0)

    @Slot()
    def _on_closed(self) -> None:
        self._due.stop()
        self._stop()
        self._forget()
        self.listed.emit()

    @Slot()
    def _on_story_changed(self) -> None:
        self._typed = True
        self._start()

    def _stop(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None
            self._decided = True  # what it read is not heard of

    @Slot()
    def _on_due(self) -> None:
        row = self._manuscript.article
        if row is None or self._is_closed:
            return
        story = self._manuscript.story
        tracking = self._tracker.tracking
        if self._tracker.is_tracking and (tracking is None or tracking.current is not story):
            self._due.start(PAUSE)  # they are being compared
            return
        if tracking is not None:
            _ = tracking.keys  # here, as the page asks for them at the same time
        self._stop()
        at = datetime.now(UTC) if self._typed else self._opened_at
        seen = tuple(self._seen)
        wanted = _Wanted(row.id, story, tracking, self._conversations.threads, Hand(self._library.who, at), seen)
        decisions, self._decided = None if self._decided else self.decisions, False
        make = partial(_make, self._library if row.is_kept else None, wanted, self._past, self.hands, decisions)
        self._making = self._work.run(make, partial(self._on_made, self._version), self._on_failed)

    def _on_made(self, version: int, found: _Found) -> None:
        self._making = None
        row = self._manuscript.article
        if row is None or row.id != found.article:
            return
        self._past, self.hands, self.decisions = found.past, found.hands, found.decisions
        if found.tracking is not None:
            self._seen.append(_Seen(found.tracking, found.past, found.hands))
        self.listing, self.story = found.listing, found.story
        self._stale = self._manuscript.story is not found.story or self._version != version
        self.listed.emit()

    def _on_failed(self, _error: Exception) -> None:
        self._decided = True
        self._making = None  # the library is in trouble, which is said elsewhere; it is tried again with the next edit


def _make(
    library: Library | None, wanted: _Wanted, past: Past, hands: Hands, decisions: tuple[Decision, ...] | None
) -> _Found:
    """On a worker."""
    tracking = wanted.tracking
    found: Hands = {}
    if tracking is not None:
        past = read_past(library, wanted.article, past) if library is not None else past
        seen = (each.hands for each in wanted.seen if each.tracking is tracking and each.past is past)
        known = next(seen, None)
        found = known if known is not None else made_by(past, tracking, wanted.newest, hands)
    if decisions is None:
        decisions = library.decisions(wanted.article) if library is not None else ()
    changes = tracking.changes if tracking is not None else ()
    made = listing(wanted.story, changes, found, wanted.threads, decisions)
    return _Found(wanted.article, wanted.story, tracking, made, past, found, decisions)
