"""A night's work at random on real copy: no more is marked than 1.3 times the words that the edits touched."""

from __future__ import annotations

import random
import re

import pytest

from desk.revise.rows import RowKind, rows
from desk.samples import sample_stories
from desk.story.body import Block, Paragraph, block_text, spans
from desk.story.counts import words_of

_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z“])")
NEW = (
    "Nobody at the ministry would say when that might be.",
    "The figures, which this newspaper has seen, cover nine years.",
    "It was raining.",
    "A second inquiry has been promised for the autumn, and a third is likely.",
)
STORIES = [
    [text for block in sample.story.body.blocks if isinstance(block, Paragraph) and len(text := block_text(block)) > 40]
    for sample in sample_stories()
]


class Night:
    """Edits paragraphs, and counts the words that it puts in and takes out. What it only moves, splits and joins it
    does not count, nor does it do so twice to the same paragraph: in the end words would stand in another one."""

    def __init__(self, texts: list[str], seed: int) -> None:
        self.rng = random.Random(seed)
        self.texts = list(texts)
        self.stays = [False] * len(texts)
        self.touched = 0

    def work(self, edits: int) -> None:
        does = (
            [self.swap] * 6
            + [self.insert] * 3
            + [self.cut] * 2
            + [self.add, self.drop, self.move, self.split, self.join]
        )
        for _ in range(edits):
            self.rng.choice(does)()

    def pick(self) -> int:
        return self.rng.randrange(len(self.texts))

    def swap(self) -> None:
        at = self.pick()
        words = self.texts[at].split(" ")
        place = self.rng.randrange(len(words))
        self.touched += 1 + len(words_of(words[place]))
        words[place] = self.rng.choice(["lamp", "forty", "allegedly", "Monday"])
        self.texts[at] = " ".join(words)

    def insert(self) -> None:
        at = self.pick()
        sentences = _SENTENCE.split(self.texts[at])
        new = self.rng.choice(NEW)
        sentences.insert(self.rng.randint(0, len(sentences)), new)
        self.texts[at] = " ".join(sentences)
        self.touched += len(words_of(new))

    def cut(self) -> None:
        at = self.pick()
        sentences = _SENTENCE.split(self.texts[at])
        if len(sentences) > 1:
            self.touched += len(words_of(sentences.pop(self.rng.randrange(len(sentences)))))
            self.texts[at] = " ".join(sentences)

    def add(self) -> None:
        new = " ".join(self.rng.sample(NEW, 2))
        at = self.pick()
        self.texts.insert(at, new)
        self.stays.insert(at, True)
        self.touched += len(words_of(new))

    def drop(self) -> None:
        at = self.pick()
        if not self.stays[at]:
            self.touched += len(words_of(self.texts.pop(at)))
            self.stays.pop(at)

    def move(self) -> None:
        at = self.pick()
        if not self.stays[at]:
            text = self.texts.pop(at)
            self.stays.pop(at)
            to = self.rng.randint(0, len(self.texts))
            self.texts.insert(to, text)
            self.stays.insert(to, True)

    def split(self) -> None:
        at = self.pick()
        first, *rest = _SENTENCE.split(self.texts[at])
        if rest and not self.stays[at]:
            self.texts[at : at + 1] = [first, " ".join(rest)]
            self.stays[at : at + 1] = [True, True]

    def join(self) -> None:
        at = self.pick()
        if not any(self.stays[at : at + 2]):
            self.texts[at : at + 2] = [" ".join(self.texts[at : at + 2])]
            self.stays[at : at + 2] = [True]


def blocks(texts: list[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(spans(text)) for text in texts)


@pytest.mark.parametrize("edits", [1, 4, 12])
def test_no_more_is_marked_than_was_touched(edits: int) -> None:
    marked = touched = 0
    for seed in range(40):
        texts = STORIES[seed % len(STORIES)]
        night = Night(texts, seed)
        night.work(edits)
        found = rows(blocks(texts), blocks(night.texts))
        here = sum(row.words_added + row.words_removed for row in found)
        marked, touched = marked + here, touched + night.touched
        assert here <= 1.3 * night.touched, (seed, here, night.touched)
    assert marked <= 1.05 * touched


def test_what_only_moved_is_said_to_have_moved() -> None:
    for seed in range(30):
        texts = STORIES[seed % len(STORIES)]
        night = Night(texts, seed)
        night.move()
        found = rows(blocks(texts), blocks(night.texts))
        assert {row.kind for row in found} <= {RowKind.SAME, RowKind.MOVED, RowKind.LEFT}
        assert sum(row.kind is RowKind.MOVED for row in found) <= 1
