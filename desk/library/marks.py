"""Where what was searched for stands in a text, and the piece of a body that shows most of it. Pure.

The words are found as FTS5's tokenizer finds them (unicode61, without diacritics), near enough to be marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from desk.library.query import Place, Words

Marks: TypeAlias = tuple[tuple[int, int], ...]  # from which character to which, in order, none over another

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_AROUND = 18  # words of a piece
_BEFORE = 4  # of them before the first that was found
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s*$")


class Piece(NamedTuple):
    """A piece of a text on one line, and where in it something was found."""

    text: str
    marks: Marks


class _Token(NamedTuple):
    key: str
    start: int
    stop: int


def _tokens(text: str) -> list[_Token]:
    return [_Token(folded(found[0]), *found.span()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word as it is compared: no case, no accents."""
    plain = word.casefold()
    if plain.isascii():
        return plain
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


class _Sought(NamedTuple):
    keys: tuple[str, ...]
    open_end: bool


def _sought(words: Sequence[Words]) -> list[_Sought]:
    keyed = ((tuple(token.key for token in _tokens(one.text)), one.open_end) for one in words)
    return [_Sought(keys, open_end) for keys, open_end in keyed if keys]


def _hits(tokens: Sequence[_Token], sought: Sequence[_Sought]) -> list[tuple[int, int, int]]:
    """Every place in which something is found: which token begins it, how many it is, which of those sought it is."""
    found = []
    for which, (keys, open_end) in enumerate(sought):
        first, single = keys[0], len(keys) == 1
        for place, token in enumerate(tokens):
            begins = token.key.startswith(first) if single and open_end else token.key == first
            if begins and (single or _goes_on(tokens, place, keys, open_end)):
                found.append((place, len(keys), which))
    return sorted(found)


def _goes_on(tokens: Sequence[_Token], place: int, keys: tuple[str, ...], open_end: bool) -> bool:
    there = [token.key for token in tokens[place : place + len(keys)]]
    if len(there) < len(keys) or there[:-1] != list(keys[:-1]):
        return False
    return there[-1].startswith(keys[-1]) if open_end else there[-1] == keys[-1]


def marks_in(text: str, words: Sequence[Words]) -> Marks:
    """Where these words stand in a line."""
    tokens = _tokens(text)
    return _marks(tokens, _hits(tokens, _sought(words)), 0)


def _marks(tokens: Sequence[_Token], hits: Sequence[tuple[int, int, int]], shift: int) -> Marks:
    made: list[tuple[int, int]] = []
    for place, length, _which in hits:
        start, stop = tokens[place].start + shift, tokens[place + length - 1].stop + shift
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(stop, made[-1][1]))
        else:
            made.append((start, stop))
    return tuple(made)


def piece_of(text: str, words: Sequence[Words]) -> Piece:
    """The piece of a text in which most of what is sought stands together; its beginning where nothing does."""
    anywhere = [one for one in words if one.place is Place.ANYWHERE]
    line = " ".join(text.split())
    tokens = _tokens(line)
    if not tokens:
        return Piece("", ())
    hits = _hits(tokens, _sought(anywhere))
    first = _best(hits)
    begin = max(0, first - _BEFORE)
    for place in range(first, begin, -1):  # rather at the beginning of a sentence than in its midst
        if _SENTENCE_END.search(line, tokens[place - 1].stop - 1, tokens[place].start):
            begin = place
            break
    end = min(len(tokens), begin + _AROUND) - 1
    start = tokens[begin].start if begin else 0
    stop = tokens[end].stop if end + 1 < len(tokens) else len(line)
    lead, tail = "…" if begin else "", "…" if stop < len(line) else ""
    within = [hit for hit in hits if begin <= hit[0] and hit[0] + hit[1] - 1 <= end]
    return Piece(f"{lead}{line[start:stop]}{tail}", _marks(tokens, within, len(lead) - start))


def _best(hits: Sequence[tuple[int, int, int]]) -> int:
    """The token with which the piece begins that holds the most different things sought; the earliest such."""
    best, most = 0, 0
    for at, (place, _length, _which) in enumerate(hits):
        near = {
            which for other, length, which in hits[at : at + _AROUND] if other + length - place <= _AROUND - _BEFORE
        }
        if len(near) > most:
            best, most = place, len(near)
    return best
