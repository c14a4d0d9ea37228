"""Whether credits agree with the story, with each other, and with whom one knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.checks import Finding, Severity
from desk.checks.check import looked
from desk.checks.consistency import CREDIT_RULES
from desk.checks.situation import Case, Situation, Stranger
from desk.checks.sources import Source
from desk.houses import default_house
from desk.story.body import Body, Paragraph, block_text, spans
from desk.story.directory import Contact, Directory, house_with
from desk.story.people import Credit, PersonKind, Role
from desk.story.standards import Standards
from desk.story.story import Dateline, Story

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
HERE = Situation(NOW)
HOUSE = default_house()
WIRE = "Forty people were taken off the ferry by two tugs, and none of them was hurt, the harbour master said."
STORY = Story(
    credits=(Credit("Ilse Brandt", role=Role.BY), Credit("Reuters", PersonKind.ORGANISATION)),
    body=Body((Paragraph(spans("The pilots stopped at night.")), Paragraph(spans(WIRE)))),
)


def found(story: Story, situation: Situation = HERE, house: object = HOUSE) -> list[Finding]:
    return [*looked(Case(story, house, situation), CREDIT_RULES)]  # type: ignore[arg-type]


def test_credits_that_agree() -> None:
    assert found(STORY) == []


def test_who_has_the_byline_and_is_credited_under_another_spelling() -> None:
    house = house_with(HOUSE, Directory((Contact("Ilse Brandt", spellings=("I. Brandt",)),)))
    twice = replace(STORY, credits=(*STORY.credits, Credit("I. Brandt")))
    assert found(twice) == []
    (finding,) = found(twice, house=house)
    assert (finding.rule, finding.name) == ("credited-twice", "I. Brandt")
    again = Credit("Ilse Brandt", role=Role.ADDITIONAL_REPORTING)
    assert [each.rule for each in found(replace(STORY, credits=(*STORY.credits, again)))] == ["credited-twice"]
    pictures = Credit("Ilse Brandt", role=Role.PHOTOGRAPHY)
    assert found(replace(STORY, credits=(*STORY.credits, pictures))) == []


def test_a_line_by_hand_that_no_longer_matches() -> None:
    (finding,) = found(replace(STORY, contribution_text="With files from the AP."))
    assert (finding.rule, finding.field) == ("contribution-differs", "contribution_text")


def test_whom_nobody_knows() -> None:
    situation = replace(HERE, strangers=(Stranger("Reuters"), Stranger("Ilse Brandt", "Ilse Brand"), Stranger("Gone")))
    first, second = found(STORY, situation)
    assert (first.rule, first.severity, first.name) == ("credit-unknown", Severity.NOTE, "Ilse Brandt")
    assert first.message.endswith("Is it Ilse Brand?")
    assert second.message == "Reuters is credited, and neither the directory nor another story has that name."


@pytest.mark.parametrize("place", ["LISBON", "Lisbon, Portugal", "the Lisbon"])
@pytest.mark.parametrize("at", ["Lisbon", "LISBON, Portugal", "in Lisbon"])
def test_somebody_was_where_the_dateline_says(place: str, at: str) -> None:
    elsewhere = Credit("Ilse Brandt", role=Role.BY, place="Porto")
    there = replace(STORY, dateline=Dateline(place), credits=(elsewhere, Credit("Bo Lind", place=at)))
    if place != "the Lisbon":
        assert found(there) == []


def test_nobody_was_where_the_dateline_says() -> None:
    by = Credit("Ilse Brandt", role=Role.BY, place="Porto")
    story = replace(STORY, dateline=Dateline("LISBON"), credits=(by,))
    (finding,) = found(story)
    assert (finding.rule, finding.field) == ("nobody-there", "dateline")
    assert finding.message == "The dateline says LISBON, and nobody who is credited was there."
    (finding,) = found(replace(story, credits=(Credit("Bo Lind", place="Porto"),)))
    assert finding.rule == "nobody-there"
    (finding,) = found(replace(story, dateline=Dateline("PORTO/LISBON")))
    assert "says LISBON" in finding.message


@pytest.mark.parametrize(
    "story",
    [
        replace(STORY, dateline=Dateline("LISBON")),  # who has the byline was there, if nobody says otherwise
        replace(STORY, dateline=Dateline("LISBON", source="Reuters"), credits=(Credit("Bo Lind", place="Porto"),)),
        replace(STORY, dateline=Dateline("LISBON"), credits=()),
        replace(STORY, dateline=Dateline(), credits=(Credit("Bo Lind", place="Porto"),)),
    ],
)
def test_a_dateline_of_which_nobody_need_ask(story: Story) -> None:
    assert found(story) == []


def test_who_has_the_byline_is_listed_elsewhere() -> None:
    story = replace(STORY, dateline=Dateline("LISBON"))
    (finding,) = found(story, replace(HERE, based=(("Bo Lind", "Lisbon"), ("Ilse Brandt", "Taipei"))))
    assert finding.message.endswith("nobody who is credited was there. Ilse Brandt is listed in Taipei.")
    assert finding.name == "Ilse Brandt"
    assert found(story, replace(HERE, based=(("Ilse Brandt", "Lisbon"),))) == []


def test_copy_that_was_pasted_in_without_credit() -> None:
    situation = replace(HERE, sources=(Source("Harbour Wire", "", WIRE), Source("harbour wire", "", WIRE)))
    (finding,) = found(STORY, situation)
    assert (finding.rule, finding.severity, finding.name) == ("copy-not-credited", Severity.WARNING, "Harbour Wire")
    assert finding.message == "20 words of copy from Harbour Wire stand in the story without a credit."
    assert finding.block == 1
    assert block_text(STORY.body.blocks[1])[finding.start : finding.stop] == WIRE.rstrip(".")
    assert found(replace(STORY, credits=(Credit("Harbour Wire"),)), situation) == []
    assert found(replace(STORY, body=Body(STORY.body.blocks[:1])), situation) == []
    assert found(STORY, replace(HERE, sources=(Source("Reuters", "", WIRE), Source("Desk", "", WIRE)))) == []


def test_the_house_says_how_grave_they_are() -> None:
    house = replace(HOUSE, gate=Standards({"copy-not-credited": Severity.ERROR, "credit-unknown": None}))
    situation = replace(HERE, sources=(Source("Harbour Wire", "", WIRE),), strangers=(Stranger("Ilse Brandt"),))
    assert [(each.rule, each.severity) for each in found(STORY, situation, house)] == [
        ("copy-not-credited", Severity.ERROR)
    ]
