"""Damages libraries at random, as bad disks and pulled sticks do, and tells how much of them comes back.

Half of the libraries have a backup that is a while older. What was written is known, so what comes back is compared
with it word by word. Nothing may end in anything but a library that opens, or a sentence.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desk.errors import WorldError
from desk.library.backup import back_up
from desk.library.backup_names import folder_of
from desk.library.checking import check_library
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.salvage import salvage
from desk.library.values import Why
from desk.revise.anchors import on_words
from desk.story.body import Body, Paragraph, spans
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.people import Credit, Role
from desk.story.places import Place
from desk.story.story import Story
from desk.story.workflow import StaffRole

_WORDS = [
    *"harbour council ferry estuary bridge night pilot toll school river teacher winter market signal archive".split(),  # noqa: SIM905
    *"said after before without against every could would tender ordinance quarterly provisional neighbourhood".split(),  # noqa: SIM905
]
Damage = Callable[[bytearray, random.Random], bytearray]


def flip_few(data: bytearray, dice: random.Random) -> bytearray:
    """One to eight bits."""
    return _flip(data, dice, dice.randint(1, 8))


def flip_many(data: bytearray, dice: random.Random) -> bytearray:
    """Nine to two hundred bits."""
    return _flip(data, dice, dice.randint(9, 200))


def _flip(data: bytearray, dice: random.Random, number: int) -> bytearray:
    for _ in range(number):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    return data


def cut_off(data: bytearray, dice: random.Random) -> bytearray:
    """The end is missing: up to nine tenths of the file."""
    return data[: int(len(data) * dice.uniform(0.1, 0.999))]


def lose_sectors(data: bytearray, dice: random.Random) -> bytearray:
    """One to eight stretches of 512 to 16,384 bytes read as nothing."""
    for _ in range(dice.randint(1, 8)):
        size = 512 << dice.randrange(6)
        start = dice.randrange(len(data)) // 512 * 512
        data[start : start + size] = bytes(len(data[start : start + size]))
    return data


def lose_the_head(data: bytearray, dice: random.Random) -> bytearray:
    """The first page, or a part of it, is noise."""
    size = dice.choice((16, 100, 512, 4096))
    data[:size] = dice.randbytes(size)
    return data


DAMAGES: dict[str, Damage] = {
    "1 to 8 bits flipped": flip_few,
    "9 to 200 bits flipped": flip_many,
    "end cut off": cut_off,
    "sectors lost": lose_sectors,
    "head lost": lose_the_head,
}


@dataclass
class Tally:
    """What was there and what came back, over some libraries."""

    libraries: int = 0
    noticed: int = 0
    articles: int = 0
    whole: int = 0
    there: int = 0
    words: int = 0
    saved: int = 0
    said: int = 0  # comments
    said_back: int = 0
    unsaid: int = 0  # articles that are other than they were, of which the report says that they are whole
    nothing: int = 0  # libraries of which nothing could be read
    least: float = 1.0  # the share of words of the library that fared worst
    faults: list[str] = field(default_factory=list)


def story(dice: random.Random, number: int, words: int) -> Story:
    """An article of about so many words."""
    parts = []
    while words > 0:
        size = min(words, dice.randint(20, 60))
        parts.append(Paragraph(spans(" ".join(dice.choices(_WORDS, k=size)).capitalize() + ".")))
        words -= size
    credit = Credit(f"Reporter {dice.randrange(9)}", role=Role.BY)
    return Story(headline=f"Article {number} of the {dice.choice(_WORDS)}", credits=(credit,), body=Body(tuple(parts)))


def make(path: Path, articles: int, dice: random.Random) -> Path:
    """A library that was worked in, and a copy of it from before the last fifth of the work; gives that copy."""
    early = path.with_name("early.desk")
    with Library.open(path, who="Ilse Brandt") as library:
        for number in range(articles):
            if number == articles * 4 // 5:
                library.settle().result()
                back_up(path)
                (made,) = folder_of(path).glob("*.desk")
                made.replace(early)
            row = library.create(story(dice, number, dice.randint(100, 900))).result()
            for _ in range(dice.randrange(4)):
                library.checkpoint(row.id, story(dice, number, dice.randint(100, 900)), Why.CHECKPOINT).result()
            if dice.random() < 0.3:
                version = library.article(row.id).row.version
                library.save_draft(row.id, story(dice, number, 500), 3, version).result()
            if dice.random() < 0.1:
                library.add_media(dice.randbytes(20_000), "image/jpeg").result()
            if dice.random() < 0.3:
                review(library, row.id, dice, number)
    return early


def review(library: Library, article: str, dice: random.Random, number: int) -> None:
    """Something is said to an article, suggested, and decided on."""
    now = library.article(article)
    for each in range(dice.randint(1, 4)):
        anchor = on_words(now.story, Place("body", each), 0, 9)
        asked = library.comment(article, f"Question {each} to {number}", anchor=anchor, question=True).result()
        library.answer(asked.id, Said.REPLIED, " ".join(dice.choices(_WORDS, k=9))).result()
    library.note_decisions(article, [Decided(f"body-{number}", dice.random() < 0.5, "body", "text")]).result()
    library.put_contacts([Contact(f"Reporter {dice.randrange(9)}", role=StaffRole.REPORTER)]).result()
    library.look(article).result()
    suggested = story(dice, number, 300)
    library.save_draft(article, suggested, 3, now.row.version, now.story).result()


def texts(path: Path) -> dict[str, tuple[str, list[str]]]:
    """Headline and words of each article, by its id."""
    found = {}
    with Library.open(path, create=False) as library:
        for row in library.rows(limit=100_000).rows:
            one = library.article(row.id).story
            found[row.id] = (one.headline, one.body.text.split())
    return found


def said(path: Path) -> dict[str, str]:
    """What was said in comments, by their ids. All else that a review left is read, too."""
    found: dict[str, str] = {}
    with Library.open(path, create=False) as library:
        library.signed_in()
        for row in library.rows(limit=100_000).rows:
            library.decisions(row.id)
            for one in library.comments(row.id):
                found |= {record.id: record.text for record in one.thread.records}
    return found


def torture(seed: Path, early: Path | None, damage: Damage, dice: random.Random, tally: Tally) -> None:
    """Damage one copy, have it mended, and count."""
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as folder:
        path = Path(shutil.copy(seed, Path(folder) / "library.desk"))
        if early is not None:
            folder_of(path).mkdir()
            shutil.copy(early, folder_of(path) / "library 2026-03-02 12.00.00 +0000.desk")
        path.write_bytes(damage(bytearray(path.read_bytes()), dice))
        tally.libraries += 1
        called_whole: set[str] = set()
        said_back: dict[str, str] = {}
        try:
            noticed = bool(check_library(path))
        except WorldError:
            noticed = True
        except Exception:  # noqa: BLE001  that is what is looked for
            noticed = True
            tally.faults.append(traceback.format_exc())
        try:
            if noticed:
                tally.noticed += 1
                done = salvage(path)
                called_whole = {one.id for one in done.articles if one.shape == "whole"}
            back, said_back = texts(path), said(path)
        except WorldError:
            back = {}
            tally.nothing += 1
        except Exception:  # noqa: BLE001  that is what is looked for
            back = {}
            tally.faults.append(traceback.format_exc())
    compare(KNOWN[seed], back, called_whole if noticed else set(back), tally)
    tally.said += len(SAID[seed])
    tally.said_back += sum(said_back.get(id_) == text for id_, text in SAID[seed].items())


SAID: dict[Path, dict[str, str]] = {}
KNOWN: dict[Path, dict[str, tuple[str, list[str]]]] = {}


def compare(
    before: dict[str, tuple[str, list[str]]],
    after: dict[str, tuple[str, list[str]]],
    called_whole: set[str],
    tally: Tally,
) -> None:
    """Count what is there of what was there. A text that came back as another article counts by its headline."""
    by_headline = dict(after.values())
    words = saved = 0
    for id_, (headline, written) in before.items():
        found = after.get(id_, ("", None))[1] or by_headline.get(headline)
        tally.articles += 1
        words += len(written)
        if found is None:
            continue
        tally.there += 1
        tally.whole += found == written
        tally.unsaid += found != written and id_ in called_whole
        saved += (Counter(written) & Counter(found)).total()
    tally.words += words
    tally.saved += saved
    tally.least = min(tally.least, saved / words)


def run(libraries: int, articles: int, seed: int) -> dict[tuple[str, bool], Tally]:
    """The figures by kind of damage, and whether there was a backup."""
    dice = random.Random(seed)
    tallies: dict[tuple[str, bool], Tally] = {}
    with tempfile.TemporaryDirectory(prefix="desk-torture-") as folder:
        path = Path(folder) / "library.desk"
        early = make(path, articles, dice)
        KNOWN[path], SAID[path] = texts(path), said(path)
        for number in range(libraries):
            kind = list(DAMAGES)[number % len(DAMAGES)]
            helped = number // len(DAMAGES) % 2 == 1
            tally = tallies.setdefault((kind, helped), Tally())
            torture(path, early if helped else None, DAMAGES[kind], dice, tally)
    return tallies


def main() -> int:
    """The long run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--libraries", type=int, default=300)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261122)
    chosen = parser.parse_args()
    tallies = run(chosen.libraries, chosen.articles, chosen.seed)
    heads = " ".join(f"{head:>7}" for head in ("there", "whole", "words", "worst", "said"))
    print(f"{'damage':24} {'backup':7} {'libs':>4} {'seen':>5} {heads} unsaid")
    faults: list[str] = []
    for (kind, helped), one in sorted(tallies.items()):
        faults += one.faults
        said_back = one.said_back / max(one.said, 1)
        shares = (one.there / one.articles, one.whole / one.articles, one.saved / one.words, one.least, said_back)
        figures = " ".join(f"{share:7.1%}" for share in shares)
        print(f"{kind:24} {'yes' if helped else 'no':7} {one.libraries:4} {one.noticed:5} {figures} {one.unsaid:6}")
    number = sum(one.libraries for one in tallies.values())
    print(f"Of {number} libraries {len(faults)} ended in a fault of ours, and of ", end="")
    print(f"{sum(one.nothing for one in tallies.values())} nothing could be read.")
    for fault in faults[:5]:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
