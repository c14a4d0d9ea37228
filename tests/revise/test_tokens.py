from __future__ import annotations

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from desk.revise import tokens
from desk.revise.tokens import units, words_and_signs
from desk.story.body import clean_text
from desk.story.counts import word_places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said, “It’s 1,200 — really.”", ["He", "said", ",", "“", "It’s", "1,200", "—", "really", ".", "”"]),
        ("AT&T’s well-known 3.5-litre", ["AT&T’s", "well-known", "3.5-litre"]),
        ("cafe\u0301! !\u0301", ["cafe\u0301", "!", "!\u0301"]),
        ("👩‍👩‍👧 met 🇵🇹🇫🇷", ["👩‍👩‍👧", "met", "🇵🇹", "🇫🇷"]),
        ("市長は、", ["市", "長", "は", "、"]),
        (" \n ", []),
    ],
)
def test_words_and_signs_are_units(text: str, found: list[str]) -> None:
    assert words_and_signs(text) == found


texts = st.text(st.sampled_from("aé1, .’-\n“—\u0301\u200d👩👧🇵🇹市\u00ad")).map(clean_text) | st.text().map(clean_text)


@given(texts)
@example(" \u0301a")
def test_no_unit_ends_within_a_word_or_a_character(text: str) -> None:
    found = units(text)
    assert [text[start:stop] for start, stop in found] == words_and_signs(text)
    at = 0
    for start, stop in found:
        assert at <= start < stop
        assert not text[at:start].strip()
        at = stop
    assert not text[at:].strip()
    bounds = {bound for place in found for bound in place}
    for start, stop in word_places(text):
        assert not bounds & set(range(start + 1, stop))
    for match in regex.finditer(r"\X", text):
        assert not bounds & set(range(match.start() + 1, match.end()))


def test_the_quick_way_finds_what_the_long_one_does() -> None:
    latin = [chr(code) for code in range(0x20, 0x2100) if tokens._LATIN.fullmatch(chr(code))]
    assert len(latin) > 700
    for sign in latin:
        for text in (f"a{sign}b", sign, f"1{sign}2", f"a{sign}{sign}b", f"a{sign}'b"):
            assert units(text) == list(tokens._whole(text)), text
