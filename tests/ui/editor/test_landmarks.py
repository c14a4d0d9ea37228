"""Places that follow what becomes of a body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Block, Body, Figure, Paragraph, PullQuote, body_change, spans
from desk.ui.editor.edits import Spot
from desk.ui.editor.landmarks import followed
from desk.ui.editor.lines import lines_of
from tests.formats.bodies import body

AT = Spot(1, 0, 4)  # behind "Line" of the second block


def place(before: Body, after: Body, spot: Spot = AT) -> Spot:
    change = body_change(before, after)
    assert change is not None
    return followed(spot, spot, change, before, after)[0]


@pytest.mark.parametrize(
    ("after", "where"),
    [
        (("New", "One", "Line 2", "Three"), Spot(2, 0, 4)),
        (("Line 2", "Three"), Spot(0, 0, 4)),
        (("One", "A Line 2", "Three"), Spot(1, 0, 6)),
        (("One", "Line typed 2", "Three"), Spot(1, 0, 4)),
        (("One", "Line", " 2", "Three"), Spot(1, 0, 4)),
        (("OneLine 2", "Three"), Spot(0, 0, 7)),
        (("One", "2", "Three"), Spot(1, 0, 0)),
        (("One", "Three"), Spot(1)),
        (("Once", "Line 2", "Thrice"), Spot(1, 0, 4)),
        (("Once", "more", "\U0001f600 Line 2", "Thrice"), Spot(2, 0, 7)),
        ((), Spot(0)),
    ],
)
def test_a_place_stays_between_the_words_where_it_was(after: tuple[str, ...], where: Spot) -> None:
    assert place(body("One", "Line 2", "Three"), body(*after)) == where


def test_what_is_typed_first_comes_behind_the_place() -> None:
    assert place(Body(), body("a"), Spot(0)) == Spot(0)
    assert place(body(""), body("a"), Spot(0)) == Spot(0)


def test_a_line_of_a_block_of_several_is_told_from_the_others() -> None:
    before, after = Figure("", "", spans("Same"), "Same"), Figure("", "New", spans("Same"), "The Same")
    assert place(Body((before,)), Body((after,)), Spot(0, 2, 4)) == Spot(0, 2, 8)
    assert place(Body((before,)), Body((after,)), Spot(0, 1, 4)) == Spot(0, 1, 4)


def test_words_that_are_selected_are_so_until_others_are_among_them() -> None:
    before, low, high = body("One", "Line 2", "Three"), Spot(0, 0, 1), Spot(2, 0, 2)
    same, other = body("Zero", "One", "Line 2", "Three"), body("One", "Line X2", "Three")
    for after, ends in ((same, (Spot(3, 0, 2), Spot(1, 0, 1))), (other, (low, low))):
        change = body_change(before, after)
        assert change is not None
        assert followed(high, low, change, before, after) == ends


blocks = st.lists(
    st.one_of(
        st.builds(lambda text: Paragraph(spans(text)), st.text("ab \U0001f600", max_size=6)),
        st.builds(lambda text: PullQuote(spans(text), text.strip()), st.text("ab", max_size=4)),
        st.just(Figure("", "", spans("a"))),
    ),
    max_size=6,
)


@given(st.data(), blocks, blocks)
def test_a_place_is_always_one_and_what_was_not_touched_keeps_its_own(
    data: st.DataObject, old: list[Block], new: list[Block]
) -> None:
    start = data.draw(st.integers(0, len(old)))
    stop = data.draw(st.integers(start, len(old)))
    before = Body(tuple(old))
    after = before.replaced(start, stop, new)
    change = body_change(before, after)
    if change is None or not old:
        return
    index = data.draw(st.integers(0, len(old) - 1))
    lines = lines_of(old[index])
    line = data.draw(st.integers(0, len(lines) - 1))
    length = sum(len(getattr(piece, "text", "x").encode("utf-16-le")) // 2 for piece in lines[line].pieces)
    spot = Spot(index, line, data.draw(st.integers(0, length)))
    found, same = followed(spot, spot, change, before, after)
    assert found == same
    assert 0 <= found.index <= len(after.blocks)
    if not change.start <= index < change.old_stop:
        assert after.blocks[found.index] == old[index]
        assert (found.line, found.offset) == (line, spot.offset)
    elif found.index < len(after.blocks):
        there = lines_of(after.blocks[found.index])
        assert found.line < len(there)
        size = sum(len(getattr(piece, "text", "x").encode("utf-16-le")) // 2 for piece in there[found.line].pieces)
        assert found.offset <= size
