"""The commit of a draft, beside a raw SQLite commit of the same bytes, at 1,000 and at 100,000 articles.

Goal: at most 1.5 times. All write into copies of one file, in turn, with the same durability (WAL, synchronous=FULL),
each what a pause in typing leaves: the whole text of one article with a few words more. The raw commit has the same
bytes: the draft and its line in the list. Beside it stands one of the text alone, into a table without any index, which
could be neither listed nor found. Desk's time is that of the transaction, from before BEGIN until the commit returned.

    packaging/bench draft -- --articles 1000
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from big_library import made  # type: ignore[import-not-found]

from desk.library.library import Library
from desk.library.moments import moment_text
from desk.library.storing import Stored, stored
from desk.story.body import Body, Paragraph, spans
from desk.story.story import Story

SAVES = 400
WARM = 40
GOAL = 1.5


def typed(story: Story) -> Iterator[Story]:
    """A story that is being written on: its last paragraph grows, and now and then there is a new one."""
    blocks = [*story.body.blocks, Paragraph(spans("And"))]
    words = ("the harbour office", "said on Monday", "that nothing", "had been decided", "and that it", "would not be")
    text = "And"
    for number in range(SAVES + WARM):
        text += f" {words[number % len(words)]}"
        if number % 60 == 59:
            blocks.append(Paragraph(spans("")))
            text = "Then"
        blocks[-1] = Paragraph(spans(text))
        yield replace(story, body=Body(tuple(blocks)))


class Raw:
    """Writes as one would with nothing but SQLite, safely."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.connection.execute("CREATE TABLE IF NOT EXISTS raw (id TEXT PRIMARY KEY, fields TEXT, body TEXT)")

    def text(self, id_: str, text: Stored) -> float:
        """Seconds of a commit of the text alone, into a table of two columns that nothing else stands in."""
        return self._commit([("INSERT OR REPLACE INTO raw VALUES (?, ?, ?)", (id_, text.fields, text.body))])

    def rows(self, id_: str, text: Stored, words: int, number: int) -> float:
        """Seconds of a commit of the bytes that a library holds of it: the draft, and its line in the list."""
        at = moment_text(datetime.now(UTC))
        return self._commit(
            [
                (
                    "UPDATE drafts SET fields = ?, body = ?, words = ?, at = ? WHERE article = ?",
                    (text.fields, text.body, words, at, id_),
                ),
                (
                    "UPDATE articles SET updated = ?, version = ?, words = ? WHERE id = ?",
                    (at, number, words, id_),
                ),
            ]
        )

    def _commit(self, statements: Sequence[tuple[str, tuple[object, ...]]]) -> float:
        begin = time.perf_counter()
        self.connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            self.connection.execute(statement, values)
        self.connection.execute("COMMIT")
        return time.perf_counter() - begin


class Timed:
    """Saves drafts, and takes the time of the transaction apart from that of the call."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._writer = library._database.writer
        self.spent = 0.0
        library._database.writer = self._timed  # type: ignore[method-assign]

    @contextmanager
    def _timed(self) -> Iterator[sqlite3.Connection]:
        begin = time.perf_counter()
        with self._writer() as raw_:
            yield raw_
        self.spent = time.perf_counter() - begin

    def save(self, article: str, story: Story, version: int) -> tuple[float, float, int]:
        """Seconds on the writer's thread and of the whole call, and the version that it left."""
        begin = time.perf_counter()
        saved = self._library.save_draft(article, story, 0, version).result()
        return self.spent, time.perf_counter() - begin, saved.row.version


def measured(articles: int, folder: Path) -> tuple[float, ...]:
    """Medians in seconds: the commit of the text alone, of the same rows, of Desk, and the whole call."""
    ours = Path(shutil.copy(made(articles), folder / f"desk-{articles}.desk"))
    times: list[tuple[float, ...]] = []
    with Library.open(ours, who="Bench") as library:
        opened = library.article(library.rows(limit=40).rows[-1].id)
        version = library.save_draft(opened.row.id, replace(opened.story, deck="-"), 0, 1).result().row.version
    beside = [Raw(Path(shutil.copy(ours, folder / f"raw-{number}-{articles}.desk"))) for number in range(2)]
    with Library.open(ours, who="Bench") as library:
        timed = Timed(library)
        for number, story in enumerate(typed(opened.story)):
            text, words = stored(story), opened.row.words + number
            alone = beside[0].text(opened.row.id, text)
            same = beside[1].rows(opened.row.id, text, words, number + 10)
            job, call, version = timed.save(opened.row.id, story, version)
            times.append((alone, same, job, call))
    for each in beside:
        each.connection.close()
    return tuple(median(column) for column in zip(*times[WARM:], strict=True))


def plans(path: Path) -> list[str]:
    """The steps of what a save asks that look through a whole table; there should be none."""
    seen: list[str] = []
    with Library.open(path, who="Bench") as library:
        article = library.article(library.rows(limit=1).rows[0].id)

        version = article.row.version
        for number in range(3):  # the first begins a draft, the others go on with it
            with library._database.writing.connect() as connection:
                traced = connection.connection.driver_connection
            assert traced is not None
            traced.set_trace_callback(seen.append)
            story = replace(article.story, deck=f"{number}")
            version = library.save_draft(article.row.id, story, 0, version).result().row.version
            traced.set_trace_callback(None)
    found = []
    with closing(sqlite3.connect(path)) as connection:
        for statement in seen:
            if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")):
                steps = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                found += [f"{step[3]} in {statement}" for step in steps if step[3].startswith("SCAN")]
    return found


def main() -> int:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, nargs="*", default=[1_000, 100_000])
    wanted = parser.parse_args().articles
    failed = False
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        for articles in wanted:
            alone, same, job, call = measured(articles, Path(folder))
            print(
                f"  {articles:>9,} articles: desk {job * 1e3:.2f} ms; raw, the same rows {same * 1e3:.2f} ms "
                f"({job / same:.2f}×); raw, the text alone {alone * 1e3:.2f} ms ({job / alone:.2f}×); "
                f"from the call to its answer {call * 1e3:.2f} ms"
            )
            failed |= job > GOAL * same
            for step in plans(Path(folder) / f"desk-{articles}.desk"):
                print(f"  looks through a whole table: {step}")
                failed = True
    return failed


if __name__ == "__main__":
    sys.exit(main())
