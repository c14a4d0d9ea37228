"""What a card of the review says and offers. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from desk.formats.dates import in_words, local
from desk.library.review_values import Decision
from desk.revise.review.change import ChangeKind, TrackedChange
from desk.story.anchor import On
from desk.story.comments import Comment, Said, Thread
from desk.story.house import House
from desk.story.plurals import listed
from desk.story.standards import Severity
from desk.ui.history.saying import capital, said_time
from desk.ui.review.entries import Entry, Kind

MOST = 360  # characters of words that are shown whole
_WORDS = frozenset(
    {
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.REPLACED,
        ChangeKind.REWRITTEN,
        ChangeKind.FIELD,
        ChangeKind.BLOCK_ADDED,
        ChangeKind.BLOCK_REMOVED,
        ChangeKind.BLOCK_REPLACED,
    }
)


class Ink(StrEnum):
    """How a piece of a card is set."""

    PLAIN = "plain"
    ADDED = "added"
    REMOVED = "removed"
    MUTED = "muted"
    MENTION = "mention"


_LEFT = "\u200e"  # what stands around it is read from the left, as the arrow points, whatever words there are
ARROW = f"{_LEFT} → {_LEFT}"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are set alike."""

    text: str
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a card; a `small` one stands in the type of second text."""

    pieces: tuple[Piece, ...]
    small: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def has_arrow(self) -> bool:
        """Whether it says what came in the place of what."""
        return any(piece.text == ARROW for piece in self.pieces)


class Offer(StrEnum):
    """What the buttons of a card do."""

    ACCEPT = "Accept"
    REJECT = "Reject"
    REPLY = "Reply"
    RESOLVE = "Resolve"
    REOPEN = "Reopen"


@dataclass(frozen=True, slots=True)
class CardText:
    """What stands at the head on both sides, the paragraphs below, and the buttons. `warns` says that the right side
    of the head is something to see to."""

    left: str
    right: str
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    warns: bool = False

    @property
    def spoken(self) -> str:
        """All of it in words, for people who hear the list."""
        inks = {Ink.ADDED: "added: {}", Ink.REMOVED: "removed: {}"}
        said = (
            " ".join(inks.get(piece.ink, "{}").format(piece.text.strip(f" {_LEFT}")) for piece in line.pieces)
            for line in self.lines
        )
        return ", ".join(filter(None, (self.left, self.right, *said)))


class Clock:
    """Says when something was, as a house does: by the time today, else with the day."""

    def __init__(self, house: House, now: datetime | None = None) -> None:
        self._house = house
        self._now = now or datetime.now(UTC)
        self._said: dict[datetime, str] = {}  # many changes are of one moment

    def said(self, at: datetime) -> str:
        """When that was."""
        if at not in self._said:
            here, today = local(at, self._house), local(self._now, self._house)
            is_today = here.date() == today.date()
            clock = in_words(here, self._house.time_format)
            self._said[at] = clock if is_today else capital(said_time(at, self._house, self._now))
        return self._said[at]


def card_text(entry: Entry, clock: Clock, *, blocks: bool = True) -> CardText:
    """The card of an entry. `blocks` says whether in this house an open question keeps a story from being ready."""
    if entry.thread is not None:
        return _thread_card(entry, entry.thread, clock, blocks=blocks)
    if entry.decision is not None:
        return _decision_card(entry, entry.decision, clock)
    assert entry.change is not None
    line = Line(tuple(_change_pieces(entry.change)))
    offers = (Offer.ACCEPT, Offer.REJECT, Offer.REPLY)
    return CardText(_by(listed(entry.who), entry.at, clock), entry.where, (line,), offers)


def _change_pieces(change: TrackedChange) -> Iterator[Piece]:
    if change.kind in _WORDS and (change.added.strip() or change.removed.strip()):
        yield from words_pieces(change.removed, change.added)
    else:
        yield Piece(change.sentence)


def words_pieces(removed: str, added: str) -> Iterator[Piece]:
    """What went, and what came in its place."""
    if removed.strip():
        yield Piece(shortened(removed), Ink.REMOVED)
    if removed.strip() and added.strip():
        yield Piece(ARROW)
    if added.strip():
        yield Piece(shortened(added), Ink.ADDED)


def shortened(text: str) -> str:
    """A text as it stands in a card: without the white space around it, and with its middle left out if it is long."""
    text = text.strip().replace("\n", " ¶ ")
    if len(text) <= MOST:
        return text
    half = MOST // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"


def _thread_card(entry: Entry, thread: Thread, clock: Clock, *, blocks: bool) -> CardText:
    lines = [*_words_line(entry), _said(thread.opening)]
    for each in thread.replies:
        lines.append(_small(f"{_by(each.who, each.at, clock)}{_did(each)}"))
        lines.append(_said(each))
    last = thread.decision
    if last is not None and not last.text:
        done = "Resolved" if last.said is Said.RESOLVED else "Reopened"
        lines.append(_small(f"{done} by {_by(last.who, last.at, clock)}"))
    right = entry.where
    if entry.kind is Kind.QUESTION and entry.is_open:
        right = ("question, blocks Ready" if blocks else "question") if thread.waits else "question, answered"
    offers = (Offer.REPLY, Offer.RESOLVE) if entry.is_open else (Offer.REOPEN,)
    warns = entry.anchor is not None and entry.anchor.lost
    return CardText(_by(thread.opening.who, thread.opening.at, clock), right, tuple(lines), offers, warns)


def _words_line(entry: Entry) -> Iterator[Line]:
    """On which words it is."""
    anchor = entry.anchor
    if anchor is None or anchor.on is On.STORY:
        return
    if anchor.lost:
        words = max(anchor.last, anchor.words, key=len)
        yield _small(f"Its words are gone: “{_cut(words)}”" if words else "What it was on is gone")
    elif anchor.on is On.WORDS:
        yield _small(f"“{_cut(anchor.last or anchor.words)}”")


def _cut(text: str, most: int = 80) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _said(comment: Comment) -> Line:
    return Line(tuple(_with_mentions(comment.text.strip(), comment.mentions)))


def _with_mentions(text: str, mentions: tuple[str, ...]) -> Iterator[Piece]:
    """A text, and in it the people who are mentioned, by their whole names or the first of them."""
    names = sorted({each for name in mentions for each in (name, name.split(" ")[0])}, key=len, reverse=True)
    at = 0
    if names:
        for found in re.finditer(rf"@(?:{'|'.join(map(re.escape, names))})(?!\w)", text, re.IGNORECASE):
            if found.start() > at:
                yield Piece(text[at : found.start()])
            yield Piece(found.group(), Ink.MENTION)
            at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def _did(comment: Comment) -> str:
    return {Said.RESOLVED: " · resolved", Said.REOPENED: " · reopened"}.get(comment.said, "")


def _decision_card(entry: Entry, decision: Decision, clock: Clock) -> CardText:
    pieces = tuple(words_pieces(decision.removed, decision.added))
    if decision.kind not in {kind.value for kind in _WORDS} or not pieces:
        pieces = (Piece(decision.sentence),)
    did = "Accepted" if decision.accepted else "Rejected"
    done = _small(f"{did} by {_by(decision.who, decision.at, clock)}")
    return CardText(listed(entry.who), entry.where, (Line(pieces), done), ())


def _small(text: str) -> Line:
    return Line((Piece(text, Ink.MUTED),), small=True)


def _by(who: str, at: datetime | None, clock: Clock) -> str:
    return " · ".join(filter(None, (who, clock.said(at) if at is not None else "")))


def blocks_ready(house: House) -> bool:
    """Whether in this house an open question keeps a story from being ready."""
    return house.gate.severity("open-question") is Severity.ERROR
