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
_OF_ARTICLE = select(Decisions.__table__).where(Decisions.article == bindparam("of")).order_by(Decisions.id)
_ADD = insert(Decisions)


def read_decisions(connection: Connection, article: str) -> tuple[Decision, ...]:
    """What was decided on in an article, the newest first."""
    rows = connection.execute(_OF_ARTICLE, {"of": article}).all()
    undone: dict[str, Row[Any]] = {}
    for row in rows:
        if row.did == UNDONE:
            undone.setdefault(row.decision, row)
    made = [_decision(row, undone.get(row.id)) for row in rows if row.did != UNDONE]
    return tuple(reversed(made))


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
    wanted = {one.id: one for one in read_decisions(t.connection, article) if one.id in set(ids) and not one.is_undone}
    _put(t, article, [_row(wanted[id_]) | _taken_back(id_) for id_ in dict.fromkeys(ids) if id_ in wanted])


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
