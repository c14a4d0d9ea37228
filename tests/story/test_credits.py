from __future__ import annotations

from dataclasses import replace

import pytest

from desk.houses import default_house
from desk.story.credits import (
    Line,
    byline,
    byline_in_print,
    clean_credit,
    contribution_in_print,
    contribution_line,
    credit_problem,
    in_order,
    kind_of,
    name_problem,
    same_name,
)
from desk.story.house import House, Wording
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from tests.story.lines import org, who

PLAIN = default_house()
REPORT = replace(PLAIN, wording=Wording.REPORT, serial_comma=True, report_noun="story")
WIRE = replace(PLAIN, wording=Wording.WIRE)

A, B, C = who("Marta Okafor"), who("Bo Lindqvist"), who("Ines Moreau")
LISBON, TAIPEI, MAINE = "Lisbon", "Taipei", "Portland, Maine"
AP = "Associated Press writer"


@pytest.mark.parametrize(
    ("credits_given", "house", "line"),
    [
        ([], PLAIN, ""),
        ([A], PLAIN, "By Marta Okafor"),
        ([A, B], PLAIN, "By Marta Okafor and Bo Lindqvist"),
        ([A, B, C], PLAIN, "By Marta Okafor, Bo Lindqvist and Ines Moreau"),
        ([A, B, C], REPORT, "By Marta Okafor, Bo Lindqvist, and Ines Moreau"),
        ([replace(A, place=LISBON)], PLAIN, "By Marta Okafor in Lisbon"),
        ([A, org("Reuters")], PLAIN, "By Marta Okafor and Reuters"),
    ],
)
def test_bylines(credits_given: list[Credit], house: House, line: str) -> None:
    assert byline([replace(credit, role=Role.BY) for credit in credits_given], house) == line


@pytest.mark.parametrize(
    ("credits_given", "plain", "report", "wire"),
    [
        ([], "", "", ""),
        (
            [org("Reuters"), A],
            "Reuters and Marta Okafor contributed.",
            "Reuters and Marta Okafor contributed to this story.",
            "Contributions by Reuters and Marta Okafor",
        ),
        (
            [A, B, org("Reuters")],
            "Marta Okafor, Bo Lindqvist and Reuters contributed.",
            "Marta Okafor, Bo Lindqvist, and Reuters contributed to this story.",
            "Contributions by Marta Okafor, Bo Lindqvist and Reuters",
        ),
        (
            [
                replace(A, role=Role.EDITING),
                replace(B, role=Role.REPORTING, place=LISBON),
                replace(C, role=Role.REPORTING),
            ],
            "Reporting by Bo Lindqvist in Lisbon and Ines Moreau. Editing by Marta Okafor.",
            "Reporting by Bo Lindqvist in Lisbon and Ines Moreau. Editing by Marta Okafor.",
            "Reporting by Bo Lindqvist in Lisbon and Ines Moreau; Editing by Marta Okafor",
        ),
        (
            [A, replace(B, role=Role.ADDITIONAL_REPORTING), replace(C, role=Role.WRITING)],
            "Marta Okafor contributed. Additional reporting by Bo Lindqvist. Writing by Ines Moreau.",
            "Marta Okafor contributed to this story. Additional reporting by Bo Lindqvist. Writing by Ines Moreau.",
            "Additional reporting by Bo Lindqvist; Contributions by Marta Okafor; Writing by Ines Moreau",
        ),
    ],
)
def test_the_three_wordings(credits_given: list[Credit], plain: str, report: str, wire: str) -> None:
    assert [contribution_line(credits_given, house) for house in (PLAIN, REPORT, WIRE)] == [plain, report, wire]


@pytest.mark.parametrize(
    ("credits_given", "line"),
    [
        # What neighbours share is said once.
        ([replace(A, place=LISBON), replace(B, place=LISBON)], "Marta Okafor and Bo Lindqvist in Lisbon contributed."),
        (
            [replace(A, place=LISBON), replace(B, place=LISBON), replace(C, place=TAIPEI)],
            "Marta Okafor and Bo Lindqvist in Lisbon and Ines Moreau in Taipei contributed.",
        ),
        (
            [replace(A, title=AP, place=LISBON), replace(B, title=AP, place=TAIPEI)],
            "Associated Press writers Marta Okafor in Lisbon and Bo Lindqvist in Taipei contributed.",
        ),
        (
            [replace(A, title=AP), replace(B, title="researcher"), org("Reuters")],
            "Associated Press writer Marta Okafor, researcher Bo Lindqvist and Reuters contributed.",
        ),
        (
            [replace(A, title="staff cameraman"), replace(B, title="staff cameraman")],
            "staff cameramen Marta Okafor and Bo Lindqvist contributed.",
        ),
        (
            [replace(A, title=AP), replace(B, title=AP), replace(C, title="researcher")],
            "Associated Press writers Marta Okafor and Bo Lindqvist and researcher Ines Moreau contributed.",
        ),
        ([replace(A, title="CNN’s"), replace(B, title="CNN’s")], "CNN’s Marta Okafor and Bo Lindqvist contributed."),
        ([org("Reuters", LISBON), org("AFP", LISBON)], "Reuters in Lisbon and AFP in Lisbon contributed."),
        # A place with a comma is closed by one.
        ([replace(A, place=MAINE)], "Marta Okafor in Portland, Maine, contributed."),
        ([replace(A, place=MAINE), B], "Marta Okafor in Portland, Maine, and Bo Lindqvist contributed."),
        (
            [replace(A, place=MAINE), replace(B, place=LISBON), C],
            "Marta Okafor in Portland, Maine; Bo Lindqvist in Lisbon; and Ines Moreau contributed.",
        ),
        ([replace(A, place="at the White House")], "Marta Okafor at the White House contributed."),
        # What would be read otherwise is written otherwise.
        ([A, replace(B, place=LISBON)], "Marta Okafor, and Bo Lindqvist in Lisbon contributed."),
        ([replace(A, title="CNN’s"), B], "CNN’s Marta Okafor, and Bo Lindqvist contributed."),
        (
            [A, B, replace(C, place=LISBON)],
            "Marta Okafor; Bo Lindqvist; and Ines Moreau in Lisbon contributed.",
        ),
        ([who("Suharto")], "Suharto contributed to this report."),
        ([A, replace(B, name="Bo X", role=Role.EDITING)], "Marta Okafor contributed. Editing by Bo X"),
        ([A, replace(B, name="Bo Roe Jr.", role=Role.EDITING)], "Marta Okafor contributed. Editing by Bo Roe Jr."),
        (
            [replace(A, name="John Roe Jr", role=Role.WRITING), replace(B, role=Role.EDITING)],
            "Writing by John Roe Jr; Editing by Bo Lindqvist",
        ),
        # A note is for the desk.
        ([replace(A, note="by phone")], "Marta Okafor contributed."),
    ],
)
def test_the_most_natural_form_that_reads_back(credits_given: list[Credit], line: str) -> None:
    assert contribution_line(credits_given, PLAIN) == line


def test_a_wire_keeps_its_semicolons_for_its_clauses() -> None:
    credits_given = [replace(A, place=MAINE), replace(B, place=LISBON), C]
    line = "Contributions by Marta Okafor in Portland, Maine, Bo Lindqvist in Lisbon and Ines Moreau"
    assert contribution_line(credits_given, WIRE) == line


def test_credits_that_cannot_be_told_are_written_all_the_same() -> None:
    assert (
        contribution_line([who("Sand and Sea"), who("bell hooks")], PLAIN) == "Sand and Sea and bell hooks contributed."
    )


def test_the_byline_is_no_contribution_and_the_other_way_round() -> None:
    credits_given = (replace(A, role=Role.BY), B)
    assert byline(credits_given, PLAIN) == "By Marta Okafor"
    assert contribution_line(credits_given, PLAIN) == "Bo Lindqvist contributed."


def test_the_order_of_print_is_by_role_and_then_as_given() -> None:
    given = (replace(A, role=Role.EDITING), C, replace(B, role=Role.EDITING), replace(A, role=Role.BY), B)
    assert [(credit.name, credit.role) for credit in in_order(given)] == [
        (A.name, Role.BY),
        (C.name, Role.CONTRIBUTOR),
        (B.name, Role.CONTRIBUTOR),
        (A.name, Role.EDITING),
        (B.name, Role.EDITING),
    ]


STORY = Story(credits=(replace(A, role=Role.BY), replace(B, place=LISBON), org("Associated Press")))


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("Bo Lindqvist in Lisbon and Associated Press contributed.", False),
        ("Bo Lindqvist in Lisbon and the AP contributed to this report.", False),
        ("— Bo Lindqvist, in Lisbon and AP contributed", True),
        ("*Bo Lindqvist in Lisbon and The Associated Press contributed to this article.*", False),
        ("Bo Lindqvist and the AP contributed.", True),
        ("Bo Lindqvist in Lisbon contributed.", True),
        ("The AP and Bo Lindqvist in Lisbon contributed.", True),
        ("Editing by Bo Lindqvist in Lisbon and AP", True),
        ("With thanks to everybody.", True),
    ],
)
def test_a_contribution_line_by_hand_stays_and_is_flagged_where_it_says_something_else(
    text: str, differs: bool
) -> None:
    assert contribution_in_print(replace(STORY, contribution_text=text), PLAIN) == Line(text, differs)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("By Marta Okafor", False),
        ("BY MARTA OKAFOR", False),
        ("Marta Okafor", False),
        ("By Marta Okafor, Valley Courier", False),
        ("Marta Okafor, Staff Writer", True),
        ("By Marta Okafor in Lisbon", True),
        ("By our correspondent", True),
        ("By Marta Okafor and Bo Lindqvist", True),
    ],
)
def test_so_does_a_byline(text: str, differs: bool) -> None:
    assert byline_in_print(replace(STORY, byline_text=text), PLAIN) == Line(text, differs)


def test_without_a_line_by_hand_the_credits_make_it() -> None:
    assert byline_in_print(STORY, PLAIN) == Line("By Marta Okafor")
    assert contribution_in_print(STORY, PLAIN) == Line("Bo Lindqvist in Lisbon and Associated Press contributed.")
    assert contribution_in_print(replace(STORY, contribution_text=" \n"), PLAIN).text.startswith("Bo Lindqvist")
    assert byline_in_print(Story(), PLAIN) == contribution_in_print(Story(), PLAIN) == Line("")


def test_names_that_only_the_credits_know_are_told_in_a_line_by_hand() -> None:
    story = Story(credits=(Credit("Sand and Sea", PersonKind.ORGANISATION), who("bell hooks")))
    by_hand = replace(story, contribution_text="Sand and Sea and bell hooks contributed to this report.")
    assert not contribution_in_print(by_hand, PLAIN).differs


@pytest.mark.parametrize(
    "name",
    [
        "Marta Okafor",
        "Maria de la Cruz",
        "Sean O'Neill",
        "Seán O’Neill",
        "John Roe Jr.",
        "John Roe, Jr.",
        "J. R. Brand",
        "Mary-Jane van der Berg",
        "Suharto",
        "王小明",
        "Владимир Петров",
        "Andy Sandoval",
        "In Ho Kim",
        "An Nguyen",
        "dpa",
        "Food and Environment Reporting Network",
        "Valley Courier staff",
        "AT&T",
        "Yahoo!",
        "5 News",
        "Malcolm X",
    ],
)
def test_names_that_can_be_credited(name: str) -> None:
    assert name_problem(name, PLAIN) == ""
    assert credit_problem(Credit(name, place=MAINE, title="Gazette reporter"), PLAIN) == ""


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "A credit needs a name."),
        ("  ", "A credit needs a name."),
        ("Marta  Okafor", "has spaces or line breaks"),
        ("Marta Okafor and Bo Lindqvist", "because of “and”"),
        ("Okafor & Lindqvist", "because of “&”"),
        ("Marta Okafor; Bo Lindqvist", "because of a semicolon"),
        ("Marta Okafor in Lisbon", "because of “in”"),
        ("Okafor, Marta", "because of a comma"),
        ("bell hooks", "would not be read as a name"),
        ("reporter Marta Okafor", "would not be read as a name"),
        ("everybody", "would not be read as a name"),
        ("Marta Okafor <marta@example.org>", "would not be read as a name"),
        ("Marta Okafor.", "would not be read as a name"),
    ],
)
def test_names_that_cannot_be_told_are_refused_with_a_sentence(name: str, says: str) -> None:
    problem = name_problem(name, PLAIN)
    assert says in problem
    assert problem.endswith(".")
    assert credit_problem(Credit(name), PLAIN) == problem


@pytest.mark.parametrize("title", ["Dr.", "Gazette reporters", "writer and editor", "Gazette", "a reporter"])
def test_titles_that_cannot_be_told(title: str) -> None:
    assert "would not be read as a title" in credit_problem(Credit("Marta Okafor", title=title), PLAIN)


@pytest.mark.parametrize("place", ["Lisbon and Rome", "the office", "Lisbon; Rome", "Reuters", "Lisbon."])
def test_places_that_cannot_be_told(place: str) -> None:
    assert "would not be read as a place" in credit_problem(Credit("Marta Okafor", place=place), PLAIN)


def test_cleaning_leaves_what_was_meant() -> None:
    messy = Credit("  Marta\n Okafor, ", place=" Lisbon;", title=" Gazette  reporter ", note=" by\tphone ")
    assert clean_credit(messy) == who("Marta Okafor", LISBON, "Gazette reporter", note="by phone")
    assert clean_credit(Credit("John Roe Jr.")).name == "John Roe Jr."


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Reuters", True),
        ("the AP", True),
        ("PA", True),
        ("CNN", True),
        ("KXYZ", True),
        ("Valley Courier", True),
        ("Andes News Agency", True),
        ("The Verge", True),
        ("Courier-Times", True),
        ("VALLEY NEWS", True),
        ("NBC Boston", True),
        ("Courier.com", True),
        ("Center for Local Reporting", True),
        ("iTV", True),
        ("Valley staff", False),
        ("AP staff", True),
        ("Marta Okafor", False),
        ("JANE DOE", False),
        ("MJ Lee", False),
        ("J.D. Brand", False),
        ("John Roe III", False),
        ("Suharto", False),
        ("王小明", False),
        ("McDonald", False),
        ("Maria de la Cruz", False),
        ("", False),
    ],
)
def test_people_and_organisations_are_told_apart(name: str, organisation: bool) -> None:
    assert (kind_of(name, PLAIN) is PersonKind.ORGANISATION) == organisation


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AP", "The Associated Press", True),
        ("Seán O’Neill", "Seán O'Neill", True),
        ("marta okafor", "Marta Okafor", True),
        (" Marta  Okafor", "Marta Okafor", True),
        ("The Guardian", "Guardian", True),
        ("AP", "AFP", False),
        ("Marta Okafor", "Marta Okafo", False),
    ],
)
def test_names_that_mean_the_same(one: str, other: str, same: bool) -> None:
    assert same_name(one, other, PLAIN) == same_name(other, one, PLAIN) == same
