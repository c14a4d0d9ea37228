"""What is written asks no question that takes longer the more articles there are."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desk.checks import Override
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import ArticleRow, State, Why
from desk.story.body import Figure
from desk.story.comments import Said
from desk.story.house import House
from tests.library.sent import page_of, send
from tests.library.stories import ferry

# What may be looked through: what is being typed and the furniture, while the bin is emptied; the directory, to know
# who takes a step; FTS5's own settings.
SMALL = ("drafts", "furniture", "contacts", "main.search_config")


def type_on(library: Library, row: ArticleRow) -> None:
    for number in range(3):
        row = library.save_draft(row.id, ferry(deck=f"{number}"), 0, row.version).result().row


def publish(library: Library, row: ArticleRow) -> None:
    why = Override("They are to be read.")
    library.take_steps([row.id], State.READY, House(), override=why).result()
    library.take_back(row.id, State.READY).result()
    for state in (State.READY, State.PUBLISHED, State.UPDATED):
        library.take_step(row.id, state, House(), "A note", why).result()


PICTURE = b"picture" * 30
REFERENCE = f"media:{hashlib.sha256(PICTURE).hexdigest()}"
DOES: dict[str, Callable[[Library, ArticleRow], object]] = {
    "create": lambda library, row: library.duplicate(row.id).result(),
    "type": type_on,
    "headline": lambda library, row: library.save_draft(row.id, ferry(headline="Other"), 0, row.version).result(),
    "checkpoint": lambda library, row: library.checkpoint(row.id, ferry(deck="Kept"), note="Why").result(),
    "update": lambda library, row: library.update_story(row.id, lambda _: ferry(credits=()), Why.CREDITED).result(),
    "restore": lambda library, row: library.restore(row.id, library.revision(row.id, "1").id).result(),
    "state": lambda library, row: library.set_state(row.id, State.READY).result(),
    "step": lambda library, row: library.take_step(row.id, State.SUBMITTED, House()).result(),
    "publish": publish,
    "deliver": lambda library, row: send(library, row.id, page_of("New", PICTURE), REFERENCE),
    "ask": lambda library, row: library.comment(row.id, "Why?", on=ferry(deck="Seen")).result(),
    "answer": lambda library, row: library.answer(
        library.comment(row.id, "Why?").result().id, Said.REPLIED, "So."
    ).result(),
    "decide": lambda library, row: library.undo_decisions(
        row.id, [one.id for one in library.note_decisions(row.id, [Decided("key", True)]).result()]
    ).result(),
    "look": lambda library, row: library.look(row.id).result(),
    "bin": lambda library, row: library.bin([row.id]).result(),
    "empty": lambda library, row: [library.bin([row.id]).result(), library.empty_bin([row.id]).result()],
}


@pytest.mark.parametrize("what", DOES)
def test_nothing_that_is_written_looks_through_all_articles(library: Library, path: Path, what: str) -> None:
    picture = library.add_media(PICTURE, "image/png").result()
    row = library.create(ferry(lead=Figure(picture))).result()
    library.checkpoint(row.id, ferry(deck="Second", lead=Figure(picture))).result()
    send(library, row.id, page_of("Old", PICTURE), picture)
    row = library.article(row.id).row
    asked: list[str] = []
    library.settle().result()
    with library._database.writing.connect() as connection:
        raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.set_trace_callback(asked.append)
    DOES[what](library, row)
    raw.set_trace_callback(None)
    statements = [each for each in asked if each.split()[0] in {"SELECT", "UPDATE", "INSERT", "DELETE", "WITH"}]
    assert statements
    with closing(sqlite3.connect(path)) as connection_:
        for statement in statements:
            for step in connection_.execute(f"EXPLAIN QUERY PLAN {statement}"):
                through = step[3].removeprefix("SCAN ") if step[3].startswith("SCAN") else ""
                assert not through or through.split()[0] in SMALL or "VIRTUAL TABLE" in through, statement


def test_whatever_is_referred_to_can_be_deleted_without_looking_through_what_refers_to_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            indexes = [row[1] for row in connection.execute(f"PRAGMA index_list({table})")]
            first = {next(connection.execute(f"PRAGMA index_info({index})"))[2] for index in indexes}
            for _, _, target, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})"):
                assert column in first or target == "replicas", f"{table}.{column}"  # no replica is ever deleted
