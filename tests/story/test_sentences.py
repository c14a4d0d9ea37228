"""Where sentences begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.story.sentences import sentence_around


@pytest.mark.parametrize(
    "parts",
    [
        ("It rained.", "Nobody HERE came.", "They slept."),
        ("“It rained.”", "“HERE!” she said.", "He left."),
        ("Was it Mr. Lind?", "The U.S. Navy HERE told Capt. J. R. Bo of it at 3.5 knots.", "No."),
        ("He lives in the U.S.", "They HERE did not.", "A second one …", "And a third."),
        ("No stop stands\n", "before HERE the line ends\n", "so it is one"),
        ("He said:", "HERE"),
        ("One.", "“Go!” he HERE cried, and went.", "(Two.)"),
        ("In Portland, Ore., HERE and in St. Paul it snowed.",),
        ("It cost £5.", "5 people HERE paid."),
    ],
)
def test_a_word_has_its_sentence(parts: tuple[str, ...]) -> None:
    text = " ".join(parts).replace("\n ", "\n")
    at = text.index("HERE")
    begin, end = sentence_around(text, at, at + 4)
    wanted = next(part for part in parts if "HERE" in part).strip()
    assert text[begin:end] == (wanted if parts[0] != "He said:" else text)


def test_what_goes_over_two_sentences_has_both() -> None:
    text = "One. Two here. And here three. Four."
    begin, end = sentence_around(text, text.index("here"), text.index("three"))
    assert text[begin:end] == "Two here. And here three."


@settings(max_examples=50)
@given(st.text(alphabet="aB. \n”“?", max_size=30), st.data())
def test_a_sentence_has_what_it_is_asked_for(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    begin, end = sentence_around(text, start, stop)
    assert text[start:stop].strip() in text[begin:end]
