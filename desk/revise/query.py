"""What to look for in a text, and looking for it.

Patterns are those of the library `regex`, which can be told to give up, as Python's own `re` cannot, and which lets
other threads run meanwhile. Whatever is looked for, a match has at least one character.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.errors import WorldError

if TYPE_CHECKING:
    import regex

Hits = tuple[tuple[int, int], ...]  # (start, stop) of each match in a text, in code points

# What is typed into a search field, and what it finds besides, because the page sets it so.
_LIKE = {
    "'": "['‘’ʼ]",
    '"': '["“”„]',
    "-": "[-\u2010\u2011]",
    " ": "[ \u00a0\u202f\u2009]",
}
# Scripts that put no space between words: there a word has no edge that could be told without a dictionary.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_LETTER = rf"[^\W{_UNSPACED}]"
_EDGE = rf"(?:(?<!{_LETTER})|(?!{_LETTER}))"
# An accent of its own that follows is a part of the letter before it.
_WHOLE_LETTER = r"(?![\u0300-\u036f])"

_FAULTS = {
    "missing ), unterminated subpattern": "a bracket ( is not closed",
    "missing )": "a bracket ( is not closed",
    "unbalanced parenthesis": "a bracket ) is not opened",
    "unterminated character set": "a bracket [ is not closed",
    "nothing to repeat": "there is nothing to repeat",
    "multiple repeat": "one repetition follows another",
    "bad escape (end of pattern)": "it ends with a backslash",
    "bad character range": "a range in brackets is the wrong way round",
    "invalid group reference": "it speaks of a group that is not there",
    "unknown group": "it speaks of a group that is not there",
    "unknown property": "it names a kind of character that there is not",
}


class BadQuery(ValueError):
    """Nothing can be looked for, or put in its place, so; the text is a sentence for whoever typed it."""


class TooSlow(WorldError):
    """Looking took longer than there was time; the text is a sentence for whoever waits."""

    def __init__(self) -> None:
        super().__init__("This expression takes too long on this text. Make it more exact.")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Plain words find themselves, straight quotation marks and hyphens in them the typographic ones
    as well, and a space one that does not break. With `is_pattern` it is a regular expression."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    is_pattern: bool = False


class Budget:
    """How long looking may take, in seconds. `check` is called again and again, and may raise to end it."""

    def __init__(self, seconds: float, check: Callable[[], None] | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._check = check

    def left(self) -> float:
        """The seconds that are left. Raises TooSlow when there are none."""
        if self._check is not None:
            self._check()
        left = self._end - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left


class Finder:
    """A query made ready. Raises BadQuery. May be used by several threads."""

    def __init__(self, query: Query) -> None:
        self.query = query
        self._pattern = _compiled(query)

    @property
    def groups(self) -> int:
        """How many groups its expression has."""
        return self._pattern.groups

    @property
    def group_names(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(self._pattern.groupindex)

    def matches(self, text: str, budget: Budget) -> Iterator[regex.Match[str]]:
        """Every match in a text, one behind the other. Raises TooSlow."""
        try:
            for match in self._pattern.finditer(text, timeout=budget.left()):
                if match.end() > match.start():
                    yield match
        except TimeoutError:
            raise TooSlow from None

    def hits(self, text: str, budget: Budget) -> Hits:
        """Where the matches in a text are. Raises TooSlow."""
        return tuple(match.span() for match in self.matches(text, budget))


def escaped(words: str) -> str:
    """An expression that finds these words and nothing else."""
    import regex  # noqa: PLC0415

    return regex.escape(words, special_only=True)


def _compiled(query: Query) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415  takes some milliseconds, on a worker's thread

    flags = regex.VERSION0 | regex.MULTILINE
    if not query.match_case:
        flags |= regex.IGNORECASE | regex.FULLCASE
    text = query.text if query.is_pattern else _literally(query.text)
    try:
        pattern = regex.compile(text, flags)
        return regex.compile(f"{_EDGE}(?:{text}){_EDGE}", flags) if query.whole_words else pattern
    except regex.error as error:
        raise BadQuery(_sentence(error)) from None
    except (RecursionError, OverflowError, MemoryError):
        raise BadQuery("This expression is too large.") from None


def _literally(words: str) -> str:
    """An expression for plain words. What stands for more than itself does so only between others: whoever looks for
    a straight quotation mark by itself means that one."""
    import unicodedata  # noqa: PLC0415

    like = _LIKE if any(map(str.isalnum, words)) else {}
    out = []
    for character in unicodedata.normalize("NFC", words):
        apart = unicodedata.normalize("NFD", character)
        if character in like:
            out.append(like[character])
        elif apart != character:
            out.append(f"(?:{escaped(character)}|{escaped(apart)})")
        else:
            out.append(escaped(character))
    return "".join(out) + _WHOLE_LETTER


def _sentence(error: regex.error) -> str:
    message = str(error)
    known = (said for words, said in _FAULTS.items() if message.startswith(words))
    return f"This is no regular expression yet: {next(known, message)}."
