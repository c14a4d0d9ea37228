"""Who made each tracked change: read off the revisions, on a worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.library.values import agreed_at
from desk.revise.review.hand import Hand

if TYPE_CHECKING:
    from datetime import datetime

    from desk.library.library import Library
    from desk.library.values import RevisionRow
    from desk.revise.review.authorship import Authorship, Written
    from desk.revise.review.tracking import Tracking

Hands = Mapping[str, tuple[Hand, ...]]


@dataclass(frozen=True, slots=True)
class Past:
    """Whose everything was in the newest revision of an article, and in the draft that was left on it."""

    article: str
    revision: str = ""
    authorship: Authorship | None = None
    me: str = ""  # who was signed in
    drafter: str = ""  # whose draft is in it
    agreed: datetime | None = None  # when the text that is agreed on was made


def read_past(library: Library, article: str, known: Past) -> Past:
    """What the revisions say; of those that are `known` already nothing is read again. Not for the window's thread."""
    from desk.revise.review.authorship import writers  # noqa: PLC0415  not to start

    me, rows = library.who, library.revisions(article)
    if not rows:
        return Past(article, me=me)
    newer = _newer(rows, known) if (known.article, known.me) == (article, me) else None
    if newer is None or known.authorship is None:
        past = Past(article, rows[0].id, writers(_chain(library, rows)), me, agreed=agreed_at(rows))
    elif newer:
        authorship = known.authorship
        for row in newer:
            authorship = authorship.after(library.revision_story(row.id), row.who, row.at)
        past = Past(article, rows[0].id, authorship, me, agreed=agreed_at(rows))
    else:
        past = known
    return _with_draft(library, past)


def _chain(library: Library, rows: Sequence[RevisionRow]) -> Iterator[Written]:
    from desk.revise.review.authorship import Written  # noqa: PLC0415

    for row in reversed(rows):
        yield Written(row.id, row.parents, row.who, row.at, library.revision_story(row.id))


def _with_draft(library: Library, past: Past) -> Past:
    """The same with what was typed since, where that was somebody else than who is signed in now."""
    who = library.drafted_by(past.article)
    if not who or who in {past.me, past.drafter} or past.authorship is None:
        return past
    found = library.article(past.article)
    authorship = past.authorship.after(found.story, who, found.row.updated)
    return replace(past, authorship=authorship, drafter=who)


def _newer(rows: Sequence[RevisionRow], known: Past) -> list[RevisionRow] | None:
    """The revisions that came after what is known, oldest first, where they stand in one line on it."""
    found: list[RevisionRow] = []
    for row in rows:
        if row.id == known.revision:
            break
        found.append(row)
    else:
        return None
    found.reverse()
    parents = [known.revision, *(row.id for row in found)]
    return found if all(row.parents == (parent,) for row, parent in zip(found, parents, strict=False)) else None


def made_by(past: Past, tracking: Tracking, newest: Hand, known: Hands) -> dict[str, tuple[Hand, ...]]:
    """Who made each change; what is in no revision yet is of the `newest` hand. A change that was there before keeps
    its time."""
    found: dict[str, tuple[Hand, ...]] = {}
    authorship = None if past.authorship is None else past.authorship.after(tracking.current, newest.who, newest.at)
    if authorship is not None and past.agreed is not None:
        authorship = authorship.as_told(tracking.script.body, past.agreed)
    for change in tracking.changes:
        hands = () if authorship is None else authorship.made(change)
        hands = hands or (newest,)
        before = known.get(change.key)
        if before is not None and [hand.who for hand in before] == [hand.who for hand in hands]:
            hands = tuple(old if new == newest else new for old, new in zip(before, hands, strict=True))
        found[change.key] = hands
    return found
