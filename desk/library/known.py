"""Whom a library knows, and who is working in it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from typing import TypeVar

from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert

from desk.library import directing
from desk.library.database import Database
from desk.library.last_credit import last_credit
from desk.library.opened import OpenLibrary
from desk.library.tables import Settings
from desk.library.writer import Job, Transaction
from desk.story.body import clean_line
from desk.story.directory import Contact, Directory, usual
from desk.story.people import Credit

T = TypeVar("T")

WHO = "who"  # the setting that holds the name of whoever is signed in


class Known(OpenLibrary):
    """The part of `Library` that is its directory."""

    def __init__(self, database: Database, who: str = "") -> None:
        super().__init__(database, who)
        self._directory = 0, Directory()  # and the number of records that it follows from

    def directory(self) -> Directory:
        """Everybody whom the library knows. It is the same value until there is another one."""
        with self._database.reader() as connection:
            number = directing.number_of_records(connection)
            known, directory = self._directory
            if number != known:
                directory = directing.read_directory(connection)
                self._directory = number, directory
        return directory

    def usual_credit(self, name: str) -> Credit | None:
        """How somebody of this name, under any spelling, is credited where nobody says otherwise: as the directory
        says, and where it says nothing as the last time; under the name by which it lists them. None for a name that
        is new."""
        listed = self.directory().named(name)
        contact = listed[0] if len(listed) == 1 else None
        with self._database.reader() as connection:
            return usual(contact, last_credit(connection, contact.names if contact else (name,)))

    def put_contacts(self, contacts: Sequence[Contact]) -> Future[tuple[Contact, ...]]:
        """List people and organisations: those without an id anew, all others instead of what is listed; all or none.
        The answer are they as they are listed. The Future raises Refused with a sentence where one cannot be."""
        return self._write(self._keeping_who(partial(directing.put_contacts, contacts=tuple(contacts))))

    def remove_contact(self, id_: str) -> Future[None]:
        """Take somebody out of the directory. What they wrote and where they are credited stays as it is."""
        return self._write(partial(directing.remove_contact, id_=id_))

    def merge_contacts(self, kept_id: str, other_id: str) -> Future[Contact]:
        """Make one of two: the first, with what only the other had, and the other's names as spellings."""
        return self._write(self._keeping_who(partial(directing.merge_contacts, kept=kept_id, other=other_id)))

    def _keeping_who(self, job: Job[T]) -> Job[T]:
        """The job; whoever works is the same person when they have another name afterwards."""

        def keeping(t: Transaction) -> T:
            name = self.who
            me = directing.at_work(directing.read_directory(t.connection), name)
            done = job(t)
            now = directing.read_directory(t.connection).get(me.id) if me.id else None
            if now is not None and now.name != me.name:
                self._call(name, now.name)
                renamed = update(Settings).where(Settings.key == WHO, Settings.value.in_((name, me.name)))
                t.connection.execute(renamed.values(value=now.name))
            return done

        return keeping

    def signed_in(self) -> Contact:
        """Who is working, always with a role: whoever has none in the directory is an editor, so that nobody who
        works alone is stopped by what only an editor may do. Without a name where nobody is signed in."""
        return directing.at_work(self.directory(), self.who)

    def sign_in(self, name: str) -> Future[Contact]:
        """Let somebody work from now on: all that is recorded carries the name, which the directory may know by
        another spelling. It holds until somebody else signs in."""
        self.who = name = clean_line(name)
        return self._write(partial(self._sign_in, name=name))

    def _sign_in(self, t: Transaction, name: str) -> Contact:
        contact = directing.at_work(directing.read_directory(t.connection), name)
        self._call(name, contact.name)
        put = insert(Settings).values(key=WHO, value=contact.name)
        t.connection.execute(put.on_conflict_do_update(index_elements=[Settings.key], set_={"value": contact.name}))
        return contact

    def _call(self, name: str, known_as: str) -> None:
        """Go on under another name, unless somebody else has signed in meanwhile."""
        if self.who == name:
            self.who = known_as
