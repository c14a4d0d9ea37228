from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.anchor import CONTEXT, WHOLE_STORY, Anchor, On, anchor_text, on_field, on_text, read_anchor
from desk.story.places import Place
from tests.formats.bodies import texts

numbers = st.integers(0, 300)
anchors = st.builds(
    Anchor,
    st.sampled_from([On.WORDS, On.BLOCK, On.FIELD]),
    st.builds(Place, st.sampled_from(["body", "headline", "lead"]), st.none() | numbers, numbers),
    st.integers(0, 9),
    st.integers(9, 300),
    *[texts] * 4,
    st.booleans(),
)


@given(anchors)
def test_what_is_written_is_read(anchor: Anchor) -> None:
    assert read_anchor(anchor_text(anchor)) == anchor
    assert "\n" not in anchor_text(anchor)


def test_little_is_written_of_what_says_little() -> None:
    assert anchor_text(WHOLE_STORY) == '{"on":"story"}'
    assert anchor_text(on_field("deck")) == '{"on":"field","field":"deck"}'
    assert read_anchor('{"on":"story"}') == WHOLE_STORY


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"on":"moon"}', '{"on":"field"', '{"on":"field","lost":1}', '{"on":"block","block":"2"}'),
        *('{"on":"words","start":-1}', '{"on":"words","start":true}', '{"on":"words","words":3}'),
        '{"on":"words","start":4,"stop":2}',
    ],
)
def test_what_is_no_anchor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_anchor(text)


def test_an_anchor_is_on_words_and_not_on_the_white_space_around_them() -> None:
    text = "The harbour pilots of Port Merrow stopped working at night on Sunday."
    anchor = on_text(Place("body", 2), text, 3, 19)
    assert (anchor.words, anchor.last, text[anchor.start : anchor.stop]) == ("harbour pilots",) * 3
    assert (anchor.before, anchor.after) == ("The ", text[18 : 18 + CONTEXT])
    assert anchor.is_in_body


@pytest.mark.parametrize(("start", "stop"), [(3, 3), (3, 4), (4, 3), (-1, 2), (0, 99)])
def test_there_is_no_anchor_on_no_words(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="needs words"):
        on_text(Place("headline"), "The harbour", start, stop)
