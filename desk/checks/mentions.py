"""Names in a text that may be those of agencies and outlets, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from desk.checks.outlets import COMMON, WELL_KNOWN, is_outlet
from desk.story import lexicon
from desk.story.names import without_article


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WORD = re.compile(r"[^\W_]+(?:[.&’'+‐-][^\W_]+)*")
_NOTHING = r"(?!)"
_GENITIVE = ("'s", "’s")
_JOINTS = _words("and da de del della der des di do dos du für of the van von &")
# Before a name at the head of a sentence; no part of it.
_BEFORE = (lexicon.SOFT_NAMES | lexicon.NOT_NAMES) - {"Daily", "Sunday", "Morning"} | _words(
    """According Citing Quoting Told Tell Asked Speaking When While After Before Because Although Earlier Later Yet As
    State-run Interviewed Reached Last First Former"""
)
_DAYS = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan. Feb. Aug. Sept. Oct. Nov. Dec. I"""
)


# "The Press Association of Pakistan" is another one.
_OPEN = frozenset({"Agency", "Association", "International", "Network", "Press", "Service", "Trust", "Union"})
_OF = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z]")
_INDEFINITE = re.compile(r"\b[Aa]n?\s$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: `words` without "the", from where to where it stands with it, in code points. `listed` are
    those of the house and the directory; others are `shown` to be an outlet by their look, or may be one."""

    name: str
    words: tuple[str, ...]
    start: int
    stop: int
    listed: bool
    shown: bool
    opens: bool  # its first word may be large because a sentence begins


class _Token(NamedTuple):
    word: str
    start: int
    stop: int  # without the genitive
    end: int


def listed_mentions(text: str, names: tuple[str, ...]) -> list[Mention]:
    """Where these names stand in a text, as whole names. Nearly all texts have none, and that is cheap to see."""
    index = _index(names)
    if not index.anywhere.search(text):
        return []
    tokens = [_token(match) for match in _WORD.finditer(text)]
    return [found for number, _, found in _listed(text, tokens, index) if _is_whole(text, tokens, number, found)]


def mentions(text: str, names: tuple[str, ...]) -> list[Mention]:
    """These names, and all others that are written large, in the order of the text."""
    tokens = [_token(match) for match in _WORD.finditer(text)]
    taken: dict[int, tuple[int, Mention]] = {}
    for listed in (WELL_KNOWN, names):
        for number, behind, found in _listed(text, tokens, _index(listed)):
            if _is_whole(text, tokens, number, found):
                shown = listed is names or not (found.opens and found.name in COMMON)
                taken[number] = behind, replace(found, listed=listed is names, shown=shown)
    out, number = [], 0
    while number < len(tokens):
        if number in taken:
            number, found = taken[number]
            out.append(found)
            continue
        behind = _run(text, tokens, number, taken)
        if behind > number:
            out.append(_mention(text, tokens[number:behind]))
        number = max(behind, number + 1)
    return out


def _token(match: re.Match[str]) -> _Token:
    word, stop = match.group(), match.end()
    if word.endswith(_GENITIVE):
        word, stop = word[:-2], stop - 2
    return _Token(word, match.start(), stop, match.end())


@dataclass(frozen=True, slots=True)
class _Index:
    """Listed names without "the" by their first words, the longest first; `bare` are those that are names without it,
    `names` all as they are listed, and `anywhere` finds the letters of one, be they a name there or not."""

    by_word: dict[str, tuple[str, ...]]
    bare: frozenset[str]
    names: frozenset[str]
    anywhere: re.Pattern[str]


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> _Index:
    found: dict[str, set[str]] = {}
    for short in map(without_article, names):
        if first := _WORD.match(short):
            found.setdefault(_token(first).word, set()).add(short)
    by_word = {word: tuple(sorted(each, key=len, reverse=True)) for word, each in found.items()}
    bare = frozenset(name for name in names if name == without_article(name))
    return _Index(by_word, bare, frozenset(names), _anywhere(chain.from_iterable(found.values())))


def _anywhere(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these names. One for each first letter comes before the rest: that is how it is quick."""
    by_letter = groupby(sorted(names), key=lambda name: name[0])
    parts = (f"{re.escape(first)}(?:{'|'.join(re.escape(name[1:]) for name in each)})" for first, each in by_letter)
    return re.compile("|".join(parts) or _NOTHING)


def _listed(text: str, tokens: Sequence[_Token], index: _Index) -> Iterator[tuple[int, int, Mention]]:
    """Each listed name: the number of its first word, of the word behind it, and the name."""
    for number, token in enumerate(tokens):
        for name in index.by_word.get(token.word, ()):
            if not text.startswith(name, token.start):
                continue
            stop = token.start + len(name)
            behind = next((one for one in range(number, len(tokens)) if tokens[one].start >= stop), len(tokens))
            article = _article(text, token.start)
            if tokens[behind - 1].stop != stop or not (article or name in index.bare):  # "Reuters-owned"
                continue
            full = f"The {name}" if article.startswith("The") or name not in index.bare else name
            start = token.start - len(article)
            printed = full if full in index.names else name
            yield number, behind, Mention(printed, tuple(name.split()), start, stop, True, True, _opens(text, start))
            break


def _article(text: str, start: int) -> str:
    """The "the " that stands right before, with its white space; "" where none does."""
    before = text[max(0, start - 4) : start]
    if (
        len(before) < 4
        or before[:3] not in {"the", "The"}
        or not before[3].isspace()
        or text[start - 5 : start - 4].isalnum()
    ):
        return ""
    return before


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start].rstrip(" \t\"'“‘«(\u00a0")
    return not before or before[-1] in ".!?…:;\n—–"


def _is_large(token: _Token) -> bool:
    return token.word[0].isupper()


def _near(text: str, left: _Token, right: _Token) -> bool:
    """Whether nothing but white space is between two words."""
    return left.stop == left.end and text[left.end : right.start].isspace()


def _is_whole(text: str, tokens: Sequence[_Token], number: int, found: Mention) -> bool:
    """Whether a listed name is all of a name: "Reuters", and not "Reuters Institute" or "Michael Bloomberg"."""
    if number and found.start == tokens[number].start and _near(text, tokens[number - 1], tokens[number]):
        before = tokens[number - 1].word
        if before[0].isupper() and before not in _BEFORE and before not in _DAYS:
            return False
    behind = next((each for each in tokens[number:] if each.start >= found.stop), None)
    if behind is None or not text[found.stop : behind.start].isspace():
        return True
    if found.words[-1] in _OPEN and _OF.match(text, found.stop):
        return False
    return not _is_large(behind) or behind.word in _DAYS


def _run(text: str, tokens: Sequence[_Token], number: int, taken: dict[int, tuple[int, Mention]]) -> int:
    """Behind which word a name ends that begins with this one."""
    if not _is_large(tokens[number]) or tokens[number].word in _BEFORE:
        return number
    behind = number + 1
    while behind < len(tokens) and _near(text, tokens[behind - 1], tokens[behind]):
        word = tokens[behind]
        if behind in taken or word.word in _DAYS:
            break
        if _is_large(word) or word.word.isdigit():
            behind += 1
        elif (over := _over_joints(text, tokens, behind)) > behind and over not in taken:
            behind = over + 1
        else:
            break
    return behind


def _over_joints(text: str, tokens: Sequence[_Token], number: int) -> int:
    """The number of the large word behind the joints that stand there ("of the"), or the number itself. "And" joins
    no names here: what is listed with one was found already."""
    over = number
    while over < len(tokens) and tokens[over].word in _JOINTS - {"and"} and _near(text, tokens[over - 1], tokens[over]):
        over += 1
    sound = (
        over > number and over < len(tokens) and _is_large(tokens[over]) and _near(text, tokens[over - 1], tokens[over])
    )
    return over if sound else number


def _mention(text: str, tokens: Sequence[_Token]) -> Mention:
    start, stop = tokens[0].start, tokens[-1].stop
    name = text[start:stop]
    words = tuple(name.split())
    article = _article(text, start)
    opens = _opens(text, start - len(article))
    indefinite = _INDEFINITE.search(text, max(0, start - 4), start)
    shown = is_outlet(words, has_article=bool(article or indefinite))
    return Mention(name, words, start - len(article), stop, False, shown, opens)
