"""Libraries as large as a newsroom's, made once and kept: `big_library.made(100_000)`.

Articles of about 500 words: headline, byline, credits, section, keywords, states, dates over ten years. The words are
those of the dictionaries that come with Desk, as often as words are (Zipf's law), the everyday ones first. They go
through the library's own tables, many at a time, and are indexed as the library indexes.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from copy_text import WORDS  # type: ignore[import-not-found]
from sqlalchemy import Connection, insert

from desk.library.credited import weigh
from desk.library.library import Library
from desk.library.projections import face_of
from desk.library.records import own_replica
from desk.library.search import refresh
from desk.library.storing import Stored, pack_fields
from desk.library.tables import Articles, Credits, People, Revisions, Stories
from desk.library.values import State, Why
from desk.library.writer import Transaction
from desk.story.people import Credit, Role
from desk.story.slugs import slugify
from desk.story.story import Dateline, Story

DICTIONARY = Path(__file__).parents[2] / "resources" / "dictionaries" / "en_US.dic"
FORMAT = 2  # of these libraries: others are made anew
LENGTH = 500  # words of an article, more or less
AT_ONCE = 2_000  # articles of one transaction
VOCABULARY = 40_000
PEOPLE = 400
TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAYS = 3_650
SECTIONS = ("Politics", "City", "Harbour", "Business", "Culture", "Sport", "Science", "World", "Opinion", "Weather")
PLACES = ("LISBON", "OSLO", "BREMEN", "TALLINN", "PORTO", "GDANSK", "BERGEN", "CORK", "RIGA", "GHENT", "ÅRHUS", "ÉVORA")
FIRST = (
    "Maren",
    "Inês",
    "Tomas",
    "Wei",
    "Ilse",
    "Zoë",
    "Jonas",
    "Petra",
    "Aino",
    "Kofi",
    "Leila",
    "Ravi",
    "Mara",
    "Ola",
)
LAST = (
    "Holt",
    "Duarte",
    "Lind",
    "Sung",
    "Brandt",
    "de la Cruz",
    "Field",
    "Holm",
    "Virtanen",
    "Mensah",
    "Haddad",
    "Nair",
)
# How often an article is in a state.
STATES = (
    *((State.PUBLISHED, 880), (State.READY, 15), (State.IN_REVIEW, 15), (State.SUBMITTED, 10)),
    *((State.DRAFT, 60), (State.SPIKED, 20)),
)


class Writer:
    """Writes articles that nobody need read."""

    def __init__(self, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        lines = DICTIONARY.read_text(encoding="utf-8").splitlines()[1:]
        known = {line.split("/")[0] for line in lines}
        plain = sorted(word for word in known if re.fullmatch("[a-z]{2,14}", word))
        names = sorted(word for word in known if re.fullmatch("[A-Z][a-z]{2,12}", word))
        self._rng.shuffle(plain)
        self._rng.shuffle(names)
        mixed = [names[n // 8] if n % 8 == 0 else word for n, word in enumerate(plain)]
        everyday = list(dict.fromkeys(("the of and to in a for on with by at from " + " ".join(WORDS)).split()))
        self._words = list(dict.fromkeys([*everyday, *mixed]))[:VOCABULARY]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))
        self._rare = list(accumulate(1 / (rank + 60) for rank in range(len(self._words))))
        people = [f"{first} {last}" for first in FIRST for last in LAST]
        self._people = [f"{people[n % len(people)]}{'' if n < len(people) else ' ' + names[n]}" for n in range(PEOPLE)]
        self._states = list(accumulate(weight for _state, weight in STATES))

    def body(self) -> str:
        """A body as Markdown."""
        rng = self._rng
        words = rng.choices(self._words, cum_weights=self._weights, k=round(LENGTH * rng.uniform(0.6, 1.4)))
        blocks: list[str] = []
        place = 0
        while place < len(words):
            sentences = []
            for _ in range(rng.randint(2, 5)):
                some = words[place : place + rng.randint(8, 22)]
                place += len(some)
                if some:
                    sentences.append(f"{some[0].capitalize()} {' '.join(some[1:])}.")
            blocks.append(" ".join(sentences))
        return "\n\n".join(blocks)

    def story(self) -> tuple[Story, str]:
        """A story's fields, and its body as Markdown."""
        rng = self._rng
        words = rng.choices(self._words, cum_weights=self._rare, k=rng.randint(5, 11))
        by = rng.choices(self._people, k=rng.choice((1, 1, 1, 2)))
        credited = [Credit(name, role=Role.BY) for name in dict.fromkeys(by)]
        if rng.random() < 0.3:
            credited.append(Credit(rng.choice(self._people), place=rng.choice(PLACES).capitalize()))
        story = Story(
            headline=" ".join(words).capitalize(),
            deck=" ".join(rng.choices(self._words, cum_weights=self._weights, k=14)).capitalize() + ".",
            section=rng.choice(SECTIONS),
            keywords=tuple(dict.fromkeys(rng.choices(self._words[:3_000], cum_weights=self._rare[:3_000], k=3))),
            credits=tuple(credited),
            dateline=Dateline(rng.choice(PLACES)),
        )
        return story, self.body()

    def state(self) -> State:
        """Where it is on its way."""
        return self._rng.choices([state for state, _ in STATES], cum_weights=self._states)[0]

    def later(self) -> timedelta:
        """How long after it was begun it was changed last."""
        return timedelta(hours=self._rng.expovariate(1 / 30))


def uuid_of(at: datetime, number: int) -> str:
    """A UUIDv7 of this time; the number makes it the only one."""
    text = f"{int(at.timestamp() * 1000):012x}7{number >> 62 & 0xFFF:03x}8{number:015x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def rows(writer: Writer, numbers: range, total: int, replica: str) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """The rows of these articles, table by table."""
    made: dict[str, list[dict[str, Any]]] = {name: [] for name in ("stories", "revisions", "articles", "credits")}
    for number in numbers:
        story, body = writer.story()
        at = TODAY - timedelta(days=DAYS * (1 - (number + 1) / total), seconds=number % 60)
        updated = min(at + writer.later(), TODAY)
        words = len(body.split())
        text = Stored(pack_fields(story), body)
        article, revision = uuid_of(at, number * 2), uuid_of(at, number * 2 + 1)
        face = face_of(story, body, words)
        made["stories"].append({"hash": text.hash, "fields": text.fields, "body": body, "words": words})
        made["revisions"].append(
            {"id": revision, "article": article, "parents": [], "who": story.credits[0].name, "at": at, "note": ""}
            | {"why": Why.IMPORTED.value, "story": text.hash, "baseline": text.hash, "replica": replica}
        )
        binned = number % 200 == 0
        made["articles"].append(
            {"id": article, "slug": f"{slugify(story.headline, 60)}-{number}", "title": face.title, "titled": True}
            | {"title_key": face.key, "byline": face.byline, "section": face.section, "words": words, "binned": binned}
            | {"state": writer.state().value, "created": at, "updated": updated, "head": revision, "version": 1}
            | {"binned_at": TODAY if binned else None, "indexed": -1, "caret": 0}
        )
        made["credits"] += [
            {"article": article, "position": place, "credit": credit, "since": at}
            for place, credit in enumerate(story.credits)
        ]
    yield made


def put(connection: Connection, made: dict[str, list[dict[str, Any]]], people: dict[str, str]) -> None:
    """Write the rows of some articles."""
    from desk.library.credited import fold, person_id  # noqa: PLC0415

    for kind, name in ((Stories, "stories"), (Revisions, "revisions"), (Articles, "articles")):
        connection.execute(insert(kind), made[name])
    credited = []
    for one in made["credits"]:
        credit = one.pop("credit")
        person = person_id(credit.name, credit.kind)
        if person not in people:
            people[person] = credit.name
            values = {"id": person, "name": credit.name, "kind": credit.kind.value, "key": fold(credit.name)}
            connection.execute(insert(People), values | {"uses": 0, "weight": 0.0})
        credited.append(one | {"person": person, "role": credit.role.value, "place": credit.place})
    connection.execute(insert(Credits), credited)


def make(path: Path, number: int, tell: Any = print) -> None:
    """Make a library of this many articles."""
    began = time.perf_counter()
    writer = Writer()
    people: dict[str, str] = {}
    with Library.open(path, who="Bench") as library:
        library.set_setting("who", "Bench").result()
        library.set_setting("samples", "installed").result()
        engine = library._database.writing
        with engine.begin() as connection:
            replica = own_replica(Transaction(connection, "Bench", TODAY))
        for start in range(0, number, AT_ONCE):
            with engine.begin() as connection:
                for made in rows(writer, range(start, min(number, start + AT_ONCE)), number, replica):
                    put(connection, made, people)
                refresh(connection, AT_ONCE)
            if start % (AT_ONCE * 10) == 0:
                tell(f"  {start + AT_ONCE:,} of {number:,} after {time.perf_counter() - began:.0f} s", flush=True)
        with engine.begin() as connection:
            weigh(connection, people)
    tell(f"  {path.stat().st_size / 2**20:,.0f} MiB in {time.perf_counter() - began:.0f} s", flush=True)


def made(number: int) -> Path:
    """The library of this many articles; made where it is not there yet. It is not to be written to."""
    base = Path(os.environ.get("DESK_BENCH_CACHE") or Path.home() / ".cache" / "desk-bench")
    base.mkdir(parents=True, exist_ok=True)
    path = base / f"{number}-{FORMAT}.desk"
    if not path.exists():
        part = path.with_suffix(".part")
        for left in (part, *base.glob(f"{part.name}-*")):
            left.unlink(missing_ok=True)
        print(f"making a library of {number:,} articles in {base}", file=sys.stderr)
        make(part, number)
        part.replace(path)
    return path


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:]):
        print(made(wanted))
