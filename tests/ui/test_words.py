from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.library.values import ArticleRow, State
from desk.ui.theme import LIGHT
from desk.ui.words import STATE_TOKENS, STATES, age, from_left, meta, spoken

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
ROW = ArticleRow("i", "s", "T", True, "Ilse Brandt", State.DRAFT, 612, NOW, NOW - timedelta(minutes=12), 1)


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=12), "12 min"),
        (timedelta(hours=5, minutes=40), "5 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=10), "4 May"),
        (timedelta(days=400), "9 Apr 2025"),
    ],
)
def test_ages(passed: timedelta, said: str) -> None:
    assert age(NOW - passed, NOW) == said


def test_the_second_line_names_a_state_that_is_not_draft() -> None:
    assert meta(ROW, NOW) == ("Ilse Brandt", "612 words", "", "12 min")
    assert meta(replace(ROW, state=State.READY), NOW)[2] == "ready"
    binned = [meta(replace(ROW, binned_at=NOW - timedelta(days)), NOW)[3] for days in (0, 29, 31)]
    assert binned == ["30 days left", "1 day left", "goes soon"]  # when, depends on when Desk is used
    assert spoken(ROW, NOW) == "T, Ilse Brandt, 612 words, draft, 12 min"


def test_every_state_has_a_word_and_a_colour() -> None:
    assert set(STATES) == set(STATE_TOKENS) == set(State)
    assert all(hasattr(LIGHT, token) for token in STATE_TOKENS.values())


def test_a_sentence_that_begins_with_a_name_from_the_right_is_read_from_the_left() -> None:
    assert from_left("דוד לוי is credited.") == "\u200eדוד לוי is credited."
    assert from_left("“Élodie” is credited with דוד לוי.") == "“Élodie” is credited with דוד לוי."
    assert from_left("") == ""
