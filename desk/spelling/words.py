"""The words of a line that can be misspelt, and those that are no words of a language.

Lines are parted into words as `desk.story.counts` parts them. What is left out: addresses, e-mail addresses, handles
and tags, names of files, placeholders ("TK"), whatever has a digit in it, acronyms, and single letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from desk.story.counts import word_places

OBJECT = "\ufffc"  # stands for what is drawn in a line, and for words that are not to be looked at
APOSTROPHES = "'’‘ʼ＇"
_HYPHENS = re.compile("[-\u2010\u2011]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060]")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_POINTS = re.compile(r"[.·:]")
_LONGEST = 60  # letters; Hunspell has its limits, and no word has more
_ACRONYM = 5  # capitals in a row are as likely as not the initials of something; longer ones are words set in capitals

_ENDINGS = "com|org|net|edu|gov|mil|int|info|news|press|app|dev|io|co|eu|uk|us|ie|au|nz|ca|de|fr|es|it|nl|at|ch|tv"
_FILES = "pdf|docx?|xlsx?|pptx?|odt|jpe?g|png|gif|svg|webp|html?|xml|json|txt|md|zip|csv|mp[34]|mov|py"
_NO_WORDS = (
    r"(?:[a-z][a-z0-9+.-]*://|\bwww\.|\bmailto:)\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w@#])[@#]\w[\w.-]*"
    rf"|\b(?:[a-z0-9-]+\.)+(?:{_ENDINGS})\b(?:/\S*)?(?!\.\w)"
    rf"|\b[\w.-]+\.(?:{_FILES})\b"
    r"|\bTK(?:TK)*s?\b"
)


@cache
def _no_words() -> re.Pattern[str]:
    return re.compile(_NO_WORDS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place in the line, in code points, and as a dictionary has it: see `plain`."""

    start: int
    stop: int
    text: str


def plain(word: str) -> str:
    """A word as dictionaries write it: composed, apostrophes straight, without soft hyphens and joiners."""
    if word.isascii():
        return word
    return _APOSTROPHE.sub("'", _INVISIBLE.sub("", unicodedata.normalize("NFC", word)))


def words(line: str) -> Iterator[Word]:
    """The words of a line, in order. Those with hyphens are one word; `parts` takes them apart."""
    line = line.replace(OBJECT, "|")  # as long, and no letter
    skipped = [match.span() for match in _no_words().finditer(line)]
    at = 0
    for start, stop in word_places(line):
        while at < len(skipped) and skipped[at][1] <= start:
            at += 1
        if at < len(skipped) and skipped[at][0] < stop:
            continue
        text = line[start:stop]
        if text.isascii() and text.isalpha() and text[1:].islower() and len(text) <= _LONGEST:
            yield Word(start, stop, text)  # nearly all words, told at once
        else:
            yield from _words_in(line, start, stop)


def parts(word: Word, line: str) -> tuple[Word, ...]:
    """The parts of a word between its hyphens that can be misspelt by themselves."""
    return tuple(_split(line, word.start, word.stop, _HYPHENS))


def is_word(text: str) -> bool:
    """Whether this can be right or wrong at all: no digits, no signs, no acronym, more than one letter."""
    letters = sum(map(str.isalpha, text))
    if letters < 2 or len(text) > _LONGEST or "_" in text or "@" in text or "&" in text:
        return False
    return not any(map(str.isdigit, text)) and not _is_acronym(text)


def _is_acronym(text: str) -> bool:
    core = text.removesuffix("'s")
    core = core[:-1] if len(core) > 2 and core.endswith("s") else core  # MPs
    return core.isupper() and len(core) <= _ACRONYM and core.isalpha()


def _words_in(line: str, start: int, stop: int) -> Iterator[Word]:
    """The words of what is written in one: "said.The" are two, "e.g" and "U.S" none."""
    text = line[start:stop]
    if _POINTS.search(text) and all(len(part) == 1 for part in _POINTS.split(text)):
        return
    yield from _split(line, start, stop, _POINTS)


def _split(line: str, start: int, stop: int, at: re.Pattern[str]) -> Iterator[Word]:
    begin = start
    for cut in (*(match.span() for match in at.finditer(line, start, stop)), (stop, stop)):
        text = plain(line[begin : cut[0]])
        hyphened = at is _POINTS and _HYPHENS.search(text)
        if hyphened or is_word(text):
            yield Word(begin, cut[0], text)
        begin = cut[1]
