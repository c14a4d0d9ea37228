"""The people and organisations that a library knows: who works in it, and who is credited, under which names.

The directory follows from records that are written once, as all that travels: two libraries that have the same ones,
in whatever order they came, have the same directory.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from desk.story.body import clean_line
from desk.story.house import House
from desk.story.names import fold_apostrophes, without_article
from desk.story.people import Credit, Person, PersonKind, Role
from desk.story.workflow import StaffRole

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_TEXTS = ("name", "initials", "email", "in_print", "place", "title")  # of a contact, as its record names them
_CREDITED = frozenset(role.value for role in Role)  # one of a newer Desk says nothing here
_JOINTS = re.compile(r"[\s.\-\u2010\u2011]+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody or some organisation. `role` have those who work at the desk. `in_print` is how the house names them in
    print, "" where that is their name; `spellings` are other names of theirs. `id` is a UUIDv7, "" of a new one.
    `place`, `title` and `credited_as` are how they are credited where nobody says otherwise: "" and None say nothing.
    """

    name: str
    kind: PersonKind = PersonKind.PERSON
    initials: str = ""
    email: str = ""
    role: StaffRole | None = None
    in_print: str = ""
    spellings: tuple[str, ...] = ()
    id: str = ""
    place: str = ""
    title: str = ""
    credited_as: Role | None = None

    @property
    def printed(self) -> str:
        """The name as the house prints it."""
        return self.in_print or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All names of theirs, the own one first."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.in_print, *self.spellings))))

    @property
    def person(self) -> Person:
        """As credits know them."""
        return Person(self.name, self.kind, self.id)


def cleaned(contact: Contact) -> Contact:
    """The contact with its texts on one line each, and no spelling that says nothing new."""
    name, in_print = clean_line(contact.name), clean_line(contact.in_print)
    in_print = "" if in_print == name else in_print
    spellings = dict.fromkeys(filter(None, map(clean_line, contact.spellings)))
    return Contact(
        name,
        contact.kind,
        clean_line(contact.initials),
        clean_line(contact.email),
        contact.role,
        in_print,
        tuple(each for each in spellings if each not in (name, in_print)),
        contact.id,
        clean_line(contact.place).strip(",; "),
        clean_line(contact.title).strip(",; "),
        contact.credited_as,
    )


def contact_problem(contact: Contact) -> str:
    """Why a contact cannot be kept as it is, as a sentence; "" where it can."""
    if not contact.name:
        return "Somebody without a name cannot be listed."
    if contact.email and not is_address(contact.email):
        return f"“{contact.email}” does not look like an e-mail address."
    if contact.kind is PersonKind.ORGANISATION and contact.role is not None:
        return f"{contact.name} is an organisation, and only people work at the desk."
    return ""


def is_address(text: str) -> bool:
    """Whether this looks like an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def initials_of(name: str) -> str:
    """The initials of somebody of this name, as most desks write them: "MH" of Maren Holt."""
    return "".join(word[0] for word in re.split(r"[\s\-\u2010\u2011]+", name) if word[:1].isalpha()).upper()


def folded(name: str) -> str:
    """A name for comparison: without accents, case, articles, full stops, hyphens and the space around them."""
    letters = unicodedata.normalize("NFKD", fold_apostrophes(without_article(clean_line(name))).casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _JOINTS.sub(" ", plain).strip()


def merged(kept: Contact, other: Contact) -> Contact:
    """Two that are one: the first, with what only the other one had, and the other's names as spellings."""
    return cleaned(
        replace(
            kept,
            initials=kept.initials or other.initials,
            email=kept.email or other.email,
            role=kept.role or other.role,
            spellings=(*kept.spellings, *other.names),
            place=kept.place or other.place,
            title=kept.title or other.title,
            credited_as=kept.credited_as or other.credited_as,
        )
    )


def usual(contact: Contact | None, last: Credit | None) -> Credit | None:
    """How somebody is credited where nobody says otherwise: as the directory says, and where it says nothing as the
    last time. None of whom neither knows anything."""
    if contact is None:
        return last
    before = last or Credit(contact.name)
    return Credit(
        contact.name,
        contact.kind,
        contact.credited_as or before.role,
        contact.place or before.place,
        contact.title or before.title,
    )


# ------------------------------------------------------------------------------------------- records


class Did(StrEnum):
    """What a record did. The values are stored and travel."""

    PUT = "put"
    REMOVED = "removed"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class DirectoryRecord:
    """One change of the directory: `id` is a UUIDv7, `about` the id of the contact that was put in (or changed: then
    `contact` is all of it), taken out, or merged into that with the id `into`. `at` is aware."""

    id: str
    about: str
    did: Did
    who: str
    at: datetime
    contact: Contact | None = None
    into: str = ""


@dataclass(frozen=True)
class Directory:
    """Everybody, in the order of their names. `replaced` says for ids of contacts that were merged into which."""

    contacts: tuple[Contact, ...] = ()
    replaced: dict[str, str] = field(default_factory=dict)

    @cached_property
    def _by_name(self) -> dict[str, tuple[Contact, ...]]:
        found: dict[str, tuple[Contact, ...]] = {}
        for contact in self.contacts:
            for key in dict.fromkeys(map(folded, contact.names)):
                found[key] = (*found.get(key, ()), contact)
        return found

    def named(self, name: str) -> tuple[Contact, ...]:
        """Who is called so, under any spelling; those of exactly this name first."""
        found = self._by_name.get(folded(name), ())
        return tuple(sorted(found, key=lambda contact: name not in contact.names))

    def get(self, id_: str) -> Contact | None:
        """Who has this id, or was merged with who had it."""
        wanted = self.replaced.get(id_, id_)
        return next((contact for contact in self.contacts if contact.id == wanted), None)

    @property
    def staff(self) -> tuple[Contact, ...]:
        """Who works at the desk."""
        return tuple(contact for contact in self.contacts if contact.role is not None)

    @property
    def organisations(self) -> tuple[Contact, ...]:
        """Agencies and all others."""
        return tuple(contact for contact in self.contacts if contact.kind is PersonKind.ORGANISATION)

    @property
    def doubles(self) -> tuple[tuple[Contact, Contact], ...]:
        """Pairs that may be one: they share a name in some spelling, or an e-mail address."""
        groups = [*self._by_name.values()]
        by_address: dict[str, tuple[Contact, ...]] = {}
        for contact in self.contacts:
            if address := contact.email.casefold():
                by_address[address] = (*by_address.get(address, ()), contact)
        found = {
            (one.id, other.id): (one, other)
            for group in (*groups, *by_address.values())
            for number, one in enumerate(group)
            for other in group[number + 1 :]
            if one.kind is other.kind
        }
        return tuple(found.values())


def directory_of(records: Iterable[DirectoryRecord]) -> Directory:
    """The directory that these records make; a record may be among them more than once, and in any order. Of several
    about one contact the newest holds; who is merged into somebody who was taken out is out, too."""
    known: dict[str, DirectoryRecord] = {}
    for record in records:
        other = known.setdefault(record.id, record)
        known[record.id] = min(other, record, key=repr)
    ordered = [known[id_] for id_ in sorted(known)]
    newest = {record.about: record for record in ordered if record.did is not Did.MERGED}
    groups = _groups([record for record in ordered if record.did is Did.MERGED and record.into])
    found, replaced = [], {}
    for root in dict.fromkeys(groups.get(id_, id_) for id_ in newest):
        members = sorted(id_ for id_, into in groups.items() if into == root and id_ != root)
        contact = _contact(newest, root)
        if contact is None and root in newest:
            continue
        for id_ in members:
            replaced[id_] = root
            if other_contact := _contact(newest, id_):
                contact = replace(other_contact, id=root) if contact is None else merged(contact, other_contact)
        if contact is not None:
            found.append(contact)
    return Directory(tuple(sorted(found, key=lambda each: (folded(each.name), each.name, each.id))), replaced)


def _contact(newest: dict[str, DirectoryRecord], id_: str) -> Contact | None:
    record = newest.get(id_)
    if record is None or record.did is Did.REMOVED or record.contact is None:
        return None
    return replace(cleaned(record.contact), id=id_)


def _groups(merges: Iterable[DirectoryRecord]) -> dict[str, str]:
    """For every contact that was merged, or that others were merged into, the one that stands for all of them: the one
    that was chosen last, where two libraries chose each its own."""
    roots: dict[str, str] = {}
    for record in merges:
        mine = {roots.get(id_, id_) for id_ in (record.about, record.into)}
        for id_ in {record.about, record.into, *(id_ for id_, root in roots.items() if root in mine)}:
            roots[id_] = record.into
    return roots


# ---------------------------------------------------------------------------------- what others need


def house_with(house: House, directory: Directory) -> House:
    """The house with the people and organisations of a directory: the organisations are known wherever a line of
    credits is read, all their spellings are one name, and whoever has a wording of their own is printed by it."""
    names = {contact: [name for name in contact.names if name != contact.name] for contact in directory.contacts}
    also = {
        spelling: contact.name
        for contact in directory.organisations
        for name in names[contact]
        for spelling in (name, without_article(name))
        if spelling != contact.name
    }
    agencies = dict.fromkeys((*house.agencies, *(contact.name for contact in directory.organisations)))
    worded = [contact for contact in directory.contacts if contact.in_print]
    return replace(
        house,
        agencies=tuple(name for name in agencies if name not in also),
        aliases={name: also.get(canonical, canonical) for name, canonical in house.aliases.items()} | also,
        printed=house.printed | {name: contact.in_print for contact in worded for name in contact.names},
        people=_spellings(directory),
    )


def _spellings(directory: Directory) -> dict[str, str]:
    """Other names of people, with those that they stand for, folded for `same_name`; without those of more than one."""
    called: dict[str, set[str]] = {}
    for contact in directory.contacts:
        if contact.kind is PersonKind.PERSON:
            own = fold_apostrophes(contact.name).casefold()
            for name in contact.names:
                called.setdefault(fold_apostrophes(name).casefold(), set()).add(own)
    certain = {name: own.copy().pop() for name, own in called.items() if len(own) == 1}
    return {name: own for name, own in certain.items() if name != own}


def contact_text(contact: Contact) -> str:
    """A contact as one line of JSON, as records keep it."""
    values: dict[str, object] = {"name": contact.name, "kind": contact.kind.value}
    values |= {name: text for name in _TEXTS[1:] if (text := getattr(contact, name))}
    for key, held in (("role", contact.role), ("credited_as", contact.credited_as)):
        if held is not None:
            values[key] = held.value
    if contact.spellings:
        values["spellings"] = list(contact.spellings)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read_contact(text: str, id_: str = "") -> Contact:
    """A contact from its JSON. Raises ValueError where it is none: it may come from elsewhere."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("a contact is no table of values")
    spellings = values.get("spellings", [])
    texts = [values.get(name, "") for name in _TEXTS]
    if not isinstance(spellings, list) or not all(isinstance(each, str) for each in (*texts, *spellings)):
        raise ValueError("a contact has a name that is none")
    name, initials, email, in_print, place, title = texts
    role = StaffRole(str(values["role"])) if values.get("role") else None
    credited_as = Role(said) if (said := str(values.get("credited_as", ""))) in _CREDITED else None
    kind = PersonKind(str(values.get("kind", "")))
    contact = cleaned(
        Contact(name, kind, initials, email, role, in_print, tuple(spellings), id_, place, title, credited_as)
    )
    if not contact.name:
        raise ValueError("a contact has no name")
    return contact
