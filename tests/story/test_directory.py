"""Who is known under which names, and how that follows from records in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.houses import default_house
from desk.story.credits import byline_in_print, contribution_in_print, kind_of, parse_contribution, same_name
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
    house_with,
    initials_of,
    merged,
    read_contact,
    usual,
)
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.story.workflow import StaffRole
from tests.formats.bodies import lines, texts

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
ORGANISATION = PersonKind.ORGANISATION
MAREN = Contact("Maren Holt", initials="MH", email="holt@desk.example", role=StaffRole.EDITOR, id="m")
WIRE = Contact(
    "Harbour Wire", ORGANISATION, in_print="the Harbour Wire agency", spellings=("HW", "HarbourWire"), id="w"
)


def put(at: int, contact: Contact) -> DirectoryRecord:
    return DirectoryRecord(f"{at:03}", contact.id, Did.PUT, "Maren Holt", NOW, replace(contact, id=""))


def removed(at: int, id_: str) -> DirectoryRecord:
    return DirectoryRecord(f"{at:03}", id_, Did.REMOVED, "Maren Holt", NOW)


def joined(at: int, id_: str, into: str) -> DirectoryRecord:
    return DirectoryRecord(f"{at:03}", id_, Did.MERGED, "Maren Holt", NOW, None, into)


def test_a_contact_is_kept_clean() -> None:
    found = cleaned(
        Contact("  Maren\nHolt ", in_print="Maren Holt", spellings=("M. Holt", "", "Maren Holt", "M. Holt "))
    )
    assert found == Contact("Maren Holt", spellings=("M. Holt",))


def test_what_is_wrong_with_a_contact_is_told() -> None:
    assert contact_problem(MAREN) == contact_problem(WIRE) == ""
    assert contact_problem(Contact("")) == "Somebody without a name cannot be listed."
    assert contact_problem(replace(MAREN, email="holt@")) == "“holt@” does not look like an e-mail address."
    assert contact_problem(replace(WIRE, role=StaffRole.EDITOR)) == (
        "Harbour Wire is an organisation, and only people work at the desk."
    )


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Maren Holt", "MH"), ("Jean-Luc de la Cruz", "JLDLC"), ("王", "王"), ("", ""), ("“Ed” Roe", "R")],
)
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


@pytest.mark.parametrize(
    ("one", "other"),
    [("José Núñez", "Jose Nunez"), ("O’Neill", "o'neill"), ("J. R. Roe", "J.R. Roe"), ("The AP", "AP"),
     ("Mary-Jane Poe", "Mary Jane  Poe"), ("ANSA", "Ansa")],
)  # fmt: skip
def test_names_that_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one) != folded(one + "x")


def test_two_that_are_merged_keep_what_each_of_them_has() -> None:
    other = Contact("M. Holt", initials="mho", email="", role=StaffRole.REPORTER, spellings=("Mrs Holt",), id="2")
    assert merged(replace(MAREN, initials=""), other) == replace(
        MAREN, initials="mho", spellings=("M. Holt", "Mrs Holt")
    )
    assert merged(MAREN, MAREN) == MAREN


def test_what_the_directory_says_of_a_credit_comes_before_what_the_last_one_was() -> None:
    last = Credit("M. Holt", role=Role.EDITING, place="Cork", title="staff writer")
    said = replace(MAREN, place="Riga", credited_as=Role.REPORTING)
    assert usual(said, last) == Credit("Maren Holt", role=Role.REPORTING, place="Riga", title="staff writer")
    assert usual(MAREN, last) == replace(last, name="Maren Holt")
    assert usual(replace(WIRE, title="reporter"), None) == Credit("Harbour Wire", ORGANISATION, title="reporter")
    assert (usual(None, last), usual(None, None)) == (last, None)


def test_how_two_who_are_merged_are_credited() -> None:
    other = Contact("M. Holt", place="Cork", title="editor", credited_as=Role.EDITING, id="2")
    both = merged(replace(MAREN, place="Riga"), other)
    assert (both.place, both.title, both.credited_as) == ("Riga", "editor", Role.EDITING)


def test_a_role_of_a_newer_desk_says_nothing() -> None:
    text = '{"name":"A","kind":"person","credited_as":["conducting"],"place":"Cork"}'
    assert read_contact(text) == Contact("A", place="Cork")


@given(
    st.builds(
        Contact,
        texts,
        st.sampled_from(PersonKind),
        lines,
        lines,
        st.none() | st.sampled_from(StaffRole),
        lines,
        st.lists(lines).map(tuple),
        place=texts,
        title=texts,
        credited_as=st.none() | st.sampled_from(Role),
    )
)
def test_a_contact_is_read_as_it_was_written(contact: Contact) -> None:
    contact = cleaned(contact)
    if contact.name:
        assert read_contact(contact_text(contact)) == contact
        assert "\n" not in contact_text(contact)


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"name":"A"}', '{"kind":"person"}', '{"name":3,"kind":"person"}', '{"name":"A","kind":"cat"}',
     '{"name":"A","kind":"person","role":"cat"}', '{"name":"A","kind":"person","spellings":[1]}'],
)  # fmt: skip
def test_what_is_no_contact_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_contact(text)


# -------------------------------------------------------------------------------------------- records


def test_the_newest_holds() -> None:
    records = [put(1, MAREN), put(3, replace(MAREN, role=StaffRole.PRODUCER)), put(2, replace(MAREN, email=""))]
    (found,) = directory_of(records).contacts
    assert found == replace(MAREN, role=StaffRole.PRODUCER)


def test_who_is_taken_out_is_out_until_put_in_again() -> None:
    assert directory_of([put(1, MAREN), removed(2, "m")]) == Directory()
    assert directory_of([put(1, MAREN), removed(2, "m"), put(3, MAREN)]).contacts == (MAREN,)
    assert directory_of([removed(1, "x")]) == Directory()


def test_two_spellings_become_one_and_both_ids_lead_there() -> None:
    other = Contact("M. Holt", id="2")
    found = directory_of([put(1, MAREN), put(2, other), joined(3, "2", "m")])
    assert found.contacts == (replace(MAREN, spellings=("M. Holt",)),)
    assert found.get("2") == found.get("m") == found.contacts[0]
    assert found.named("m holt") == found.contacts
    assert found.get("x") is None


def test_what_is_changed_after_a_merge_is_changed_of_both() -> None:
    records = [
        put(1, MAREN),
        put(2, Contact("M. Holt", id="2")),
        joined(3, "2", "m"),
        put(4, replace(MAREN, initials="MHO")),
    ]
    assert directory_of(records).contacts == (replace(MAREN, initials="MHO", spellings=("M. Holt",)),)
    assert directory_of([*records, removed(5, "m")]).contacts == ()


def test_two_libraries_that_merged_each_its_own_way() -> None:
    records = [put(1, MAREN), put(2, Contact("M. Holt", id="2")), put(3, Contact("Holt", id="3"))]
    found = directory_of([*records, joined(4, "2", "m"), joined(5, "m", "2"), joined(6, "3", "m")])
    (contact,) = found.contacts
    assert (contact.id, contact.name, contact.spellings) == ("m", "Maren Holt", ("M. Holt", "Holt"))
    assert found.replaced == {"2": "m", "3": "m"}


def test_a_merge_into_somebody_who_has_not_come_yet() -> None:
    found = directory_of([put(1, MAREN), joined(2, "m", "x")])
    assert found.contacts == (replace(MAREN, id="x"),)


ids = st.sampled_from("abcd")
names = st.sampled_from(["Maren Holt", "M. Holt", "Holt", "Bo Lind"])
records = st.lists(
    st.tuples(st.integers(0, 12), ids, st.sampled_from(Did), ids, names).map(
        lambda each: DirectoryRecord(
            f"{each[0]:03}",
            each[1],
            each[2],
            "Bo",
            NOW,
            Contact(each[4]) if each[2] is Did.PUT else None,
            each[3] if each[2] is Did.MERGED else "",
        )
    ),
    max_size=14,
)


@given(records, records, st.integers())
def test_two_libraries_with_the_same_records_have_the_same_directory(
    mine: list[DirectoryRecord], theirs: list[DirectoryRecord], seed: int
) -> None:
    shuffled = [*mine, *theirs, *mine]
    Random(seed).shuffle(shuffled)
    found = directory_of(mine + theirs)
    assert found == directory_of(theirs + mine) == directory_of(shuffled)
    for contact in found.contacts:
        assert found.get(contact.id) == contact
        assert contact in found.named(contact.name)
    for id_, into in found.replaced.items():
        assert into not in found.replaced
        assert found.get(id_) == found.get(into)


# -------------------------------------------------------------------------------------------- finding


def test_who_is_called_so() -> None:
    found = Directory((MAREN, WIRE, Contact("Holt", spellings=("HW",), id="h")))
    assert [each.id for each in found.named("HW")] == ["w", "h"]
    assert [each.id for each in found.named("the harbour wire agency")] == ["w"]
    assert found.named("Nobody") == ()
    assert found.staff == (MAREN,)
    assert found.organisations == (WIRE,)


def test_pairs_that_may_be_one() -> None:
    other = Contact("M. Holt", email="HOLT@desk.example", id="2")
    third = Contact("maren holt", id="3")
    found = Directory((MAREN, other, third, replace(WIRE, name="Maren Holt")))
    assert [(one.id, two.id) for one, two in found.doubles] == [("m", "3"), ("m", "2")]


# ---------------------------------------------------------------------------------------- what it is for


def test_a_house_knows_the_organisations_of_its_directory() -> None:
    house = default_house()
    line = "Harbour Wire and HarbourWire contributed."
    assert kind_of("HarbourWire", house) is PersonKind.PERSON
    known = house_with(house, Directory((MAREN, WIRE)))
    assert kind_of("HarbourWire", known) is ORGANISATION
    assert same_name("HW", "Harbour Wire", known)
    assert same_name("AP", "The Associated Press", known)
    read = parse_contribution(line, known)
    assert read is not None
    assert all(credit.kind is ORGANISATION for credit in read)
    assert house_with(house, Directory()) == house
    assert house_with(known, Directory((MAREN, WIRE))) == known


def test_a_house_calls_an_agency_otherwise_than_others_do() -> None:
    press = Contact("The Associated Press", ORGANISATION, spellings=("AP", "Associated Press"), id="p")
    house = house_with(default_house(), Directory((press,)))
    assert "Associated Press" not in house.agencies
    assert all(same_name(name, "The Associated Press", house) for name in ("AP", "The AP", "Associated Press"))


def test_credits_stand_in_print_as_the_house_words_them() -> None:
    house = house_with(default_house(), Directory((MAREN, WIRE)))
    story = Story(credits=(Credit("HW", ORGANISATION), Credit("Maren Holt"), Credit("Bo Lind", role=Role.BY)))
    line = contribution_in_print(story, house).text
    assert line == "the Harbour Wire agency and Maren Holt contributed."
    by_hand = contribution_in_print(replace(story, contribution_text=line), house)
    assert not by_hand.differs
    assert [credit.name for credit in story.credits] == ["HW", "Maren Holt", "Bo Lind"]
    own = replace(house, printed=house.printed | {"Bo Lind": "Bo “the Pen” Lind"})
    assert byline_in_print(story, own).text == "By Bo “the Pen” Lind"


def test_spellings_of_somebody_are_one_name_unless_two_are_called_so() -> None:
    one = Contact("Maren Holt", spellings=("M. Holt", "Maren O’Holt"))
    other = Contact("Mia Holt", spellings=("M. Holt",))
    house = house_with(default_house(), Directory((one,)))
    assert same_name("m. holt", "Maren Holt", house)
    assert same_name("Maren O'Holt", "M. Holt", house)
    assert not same_name("Mia Holt", "M. Holt", house)
    assert not same_name("M. Holt", "Maren Holt", house_with(house, Directory((one, other))))
