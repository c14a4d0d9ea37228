"""Two people's work made one: nothing that either wrote is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.revise.review.flow import flow_of_blocks
from desk.revise.review.merging import merge
from desk.revise.review.tracking import tracked
from desk.story.body import Body, Figure, Heading, Mark, Paragraph, Span, spans
from desk.story.story import Story
from tests.revise.review.stories import bodies, edited, whole_pairs

FERRY = "The ferry left at noon and nobody saw it go."
BRIDGE = "A bridge would cost more than the council has."


def body(*blocks: object) -> Story:
    return Story(body=Body(tuple(Paragraph(spans(each)) if isinstance(each, str) else each for each in blocks)))  # type: ignore[misc]


three = bodies.flatmap(lambda base: st.tuples(st.just(base), edited(base), edited(base))).map(
    lambda found: [Story(body=each) for each in found]
)


@settings(max_examples=40)
@given(three)
def test_what_only_one_changed_is_taken(stories: Sequence[Story]) -> None:
    base, ours, theirs = stories
    assert merge(base, ours, base) == (ours, ours)
    assert merge(base, base, theirs) == (theirs, theirs)
    assert merge(base, ours, ours) == (ours, ours)


@settings(max_examples=66)
@given(three)
def test_no_word_is_lost(stories: Sequence[Story]) -> None:
    base, ours, theirs = stories
    baseline, current = merge(base, ours, theirs)
    here = {unit for story in (baseline, current) for unit in flow_of_blocks(story.body.blocks).ids}
    known = {*flow_of_blocks(base.body.blocks).ids}
    for story in (ours, theirs):
        assert {*flow_of_blocks(story.body.blocks).ids} - known <= here


@settings(max_examples=20)
@given(whole_pairs(), st.data())
def test_all_fields_are_merged(pair: tuple[Story, Story], data: st.DataObject) -> None:
    base, ours = pair
    theirs = replace(base, headline="Theirs", keywords=(*base.keywords, "theirs"))
    baseline, current = merge(base, ours, theirs)
    assert "Theirs" in (baseline.headline, current.headline) or "Theirs" in current.headline
    assert "theirs" in {*baseline.keywords, *current.keywords}
    assert current.body == baseline.body == ours.body


def test_changes_of_different_words_are_both_there() -> None:
    base = body(f"{FERRY} {BRIDGE}", "x")
    ours = body(f"{FERRY.replace('noon', 'ten')} {BRIDGE}", "x")
    theirs = body(f"{FERRY} {BRIDGE.replace('council', 'town')}", "x", "A third.")
    both = body(f"{FERRY.replace('noon', 'ten')} {BRIDGE.replace('council', 'town')}", "x", "A third.")
    assert merge(base, ours, theirs) == (both, both)


def test_the_same_words_changed_by_both_are_a_tracked_change() -> None:
    baseline, current = merge(body(FERRY), body(FERRY.replace("noon", "ten")), body(FERRY.replace("noon", "midnight")))
    assert [each.sentence for each in tracked(baseline, current)] == ["Replaced “midnight” with “ten”"]


def test_paragraphs_put_in_at_the_same_place_are_both_there() -> None:
    both = body(FERRY, "Ours is this.", "Theirs is that.", BRIDGE)
    assert merge(body(FERRY, BRIDGE), body(FERRY, "Ours is this.", BRIDGE), body(FERRY, "Theirs is that.", BRIDGE)) == (
        both,
        both,
    )


def test_marks_that_either_switched_are_on() -> None:
    strong, emphasis = frozenset({Mark.STRONG}), frozenset({Mark.EMPHASIS})
    baseline, current = merge(
        body(FERRY), body(Paragraph((Span(FERRY, strong),))), body(Paragraph((Span(FERRY, emphasis),)))
    )
    assert baseline == current == body(Paragraph((Span(FERRY, strong | emphasis),)))


def test_what_a_block_is_and_what_it_says_are_two_things() -> None:
    both = body(Heading(spans(FERRY.replace("noon", "ten"))))
    assert merge(body(FERRY), body(Heading(spans(FERRY))), body(FERRY.replace("noon", "ten"))) == (both, both)


def test_a_picture_and_its_caption_are_two_things() -> None:
    base, ours, theirs, both = (  # ours has another picture, theirs another caption
        body(Figure(picture, "A ship", spans(caption)))
        for picture, caption in (
            ("media:a", "At sea"),
            ("media:b", "At sea"),
            ("media:a", "Ashore"),
            ("media:b", "Ashore"),
        )
    )
    assert merge(base, ours, theirs) == (both, both)


def test_what_one_took_out_and_the_other_changed_is_a_tracked_change() -> None:
    baseline, current = merge(body(FERRY, BRIDGE), body(FERRY), body(FERRY, BRIDGE.replace("council", "town")))
    (change,) = tracked(baseline, current)
    assert "town" in change.removed
    assert current == body(FERRY)
