"""Sentence case, title case, capitals and small letters.

Title case is AP's (Stylebook, "composition titles"): every word begins with a capital but for articles, conjunctions
and prepositions of fewer than four letters, and these too where they come first or last or behind a colon. Sentence
case keeps the capitals of names as far as the story itself tells them: see `names_in`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from desk.story.changes import Change, Passage, Rewrite

_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}")
_WORD = re.compile(rf"{_INITIALS.pattern}|{_LETTERS}(?:['’]{_LETTERS})*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«„‚(\[]*$|\n\s*$")
_FRONT = re.compile(r"[\s\"'“”‘’«»„‚(\[—–-]*$")
# "U.S. officials", "Mr. Smith", "J. Smith": no sentence ends here.
_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_](?:\.[^\W\d_])*|\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Prof|vs))\.\s+$", re.IGNORECASE
)

_SMALL = {
    "en": "a an the and but for nor or so yet as at by if in of off on per to up via vs v",
    "fr": "le la les l un une des du de d et ou en à au aux par sur",
    "de": "der die das den dem des ein eine und oder in im an am auf zu zum zur von vom für mit bei",
    "es": "el la los las un una y e o u de del a al en por con",
    "it": "il lo la i gli le un una e o di del della a al in da per con su",
    "pt": "o a os as um uma e ou de do da dos das a ao em no na por com",
    "nl": "de het een en of in op van te ten ter aan bij met",
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february april june july august september october november december"
_ALWAYS_CAPITAL = frozenset(f"i {_DAYS} {_MONTHS}".split())
Names = Mapping[str, str]


def upper(language: str) -> Rewrite:
    """Capitals."""
    return partial(_all, language, True)


def lower(language: str) -> Rewrite:
    """Small letters."""
    return partial(_all, language, False)


def sentence(language: str, names: Names | None = None) -> Rewrite:
    """A capital at the beginning of each sentence and of each name."""
    return partial(_sentence, language, names or {})


def title(language: str, names: Names | None = None) -> Rewrite:
    """A capital at the beginning of each word that is not small."""
    return partial(_title, language, names or {})


def names_in(texts: Iterable[str]) -> dict[str, str]:
    """How texts write the words that they always write with a capital inside a sentence, by their small letters."""
    seen: dict[str, set[str]] = {}
    for text in texts:
        if text.upper() == text:
            continue
        for match, begins in _words(text, 0, len(text)):
            word = _stem(match[0])
            if not begins or not word[:1].isupper() or not word[1:].islower():
                seen.setdefault(word.lower(), set()).add(word)
    return {key: next(iter(forms)) for key, forms in seen.items() if len(forms) == 1 and key not in forms}


def _all(language: str, upwards: bool, passage: Passage) -> list[Change]:
    change = _upper if upwards else _lower
    words = re.finditer(r"[^\s]+", passage.part)
    return [
        Change(passage.start + match.start(), passage.start + match.end(), change(match[0], language))
        for match in words
    ]


def _sentence(language: str, names: Names, passage: Passage) -> list[Change]:
    shouted = _is_shouted(passage.part)
    out = []
    for match, begins in _words(passage.text, passage.start, passage.stop):
        word = _sentence_word(match[0], names, language, shouted=shouted)
        if begins and not _has_inner_capital(word):  # nothing begins with “IPhone”
            word = _capital(word, language)
        out.append(Change(match.start(), match.end(), word))
    return out


def _sentence_word(word: str, names: Names, language: str, *, shouted: bool) -> str:
    stem = _stem(word)
    known = names.get(stem.lower())
    if known is None and _INITIALS.fullmatch(word):
        return word
    if known is not None:
        return known + _lower(word[len(stem) :], language)
    english = language.lower().startswith("en")
    if english and re.split("['’]", stem.lower())[0] in _ALWAYS_CAPITAL:
        return _capital(_lower(word, language), language)
    if not shouted and _has_inner_capital(word):
        return word
    return _lower(word, language)


def _title(language: str, names: Names, passage: Passage) -> list[Change]:
    shouted = _is_shouted(passage.part)
    small = frozenset(_SMALL.get(language.lower().split("-")[0], "").split())
    words = list(_words(passage.text, passage.start, passage.stop))
    out = []
    for number, (match, _) in enumerate(words):
        word, stem = match[0], _stem(match[0])
        front = passage.text[passage.start : match.start()].rstrip(" \"'“‘«„‚\u202f\u00a0")
        last = number == len(words) - 1
        begins = not front or front[-1] in ":.!?…\n" or last
        if (known := names.get(stem.lower())) is not None and stem.lower() not in small:
            made = known + _lower(word[len(stem) :], language)
        elif (not shouted and _has_inner_capital(word)) or _INITIALS.fullmatch(word):
            made = word
        elif _lower(word, language) in small and not begins:
            made = _lower(word, language)
        else:
            made = _capital(_lower(word, language), language)
        out.append(Change(match.start(), match.end(), made))
    return out


def _words(text: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], bool]]:
    """The words of a part of a text, each with whether a sentence begins with it."""
    for match in _WORD.finditer(text, start, stop):
        front = text[max(0, match.start() - 40) : match.start()]
        begins = not _FRONT.sub("", text[start : match.start()][-40:]) and match.start() - start < 40
        ends = _SENTENCE_END.search(front) and not _ABBREVIATED.search(front)
        yield match, bool(begins or ends)


def _stem(word: str) -> str:
    """A word without its English genitive."""
    return word[:-2] if word[-2:] in {"'s", "’s", "'S", "’S"} else word


def _is_shouted(text: str) -> bool:
    """Whether there is no small letter, so that capitals mean nothing."""
    return text.upper() == text


def _has_inner_capital(word: str) -> bool:
    return any(character.isupper() for character in word[1:])


def _capital(word: str, language: str) -> str:
    if word[:2] == "ij" and language.lower().startswith("nl"):
        return "IJ" + word[2:]
    return _titled(word[:1], language) + word[1:]


def _titled(letter: str, language: str) -> str:
    return "İ" if letter == "i" and _is_turkic(language) else letter.title() if letter != "ß" else letter


def _upper(text: str, language: str) -> str:
    return (text.replace("i", "İ") if _is_turkic(language) else text).upper()


def _lower(text: str, language: str) -> str:
    return (text.replace("I", "ı").replace("İ", "i") if _is_turkic(language) else text).lower()


def _is_turkic(language: str) -> bool:
    return language.lower().split("-")[0] in {"az", "tr"}
