"""What a speller says of a line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong with a word: it is in no dictionary, or it is the one before once more."""

    MISSPELT = "misspelt"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """A word to look at, from `start` up to `stop` in its line, in UTF-16 code units. `word` is as it is written."""

    start: int
    stop: int
    word: str
    kind: Kind = Kind.MISSPELT

    @property
    def label(self) -> str:
        """What is wrong, in as many words: also that under which it is ignored."""
        return self.word if self.kind is Kind.MISSPELT else f"{self.word} {self.word}".casefold()
