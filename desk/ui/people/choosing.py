"""Which of the directory are shown: by their kind, and by words that somebody types. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from desk.story.directory import Contact, Directory, folded
from desk.story.people import Person, PersonKind


class Kind(StrEnum):
    """What is looked at."""

    ALL = "All"
    STAFF = "Staff"
    PEOPLE = "People"
    ORGANISATIONS = "Organisations"


def of_kind(directory: Directory, kind: Kind) -> tuple[Contact, ...]:
    """Everybody of a kind, in the order of the directory."""
    if kind is Kind.STAFF:
        return directory.staff
    if kind is Kind.ORGANISATIONS:
        return directory.organisations
    if kind is Kind.PEOPLE:
        return tuple(contact for contact in directory.contacts if contact.kind is PersonKind.PERSON)
    return directory.contacts


def found(directory: Directory, kind: Kind, typed: str) -> tuple[Contact, ...]:
    """Those of a kind in whose names, under any spelling, or address all words that were typed begin some word."""
    words = folded(typed).split()
    return tuple(contact for contact in of_kind(directory, kind) if _fits(contact, words))


def names_like(typed: str, credited: Iterable[Person], directory: Directory) -> list[str]:
    """Names that begin as what was typed: first those of people who are credited often, under the name by which the
    directory has them, then all others in it."""
    known = (_listed_name(person.name, directory) for person in credited)
    return list(dict.fromkeys((*known, *(contact.name for contact in found(directory, Kind.ALL, typed)))))


def _listed_name(name: str, directory: Directory) -> str:
    listed = directory.named(name)
    return listed[0].name if len(listed) == 1 else name


def _fits(contact: Contact, words: list[str]) -> bool:
    text = _text(contact)
    return all(f" {word}" in text for word in words)


@lru_cache(maxsize=8_192)
def _text(contact: Contact) -> str:
    """What is looked through; kept, for with every key all are asked."""
    return " ".join(("", *map(folded, contact.names), contact.email.casefold(), contact.initials.casefold()))
