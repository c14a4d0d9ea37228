"""What it takes to say who may be credited for a story of 10,000 words with 200 revisions, of four people.

Goals: about a second when its history is read for the first time, whether each of them works for five revisions until
the next one does or they take turns with every revision; and 200 ms after each save that follows. Measured is the time
of one core, so that what else the machine does does not count.
"""

from __future__ import annotations

import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from copy_text import markdown_body  # type: ignore[import-not-found]
from run_diff import edited  # type: ignore[import-not-found]

from desk.formats.markdown import read_body
from desk.houses import default_house
from desk.library.library import Library
from desk.story.body import Paragraph, spans
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

PEOPLE = ("Ann Poe", "Bo Lind", "Cy Roe", "Di Ash")
REVISIONS = 200
TURNS = (5, 1)  # revisions that somebody makes in a row
FIRST, AFTER = 1_500, 200  # ms
SAVES = 10
HOUSE = default_house()


def first_story() -> Story:
    """As it is begun."""
    credited = (Credit(PEOPLE[0], role=Role.BY), Credit("Reuters", PersonKind.ORGANISATION))
    return Story(headline="Long", body=read_body(markdown_body(10_000)), credits=credited)


def with_history(library: Library, in_a_row: int) -> str:
    """Make the article; gives its id."""
    story = first_story()
    row = library.create(story).result()
    for number in range(1, REVISIONS):
        library.who = PEOPLE[number // in_a_row % len(PEOPLE)]
        story = replace(story, body=edited(story.body, 2, number))
        library.checkpoint(row.id, story).result()
    return row.id


def asked(library: Library, article: str) -> float:
    """Milliseconds to be told."""
    begin = time.process_time()
    found = library.proposals(article, HOUSE)
    took = 1000 * (time.process_time() - begin)
    assert {each.name for each in found.offered} >= {*PEOPLE[1:]}
    return took


def saved(library: Library, article: str) -> float:
    """Milliseconds to be told after each of some saves."""
    story, times = library.article(article).story, []
    for number in range(SAVES):
        paragraph = Paragraph(spans(f"Nobody asked him for the {number}th time, he told the AP on Sunday."))
        story = replace(story, body=story.body.replaced(number, number, (paragraph,)))
        library.checkpoint(article, story).result()
        times.append(asked(library, article))
    return statistics.median(times)


def main() -> int:
    """Measure, and say whether the goals were met."""
    met = True
    for in_a_row in TURNS:
        with TemporaryDirectory() as folder, Library.open(Path(folder) / "bench.desk", who=PEOPLE[0]) as library:
            article = with_history(library, in_a_row)
            library.proposals(library.create(Story(headline="Short")).result().id, HOUSE)  # what is loaded once
            first, after = asked(library, article), saved(library, article)
        print(f"credits: {REVISIONS} revisions of 10,000 words, {in_a_row} in a row by one of {len(PEOPLE)}:")
        print(f"  read for the first time {first:.0f} ms (goal {FIRST}), after a save {after:.0f} ms (goal {AFTER})")
        met = met and first < FIRST and after < AFTER
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
