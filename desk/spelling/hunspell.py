"""A Hunspell dictionary, through chunspell.

chunspell holds Python's lock while Hunspell reads a dictionary (0.1 to 0.5 s) and while it looks for suggestions
(0.1 to 0.4 s): whoever must not wait has it in another process, as `desk.spelling.worker` is.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter
from typing import Protocol

from desk.errors import Unreadable
from desk.spelling.dictionaries import Dictionary

_SAMPLE = 400  # words of a dictionary that are looked at to know its script


class Lexicon(Protocol):
    """What a speller asks of a dictionary."""

    def knows(self, word: str) -> bool:
        """Whether this is a word, as it is written."""
        ...

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first."""
        ...

    def writes(self, word: str) -> bool:
        """Whether the word is in the script of this dictionary, so that it can be told right or wrong."""
        ...


class Hunspell:
    """A dictionary that was read. Raises Unreadable where it cannot be."""

    def __init__(self, dictionary: Dictionary) -> None:
        # Only where somebody checks.
        from hunspell import Hunspell as Engine  # type: ignore[import-untyped]  # noqa: PLC0415

        folder, name = dictionary.folder, dictionary.path.stem
        try:
            self._engine = Engine(name, str(folder), sys.getfilesystemencoding())
            self._script = _script_of(dictionary, self._engine._dic_encoding)
        except (OSError, ValueError) as error:
            raise Unreadable(f"The dictionary {dictionary.path} could not be read: {error}.") from error

    def knows(self, word: str) -> bool:
        """As Lexicon."""
        try:
            return bool(self._engine.spell(word))
        except UnicodeEncodeError:
            return False  # a letter that no word of this dictionary has

    def suggest(self, word: str) -> tuple[str, ...]:
        """As Lexicon."""
        try:
            return tuple(filter(None, self._engine.suggest(word)))
        except UnicodeEncodeError:
            return ()

    def writes(self, word: str) -> bool:
        """As Lexicon."""
        return all(script_of(letter) in {self._script, ""} for letter in word if letter.isalpha())


def script_of(letter: str) -> str:
    """The script of a letter, as Unicode's names begin ("LATIN", "CYRILLIC"); "" where it is of none or of several."""
    if letter.isascii():
        return "LATIN"
    name = unicodedata.name(letter, "").partition(" ")[0]
    return "" if name in {"MODIFIER", "FEMININE", "MASCULINE", "COMBINING", "SUPERSCRIPT"} else name


def _script_of(dictionary: Dictionary, encoding: str) -> str:
    lines = dictionary.path.with_suffix(".dic").read_text(encoding, "replace").splitlines()[1:]
    some = lines[:: len(lines) // _SAMPLE + 1]
    letters = "".join(re.split(r"[/\t]", line, maxsplit=1)[0] for line in some)
    counts = Counter(script_of(letter) for letter in letters if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else "LATIN"
