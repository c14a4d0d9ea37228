"""Where marks stand in a line after an edit of it, and where there is room for words that are gone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF

from desk.story.pieces import utf16_length, utf16_slice
from desk.ui.editor.gaps import gaps
from desk.ui.editor.inks import Bar, Edit, Ink, LineMarks, Noted, Struck, key_at, moved, place_of


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_is_typed_elsewhere_leaves_a_mark_on_its_words(data: st.DataObject) -> None:
    text = data.draw(st.text("abc ", min_size=3, max_size=12))
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, len(text)))
    at = data.draw(st.integers(0, len(text)))
    removed = data.draw(st.integers(0, len(text) - at))
    typed = data.draw(st.text("xyz", max_size=3))
    after = text[:at] + typed + text[at + removed :]
    made = moved(LineMarks((Ink(start, stop, "k"),), noted=(Noted(start, stop, "t"),)), Edit(at, removed, len(typed)))

    left = [place for place in range(start, stop) if not at <= place < at + removed]
    places = [(each.start, each.stop) for each in made.inks] + [(each.start, each.stop) for each in made.noted]
    for first, last in places:
        shown = after[first:last]
        assert "".join(each for each in shown if each not in typed) == "".join(text[place] for place in left)
    if left:
        assert len(places) == 2


def test_what_is_typed_behind_words_that_came_belongs_to_them_where_suggestions_are_made() -> None:
    marks = LineMarks((Ink(2, 5, "k"), Ink(7, 9, "f", is_new=False)))

    assert moved(marks, Edit(5, 0, 1, grows=True)).inks[0] == Ink(2, 6, "k")
    assert moved(marks, Edit(5, 0, 1)).inks[0] == Ink(2, 5, "k")
    assert moved(marks, Edit(9, 0, 1, grows=True)).inks[1] == Ink(7, 9, "f", is_new=False)


def test_words_that_went_stay_before_what_is_typed_in_their_stead() -> None:
    assert moved(LineMarks(struck=(Struck(4, "old", "k"),)), Edit(4, 0, 3)).struck[0].at == 4
    assert moved(LineMarks(struck=(Struck(4, "old", "k"),)), Edit(3, 0, 3)).struck[0].at == 7


def test_the_shortest_mark_at_a_place_is_meant() -> None:
    marks = LineMarks((Ink(0, 9, "long"), Ink(2, 4, "short")), (Struck(6, "x", "gone"),))

    assert key_at(marks, 3) == "short"
    assert key_at(marks, 6) == "gone"
    assert key_at(marks, 8) == "long"
    assert key_at(marks, 20) == ""
    assert place_of(marks, "short") == 2


def test_a_line_that_has_no_words_of_a_change_is_all_of_it() -> None:
    assert key_at(LineMarks(bar=Bar("kind", said="Was a heading")), 7) == "kind"
    assert key_at(LineMarks((Ink(2, 4, "words"),), bar=Bar("words")), 7) == ""


@pytest.fixture
def font(qapp: object) -> QFont:
    return QFont("Source Serif 4", 14)


def test_there_is_room_behind_the_last_letter_before_words_that_went(font: QFont) -> None:
    (gap,) = gaps("the harbour stopped", [Struck(12, "have said they will stop", "k")], font, 640)

    assert (gap.place, gap.length) == (10, 1)
    assert gap.before == QFontMetricsF(font).horizontalAdvance(" ")
    assert gap.shown == "have said they will stop"
    assert gap.width > QFontMetricsF(font).horizontalAdvance(gap.shown)


@pytest.mark.parametrize("letter", ["é", "👩\u200d🚒", "𝄞", "🇩🇪"])
def test_a_letter_is_never_taken_apart(letter: str, font: QFont) -> None:
    text = f"ab{letter} c"
    (gap,) = gaps(text, [Struck(utf16_length(f"ab{letter}"), "gone", "k")], font, 640)

    assert utf16_slice(text, gap.place, gap.place + gap.length) == letter


@pytest.mark.parametrize(
    ("text", "at", "carrier"),
    [("שלום כאן", 5, 5), ("السفن يوم", 6, 5), ("العمل", 2, None), ("שלום", 4, None), ("עולם and", 5, None)],
)
def test_words_from_the_right_are_not_taken_apart_either(text: str, at: int, carrier: int | None, font: QFont) -> None:
    """Before the next letter, or before a space where letters are joined; else below the line."""
    (gap,) = gaps(text, [Struck(at, "gone", "k")], font, 640)

    assert (gap.place if gap.length else None) == carrier
    assert gap.is_cut is (carrier is None)


def test_at_the_beginning_of_a_line_words_that_went_stand_in_rows(font: QFont) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve " * 3
    (gap,) = gaps("left", [Struck(0, words, "k")], font, 400)

    assert gap.place == -1
    assert len(gap.rows) >= 2
    assert " ".join((*gap.rows, gap.shown)).split() == words.split()
    assert gap.width <= 400


@pytest.mark.parametrize("white", ["", " "])
def test_the_first_word_of_a_line_is_not_broken_by_words_that_went_before_it(font: QFont, white: str) -> None:
    """They are as long as a row almost, so that the word would have to stand in the next one, letter by letter."""
    metrics = QFontMetricsF(font)
    words = "It was the third such approach since September. The pilots say that the"
    width = metrics.horizontalAdvance(words) + metrics.horizontalAdvance(" ca")
    (gap,) = gaps(f"{white}cause was the same", [Struck(0, f"{words} ", "k")], font, width)

    assert gap.width + metrics.horizontalAdvance(f"{white}cause") <= width
    assert " ".join((*gap.rows, gap.shown)) == words
    assert all(metrics.horizontalAdvance(row) <= width for row in gap.rows)


def test_long_words_in_the_midst_of_a_line_are_cut_short(font: QFont) -> None:
    words = "one two three four five six seven eight nine ten eleven twelve " * 3
    (gap,) = gaps("before after", [Struck(7, words, "k")], font, 400)

    assert gap.is_cut
    assert gap.shown.startswith("one")
    assert "…" in gap.shown
    assert gap.width < 250


def test_behind_the_last_word_long_words_take_no_room_in_the_line(font: QFont) -> None:
    (gap,) = gaps("before", [Struck(6, " and more" * 30, "k")], font, 400)

    assert gap.is_cut
    assert not gap.width


def test_a_word_with_gaps_in_it_never_gets_wider_than_a_row(font: QFont) -> None:
    struck = [Struck(at, "somewhat long words", "k") for at in (2, 4, 6, 8)]

    found = gaps("abcdefghij", struck, font, 400)

    assert len(found) == 4
    assert sum(gap.width for gap in found) + QFontMetricsF(font).horizontalAdvance("abcdefghij") <= 480
