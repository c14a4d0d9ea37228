"""Counting words and characters, and how long a text takes to read.

Words are counted much as Unicode's text segmentation (UAX #29) parts them, with two liberties that
newsrooms take: a hyphenated word is one word, and so is "AT&T". Chinese and Japanese writing,
which puts no space between words, counts a word for each character. What never prints (an
editor's note in the text) does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from desk.story.body import Block, Body, Note, block_text, body_change
from desk.story.house import House
from desk.story.story import Story

# Han, kana, bopomofo and half-width kana; the marks of these scripts that are punctuation are left out.
_IDEOGRAPHS = (
    "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# Signs that make no word: punctuation of ASCII, Latin-1 and other scripts, symbols, variation selectors, emoji.
_SIGNS = (
    r"\s!-/:-@\[-\^`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u02c2-\u02c5\u037e\u0387\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a\u066d\u06d4"
    r"\u0964\u0965\u0e2f\u0e5a\u0e5b\u104a-\u104f\u1361-\u1368\u17d4-\u17da\u2000-\u2070\u207a-\u207e\u20a0-\u20c0"
    r"\u2100-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb"
    r"\ufd3e\ufd3f\ufe00-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffef"
    "\U0001f000-\U0001faff"
)
_IN_WORD = f"[^{_SIGNS}{_IDEOGRAPHS}]"
# What holds two parts of one word together: hyphens, apostrophes, points, joiners; a comma between digits.
_JOINS = r"['’‘\-\u2010\u2011.·:@&\u00ad\u200c\u200d\u2060]|(?<=\d),(?=\d)"
# Measured reading of Chinese and Japanese is about this many characters a minute.
_IDEOGRAPHS_PER_MINUTE = 500


# Made when the first text is counted: these classes take some milliseconds that the start of the window need not spend.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[{_IDEOGRAPHS}]|{_IN_WORD}(?:(?:{_JOINS})?{_IN_WORD})*")


@cache
def _ideograph() -> re.Pattern[str]:
    return re.compile(f"[{_IDEOGRAPHS}]")


@dataclass(frozen=True, slots=True)
class Count:
    """How much text there is. `characters` are code points with spaces, without line ends; `ideographs` are those of
    the words that are Chinese or Japanese characters; `spaces` are the characters that are no sign of their own;
    `paragraphs` are blocks with words in them; `minutes` of reading are whole, and there for a story only."""

    words: int = 0
    characters: int = 0
    ideographs: int = 0
    spaces: int = 0
    paragraphs: int = 0
    minutes: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) + getattr(other, name) for name in _ADDED))

    def __sub__(self, other: Count) -> Count:
        return Count(*(getattr(self, name) - getattr(other, name) for name in _ADDED))


_ADDED = ("words", "characters", "ideographs", "spaces", "paragraphs")


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return _word().findall(text)


def word_places(text: str) -> Iterator[tuple[int, int]]:
    """Where the words of a text begin and end, in order, in code points."""
    return (match.span() for match in _word().finditer(text))


def count_text(text: str) -> Count:
    """The words and characters of a text, which is one paragraph if there are words in it."""
    ideographs = 0 if text.isascii() else len(_ideograph().findall(text))
    words, characters = len(_word().findall(text)), len(text) - text.count("\n")
    spaces = characters - sum(map(len, text.split()))
    return Count(words, characters, ideographs, spaces, 1 if words else 0)


def count_block(block: Block) -> Count:
    """The words and characters of a block as it is printed."""
    return Count() if isinstance(block, Note) else count_text(block_text(block))


def count_body(body: Body) -> Count:
    """The words and characters of a body."""
    return sum(map(count_block, body.blocks), Count())


def count_story(story: Story, house: House) -> Count:
    """The words and characters of a story's body, and the minutes it takes to read in this house."""
    return _timed(count_body(story.body), house)


class Counter:
    """Counts one story again and again as it is edited, and parts of it: blocks that were counted before cost a
    comparison and an addition only."""

    def __init__(self, house: House | None = None) -> None:
        self._house = house or House()
        self._body = Body()
        self._total = Count()
        # One column for each number: to add a thousand integers is a hundred times faster than a thousand values.
        self._columns: tuple[list[int], ...] = tuple([] for _ in _ADDED)

    def count_story(self, story: Story) -> Count:
        """What `counts.count_story` says of this story."""
        return _timed(self.count_body(story.body), self._house)

    def words(self, story: Story) -> int:
        """The words of this story's body."""
        return self.count_body(story.body).words

    def count_body(self, body: Body) -> Count:
        """What `counts.count_body` says of this body."""
        if change := body_change(self._body, body):
            gone = self.between(change.start, change.old_stop)
            counts = [count_block(block) for block in body.blocks[change.start : change.new_stop]]
            for name, column in zip(_ADDED, self._columns, strict=True):
                column[change.start : change.old_stop] = [getattr(count, name) for count in counts]
            self._total = self._total - gone + self.between(change.start, change.new_stop)
        self._body = body
        return self._total

    def uncounted(self, body: Body) -> int:
        """How many blocks `count_body` would have to count."""
        change = body_change(self._body, body)
        return change.new_stop - change.start if change else 0

    def between(self, start: int, stop: int) -> Count:
        """The blocks of the body that was counted last, from `start` up to `stop`."""
        return Count(*(sum(column[start:stop]) for column in self._columns))


def _timed(count: Count, house: House) -> Count:
    spaced = (count.words - count.ideographs) / house.words_per_minute
    minutes = round(spaced + count.ideographs / _IDEOGRAPHS_PER_MINUTE)
    return replace(count, minutes=max(minutes, 1) if count.words else 0)
