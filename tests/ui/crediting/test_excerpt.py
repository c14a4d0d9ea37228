"""Sentences cut short around the name that they are shown for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.ui.crediting.excerpt import CUT, excerpt

SENTENCE = "The guild said on Sunday that it would stop, according to Reuters, until the lamps were lit again."


def shorter(room: int, keep: str = "Reuters", words: str = SENTENCE) -> str:
    return excerpt(words, keep, lambda text: len(text) <= room)


def test_what_fits_is_left_whole() -> None:
    assert shorter(200) == SENTENCE


def test_the_name_stays_with_words_on_both_sides() -> None:
    assert shorter(40) == "… according to Reuters, until the …"


def test_a_name_at_the_end_is_led_up_to() -> None:
    assert (
        shorter(34, words="The guild would stop on Sunday, according to Reuters.")
        == "… on Sunday, according to Reuters."
    )


def test_a_name_that_is_not_there_leaves_the_beginning() -> None:
    assert shorter(24, keep="AFP") == "The guild said on …"


def test_the_least_is_the_name() -> None:
    assert shorter(3) == "… Reuters, …"


@settings(max_examples=40)
@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=9), st.integers(0, 30))
def test_it_is_a_run_of_the_words(pieces: list[str], room: int) -> None:
    words = " ".join(pieces)
    shown = excerpt(words, pieces[-1], lambda text: len(text) <= room).strip(f"{CUT} ")
    assert f" {shown} " in f" {words} "
