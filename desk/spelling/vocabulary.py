"""Words that are right whatever the dictionary says: this library's own, names, and those that a story lets pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.spelling.words import parts, plain, words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`own` are the library's words, `names` those of people and organisations, `ignored` what one story lets pass."""

    own: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()

    def forms(self) -> frozenset[str]:
        """Every way of writing these words that is right, each as `plain` has it: what is written small may be set
        with a capital, and all may be set in capitals."""
        found: set[str] = set()
        for text in (*self.own, *self.names, *self.ignored):
            for word in pieces(text):
                found |= {word, word[:1].title() + word[1:], word.upper()}
        return frozenset(found)


def pieces(text: str) -> tuple[str, ...]:
    """The words of which a name or an own word is made, and it itself where it is one word, as `plain` has them."""
    whole = plain(text.strip())
    single = [whole] if whole and not any(map(str.isspace, whole)) else []
    return tuple(dict.fromkeys((*single, *(word.text for word in words(text)))))


def own_form(text: str) -> str:
    """An own word as it is kept: one word, as it is written, composed and without what is not seen; "" for none."""
    return plain("".join(text.split()[:1]))


def of_names(names: Iterable[str]) -> frozenset[str]:
    """The words of names: "Jacob Rascon" makes two, "Ilse Brandt-Katz" four. Datelines have places in capitals."""
    written = (name.title() if name.isupper() else name for name in names)
    return frozenset(part.text for name in written for word in words(name) for part in (word, *parts(word, name)))
