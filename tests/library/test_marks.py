from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.library.marks import marks_in, piece_of
from desk.library.query import Place, Words

BODY = (
    "The council met on Monday. It spoke of the budget for a long time, as it does in every autumn, and of nothing "
    "else at all. The night ferry will cross the estuary again from May, the harbour says. Tickets go on sale soon."
)


def marked(text: str, *words: Words) -> list[str]:
    return [text[start:stop] for start, stop in marks_in(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Night ferries return", [Words("ferr")], ["ferries"]),
        ("A café, CAFÉ, cafe\u0301s", [Words("cafe")], ["café", "CAFÉ", "cafe\u0301s"]),
        ("night ferry, a ferry by night", [Words("night ferry", open_end=False)], ["night ferry"]),
        ("night ferries", [Words("night fer")], ["night ferries"]),
        ("ferries", [Words("ferry", open_end=False)], []),
        ("a-b_c", [Words("b", open_end=False), Words("c", open_end=False)], ["b", "c"]),
    ],
)
def test_what_was_found_is_marked(text: str, words: list[Words], found: list[str]) -> None:
    assert marked(text, *words) == found


def test_a_piece_shows_the_words_together_and_begins_with_their_sentence() -> None:
    piece = piece_of(BODY, [Words("ferry"), Words("may")])
    assert piece.text == (
        "…The night ferry will cross the estuary again from May, the harbour says. Tickets go on sale soon."
    )
    assert [piece.text[start:stop] for start, stop in piece.marks] == ["ferry", "May"]


def test_a_piece_of_a_text_without_them_is_its_beginning() -> None:
    piece = piece_of(BODY, [Words("zeppelin"), Words("council", Place.BY)])
    assert piece.text.startswith("The council met on Monday. It spoke")
    assert piece.text.endswith("…")
    assert piece.marks == ()
    assert piece_of("", [Words("a")]) == ("", ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour\nThe ferry is back\nBERGEN\nIt sails.", "Harbour · The ferry is back · BERGEN · It sails."),
        ("Is it back?\nIt sails.\n\nIt lands.", "Is it back? It sails. It lands."),
        ("## The boat\n\n> It sails.\n\n- fast\n- far", "The boat · It sails. fast · far"),
        ("| Day | Ferry |\n| --- | ---: |\n| Monday | no |", "Day | Ferry · Monday | no"),
        ("2 - 1 is one\n-3 degrees", "2 - 1 is one · -3 degrees"),
    ],
)
def test_a_piece_keeps_apart_what_stood_on_lines_of_its_own(text: str, shown: str) -> None:
    assert piece_of(text, []).text == shown


def test_a_phrase_over_a_seam_is_marked_on_both_sides() -> None:
    piece = piece_of("Night ferry\nTickets on sale", [Words("ferry tickets")])
    assert piece.text == "Night ferry · Tickets on sale"
    assert [piece.text[start:stop] for start, stop in piece.marks] == ["ferry", "Tickets"]


def test_a_piece_begins_with_the_line_of_what_was_found() -> None:
    piece = piece_of(
        "The council spoke of nothing else in all of this long evening\nNight ferry\nIt sails.", [Words("ferry")]
    )
    assert piece.text == "…Night ferry · It sails."


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=6).map(Words), max_size=3))
def test_marks_lie_within_the_text_one_after_another(text: str, words: list[Words]) -> None:
    for shown, marks in ((text, marks_in(text, words)), piece_of(text, words)):
        assert all(0 <= start < stop <= len(shown) for start, stop in marks)
        assert all(before[1] <= after[0] for before, after in pairwise(marks))
