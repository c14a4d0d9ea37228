"""What was decided on tracked changes: the records of it. They are never changed: a decision that is taken back has
another one that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select

from desk.library.begun import new_id
from desk.library.records import own_replica
from desk.library.review_rows import ACCEPTED, REJECTED, UNDONE
from desk.library.review_values import Decided, Decision
from desk.library.tables import Decisions
from desk.library.writer import Transaction
from desk.story.body import clean_text

_TEXTS = ("key", "field", "kind", "sentence", "added", "removed")

# Made once: to make a statement costs more than to run it.
_OF_ARTICLE = (
    select(Decisions.__table__)
    .where(Decisions.article == bindparam("of"), Decisions.did != UNDONE)
    .order_by(Decisions.id)
)
_TAKEN_BACK = (
    select(Decisions.decision, Decisions.who, Decisions.at)
    .where(Decisions.article == bindparam("of"), Decisions.did == UNDONE)
    .order_by(Decisions.id)
)
_ADD = insert(Decisions)
_THESE = select(Decisions.__table__).where(
    Decisions.article == bindparam("of"),
    Decisions.id.in_(bindparam("ids", expanding=True)),
    Decisions.did != UNDONE,
)
_UNDONE = select(Decisions.decision).where(
    Decisions.article == bindparam("of"),
    Decisions.did == UNDONE,
    Decisions.decision.in_(bindparam("ids", expanding=True)),
)
_AT_ONCE = 500  # decisions named in one statement


def read_decisions(connection: Connection, article: str) -> tuple[Decision, ...]:
    """What was decided on in an article, the newest first."""
    undone: dict[str, Any] = {}
    for row in connection.execute(_TAKEN_BACK, {"of": article}):
        undone.setdefault(row.decision, row)
    made = connection.execute(_OF_ARTICLE, {"of": article}).all()
    return tuple(_decision(row, undone.get(row.id)) for row in reversed(made))


def note_decisions(t: Transaction, article: str, made: Sequence[Decided]) -> tuple[Decision, ...]:
    """Record decisions; gives them, in their order."""
    known = []
    for one in made:
        told = (getattr(one, each.name) for each in fields(Decided))
        known.append(Decision(*told, id=new_id(), article=article, who=t.who, at=t.at))
    _put(t, article, [_row(one) for one in known])
    return tuple(known)


def undo_decisions(t: Transaction, article: str, ids: Sequence[str]) -> None:
    """Record that these decisions were taken back, those that were not yet."""
    wanted = tuple(dict.fromkeys(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        asked = {"of": article, "ids": some}
        undone = set(t.connection.scalars(_UNDONE, asked))
        made = {row.id: row for row in t.connection.execute(_THESE, asked)}
        open_ = (made[id_] for id_ in some if id_ in made and id_ not in undone)
        _put(t, article, [row._asdict() | _taken_back(row.id) for row in open_])


def _taken_back(id_: str) -> dict[str, Any]:
    nothing: dict[str, Any] = dict.fromkeys(("sentence", "added", "removed"), "")
    return nothing | {"id": new_id(), "did": UNDONE, "decision": id_, "makers": []}


def _row(one: Decision) -> dict[str, Any]:
    texts = {name: clean_text(getattr(one, name)) for name in _TEXTS}
    did = ACCEPTED if one.accepted else REJECTED
    return texts | {"id": one.id, "did": did, "decision": "", "makers": list(one.makers)}


def _put(t: Transaction, article: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        common = {"article": article, "who": t.who, "at": t.at, "replica": own_replica(t)}
        t.connection.execute(_ADD, [row | common for row in rows])
        t.tell("decisions", article)


def _decision(row: Row[Any], undone: Row[Any] | None) -> Decision:
    return Decision(
        *(row.key, row.did == ACCEPTED, row.field, row.kind, row.sentence, row.added, row.removed, tuple(row.makers)),
        id=row.id,
        article=row.article,
        who=row.who,
        at=row.at,
        undone_by=undone.who if undone else "",
        undone_at=undone.at if undone else None,
    )
