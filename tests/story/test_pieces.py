"""Pieces of texts: what is the same at their ends, parts of marked text, UTF-16."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import spans, text_of
from desk.story.pieces import cut, shared_ends, utf16_length, utf16_slice
from tests.formats.bodies import em, strong

TEXTS = st.text("ab 😀e\u0301", max_size=12)


@given(TEXTS, TEXTS)
def test_ends_are_shared_as_far_as_they_go_and_never_twice(one: str, other: str) -> None:
    front, back = shared_ends(one, other)
    assert one[:front] == other[:front]
    assert one[len(one) - back :] == other[len(other) - back :]
    assert front + back <= min(len(one), len(other))
    assert one[front : front + 1] != other[front : front + 1] or front == min(len(one), len(other))
    assert shared_ends(list(one), list(other)) == (front, back)


@given(TEXTS, TEXTS, TEXTS, st.data())
def test_marked_text_is_cut_without_a_loss(one: str, other: str, third: str, data: st.DataObject) -> None:
    words = spans(one, strong(other), em(third))
    at = data.draw(st.integers(0, len(text_of(words))))
    assert spans(*cut(words, 0, at), *cut(words, at, len(text_of(words)))) == words
    assert text_of(cut(words, 0, at)) == text_of(words)[:at]


@given(TEXTS, st.data())
def test_utf16_is_what_an_encoder_counts(text: str, data: st.DataObject) -> None:
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2
    at = data.draw(st.integers(0, len(text)))
    assert utf16_slice(text, 0, utf16_length(text[:at])) == text[:at]
    assert utf16_slice(text, utf16_length(text[:at]), utf16_length(text)) == text[at:]
