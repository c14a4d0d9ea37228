"""The commands on whom a library knows, and on who is working in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desk.cli.options import (
    answer_json,
    answer_table,
    house_of,
    house_option,
    json_option,
    library_option,
    opened,
    tell,
)
from desk.errors import NotFound, Unreadable
from desk.story.people import PersonKind, Role
from desk.story.plurals import counted
from desk.story.workflow import StaffRole

if TYPE_CHECKING:
    from desk.story.directory import Contact, Directory

_ROLES = (*(role.value for role in StaffRole), "none")
_CREDITED = (*(role.value for role in Role), "none")


class _People(click.Group):
    """A group that lists where no command is given, its commands in the order in which one meets them."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """For click: `desk people` is `desk people list`."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args.insert(0, "list")
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which one meets them, not that of the alphabet."""
        return list(self.commands)


@click.group("people", cls=_People, short_help="The directory of people and organisations.")
def people() -> None:
    """The directory: people and organisations, who works at the desk and as what, and how the house names them in
    print. `desk people` is short for `desk people list`."""


@people.command("list", short_help="List the directory.")
@click.option("--staff", is_flag=True, help="Only those who work at the desk.")
@library_option
@json_option
def list_people(library: Path, staff: bool, as_json: bool) -> None:
    """List whom the library knows.

    Into a pipe go the name, the kind, the role, the initials, the address, how it is printed, other spellings, and how
    it is credited (title, role, place), with tabs between.
    """
    with opened(library) as shelf:
        directory = shelf.directory()
    found = directory.staff if staff else directory.contacts
    if as_json:
        answer_json([asdict(contact) for contact in found])
        return
    rows = (
        (
            contact.name,
            contact.kind.value,
            contact.role.value if contact.role else "",
            contact.initials,
            contact.email,
            contact.in_print,
            "; ".join(contact.spellings),
            ", ".join(filter(None, (contact.title, contact.credited_as or "", contact.place))),
        )
        for contact in found
    )
    heads = ("name", "kind", "role", "initials", "e-mail", "in print", "also", "credited as")
    answer_table(heads, rows, wide="also", none="The directory is empty.")


def _details(command: Callable[..., Any]) -> Callable[..., Any]:
    """What is known of somebody."""
    for add in (
        click.option("--spelling", "spellings", metavar="NAME", multiple=True, help="Another name. May be repeated."),
        click.option("--title", metavar="WORDS", default=None, help="What stands before the name in a credit."),
        click.option("--place", metavar="PLACE", default=None, help="Where they mostly work."),
        click.option(
            "--credited-as",
            metavar="ROLE",
            type=click.Choice(_CREDITED),
            default=None,
            help=f"As what they are mostly credited: {', '.join(_CREDITED)}.",
        ),
        click.option("--in-print", metavar="NAME", default=None, help="How the house names them in print."),
        click.option("--role", type=click.Choice(_ROLES), default=None, help="What they do at the desk."),
        click.option("--email", metavar="ADDRESS", default=None, help="The e-mail address."),
        click.option("--initials", metavar="LETTERS", default=None, help="The initials."),
    ):
        command = add(command)
    return command


@people.command("add", short_help="List somebody new.")
@click.argument("name", metavar="NAME")
@click.option("--organisation", is_flag=True, help="It is an organisation, as an agency.")
@_details
@library_option
def add_person(
    *, library: Path, name: str, organisation: bool, spellings: tuple[str, ...], **details: str | None
) -> None:
    """List a person, or an organisation, in the directory."""
    from desk.story.directory import Contact  # noqa: PLC0415

    kind = PersonKind.ORGANISATION if organisation else PersonKind.PERSON
    contact = _with(Contact(name, kind, spellings=spellings), details)
    with opened(library, create=True) as shelf:
        shelf.put_contacts((contact,)).result()


@people.command("change", short_help="Change what is known of somebody.")
@click.argument("name", metavar="NAME")
@click.option("--name", "new_name", metavar="NEW", default=None, help="Another name; the old one stays a spelling.")
@_details
@library_option
def change_person(
    *, library: Path, name: str, new_name: str | None, spellings: tuple[str, ...], **details: str | None
) -> None:
    """Change what is known of a person or an organisation. What is not named stays as it is; an empty word ("") takes
    something away."""
    with opened(library) as shelf:
        contact = _with(_one(shelf.directory(), name), details)
        if new_name is not None:
            contact = replace(contact, name=new_name, spellings=(*contact.spellings, contact.name))
        contact = replace(contact, spellings=(*contact.spellings, *spellings))
        shelf.put_contacts((contact,)).result()


@people.command("remove", short_help="Take somebody out of the directory.")
@click.argument("name", metavar="NAME")
@library_option
def remove_person(library: Path, name: str) -> None:
    """Take somebody out of the directory. What they wrote, and where they are credited, stays as it is."""
    with opened(library) as shelf:
        shelf.remove_contact(_one(shelf.directory(), name).id).result()


@people.command("merge", short_help="Make one of two spellings.")
@click.argument("kept", metavar="KEPT")
@click.argument("other", metavar="OTHER")
@library_option
def merge_people(library: Path, kept: str, other: str) -> None:
    """Make one of two: the first, with what only the other had. The other's names become spellings of it."""
    with opened(library) as shelf:
        directory = shelf.directory()
        one, two = _one(directory, kept), _one(directory, other)
        if one.id == two.id:
            raise NotFound(f"{kept} and {other} are one already.")
        made = shelf.merge_contacts(one.id, two.id).result()
    tell(f"{two.name} is {made.name} now.")


@people.command("import", short_help="Take over a table of people.")
@click.argument("file", metavar="CSV", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Tell what would be taken over, and change nothing.")
@library_option
@house_option
@json_option
def import_people(library: Path, file: Path, dry_run: bool, house: str, as_json: bool) -> None:
    """Take over people and organisations from a table (CSV). Its first line names the columns: name, and if there are
    any kind, initials, e-mail, role, in print, other spellings (with semicolons between them), and how they are
    credited: place, title, credited as.

    Who is there already keeps what is known of them and gains what is not. What cannot be taken over is told.
    """
    from desk.story.directory_read import read_table, take_in  # noqa: PLC0415

    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{file} is not written in UTF-8. Save the table as “CSV UTF-8”.") from error
    with opened(library, create=True) as shelf:
        read = read_table(text, house_of(house, shelf))
        taken = take_in(shelf.directory(), read.contacts)
        if not dry_run and (taken.added or taken.changed):
            shelf.put_contacts((*taken.added, *taken.changed)).result()
    troubles = (*read.troubles, *taken.troubles)
    if as_json:
        answer_json({"added": _listed(taken.added), "changed": _listed(taken.changed), "troubles": list(troubles)})
        return
    for sentence in troubles:
        tell(sentence)
    would = " would be" if dry_run else ""
    tell(f"{counted(len(taken.added), 'name')}{would} new, {counted(len(taken.changed), 'other')}{would} changed.")


@click.command("sign-in", short_help="Say who is working.")
@click.argument("name", metavar="NAME")
@library_option
def sign_in(library: Path, name: str) -> None:
    """Say who is working from now on, in the window as at the command line: all that is recorded carries the name. It
    holds until somebody else signs in; DESK_WHO wins over it."""
    with opened(library, create=True) as shelf:
        contact = shelf.sign_in(name).result()
    role = f", {contact.role.value}" if contact.role else ""
    tell(f"{contact.name}{role} is signed in.")


def _listed(contacts: Iterable[Contact]) -> list[dict[str, Any]]:
    return [asdict(contact) for contact in contacts]


def _one(directory: Directory, name: str) -> Contact:
    """Who is called so: by name rather than by another spelling, and letter for letter rather than nearly. Raises
    NotFound where nobody is, or several are."""
    found = directory.named(name) or tuple(filter(None, (directory.get(name),)))
    if not found:
        raise NotFound(f"Nobody in the directory is called {name}.")
    listed = [contact for contact in found if contact.name == name]
    spelt = [contact for contact in found if name in contact.names]
    meant = listed or spelt or found
    if len(meant) > 1:
        raise NotFound(f"Several are called {name}. Name one by another spelling, or by the id that --json gives.")
    return meant[0]


def _with(contact: Contact, details: dict[str, str | None]) -> Contact:
    """The contact with what was said of it."""
    role, credited_as = details.pop("role", None), details.pop("credited_as", None)
    values: dict[str, Any] = {name: value for name, value in details.items() if value is not None}
    if role is not None:
        values["role"] = None if role == "none" else StaffRole(role)
    if credited_as is not None:
        values["credited_as"] = None if credited_as == "none" else Role(credited_as)
    return replace(contact, **values)
