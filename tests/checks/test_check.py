from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks import Finding, Severity, check
from desk.checks.rules import RULES
from desk.houses import default_house
from desk.story.body import Body, Figure, Note, Paragraph, Table, block_text, spans
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
HOUSE = default_house()
SOUND = Story(
    headline="Island ferry makes its last crossing",
    deck="After a century the boat gives way to a bridge.",
    slug="ferry",
    credits=(
        Credit("Ann Lee", role=Role.BY),
        Credit("Bo Roe", place="Lisbon"),
        Credit("Reuters", PersonKind.ORGANISATION),
        Credit("Cy Poe", role=Role.EDITING),
    ),
    body=Body(
        (
            Paragraph(spans("The ferry left at noon.")),
            Figure("media:00", "A ship at a quay", spans("The quay on Sunday"), "Dee Fox"),
        )
    ),
    lead=Figure("media:01", "A bridge", (), "Dee Fox"),
)


def found(story: Story, rule: str) -> list[Finding]:
    return [finding for finding in check(story, HOUSE, NOW) if finding.rule == rule]


def with_field(field: str, text: str) -> Story:
    values: dict[str, Any] = {field: text}
    return replace(SOUND, **values)


def with_body(*texts: str) -> Story:
    return replace(SOUND, body=Body(tuple(Paragraph(spans(text)) for text in texts)))


def test_a_sound_story_has_no_findings() -> None:
    assert check(SOUND, HOUSE, NOW) == ()


def test_an_empty_story_lacks_headline_and_byline() -> None:
    assert [(f.rule, f.severity, f.field) for f in check(Story(), HOUSE, NOW)] == [
        ("no-headline", Severity.ERROR, "headline"),
        ("no-byline", Severity.WARNING, "credits"),
    ]


@pytest.mark.parametrize(("field", "limit"), [("headline", 64), ("deck", 160), ("slug", 24)])
def test_limits_are_kept_to_the_character(field: str, limit: int) -> None:
    assert not found(with_field(field, "x" * limit), "too-long")
    (finding,) = found(with_field(field, "x" * (limit + 2)), "too-long")
    assert (finding.field, finding.start, finding.stop) == (field, limit, limit + 2)
    assert finding.message == f"The {field} has {limit + 2} characters, 2 more than the {limit} of Standard."


def test_a_picture_without_alternative_text_or_credit_is_found_where_it_stands() -> None:
    story = replace(SOUND, body=SOUND.body.replaced(1, 1, [Figure("media:02", " ", spans("One two three"), "")]))
    (alt,), (credit,) = found(story, "no-alt-text"), found(story, "no-picture-credit")
    assert (alt.field, alt.block, credit.block) == ("body", 1, 1)
    assert alt.message == "Picture 1 (“One two three…”) has no alternative text for readers who do not see it."
    assert credit.message == "Picture 1 (“One two three…”) has no credit."


def test_the_lead_picture_needs_them_too() -> None:
    story = replace(SOUND, lead=Figure("media:01"))
    assert [(f.field, f.block, f.message) for f in check(story, HOUSE, NOW)] == [
        ("lead", None, "The lead picture has no alternative text for readers who do not see it."),
        ("lead", None, "The lead picture has no credit."),
    ]


def test_a_byline_written_by_hand_is_a_byline() -> None:
    nobody = replace(SOUND, credits=SOUND.credits[1:])
    assert found(nobody, "no-byline")
    assert not found(replace(nobody, byline_text="By our own staff"), "no-byline")


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("The cost is TK euros.", [(12, 14)]),
        ("TK", [(0, 2)]),
        ("(TKTK) and TKs", [(1, 5), (11, 14)]),
        ("NAME TK TK", [(5, 10)]),
        ("It has [TK: how many?] rooms.", [(7, 22)]),
        ("Atkins said tk, in the TKO of the TKP.", []),
    ],
)
def test_what_is_still_to_come_is_found_with_its_position(text: str, positions: list[tuple[int, int]]) -> None:
    findings = found(with_body("Nothing here.", text), "to-come")
    assert [(f.start, f.stop) for f in findings] == positions
    assert all((f.field, f.block, f.severity) == ("body", 1, Severity.ERROR) for f in findings)


def test_what_is_to_come_is_said_with_the_words_around_it() -> None:
    (finding,) = found(with_body("It will cost the island TK euros a year, officials said."), "to-come")
    assert finding.message == "“TK” still stands for something to come: “It will cost the island TK euros a year,”."


@pytest.mark.parametrize("field", ["kicker", "headline", "deck", "byline_text", "contribution_text"])
def test_what_is_to_come_is_found_in_every_line(field: str) -> None:
    (finding,) = found(with_field(field, "Something TK"), "to-come")
    assert (finding.field, finding.block, finding.start) == (field, None, 10)


def test_what_is_to_come_is_found_in_tables_and_captions_and_not_in_notes_to_colleagues() -> None:
    blocks = (Note(spans("price TK")), Table(((spans("a TK"),),)), Figure("media:00", "x", spans("caption TK"), "y"))
    story = replace(SOUND, body=Body(blocks), lead=Figure("media:01", "x", spans("TK"), "y"))
    assert [(f.field, f.block) for f in found(story, "to-come")] == [("lead", None), ("body", 1), ("body", 2)]


def test_lines_by_hand_that_say_something_else_are_flagged() -> None:
    same = replace(
        SOUND, contribution_text="— Bo Roe in Lisbon and Reuters contributed to this story. Edited by Cy Poe."
    )
    assert check(same, HOUSE, NOW) == ()
    other = replace(SOUND, byline_text="By Ann Li", contribution_text="Bo Roe contributed.")
    assert [(f.rule, f.field) for f in check(other, HOUSE, NOW)] == [
        ("byline-differs", "byline_text"),
        ("contribution-differs", "contribution_text"),
    ]


def test_a_credit_that_cannot_be_told_from_its_line_is_flagged() -> None:
    story = replace(SOUND, credits=(*SOUND.credits, Credit("Dan and Eve")))
    (finding,) = check(story, HOUSE, NOW)
    assert (finding.rule, finding.field) == ("credit-unclear", "credits")
    assert "“Dan and Eve” would be read as more than a name" in finding.message


def test_somebody_with_the_byline_is_not_a_contributor_as_well() -> None:
    story = replace(
        SOUND,
        credits=(
            Credit("Associated Press", PersonKind.ORGANISATION, Role.BY),
            Credit("Seán O’Neill", role=Role.BY),
            Credit("Seán O'Neill"),
            Credit("The AP", PersonKind.ORGANISATION, Role.REPORTING),
            Credit("Seán O’Neill", role=Role.PHOTOGRAPHY),
        ),
    )
    assert [f.message for f in found(story, "credited-twice")] == [
        "Seán O'Neill has the byline and is named in the contribution line as well.",
        "The AP has the byline and is named in the contribution line as well.",
    ]


def test_an_embargo_is_held_until_its_minute_in_the_houses_own_time() -> None:
    story = replace(SOUND, embargo=NOW)
    assert not found(story, "embargoed")
    house = replace(HOUSE, timezone="Europe/London", date_format="%-d %B %Y", time_format="%H:%M")
    (finding,) = check(story, house, NOW - timedelta(seconds=1))
    assert (finding.rule, finding.severity, finding.field) == ("embargoed", Severity.ERROR, "embargo")
    assert finding.message == "The story is under embargo until 3 May 2026, 13:00 BST."


def test_an_embargo_is_held_against_the_clock_where_no_time_is_given() -> None:
    assert [f.rule for f in check(replace(SOUND, embargo=datetime.max.replace(tzinfo=UTC) - timedelta(1)), HOUSE)]
    assert not check(replace(SOUND, embargo=NOW.replace(year=2020)), HOUSE)


def test_rules_have_names_of_their_own_and_say_what_they_ask() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.summary.endswith(".") for rule in RULES)


def test_only_the_rules_asked_for_are_held() -> None:
    assert [f.rule for f in check(Story(), HOUSE, NOW, RULES[:1])] == ["no-headline"]


texts = st.text("TK a.\n", max_size=10)
blocks = texts.map(lambda text: Paragraph(spans(text))) | st.builds(Figure, texts, texts, texts.map(spans), texts)


@given(st.lists(blocks, max_size=4), texts, texts)
def test_positions_stand_in_the_text_and_sentences_end(
    parts: list[Paragraph | Figure], headline: str, deck: str
) -> None:
    story = Story(headline=headline, deck=deck, body=Body(tuple(parts)))
    for finding in check(story, HOUSE, NOW):
        assert finding.message.endswith(".")
        assert (finding.block is None) == (finding.field != "body")
        if finding.start is not None and finding.stop is not None:
            block = finding.block
            text = getattr(story, finding.field) if block is None else block_text(story.body.blocks[block])
            assert 0 <= finding.start < finding.stop <= len(text)
            assert finding.rule != "to-come" or text[finding.start : finding.stop].startswith("TK")
