"""Who is proposed for a credit, in which role, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.checks.copied import Words, plain_story
from desk.checks.proposals import Evidence, How, Proposal
from desk.checks.proposing import Trail, proposed
from desk.checks.sources import Source
from desk.houses import default_house
from desk.revise.review.authorship import Authorship
from desk.story.anchor import WHOLE_STORY, Anchor, on_text
from desk.story.body import Body, Embed, Figure, Note, Paragraph, PullQuote, block_text, spans
from desk.story.comments import Comment, Said, Thread, opened, threads
from desk.story.directory import Contact, Directory, house_with, usual
from desk.story.house import Wording
from desk.story.people import Credit, PersonKind, Role
from desk.story.places import Place
from desk.story.story import Dateline, Story
from desk.story.workflow import StaffRole

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUSE = default_house()
MAREN, ILSE, BO = "Maren Holt", "Ilse Brandt", "Bo Lind"
BY_ILSE = Credit(ILSE, role=Role.BY)
QUAY = "The ferry left at noon and nobody on the quay saw it go."
BRIDGE = "A bridge would cost more than the council has in ten years, and nobody has asked for one."
WIRE = (
    "Forty people were taken off the ferry by two tugs, and none of them was hurt, the harbour master said on Sunday."
)


def of(*texts: str, **more: object) -> Story:
    return Story(credits=(BY_ILSE,), body=Body(tuple(Paragraph(spans(text)) for text in texts)), **more)  # type: ignore[arg-type]


def written(*steps: tuple[str, Story]) -> Authorship:
    (who, first), *rest = steps
    found = Authorship.of(plain_story(first), who, NOON)
    for number, (name, story) in enumerate(rest, 1):
        found = found.after(plain_story(story), name, NOON + timedelta(hours=number))
    return found


def look(trail: Trail) -> tuple[tuple[Proposal, ...], tuple[Proposal, ...]]:
    return proposed(trail, house_with(HOUSE, trail.directory), Words(plain_story(trail.story)))


def offered(trail: Trail) -> list[str]:
    return [each.name for each in look(trail)[0]]


def only(trail: Trail) -> Proposal:
    (found,) = look(trail)[0]
    return found


def shown(evidence: Evidence, story: Story) -> str:
    assert evidence.block is not None
    return block_text(story.body.blocks[evidence.block])[evidence.start : evidence.stop]


# ------------------------------------------------------------------------------------------ words


def test_whoever_wrote_words_that_stand_is_offered_with_their_share() -> None:
    story = of(QUAY, BRIDGE)
    found = only(Trail(story, written((ILSE, of(QUAY)), (MAREN, story))))
    assert (found.name, found.kind, found.role, found.is_slight) == (MAREN, PersonKind.PERSON, Role.CONTRIBUTOR, False)
    (wrote,) = found.evidence
    assert (wrote.how, wrote.count, wrote.at) == (How.WROTE, 18, NOON + timedelta(hours=1))
    assert wrote.share == pytest.approx(18 / 31)
    assert shown(wrote, story) == wrote.words == BRIDGE.rstrip(".")


def test_what_was_taken_out_again_speaks_for_nobody() -> None:
    assert offered(Trail(of(QUAY), written((ILSE, of(QUAY)), (MAREN, of(QUAY, BRIDGE)), (BO, of(QUAY))))) == []


@pytest.mark.parametrize(
    "changed",
    [
        BRIDGE.replace(",", ""),
        BRIDGE.replace("years,", "years;"),
        BRIDGE.upper(),
        f"“{BRIDGE}”",
        BRIDGE.replace("council", "counsel"),
    ],
)
def test_a_comma_a_capital_and_a_typing_error_are_no_part_of_a_story(changed: str) -> None:
    long = [QUAY] * 8
    assert offered(Trail(of(changed, *long), written((ILSE, of(BRIDGE, *long)), (MAREN, of(changed, *long))))) == []


def test_some_words_here_and_there_are_slight_and_come_last() -> None:
    start = [BRIDGE] * 12
    some = [QUAY.replace("ferry", "launch"), BRIDGE.replace("council has", "town can lend it"), *start]
    more = [*some, "Bo was the first to say so aloud, in a hall that had not been so full for years."]
    found, _ = look(Trail(of(*more), written((ILSE, of(QUAY, BRIDGE, *start)), (MAREN, of(*some)), (BO, of(*more)))))
    assert [(each.name, each.is_slight) for each in found] == [(BO, False), (MAREN, True)]


def test_whoever_accepts_what_others_wrote_wrote_nothing() -> None:
    story = of(QUAY, BRIDGE)
    assert offered(Trail(story, written((ILSE, story), (MAREN, story)))) == []


def test_words_that_never_print_speak_for_nobody() -> None:
    note = Body(
        (Paragraph(spans(QUAY)), Note(spans(BRIDGE)), Embed("https://example.org/1", BRIDGE), PullQuote(spans(QUAY)))
    )
    story = replace(of(QUAY), body=note)
    assert offered(Trail(story, written((ILSE, of(QUAY)), (MAREN, story)))) == []


@pytest.mark.parametrize("name", ["", "root", "Administrator", "j.doe", "Desk", "Standard"])
def test_no_account_of_a_computer_and_not_the_house(name: str) -> None:
    story = of(QUAY, BRIDGE)
    assert offered(Trail(story, written((ILSE, of(QUAY)), (name, story)))) == []


def test_whoever_wrote_most_of_a_story_without_a_byline_is_its_author() -> None:
    story = replace(of(QUAY, BRIDGE), credits=())
    found, _ = look(Trail(story, written((MAREN, of(QUAY)), (BO, story))))
    assert [(each.name, each.role) for each in found] == [(BO, Role.BY), (MAREN, Role.CONTRIBUTOR)]
    named, _ = look(Trail(replace(story, byline_text="By our own correspondent"), written((BO, story))))
    assert [each.role for each in named] == [Role.CONTRIBUTOR]


def test_whoever_wrote_most_of_it_elsewhere_is_its_author_too() -> None:
    story = replace(of(WIRE), credits=())
    sources = [Source(BO, "", WIRE), Source("Harbour Wire", "", WIRE)]
    found, _ = look(Trail(story, sources=sources))
    assert [(each.name, each.role) for each in found] == [(BO, Role.BY), ("Harbour Wire", Role.CONTRIBUTOR)]


# ----------------------------------------------------------------------------------- who is credited


@pytest.mark.parametrize(
    "more",
    [
        {"credits": (Credit("maren holt", role=Role.EDITING),)},
        {"credits": (Credit("M. Holt"),)},
        {"byline_text": "By Maren Holt and Ilse Brandt"},
        {"contribution_text": "Edited with care by Maren Holt."},
    ],
)
def test_who_is_credited_anywhere_is_not_offered(more: dict[str, object]) -> None:
    listed = Directory((Contact(MAREN, spellings=("M. Holt",), id="m"),))
    story = replace(of(QUAY, BRIDGE), **more)  # type: ignore[arg-type]
    found, _ = look(Trail(story, written((ILSE, of(QUAY)), (MAREN, story)), directory=listed))
    assert MAREN not in [each.name for each in found]


def test_spellings_of_the_directory_are_one_person() -> None:
    listed = Directory((Contact(MAREN, spellings=("M. Holt", "mholt"), id="m"),))
    half = of(QUAY, "Nobody was asked about any of it.")
    story = of(QUAY, "Nobody was asked about any of it.", BRIDGE)
    found = only(Trail(story, written((ILSE, of(QUAY)), ("M. Holt", half), ("mholt", story)), directory=listed))
    assert (found.name, found.contact, found.evidence[0].count) == (MAREN, "m", 7 + 18)


def test_an_agency_under_any_name_is_credited_once() -> None:
    text = (
        "A pilot told the AP so, and in an interview with CBS said more; REUTERS reported it first. She told the BBC."
    )
    named = (
        Credit("The Associated Press"),
        Credit("CBS News", PersonKind.ORGANISATION),
        Credit("Lee Ash", title="Reuters reporter"),
    )
    found, _ = look(Trail(replace(of(text), credits=named)))
    assert [each.name for each in found] == ["BBC"]
    wire = replace(of("A man told Reuters so."), dateline=Dateline("LISBON", source="Reuters"))
    assert offered(Trail(wire)) == []


# ------------------------------------------------------------------------------- those who are quoted


def test_who_is_quoted_is_offered_with_the_sentence() -> None:
    text = "It rained. The singer, in an interview with CBS, called the tour a mistake. Nobody asked again."
    story = of(QUAY, text, "He told CBS News as much in May, and CBS later.")
    found = only(Trail(story))
    assert (found.name, found.kind, found.role, found.place) == ("CBS", PersonKind.ORGANISATION, Role.CONTRIBUTOR, "")
    first, second = found.evidence
    assert first.words == "The singer, in an interview with CBS, called the tour a mistake."
    assert (shown(first, story), second.block) == ("interview with CBS", 2)


@pytest.mark.parametrize(
    "text",
    [
        "He has contributed to the policy debate for years.",
        "Everything went according to plan.",
        "They met outside the Reuters building.",
        "Desk reported it first.",
    ],
)
def test_what_only_looks_like_it_offers_nobody(text: str) -> None:
    assert offered(Trail(of(text))) == []


def test_a_tweet_and_a_note_to_the_desk_attribute_nothing() -> None:
    blocks = (Embed("https://example.org/1", "I told Reuters everything."), Note(spans("He told the AP so.")))
    assert offered(Trail(Story(credits=(BY_ILSE,), body=Body(blocks)))) == []


# ------------------------------------------------------------------------- questions, pictures, copy


def asked(*more: Comment, anchor: Anchor = WHOLE_STORY, is_question: bool = True) -> Thread:
    opening = opened("1", "a", MAREN, NOON, anchor=anchor, text="Which lamps?", is_question=is_question)
    (thread,) = threads([opening, *more])
    return thread


def said(who: str, said: Said = Said.REPLIED, text: str = "Those on the mole.", id_: str = "2") -> Comment:
    return Comment(id_, "a", "1", said, who, NOON + timedelta(minutes=int(id_)), text)


def test_who_answered_a_question_is_offered_with_it() -> None:
    story = of(QUAY)
    anchor = on_text(Place("body", 0), QUAY, 4, 9)
    thread = asked(said(BO), said(MAREN, text="Thanks.", id_="3"), said(BO, Said.RESOLVED, "", "4"), anchor=anchor)
    found = only(Trail(story, threads=[(thread, anchor)]))
    (answered,) = found.evidence
    assert (found.name, answered.how, answered.words, answered.thread) == (BO, How.ANSWERED, "Which lamps?", "1")
    assert (shown(answered, story), answered.at) == ("ferry", NOON + timedelta(minutes=2))


@pytest.mark.parametrize(
    "thread",
    [
        asked(),
        asked(said(MAREN)),
        asked(said(ILSE)),
        asked(said(BO), is_question=False),
        asked(said(BO, Said.RESOLVED, "")),
    ],
)
def test_who_asks_who_has_the_byline_and_who_only_talks_answers_nothing(thread: Thread) -> None:
    assert offered(Trail(of(QUAY), threads=[(thread, thread.anchor)])) == []


def test_photographers_and_agencies_of_pictures() -> None:
    figure = Figure("media:a", "Alt", spans("A mole"), "Photo: Jane Roe/Reuters")
    story = replace(
        of(QUAY), body=Body((Paragraph(spans(QUAY)), figure)), lead=replace(figure, credit="Handout/Jane Roe")
    )
    found, _ = look(Trail(story))
    assert [(each.name, each.kind, each.role) for each in found] == [
        ("Jane Roe", PersonKind.PERSON, Role.PHOTOGRAPHY),
        ("Reuters", PersonKind.ORGANISATION, Role.PHOTOGRAPHY),
    ]
    lead, other = found[0].evidence
    assert (lead.field, lead.block, lead.words) == ("lead", None, "Handout/Jane Roe")
    assert (other.field, shown(other, story), other.words) == ("body", "Jane Roe", "Photo: Jane Roe/Reuters")


def test_whose_copy_stands_is_offered_and_whoever_pasted_it_did_not_write_it() -> None:
    story = of(QUAY, WIRE)
    source = Source("Harbour Wire", "https://example.org/ferry", WIRE, MAREN, NOON)
    found = only(Trail(story, written((ILSE, of(QUAY)), (MAREN, story)), sources=[source]))
    (pasted,) = found.evidence
    assert (found.name, pasted.how, pasted.count, pasted.block, pasted.at) == ("Harbour Wire", How.PASTED, 22, 1, NOON)
    assert (pasted.words, pasted.address) == (WIRE.rstrip("."), "https://example.org/ferry")


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        (WIRE, True),
        (WIRE.upper().replace(",", " –"), True),
        (WIRE.replace("Forty", "Some forty").replace("on Sunday", "later"), True),
        (WIRE[:51] + " There were no lamps.", True),
        ("Forty people were taken off, and none was hurt.", False),
        ("Two tugs took the forty people off. Nobody was hurt, said the harbour master.", False),
    ],
)
def test_copy_stands_as_long_as_enough_of_it_does(text: str, is_theirs: bool) -> None:
    source = Source("Harbour Wire", "", WIRE)
    assert offered(Trail(of(QUAY, text), sources=[source])) == ["Harbour Wire"] * is_theirs


# ------------------------------------------------------------------------------ how they are credited


def test_role_place_and_title_are_those_that_somebody_mostly_has() -> None:
    listed = Directory((Contact(BO, place="Taipei", title="Harbour Wire reporter", credited_as=Role.RESEARCH, id="b"),))

    def known(name: str) -> Credit | None:
        last = Credit(name, role=Role.PHOTOGRAPHY, place="Lisbon")
        return usual(next(iter(listed.named(name)), None), last)

    thread = asked(said(BO), said("Reuters", id_="3"))
    story = of("A man told Reuters so.")
    found, _ = look(Trail(story, threads=[(thread, thread.anchor)], directory=listed, usual=known))
    assert [each.credit for each in found] == [
        Credit(BO, role=Role.RESEARCH, place="Taipei", title="Harbour Wire reporter"),
        Credit("Reuters", PersonKind.ORGANISATION),
    ]


def test_a_wire_says_of_its_editors_that_they_edited() -> None:
    listed = Directory((Contact(MAREN, role=StaffRole.EDITOR), Contact(BO, role=StaffRole.REPORTER)))
    threads_ = [(each, each.anchor) for each in (asked(said(BO)),)]
    story = of(QUAY, BRIDGE)
    trail = Trail(story, written((ILSE, of(QUAY)), (MAREN, story)), threads_, directory=listed)
    for wording, role in ((Wording.PLAIN, Role.CONTRIBUTOR), (Wording.WIRE, Role.EDITING)):
        found, _ = proposed(trail, replace(HOUSE, wording=wording), Words(plain_story(story)))
        assert [each.role for each in found] == [role, Role.CONTRIBUTOR]


def test_who_was_declined_is_told_apart_under_any_name() -> None:
    text = "A pilot told the AP so, and Reuters reported it."
    found, declined = look(Trail(of(text), declined=("The Associated Press", "Somebody Else")))
    assert ([each.name for each in found], [each.name for each in declined]) == (["Reuters"], ["Associated Press"])
    assert declined[0].evidence[0].words == text


def names(found: Iterable[Proposal]) -> list[str]:
    return [each.name for each in found]


def test_those_for_whom_most_speaks_come_first() -> None:
    story = of(QUAY, BRIDGE, WIRE, "A man told Reuters so.")
    first = of(QUAY, WIRE, "A man told Reuters so.")
    thread = asked(said("Lee Ash"))
    trail = Trail(
        story, written((ILSE, first), (MAREN, story)), [(thread, thread.anchor)], [Source("Harbour Wire", "", WIRE)]
    )
    assert names(look(trail)[0]) == [MAREN, "Harbour Wire", "Lee Ash", "Reuters"]
