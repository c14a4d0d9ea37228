"""Emptying the bin: what goes with an article, what stays because others need it, what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from desk.library.credited import put_credits, weigh
from desk.library.packing import pictures_of
from desk.library.pages import forget_pages
from desk.library.reading import row_of
from desk.library.seen import Seen, put_seen, read_seen
from desk.library.storing import Stored
from desk.library.tables import (
    Anchors,
    Articles,
    Carried,
    Comments,
    Decisions,
    Declined,
    Deliveries,
    Drafts,
    Gone,
    Looks,
    Media,
    Moves,
    Revisions,
    Shown,
    Sources,
    StandingMatter,
    Stories,
    search,
)
from desk.library.values import BIN_DAYS, Emptied, InBin
from desk.library.writer import Transaction

_AT_A_TIME = 20  # articles that are emptied by themselves in one go: whoever types waits for no more
_AT_ONCE = 500  # articles worked on by one statement

Ids: TypeAlias = Select[str]
_DOOMED = select(Articles.id, Articles.number, Articles.slug, Articles.created)
_SHOWN_BY = (
    select(Shown.picture)
    .join(Revisions, or_(Revisions.story == Shown.story, Revisions.baseline == Shown.story))
    .distinct()
)
_SENT_WITH = select(Carried.picture).join(Deliveries, Deliveries.sha256 == Carried.page).distinct()
_SHOWN_TO = select(Shown.picture).join(Comments, Comments.story == Shown.story).distinct()  # to who commented on it
# Neither does a text show it, nor did it go out with one.
_UNSEEN = (~exists().where(Shown.picture == Media.hash), ~exists().where(Carried.picture == Media.hash))
_PUT_GONE = insert(Gone)
_REMEMBER = _PUT_GONE.on_conflict_do_update(
    index_elements=[Gone.article], set_={name: _PUT_GONE.excluded[name] for name in ("slug", "who", "at")}
)


class _Doomed(NamedTuple):
    id: str
    number: int
    slug: str
    created: datetime


def in_bin(connection: Connection) -> tuple[InBin, ...]:
    """What is in the bin, what came last first."""
    wanted = select(Articles.id, Articles.binned_at).where(Articles.binned_at.is_not(None), Articles.binned)
    found = connection.execute(wanted.order_by(Articles.binned_at.desc(), Articles.id.desc())).all()
    stays = timedelta(days=BIN_DAYS)
    return tuple(InBin(row_of(connection, id_), since, since + stays) for id_, since in found if since is not None)


def weight(connection: Connection, articles: Sequence[str] | None) -> Emptied:
    """What would go if these articles, or all, were emptied out of the bin now."""
    return _weight(connection, _which(articles))[0]


def empty(t: Transaction, articles: Sequence[str] | None) -> Emptied:
    """Empty these articles, or all, out of the bin, with all that only they need. Those that are not in it stay."""
    which = _which(articles)
    emptied, pictures = _weight(t.connection, which)
    doomed = [_Doomed(*row) for row in t.connection.execute(_DOOMED.where(Articles.id.in_(which)))]
    for start in range(0, len(doomed), _AT_ONCE):
        _forget(t, doomed[start : start + _AT_ONCE])
    pictures |= _needless(t)
    t.connection.execute(delete(Media).where(Media.hash.in_(pictures)))
    for kind in ("list", "people") if doomed else ():
        t.tell(kind)
    if pictures:
        t.tell("media")
    return emptied


def empty_old(t: Transaction) -> bool:
    """Empty some articles out of the bin that came into it long ago, and were not worked on since; whether there may
    be more. They must have been seen there for as long: see `seen.py`, a wrong clock empties nothing."""
    seen = read_seen(t)
    if seen.is_due(t.at) and (seen.first or _stamps_in_bin(t.connection, 1)):
        _look(t, seen)
    long_ago = t.at - timedelta(days=BIN_DAYS)
    due = select(Articles.id).where(Articles.binned_at < long_ago, Articles.updated < long_ago)
    old = seen.older_than(BIN_DAYS)
    articles = [article for article in t.connection.scalars(due) if article in old][:_AT_A_TIME] if old else []
    if articles:
        empty(t, articles)
    return len(articles) == _AT_A_TIME


def _look(t: Transaction, seen: Seen) -> None:
    """Note what is in the bin now, and the pictures that no text shows."""
    unshown = select(Media.hash, Media.added).where(*_UNSEEN)
    pictures = {hash_: added.isoformat() for hash_, added in t.connection.execute(unshown)}
    seen.look(t.at, _stamps_in_bin(t.connection) | pictures)
    put_seen(t, seen)


def _stamps_in_bin(connection: Connection, most: int | None = None) -> dict[str, str]:
    """What is in the bin, and since when."""
    wanted = select(Articles.id, Articles.binned_at).where(Articles.binned_at.is_not(None)).limit(most)
    return {id_: since.isoformat() for id_, since in connection.execute(wanted) if since is not None}


def _which(articles: Sequence[str] | None) -> Ids:
    which = select(Articles.id).where(Articles.binned)
    return which if articles is None else which.where(Articles.id.in_(articles))


def _weight(connection: Connection, which: Ids) -> tuple[Emptied, set[str]]:
    """What goes, and the pictures that nothing else shows."""
    counted = select(func.count(), func.coalesce(func.sum(Articles.words), 0)).where(Articles.id.in_(which))
    articles, words = connection.execute(counted).one()
    revisions = connection.scalar(select(func.count()).where(Revisions.article.in_(which))) or 0
    pictures = _pictures_only_of(connection, which)
    size = select(func.count(), func.coalesce(func.sum(func.length(Media.data)), 0)).where(Media.hash.in_(pictures))
    number, octets = connection.execute(size).one()
    return Emptied(articles, words, revisions, number, octets), pictures


def _pictures_only_of(connection: Connection, which: Ids) -> set[str]:
    """The pictures that some text of these articles shows, or went out with them, and none of any other."""
    theirs = set(connection.scalars(_SHOWN_BY.where(Revisions.article.in_(which))))
    theirs.update(connection.scalars(_SENT_WITH.where(Deliveries.article.in_(which))))
    theirs.update(connection.scalars(_SHOWN_TO.where(Comments.article.in_(which))))
    theirs |= _in_drafts(connection, Drafts.article.in_(which))
    if not theirs:
        return theirs
    others = set(connection.scalars(_SHOWN_BY.where(Shown.picture.in_(theirs), Revisions.article.not_in(which))))
    others.update(connection.scalars(_SHOWN_TO.where(Shown.picture.in_(theirs), Comments.article.not_in(which))))
    others.update(connection.scalars(_SENT_WITH.where(Carried.picture.in_(theirs), Deliveries.article.not_in(which))))
    return theirs - others - _in_drafts(connection, Drafts.article.not_in(which)) - _in_furniture(connection)


def _in_drafts(connection: Connection, which: ColumnElement[bool]) -> set[str]:
    columns = (Drafts.fields, Drafts.body, Drafts.baseline_fields, Drafts.baseline_body)
    shows = or_(*(func.instr(column, "media:") > 0 for column in columns))
    texts = connection.execute(select(*columns).where(which, shows))
    return {
        picture
        for fields, body, *agreed in texts
        for text in (Stored(fields, body), Stored(agreed[0] or "", agreed[1] or ""))
        for picture in pictures_of(text)
    }


def _in_furniture(connection: Connection) -> set[str]:
    return {
        picture for text in connection.scalars(select(StandingMatter.text)) for picture in pictures_of(Stored("", text))
    }


def _needless(t: Transaction) -> set[str]:
    """Pictures that came long ago and that no text shows: they were pasted and taken out again before it was kept."""
    long_ago = t.at - timedelta(days=BIN_DAYS)
    old = select(Media.hash).where(Media.added < long_ago, *_UNSEEN)
    found = set(t.connection.scalars(old))
    if not found:
        return found
    seen = read_seen(t)
    if seen.is_due(t.at) or not found <= seen.first.keys():
        _look(t, seen)
    found &= set(seen.older_than(BIN_DAYS))
    return found - _in_drafts(t.connection, Drafts.article.is_not(None)) - _in_furniture(t.connection)


def _forget(t: Transaction, doomed: Sequence[_Doomed]) -> None:
    """Delete articles and what only they need, what refers to something before that; and remember that they were
    here."""
    connection, ids = t.connection, [one.id for one in doomed]
    people: set[str] = set()
    for one in doomed:
        people |= put_credits(connection, one.id, (), one.created)
        connection.execute(delete(search).where(search.c.rowid == one.number))
    texts = select(Revisions.story, Revisions.baseline).where(Revisions.article.in_(ids))
    stories = {hash_ for row in connection.execute(texts) for hash_ in row}
    stories.update(connection.scalars(select(Comments.story).where(Comments.article.in_(ids))))
    sent = connection.scalars(select(Deliveries.sha256).where(Deliveries.article.in_(ids)).distinct()).all()
    for table in (Drafts, Deliveries, Moves, Comments, Decisions, Declined, Sources, Anchors, Looks):
        connection.execute(delete(table).where(table.article.in_(ids)))
    forget_pages(connection, sent)
    connection.execute(delete(Articles).where(Articles.id.in_(ids)))
    connection.execute(delete(Revisions).where(Revisions.article.in_(ids)))
    hashes = sorted(stories)
    for start in range(0, len(hashes), _AT_ONCE):
        some = hashes[start : start + _AT_ONCE]
        needless = set(some) - _needed(connection, some)
        connection.execute(delete(Shown).where(Shown.story.in_(needless)))
        connection.execute(delete(Stories).where(Stories.hash.in_(needless)))
    weigh(connection, people)
    connection.execute(_REMEMBER, [{"article": one.id, "slug": one.slug, "who": t.who, "at": t.at} for one in doomed])


def _needed(connection: Connection, stories: Sequence[str]) -> set[str]:
    """Which of these stories something is left of that refers to them."""
    wanted = select(Revisions.story, Revisions.baseline)
    found = connection.execute(wanted.where(or_(Revisions.story.in_(stories), Revisions.baseline.in_(stories))))
    said = connection.scalars(select(Comments.story).where(Comments.story.in_(stories)))
    return {hash_ for row in found for hash_ in row}.union(said)
