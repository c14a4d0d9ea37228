"""desk correct and desk update: what readers have is changed with a reason, and they are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desk.houses import default_house
from desk.library.library import Library
from desk.library.values import State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Correction, Story
from tests.cli.conftest import Desk

STORY = Story(
    headline="Ferry to Ostrava stops",
    slug="ferry",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    body=Body((Paragraph(spans("The ferry stops on Monday.")),)),
)


@pytest.fixture
def out(desk: Desk) -> Desk:
    """A story that is published, and mended since."""
    with Library.open(desk.library, who="Mara Quist") as library:
        row = library.create(STORY).result()
        for state in (State.READY, State.PUBLISHED):
            library.take_step(row.id, state, default_house()).result()
        library.update_story(
            row.id, lambda story: replace(story, headline="Ferry to Otrava stops"), Why.REVIEWED
        ).result()
    return desk


def test_a_story_is_corrected_again_and_a_note_withdrawn(out: Desk) -> None:
    done = out("correct", "ferry", "--text", "It goes to Otrava.")
    assert done.stdout.startswith("Correction (")
    assert done.stdout.endswith("): It goes to Otrava.\n")
    assert done.stderr == "desk: ferry is corrected now. Readers have it once it is exported: desk export ferry\n"
    told = out.json(
        "correct", "ferry", "--about", "1", "--text", "To Old Otrava.", "--reason", "She rang", "--slot", "top"
    )
    assert (told["state"], told["note"]) == ("corrected", 2)
    assert told["printed"].startswith("Correction to the correction of ")
    out("correct", "ferry", "--withdraw", "2", "--reason", "It was right at first")
    notes = out.json("correct", "ferry", "--notes")
    assert [(note["number"], note["about"], note["slot"]) for note in notes] == [(1, None, "foot"), (2, 1, "top")]
    assert [bool(note["withdrawn"]) for note in notes] == [False, True]
    rows = [line.split("\t") for line in out("correct", "ferry", "--notes").stdout.splitlines()]
    assert [(row[0], row[2], row[-1]) for row in rows] == [
        ("1", "correction", "It goes to Otrava."),
        ("2", "correction", "To Old Otrava."),
    ]
    history = out("history", "ferry").stdout
    for reason in ("It goes to Otrava.", "She rang", "It was right at first"):
        assert reason in history
    exported = out("export", "ferry", "--format", "text", "--output", "-").stdout
    assert "It goes to Otrava." in exported
    assert "Old Otrava" not in exported


def test_of_notes_of_one_day_the_one_that_is_named_is_withdrawn(out: Desk) -> None:
    day = datetime(2026, 5, 3, tzinfo=UTC)
    lamp, mole = (Correction(text, day) for text in ("The lamp is red.", "The mole is the west one."))
    with Library.open(out.library, who="Mara Quist") as library:
        library.update_story(
            library.article("ferry").row.id, lambda story: replace(story, corrections=(lamp, mole)), Why.REVIEWED
        ).result()
    assert [note["number"] for note in out.json("correct", "ferry", "--notes")] == [1, 2]
    out("correct", "ferry", "--withdraw", "2", "--reason", "It was right at first")
    notes = out.json("correct", "ferry", "--notes")
    assert [(note["text"], bool(note["withdrawn"])) for note in notes] == [(lamp.text, False), (mole.text, True)]


def test_a_note_is_withdrawn_once_and_for_a_reason(out: Desk) -> None:
    out("correct", "ferry", "--text", "It goes to Otrava.")
    why = out("correct", "ferry", "--withdraw", "1", code=2).stderr
    assert "Say why, for the history: --reason TEXT. Nothing was changed." in why
    twice = out("correct", "ferry", "--withdraw", "1", "--withdraw", "1", "--reason", "So", code=2).stderr
    assert "Note 1 is to be withdrawn twice: name it once. Nothing was changed." in twice
    out("correct", "ferry", "--withdraw", "1", "--reason", "It was right at first")
    before = out.json("show", "ferry")["story"]
    again = out("correct", "ferry", "--withdraw", "1", "--reason", "Again", code=3).stderr
    assert again == "desk: Note 1 is withdrawn already. Nothing was changed.\n"
    assert out.json("show", "ferry")["story"] == before


def test_a_note_is_named_by_its_number(out: Desk) -> None:
    for option in ("--about", "--withdraw"):
        none = out("correct", "ferry", option, "1", "--text", "So.", code=3).stderr
        assert none == "desk: There is no note 1: the story has no notes to readers yet. Nothing was changed.\n"
    for text in ("It goes to Otrava.", "And to Old Otrava."):
        out("correct", "ferry", "--text", text)
    listed = "Give the number of one of its notes, 1 to 2; they are listed by: desk correct ferry --notes."
    for option in ("--about", "--withdraw"):
        for typed in ("x", "1.5", "-1", "²", ""):
            told = out("correct", "ferry", option, typed, "--text", "So.", code=2).stderr
            assert f"{option}: “{typed}” is no number of a note. {listed}" in " ".join(told.split())
        for typed in ("0", "3"):
            told = out("correct", "ferry", option, typed, "--text", "So.", code=3).stderr
            assert told == f"desk: There is no note {typed}. {listed} Nothing was changed.\n"


def test_a_story_is_updated_with_a_note_or_without(out: Desk) -> None:
    assert out("update", "ferry", "--reason", "A name").stdout == ""
    assert out("update", "ferry", "--reason", "More", "--text", "The mayor spoke.").stdout.startswith("Update (")
    story = out.json("show", "ferry")["story"]
    assert story["updated"] == story["corrections"][0]["at"]


def test_what_is_withdrawn_is_told(out: Desk) -> None:
    for text in ("It goes to Otrava.", "And to Old Otrava."):
        out("correct", "ferry", "--text", text)
    told = out.json("correct", "ferry", "--withdraw", "1", "--reason", "So")
    assert (told["note"], told["printed"], told["withdrawn"]) == (None, "", [1])
    told = out.json("correct", "ferry", "--withdraw", "2", "--text", "It goes to both.")
    assert (told["note"], told["withdrawn"]) == (3, [2])
    said = out("correct", "ferry", "--withdraw", "3", "--reason", "So", "--override", "It was never so").stderr
    assert said.startswith("desk: Note 3 is withdrawn: it is printed no more. ferry is corrected now.")
    both = out("correct", "ferry", "--about", "3", "--text", "So.", code=3).stderr
    assert both == "desk: Note 3 is withdrawn: readers do not see it any more. Nothing was changed.\n"


def test_a_note_is_not_put_right_and_withdrawn_at_once(out: Desk) -> None:
    out("correct", "ferry", "--text", "It goes to Otrava.")
    told = out("correct", "ferry", "--about", "1", "--withdraw", "1", "--text", "So.", code=2).stderr
    assert "Note 1 is to be put right and withdrawn: leave out --about or --withdraw. Nothing was changed." in told
    assert out("correct", "ferry", "--text", "It goes to Otrava.", code=3).stderr == (
        "desk: The story tells its readers so already. Nothing was changed.\n"
    )


def test_what_is_only_listed_changes_nothing(out: Desk) -> None:
    told = out("correct", "ferry", "--notes", "--text", "So.", code=2).stderr
    assert "--notes lists the notes and corrects nothing: leave --text out." in told
    out("correct", "ferry", "--notes")


def test_what_is_in_the_bin_is_neither_corrected_nor_updated(out: Desk) -> None:
    out("bin", "ferry")
    for again in ("correct", "update"):
        told = out(again, "ferry", "--text", "So.", "--reason", "So", code=3).stderr
        assert told == "desk: ferry is in the bin. Take it out first: desk bin restore ferry\n"


def test_what_cannot_be_is_told(out: Desk) -> None:
    for reason in ((), ("--reason", ""), ("--reason", " \u0007")):
        told = out("update", "ferry", *reason, code=2).stderr
        assert "Say what is new, for the history: --reason TEXT. Nothing was changed." in told
    assert "--text" in out("correct", "ferry", code=2).stderr
    assert "“TK” still stands" in out("correct", "ferry", "--text", "It is TK.", code=3).stderr
    assert "--override REASON" in out("correct", "ferry", "--text", "It is TK.", code=3).stderr
    draft = out("new", "Another").stdout.strip()
    for again in ("correct", "update"):
        told = out(again, draft, "--text", "So.", "--reason", "So", code=3).stderr
        assert told == (
            "desk: Readers do not have the story yet: it is “Draft”. Change its text as you like; what it says goes "
            "out when it is published. Nothing was changed.\n"
        )
    assert (
        "changed since it was published" in out("export", "ferry", "--format", "text", "--output", "-", code=3).stderr
    )
