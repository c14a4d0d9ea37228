"""Notes to readers: which are printed, in which order; one more, one withdrawn, and what stands against a new one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.errors import NotFound
from desk.story.correcting import correction_problem, in_print, is_out, note_of, told_apart, with_note, withdrawn
from desk.story.story import Correction, CorrectionKind, Slot, Story

MAY_3 = datetime(2026, 5, 3, 16, 5, tzinfo=UTC)
DAY = timedelta(days=1)
FORTY = Correction("It was forty metres.", MAY_3)
LAMP = Correction("The lamp is on the west mole.", MAY_3 + DAY, CorrectionKind.CLARIFICATION)
FEET = Correction("It was forty feet.", MAY_3 + 2 * DAY, about=MAY_3)
YARDS = Correction("It was forty yards.", MAY_3 + 3 * DAY, about=FEET.at)

# Few times, so that notes share theirs, and are about one another, about themselves, and about none that there is.
moments = st.integers(0, 4).map(lambda day: MAY_3 + day * DAY)
notes = st.builds(
    Correction,
    st.sampled_from(["One.", "Two."]),
    moments,
    st.sampled_from(CorrectionKind),
    st.sampled_from(Slot),
    st.none() | moments,
    st.none() | moments,
)


@pytest.mark.parametrize(
    ("given_notes", "printed"),
    [
        ((FORTY, LAMP), (FORTY, LAMP)),
        ((FORTY, LAMP, FEET, YARDS), (FORTY, FEET, YARDS, LAMP)),
        ((LAMP, replace(FORTY, slot=Slot.TOP), FEET), (replace(FORTY, slot=Slot.TOP), LAMP, FEET)),
        ((replace(FORTY, withdrawn=MAY_3 + DAY), LAMP, FEET), (LAMP, FEET)),
        ((FORTY, replace(LAMP, withdrawn=MAY_3 + DAY)), (FORTY,)),
        ((), ()),
    ],
)
def test_what_is_printed_and_in_which_order(
    given_notes: tuple[Correction, ...], printed: tuple[Correction, ...]
) -> None:
    assert in_print(given_notes) == printed


@settings(max_examples=50)
@given(st.lists(notes, max_size=5))
def test_all_are_printed_once_that_were_not_withdrawn(found: list[Correction]) -> None:
    printed = in_print(found)
    assert sorted(map(repr, printed)) == sorted(repr(note) for note in found if note.withdrawn is None)
    assert in_print(printed) == printed


def test_a_note_has_a_time_of_its_own_to_the_second() -> None:
    story = Story()
    for note in (FORTY, FEET, LAMP):
        story = with_note(story, replace(note, at=MAY_3.replace(microsecond=4)))
    assert [note.at for note in story.corrections] == [MAY_3 + timedelta(seconds=second) for second in range(3)]


def test_of_notes_of_one_time_the_first_keeps_it() -> None:
    later = replace(LAMP, at=MAY_3 + timedelta(seconds=1))
    exact = replace(LAMP, at=MAY_3 + DAY + timedelta(microseconds=4))
    found = told_apart((FORTY, replace(FEET, at=MAY_3), later, exact))
    assert found == (FORTY, replace(FEET, at=MAY_3 + timedelta(seconds=2)), later, exact)


@settings(max_examples=50)
@given(st.lists(notes, max_size=5))
def test_notes_that_are_told_apart_stay_as_they_are(found: list[Correction]) -> None:
    apart = told_apart(found)
    assert len({note.at for note in apart}) == len(found)
    assert [replace(note, at=MAY_3) for note in apart] == [replace(note, at=MAY_3) for note in found]
    assert told_apart(apart) == apart


def test_the_hour_that_autumn_has_twice_is_two_hours() -> None:
    zone = ZoneInfo("Europe/Berlin")
    first, second = (datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1))
    story = with_note(with_note(Story(), replace(FORTY, at=first)), replace(FEET, at=second, about=first))
    one, other = story.corrections
    assert (one.at.fold, other.at.fold) == (0, 1)
    assert note_of(story.corrections, second) is other
    assert in_print(reversed(story.corrections)) == (one, other)


def test_a_withdrawn_note_is_kept_and_stays_withdrawn_since_then() -> None:
    story = Story(corrections=(FORTY, LAMP))
    once = withdrawn(story, MAY_3, MAY_3 + DAY)
    assert once.corrections == (replace(FORTY, withdrawn=MAY_3 + DAY), LAMP)
    assert in_print(once.corrections) == (LAMP,)
    assert withdrawn(once, MAY_3, MAY_3 + 2 * DAY) == once
    with pytest.raises(NotFound, match="not on the story"):
        withdrawn(story, MAY_3 - DAY, MAY_3)


def test_what_readers_can_have_seen() -> None:
    out = Story(first_published=MAY_3 - DAY, updated=MAY_3)
    assert is_out(FORTY, out)
    assert not is_out(LAMP, out)
    assert not is_out(FORTY, Story())


@pytest.mark.parametrize(
    ("note", "problem"),
    [
        (FEET, ""),
        (LAMP, ""),
        (replace(FEET, text=" \n"), "Say what was wrong, and what is right."),
        (replace(FEET, about=MAY_3 - DAY), "is not on the story"),
        (replace(FEET, about=YARDS.at), "was withdrawn"),
        (replace(FEET, at=MAY_3 - DAY), "older"),
        (replace(FORTY, at=FEET.at), "so already"),
    ],
)
def test_what_stands_against_a_note(note: Correction, problem: str) -> None:
    story = Story(corrections=(FORTY, replace(YARDS, withdrawn=YARDS.at + DAY)))
    said = correction_problem(note, story)
    assert problem in said
    assert bool(said) == bool(problem)
