"""The list of articles as it is asked for: by key in every order, and by rank where words are searched for.

Plain SQL over a connection of sqlite3's, so that the first page of a window can be had before SQLAlchemy is loaded.

The list is read by key: a page begins after the last line of the one before, whatever was added meanwhile. Hits of a
search have no such key: to rank them again for every page would cost as much as the first. So their numbers, in their
order, are kept for as long as somebody reads on, which takes eight bytes for each.
"""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from desk.library.marks import marks_in, piece_of
from desk.library.query import Changed, Clause, InState, Query, Term, Words, understand
from desk.library.values import ArticleRow, ListPage, State
from desk.library.wanted import Sort, Wanted

COLUMNS = "id, slug, title, titled, byline, state, words, created, updated, version, binned, binned_at"
# How much a hit counts in each column of the index, as the migration says too: a headline says more than a paragraph.
_WEIGHED = "bm25(search, 8.0, 10.0, 5.0, 4.0, 3.0, 6.0, 1.0, 1.0)"
RANKED = 10_000  # of more hits the newest ones are ranked; the others follow, the newest first
_LIFTED = 200  # of the best hits, those that were changed lately come further up
_LIFT, _HALF_LIFE = 0.5, 30.0  # by so much at most; days after which it is half of it
# The body in the index's own table, of which a row costs a tenth of what it does through the index:
# https://www.sqlite.org/fts5.html#fts5_data_structures
_BODY = "s.c7"
_KEPT = 6  # searches whose hits are kept

# The column that an order reads, and whether it begins at its end.
_ORDERS = {
    Sort.BEST: ("updated", True),
    Sort.UPDATED: ("updated", True),
    Sort.CREATED: ("created", True),
    Sort.HEADLINE: ("title_key", False),
    Sort.LENGTH: ("words", True),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by whom it is asked: what "yesterday" and "by:me" mean."""

    now: datetime
    me: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found, in its order."""

    numbers: array[int]


class Finds:
    """The hits of the last searches. May be used from any thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, tuple[Wanted, Hits]] = OrderedDict()
        self._made = 0

    def keep(self, wanted: Wanted, hits: Hits) -> str:
        """Keep these; gives the name under which they are asked for."""
        with self._guard:
            self._made += 1
            name = str(self._made)
            self._kept[name] = (wanted, hits)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return name

    def get(self, name: str, wanted: Wanted) -> Hits | None:
        """What was kept under this name, if it is still there."""
        with self._guard:
            kept = self._kept.get(name)
            if kept is None or kept[0] != wanted:
                return None
            self._kept.move_to_end(name)
            return kept[1]


def page(
    connection: sqlite3.Connection, finds: Finds, moment: Moment, wanted: Wanted, *, after: str, limit: int
) -> ListPage:
    """Some lines of the list. `after` is the `next` of the page before. Raises sqlite3.Error."""
    query = understand(wanted.query, moment.now, moment.me)
    if query.match:
        return _found_page(connection, finds, query, wanted, after=after, limit=limit)
    column, down = _order(wanted)
    where, values = _where(query, wanted)
    total = None
    if not after:
        total = int(connection.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()[0])
    else:
        where += f" AND ({column}, number) {'<' if down else '>'} (?, ?)"
        values = [*values, *json.loads(after)]
    way = "DESC" if down else "ASC"
    statement = (
        f"SELECT {COLUMNS}, {column}, number FROM articles WHERE {where} ORDER BY {column} {way}, number {way} LIMIT ?"
    )
    found = connection.execute(statement, [*values, limit + 1]).fetchall()
    more = json.dumps(found[limit - 1][-2:]) if len(found) > limit else ""
    return ListPage(tuple(row_from(row[:-2]) for row in found[:limit]), more, total)


def count(connection: sqlite3.Connection, moment: Moment, wanted: Wanted) -> int:
    """How many articles there are."""
    query = understand(wanted.query, moment.now, moment.me)
    where, values = _where(query, wanted, with_text=True)
    return int(connection.execute(f"SELECT count(*) FROM articles WHERE {where}", values).fetchone()[0])


def every_id(connection: sqlite3.Connection, moment: Moment, wanted: Wanted) -> tuple[str, ...]:
    """The ids of all of them, in the order of the list; the best hits are not ranked for it."""
    query = understand(wanted.query, moment.now, moment.me)
    where, values = _where(query, wanted, with_text=True)
    column, down = _order(wanted)
    way = "DESC" if down else "ASC"
    found = connection.execute(f"SELECT id FROM articles WHERE {where} ORDER BY {column} {way}, number {way}", values)
    return tuple(row[0] for row in found)


def _order(wanted: Wanted) -> tuple[str, bool]:
    column, down = _ORDERS[wanted.sort]
    return column, down is not wanted.backwards


# ------------------------------------------------------------------------------------------ searches


def _found_page(
    connection: sqlite3.Connection, finds: Finds, query: Query, wanted: Wanted, *, after: str, limit: int
) -> ListPage:
    name, start = json.loads(after) if after else ("", 0)
    hits = finds.get(name, wanted) if name else None
    if hits is None:
        hits = Hits(_ranked(connection, query, wanted))
        name = finds.keep(wanted, hits)
    numbers = hits.numbers[start : start + limit]
    total = len(hits.numbers)
    more = json.dumps((name, start + limit)) if start + limit < total else ""
    return ListPage(_rows(connection, numbers, query.sought), more, total)


def _rows(connection: sqlite3.Connection, numbers: Sequence[int], sought: tuple[Words, ...]) -> tuple[ArticleRow, ...]:
    """The lines of these articles, with what was found in them."""
    given = json.dumps(list(numbers))
    statement = (
        f"SELECT {_BODY}, a.number, {', '.join(f'a.{name}' for name in COLUMNS.split(', '))} FROM articles a "
        "JOIN search_content s ON s.id = a.number WHERE a.number IN (SELECT value FROM json_each(?))"
    )
    found = {row[1]: row for row in connection.execute(statement, (given,))}
    return tuple(_found_row(found[number], sought) for number in numbers if number in found)


def _found_row(row: tuple[Any, ...], sought: tuple[Words, ...]) -> ArticleRow:
    piece = piece_of(row[0], sought)
    return row_from(row[2:], piece.text, piece.marks, marks_in(row[4], sought))


def _ranked(connection: sqlite3.Connection, query: Query, wanted: Wanted) -> array[int]:
    """The numbers of all hits, in the order that is wanted."""
    where, values = _where(query, wanted, with_text=wanted.sort is not Sort.BEST)
    if wanted.sort is not Sort.BEST:
        column, down = _order(wanted)
        way = "DESC" if down else "ASC"
        statement = f"SELECT number FROM articles WHERE {where} ORDER BY {column} {way}, number {way}"
        return array("q", (row[0] for row in connection.execute(statement, values)))
    matching, given = _matching(query, wanted, where, values)
    # Rows come as they are asked for, the newest first, and are weighed as they come: to have SQLite sort them by rank
    # means to weigh each of them twice.
    cursor = connection.execute(f"SELECT rowid, {_WEIGHED} FROM search WHERE {matching} ORDER BY rowid DESC", given)
    best = cursor.fetchmany(RANKED)
    more = len(best) == RANKED and cursor.fetchone()
    cursor.close()
    best.sort(key=itemgetter(1))
    ordered = _lifted(connection, best)
    if more:
        others = f"SELECT rowid FROM search WHERE {matching} AND rowid <= ? ORDER BY rowid DESC"
        ordered.extend(row[0] for row in connection.execute(others, [*given, more[0]]))
    if wanted.backwards:
        ordered.reverse()
    return ordered


def _matching(query: Query, wanted: Wanted, where: str, values: list[Any]) -> tuple[str, list[Any]]:
    """The same wishes for a question that begins at the search index, which is what has to be gone through least."""
    if query.conditions or wanted.state is not None or wanted.binned:
        return f"search MATCH ? AND +rowid IN (SELECT number FROM articles WHERE {where})", [query.match, *values]
    out = "+rowid NOT IN (SELECT number FROM articles WHERE binned = 1)"  # they are few
    return f"search MATCH ? AND {out}", [query.match]


def _lifted(connection: sqlite3.Connection, best: list[tuple[int, float]]) -> array[int]:
    """The best first, those that were changed lately a little before those as good that were not. A rank is below 0,
    the better the lower."""
    first = best[:_LIFTED]
    given = json.dumps([number for number, _rank in first])
    statement = (
        "SELECT number, julianday('now') - julianday(updated) FROM articles "
        "WHERE number IN (SELECT value FROM json_each(?))"
    )
    days = dict(connection.execute(statement, (given,)).fetchall())

    def lifted(hit: tuple[int, float]) -> float:
        old = max(0.0, float(days.get(hit[0]) or 0.0))
        return hit[1] * (1.0 + _LIFT * math.exp2(-old / _HALF_LIFE))

    first.sort(key=lifted)
    return array("q", [number for number, _rank in first] + [number for number, _rank in best[_LIFTED:]])


# ---------------------------------------------------------------------------------------- conditions


def _where(query: Query, wanted: Wanted, *, with_text: bool = False) -> tuple[str, list[Any]]:
    """What must hold of a row of the articles. Without `with_text` the search index is asked for `query.match`."""
    parts, values = ["binned = ?"], [int(wanted.binned)]
    given: list[Any] = list(values)
    if wanted.state is not None:
        parts.append("state = ?")
        given.append(wanted.state.value)
    if with_text and query.match:
        parts.append("number IN (SELECT rowid FROM search WHERE search MATCH ?)")
        given.append(query.match)
    for clause in query.conditions:
        part, more = _clause(clause)
        parts.append(part)
        given += more
    return " AND ".join(parts), given


def _clause(clause: Clause) -> tuple[str, list[Any]]:
    made = [_term(term) for term in clause]
    parts = " OR ".join(part for part, _values in made)
    return parts if len(made) == 1 else f"({parts})", [value for _part, values in made for value in values]


def _term(term: Term) -> tuple[str, list[Any]]:
    match term.wish:
        case InState(states=(state,)):
            return f"state {'!=' if term.without else '='} ?", [state.value]
        case InState(states=states):
            return f"state {'NOT ' if term.without else ''}IN ({', '.join('?' * len(states))})", list(states)
        case Changed(at=at, before=before):
            return f"updated {'<' if before is not term.without else '>='} ?", [_moment_text(at)]
        case Words(match=match):
            return f"number {'NOT ' if term.without else ''}IN (SELECT rowid FROM search WHERE search MATCH ?)", [match]


def _moment_text(at: datetime) -> str:
    try:
        return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(27)
    except OverflowError:  # in the first or the last hours of the calendar
        return at.strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(27)


def row_from(
    row: Sequence[Any],
    snippet: str = "",
    marks: tuple[tuple[int, int], ...] = (),
    title_marks: tuple[tuple[int, int], ...] = (),
) -> ArticleRow:
    """A line of the list from its `COLUMNS`, as SQLite gives them."""
    id_, slug, title, titled, byline, state, words, created, updated, version, binned, binned_at = row
    return ArticleRow(
        id_,
        slug,
        title,
        bool(titled),
        byline,
        State(state),
        words,
        datetime.fromisoformat(created),
        datetime.fromisoformat(updated),
        version,
        bool(binned),
        snippet,
        datetime.fromisoformat(binned_at) if binned_at else None,
        marks,
        title_marks,
    )
