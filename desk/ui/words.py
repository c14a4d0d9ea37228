"""Numbers and times as the window says them."""

from __future__ import annotations

from datetime import datetime, timedelta

from desk.formats.dates import in_words
from desk.formats.html_direction import side_of
from desk.library.values import BIN_DAYS, ArticleRow, State
from desk.story.people import Role
from desk.story.plurals import counted

STATES: dict[State, str] = {
    State.DRAFT: "draft",
    State.SUBMITTED: "submitted",
    State.IN_REVIEW: "in review",
    State.READY: "ready",
    State.PUBLISHED: "published",
    State.UPDATED: "updated",
    State.CORRECTED: "corrected",
    State.SPIKED: "spiked",
    State.KILLED: "killed",
}

# The token in whose colour a state's dot stands.
STATE_TOKENS: dict[State, str] = {
    State.DRAFT: "faint",
    State.SUBMITTED: "accent",
    State.IN_REVIEW: "warning",
    State.READY: "inserted",
    State.PUBLISHED: "accent",
    State.UPDATED: "accent",
    State.CORRECTED: "accent",
    State.SPIKED: "deleted",
    State.KILLED: "deleted",
}

CREDIT_ROLES: dict[Role, str] = {
    Role.BY: "Byline",
    Role.CONTRIBUTOR: "Contributor",
    Role.REPORTING: "Reporting",
    Role.ADDITIONAL_REPORTING: "Additional reporting",
    Role.WRITING: "Writing",
    Role.EDITING: "Editing",
    Role.RESEARCH: "Research",
    Role.PHOTOGRAPHY: "Photography",
    Role.VIDEO: "Video",
    Role.GRAPHICS: "Graphics",
    Role.TRANSLATION: "Translation",
}

NOT_YET = "not in the library yet"


def limit_words(length: int, limit: int) -> str:
    """How long a text is of how long it should be, once that is near; "" before."""
    return f"{length} of {limit} characters" if length > limit * 0.85 else ""


def age(then: datetime, now: datetime) -> str:
    """How long ago: "now", "12 min", "5 h", "3 d", then the day. Both times are aware."""
    passed = now - then
    if passed < timedelta(minutes=1):
        return "now"
    if passed < timedelta(hours=1):
        return f"{passed.seconds // 60} min"
    if passed < timedelta(days=1):
        return f"{passed.seconds // 3600} h"
    if passed < timedelta(days=7):
        return f"{passed.days} d"
    local = then.astimezone(now.tzinfo)
    return in_words(local, "%-d %b" if local.year == now.year else "%-d %b %Y")


def meta(row: ArticleRow, now: datetime) -> tuple[str, ...]:
    """The parts of a row's second line: byline ("" if none), length, state ("" for a draft), age; in the bin how long
    it stays there."""
    if not row.is_kept:
        return row.byline, counted(row.words, "word"), NOT_YET, ""
    state = "" if row.state is State.DRAFT else STATES[row.state]
    when = age(row.updated, now)
    if row.binned_at is not None:
        days = -((now - row.binned_at - timedelta(BIN_DAYS)) // timedelta(1))
        when = f"{counted(days, 'day')} left" if days > 0 else "goes soon"  # the days that count are those of use
    return row.byline, counted(row.words, "word"), state, when


def spoken(row: ArticleRow, now: datetime) -> str:
    """A row in words, for people who hear the list."""
    byline, words, state, old = meta(row, now)
    state = state if not row.is_kept else STATES[row.state]
    return ", ".join(filter(None, (row.title or "Untitled", byline, words, state, old)))


def from_left(sentence: str) -> str:
    """A sentence of the window's own as it is drawn: from the left, though it may begin with a name that is read from
    the right (UAX #9: left-to-right mark)."""
    return f"\u200e{sentence}" if side_of(sentence) == "rtl" else sentence
