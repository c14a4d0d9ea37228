"""What readers have of an article: the text of the newest step that put it before them and was not taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection, Row, bindparam, select

from desk.library.step_values import TAKEN_BACK
from desk.library.storing import Stored, opened
from desk.library.tables import Moves, Revisions, Stories
from desk.library.values import State
from desk.story.states import OUT

_Step: TypeAlias = Row[str, str, str, str, datetime, str]

# Made once: to make a statement costs more than to run it.
_STEPS = (
    select(Moves.id, Moves.article, Moves.value, Moves.who, Moves.at, Moves.note)
    .where(Moves.article.in_(bindparam("of", expanding=True)), Moves.what == "state")
    .order_by(Moves.id)
)
_TEXT_AT = (
    select(Stories.fields, Stories.body, Stories.packed)
    .select_from(Revisions)
    .join(Stories, Stories.hash == Revisions.story)
    .where(Revisions.article == bindparam("of"), Revisions.id < bindparam("before"))
    .order_by(Revisions.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Out:
    """What readers had last: since which step, who took it and why, and the text. `now` is the state that the newest
    step led to: they may have it no longer."""

    state: State
    at: datetime
    who: str
    note: str
    text: Stored
    now: State

    @property
    def is_gone(self) -> bool:
        """Whether readers have it no longer: it was killed, or is on its way through the desk once more."""
        return self.now not in OUT

    @property
    def is_killed(self) -> bool:
        """Whether it was taken from them, and is not on its way again."""
        return self.now is State.KILLED


def standing_steps(connection: Connection, articles: Sequence[str]) -> dict[str, list[_Step]]:
    """The steps of these articles without those that were taken back, the oldest first."""
    standing: dict[str, list[_Step]] = {article: [] for article in articles}
    for move in connection.execute(_STEPS, {"of": articles}):
        taken = standing[move.article]
        before = taken[-2].value if len(taken) > 1 else State.DRAFT.value
        if move.note == TAKEN_BACK and taken and move.value == before:
            taken.pop()
        else:
            taken.append(move)
    return standing


def readers_have(connection: Connection, article: str) -> Out | None:
    """What readers have, or had last; None of what never went out. Raises Unreadable."""
    return readers_have_of(connection, [article])[article]


def readers_have_of(connection: Connection, articles: Sequence[str]) -> dict[str, Out | None]:
    """What readers have of each of these articles. Raises Unreadable."""
    standing = standing_steps(connection, articles)
    return {article: _out(connection, article, steps) for article, steps in standing.items()}


def _out(connection: Connection, article: str, steps: Sequence[_Step]) -> Out | None:
    out = next((step for step in reversed(steps) if step.value in OUT), None)
    if out is None:
        return None
    found = connection.execute(_TEXT_AT, {"of": article, "before": out.id}).first()
    if found is None:  # an exchange may bring a step without its text
        return None
    return Out(State(out.value), out.at, out.who, out.note, opened(*found), State(steps[-1].value))
