"""The gate for articles as the library has them: what is known of an article besides its text, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from desk.checks.gate import Gate, Override, gate
from desk.checks.situation import Situation
from desk.errors import Refused, Unexplained
from desk.library import commenting, directing
from desk.library.reading import current
from desk.library.records import Kept
from desk.library.step_values import ToSend
from desk.library.storing import Stored, baseline_of, opened, unpack_fields
from desk.library.tables import Moves, Revisions, Stories
from desk.library.values import ArticleRow, State
from desk.story.anchor import Anchor
from desk.story.comments import Thread, open_questions
from desk.story.directory import Directory, house_with
from desk.story.house import House
from desk.story.states import OUT
from desk.story.workflow import StaffRole

# Made once: to make a statement costs more than to run it.
_LAST_MOVE = (
    select(Moves.id, Moves.value)
    .where(Moves.article == bindparam("of"), Moves.what == "state")
    .order_by(Moves.id.desc())
    .limit(1)
)
_TEXT_AT = (
    select(Stories.fields, Stories.body, Stories.packed)
    .select_from(Revisions)
    .join(Stories, Stories.hash == Revisions.story)
    .where(Revisions.article == bindparam("of"), Revisions.id < bindparam("before"))
    .order_by(Revisions.id.desc())
    .limit(1)
)


def unresolved(text: Stored, agreed: Stored | None) -> int:
    """How many tracked changes a text has, against the one that was last agreed on where that is another. Raises
    Unreadable where the text itself cannot be read."""
    if agreed is None:
        return 0
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415  seldom needed

    story = text.story()
    return len(Tracking(baseline_of(agreed, story), story).keys)


class Gatekeeper:
    """Asks the gate, at one moment and for one person. Lives as long as its connection."""

    def __init__(self, connection: Connection, house: House, directory: Directory, who: str, at: datetime) -> None:
        self._connection = connection
        self._at = at
        self.house = house_with(house, directory)
        self._agencies = tuple(contact.name for contact in directory.organisations)
        self.role = directing.at_work(directory, who).role or StaffRole.EDITOR

    def gate(self, article: str, target: State | None, *, agreed: bool = False, placed: bool = False) -> Gate:
        """The gate for the text of an article that stands, or for what of it was last agreed on. With `placed` the
        findings say where in the text questions are, for which more has to be read. Raises NotFound, Unreadable."""
        now = current(self._connection, article)
        text, other = (now.to_print_agreed(), now.text) if agreed else (now.text, now.agreed)
        changes = 0 if agreed else unresolved(now.text, now.agreed)
        questions = self._questions(article, placed=placed and not agreed)
        situation = self.situation(article, target, text, changes, questions)
        return gate(text.story(), self.house, replace(situation, embargo=_embargo(other)))

    def passed(self, article: str, target: State, override: Override | None) -> list[str]:
        """What somebody goes past with a reason who takes an article into a state, in sentences. Raises Refused where
        the gate stops it, and Unexplained where they may go past and give no reason."""
        found = self.gate(article, target)
        if hindrance := found.hindrance(self.role, override):
            kind = Unexplained if found.may_override(self.role) else Refused
            raise kind(f"{hindrance} Nothing was changed.")
        return [finding.message for finding in found.to_override]

    def to_send(
        self, row: ArticleRow, text: Kept, revision: str, questions: Sequence[Thread], *, agreed: bool = False
    ) -> ToSend:
        """An article with this text, or what of it was last agreed on, as it is about to go out. Raises Unreadable."""
        changes = unresolved(text.kept, text.agreed)
        goes, other = (text.agreed or text.kept, text.kept) if agreed else (text.kept, text.agreed)
        situation = self.situation(row.id, None, goes, 0 if agreed else changes, questions)
        situation = replace(situation, embargo=_embargo(other))
        return ToSend(row, goes, revision, situation, self.role, changes, agreed)

    def situation(
        self, article: str, target: State | None, text: Stored, changes: int, questions: Sequence[Thread]
    ) -> Situation:
        """How things stand with a text of an article that goes on. Raises Unreadable."""
        published = published_text(self._connection, article)
        # What goes out once more as it was need not be read.
        needed = published is not None and (target is not None or published != text)
        story = published.story() if published is not None and needed else None
        return Situation(self._at, target, changes, tuple(questions), self._agencies, story)

    def _questions(self, article: str, *, placed: bool) -> tuple[Thread, ...]:
        """The questions that wait for an answer."""
        if not placed:
            return open_questions(commenting.threads_of(self._connection, [article])[article])
        read = commenting.read_threads(self._connection, article)
        return tuple(_put(each.thread, each.anchor) for each in read.threads if each.thread.waits)


def _embargo(text: Stored | None) -> datetime | None:
    """That of a text, where it can be read."""
    with suppress(ValueError):
        return None if text is None else unpack_fields(text.fields).embargo
    return None


def _put(thread: Thread, anchor: Anchor) -> Thread:
    """The thread with its anchor where that is by now."""
    return Thread((replace(thread.opening, anchor=anchor), *thread.records[1:]))


def published_text(connection: Connection, article: str) -> Stored | None:
    """The text that readers have, where they have one: that of the newest step which put it before them. Raises
    Unreadable."""
    move = connection.execute(_LAST_MOVE, {"of": article}).first()
    if move is None or move.value not in OUT:
        return None
    found = connection.execute(_TEXT_AT, {"of": article, "before": move.id}).first()
    return None if found is None else opened(*found)
