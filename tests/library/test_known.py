"""Whom a library knows, and who is working in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.errors import NotFound, Refused
from desk.library.early import EarlyLibrary
from desk.library.library import Library
from desk.library.values import Change
from desk.story.directory import Contact
from desk.story.people import PersonKind
from desk.story.workflow import StaffRole
from tests.library.stories import ferry

JANE = Contact("Jane Doe", initials="JD", email="jane@example.org", role=StaffRole.REPORTER, spellings=("Jane D. Doe",))
AGENCY = Contact("Reuters", PersonKind.ORGANISATION, in_print="Reuters News Agency")


def test_people_and_organisations_are_listed_changed_and_taken_out(library: Library) -> None:
    assert library.directory().contacts == ()
    jane, agency = library.put_contacts([JANE, AGENCY]).result()
    assert library.directory().contacts == (jane, agency)
    assert (bool(jane.id), jane.names) == (True, JANE.names)
    library.put_contacts([Contact(" Jane  Roe ", email=jane.email, id=jane.id)]).result()
    assert [each.name for each in library.directory().contacts] == ["Jane Roe", "Reuters"]
    library.remove_contact(agency.id).result()
    assert [each.name for each in library.directory().contacts] == ["Jane Roe"]
    with pytest.raises(NotFound):
        library.remove_contact(agency.id).result()


def test_two_become_one_and_both_names_lead_to_it(library: Library) -> None:
    jane, other = library.put_contacts([JANE, Contact("J. Doe", in_print="J. Doe (freelance)")]).result()
    kept = library.merge_contacts(jane.id, other.id).result()
    assert library.directory().contacts == (kept,)
    assert library.directory().named("j doe") == (kept,)
    assert library.directory().get(other.id) == kept
    changed = library.put_contacts([Contact("J. Doe", role=StaffRole.EDITOR, id=other.id)]).result()
    assert changed[0].id == jane.id  # who was merged is not changed apart
    assert library.merge_contacts(jane.id, other.id).result().id == jane.id  # they are one already


def test_who_cannot_be_listed_is_refused_and_nobody_else_comes_in_with_them(library: Library) -> None:
    with pytest.raises(Refused, match="does not look like an e-mail address"):
        library.put_contacts([JANE, Contact("Wei Sung", email="wei at home")]).result()
    assert library.directory().contacts == ()
    jane, agency = library.put_contacts([JANE, AGENCY]).result()
    with pytest.raises(Refused, match="only one of them is a person"):
        library.merge_contacts(jane.id, agency.id).result()


def test_a_change_of_the_directory_is_told_once_and_no_change_not_at_all(library: Library) -> None:
    told: list[Change] = []
    library.listen(told.append)
    jane, _ = library.put_contacts([JANE, AGENCY]).result()
    library.settle().result()
    assert told == [Change("directory")]
    before = library.directory()
    library.put_contacts([jane]).result()
    library.settle().result()
    assert told == [Change("directory")]
    assert library.directory() is before


def test_another_program_changes_the_directory(path: Path, library: Library) -> None:
    assert library.directory().contacts == ()
    with Library.open(path, who="Wei Sung") as other:
        listed = other.put_contacts([JANE]).result()
    assert library.directory().contacts == listed


def test_who_works_alone_is_an_editor(library: Library) -> None:
    assert library.signed_in() == Contact("Maren Holt", role=StaffRole.EDITOR)
    library.put_contacts([AGENCY, Contact("Maren Holt")]).result()  # credited, and without a role
    assert (library.signed_in().name, library.signed_in().role) == ("Maren Holt", StaffRole.EDITOR)
    library.put_contacts([Contact("Reuters", role=StaffRole.REPORTER)]).result()
    library.who = "Reuters"
    assert library.signed_in().role is StaffRole.REPORTER  # the person of this name, not the agency


def test_who_is_signed_in_stays_so_under_another_name(path: Path, library: Library) -> None:
    jane, other = library.put_contacts([JANE, Contact("J. Doe", role=StaffRole.REPORTER)]).result()
    library.sign_in("J. Doe").result()
    library.merge_contacts(jane.id, other.id).result()
    assert (library.who, library.setting("who")) == ("Jane Doe", "Jane Doe")
    library.put_contacts([Contact("Jane Roe", role=StaffRole.REPORTER, id=jane.id)]).result()
    assert library.signed_in().role is StaffRole.REPORTER
    assert (library.who, library.setting("who")) == ("Jane Roe", "Jane Roe")
    with Library.open(path, who="jane roe") as other_program:  # who works there for once, whoever is signed in
        other_program.set_setting("who", "Maren Holt").result()
        other_program.put_contacts([Contact("Jane Poe", role=StaffRole.REPORTER, id=jane.id)]).result()
        assert (other_program.who, other_program.setting("who")) == ("Jane Poe", "Maren Holt")
    library.remove_contact(jane.id).result()
    assert library.who == "Jane Roe"


def test_who_signs_in_has_the_role_and_the_name_of_the_directory(path: Path, library: Library) -> None:
    (jane,) = library.put_contacts([JANE]).result()
    assert library.sign_in("jane d doe").result() == jane
    assert library.who == library.setting("who") == "Jane Doe"
    row = library.create(ferry()).result()
    assert library.revisions(row.id)[0].who == "Jane Doe"
    assert library.signed_in() == jane
    assert library.sign_in(" Somebody\nElse ").result() == Contact("Somebody Else", role=StaffRole.EDITOR)
    assert library.who == "Somebody Else"
    library.close()
    early = EarlyLibrary.of(path)
    assert early is not None
    signing = early.sign_in("JANE DOE")
    early.begin()
    assert signing.result() == jane == early.signed_in()
    assert early.who == "Jane Doe"
    early.close()
