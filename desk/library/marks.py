"""Where what was searched for stands in a text, and the piece of a body that shows most of it. Pure.

The words are found as FTS5's tokenizer finds them (unicode61, without diacritics), near enough to be marked; by one
regular expression, as a page of hits is fifty bodies.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from desk.library.query import Place, Words

Marks: TypeAlias = tuple[tuple[int, int], ...]  # from which character to which, in order, none over another

_WORD = re.compile(r"[^\W_]+")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_ACCENTS = "[\u0300-\u036f]*"
_WIDTH = 130  # characters of a piece
_LEAD = 40  # characters of it that may stand before the first that was found
_MOST_READ = 400_000  # characters of a body
_MOST_HITS = 60
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]* ")


class Piece(NamedTuple):
    """A piece of a text on one line, and where in it something was found."""

    text: str
    marks: Marks


@cache
def _variants() -> dict[str, str]:
    """The letters of Latin scripts with accents, by the letter without."""
    found: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = chr(code)
        plain = folded(letter)
        if plain != letter and len(plain) == 1:
            found[plain] = found.get(plain, "") + letter
    return found


def folded(word: str) -> str:
    """A word as it is compared: no case, no accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


def _letters(word: str) -> str:
    """A word as a regular expression that takes any accents."""
    variants = _variants()
    return "".join(f"[{sign}{variants[sign]}]{_ACCENTS}" if sign in variants else re.escape(sign) for sign in word)


@lru_cache(maxsize=64)
def _pattern(sought: tuple[Words, ...]) -> re.Pattern[str] | None:
    """What finds any of these; each is a group of its own."""
    parts = []
    for one in sought:
        words = [_letters(folded(word)) for word in _WORD.findall(one.text)]
        if words:
            end = "[^\\W_\u0300-\u036f]*" + _ACCENTS if one.open_end else _NO_LETTER_AFTER
            parts.append("(" + r"[\W_]+".join(words) + end + ")")
    return re.compile(f"{_NO_LETTER_BEFORE}(?:{'|'.join(parts)})", re.IGNORECASE) if parts else None


def marks_in(text: str, words: Sequence[Words]) -> Marks:
    """Where these words stand in a line."""
    pattern = _pattern(tuple(words))
    return tuple(found.span() for found in pattern.finditer(text)) if pattern else ()


def piece_of(text: str, words: Sequence[Words]) -> Piece:
    """The piece of a text in which most of what is sought stands together; its beginning where nothing does."""
    line = " ".join(text[:_MOST_READ].split())
    pattern = _pattern(tuple(one for one in words if one.place is Place.ANYWHERE))
    hits: list[tuple[int, int, int]] = []
    for found in pattern.finditer(line) if pattern else ():
        hits.append((*found.span(), found.lastindex or 0))
        if len(hits) == _MOST_HITS:
            break
    start = _begin(line, _best(hits))
    stop = len(line) if len(line) - start <= _WIDTH else max(line.rfind(" ", start, start + _WIDTH), start + _LEAD)
    lead, tail = "…" if start else "", "…" if stop < len(line) else ""
    shift = len(lead) - start
    marks = tuple((first + shift, last + shift) for first, last, _which in hits if start <= first and last <= stop)
    return Piece(f"{lead}{line[start:stop]}{tail}", marks)


def _best(hits: Sequence[tuple[int, int, int]]) -> int:
    """Where the piece is that holds the most different things sought; the earliest such."""
    best, most = 0, 0
    for at, (start, _stop, _which) in enumerate(hits):
        near = {which for _first, stop, which in hits[at:] if stop <= start + _WIDTH - _LEAD}
        if len(near) > most:
            best, most = start, len(near)
    return best


def _begin(line: str, found: int) -> int:
    """Where a piece with a find in this place begins: with the sentence, or else a few words before it."""
    if found <= _LEAD:
        return 0
    ends = [end.end() for end in _SENTENCE_END.finditer(line, found - _LEAD, found)]
    space = line.find(" ", found - _LEAD // 2, found)
    return ends[-1] if ends else space + 1 if space >= 0 else found
