"""What is misspelt in a line, and what may have been meant."""

from __future__ import annotations

import unicodedata

from desk.spelling.faults import Fault, Kind
from desk.spelling.hunspell import Lexicon
from desk.spelling.ranking import near, ranked
from desk.spelling.vocabulary import Vocabulary
from desk.spelling.words import APOSTROPHES, Word, is_word, parts, plain, words
from desk.story.pieces import utf16_length

# Before a hyphen these are as good as words.
_PREFIXES = frozenset({
    "afro", "anti", "bi", "co", "counter", "cross", "cyber", "eco", "euro", "ex", "extra", "franco", "geo", "hyper",
    "indo", "inter", "intra", "macro", "mega", "meta", "micro", "mid", "mini", "multi", "neo", "non", "over", "post",
    "pre", "pro", "proto", "pseudo", "quasi", "re", "self", "semi", "sino", "socio", "sub", "super", "tele", "trans",
    "tri", "ultra", "un", "under", "vice",
})  # fmt: skip
# What is left of English words behind an apostrophe.
_CLIPPED = frozenset({"bout", "cause", "em", "im", "round", "til", "tis", "twas", "twere", "twill"})
# Words that stand twice side by side in good copy, by the language.
_TWICE = {
    "en": frozenset({"had", "that", "very", "is", "so", "no", "long", "bye", "ha"}),
    "de": frozenset({"die", "der", "das", "sie", "ihr"}),
    "fr": frozenset({"nous", "vous", "très"}),
    "es": frozenset({"muy"}),
    "it": frozenset({"molto", "via"}),
    "nl": frozenset({"die", "dat", "heel"}),
}
_LARGEST = 200_000  # words that are remembered


class Speller:
    """Checks lines against a dictionary and a vocabulary. `language` is the dictionary's, as BCP 47 names it."""

    def __init__(self, lexicon: Lexicon, language: str, vocabulary: Vocabulary | None = None) -> None:
        self._lexicon = lexicon
        self._language = language
        self._known: dict[str, bool] = {}
        self._offered: tuple[str, ...] = ()
        self._forms: frozenset[str] = frozenset()
        self._ignored: frozenset[str] = frozenset()
        self.set_vocabulary(vocabulary or Vocabulary())

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Let these words pass from now on."""
        self._forms = vocabulary.forms()
        self._ignored = frozenset(text.casefold() for text in vocabulary.ignored)
        self._offered = tuple(sorted(vocabulary.own | vocabulary.names))
        self._known.clear()

    def faults(self, line: str) -> tuple[Fault, ...]:
        """What is wrong in a line, in order."""
        found: list[Fault] = []
        last: Word | None = None
        for word in words(line):
            if last is not None and self._is_twice(line, last, word):
                found.append(_fault(line, word, Kind.TWICE))
            elif not self._passes(word, line):
                wrong = [part for part in parts(word, line) if not self._is_right(part, line, word)]
                found.extend(_fault(line, part, Kind.MISSPELT) for part in wrong)
            last = word
        return tuple(found)

    def suggest_for(self, fault: Fault) -> tuple[str, ...]:
        """What may have been meant by a fault: for a word that stands twice, that it stands once."""
        return self.suggest(fault.word) if fault.kind is Kind.MISSPELT else (fault.word,)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words that may have been meant, the likeliest first, in the manner in which the word is written."""
        wanted = plain(word)
        if not is_word(wanted) and not wanted.isupper():
            return ()
        stem = wanted[:-2] if self._is_english and wanted.endswith("'s") else wanted
        found = [*self._with_apostrophe(stem), *near(stem, self._offered), *self._lexicon.suggest(stem)]
        allowed = [each for each in found if self._lexicon.knows(each) or " " in each or self._vouches(each)]
        best = (each + wanted[len(stem) :] for each in ranked(stem, allowed))
        return tuple(dict.fromkeys(_in_manner(each, word) for each in best))

    @property
    def _is_english(self) -> bool:
        return self._language.partition("-")[0] == "en"

    def _passes(self, word: Word, line: str) -> bool:
        """Whether the word is right as a whole."""
        return not word.text or self._is_right(word, line, word)

    def _is_right(self, part: Word, line: str, whole: Word) -> bool:
        text = part.text
        known = self._known.get(text)
        if known is None:
            if len(self._known) > _LARGEST:
                self._known.clear()
            known = self._known[text] = self._is_known(text)
        if known:
            return True
        if part.stop < whole.stop and text.lower() in _PREFIXES:
            return True
        before, behind = _at(line, part.start - 1), _at(line, part.stop)
        if before in APOSTROPHES and (
            (self._is_english and text.lower() in _CLIPPED) or self._lexicon.knows(f"'{text}")
        ):
            return True
        return behind in APOSTROPHES and self._lexicon.knows(f"{text}'")

    def _is_known(self, text: str) -> bool:
        if self._vouches(text) or not self._lexicon.writes(text) or self._lexicon.knows(text):
            return True
        if self._is_english and not text.isascii() and self._lexicon.knows(without_accents(text)):
            return True  # English dictionaries seldom have "café" besides "cafe"
        stem, mark, ending = text.rpartition("'")
        if not mark:
            return False
        if self._is_english:
            return ending in {"s", "S"} and self._is_known(stem)
        # "dell'acqua": what stands before the apostrophe was cut, and is in the dictionary so or not at all.
        return all(map(self._half_known, (f"{stem}'", ending)))

    def _half_known(self, text: str) -> bool:
        bare = text.rstrip("'")
        return len(bare) < 2 or self._vouches(bare) or self._lexicon.knows(text) or self._lexicon.knows(bare)

    def _vouches(self, text: str) -> bool:
        """Whether the vocabulary has the word."""
        return text in self._forms

    def _is_twice(self, line: str, last: Word, word: Word) -> bool:
        text = word.text.casefold()
        if last.text.casefold() != text or not line[last.stop : word.start].isspace():
            return False
        if word.text[:1].isupper() or f"{text} {text}" in self._ignored:
            return False  # Walla Walla
        return text not in _TWICE.get(self._language.partition("-")[0], frozenset())

    def _with_apostrophe(self, word: str) -> list[str]:
        """The word with the apostrophe that was left out: "dont", "its'"."""
        bare = word.replace("'", "")
        ways = (f"{bare[:at]}'{bare[at:]}" for at in range(1, len(bare)))
        return [way for way in ways if way != word and self._lexicon.knows(way)]


def _fault(line: str, word: Word, kind: Kind) -> Fault:
    start = utf16_length(line[: word.start])
    text = line[word.start : word.stop]
    return Fault(start, start + utf16_length(text), text, kind)


def without_accents(text: str) -> str:
    """A text with bare letters."""
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def _at(line: str, place: int) -> str:
    """The character at a place of a line; a space before and behind it."""
    return line[place] if 0 <= place < len(line) else " "


def _in_manner(suggestion: str, word: str) -> str:
    """A suggestion with the capitals and the apostrophe of the word that it is to stand for."""
    if word.isupper() and len(word) > 1:
        suggestion = suggestion.upper()
    elif word[:1].isupper():
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return suggestion.replace("'", "’") if "’" in word or not word.isascii() else suggestion
