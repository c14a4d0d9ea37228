"""People and organisations from a table (CSV), as a spreadsheet writes it, and into a directory that is there.

Nothing is taken over silently otherwise than it stands there: what cannot be used is told line by line, with what was
kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desk.story.body import clean_line
from desk.story.credits import kind_of
from desk.story.directory import Contact, Directory, cleaned, folded, is_address, merged
from desk.story.house import House
from desk.story.people import PersonKind, Role
from desk.story.plurals import listed
from desk.story.workflow import StaffRole

# What a column may be called, without case, spaces and hyphens.
_COLUMNS = {
    "name": "name", "fullname": "name", "person": "name",
    "kind": "kind", "type": "kind",
    "initials": "initials",
    "email": "email", "mail": "email", "emailaddress": "email",
    "role": "role", "job": "role",
    "inprint": "in_print", "print": "in_print", "printedas": "in_print", "housewording": "in_print",
    "spellings": "spellings", "otherspellings": "spellings", "aliases": "spellings", "alsoknownas": "spellings",
    "othernames": "spellings",
    "place": "place", "location": "place", "city": "place", "base": "place",
    "title": "title", "jobtitle": "title",
    "creditedas": "credited_as", "credit": "credited_as", "creditrole": "credited_as",
}  # fmt: skip
_KINDS = {
    **dict.fromkeys(("person", "people", "staff"), PersonKind.PERSON),
    **dict.fromkeys(("organisation", "organization", "org", "agency", "company"), PersonKind.ORGANISATION),
}
_SAID = {
    "initials": "the initials", "email": "the address", "role": "the role", "in_print": "",
    "place": "the place", "title": "the title", "credited_as": "the credit",
}  # fmt: skip
_SEPARATORS = (",", ";", "\t")
_PARTS = (";", "|")  # between several spellings in one cell


@dataclass(frozen=True, slots=True)
class TableRead:
    """What was read: the contacts, and a sentence for everything that was not taken over as it stands there."""

    contacts: tuple[Contact, ...] = ()
    troubles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A directory with what was read: who is new, who was there and has more now; all others stayed as they were.
    `troubles` are sentences about what the two say differently."""

    added: tuple[Contact, ...] = ()
    changed: tuple[Contact, ...] = ()
    troubles: tuple[str, ...] = ()


def read_table(text: str, house: House) -> TableRead:
    """People and organisations from the text of a table. Its first line names the columns: only "name" must be there;
    there may be kind, initials, e-mail, role, in print, other spellings (with semicolons between them), and how they
    are credited: place, title, credited as."""
    return _Reading(house).read(text.removeprefix("\ufeff"))


class _Reading:
    def __init__(self, house: House) -> None:
        self._house = house
        self._found: dict[tuple[str, PersonKind], tuple[int, Contact]] = {}
        self._troubles: list[str] = []

    def read(self, text: str) -> TableRead:
        first = next((line for line in text.splitlines() if line.strip()), "")
        separator = max(_SEPARATORS, key=first.count)
        rows = self._rows(text, separator)
        head = next(rows, None)
        if head is None:
            return TableRead((), (*self._troubles, "There is nothing in the table. Nothing was taken over."))
        columns = [_COLUMNS.get(_plain(title), "") for title in head[1]]
        if "name" not in columns:
            said = "The first line must name the columns, and one of them “name”. Nothing was taken over."
            return TableRead((), (*self._troubles, said))
        self._tell_unknown(head[1], columns)
        for line, cells in rows:
            self._row(line, columns, cells)
        return TableRead(tuple(contact for _, contact in self._found.values()), tuple(self._troubles))

    def _rows(self, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
        """The rows in which there is anything, each with the line on which it begins."""
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        line = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self._troubles.append(
                    f"Line {line}: a quotation mark is not closed, or stands within a word. "
                    "That line and all below it were left out."
                )
                return
            if any(map(str.strip, cells)):
                yield line, cells
            line = reader.line_num + 1

    def _tell_unknown(self, titles: Sequence[str], columns: Sequence[str]) -> None:
        unknown = [f"“{clean_line(title)}”" for title, name in zip(titles, columns, strict=True) if not name]
        if unknown := [each for each in unknown if each != "“”"]:
            what = "The columns {} were" if len(unknown) > 1 else "The column {} was"
            self._troubles.append(f"{what.format(listed(unknown))} not taken over: a directory has no such.")

    def _row(self, line: int, columns: Sequence[str], cells: Sequence[str]) -> None:
        values = {name: clean_line(cell) for name, cell in zip(columns, cells, strict=False) if name}
        name = values.get("name", "")
        if not name:
            self._troubles.append(f"Line {line}: there is no name. The line was left out.")
            return
        contact = cleaned(
            Contact(
                name,
                self._kind(line, name, values.get("kind", "")),
                values.get("initials", ""),
                self._email(line, name, values.get("email", "")),
                None,
                values.get("in_print", ""),
                _several(values.get("spellings", "")),
                "",
                values.get("place", ""),
                values.get("title", ""),
                self._credited_as(line, name, values.get("credited_as", "")),
            )
        )
        contact = replace(contact, role=self._role(line, contact, values.get("role", "")))
        key = folded(name), contact.kind
        if key in self._found:
            first, known = self._found[key]
            self._troubles.append(f"Line {line}: {name} stands in line {first} already. The two were made one.")
            contact, line = merged(known, contact), first
        self._found[key] = line, contact

    def _kind(self, line: int, name: str, said: str) -> PersonKind:
        told = kind_of(name, self._house)
        kind = _KINDS.get(_plain(said))
        if said and kind is None:
            self._troubles.append(
                f"Line {line}: “{said}” is neither a person nor an organisation. {name} was kept as "
                f"{'a person' if told is PersonKind.PERSON else 'an organisation'}."
            )
        return kind or told

    def _email(self, line: int, name: str, said: str) -> str:
        if not said or is_address(said):
            return said
        self._troubles.append(
            f"Line {line}: “{said}” does not look like an e-mail address. {name} was kept without one."
        )
        return ""

    def _credited_as(self, line: int, name: str, said: str) -> Role | None:
        found = next((role for role in Role if _plain(role.value) == _plain(said)), None)
        if said and found is None:
            self._troubles.append(
                f"Line {line}: nobody is credited as “{said}”. {name} was kept without that. It may be "
                f"{', '.join(Role)}."
            )
        return found

    def _role(self, line: int, contact: Contact, said: str) -> StaffRole | None:
        if not said:
            return None
        if contact.kind is PersonKind.ORGANISATION:
            self._troubles.append(f"Line {line}: {contact.name} is an organisation, and was kept without a role.")
            return None
        try:
            return StaffRole(said.casefold())
        except ValueError:
            roles = ", ".join(StaffRole)
            self._troubles.append(
                f"Line {line}: “{said}” is no role. {contact.name} was kept without one. Roles are {roles}."
            )
            return None


def _plain(title: str) -> str:
    return "".join(filter(str.isalpha, title.casefold()))


def _several(cell: str) -> tuple[str, ...]:
    for other in _PARTS:
        cell = cell.replace(other, "\n")
    return tuple(part.strip() for part in cell.split("\n") if part.strip())


def take_in(directory: Directory, contacts: Iterable[Contact]) -> TakenIn:
    """What a directory gains by these contacts. Who is there already, under any spelling, keeps what is known of them
    and gains what is not."""
    added: list[Contact] = []
    changed: dict[str, Contact] = {}
    troubles: list[str] = []
    for contact in contacts:
        there = _there(directory, contact)
        if there is None:
            added.append(contact)
            continue
        known = changed.get(there.id, there)
        troubles += _told(known, contact)
        both = merged(known, contact)
        if both.in_print == "" != contact.in_print:
            both = cleaned(replace(both, in_print=contact.in_print))
        if both != known:
            changed[there.id] = both
    return TakenIn(tuple(added), tuple(changed.values()), tuple(troubles))


def _there(directory: Directory, contact: Contact) -> Contact | None:
    same = [each for name in contact.names for each in directory.named(name) if each.kind is contact.kind]
    if contact.email:
        same += [each for each in directory.contacts if each.email.casefold() == contact.email.casefold()]
    return same[0] if same else None


def _told(known: Contact, contact: Contact) -> Iterator[str]:
    for name, said in _SAID.items():
        old, new = getattr(known, name), getattr(contact, name)
        if old and new and old.casefold() != new.casefold():
            what = f"has {said} {old} here and {new}" if said else f"is printed as “{old}” here and as “{new}”"
            yield f"{known.name} {what} in the table. What is here was kept."
