"""The texts of a story, and putting others in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Block, Body, Embed, Figure, Paragraph, PullQuote, Rule, Table, block_text, spans, text_of
from desk.story.places import Place, block_at, marked_parts, offset_in_block, order, part_at, parts, texts, with_parts
from desk.story.story import Story
from tests.formats.bodies import blocks


@given(blocks)
def test_the_texts_of_a_block_are_those_of_its_marked_ones(block: Block) -> None:
    assert parts(block) == tuple(map(text_of, marked_parts(block)))


@given(blocks)
def test_a_block_with_its_own_texts_is_the_same(block: Block) -> None:
    assert with_parts(block, dict(enumerate(marked_parts(block)))) == block


@given(blocks, st.data())
def test_only_the_text_that_is_replaced_is_another(block: Block, data: st.DataObject) -> None:
    before = parts(block)
    if not before:
        return
    number = data.draw(st.integers(0, len(before) - 1))
    after = parts(with_parts(block, {number: spans("something else")}))
    assert after[number] == "something else"
    assert [text for n, text in enumerate(after) if n != number] == [t for n, t in enumerate(before) if n != number]


@given(blocks)
def test_an_offset_is_where_the_text_stands_in_the_block_s(block: Block) -> None:
    whole = block_text(block)
    for part, text in enumerate(parts(block)):
        offset = offset_in_block(block, part)
        if offset is None:
            assert isinstance(block, Figure)
            assert part == 0
        elif text:
            assert whole[offset : offset + len(text)] == text
            assert part_at(block, offset) == part_at(block, offset + len(text)) == (part, offset)


def test_the_texts_of_a_story_stand_in_the_order_of_its_page() -> None:
    body = Body(
        (
            Paragraph(spans("one")),
            Figure("media:00", "alt", spans("caption"), "credit"),
            PullQuote(spans("words"), "who"),
            Table(((spans("a"), spans("b")), (spans("c"), spans("d")))),
            Rule(),
            Embed("https://a.example", "card"),
        )
    )
    story = Story(kicker="k", headline="h", deck="d", contribution_text="by hand", body=body)
    found = list(texts(story, {"byline_text": "By the credits"}))
    assert [text for _, text in found] == [
        *(
            "k",
            "h",
            "d",
            "By the credits",
            "one",
            "alt",
            "caption",
            "credit",
            "words",
            "who",
            "a",
            "b",
            "c",
            "d",
            "card",
        ),
        "by hand",
    ]
    assert found[3][0] == Place("byline_text")
    assert found[13][0] == Place("body", 3, 3)


@pytest.mark.parametrize(
    "block", [Figure("media:00", "old", (), "old"), PullQuote(spans("x"), "old"), Embed("https://a.example", "old")]
)
def test_a_plain_text_becomes_one_line(block: Block) -> None:
    new = dict.fromkeys((n for n, text in enumerate(parts(block)) if text == "old"), spans(" new\nline "))
    assert {text for text in parts(with_parts(block, new)) if "new" in text} == {"new line"}


def test_the_texts_of_the_lead_picture_come_last() -> None:
    lead = Figure("media:1", "A ferry", spans("The ferry at dawn"), "Ann/AP")
    found = list(texts(Story(headline="H", lead=lead), {}))
    assert found[-3:] == [
        (Place("lead", None, 0), "A ferry"),
        (Place("lead", None, 1), "The ferry at dawn"),
        (Place("lead", None, 2), "Ann/AP"),
    ]
    assert [order(place) for place, _ in found] == sorted(order(place) for place, _ in found)
    assert block_at(Story(lead=lead), found[-1][0]) is lead
