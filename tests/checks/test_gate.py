"""The gate: what it finds, what stops, what asks, and who goes past."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.checks import Gate, Override, Severity, Situation, check, gate, gate_of_all
from desk.checks.finding import Finding
from desk.checks.gate_rules import GATE_RULES
from desk.houses import default_house
from desk.story.anchor import WHOLE_STORY, Anchor, on_field, on_text
from desk.story.body import Body, Figure, Note, Paragraph, block_text, spans
from desk.story.comments import Comment, Said, Thread, opened, threads
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.places import Place
from desk.story.standards import FINDINGS, Standards
from desk.story.states import State
from desk.story.story import Correction, Dateline, Story
from desk.story.workflow import StaffRole

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
REPORTER, EDITOR, PRODUCER = StaffRole
HOUSE = default_house()
HERE = Situation(NOW, State.READY)
OUT = Situation(NOW)
SOUND = Story(
    headline="Pilots refuse night landings",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    body=Body((Paragraph(spans("The pilots stopped at night.")), Paragraph(spans("They want lamps.")))),
)


def rules(found: Gate) -> list[str]:
    return [finding.rule for finding in found.findings]


def only(found: Gate, rule: str) -> Finding:
    (finding,) = [each for each in found.findings if each.rule == rule]
    return finding


def asked(anchor: Anchor = WHOLE_STORY, text: str = "Which lamps?", *more: Comment) -> Thread:
    (thread,) = threads([opened("1", "a", "Maren Holt", NOW, anchor=anchor, text=text, is_question=True), *more])
    return thread


def test_a_sound_story_goes_through() -> None:
    found = gate(SOUND, HOUSE, HERE)
    assert (found.findings, found.hindrance(REPORTER), found.to_override) == ((), "", ())


def test_every_finding_has_its_place_in_the_order() -> None:
    assert [rule.id for rule in GATE_RULES if rule.id not in FINDINGS] == ["line-differs"]
    assert len({rule.id for rule in GATE_RULES}) == len(GATE_RULES)


def test_what_stops_comes_before_what_asks_and_that_in_the_order_of_the_house() -> None:
    story = Story(
        headline="Pilots TK",
        deck="x" * 161,
        lead=Figure("media:a", "", spans("A mole"), ""),
        body=Body((Paragraph(spans("A source told Reuters so.")),)),
        embargo=NOW + timedelta(1),
    )
    situation = Situation(NOW, None, 2, (asked(),))
    assert rules(gate(story, HOUSE, situation)) == [
        *("to-come", "unresolved-changes", "open-question", "embargoed"),
        *("too-long", "no-alt-text", "no-picture-credit", "agency-not-credited", "no-byline"),
    ]


def test_checks_while_typing_hold_no_rule_of_the_gate() -> None:
    story = replace(SOUND, body=Body((Paragraph(spans("A source told Reuters so.")),)))
    assert not check(story, HOUSE, NOW)
    assert rules(gate(story, HOUSE, HERE)) == ["agency-not-credited"]


def test_changes_that_nobody_decided_on() -> None:
    for number, says in ((1, "1 tracked change is"), (1200, "1,200 tracked changes are")):
        finding = only(gate(SOUND, HOUSE, replace(HERE, unresolved=number)), "unresolved-changes")
        assert (finding.message, finding.field) == (f"{says} still to be accepted or rejected.", "")


def test_a_question_stops_until_it_is_answered_and_says_where_it_is() -> None:
    thread = asked(on_text(Place("body", 1), "They want lamps.", 10, 15))
    finding = only(gate(SOUND, HOUSE, replace(HERE, questions=(thread,))), "open-question")
    assert finding.message == "Maren Holt asks, and nobody has answered: “Which lamps?”."
    assert (finding.field, finding.block, finding.start, finding.stop) == ("body", 1, 10, 15)
    answer = Comment("2", "a", "1", Said.REPLIED, "Ilse Brandt", NOW, "Those on the mole.")
    assert not gate(SOUND, HOUSE, replace(HERE, questions=(asked(WHOLE_STORY, "Which?", answer),))).findings


def test_a_question_about_something_else_than_words() -> None:
    def place(anchor: Anchor) -> tuple[str, int | None, int | None, int | None]:
        found = only(gate(SOUND, HOUSE, replace(HERE, questions=(asked(anchor),))), "open-question")
        return found.field, found.block, found.start, found.stop

    lost = replace(on_text(Place("body", 1), "They want lamps.", 10, 15), lost=True)
    assert place(WHOLE_STORY) == ("", None, None, None)
    assert place(on_field("deck")) == ("deck", None, None, None)
    assert place(on_text(Place("headline"), SOUND.headline, 0, 6)) == ("headline", None, 0, 6)
    assert place(lost) == ("body", None, None, None)
    assert place(on_text(Place("body", 9), "They want lamps.", 10, 15)) == ("body", None, None, None)


def test_a_long_question_is_told_by_its_beginning() -> None:
    thread = asked(text="Which lamps\nare those, " + "and which " * 20)
    finding = only(gate(SOUND, HOUSE, replace(HERE, questions=(thread,))), "open-question")
    assert "“Which lamps are those, and" in finding.message
    assert finding.message.endswith(" …”.")
    assert len(finding.message) < 140


def test_an_embargo_is_told_before_ready_and_stops_whatever_goes_out() -> None:
    story = replace(SOUND, embargo=NOW + timedelta(hours=1))
    before = gate(story, HOUSE, HERE)
    assert only(before, "embargoed").severity is Severity.NOTE
    assert before.hindrance(REPORTER) == ""
    for situation in (OUT, Situation(NOW, State.PUBLISHED), Situation(NOW, State.CORRECTED, published=SOUND)):
        found = gate(story, HOUSE, situation)
        says = found.hindrance(EDITOR, Override("We have it from elsewhere."))
        assert says == "The story is under embargo until May 3, 2026, 1:00 PM UTC. Nobody can go past that."
    assert not gate(story, HOUSE, replace(OUT, now=NOW + timedelta(hours=1))).findings


def test_a_house_that_lets_an_embargo_be_overridden() -> None:
    house = replace(HOUSE, gate=Standards(firm=()))
    found = gate(replace(SOUND, embargo=NOW + timedelta(1)), house, OUT)
    assert found.hindrance(EDITOR)
    assert not found.hindrance(EDITOR, Override("It is out elsewhere."))


def test_errors_stop_and_some_may_go_on_with_a_reason() -> None:
    found = gate(replace(SOUND, headline=""), HOUSE, replace(HERE, unresolved=1))
    for_reporters = (
        "There is no headline. And 1 more finding. An editor or a producer may go on all the same, with a reason."
    )
    assert found.hindrance(REPORTER, Override("I like it so.")) == for_reporters
    assert found.hindrance(EDITOR, Override(" ")) == found.hindrance(EDITOR)
    assert found.hindrance(EDITOR) == (
        "There is no headline. And 1 more finding. Whoever goes on all the same says why."
    )
    assert found.hindrance(EDITOR, Override("The wire has it so.")) == ""
    assert [each.rule for each in found.to_override] == ["no-headline", "unresolved-changes"]
    assert not found.may_override(REPORTER)
    assert found.may_override(PRODUCER)


def test_errors_that_nobody_may_override() -> None:
    house = replace(HOUSE, gate=Standards(override=()))
    found = gate(replace(SOUND, headline=""), house, HERE)
    assert found.hindrance(EDITOR, Override("Why not?")) == "There is no headline. Put that right first."


def test_warnings_ask_everybody_for_a_reason() -> None:
    found = gate(replace(SOUND, headline="x" * 65), HOUSE, HERE)
    assert found.may_override(REPORTER)
    assert "Whoever goes on all the same says why." in found.hindrance(REPORTER)
    assert not found.hindrance(REPORTER, Override("It fits."))


def test_the_house_says_which_is_which() -> None:
    standards = Standards({"no-byline": Severity.ERROR, "too-long": None, "no-headline": Severity.NOTE})
    house = replace(HOUSE, gate=standards)
    story = replace(SOUND, credits=(), headline="", deck="x" * 200)
    found = gate(story, house, HERE)
    assert [(each.rule, each.severity) for each in found.findings] == [
        ("no-byline", Severity.ERROR),
        ("no-headline", Severity.NOTE),
    ]
    assert {each.rule: each.severity for each in check(story, house, NOW)} == {
        "no-byline": Severity.ERROR,
        "no-headline": Severity.NOTE,
    }


def test_a_byline_without_a_dateline_where_the_house_wants_one() -> None:
    house = replace(HOUSE, name="Wire", gate=Standards(dateline_with_byline=True))
    finding = only(gate(SOUND, house, HERE), "no-dateline")
    assert finding.message == "There is a byline and no dateline, which Wire wants with it."
    assert not gate(replace(SOUND, dateline=Dateline("LISBON")), house, HERE).findings
    assert rules(gate(replace(SOUND, credits=()), house, HERE)) == ["no-byline"]


def test_a_correction_tells_readers_what_was_wrong() -> None:
    note = Correction("Forty metres, not fourteen.", NOW)
    situation = Situation(NOW, State.CORRECTED, published=replace(SOUND, corrections=(note,)))
    corrected = replace(SOUND, corrections=(note,))
    assert only(gate(corrected, HOUSE, situation), "no-correction").field == "corrections"
    more = replace(corrected, corrections=(note, replace(note, text="And fifty lamps.", at=NOW + timedelta(hours=1))))
    assert not gate(more, HOUSE, situation).findings
    silent = replace(corrected, corrections=(replace(note, withdrawn=NOW),))
    assert not gate(silent, HOUSE, situation).findings, "nothing but the note is taken from them"
    also = replace(silent, headline="Pilots land")
    assert rules(gate(also, HOUSE, situation)) == ["no-correction"]
    assert not gate(corrected, HOUSE, replace(situation, published=None)).findings
    assert not gate(corrected, HOUSE, replace(situation, target=State.UPDATED)).findings


# ----------------------------------------------------------------------------- agencies that are quoted


def with_words(*paragraphs: str, **more: object) -> Story:
    return replace(SOUND, body=Body(tuple(Paragraph(spans(text)) for text in paragraphs)), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("“It is over,” a pilot told Reuters on Sunday.", "Reuters is quoted (“told Reuters”) and is not credited."),
        ("The AP first reported it.", "The AP is quoted (“The AP first reported”) and is not credited."),
        ("According to BBC News, no.", "BBC News is quoted (“According to BBC News”) and is not credited."),
        ("In documents seen\nby ProPublica, …", "ProPublica is quoted (“seen by ProPublica”) and is not credited."),
        ("The Kyodo news agency reported.", "Kyodo is quoted (“The Kyodo news agency reported”) and is not credited."),
        ("citing dpa and others", "dpa is quoted (“citing dpa”) and is not credited."),
    ],
)  # fmt: skip
def test_an_agency_that_is_quoted_and_not_credited(text: str, says: str) -> None:
    finding = only(gate(with_words("First.", text), HOUSE, HERE), "agency-not-credited")
    assert (finding.message, finding.block) == (says, 1)
    assert finding.start is not None
    words = block_text(Paragraph(spans(text)))[finding.start : finding.stop]
    assert f"“{' '.join(words.split())}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Reuters said on Monday that it would cut forty jobs.",  # news about it
        "The alphabet has ABC in it, and Wired magazine is sold here.",
        "He told Reutersville’s mayor, and according to Hearst Castle guides.",
        "She told Vox Media executives so.",
        "told reuters",
        "Reporters told the men.",
    ],
)
def test_a_name_alone_is_no_quotation(text: str) -> None:
    assert not gate(with_words(text), HOUSE, HERE).findings


QUOTING = "A pilot told Reuters so."


@pytest.mark.parametrize(
    "story",
    [
        with_words(QUOTING, credits=(*SOUND.credits, Credit("Reuters", PersonKind.ORGANISATION))),
        with_words(QUOTING, credits=(*SOUND.credits, Credit("Thomson Reuters", PersonKind.ORGANISATION))),
        with_words(QUOTING, credits=(Credit("Bo Lind", role=Role.BY, title="Reuters reporter"),)),
        with_words(QUOTING, dateline=Dateline("LISBON", source="Reuters")),
        with_words("A pilot told the AP.", dateline=Dateline("LISBON", source="Associated Press")),
        replace(with_words("x"), body=Body((Note(spans(QUOTING)),))),
    ],
)
def test_an_agency_that_is_credited_anywhere(story: Story) -> None:
    assert not gate(story, HOUSE, HERE).findings


def test_a_line_by_hand_credits_an_agency_too() -> None:
    story = with_words(QUOTING, contribution_text="With files from Reuters.")
    assert "agency-not-credited" not in rules(gate(story, HOUSE, HERE))


def test_an_agency_does_not_credit_itself() -> None:
    assert not gate(with_words(QUOTING), replace(HOUSE, publisher="Reuters"), HERE).findings


def test_each_agency_is_told_once_under_whichever_name() -> None:
    story = with_words("A man told the AP.", "Another told the Associated Press.", "A third told Reuters, too.")
    found = [each for each in gate(story, HOUSE, HERE).findings if each.rule == "agency-not-credited"]
    assert [each.block for each in found] == [0, 2]


def test_agencies_that_only_the_library_knows() -> None:
    story = with_words("A man told Harbour Wire so.")
    assert not gate(story, HOUSE, HERE).findings
    assert rules(gate(story, HOUSE, replace(HERE, agencies=("Harbour Wire",)))) == ["agency-not-credited"]


def test_no_agencies_are_known() -> None:
    assert not gate(with_words(QUOTING), House(), HERE).findings


def test_what_was_published_does_not_change_in_silence() -> None:
    changed = replace(SOUND, headline="Pilots refuse to land at night")
    out = replace(OUT, published=SOUND)
    assert only(gate(changed, HOUSE, out), "changed-since-published").severity is Severity.ERROR
    assert not gate(changed, HOUSE, replace(out, target=State.UPDATED)).findings, "it is said by the step"
    private = Body((*SOUND.body.blocks, Note(spans("Ask her again."))))
    same = replace(SOUND, body=private, slug="pilots", target_words=600)
    assert not gate(same, HOUSE, out).findings, "readers see nothing of that"


def test_what_readers_were_told_is_not_unsaid() -> None:
    note = Correction("Forty metres, not fourteen.", NOW)
    out = Situation(NOW, State.UPDATED, published=replace(SOUND, corrections=(note,)))
    kept = replace(SOUND, corrections=(replace(note, withdrawn=NOW), replace(note, at=NOW + timedelta(hours=1))))
    assert not gate(kept, HOUSE, out).findings
    for changed in ((), (replace(note, text="Forty."),), (replace(note, at=NOW + timedelta(hours=1)),)):
        found = only(gate(replace(SOUND, corrections=changed), HOUSE, out), "correction-changed")
        assert ("was taken out" in found.message) is (not changed or changed[0].at != NOW)
    assert rules(gate(SOUND, HOUSE, replace(out, target=None))) == ["changed-since-published"]


def test_what_was_out_once_says_why_it_comes_out_otherwise() -> None:
    again = Situation(NOW, State.PUBLISHED, published=SOUND)
    assert not gate(replace(SOUND, first_published=NOW, updated=NOW), HOUSE, again).findings
    other = only(gate(replace(SOUND, headline="Pilots land"), HOUSE, again), "changed-since-published")
    assert "once more" in other.message


def test_what_was_killed_does_not_go_out() -> None:
    assert only(gate(SOUND, HOUSE, replace(OUT, is_killed=True)), "killed").severity is Severity.ERROR
    assert not gate(SOUND, HOUSE, Situation(NOW, State.IN_REVIEW, is_killed=True)).findings


def test_the_gate_of_several_stories_has_one_finding_for_each() -> None:
    bare = gate(Story(headline="TK"), HOUSE, OUT)
    held = gate(replace(SOUND, headline="", embargo=NOW + timedelta(1)), HOUSE, OUT)
    both = gate_of_all({"Sound": gate(SOUND, HOUSE, OUT), "Bare": bare}, HOUSE.gate)
    assert [finding.message for finding in both.findings] == [
        f"Bare: {bare.to_override[0].message} And 1 more finding."
    ]
    assert both.may_override(EDITOR)
    assert not both.may_override(REPORTER)
    assert not gate_of_all({"Bare": bare, "Held": held}, HOUSE.gate).may_override(EDITOR)
