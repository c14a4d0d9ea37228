"""Where what was searched for stands in a text, and the piece of a body that shows most of it. Pure.

The words are found as FTS5's tokenizer finds them (unicode61, without diacritics), near enough to be marked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from desk.library.query import Place, Words

Marks: TypeAlias = tuple[tuple[int, int], ...]  # from which character to which, in order, none over another

_WORD = re.compile(r"[^\W_]+")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_COMBINING = "\u0300-\u036f"
_ACCENTS = f"[{_COMBINING}]*"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WIDTH = 130  # characters of a piece
_LEAD = 40  # characters of it that may stand before the first that was found
_MOST_READ = 400_000  # characters of a body
_MOST_HITS = 20
_SENTENCE_END = re.compile(r"(?:[.!?…][”’\"')\]]*\s|\n)\s*")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:][”’\"')\]]*$")
_LINE_SIGNS = re.compile(r"^(?:\s*(?:#{1,6}|>|[-+]|\|))+(?=\s)|[\s|]+$")  # what Markdown puts around a line
_RULE = re.compile(r"[\s|:-]*")  # the line under the head of a table too
SEAM = " · "  # between a kicker, a deck, a heading and what comes after it


class Piece(NamedTuple):
    """A piece of a text on one line, and where in it something was found."""

    text: str
    marks: Marks


def folded(word: str) -> str:
    """A word as it is compared: no case, no accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


def _letters(word: str, *, accents: bool) -> str:
    """A word as a regular expression; with `accents` each letter may have any."""
    return "".join(re.escape(sign) + _ACCENTS for sign in word) if accents else re.escape(word)


@lru_cache(maxsize=128)
def _pattern(sought: tuple[Words, ...], *, accents: bool = False) -> re.Pattern[str] | None:
    """What finds any of these in a plain text; each is a group of its own."""
    parts = []
    for one in sought:
        words = [_letters(word, accents=accents) for word in _WORD.findall(folded(one.text))]
        if words:
            end = f"[^\\W_{_COMBINING if accents else ''}]*" if one.open_end else ""
            parts.append("(" + r"[\W_]+".join(words) + end + (_ACCENTS if accents else "") + ")")
    return re.compile(f"{_NO_LETTER_BEFORE}(?:{'|'.join(parts)}){_NO_LETTER_AFTER}") if parts else None


def _plain(text: str) -> tuple[str, bool]:
    """A text without case and accents, letter for letter; and whether accents are left, as signs of their own."""
    plain = text.lower()
    if plain.isascii():
        return plain, False
    if len(plain) != len(text):  # "İ" is two letters when it is small
        plain = "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)
    signs = set(_BEYOND_ASCII.findall(plain))
    for sign in signs:
        letter = folded(sign)
        if len(letter) == 1 and letter != sign:
            plain = plain.replace(sign, letter)
    return plain, any(map(unicodedata.combining, signs))


def marks_in(text: str, words: Sequence[Words]) -> Marks:
    """Where these words stand in a line."""
    plain, accents = _plain(text)
    pattern = _pattern(tuple(words), accents=accents)
    found = pattern.finditer(plain) if pattern else ()
    return tuple(one.span() for one in found if one.end() > one.start())


def piece_of(text: str, words: Sequence[Words]) -> Piece:
    """The piece of a text in which most of what is sought stands together; its beginning where nothing does."""
    anywhere = tuple(one for one in words if one.place is Place.ANYWHERE)
    text = text[:_MOST_READ]
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    start = _begin(text, _best(_hits(text, anywhere)))
    line = _on_one_line(text[start : start + 2 * _WIDTH])
    rest = len(line) > _WIDTH or start + 2 * _WIDTH < len(text)
    stop = max(line.rfind(" ", 0, _WIDTH), _LEAD) if len(line) > _WIDTH else len(line)
    shown = f"{'…' if start else ''}{line[:stop]}{'…' if rest else ''}"
    return Piece(shown, tuple(_apart(shown, marks_in(shown, anywhere))))


def _on_one_line(text: str) -> str:
    """Lines in one, with a seam between those of which the first is no sentence."""
    line = ""
    for part in text.splitlines():
        words = "" if _RULE.fullmatch(part) else " ".join(_LINE_SIGNS.sub("", part).split())
        if words and line:
            line += " " if _ENDS_A_SENTENCE.search(line) else SEAM
        line += words
    return line


def _apart(shown: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """These marks, without the seams in them: a phrase may begin in a deck and end in the text."""
    for start, stop in marks:
        at = start
        for part in shown[start:stop].split(SEAM):
            yield at, at + len(part)
            at += len(part) + len(SEAM)


def _hits(text: str, sought: tuple[Words, ...]) -> list[tuple[int, int, int]]:
    """The first places where something is found: from where to where, and which of those sought. The letters are
    looked for as they are, which is ten times as fast as by a regular expression; that only judges what was found."""
    plain, accents = _plain(text)
    hits = []
    for which, one in enumerate(sought):
        keys = _WORD.findall(folded(one.text))
        pattern = _pattern((one,), accents=accents)
        if not keys or pattern is None:
            continue
        begins = keys[0][0] if accents else keys[0]
        at, number = plain.find(begins), 0
        while at >= 0 and number < _MOST_HITS:
            if found := pattern.match(plain, at):
                hits.append((*found.span(), which))
                number += 1
            at = plain.find(begins, at + 1)
    return sorted(hits)


def _best(hits: Sequence[tuple[int, int, int]]) -> int:
    """Where the piece is that holds the most different things sought; the earliest such."""
    best, most = 0, 0
    for at, (start, _stop, _which) in enumerate(hits):
        near = {which for _first, stop, which in hits[at:] if stop <= start + _WIDTH - _LEAD}
        if len(near) > most:
            best, most = start, len(near)
    return best


def _begin(text: str, found: int) -> int:
    """Where a piece with a find in this place begins: with the sentence, or else a few words before it."""
    if found <= _LEAD:
        return 0
    ends = [end.end() for end in _SENTENCE_END.finditer(text, found - _LEAD, found)]
    space = max(text.find(sign, found - _LEAD // 2, found) for sign in " \n")
    return ends[-1] if ends else space + 1 if space >= 0 else found
