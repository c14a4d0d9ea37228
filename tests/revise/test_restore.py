"""Parts of an older story come back, and nothing else moves."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.revise.diff import changes
from desk.revise.restore import restore_block, restore_field
from desk.revise.rows import Row, RowKind, rows
from desk.story.body import Block, Body, Figure, Heading, Mark, Paragraph, Rule, Span, spans
from desk.story.story import Story

TEXTS = (
    "",
    "Yes.",
    "The old mole will stay shut.",
    "Nobody knows when it opens.",
    "The old mole will stay shut. Nobody knows when it opens.",
    "It opens in May, she said.",
    "It opens in June, she said.",
    "The pilots want a raise, a second boat and somebody who reads their letters.",
)
texts = st.sampled_from(TEXTS).map(spans)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, texts),
    st.builds(Paragraph, texts),
    st.builds(Heading, texts),
    st.just(Rule()),
    st.just(Paragraph((Span(TEXTS[2], frozenset({Mark.STRONG})),))),
    st.builds(Figure, st.sampled_from(["media:00", "media:01"]), st.just("A ship"), texts),
)
stories = st.builds(
    Story,
    headline=st.sampled_from(TEXTS),
    keywords=st.sampled_from([(), ("sea",), ("sea", "ferry")]),
    body=st.lists(blocks, max_size=7).map(lambda found: Body(tuple(found))),
)
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def body(*texts: str) -> Story:
    return Story(body=Body(tuple(Paragraph(spans(text)) for text in texts)))


def changed(older: Story, newer: Story) -> list[Row]:
    """What can be taken back, each once."""
    found = rows(older.body.blocks, newer.body.blocks)
    return [row for row in found if row.kind not in (RowKind.SAME, RowKind.LEFT) and not row.continued]


@some
@given(stories, stories)
def test_taking_one_change_back_after_the_other_ends_at_the_older_text(older: Story, newer: Story) -> None:
    story = newer
    for _ in range(len(older.body.blocks) + len(newer.body.blocks)):
        if left := changed(older, story):
            story = restore_block(older, story, left[0].before, left[0].after)
    assert story.body == older.body
    assert (story.headline, story.keywords) == (newer.headline, newer.keywords)


@some
@given(stories, stories, st.data())
def test_a_change_that_is_taken_back_touches_no_other_block(older: Story, newer: Story, data: st.DataObject) -> None:
    if not (left := changed(older, newer)):
        return
    row = data.draw(st.sampled_from(left))
    story = restore_block(older, newer, row.before, row.after)
    found = rows(older.body.blocks, newer.body.blocks)
    gone = {row.after}
    if row.kind is RowKind.SPLIT:
        gone = {each.after for each in found if each.before == row.before}
    rest = [block for number, block in enumerate(newer.body.blocks) if number not in gone]
    there = list(story.body.blocks)
    for block in rest:  # in this order, with the one that came back somewhere among them
        assert block in there
        there = there[there.index(block) + 1 :]
    if row.before is not None:
        assert older.body.blocks[row.before] in story.body.blocks
        back = sum(each.after == row.after for each in found) if row.kind is RowKind.JOINED else 1
        assert len(story.body.blocks) == len(rest) + back
    else:
        assert list(story.body.blocks) == rest


@some
@given(stories, stories)
def test_fields_taken_back_one_by_one_give_the_older_story(older: Story, newer: Story) -> None:
    story = newer
    for change in changes(older, newer):
        story = restore_field(older, story, change.field)
    assert story == older
    for each in fields(Story):
        restored = restore_field(older, newer, each.name)
        assert {change.field for change in changes(newer, restored)} <= {each.name}


def test_a_field_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="no field"):
        restore_field(Story(), Story(), "footer")


def test_a_paragraph_that_went_comes_back_where_it_was() -> None:
    assert restore_block(body("One.", "Two.", "Three."), body("One.", "Three.", "Four."), 1) == body(
        "One.", "Two.", "Three.", "Four."
    )


def test_a_paragraph_that_moved_and_was_edited_goes_back_whole() -> None:
    older = body("The last ferry left at noon today.", TEXTS[5], TEXTS[7])
    newer = body(TEXTS[5], f"{TEXTS[7]} Today.", "The last ferry left at night today.")
    goal = body("The last ferry left at noon today.", TEXTS[5], f"{TEXTS[7]} Today.")
    assert restore_block(older, newer, 0) == goal


def test_a_split_paragraph_is_one_again_and_joined_ones_are_two() -> None:
    whole, parts = (
        body("The ferry left. Nobody was on it.", "End."),
        body("The ferry left.", "Nobody was on it.", "End."),
    )
    assert restore_block(whole, parts, 0) == whole
    assert restore_block(parts, whole, 0) == parts
    assert restore_block(parts, whole, 1) == parts


def test_a_paragraph_that_came_goes_and_one_that_was_there_stays() -> None:
    older, newer = body("One.", "Two."), body("One.", "New here.", "Two.")
    assert restore_block(older, newer, None, 1) == older
    assert restore_block(older, newer, None, 2) is newer
    assert restore_block(older, newer, 7) is newer
