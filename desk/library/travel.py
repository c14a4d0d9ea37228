"""The records of a library as they travel to another one: read out, checked, and taken in as a union of sets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError

from desk.errors import NotFound, Unreadable
from desk.library.credited import weigh
from desk.library.directing import named_in
from desk.library.moments import Moment, moment_text
from desk.library.packing import note_pictures, pack_away, pictures_of
from desk.library.pages import are_kept, keep_pages, missing_pictures, picture
from desk.library.parting import is_parted
from desk.library.projections import project
from desk.library.reading import Current, current, revision_of
from desk.library.review_rows import DEFAULTS, check_review_row
from desk.library.storing import Stored, unpack_fields, unpacked
from desk.library.tables import (
    Base,
    Comments,
    Contacts,
    Credits,
    Decisions,
    Declined,
    Deliveries,
    Media,
    Moves,
    Pages,
    People,
    Replicas,
    Revisions,
    Sources,
    Stories,
)
from desk.library.tables import Gone as GoneArticles
from desk.library.values import Change, Gone, Merged, Why
from desk.library.writer import Transaction

_AT_ONCE = 200  # rows asked for in one statement


class Record(NamedTuple):
    """One record: its table, and its columns as JSON knows them (but for the `data` of pictures and pages, which are
    bytes)."""

    table: str
    values: dict[str, Any]


# What travels, in an order in which everything comes after what it refers to.
_TABLES: dict[str, Table] = {
    kind.__tablename__: Base.metadata.tables[kind.__tablename__]
    for kind in (
        *(Replicas, Media, Stories, Revisions, Moves, Pages, Deliveries, Comments, Decisions, Declined, Sources),
        Contacts,
    )
}
OF_ARTICLES = ("revisions", "moves", "deliveries", "comments", "decisions", "declined", "sources")
_TOLD = {  # by what listeners are told
    "comments": "comments",
    "decisions": "decisions",
    "contacts": "directory",
    **dict.fromkeys(("declined", "sources"), "credits"),
}
_AT_HOME = {"packed"}  # columns that do not travel: how a library keeps what it has


def records_of(connection: Connection, articles: Sequence[str]) -> Iterator[Record]:
    """All records of these articles, with whom they name and all organisations of the directory."""
    of_articles = {kind: list(rows_of(connection, kind, "article", articles)) for kind in OF_ARTICLES}
    own = [record.values for found in of_articles.values() for record in found]
    contacts = list(rows_of(connection, "contacts", "about", sorted(_named(connection, articles, own))))
    own += [record.values for record in contacts]
    hashes = stories_of(own)
    stories = list(rows_of(connection, "stories", "hash", sorted(hashes)))
    pictures = {
        picture for story in stories for picture in pictures_of(Stored(story.values["fields"], story.values["body"]))
    }
    pages = [page for page in pages_of(connection, own) if _is_whole(connection, page.values)]
    pictures.update(picture for page in pages for picture in _carried(page.values))
    yield from rows_of(connection, "replicas", "id", sorted({values["replica"] for values in own}))
    yield from rows_of(connection, "media", "hash", sorted(pictures))
    yield from stories
    yield from pages
    for found in of_articles.values():
        yield from found
    yield from contacts


def pages_of(connection: Connection, rows: Iterable[dict[str, Any]]) -> Iterator[Record]:
    """What went out with those of these records that are deliveries, but for what is damaged."""
    hashes = sorted({values["sha256"] for values in rows if "sha256" in values})
    for record in rows_of(connection, "pages", "hash", hashes):
        with suppress(ValueError):
            _carried(record.values)
            yield record


def _carried(page: dict[str, Any]) -> tuple[str, ...]:
    """The pictures that a page names. Raises ValueError where it is damaged."""
    from desk.formats.packed_page import pictures_in  # noqa: PLC0415  a list is shown sooner without it

    try:
        return pictures_in(page["data"])
    except Unreadable as error:
        raise ValueError(str(error)) from error


def _is_whole(connection: Connection, page: dict[str, Any]) -> bool:
    """Whether this is what went out, with all its pictures: another library would take in nothing with what is not."""
    from desk.formats.packed_page import is_page  # noqa: PLC0415  a list is shown sooner without it

    return is_page(page["hash"], page["data"], lambda one: picture(connection, one))


def stories_of(rows: Iterable[dict[str, Any]]) -> dict[str, None]:
    """The hashes of the stories that these records refer to, in their order, each once."""
    return dict.fromkeys(values[name] for values in rows for name in ("story", "baseline") if name in values)


def _named(connection: Connection, articles: Sequence[str], own: Iterable[dict[str, Any]]) -> set[str]:
    """Whom of the directory these articles and their records name."""
    names = {name for row in own for name in (row["who"], *row.get("mentions", ()), *row.get("makers", ()))}
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        credited = select(People.name).join(Credits, Credits.person == People.id).where(Credits.article.in_(some))
        names.update(connection.scalars(credited.distinct()))
    return named_in(connection, names)


def rows_of(connection: Connection, table: str, column: str, wanted: Sequence[str]) -> Iterator[Record]:
    """The records of a table with one of these values in a column."""
    source = _TABLES[table]
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        rows = connection.execute(select(source).where(source.c[column].in_(some)).order_by(*source.primary_key))
        for row in rows.mappings():
            values = {name: moment_text(one) if isinstance(one, datetime) else one for name, one in row.items()}
            yield Record(table, _opened(values) if table == "stories" else values)


def _opened(story: dict[str, Any]) -> dict[str, Any]:
    """A story as it travels, which is as it was written."""
    blob = story.pop("packed")
    if blob is None:
        return story
    text = unpacked(blob)
    return story | {"fields": text.fields, "body": text.body}


def add_records(t: Transaction, records: Iterable[Record], bring_back: bool = False) -> Merged:
    """Add what is not here yet, and bring the list up to date. What was emptied out of the bin here is left out, or
    with `bring_back` comes back. Raises ValueError where a record is not what it should be; the transaction is then
    to be given up."""
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in _TABLES}
    for record in records:
        if record.table not in found:
            raise ValueError(f"there are no records of the kind {record.table!r}")
        found[record.table].append(_checked(record))
    gone = _gone(t.connection, found)
    if bring_back:
        t.connection.execute(delete(GoneArticles).where(GoneArticles.article.in_([each.article for each in gone])))
        gone = ()
    elif gone:
        _leave_out(found, {each.article for each in gone})
    articles = sorted({values["article"] for kind in found.values() for values in kind if "article" in values})
    before = {article: _now(t.connection, article) for article in articles}
    stood = [revision_of(t.connection, now.head).story_hash for now in before.values() if now]
    added, came = _add(t, found)
    added += _add_pages(t, _sent(found))
    _check_articles(t.connection, articles)
    people: set[str] = set()
    for article in articles if added else ():
        old = before[article]
        people |= project(t.connection, article, changed=old is None)
        new = _now(t.connection, article) if old else None
        if old and (new is None or (new.text, new.agreed) != (old.text, old.agreed)):
            people |= project(t.connection, article)
        t.tell("article", article)
    pack_away(t.connection, [*stood, *(row["hash"] for row in found["stories"])])
    weigh(t.connection, people)
    t.tell("list")
    both = ((one, now, came.get(one, ())) for one, now in before.items() if now)
    parted = tuple(one for one, now, theirs in both if theirs and is_parted(t.connection, now, theirs))
    return Merged(added, tuple(articles), gone, parted)


def _add(t: Transaction, found: dict[str, list[dict[str, Any]]]) -> tuple[int, dict[str, set[str]]]:
    """Add the records that are not here yet; gives how many, and the new revisions of each article. Raises
    ValueError."""
    told: dict[Change, None] = {}
    came: dict[str, set[str]] = {}
    added = 0
    try:
        for table, rows in ((table, rows) for table, rows in found.items() if table != "pages"):
            put = sqlite_insert(_TABLES[table]).on_conflict_do_nothing()
            for row in rows:
                is_new = t.connection.execute(put, row).rowcount
                if is_new and table == "stories":
                    note_pictures(t.connection, row["hash"], Stored(row["fields"], row["body"]))
                if is_new and table in _TOLD:
                    told[Change(_TOLD[table], row.get("article", ""))] = None
                if is_new and table == "revisions":
                    came.setdefault(row["article"], set()).add(row["id"])
                added += is_new
    except IntegrityError as error:
        raise ValueError("a record refers to one that is not there") from error
    t.changes += told
    return added, came


def _add_pages(t: Transaction, rows: Sequence[dict[str, Any]]) -> int:
    """Add what went out and is not here yet; gives how much. Of one that lacks a picture here it is only known that it
    went out. Raises ValueError."""
    from desk.formats.packed_page import is_page  # noqa: PLC0415

    before = are_kept(t.connection, [row["hash"] for row in rows])
    new = {row["hash"]: row["data"] for row in rows if row["hash"] not in before}
    for hash_, data in new.items():
        missing = missing_pictures(t.connection, _carried({"data": data}))
        if not missing and not is_page(hash_, data, lambda one: picture(t.connection, one)):
            raise ValueError(f"the page named {hash_} is not what it was when it was named")
    return len(keep_pages(t.connection, new))


def _sent(found: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The pages among these records that went out with one of them."""
    sent = {values["sha256"] for values in found["deliveries"]}
    return [values for values in found["pages"] if values["hash"] in sent]


def _check_articles(connection: Connection, articles: Sequence[str]) -> None:
    """Raises ValueError where there is a record of an article of which no text is there."""
    for start in range(0, len(articles), _AT_ONCE):
        some = articles[start : start + _AT_ONCE]
        there = connection.scalars(select(Revisions.article).where(Revisions.article.in_(some)).distinct())
        if missing := set(some) - set(there):
            raise ValueError(f"there is no text of the article {min(missing)}")


def _gone(connection: Connection, found: dict[str, list[dict[str, Any]]]) -> tuple[Gone, ...]:
    """Which of the articles that these records belong to were emptied out of the bin here."""
    articles = sorted({values["article"] for kind in OF_ARTICLES for values in found[kind]})
    columns = (GoneArticles.article, GoneArticles.slug, GoneArticles.who, GoneArticles.at)
    return tuple(
        Gone(*row)
        for start in range(0, len(articles), _AT_ONCE)
        for row in connection.execute(
            select(*columns).where(GoneArticles.article.in_(articles[start : start + _AT_ONCE]))
        )
    )


def _leave_out(found: dict[str, list[dict[str, Any]]], articles: set[str]) -> None:
    """Take the records of these articles out, and the texts and pictures that only they need."""
    left = [values for kind in OF_ARTICLES for values in found[kind] if values["article"] in articles]
    for kind in OF_ARTICLES:
        found[kind] = [values for values in found[kind] if values["article"] not in articles]
    needed = stories_of(values for kind in OF_ARTICLES for values in found[kind])
    theirs = stories_of(left).keys() - needed.keys()
    shown = {
        picture
        for values in found["stories"]
        if values["hash"] in theirs
        for picture in pictures_of(Stored(values["fields"], values["body"]))
    }
    for values in found["pages"]:
        shown.update(_carried(values))
    found["pages"] = _sent(found)
    found["stories"] = [values for values in found["stories"] if values["hash"] not in theirs]
    for values in found["stories"]:
        shown.difference_update(pictures_of(Stored(values["fields"], values["body"])))
    for values in found["pages"]:
        shown.difference_update(_carried(values))
    found["media"] = [values for values in found["media"] if values["hash"] not in shown]


def _now(connection: Connection, article: str) -> Current | None:
    try:
        return current(connection, article)
    except NotFound:
        return None


def _checked(record: Record) -> dict[str, Any]:
    """The columns of a record as the table takes them. Raises ValueError where it is not what it says it is."""
    columns = {name: column for name, column in _TABLES[record.table].columns.items() if name not in _AT_HOME}
    values = DEFAULTS.get(record.table, {}) | record.values
    if set(values) != set(columns):
        raise ValueError(f"a record of the kind {record.table!r} has other columns than it should")
    for name, column in columns.items():
        if not isinstance(values[name], str if isinstance(column.type, Moment) else column.type.python_type):
            raise ValueError(f"{record.table}.{name} is of another type than it should be")
    match record.table:
        case "stories":
            unpack_fields(values["fields"])
            _same(values["hash"], Stored(values["fields"], values["body"]).hash)
        case "media":
            _same(values["hash"], hashlib.sha256(values["data"]).hexdigest())
        case "revisions":
            Why(values["why"])
            parents = values["parents"]
            if not isinstance(parents, list) or not all(isinstance(parent, str) for parent in parents):
                raise ValueError("a parent of a revision has no name")
    check_review_row(record.table, values)
    times = {name for name, column in columns.items() if isinstance(column.type, Moment)}
    return values | {name: datetime.fromisoformat(values[name]) for name in times}


def _same(named: str, worked_out: str) -> None:
    if named != worked_out:
        raise ValueError(f"the content named {named} is not what it was when it was named")
