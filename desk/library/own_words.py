"""Words that are right in this library, and in one article of it, whatever a dictionary says; kept as settings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from desk.spelling.vocabulary import Vocabulary, of_names, own_form
from desk.story.house import House
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.library.library import Library

_OWN = "own-words"
_IGNORED = "ignored-words/"  # and the article's id
_EVERYBODY = 1_000_000


def own_words(library: Library) -> tuple[str, ...]:
    """The library's own words, in the order of the alphabet."""
    return tuple(_read(library.setting(_OWN)))


def change_own_words(library: Library, add: Iterable[str] = (), remove: Iterable[str] = ()) -> Future[str]:
    """Take words in, and take some out."""
    return library.update_setting(_OWN, partial(_changed, add=tuple(add), remove=tuple(remove)))


def ignored_words(library: Library, article: str) -> tuple[str, ...]:
    """What one article lets pass."""
    return tuple(_read(library.setting(_IGNORED + article)))


def ignore_word(library: Library, article: str, word: str) -> Future[str]:
    """Let one article pass a word."""
    return library.update_setting(_IGNORED + article, partial(_changed, add=(word,), remove=()))


def vocabulary(library: Library, article: str, story: Story, house: House) -> Vocabulary:
    """All that passes in a story: own words, ignored ones, and the names of people, agencies and places."""
    known = (person.name for person in library.people(limit=_EVERYBODY))
    places = library.credit_places(limit=_EVERYBODY)
    names = of_names((*known, *places, *house.agencies)) | names_in(story)
    own, ignored = own_words(library), ignored_words(library, article)
    return Vocabulary(frozenset(own), names, frozenset(ignored))


def names_in(story: Story) -> frozenset[str]:
    """The words of the names that a story's own fields hold."""
    credited = (text for credit in story.credits for text in (credit.name, credit.place))
    return of_names((*credited, story.dateline.place, story.dateline.source))


def _read(value: str | None) -> list[str]:
    try:
        kept = json.loads(value or "[]")
    except ValueError:
        return []
    return [word for word in kept if isinstance(word, str)] if isinstance(kept, list) else []


def _changed(value: str | None, add: tuple[str, ...], remove: tuple[str, ...]) -> str:
    gone = {own_form(word) for word in remove} | set(remove)
    words = (set(_read(value)) - gone) | {form for word in add if (form := _form(word))}
    return json.dumps(sorted(words, key=lambda word: (word.casefold(), word)), ensure_ascii=False)


def _form(word: str) -> str:
    """How a word is kept; two that stand side by side are the same one twice."""
    return " ".join(map(own_form, word.split()))
