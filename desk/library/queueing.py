"""What waits for an editor, and the whole desk as a board."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from desk.errors import NotFound, Unreadable
from desk.library import gating
from desk.library.amounts import amount, lines_of
from desk.library.commenting import threads_of
from desk.library.database import Database
from desk.library.looking import looks_of
from desk.library.opened import OpenLibrary
from desk.library.reading import ROW, Current, current, revision_text, row_from
from desk.library.review_values import Look
from desk.library.step_values import Column, Queued
from desk.library.storing import unpack_fields
from desk.library.tables import Articles, Base, Drafts, Moves, Revisions, Stories
from desk.library.values import State
from desk.story.comments import Thread, open_questions
from desk.story.house import House

WAITING = (State.SUBMITTED, State.IN_REVIEW)
_OLDEST_FIRST = (*WAITING, State.READY)  # of all others what was worked on last stands first
_COUNTED = 256  # texts of which is remembered how many changes they have

_LAST_MOVE = (
    select(Moves.id)
    .where(Moves.article == Articles.id, Moves.what == "state")
    .order_by(Moves.id.desc())
    .limit(1)
    .correlate(Articles)
    .scalar_subquery()
)
_SINCE = func.coalesce(Moves.at, Articles.created).label("since")
_FIELDS = func.coalesce(Drafts.fields, Stories.fields).label("fields")
_STANDING = (
    select(*ROW, _SINCE, func.coalesce(Moves.who, "").label("by"), _FIELDS)
    .select_from(
        Base.metadata.tables["articles"]
        .join(Revisions, Revisions.id == Articles.head)
        .join(Stories, Stories.hash == Revisions.story)
        .outerjoin(Drafts, Drafts.article == Articles.id)
        .outerjoin(Moves, Moves.id == _LAST_MOVE)
    )
    .where(~Articles.binned, Articles.state.in_(bindparam("states", expanding=True)))
)
_OLDEST = _STANDING.order_by(_SINCE, Articles.number)
_NEWEST = _STANDING.order_by(Articles.updated.desc(), Articles.number.desc())
_NUMBERS = select(Articles.state, func.count()).where(~Articles.binned).group_by(Articles.state)
_WHO = select(Revisions.who).where(Revisions.id == bindparam("of"))


class Queues(OpenLibrary):
    """The part of `Library` that knows what waits for whom."""

    def __init__(self, database: Database, who: str = "") -> None:
        super().__init__(database, who)
        self._changes = _Changes()

    def queue(self, house: House, states: Sequence[State] = WAITING) -> tuple[Queued, ...]:
        """What is in these states, whatever waits longest first, with what there is to be done, and what others did
        since whoever is signed in saw it last. It reads texts: not for the window's thread."""
        me = self.who
        with self._database.reader() as connection:
            found = _standing(connection, _OLDEST, house, states)
            ids = [each.row.id for each in found]
            said, looks = threads_of(connection, ids), looks_of(connection, ids, me)
            return tuple(
                self._queued(_Asked(connection, me, each, said[each.row.id], looks.get(each.row.id))) for each in found
            )

    def board(self, house: House, most: int = 50) -> tuple[Column, ...]:
        """A column for every state of the house, with so many of its articles at most: what waits for the desk stands
        in the order in which it came, of all else what was worked on last comes first."""
        workflow = house.workflow
        with self._database.reader() as connection:
            numbers: dict[State, int] = dict.fromkeys(workflow.states, 0)
            for state, number in connection.execute(_NUMBERS):
                numbers[workflow.counts_as(State(state))] += number
            return tuple(
                Column(
                    state,
                    workflow.name(state),
                    numbers[state],
                    _standing(connection, (_OLDEST if state in _OLDEST_FIRST else _NEWEST).limit(most), house, [state]),
                )
                for state in workflow.states
            )

    def _queued(self, asked: _Asked) -> Queued:
        now = current(asked.connection, asked.standing.row.id)
        news = asked.news(now)
        questions = len(open_questions(asked.threads))
        try:
            changes = self._changes.number(now)
        except Unreadable:  # of a newer Desk, or damaged: it is in the queue all the same
            changes = 0
        return replace(news, changes=changes, questions=questions)


class _Asked(NamedTuple):
    """An article that waits, and what somebody knows of it."""

    connection: Connection
    me: str
    standing: Queued
    threads: Sequence[Thread]
    look: Look | None

    def news(self, now: Current) -> Queued:
        """What others did since."""
        look, standing = self.look, self.standing
        changed = self._is_changed(now)
        moved = standing.by not in ("", self.me) and (look is None or standing.since > look.at)
        if look is None:
            return replace(standing, unread=changed or moved)
        said = [each for thread in self.threads for each in thread.records if each.who != self.me and each.at > look.at]
        with suppress(NotFound, Unreadable):  # then what it was like is not known any more
            if changed:
                before = lines_of(revision_text(self.connection, look.revision))
                much = amount(before, lines_of(now.text))
                standing = replace(standing, added=much.added, removed=much.removed)
        return replace(standing, unread=changed or moved or bool(said), comments=len(said))

    def _is_changed(self, now: Current) -> bool:
        """Whether its text is another by the hand of somebody else. Who writes on has what others wrote before them."""
        if self.look is not None and self.look.version >= now.version:
            return False
        wrote = now.who if now.base else self.connection.scalar(_WHO, {"of": now.head})
        return wrote not in ("", self.me)


class _Changes:
    """How many tracked changes texts have. To find that out takes long, and few texts of a queue change from time to
    time. May be used from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._known: OrderedDict[tuple[str, str], int] = OrderedDict()

    def number(self, now: Current) -> int:
        """How many there are in the text that stands. Raises Unreadable."""
        agreed = now.agreed
        if agreed is None:
            return 0
        key = (now.text.hash, agreed.hash)
        with self._guard:
            known = self._known.get(key)
        if known is None:
            known = gating.unresolved(now.text, agreed)
            with self._guard:
                self._known[key] = known
                while len(self._known) > _COUNTED:
                    self._known.popitem(last=False)
        return known


def _standing(
    connection: Connection, wanted: Select[*tuple[Any, ...]], house: House, states: Sequence[State]
) -> tuple[Queued, ...]:
    """The articles that count as being in these states, in this order."""
    counted = [state.value for state in State if house.workflow.counts_as(state) in states]
    return tuple(_of(row) for row in connection.execute(wanted, {"states": counted}))


def _of(row: Row[*tuple[Any, ...]]) -> Queued:
    target, embargo = 0, None
    with suppress(ValueError):  # of a newer Desk, or damaged
        fields = unpack_fields(row.fields)
        target, embargo = fields.target_words, fields.embargo
    return Queued(row_from(row), row.since, row.by, target, embargo)
