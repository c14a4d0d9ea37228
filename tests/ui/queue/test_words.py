"""What is said of a story that waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk.library.step_values import Queued
from desk.library.values import ArticleRow, State
from desk.story.house import House
from desk.ui.queue import words
from desk.ui.queue.waiting import WaitingRow

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
HOUSE = House(timezone="UTC")
ME = "Mara Quist"


def waiting(
    state: State = State.SUBMITTED,
    minutes: float = 34,
    by: str = "Ilse Brandt",
    who: str = "Mara Quist",
    **known: object,
) -> WaitingRow:
    row = ArticleRow("1", "pilots", "Harbour pilots", True, "Ilse Brandt", state, 612, NOW, NOW, 3)
    return WaitingRow.of(Queued(row, NOW - timedelta(minutes=minutes), by, **known), ME)  # type: ignore[arg-type]


def test_how_long_it_waits_and_with_whom() -> None:
    assert words.waits(waiting(minutes=0), NOW) == "just came in"
    assert words.waits(waiting(minutes=34), NOW) == "waiting 34 min"
    assert words.waits(waiting(minutes=60 * 24 * 3), NOW) == "waiting 3 d"
    assert words.waits(waiting(minutes=60 * 24 * 9), NOW) == "waiting since 13 Nov"
    assert words.waits(waiting(State.IN_REVIEW, 12, "Mara Quist"), NOW) == "with you · 12 min"
    assert words.waits(waiting(State.IN_REVIEW, 12, "Peter Lind"), NOW) == "with Peter · 12 min"


def test_a_tooltip_says_who_handed_it_in_and_when() -> None:
    assert words.handed_in(waiting(minutes=34), HOUSE) == "Submitted · Ilse Brandt · 22 November 2026, 13:26 · pilots"


def test_the_length_against_its_target() -> None:
    assert words.length(waiting(target=650)).text == "612 / 650"
    assert words.length(waiting(target=650)).token == "muted"
    assert words.length(waiting(target=500)).token == "warning", "far over it"
    assert words.length(waiting()).text == "612 words"


def test_an_embargo_counts_until_its_time() -> None:
    assert words.until(NOW + timedelta(hours=4), NOW, HOUSE) == "18:00"
    assert words.until(NOW + timedelta(hours=14), NOW, HOUSE) == "23 Nov, 04:00"
    assert words.until(NOW, NOW, HOUSE) == ""


def test_what_is_new_since_somebody_looked() -> None:
    assert words.news(waiting(added=38, removed=12, comments=2)) == "+38 −12 words, 2 comments since you looked"
    assert words.news(waiting(added=1)) == "+1 word since you looked"
    assert words.news(waiting(comments=1)) == "1 comment since you looked"
    assert words.news(waiting()) == ""


def test_all_of_it_is_said_to_whoever_hears_it() -> None:
    row = waiting(
        State.IN_REVIEW, 12, "Peter Lind", target=650, embargo=NOW + timedelta(hours=4), changes=3, questions=1,
        unread=True, added=38, removed=12, comments=2,
    )  # fmt: skip
    assert words.told(row, NOW, HOUSE) == (
        "Unread, Harbour pilots, Ilse Brandt, in review with Peter Lind, waiting 12 min, 612 of 650 words, "
        "3 tracked changes, 1 open question, embargo until 18:00, "
        "since you looked 38 words added, 12 words removed and 2 new comments"
    )
    assert words.told(waiting(), NOW, HOUSE) == ("Harbour pilots, Ilse Brandt, submitted, waiting 34 min, 612 words")
