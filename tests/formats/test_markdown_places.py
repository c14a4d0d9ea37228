"""Places in a body and in its Markdown, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.formats.markdown import write_body
from desk.formats.markdown_places import Spot, body_spot, carried, markdown_offset
from desk.formats.markdown_write import BlockMemo
from desk.formats.normal import normal
from desk.story.body import Body, Embed, Figure, Heading, ListItem, Note, PullQuote, Quote, Rule, Table, spans
from desk.story.places import parts
from tests.formats.bodies import bodies, body, em, link, strong

STORY = body(
    "Plain words.",
    Heading(spans("What next")),
    body("Some ", "x").blocks[0],
    Quote(spans("One")),
    Quote(spans("Two ", strong("loud"), " words")),
    ListItem(spans("first")),
    ListItem(spans("un", em("believ"), "able")),
    Rule(),
    Figure("media:" + "0" * 64, "the ship", spans("At ", link("dawn", "https://a.example/dawn")), "Ann Lee"),
    PullQuote(spans("So it was"), "A. Smith"),
    Table(((spans("a1"), spans("b1")), (spans("c2"), spans("d2"))), header=True),
    Embed("https://v.example/1", "A video"),
    Note(spans("check this")),
)


def marked(here: Spot) -> str:
    """The Markdown with a sign where the place is."""
    offset = markdown_offset(STORY, here, BlockMemo())
    text = write_body(STORY)
    return f"{text[:offset]}^{text[offset:]}"


@pytest.mark.parametrize(
    ("here", "around"),
    [
        (Spot(0, 0, 0), "^Plain"),
        (Spot(0, 0, 6), "Plain ^words"),
        (Spot(0, 0, 12), "words.^"),
        (Spot(1, 0, 0), "## ^What"),
        (Spot(4, 0, 6), "> Two **lo^ud**"),
        (Spot(6, 0, 4), "<em>be^liev</em>"),
        (Spot(8, 0, 4), "![the ^ship]"),
        (Spot(8, 1, 5), "[da^wn](https"),
        (Spot(8, 2, 3), '"Ann^ Lee"'),
        (Spot(9, 1, 3), "A. ^Smith"),
        (Spot(10, 3, 1), "d^2 |"),
        (Spot(11, 0, 2), "A ^video"),
        (Spot(12, 0, 5), "check^ this"),
    ],
)
def test_a_place_stands_at_the_same_letters(here: Spot, around: str) -> None:
    assert around in marked(here)
    assert body_spot(STORY, markdown_offset(STORY, here, BlockMemo()), BlockMemo()) == here


def test_places_between_blocks_belong_to_the_one_above() -> None:
    text = write_body(STORY)
    assert body_spot(STORY, text.index("## "), BlockMemo()) == Spot(1, 0, 0)
    assert body_spot(STORY, text.index("\n## "), BlockMemo()) == Spot(0, 0, 12)
    assert body_spot(STORY, len(text), BlockMemo()).block == 12
    assert body_spot(STORY, text.index("* * *") + 2, BlockMemo()).block == 7


def test_an_empty_body_has_one_place() -> None:
    assert markdown_offset(Body(), Spot(), BlockMemo()) == 0
    assert body_spot(Body(), 0, BlockMemo()) == Spot()
    assert body_spot(Body(), 5, BlockMemo()) == Spot()


def test_a_long_block_is_laid_side_by_side_in_words() -> None:
    words = " ".join(f"word{number}" for number in range(600))
    story = body(body(words).blocks[0])
    here = Spot(0, 0, words.index("word412") + 3)
    offset = markdown_offset(story, here, BlockMemo())
    assert write_body(story)[offset:].startswith("d412")
    assert body_spot(story, offset, BlockMemo()) == here


@given(bodies.map(normal), st.data())
def test_any_place_is_in_its_own_block(some: Body, data: st.DataObject) -> None:
    if not some.blocks:
        return
    block = data.draw(st.integers(0, len(some.blocks) - 1))
    texts = parts(some.blocks[block])
    part = data.draw(st.integers(0, len(texts) - 1)) if texts else 0
    here = Spot(block, part, data.draw(st.integers(0, len(texts[part]))) if texts else 0)
    offset = markdown_offset(some, here, BlockMemo())
    assert 0 <= offset <= len(write_body(some))
    back = body_spot(some, offset, BlockMemo())
    assert 0 <= back.block < len(some.blocks)


@given(bodies.map(normal), st.data())
def test_any_offset_is_somewhere(some: Body, data: st.DataObject) -> None:
    text = write_body(some)
    here = body_spot(some, data.draw(st.integers(0, len(text))), BlockMemo())
    if some.blocks:
        texts = parts(some.blocks[here.block])
        assert not texts or here.offset <= len(texts[here.part])


@pytest.mark.parametrize(
    ("before", "offset", "after", "there"),
    [
        ("* one\n* two\n", 9, "- one\n- two\n", 9),
        ("Title\n=====\n\nwords", 16, "## Title\n\nwords", 13),
        ("abc", 2, "abc", 2),
        ("abc", 3, "", 0),
        ("", 0, "abc", 0),
    ],
)
def test_a_place_is_carried_to_what_the_text_is_stored_as(before: str, offset: int, after: str, there: int) -> None:
    assert carried(before, offset, after) == there
