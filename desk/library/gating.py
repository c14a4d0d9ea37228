"""The gate for articles as the library has them: what is known of an article besides its text, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desk.checks.gate import Gate, Override, gate
from desk.checks.situation import Situation
from desk.errors import Refused, Unexplained
from desk.library import commenting, directing
from desk.library.acquaintance import about_credits
from desk.library.readers import Out, readers_have_of
from desk.library.reading import current
from desk.library.records import Kept
from desk.library.step_values import ToSend
from desk.library.storing import Stored, baseline_of, unpack_fields
from desk.library.values import ArticleRow, State
from desk.story.anchor import Anchor
from desk.story.comments import Thread, open_questions
from desk.story.directory import Directory, house_with
from desk.story.house import House
from desk.story.story import Story
from desk.story.workflow import StaffRole


def unresolved(text: Stored, agreed: Stored | None) -> int:
    """How many tracked changes a text has, against the one that was last agreed on where that is another. Raises
    Unreadable where the text itself cannot be read."""
    if agreed is None:
        return 0
    from desk.revise.review.tracking import Tracking  # noqa: PLC0415  seldom needed

    story = text.story()
    return len(Tracking(baseline_of(agreed, story), story).keys)


class _About(NamedTuple):
    """What the library knows of an article besides its text: what readers have of it, and of its credits."""

    out: Out | None
    of_credits: dict[str, Any]


class Gatekeeper:
    """Asks the gate, at one moment and for one person. Lives as long as its connection."""

    def __init__(self, connection: Connection, house: House, directory: Directory, who: str, at: datetime) -> None:
        self._connection = connection
        self._at = at
        self.house = house_with(house, directory)
        self._directory = directory
        self._agencies = tuple(contact.name for contact in directory.organisations)
        self.role = directing.at_work(directory, who).role or StaffRole.EDITOR

    def gate(
        self,
        article: str,
        target: State | None,
        *,
        agreed: bool = False,
        placed: bool = False,
        story: Story | None = None,
    ) -> Gate:
        """The gate for the text of an article that stands, or for what of it was last agreed on, or for what is to
        stand: this `story`. With `placed` the findings say where in the text questions are, for which more has to be
        read. Raises NotFound, Unreadable."""
        now = current(self._connection, article)
        text, other = (now.to_print_agreed(), now.text) if agreed else (now.text, now.agreed)
        changes = 0 if agreed else unresolved(now.text, now.agreed)
        questions = self._questions(article, placed=placed and not agreed)
        situation = self._situation(self._about([article])[article], target, text, changes, questions)
        return gate(story or text.story(), self.house, replace(situation, embargo=_embargo(other)))

    def passed(self, article: str, target: State, override: Override | None, story: Story | None = None) -> list[str]:
        """What somebody goes past with a reason who takes an article into a state, with this text or the one that
        stands, in sentences. Raises Refused where the gate stops it, and Unexplained where they may go past and give
        no reason."""
        found = self.gate(article, target, story=story)
        if hindrance := found.hindrance(self.role, override):
            kind = Unexplained if found.may_override(self.role) else Refused
            raise kind(f"{hindrance} Nothing was changed.")
        return [finding.message for finding in found.to_override]

    def to_send(self, texts: Sequence[tuple[ArticleRow, Kept, str]], *, agreed: bool = False) -> list[ToSend]:
        """Articles with these texts and revisions, or what of them was last agreed on, as they are about to go out.
        Raises Unreadable."""
        articles = [row.id for row, *_ in texts]
        said, about = commenting.threads_of(self._connection, articles), self._about(articles)
        sent = []
        for row, text, revision in texts:
            changes = unresolved(text.kept, text.agreed)
            goes, other = (text.agreed or text.kept, text.kept) if agreed else (text.kept, text.agreed)
            left, questions = 0 if agreed else changes, open_questions(said[row.id])
            situation = self._situation(about[row.id], None, goes, left, questions)
            situation = replace(situation, embargo=_embargo(other))
            sent.append(ToSend(row, goes, revision, situation, self.role, changes, agreed))
        return sent

    def _about(self, articles: Sequence[str]) -> dict[str, _About]:
        """What the library knows of these articles. Raises Unreadable."""
        out = readers_have_of(self._connection, articles)
        of_credits = about_credits(self._connection, articles, self.house, self._directory)
        return {article: _About(out[article], of_credits[article]) for article in articles}

    def _situation(
        self, about: _About, target: State | None, text: Stored, changes: int, questions: Sequence[Thread]
    ) -> Situation:
        """How things stand with a text of an article that goes on. Raises Unreadable."""
        out = about.out
        story = out.text.story() if out is not None and _is_wanted(out, target, text) else None
        common = (self._at, target, changes, tuple(questions), self._agencies)
        return Situation(*common, story, is_killed=out is not None and out.is_killed, **about.of_credits)

    def _questions(self, article: str, *, placed: bool) -> tuple[Thread, ...]:
        """The questions that wait for an answer."""
        if not placed:
            return open_questions(commenting.threads_of(self._connection, [article])[article])
        read = commenting.read_threads(self._connection, article)
        return tuple(_put(each.thread, each.anchor) for each in read.threads if each.thread.waits)


def _is_wanted(out: Out, target: State | None, text: Stored) -> bool:
    """Whether the text that readers have, or had last, is to be looked at: what goes out once more as it was is not.
    What they have no longer only matters to what is to go before them anew."""
    if out.is_gone:
        return target is State.PUBLISHED and out.text != text
    return target is not None or out.text != text


def _embargo(text: Stored | None) -> datetime | None:
    """That of a text, where it can be read."""
    with suppress(ValueError):
        return None if text is None else unpack_fields(text.fields).embargo
    return None


def _put(thread: Thread, anchor: Anchor) -> Thread:
    """The thread with its anchor where that is by now."""
    return Thread((replace(thread.opening, anchor=anchor), *thread.records[1:]))
