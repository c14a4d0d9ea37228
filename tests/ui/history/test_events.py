"""What happened to an article, as events, and where they stand on the line of its life."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks.gate import Override
from desk.library.library import Library
from desk.library.noted import noted_once
from desk.library.values import Amount, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.house import House
from desk.story.story import Correction, Story
from desk.ui.history.events import Event, life_of, read_life, told
from desk.ui.history.people import person_colour
from desk.ui.history.saying import said_time
from desk.ui.history.scale import breaks, places

FIRST = Story(headline="Lamps", slug="lamps", body=Body((Paragraph(spans("Four lamps.")),)))
SECOND = replace(FIRST, headline="Lamps on the mole")
HOUSE = House(timezone="UTC")
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)  # a Thursday


def test_what_was_one_doing_is_one_event(library: Library) -> None:
    article = library.create(FIRST).result().id
    library.save_draft(article, SECOND, 0, 1).result()
    library.set_state(article, State.IN_REVIEW).result()
    library.save_draft(article, FIRST, 0, library.article(article).row.version).result()
    library.deliver(article, "html", "/out/lamps.html", "ab").result()
    life = read_life(library, article)
    assert [event.what for event in life.events] == ["Created", "Now in review", "Exported as lamps.html"]
    assert [event.icon for event in life.events] == ["file-plus", "send", "file-output"]
    assert life.people == ("Ilse Brandt",)
    amounts = library.amounts(article)
    assert [replace(life, amounts=amounts).amount(event) for event in life.events] == [
        Amount(3, 0),
        Amount(3, 0),
        Amount(0, 3),
    ]


def test_steps_right_behind_each_other_are_told_as_they_were_taken(library: Library) -> None:
    article = library.create(FIRST).result().id
    library.set_state(article, State.SUBMITTED).result()  # the text is the one that was created
    library.save_draft(article, SECOND, 0, library.article(article).row.version).result()
    library.who = "Wei Sung"
    library.set_state(article, State.IN_REVIEW).result()
    library.set_state(article, State.READY).result()
    events = [(event.what, event.who) for event in read_life(library, article).events]
    assert events == [
        ("Created", "Ilse Brandt"),
        ("Now submitted", "Ilse Brandt"),
        ("Now in review", "Wei Sung"),
        ("Now ready", "Wei Sung"),
    ]


def test_an_export_of_an_older_text_and_a_move_alone_stand_for_themselves(library: Library) -> None:
    article = library.create(FIRST).result().id
    (created,) = library.revisions(article)
    library.deliver(article, "html", "", "ab", created.id).result()
    library.bin([article]).result()
    life = read_life(library, article)
    assert [event.what for event in life.events] == ["Created", "Exported as html", "Put into the bin"]
    assert {event.revision for event in life.events} == {created.id}
    assert [bool(event.measured) for event in life.events] == [True, False, False]


def test_a_note_that_came_afterwards_makes_no_second_event(library: Library) -> None:
    article = library.create(FIRST).result().id
    kept = library.checkpoint(article, SECOND).result()
    noted = library.add_note(kept.id, "For the night desk").result()
    rows = library.revisions(article)
    assert len(rows) == 3
    assert [row.id for row, _ in noted_once(rows)] == [noted.id, rows[-1].id]
    created, checkpoint = read_life(library, article).events
    assert (checkpoint.title, checkpoint.what) == ("For the night desk", "Checkpoint")
    assert (checkpoint.revision, checkpoint.measured, checkpoint.before) == (noted.id, kept.id, created.revision)


def test_an_equal_text_of_somebody_else_is_an_event_of_its_own(library: Library) -> None:
    article = library.create(FIRST).result().id
    kept = library.checkpoint(article, SECOND).result()
    library.who = "Jane Adeyemi"
    library.add_note(kept.id, "Seen").result()
    assert len(read_life(library, article).events) == 3


def test_what_is_typed_goes_on_over_a_note(library: Library) -> None:
    row = library.create(FIRST).result()
    kept = library.checkpoint(row.id, SECOND).result()
    third = replace(SECOND, deck="Typed since")
    saved = library.save_draft(row.id, third, 5, library.article(row.id).row.version).result()
    noted = library.add_note(kept.id, "As agreed").result()
    now = library.article(row.id)
    assert (now.story, now.row.version, now.caret, now.revision) == (third, saved.row.version, 5, noted.id)
    fourth = replace(third, kicker="Harbour")
    assert library.save_draft(row.id, fourth, 6, now.row.version).result().overtaken == ""
    assert library.revision_story(noted.id) == SECOND
    after = library.checkpoint(row.id, fourth).result()
    assert after.parents == (noted.id,)
    assert library.rebuild().result() == 1
    assert library.article(row.id).story == fourth


def test_a_note_that_comes_too_late_goes_to_the_text_as_it_stands(library: Library) -> None:
    article = library.create(FIRST).result().id
    kept = library.checkpoint(article, SECOND).result()
    library.checkpoint(article, FIRST).result()
    late = library.add_note(kept.id, "Too late").result()
    assert late.note == "Too late"
    assert library.revision_story(late.id) == FIRST
    assert library.article(article).story == FIRST


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "today, 12:00"),
        (timedelta(hours=13), "Wednesday, 23:00"),
        (timedelta(days=5), "Saturday, 12:00"),
        (timedelta(days=7), "7 May, 12:00"),
        (timedelta(days=400), "9 Apr 2025, 12:00"),
    ],
)
def test_times_are_said_shortly(ago: timedelta, said: str) -> None:
    assert said_time(NOON - ago, HOUSE, NOON) == said


def test_all_is_told_of_an_event() -> None:
    event = Event(NOON, "Jane", "Checkpoint", "bookmark", "Deck", "r2", "r1", "r2", 249)
    assert told(event, "today", Amount(12, 3)) == [
        "Checkpoint: Deck",
        "today, Jane",
        "12 words added, 3 removed, 249 words",
    ]
    assert told(replace(event, note="", who=""), "today", None) == ["Checkpoint", "today", "249 words"]


def test_nothing_has_no_life() -> None:
    assert life_of("a", (), (), ()).events == ()


@given(st.lists(st.floats(0, 10**7), max_size=60).map(sorted))
def test_places_rise_from_one_side_to_the_other(seconds: list[float]) -> None:
    times = [NOON + timedelta(seconds=each) for each in seconds]
    found = places(times)
    assert len(found) == len(times)
    if len(found) > 1:
        assert found[0] == 0
        assert found[-1] == pytest.approx(1)
        apart = [after - before for before, after in pairwise(found)]
        assert all(step > 0 for step in apart)


def test_an_empty_night_takes_little_more_room_than_an_hour() -> None:
    hours = [0.0, 1, 2, 14, 15]
    times = [NOON + timedelta(hours=each) for each in hours]
    found = places(times)
    assert found[3] - found[2] < 2 * (found[2] - found[1])
    assert breaks(times) == [3]


def test_people_keep_their_colours() -> None:
    people = [f"Person {number}" for number in range(9)]
    for dark in (False, True):
        colours = [person_colour(who, people, dark=dark) for who in people]
        assert len(set(colours)) == 7
        assert person_colour(people[0], people[:1], dark=dark) == colours[0]
        assert person_colour("", people, dark=dark) == colours[-1]
    assert Why.CHECKPOINT.value == "checkpoint"


def test_steps_carry_what_was_said_to_them_and_what_somebody_went_past(library: Library) -> None:
    house = House(timezone="UTC")
    article = library.create(replace(FIRST, headline="")).result().id
    library.take_step(article, State.SUBMITTED, house, "For tonight").result()
    library.take_step(article, State.DRAFT, house, "Four lamps\nor four masts?").result()
    library.take_step(article, State.READY, house, override=Override("The page is closing")).result()
    library.take_back(article, State.READY).result()
    events = read_life(library, article).events
    assert [(event.what, event.title) for event in events[:3]] == [
        ("Created", "Created"),
        ("Now submitted", "For tonight"),
        ("Sent back", "Four lamps or four masts?"),
    ]
    ready, past, back = events[3:]
    assert (ready.title, back.title) == ("Now ready", "Taken back, now draft")
    assert past.title == "The page is closing"
    assert past.what.startswith("Went past “There is no headline”, and ")
    assert "There is no headline." in told(past, "today", None)


def test_what_readers_noticed_is_called_so_with_its_reason(library: Library) -> None:
    house = House(timezone="UTC")
    article = library.create(FIRST).result().id
    why = Override("It is a test")
    for state, note in ((State.READY, ""), (State.PUBLISHED, "")):
        library.take_step(article, state, house, note, why).result()
    told_readers = Correction("Four lamps.", datetime.now(UTC))
    library.publish_again(article, State.CORRECTED, house, reason="She rang", note=told_readers, override=why).result()
    library.take_back(article, State.CORRECTED).result()
    library.take_step(article, State.KILLED, house, "It was not so").result()
    events = [event for event in read_life(library, article).events if not event.findings]
    assert [(event.what, event.note) for event in events[-4:]] == [
        ("Published", ""),
        ("Corrected", "She rang"),
        ("Taken back, now published", ""),
        ("Killed", "It was not so"),
    ]
    assert [event.icon for event in events[-4:-2]] == ["newspaper", "pencil"]
