"""What changed between two stories, beside Python's difflib on their words.

Goal: 10,000 words with 200 edits scattered over them in under 50 ms. The other texts are there to show that none
takes long: one paragraph of 10,000 words, a book, a story and quite another one. All is computed on one core, and
measured is the time of that core, so that what else the machine does does not count.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher

from copy_text import WORDS, markdown_body  # type: ignore[import-not-found]

from desk.formats.markdown import read_body
from desk.revise.diff import Comparing, changes
from desk.story.body import Block, Body, Heading, Paragraph, Span, Spans, block_text, spans
from desk.story.counts import words_of
from desk.story.story import Story

ROUNDS = 15
GOAL = 50  # ms


def edited(body: Body, edits: int, seed: int) -> Body:
    """The body with so many words put in, taken out or put in the place of others, anywhere in it."""
    rng = random.Random(seed)
    blocks = list(body.blocks)
    for _ in range(edits):
        number = rng.randrange(len(blocks))
        block = blocks[number]
        if isinstance(block, Paragraph | Heading):
            blocks[number] = replace(block, spans=_edited(block.spans, rng))
    return Body(tuple(blocks))


def _edited(text: Spans, rng: random.Random) -> Spans:
    at = rng.randrange(len(text))
    words = text[at].text.split(" ")
    place = rng.randrange(len(words))
    words[place : place + rng.randint(0, 1)] = rng.choices(WORDS, k=rng.randint(0, 1)) or [rng.choice(WORDS), "quite"]
    return spans(*text[:at], Span(" ".join(words), text[at].marks, text[at].link), *text[at + 1 :])


def in_one(body: Body) -> Body:
    """All words in one paragraph."""
    return Body((Paragraph(spans(" ".join(map(block_text, body.blocks)))),))


def again(blocks: tuple[Block, ...]) -> Body:
    """The same blocks, none of them the same object: as two revisions are read from a library."""
    return Body(tuple(replace(block) for block in blocks))


def median(run: Callable[[], object], rounds: int) -> float:
    """Milliseconds."""
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        run()
        times.append(time.process_time() - begin)
    return 1000 * statistics.median(times)


def with_difflib(before: Body, after: Body) -> int:
    """How many words difflib marks in the two."""
    opcodes = SequenceMatcher(None, words_of(before.text), words_of(after.text), autojunk=False).get_opcodes()
    return sum((b - a) + (d - c) for kind, a, b, c, d in opcodes if kind != "equal")


def measure(what: str, before: Body, after: Body, *, rounds: int = ROUNDS, beside: bool = True) -> float:
    """Print what a diff of these costs; gives its milliseconds."""
    old, new = Story(body=before), Story(body=again(after.blocks))
    ours = median(lambda: changes(old, new), rounds)
    (change,) = changes(old, new)
    marked = change.words_added + change.words_removed
    line = f"{what:44} {ours:8.1f} ms   {marked:7,} words marked"
    if beside:
        theirs = median(lambda: with_difflib(before, after), 3)
        told = with_difflib(before, after)
        line += f"   difflib {theirs:9.1f} ms, {told:,} words   ratio {ours / theirs:.3f}"
    print(line)
    return ours


def again_and_again(body: Body, edits: int, rounds: int = ROUNDS) -> float:
    """Print what it costs to compare once more after a word was typed into a text that has so many edits."""
    rng = random.Random(7)
    old, now = Story(body=body), edited(body, edits, 6)
    comparing = Comparing()
    comparing.changes(old, Story(body=now))
    times = []
    for _ in range(rounds):
        now = edited(now, 1, rng.randrange(10**6))
        new = Story(body=now)
        begin = time.process_time()
        comparing.changes(old, new)
        times.append(1000 * (time.process_time() - begin))
    ours = statistics.median(times)
    print(f"{f'one more after {edits} edits, compared before':44} {ours:8.1f} ms")
    return ours


def main() -> int:
    """Measure, and say whether the goal was met."""
    body = read_body(markdown_body(10_000))
    changes(Story(body=body), Story(body=edited(body, 1, 0)))  # what is loaded once
    took = measure("10,000 words, 200 edits", body, edited(body, 200, 1))
    again_and_again(body, 200)
    measure("10,000 words, one edit", body, edited(body, 1, 2), beside=False)
    measure("10,000 words in one paragraph, 200 edits", in_one(body), in_one(edited(body, 200, 3)), beside=False)
    measure("10,000 words, another story", body, read_body(markdown_body(10_000, seed=9)), rounds=3, beside=False)
    book = read_body(markdown_body(200_000))
    measure("200,000 words, 2,000 edits", book, edited(book, 2_000, 4), rounds=3, beside=False)
    measure(
        "200,000 words in one paragraph, another book",
        in_one(book),
        in_one(read_body(markdown_body(200_000, seed=5))),
        rounds=1,
        beside=False,
    )
    measure(
        "100,000 times the same word, and one more",
        in_one(Body((Paragraph(spans("lamp " * 100_000)),))),
        in_one(Body((Paragraph(spans("a lamp " * 50_000 + "b")),))),
        rounds=1,
        beside=False,
    )
    print(f"diff: {took:.1f} ms (goal {GOAL})")
    return 0 if took <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
