"""Which suggestion stands first: Hunspell knows what is near, but not what fingers do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_VOWELS = frozenset("aeiouy")
_MOST = 8  # suggestions that are worth reading


def ranked(word: str, suggestions: Iterable[str]) -> tuple[str, ...]:
    """The suggestions, the likeliest first. Of those equally near the first one stays the first."""
    unlike = [each for each in dict.fromkeys(suggestions) if each != word]
    order = sorted(range(len(unlike)), key=lambda at: (distance(word, unlike[at]) + 0.02 * at, at))
    return tuple(unlike[at] for at in order[:_MOST])


def near(word: str, offered: Iterable[str]) -> list[str]:
    """Those of the words on offer that somebody may have meant. Most are told by their length and letters alone."""
    letters, most = set(word.casefold()), max(1.0, len(word) / 4)
    return [
        each
        for each in offered
        if abs(len(each) - len(word)) <= most + 1
        and len(letters ^ set(each.casefold())) <= 2 * most
        and distance(word, each) <= most
    ]


def distance(written: str, meant: str) -> float:
    """How much has to go wrong for somebody to write one for the other: an optimal string alignment, in which the
    usual slips (two letters changed round, one doubled or not, a vowel for a vowel, an apostrophe) cost half."""
    extra = 0.0
    if " " in meant or ("-" in meant and "-" not in written):
        # Two words run together are rarer than their number among suggestions, but for "a" before a noun.
        extra = 0.0 if meant.startswith("a ") else 1.2
    if written.islower() and not meant.islower():
        extra += 0.4
    a, b = written.casefold(), meant.casefold()
    if a[:1] != b[:1]:
        extra += 0.5
    return _aligned(a, b) + extra


def _aligned(a: str, b: str) -> float:
    before: list[float] = []
    last = [0.0]
    for at in range(1, len(b) + 1):
        last.append(last[-1] + _missing(b, at - 1))
    for i in range(1, len(a) + 1):
        row = [last[0] + _missing(a, i - 1)]
        for j in range(1, len(b) + 1):
            cost = min(
                last[j] + _missing(a, i - 1),
                row[j - 1] + 0.9 * _missing(b, j - 1),  # left out sooner than put in
                last[j - 1] + _other(a[i - 1], b[j - 1]),
            )
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] != a[i - 2] == b[j - 1]:
                cost = min(cost, before[j - 2] + 0.5)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _missing(text: str, at: int) -> float:
    """What it costs to have left a letter out, or put it in too much."""
    letter = text[at]
    if letter == "u" and text[at - 1 : at + 2] == "our":
        return 0.3  # harbor, harbour
    doubled = (at and text[at - 1] == letter) or text[at + 1 : at + 2] == letter
    return 0.5 if letter in "'- " or doubled else 1.0


def _other(one: str, other: str) -> float:
    """What it costs to have written one letter for another."""
    if one == other:
        return 0.0
    if unicodedata.normalize("NFD", one)[0] == unicodedata.normalize("NFD", other)[0]:
        return 0.3  # an accent
    return 0.6 if one in _VOWELS and other in _VOWELS else 1.0
