"""What is said of proposals."""

from __future__ import annotations

from datetime import datetime

import pytest

from desk.checks.proposals import Evidence, How, Proposal
from desk.story.people import PersonKind, Role
from desk.ui.crediting.wording import in_one_line, leads, more_of, percent, said


@pytest.mark.parametrize(
    ("share", "words"), [(0.314, "31"), (0.001, "1"), (0.999, "99"), (1.0, "100"), (0.0, "0"), (0.005, "1")]
)
def test_a_part_is_never_nothing_nor_all_of_it(share: float, words: str) -> None:
    assert percent(share) == f"{words}\u00a0%"


@pytest.mark.parametrize(
    ("evidence", "whole"),
    [
        (Evidence(How.WROTE, "Eleven ships", 0.31, count=150), "wrote 31\u00a0% of the words “Eleven ships”"),
        (Evidence(How.WROTE, "Eleven", 0.004, count=1), "wrote 1 word “Eleven”"),
        (Evidence(How.PASTED, "The strike", 0.1, count=36), "36 words of their copy pasted in “The strike”"),
        (Evidence(How.PASTED, "The strike", 0.1), "10\u00a0% of the words of their copy pasted in “The strike”"),
        (
            Evidence(How.PASTED, "The strike", count=1, address="https://www.apnews.com/a"),
            "1 word pasted from apnews.com “The strike”",
        ),
        (Evidence(How.ANSWERED, "Four\n lamps?"), "answered a question “Four lamps?”"),
        (Evidence(How.ATTRIBUTED, "So it is, says AFP."), "“So it is, says AFP.”"),
        (Evidence(How.PICTURE, "Wei Sung/AFP"), "credited with a picture “Wei Sung/AFP”"),
    ],
)
def test_every_kind_of_evidence_has_its_words(evidence: Evidence, whole: str) -> None:
    assert said(evidence, "AFP").whole == whole


def test_whoever_wants_to_know_more_is_told_when_and_where() -> None:
    at = datetime(2026, 11, 22, 12).astimezone()
    found = Evidence(How.PASTED, "x", count=9, address="https://apnews.com/a", at=at)
    assert said(found, "AP").note == "https://apnews.com/a · 22 November 2026, 12:00"
    assert said(Evidence(How.WROTE, "x"), "AP").note == ""


def test_evidence_leads_where_there_is_something_to_see() -> None:
    assert not leads(Evidence(How.WROTE, "x"))
    assert leads(Evidence(How.WROTE, "x", block=0))
    assert leads(Evidence(How.PICTURE, "x", field="lead"))
    assert leads(Evidence(How.ANSWERED, "x", thread="1"))


def proposal(name: str, *, slight: bool = False) -> Proposal:
    evidence = Evidence(How.WROTE, "x", *((0.01,) if slight else (0.4,)), count=3 if slight else 80)
    return Proposal(name, PersonKind.PERSON, Role.CONTRIBUTOR, "", (evidence,))


def line(*names: str, findings: int = 0, is_folded: bool = True) -> str:
    return in_one_line([proposal(name) for name in names], findings, is_folded=is_folded)[0]


def test_a_folded_panel_says_everything_in_a_line() -> None:
    assert line("A") == "Proposed: A"
    assert line("A", "B", "C", findings=1) == "Proposed: A, B and C · 1 thing to look at"
    assert line("A", "B", "C", "D") == "Proposed: A, B and 2 more"
    assert line(findings=2) == "2 things to look at"
    assert line("A", is_folded=False) == "Proposed from the record"
    assert in_one_line([proposal("A"), proposal("B")], 1, is_folded=True)[-1] == "2 proposed · 1 thing to look at"


def test_those_of_whom_little_speaks_are_called_so() -> None:
    few, many = proposal("A", slight=True), proposal("B")
    assert more_of([few, few]) == "2 who wrote a few words"
    assert more_of([few, many]) == "2 more"
    assert in_one_line([few], 0, is_folded=True) == ("1 who wrote a few words",)
    assert in_one_line([many, few], 0, is_folded=True)[0] == "Proposed: B"
