"""Bodies: what text they can hold, canonical spans, and where two of them differ."""

from __future__ import annotations

import sys
import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import (
    Body,
    BodyChange,
    Mark,
    Paragraph,
    Span,
    apart,
    body_change,
    clean_line,
    clean_text,
    spans,
    text_of,
)

ANY = st.text(st.characters(exclude_categories=()))
PARAGRAPHS = st.lists(st.text("abc ", max_size=3).map(lambda text: Paragraph(spans(text))), max_size=8)


@given(ANY)
def test_clean_text_holds_nothing_that_cannot_be_kept(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not {unicodedata.category(char) for char in clean.replace("\n", "")} & {"Cc", "Cs"}
    assert "\ufffc" not in clean
    assert clean.encode().decode() == clean


def test_every_character_is_either_kept_or_cannot_be_kept() -> None:
    for number in range(sys.maxunicode + 1):
        char = chr(number)
        if clean_text(char) == char:
            continue
        nonchar = 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE
        assert nonchar or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in "\ufeff\ufffc", hex(number)


def test_line_ends_and_tabs() -> None:
    assert clean_text("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"
    assert clean_line("  a \n b\t\tc ") == "a b c"


@given(st.lists(st.builds(Span, ANY, st.frozensets(st.sampled_from(Mark)))))
def test_spans_are_canonical_and_keep_the_words(parts: list[Span]) -> None:
    made = spans(*parts)
    assert text_of(made) == text_of(parts)
    assert all(span.text for span in made)
    assert not any(a.like(b) for a, b in pairwise(made))
    assert spans(*made) == made


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_change_leads_from_one_body_to_the_other_and_is_the_smallest(
    old: list[Paragraph], new: list[Paragraph]
) -> None:
    before, after = Body(tuple(old)), Body(tuple(new))
    change = body_change(before, after)
    if change is None:
        assert before == after
        return
    assert before != after
    fresh = after.blocks[change.start : change.new_stop]
    assert before.replaced(change.start, change.old_stop, fresh) == after
    gone = before.blocks[change.start : change.old_stop]
    assert not (gone and fresh and (gone[0] == fresh[0] or gone[-1] == fresh[-1]))


def test_a_body_shares_what_an_edit_did_not_touch() -> None:
    before = Body(tuple(Paragraph(spans(word)) for word in ("one", "two", "three")))
    after = before.replaced(1, 2, [Paragraph(spans("2"))])
    assert after.blocks[0] is before.blocks[0]
    assert after.blocks[2] is before.blocks[2]
    assert body_change(before, after) == BodyChange(1, 2, 2)
    assert after.text == "one\n\n2\n\nthree"


def test_a_change_is_told_apart_where_blocks_between_stayed_the_same() -> None:
    before = Body(tuple(Paragraph(spans(text)) for text in "abcdefg"))
    after = Body(tuple(Paragraph(spans(text)) for text in "aBCdeFg"))
    change = body_change(before, after)
    assert change == BodyChange(1, 6, 6)
    assert apart(change, before, after) == (BodyChange(1, 3, 3), BodyChange(5, 6, 6))


def test_a_change_that_adds_or_removes_is_one() -> None:
    before = Body(tuple(Paragraph(spans(text)) for text in "abc"))
    after = Body(tuple(Paragraph(spans(text)) for text in "aXbY"))
    change = body_change(before, after)
    assert change is not None
    assert apart(change, before, after) == (change,)
