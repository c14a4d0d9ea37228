"""Agencies that a text quotes, told by the words around their names: "told Reuters", "Reuters reported".

Many are named like other things (ABC, Wired, Hearst), and news is made about them, too. So a name alone is nothing, nor
is what it said: only where others told it something, or it reported something, is it quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_BEFORE = (
    r"told|tells|telling|according\s+to|spoke\s+to|speaks\s+to|speaking\s+to|interviews?\s+with|reports?\s+by|"
    r"reported\s+by|quoted\s+by|cited\s+by|obtained\s+by|seen\s+by|reviewed\s+by|confirmed\s+to|citing|quoting"
)
_AFTER = r"reports|reported|(?:has|had|have|first)\s+reported|quoted|quotes|cited|cites"
_WORD = re.compile(r"\w+")
_AGENCY = r"(?:\s+(?:news\s+)?agency)?"


@dataclass(frozen=True, slots=True)
class Quoted:
    """An agency as it is named in a text, and from where to where it is quoted, in code points."""

    name: str
    start: int
    stop: int


def quoted_in(text: str, names: tuple[str, ...]) -> Iterator[Quoted]:
    """Where one of these agencies is quoted in a text."""
    if _words_of(names).isdisjoint(_WORD.findall(text)):  # so it is of nearly all texts, and cheap to see
        return
    for match in _pattern(names).finditer(text):
        yield Quoted(match["told"] or match["telling"], *match.span())


@lru_cache(maxsize=8)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    """A word of each name, without which it is in no text."""
    found = (_WORD.findall(name) for name in names)
    return frozenset(next((word for word in words if word.lower() != "the"), words[-1]) for words in found if words)


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest name first: BBC News is not the BBC."""
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    told = rf"\b(?i:{_BEFORE})\s+(?:[Tt]he\s+)?(?P<told>{one})(?!\w|[’'-]\w|\s+[A-Z])"
    telling = rf"(?<!\w)(?P<telling>{one}){_AGENCY},?\s+(?:{_AFTER})\b"
    return re.compile(f"{told}|{telling}")
