"""People from a table, with a sentence for all that was not taken as it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.houses import default_house
from desk.story.directory import Contact, Directory
from desk.story.directory_read import read_table, take_in
from desk.story.people import PersonKind, Role
from desk.story.workflow import StaffRole

HOUSE = default_house()
ORGANISATION = PersonKind.ORGANISATION


def read(text: str) -> tuple[tuple[Contact, ...], tuple[str, ...]]:
    found = read_table(text, HOUSE)
    return found.contacts, found.troubles


def test_a_table_with_everything() -> None:
    contacts, troubles = read(
        "Name,Kind,Initials,E-mail,Role,In print,Other spellings\r\n"
        'Maren Holt,person,MH,holt@desk.example,Editor,,"M. Holt; Mrs Holt"\r\n'
        "Harbour Wire,agency,,,,the Harbour Wire agency,HW | HarbourWire\r\n"
    )
    assert troubles == ()
    assert contacts == (
        Contact(
            "Maren Holt", PersonKind.PERSON, "MH", "holt@desk.example", StaffRole.EDITOR, "", ("M. Holt", "Mrs Holt")
        ),
        Contact("Harbour Wire", ORGANISATION, in_print="the Harbour Wire agency", spellings=("HW", "HarbourWire")),
    )


def test_a_table_says_how_people_are_credited() -> None:
    contacts, troubles = read(
        "name,place,title,credited as\nIlse Brandt,Cork,staff writer,Additional Reporting\nBo Lind,,,cook\n"
    )
    assert contacts[0] == Contact(
        "Ilse Brandt", place="Cork", title="staff writer", credited_as=Role.ADDITIONAL_REPORTING
    )
    assert (contacts[1], len(troubles)) == (Contact("Bo Lind"), 1)
    assert troubles[0].startswith("Line 3: nobody is credited as “cook”. Bo Lind was kept without that.")
    there = Directory((Contact("Ilse Brandt", place="Riga", id="i"),))
    taken = take_in(there, contacts[:1])
    assert taken.changed == (
        Contact("Ilse Brandt", id="i", place="Riga", title="staff writer", credited_as=Role.ADDITIONAL_REPORTING),
    )
    assert taken.troubles == ("Ilse Brandt has the place Riga here and Cork in the table. What is here was kept.",)


def test_tables_of_other_spreadsheets() -> None:
    expected = (Contact("Maren Holt", email="holt@desk.example"),)
    for text in (
        "\ufeffname;e-mail\nMaren Holt;holt@desk.example\n",
        "\n\nMAIL\tFull name\nholt@desk.example\tMaren Holt",
    ):
        assert read(text) == (expected, ())


def test_what_a_name_is_follows_from_it_where_nobody_says() -> None:
    contacts, _ = read("name\nReuters\nMaren Holt\nMerrow Gazette\n")
    assert [contact.kind for contact in contacts] == [ORGANISATION, PersonKind.PERSON, ORGANISATION]


def test_lines_that_cannot_be_used_are_told_with_their_number() -> None:
    contacts, troubles = read(
        'name,role,email,kind,phone\n,editor,,,\n\n"Ilse\nBrandt",chief,brandt@,robot,12\nReuters,editor,,,\nBo Lind\n'
    )
    assert [contact.name for contact in contacts] == ["Ilse Brandt", "Reuters", "Bo Lind"]
    assert all(contact.role is None and not contact.email for contact in contacts)
    assert troubles == (
        "The column “phone” was not taken over: a directory has no such.",
        "Line 2: there is no name. The line was left out.",
        "Line 4: “robot” is neither a person nor an organisation. Ilse Brandt was kept as a person.",
        "Line 4: “brandt@” does not look like an e-mail address. Ilse Brandt was kept without one.",
        "Line 4: “chief” is no role. Ilse Brandt was kept without one. Roles are reporter, editor, producer.",
        "Line 6: Reuters is an organisation, and was kept without a role.",
    )


def test_a_name_that_stands_there_twice_is_one() -> None:
    contacts, troubles = read("name,initials,email\nJosé Núñez,,\nBo Lind,,\nJose Nunez,JN,nunez@desk.example\n")
    assert contacts[0] == Contact("José Núñez", initials="JN", email="nunez@desk.example", spellings=("Jose Nunez",))
    assert troubles == ("Line 4: Jose Nunez stands in line 2 already. The two were made one.",)


def test_a_table_that_is_none() -> None:
    assert read("") == ((), ("There is nothing in the table. Nothing was taken over.",))
    said = "The first line must name the columns, and one of them “name”. Nothing was taken over."
    assert read("Maren Holt,MH\n") == ((), (said,))


def test_a_quotation_that_never_ends() -> None:
    contacts, troubles = read('name,initials\nBo Lind,BL\n"Maren Holt,MH\nIlse Brandt,IB\n')
    assert [contact.name for contact in contacts] == ["Bo Lind"]
    assert troubles == (
        "Line 3: a quotation mark is not closed, or stands within a word. That line and all below it were left out.",
    )


@given(st.text('name,;"\n\r\t @ab', max_size=60) | st.text(max_size=40))
def test_no_table_breaks_it(text: str) -> None:
    for given_ in (text, "name,role,email,kind\n" + text):
        found = read_table(given_, HOUSE)
        assert all(contact.name for contact in found.contacts)
        assert all(trouble.endswith(".") for trouble in found.troubles)
        again = take_in(Directory(found.contacts), found.contacts)
        assert not again.added


# ------------------------------------------------------------------------------- into what is there

MAREN = Contact("Maren Holt", initials="MH", spellings=("M. Holt",), id="m")
WIRE = Contact("Harbour Wire", ORGANISATION, email="desk@wire.example", id="w")


def test_who_is_there_gains_what_is_new_and_keeps_what_is_known() -> None:
    found = take_in(
        Directory((MAREN, WIRE)),
        (
            Contact("m holt", initials="MHO", role=StaffRole.EDITOR),
            Contact("HW Agency", ORGANISATION, email="DESK@wire.example", in_print="the wire"),
            Contact("Bo Lind"),
            Contact("Maren Holt", ORGANISATION),
        ),
    )
    assert found.added == (Contact("Bo Lind"), Contact("Maren Holt", ORGANISATION))
    assert found.changed == (
        Contact("Maren Holt", initials="MH", role=StaffRole.EDITOR, spellings=("M. Holt", "m holt"), id="m"),
        Contact(
            "Harbour Wire",
            ORGANISATION,
            email="desk@wire.example",
            in_print="the wire",
            spellings=("HW Agency",),
            id="w",
        ),
    )
    assert found.troubles == ("Maren Holt has the initials MH here and MHO in the table. What is here was kept.",)


def test_who_is_there_as_in_the_table_stays_as_they_are() -> None:
    found = take_in(Directory((MAREN, WIRE)), (MAREN, WIRE))
    assert (found.added, found.changed, found.troubles) == ((), (), ())
