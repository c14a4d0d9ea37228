"""Searches that somebody wants to have at hand; they are kept with the library, as a setting."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.errors import NotFound
from desk.library.values import State
from desk.library.wanted import Sort, Wanted
from desk.story.body import clean_line

if TYPE_CHECKING:
    from desk.library.library import Library

_KEY = "saved-searches"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What is looked for, and what that is called."""

    name: str
    wanted: Wanted


def saved_searches(library: Library) -> tuple[SavedSearch, ...]:
    """All of them, in the order in which they were made."""
    return tuple(_read(library.setting(_KEY)))


def find_search(library: Library, name: str) -> SavedSearch:
    """The search of this name, whatever its case. Raises NotFound."""
    for one in saved_searches(library):
        if one.name.casefold() == clean_line(name).casefold():
            return one
    raise NotFound(f"There is no saved search “{name}” in this library.")


def save_search(library: Library, name: str, wanted: Wanted) -> Future[str]:
    """Keep a search. One of the same name is replaced, in its place."""
    made = SavedSearch(clean_line(name) or wanted.query, wanted)

    def change(searches: list[SavedSearch]) -> list[SavedSearch]:
        places = [place for place, one in enumerate(searches) if _same(one.name, made.name)]
        return [made if place in places else one for place, one in enumerate(searches)] + [made] * (not places)

    return _change(library, change)


def rename_search(library: Library, name: str, new: str) -> Future[str]:
    """Call a search by another name. Another one that has it already goes."""

    def change(searches: list[SavedSearch]) -> list[SavedSearch]:
        kept = [one for one in searches if _same(one.name, name) or not _same(one.name, new)]
        return [SavedSearch(clean_line(new) or one.name, one.wanted) if _same(one.name, name) else one for one in kept]

    return _change(library, change)


def remove_search(library: Library, name: str) -> Future[str]:
    """Keep a search no longer."""
    return _change(library, lambda searches: [one for one in searches if not _same(one.name, name)])


def _same(one: str, other: str) -> bool:
    return one.casefold() == clean_line(other).casefold()


def _change(library: Library, change: Callable[[list[SavedSearch]], list[SavedSearch]]) -> Future[str]:
    return library.update_setting(_KEY, lambda value: _written(change(_read(value))))


def _written(searches: list[SavedSearch]) -> str:
    return json.dumps(
        [
            {"name": one.name, "query": one.wanted.query, "state": one.wanted.state, "binned": one.wanted.binned}
            | {"sort": one.wanted.sort, "backwards": one.wanted.backwards}
            for one in searches
        ],
        ensure_ascii=False,
    )


def _read(value: str | None) -> list[SavedSearch]:
    """What was kept; what another Desk wrote and this one cannot read is left out."""
    try:
        kept = json.loads(value or "[]")
    except ValueError:
        return []
    found = []
    for one in kept if isinstance(kept, list) else []:
        try:
            state = State(one["state"]) if one.get("state") else None
            wanted = Wanted(
                str(one["query"]),
                state,
                bool(one.get("binned")),
                Sort(one.get("sort", "best")),
                bool(one.get("backwards")),
            )
            found.append(SavedSearch(str(one["name"]), wanted))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
    return found
