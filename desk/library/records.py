"""Making the records that are written once: stories, revisions, moves, deliveries, pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from desk.errors import Unreadable
from desk.library.begun import new_id
from desk.library.packing import pack_away, put_story
from desk.library.pages import keep_pages
from desk.library.storing import Stored
from desk.library.tables import Deliveries, Media, Moves, Replicas, Revisions, Settings, Stories
from desk.library.values import Delivery, RevisionRow, Sending, Why
from desk.library.writer import Transaction
from desk.story.counts import Counter

REPLICA = "replica"  # the setting that names this library among the replicas


def own_replica(t: Transaction) -> str:
    """The replica that this library is; made when it is first needed."""
    if not t.replica:
        known = t.connection.scalar(select(Settings.value).where(Settings.key == REPLICA))
        t.replica = known or new_id()
        if known is None:
            t.connection.execute(insert(Replicas), {"id": t.replica, "name": t.who, "created": t.at})
            t.connection.execute(insert(Settings), {"key": REPLICA, "value": t.replica})
    return t.replica


class Kept(NamedTuple):
    """A story as it is kept, its words, and what of it was agreed on last, where that is another story."""

    kept: Stored
    words: int
    agreed: Stored | None = None

    @property
    def hashes(self) -> tuple[str, str]:
        """Those of the story and of its baseline."""
        own = self.kept.hash
        return own, self.agreed.hash if self.agreed else own


def add_revision(
    t: Transaction,
    article: str,
    text: Kept,
    parents: Sequence[str],
    *,
    why: Why,
    note: str = "",
    who: str | None = None,
) -> RevisionRow:
    """Write a revision."""
    hash_ = put_story(t.connection, text.kept, text.words)
    baseline = (_put_agreed(t, text.agreed) if text.agreed else "") or hash_
    who = t.who if who is None else who
    row = RevisionRow(new_id(), article, tuple(parents), who, t.at, why, note, text.words, hash_, baseline)
    revision = {"id": row.id, "article": article, "parents": list(parents), "who": row.who, "at": row.at}
    about = {"why": why.value, "note": note, "story": hash_, "baseline": baseline, "replica": own_replica(t)}
    t.connection.execute(_ADD_REVISION, revision | about)
    return row


def _put_agreed(t: Transaction, text: Stored) -> str:
    """Keep a baseline, packed, as no article stands on it; mostly it is a story that was kept before. A damaged one is
    not kept, and must not keep the text from being so: then the answer is ""."""
    hash_ = text.hash
    if t.connection.scalar(select(Stories.hash).where(Stories.hash == hash_)) is None:
        try:
            words = Counter().words(text.story())
        except Unreadable:
            return ""
        put_story(t.connection, text, words)
        pack_away(t.connection, [hash_])
    return hash_


# Made once: to make a statement costs more than to run it.
_ADD_REVISION = insert(Revisions)
_ADD_DELIVERY = insert(Deliveries)
_OF_DELIVERY = ("id", "article", "revision", "who", "at", "format", "target", "sha256")


def add_moves(
    t: Transaction, articles: Sequence[str], what: str, value: str, *, note: str = "", findings: Sequence[str] = ()
) -> None:
    """Note that articles were moved: into a state, into the bin or out of it; or that somebody went past what the gate
    found (see `Moves`)."""
    common = {"what": what, "value": value, "who": t.who, "at": t.at, "replica": own_replica(t)}
    common |= {"note": note, "findings": list(findings)}
    if articles:
        t.connection.execute(insert(Moves), [{"id": new_id(), "article": article} | common for article in articles])


def add_deliveries(t: Transaction, sent: Sequence[Sending]) -> tuple[Delivery, ...]:
    """Note what went out, each of a revision, and keep it."""
    if not sent:
        return ()
    known = sorted(sent, key=lambda one: bool(one.data))  # the same may also go where its bytes are not handed over
    kept = keep_pages(t.connection, {one.sha256: one.data for one in known})
    made = tuple(
        Delivery(
            *(new_id(), one.article, one.revision, t.at, one.format, one.target, one.sha256, t.who),
            is_kept=one.sha256 in kept,
        )
        for one in sent
    )
    replica = own_replica(t)
    rows = [{name: getattr(one, name) for name in _OF_DELIVERY} | {"replica": replica} for one in made]
    t.connection.execute(_ADD_DELIVERY, rows)
    return made


def add_media(t: Transaction, data: bytes, mime: str) -> str:
    """Keep a picture, once; gives its reference."""
    hash_ = hashlib.sha256(data).hexdigest()
    values = {"hash": hash_, "mime": mime, "added": t.at, "data": data}
    t.connection.execute(sqlite_insert(Media).values(values).on_conflict_do_nothing())
    t.tell("media")
    return f"media:{hash_}"
