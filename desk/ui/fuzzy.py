"""Finding by a few letters: "mvb" finds "Move to the Bin"."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """The text in small letters without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))


def score(query: str, text: str) -> float | None:
    """How well the letters of `query` are found in `text`, in order: higher is better, None if they are not.

    A whole word beats the start of words, which beats letters strewn about; a shorter text beats a longer one.
    """
    wanted, within = plain(query).split(), plain(text)
    total = 0.0
    for word in wanted:
        found = _word_score(word, within)
        if found is None:
            return None
        total += found
    return total - len(within) / 1000


def _word_score(word: str, within: str) -> float | None:
    at = within.find(word)
    if at >= 0:
        starts = at == 0 or not within[at - 1].isalnum()
        return len(word) * (3.0 if starts else 2.0) - at / 1000
    best = None
    for first in (index for index, letter in enumerate(within) if letter == word[0]):
        found = _letters(word, within, first)
        if found is not None and (best is None or found > best):
            best = found
    return best


def _letters(word: str, within: str, first: int) -> float | None:
    points, at = 0.0, first - 1
    for letter in word:
        following = within.find(letter, at + 1)
        if following < 0:
            return None
        if following == 0 or not within[following - 1].isalnum():
            points += 1.0
        elif following == at + 1:
            points += 0.6
        else:
            points -= 0.2 * min(following - at, 5)
        at = following
    return points
