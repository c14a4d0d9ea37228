"""What is said of articles that wait: how long, for whom, how long they are, what is still to be done, what is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from desk.formats.dates import in_words, local
from desk.library.values import State
from desk.story.house import House
from desk.story.plurals import counted, listed
from desk.ui.queue.waiting import WaitingRow
from desk.ui.words import age

if TYPE_CHECKING:
    from desk.library.step_values import Queued

_OVER = 1.1  # times its target that a story may be long before that is marked
_WEEK = timedelta(7)
_MINUS = "\u2212"


class Said(NamedTuple):
    """A few words, and the token in whose colour they stand."""

    text: str
    token: str = "muted"


def waits(row: WaitingRow, now: datetime) -> str:
    """How long it waits already, or with whom it is; of names the first, which is what there is room for."""
    queued = _of(row)
    old = age(queued.since, now)
    if row.state is State.IN_REVIEW:
        who = "you" if row.is_mine else whom(queued)
        return f"with {who} · {old}" if who else f"in review · {old}"
    return "just came in" if old == "now" else waited(queued.since, now)


def whom(queued: Queued, me: str = "") -> str:
    """Who reviews it, if somebody does."""
    if queued.row.state is not State.IN_REVIEW:
        return ""
    return "you" if queued.by and queued.by == me else queued.by.split(" ")[0]


def waited(since: datetime, now: datetime) -> str:
    """For how long, or since which day: "waiting 34 min", "waiting since 3 Nov"."""
    return f"waiting {'since ' if now - since >= _WEEK else ''}{age(since, now)}"


def length(row: WaitingRow) -> Said:
    """How long it is, of how long it should be."""
    return _length(row.words, _of(row).target)


def length_of(card: Queued) -> Said:
    """The same of a card."""
    return _length(card.row.words, card.target)


def _length(number: int, target: int) -> Said:
    if not target:
        return Said(counted(number, "word"))
    return Said(f"{number:,} / {target:,}", "warning" if number > target * _OVER else "muted")


def until(embargo: datetime | None, now: datetime, house: House) -> str:
    """When the embargo ends, "" where there is none in force: the time of today, or the day as well."""
    if embargo is None or embargo <= now:
        return ""
    ends, today = local(embargo, house), local(now, house)
    time = in_words(ends, house.time_format)
    if ends.date() == today.date():
        return time
    return f"{in_words(ends, '%-d %b' if ends.year == today.year else '%-d %b %Y')}, {time}"


def to_do(row: WaitingRow, now: datetime, house: House) -> tuple[Said, ...]:
    """What stands between the story and its readers."""
    queued = _of(row)
    ends = until(queued.embargo, now, house)
    return tuple(
        said
        for there, said in (
            (queued.questions, Said(counted(queued.questions, "question"), "warning")),
            (queued.changes, Said(counted(queued.changes, "change"), "inserted")),
            (ends, Said(f"embargo {ends}", "deleted")),
        )
        if there
    )


def news(row: WaitingRow) -> str:
    """What is new since whoever is signed in looked last; "" where nothing is, or nobody has looked yet."""
    queued = _of(row)
    words = [f"{sign}{number:,}" for sign, number in (("+", queued.added), (_MINUS, queued.removed)) if number]
    parts = [f"{' '.join(words)} {'word' if queued.added + queued.removed == 1 else 'words'}"] if words else []
    if queued.comments:
        parts.append(counted(queued.comments, "comment"))
    return f"{', '.join(parts)} since you looked" if parts else ""


def told(row: WaitingRow, now: datetime, house: House) -> str:
    """A line of the queue in words, for people who hear it."""
    queued = _of(row)
    state = "submitted"
    if row.state is State.IN_REVIEW:
        state = f"in review with {'you' if row.is_mine else queued.by}" if queued.by else "in review"
    new = [
        f"{counted(queued.added, 'word')} added" if queued.added else "",
        f"{counted(queued.removed, 'word')} removed" if queued.removed else "",
        counted(queued.comments, "new comment") if queued.comments else "",
    ]
    changes = counted(queued.changes, "tracked change") if queued.changes else ""
    questions = counted(queued.questions, "open question") if queued.questions else ""
    ends = until(queued.embargo, now, house)
    since = f"since you looked {listed([one for one in new if one])}" if any(new) else ""
    parts = [
        "Unread" if queued.unread else "",
        row.title or "Untitled",
        row.byline,
        state,
        waited(queued.since, now),
        _told_length(replace(queued, row=row)),
        changes,
        questions,
        f"embargo until {ends}" if ends else "",
        since,
    ]
    return ", ".join(filter(None, parts))


def handed_in(row: WaitingRow, house: House) -> str:
    """Who brought it where it is, and when."""
    queued = _of(row)
    at = local(queued.since, house)
    when = f"{in_words(at, house.date_format)}, {in_words(at, house.time_format)}"
    name = house.workflow.name(row.state)
    return " · ".join(filter(None, (name, queued.by, when, row.slug)))


def told_of_card(card: Queued, now: datetime, house: House) -> str:
    """A card of the board in words, for people who hear it."""
    ends = until(card.embargo, now, house)
    parts = [
        card.row.title or "Untitled",
        card.row.byline,
        _told_length(card),
        f"since {age(card.since, now)}",
        f"with {card.by}" if card.row.state is State.IN_REVIEW and card.by else "",
        f"embargo until {ends}" if ends else "",
    ]
    return ", ".join(filter(None, parts))


def _told_length(card: Queued) -> str:
    if card.target:
        return f"{card.row.words:,} of {card.target:,} words"
    return counted(card.row.words, "word")


def _of(row: WaitingRow) -> Queued:
    assert row.queued is not None
    return row.queued
