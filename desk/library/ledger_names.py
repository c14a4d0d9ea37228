"""Whose credits are in a ledger: everybody by one name, whatever stands on the page, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from desk.library.ledger_values import Asked
from desk.story.directory import Contact, Directory, folded
from desk.story.people import PersonKind


class Who(NamedTuple):
    """Somebody as a ledger names them; `key` is what the name is compared by, `names` are all of theirs, each with a
    space before it."""

    name: str
    kind: PersonKind
    key: str
    names: str


class Meant(NamedTuple):
    """The ids of those whose credits are asked for, None for everybody; with `alike` nobody is called just so, and they
    are all whose names have that in them."""

    people: list[str] | None
    alike: bool = False


def who_is(name: str, kind: PersonKind, directory: Directory) -> Who:
    """Somebody who is credited by this name."""
    contact = _contact(directory.named(name), kind)
    printed = folded(name)
    if contact is None:
        return Who(name, kind, printed, f" {printed}")
    names = dict.fromkeys((printed, *map(folded, contact.names)))
    return Who(contact.name, contact.kind, folded(contact.name), "".join(f" {each}" for each in names))


def _contact(listed: Sequence[Contact], kind: PersonKind) -> Contact | None:
    """Who is meant by a name that all of these have, if that is clear."""
    same = [contact for contact in listed if contact.kind is kind]
    return next((each[0] for each in (listed, same) if len(each) == 1), None)


def meant(known: Mapping[str, Who], asked: Asked, directory: Directory) -> Meant:
    """Who of those that are known by their ids is asked for. Where a part of a name will do, it is one that stands at
    the beginning of words; and anywhere in them, if it begins none."""
    if not asked.name and asked.kind is None:
        return Meant(None)
    of_kind = {id_: who for id_, who in known.items() if asked.kind in (None, who.kind)}
    if not asked.name:
        return Meant(list(of_kind))
    listed = directory.named(asked.name)
    keys = {folded(contact.name) for contact in listed} or {folded(asked.name)}
    exactly = [id_ for id_, who in of_kind.items() if who.key in keys]
    is_name = bool(listed) or any(who.key in keys for who in known.values())
    if is_name or not asked.parts:
        return Meant(exactly)
    if not (words := folded(asked.name).split()):
        return Meant([], alike=True)
    begun = _with(of_kind, lambda names: all(f" {word}" in names for word in words))
    return Meant(begun or _with(of_kind, lambda names: all(word in names for word in words)), alike=True)


def _with(known: Mapping[str, Who], fits: Callable[[str], bool]) -> list[str]:
    return [id_ for id_, who in known.items() if fits(who.names)]
