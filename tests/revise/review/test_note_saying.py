"""What is said of a note to readers that came, went or became another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.revise.review.tracking import Tracking
from desk.revise.rows import rows
from desk.revise.telling import remarks
from desk.story.story import Correction, CorrectionKind, Slot, Story
from tests.story.test_correcting import DAY, FEET, FORTY, LAMP, MAY_3

GONE = replace(FORTY, withdrawn=MAY_3 + DAY)
UP = replace(FORTY, slot=Slot.TOP)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ((), (LAMP,), "added a clarification: “The lamp is on the west mole.”"),
        ((FORTY,), (FORTY, FEET), "added a correction to an earlier note: “It was forty feet.”"),
        ((FORTY, FEET), (FORTY,), "removed the correction “It was forty feet.”"),
        ((FORTY,), (GONE,), "withdrew the correction “It was forty metres.”"),
        ((GONE,), (FORTY,), "put the correction “It was forty metres.” back in print"),
        ((FORTY,), (UP,), "moved the correction “It was forty metres.” to the top"),
        ((FORTY,), (replace(FORTY, at=MAY_3 + DAY),), "changed the time of the correction “It was forty metres.”"),
        ((FEET,), (replace(FEET, about=None),), "had the correction “It was forty feet.” put no earlier note right"),
        (
            (FORTY,),
            (replace(UP, kind=CorrectionKind.UPDATE, text="It was {}."),),
            "made the correction “It was forty metres.” an update, and changed the words of it to “It was {}.”, "
            "and moved it to the top",
        ),
        (
            (FORTY,),
            (LAMP,),
            "replaced the correction “It was forty metres.” with the clarification “The lamp is on the west mole.”",
        ),
    ],
)
def test_the_sentence_for_a_change(was: tuple[Correction, ...], now: tuple[Correction, ...], said: str) -> None:
    (change,) = Tracking(Story(corrections=was), Story(corrections=now)).changes
    assert change.sentence == f"Corrections: {said}"


def test_a_note_that_changed_places_is_named_by_its_words() -> None:
    (change,) = Tracking(Story(corrections=(FORTY, LAMP)), Story(corrections=(LAMP, FORTY))).changes
    assert change.sentence.startswith("Corrections: moved the ")
    assert change.sentence.endswith(" among the others")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (FORTY, GONE, ["withdrawn"]),
        (GONE, FORTY, ["back in print"]),
        (FORTY, UP, ["stands at the top now"]),
        (FORTY, replace(FORTY, about=MAY_3 - DAY), ["puts an earlier note right"]),
        (FEET, replace(FEET, about=None), ["puts no earlier note right"]),
    ],
)
def test_what_is_remarked_beside_its_words(was: Correction, now: Correction, said: list[str]) -> None:
    (row,) = rows((was,), (now,))
    assert remarks(row, 0) == said
