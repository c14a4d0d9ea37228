"""The directory of people and organisations in the library: how it is read, and the records that change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, Select, func, insert, select

from desk.errors import NotFound, Refused
from desk.library.begun import new_id
from desk.library.records import own_replica
from desk.library.tables import Contacts
from desk.library.writer import Transaction
from desk.story.body import clean_line
from desk.story.directory import (
    Contact,
    Did,
    Directory,
    DirectoryRecord,
    cleaned,
    contact_problem,
    contact_text,
    directory_of,
    folded,
    read_contact,
)
from desk.story.people import PersonKind
from desk.story.workflow import StaffRole

_AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_ALL: Select[*tuple[Any, ...]] = select(
    *(Contacts.id, Contacts.about, Contacts.did, Contacts.who, Contacts.at, Contacts.contact, Contacts.target)
).order_by(Contacts.id)
_NUMBER = select(func.count()).select_from(Contacts)
_ADD = insert(Contacts)


def number_of_records(connection: Connection) -> int:
    """How many records the directory follows from. They are never changed, and none goes: as long as this is the same
    number, it is the same directory."""
    return connection.scalar(_NUMBER) or 0


def read_directory(connection: Connection) -> Directory:
    """Everybody whom the library knows."""
    return directory_of(map(_record, connection.execute(_ALL)))


def _record(row: _AnyRow) -> DirectoryRecord:
    told = None
    if row.contact:
        with suppress(ValueError):  # damaged: then it says nothing of anybody
            told = read_contact(row.contact, row.about)
    return DirectoryRecord(row.id, row.about, Did(row.did), row.who, row.at, told, row.target)


def named_in(connection: Connection, names: Iterable[str]) -> set[str]:
    """The ids of contacts that go along with articles in which these names stand: the people of these names, under
    all that they were ever listed as, and all organisations."""
    wanted = {folded(name) for name in names}
    groups: dict[str, set[str]] = {}
    chosen = set()
    for record in map(_record, connection.execute(_ALL)):
        both = {record.about, record.into or record.about}
        one = set().union(both, *(groups.get(id_, ()) for id_ in both))
        groups |= dict.fromkeys(one, one)
        contact = record.contact
        if contact and (contact.kind is PersonKind.ORGANISATION or wanted & set(map(folded, contact.names))):
            chosen.add(record.about)
    return {id_ for each in chosen for id_ in groups[each]}


def put_contacts(t: Transaction, contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """List them, who is new and who is there already; all or none. Gives them as they are listed. Raises Refused."""
    made = []
    known = read_directory(t.connection)
    for contact in map(cleaned, contacts):
        if problem := contact_problem(contact):
            raise Refused(f"{problem} Nothing was changed.")
        there = known.get(contact.id)
        named = replace(contact, id=there.id if there else contact.id or new_id())
        if named != there:
            _add(t, named.id, Did.PUT, contact=contact_text(named))
        made.append(named)
    return tuple(made)


def remove_contact(t: Transaction, id_: str) -> None:
    """Take somebody out, and all who were merged into them. Raises NotFound."""
    _add(t, _known(t, id_).id, Did.REMOVED)


def merge_contacts(t: Transaction, kept: str, other: str) -> Contact:
    """Make one of two; gives it. Raises NotFound, and Refused where they cannot be one."""
    first, second = _known(t, kept), _known(t, other)
    if first.id == second.id:
        return first
    if first.kind is not second.kind:
        raise Refused(f"{first.name} and {second.name} cannot be one: only one of them is a person.")
    _add(t, second.id, Did.MERGED, target=first.id)
    return read_directory(t.connection).get(first.id) or first


def _known(t: Transaction, id_: str) -> Contact:
    contact = read_directory(t.connection).get(id_)
    if contact is None:
        raise NotFound("Whom you mean is no longer in the directory.")
    return contact


def _add(t: Transaction, about: str, did: Did, *, contact: str = "", target: str = "") -> None:
    values = {"id": new_id(), "about": about, "did": did.value, "contact": contact, "target": target}
    t.connection.execute(_ADD, values | {"who": t.who, "at": t.at, "replica": own_replica(t)})
    if not any(change.kind == "directory" for change in t.changes):
        t.tell("directory")


def at_work(directory: Directory, name: str) -> Contact:
    """Who works under this name, always with a role. Whom the directory does not have, or has without one, is an
    editor: nobody who works alone is ever stopped by what only an editor may do. So is everybody while nobody in it
    works at the desk."""
    name = clean_line(name)
    found = [contact for contact in directory.named(name) if contact.kind is PersonKind.PERSON] if name else []
    staff = [contact for contact in found if contact.role is not None]
    contact = (*staff, *found, Contact(name))[0]
    return contact if contact.role is not None else replace(contact, role=StaffRole.EDITOR)
