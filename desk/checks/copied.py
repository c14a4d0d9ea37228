"""The words of a story as they are compared, and where copy from elsewhere stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeAlias

from desk.revise.tokens import units
from desk.story.body import Block, Body, Embed, Figure, Note, Paragraph, PullQuote, Rule, block_text, spans, text_of
from desk.story.story import Story

_RUN = 5  # words in a row that are no coincidence
_FEW = 8  # words: fewer are a name or a phrase, and no copy
_MANY = 40  # words that are copy, however much more was pasted once
_ENOUGH = 0.25  # of what was pasted

Run: TypeAlias = tuple[str, ...]

# Signs that only look different, each of them one character, so that all stand where they stood.
_ALIKE = str.maketrans("’‘ʼ“”„«»–—‑‐\u00a0\u202f", '\'\'\'"""""----  ')


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words in a row: of which block, from where to where in its text, in code points, and how many."""

    block: int
    start: int
    stop: int
    count: int


@lru_cache(maxsize=4096)
def folded_text(text: str) -> str:
    """A text in which only words differ, and not their quotes, dashes and capitals; every character is where it was."""
    text = text.translate(_ALIKE)
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def plain_block(block: Block) -> Block:
    """A block with nothing but the words that were written for readers, folded; a rule where it has none. What a pull
    quote says stands in the story already."""
    match block:
        case Rule() | Note() | Embed() | PullQuote():
            return Rule()
        case Figure(caption=caption):
            text = text_of(caption)
        case _:
            text = block_text(block)
    return Paragraph(spans(folded_text(text))) if text else Rule()


def plain_story(story: Story) -> Story:
    """A story of which only the words are left. Its blocks have the numbers that they had."""
    return Story(body=Body(tuple(map(plain_block, story.body.blocks))))


# A story is looked at again after each save, and most of its texts are as they were.
@lru_cache(maxsize=1024)
def units_of(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words and signs of a folded text stand."""
    return tuple(units(text))


@lru_cache(maxsize=1024)
def words_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where its words stand."""
    return tuple((start, stop) for start, stop in units_of(text) if text[start].isalnum())


class Words:
    """The words of a story, by its blocks."""

    def __init__(self, plain: Story) -> None:
        """Of a story as `plain_story` makes it."""
        self.texts = [text_of(block.spans) if isinstance(block, Paragraph) else "" for block in plain.body.blocks]
        self.places = [words_in(text) for text in self.texts]
        self.count = sum(map(len, self.places))

    def copied(self, words: str) -> tuple[Stretch, ...]:
        """Where these words stand, as far as enough of them do to be called copy; they are more or less in a row."""
        number, known = _runs_of(words)
        if number < _FEW:
            return ()
        found = tuple(stretch for block in range(len(self.texts)) for stretch in self._copied_in(block, known))
        count = sum(stretch.count for stretch in found)
        return found if count >= _FEW and (count >= _MANY or count >= _ENOUGH * number) else ()

    @cached_property
    def _runs(self) -> list[list[Run]]:
        """The runs of words that each block has."""
        return [*map(runs_in, self.texts)]

    def _copied_in(self, number: int, known: frozenset[Run]) -> list[Stretch]:
        runs, places = self._runs[number], self.places[number]
        if known.isdisjoint(runs):
            return []
        is_theirs = [False] * len(places)
        for at, run in enumerate(runs):
            if run in known:
                is_theirs[at : at + _RUN] = [True] * _RUN
        return in_rows(number, places, is_theirs)


@lru_cache(maxsize=64)
def _runs_of(words: str) -> tuple[int, frozenset[Run]]:
    """How many words there are in copy, and the runs of them."""
    text = folded_text(words)
    return len(words_in(text)), frozenset(runs_in(text))


def runs_in(text: str) -> list[Run]:
    """The words of a folded text, as many in a row as are no coincidence, from each of them on."""
    own = [text[start:stop] for start, stop in words_in(text)]
    return [tuple(own[at : at + _RUN]) for at in range(len(own) - _RUN + 1)]


def in_rows(block: int, places: Sequence[tuple[int, int]], wanted: Sequence[bool], between: int = 0) -> list[Stretch]:
    """The words of a block that are wanted, those beside each other as one; so are those with no more than so many
    others `between` them, which do not count."""
    found: list[Stretch] = []
    last = -between - 2
    for at in (at for at, is_wanted in enumerate(wanted) if is_wanted):
        start, stop = places[at]
        if at - last <= between + 1 and found:
            found[-1] = Stretch(block, found[-1].start, stop, found[-1].count + 1)
        else:
            found.append(Stretch(block, start, stop, 1))
        last = at
    return found
