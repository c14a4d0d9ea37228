"""Editing directly in the midst of suggestions: it is agreed, the suggestions stay, and nothing else changes."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.revise.review.direct import directly, shared
from desk.revise.review.tracking import Tracking, tracked
from desk.story.body import (
    Block,
    Body,
    Figure,
    Heading,
    Mark,
    Paragraph,
    PullQuote,
    Quote,
    Span,
    Spans,
    Table,
    block_text,
    spans,
)
from desk.story.pieces import cut
from desk.story.places import parts
from desk.story.story import Story
from tests.revise.review.stories import edited, pairs, whole_pairs

FERRY = "The ferry left the harbour at noon and nobody on the quay saw it go."
BRIDGE = "A bridge would cost more than the council has, its treasurer said on Monday."
RAIN = "Rain fell on the island for the third day, and the roads to the north are closed."


def story(*blocks: object, headline: str = "") -> Story:
    made = (Paragraph(spans(each)) if isinstance(each, str) else each for each in blocks)
    return Story(headline=headline, body=Body(tuple(made)))  # type: ignore[arg-type]


def stems(baseline: Story, current: Story) -> list[str]:
    return sorted(re.sub(r"-\d+$", "", change.key) for change in tracked(baseline, current))


def texts(body: Body) -> list[str]:
    return ["|".join(parts(block)) for block in body.blocks]


def typed(block: Block, at: int, word: str) -> Block:
    text: Spans = block.spans  # type: ignore[union-attr]
    return replace(block, spans=spans(*cut(text, 0, at), word, *cut(text, at, 10_000)))  # type: ignore[arg-type]


@settings(max_examples=50)
@given(pairs, st.data())
def test_a_word_typed_is_agreed_or_a_part_of_a_suggestion_and_nothing_else_changes(
    pair: tuple[Story, Story], data: st.DataObject
) -> None:
    baseline, before = pair
    wordy = [n for n, block in enumerate(before.body.blocks) if isinstance(block, Paragraph | Heading | Quote)]
    if not wordy:
        return
    number = data.draw(st.sampled_from(wordy))
    at = data.draw(st.integers(0, len(block_text(before.body.blocks[number]))))
    made = typed(before.body.blocks[number], at, "zebra")
    found = directly(baseline, before, replace(before, body=before.body.replaced(number, number + 1, [made])))
    assert [text.replace("zebra", "") for text in texts(found.body)] == texts(baseline.body)
    assert sum(text.count("zebra") for text in texts(found.body)) <= 1


@settings(max_examples=40)
@given(pairs, st.data())
def test_what_is_done_where_nothing_is_suggested_leaves_all_suggestions(
    pair: tuple[Story, Story], data: st.DataObject
) -> None:
    untouched = Paragraph(spans(FERRY))
    ends = Paragraph(spans(BRIDGE)), Paragraph(spans(RAIN))
    baseline, before = (Story(body=Body((*each.body.blocks, ends[0], untouched, ends[1]))) for each in pair)
    at = data.draw(st.integers(0, len(FERRY)))
    new: list[Block] = data.draw(
        st.sampled_from(
            [
                [typed(untouched, at, " word")],
                [Paragraph(spans(FERRY[:at])), Paragraph(spans(FERRY[at:]))],
                [],
                [Heading(untouched.spans), untouched],
            ]
        )
    )
    number = len(before.body.blocks) - 2
    after = replace(before, body=before.body.replaced(number, number + 1, new))
    found = directly(baseline, before, after)
    assert found.body.blocks[-1 - len(new) : -1] == tuple(new)
    assert stems(found, after) == stems(baseline, before)


@settings(max_examples=40)
@given(pairs.flatmap(lambda pair: st.tuples(st.just(pair), edited(pair[1].body), st.booleans())))
def test_without_suggestions_it_is_the_story_and_with_some_a_pair_that_can_be_decided(
    case: tuple[tuple[Story, Story], Body, bool],
) -> None:
    (baseline, before), body, same = case
    after = Story(body=body)
    if same:
        assert directly(replace(before), before, after) is after
        return
    found = directly(baseline, before, after)
    tracking = Tracking(found, after)
    assert tracking.accepted().baseline == after
    assert tracking.rejected().current == found


@settings(max_examples=20)
@given(whole_pairs())
def test_of_other_fields_only_what_was_edited_changes(pair: tuple[Story, Story]) -> None:
    baseline, before = pair
    after = replace(before, kicker="Kicker", section=f"{before.section}!", keywords=(*before.keywords, "typed"))
    found = directly(baseline, before, after)
    assert "typed" in found.keywords
    assert [each for each in found.keywords if each != "typed"] == list(baseline.keywords)
    assert found.section == after.section
    assert replace(found, keywords=(), section="", kicker="") == replace(baseline, keywords=(), section="", kicker="")


def check(baseline: str | Story, before: str | Story, after: str | Story, expected: str | Story) -> None:
    made = [each if isinstance(each, Story) else story(each) for each in (baseline, before, after, expected)]
    assert directly(made[0], made[1], made[2]) == made[3]


def test_words_beside_a_suggestion_are_agreed() -> None:
    check("the ferry left", "the last ferry left", "the last old ferry left", "the old ferry left")
    check("the first ferry left", "the last ferry left", "the last old ferry left", "the first old ferry left")
    check("the first ferry left", "the last ferry left", "the old last ferry left", "the old first ferry left")
    check("the ferry left", "the ferry left at noon", "the ferry left at noon or so", "the ferry left or so")
    check("the first ferry", "the ferry", "the", "the first")
    check("He said so. It rained.", "He said so.", "He said so. Nobody came.", "He said so. Nobody came. It rained.")


def test_words_behind_a_suggested_paragraph_are_a_part_of_it() -> None:
    check(story(FERRY, BRIDGE), story(FERRY, RAIN, BRIDGE), story(FERRY, f"{RAIN} So.", BRIDGE), story(FERRY, BRIDGE))
    check(story(FERRY), story(FERRY, ""), story(FERRY, "So."), story(FERRY))
    check(
        story("It left.", RAIN, "x"),
        story("It left. So", "x"),
        story("It left. So it", "x"),
        story("It left. it", RAIN, "x"),
    )
    check("It left at noon", "It left at ten", "It left at ten or so", "It left at noon or so")


def test_words_inside_a_suggestion_are_a_part_of_it() -> None:
    check("the ferry left", "the very last ferry left", "the very old last ferry left", "the ferry left")
    check("It left at noon.", "It left at ten.", "It left at eleven.", "It left at noon.")
    check("the ferry left", "the very last ferry left", "the very ferry left", "the ferry left")


def test_who_takes_out_more_takes_out_what_is_struck_there() -> None:
    check("It left, it is said, at noon in rain.", "It left at noon in rain.", "It in rain.", "It in rain.")
    check(story(FERRY, BRIDGE), story(FERRY[:20], BRIDGE), story(BRIDGE), story(BRIDGE))
    check(story(FERRY, RAIN, BRIDGE), story(FERRY, BRIDGE), story(FERRY), story(FERRY, RAIN))


def test_a_block_is_moved_with_what_is_suggested_in_it() -> None:
    late = FERRY.replace("noon", "ten")
    check(story(FERRY, BRIDGE, RAIN), story(late, BRIDGE, RAIN), story(BRIDGE, RAIN, late), story(BRIDGE, RAIN, FERRY))


def test_a_block_that_is_suggested_elsewhere_is_edited_in_both_places() -> None:
    fast = story(BRIDGE, FERRY, RAIN), story(FERRY, BRIDGE, RAIN)
    baseline, before = shared(fast[0], fast[1]), fast[1]
    ten = FERRY.replace("noon", "ten")
    assert directly(baseline, before, story(ten, BRIDGE, RAIN)) == story(BRIDGE, ten, RAIN)


def test_a_paragraph_split_or_joined_beside_suggestions() -> None:
    late, cheap = FERRY.replace("noon", "ten"), BRIDGE.replace("more", "less")
    check(story(FERRY), story(late), story(late[:9], late[9:]), story(FERRY[:9], FERRY[9:]))
    check(story(FERRY, BRIDGE), story(late, cheap), story(late + cheap), story(FERRY + BRIDGE))
    check(story(FERRY, BRIDGE), story(late, RAIN, cheap), story(late, RAIN, "", cheap), story(FERRY, "", BRIDGE))
    check(story(FERRY, RAIN, BRIDGE), story(late, BRIDGE), story(late, "x", BRIDGE), story(FERRY, "x", RAIN, BRIDGE))


def test_a_split_that_is_only_suggested_stays_one() -> None:
    check(story(FERRY + BRIDGE), story(FERRY, BRIDGE), story(FERRY, f"So {BRIDGE}"), story(f"{FERRY}So {BRIDGE}"))
    check(story(FERRY + BRIDGE), story(FERRY, BRIDGE), story(f"{FERRY} So.", BRIDGE), story(f"{FERRY} So.{BRIDGE}"))


def test_marks_and_kinds_beside_those_that_are_suggested() -> None:
    strong, both = frozenset({Mark.STRONG}), frozenset({Mark.STRONG, Mark.EMPHASIS})
    made = [
        story(Paragraph((Span(FERRY, marks),))) for marks in (frozenset(), strong, both, frozenset({Mark.EMPHASIS}))
    ]
    check(*made)
    late = spans(FERRY.replace("noon", "ten"))
    check(story(FERRY), story(Paragraph(late)), story(Heading(late)), story(Heading(spans(FERRY))))
    check(story(FERRY), story(Heading(spans(FERRY))), story(Heading(late)), story(Paragraph(late)))


def test_pictures_quotes_and_tables_are_edited_part_by_part() -> None:
    ship = Figure("media:a", "A ship", spans("At sea in May"), "Reuters")
    late, cell = replace(ship, caption=spans("At sea in June")), spans("cell")
    new = replace(late, caption=spans("Out at sea in June"), credit="AP")
    check(story(ship), story(late), story(new), story(replace(new, caption=spans("Out at sea in May"))))
    quote = PullQuote(spans("It rained"), "Ann")
    check(
        story(quote),
        story(replace(quote, attribution="Bob")),
        story(PullQuote(spans("It rained hard"), "Bob")),
        story(PullQuote(spans("It rained hard"), "Ann")),
    )
    rows = ((spans("a"), spans("b")), (spans("c"), spans("d")))
    changed = (rows[0], (spans("c"), spans("x")))
    for made, agreed in (
        ((*changed, (cell, cell)), (*rows, (cell, cell))),
        (tuple((cell, *row) for row in changed), tuple((cell, *row) for row in rows)),
        (((cell, rows[0][1]), changed[1]), ((cell, rows[0][1]), rows[1])),
    ):
        check(story(Table(rows)), story(Table(changed)), story(Table(made)), story(Table(agreed)))


def test_many_edits_at_once() -> None:
    old = [f"{text} {number}" for number in range(20) for text in (FERRY, BRIDGE)]
    suggested = [text.replace("noon", "ten") for text in old]
    after = [text.replace("The", "A").replace("treasurer", "mayor") for text in suggested]
    check(story(*old), story(*suggested), story(*after), story(*(each.replace("ten", "noon") for each in after)))


def test_blocks_of_two_stories_are_shared() -> None:
    one, other = story(FERRY, BRIDGE), story(FERRY, RAIN)
    found = shared(one, other)
    assert found == one
    assert found.body.blocks[0] is other.body.blocks[0]
    assert shared(story(FERRY), other.__class__(body=Body((Paragraph(spans(FERRY)),)))) == story(FERRY)


def test_what_was_read_by_itself_shares_its_blocks_after_the_first_key() -> None:
    def read() -> Story:
        return story(FERRY, BRIDGE, RAIN)

    before = replace(read(), headline="Suggested")
    after = replace(before, body=before.body.replaced(1, 2, [typed(before.body.blocks[1], 3, "x")]))
    found = directly(read(), before, after)
    assert all(one is other for one, other in zip(found.body.blocks, after.body.blocks, strict=True))


def test_a_headline_is_edited_beside_a_suggestion() -> None:
    check(
        story(headline="Ferry leaves at noon"),
        story(headline="Ferry leaves at ten"),
        story(headline="Last ferry leaves at ten"),
        story(headline="Last ferry leaves at noon"),
    )
