from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.ui.fuzzy import score

TITLES = ("Move to the Bin", "Make it Bold", "New Story", "Export…", "Command Palette", "Show the Bin")


def best(query: str) -> str:
    found = [(points, title) for title in TITLES if (points := score(query, title)) is not None]
    return max(found)[1]


def test_first_letters_find_a_title() -> None:
    assert best("mtb") == "Move to the Bin"
    assert best("ns") == "New Story"


def test_a_whole_word_beats_strewn_letters() -> None:
    assert best("bold") == "Make it Bold"


def test_words_are_found_in_any_order() -> None:
    assert best("bin show") == "Show the Bin"


def test_accents_and_case_do_not_matter() -> None:
    assert score("tomas", "Tomás Arroyo") is not None


def test_letters_that_are_not_there_are_not_found() -> None:
    assert score("zebra", "Move to the Bin") is None


@given(st.text(), st.text())
def test_every_text_finds_itself_and_nothing_raises(query: str, text: str) -> None:
    assert score(text, text) is not None
    score(query, text)
