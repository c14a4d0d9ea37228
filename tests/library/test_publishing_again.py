"""What readers have is changed by Update and Correct: with a reason, the time of it, and what readers are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from desk.checks import Override
from desk.errors import Refused, Unexplained
from desk.houses import default_house
from desk.library.library import Library
from desk.library.values import ArticleRow, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.correcting import in_print, told_apart
from desk.story.directory import Contact
from desk.story.people import Credit, Role
from desk.story.story import Correction, CorrectionKind, Slot, Story
from desk.story.workflow import StaffRole, Step

HOUSE = default_house()
SOUND = Story(
    headline="Ferry to Ostrava stops",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    body=Body(
        (Paragraph(spans("The ferry stops on Monday.")), Paragraph(spans("Forty people work on it."))),
    ),
)
MENDED = replace(SOUND, headline="Ferry to Otrava stops")
LATER = datetime(2031, 5, 3, tzinfo=UTC)
NOTE = Correction("The ferry goes to Otrava, not to Ostrava.", LATER)
WHY = "A reader wrote in."


def out(library: Library, story: Story = SOUND) -> ArticleRow:
    row = library.create(story).result()
    library.take_step(row.id, State.READY, HOUSE).result()
    return library.take_step(row.id, State.PUBLISHED, HOUSE).result()


def mended(library: Library, headline: str = MENDED.headline) -> ArticleRow:
    row = out(library)
    library.update_story(row.id, lambda story: replace(story, headline=headline), Why.REVIEWED).result()
    return row


def story_of(library: Library, row: ArticleRow) -> Story:
    return library.article(row.id).story


def refusal(library: Library, row: ArticleRow, target: State = State.CORRECTED, **named: object) -> str:
    before = library.moves(row.id), library.article(row.id), library.revisions(row.id)
    with pytest.raises(Refused) as told:
        library.publish_again(row.id, target, HOUSE, **{"reason": WHY, "note": NOTE} | named).result()  # type: ignore[arg-type]
    assert (library.moves(row.id), library.article(row.id), library.revisions(row.id)) == before
    return str(told.value)


def test_what_is_published_says_since_when(library: Library) -> None:
    begun = datetime.now(UTC).replace(microsecond=0)
    story = story_of(library, out(library))
    assert story.first_published is not None
    assert begun <= story.first_published <= datetime.now(UTC)
    assert story.updated is None
    older = replace(SOUND, first_published=datetime(2025, 2, 1, 8, tzinfo=UTC))
    assert story_of(library, out(library, older)).first_published == older.first_published


def test_a_correction_goes_out_with_its_note_and_its_time(library: Library) -> None:
    row = mended(library)
    assert library.is_changed_since_out(row.id)
    done = library.publish_again(row.id, State.CORRECTED, HOUSE, reason=f" {WHY}\n", note=NOTE).result()
    found = library.article(row.id)
    (note,) = found.story.corrections
    assert done.state is State.CORRECTED
    assert found.baseline == found.story
    assert (note.text, note.at, found.story.headline) == (NOTE.text, found.story.updated, MENDED.headline)
    assert note.at != NOTE.at, "the time of a note is that of the step"
    assert (library.moves(row.id)[0].value, library.moves(row.id)[0].note) == ("corrected", WHY)
    have = library.readers_have(row.id)
    assert have is not None
    assert (have.text.story(), have.state, have.note) == (found.story, State.CORRECTED, WHY)
    assert not library.is_changed_since_out(row.id)
    assert not library.gate(row.id, HOUSE, None).findings, "it may be exported"


def test_nothing_goes_out_anew_without_a_reason_or_without_what_readers_are_told(library: Library) -> None:
    row = mended(library)
    assert "needs a note" in refusal(library, row, reason=" ")
    assert "no note that tells readers" in refusal(library, row, note=None)
    assert "what was wrong" in refusal(library, row, note=replace(NOTE, text=" "))
    assert "still stands for something to come" in refusal(library, row, note=replace(NOTE, text="It is TK."))
    assert "not on the story" in refusal(library, row, withdraw=(LATER,))
    assert "not on the story" in refusal(library, row, note=replace(NOTE, about=LATER))
    with pytest.raises(ValueError, match="anew"):
        library.publish_again(row.id, State.KILLED, HOUSE, reason=WHY)
    past = library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, override=Override("A comma.")).result()
    assert past.state is State.CORRECTED
    assert (library.moves(row.id)[0].what, library.moves(row.id)[0].note) == ("override", "A comma.")


def test_the_reason_is_asked_whatever_the_house_asks(library: Library) -> None:
    steps = tuple(replace(step, note=type(step.note).NO) for step in HOUSE.workflow.steps)
    lax = replace(HOUSE, workflow=replace(HOUSE.workflow, steps=steps))
    row = mended(library)
    with pytest.raises(Unexplained, match="Say why the story is updated"):
        library.take_step(row.id, State.UPDATED, lax).result()


def test_only_whoever_may_does_it_and_only_with_what_is_out(library: Library) -> None:
    people = (Contact("Ilse Brandt", role=StaffRole.REPORTER), Contact("Maren Holt", role=StaffRole.EDITOR))
    library.put_contacts(people).result()
    row = mended(library)
    library.who = "Ilse Brandt"
    assert "step for an editor or a producer" in refusal(library, row)
    library.who = "Maren Holt"
    draft = library.create(SOUND).result()
    assert "Readers do not have the story yet" in refusal(library, draft)


def test_what_is_only_suggested_gets_the_note_and_the_time_in_both_texts(library: Library) -> None:
    row = out(library)
    agreed = story_of(library, row)
    library.put_texts(row.id, replace(agreed, headline=MENDED.headline), agreed).result()
    assert "tracked change" in refusal(library, row)
    library.publish_again(
        row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE, override=Override("It is in print already.")
    ).result()
    found = library.article(row.id)
    assert (found.story.headline, found.baseline.headline) == (MENDED.headline, SOUND.headline)
    assert found.baseline == replace(found.story, headline=SOUND.headline)
    assert len(found.story.corrections) == 1
    library.take_back(row.id, State.CORRECTED).result()
    back = library.article(row.id)
    assert (back.story, back.baseline) == (replace(agreed, headline=MENDED.headline), agreed)


def test_a_story_is_updated_several_times_a_day(library: Library) -> None:
    row = out(library)
    times = []
    for number, text in enumerate(("", "The mayor spoke.", "")):
        library.update_story(row.id, partial(replace, deck=f"Day {number}"), Why.REVIEWED).result()
        note = Correction(text, LATER, CorrectionKind.UPDATE, Slot.TOP) if text else None
        library.publish_again(row.id, State.UPDATED, HOUSE, reason=f"No. {number}", note=note).result()
        times.append(story_of(library, row).updated)
    assert times == sorted({each for each in times if each is not None}), "each is later than the one before"
    assert [move.note for move in library.moves(row.id)][:3] == ["No. 2", "No. 1", "No. 0"]
    (note,) = story_of(library, row).corrections
    assert (note.kind, note.slot, note.at) == (CorrectionKind.UPDATE, Slot.TOP, times[1])


def test_a_note_is_put_right_by_another_and_withdrawn(library: Library) -> None:
    row = mended(library)
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE).result()
    first = story_of(library, row).corrections[0]
    about = Correction("It stops on Tuesday, too.", LATER, about=first.at)
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason="Again", note=about).result()
    story = story_of(library, row)
    second = story.corrections[1]
    assert (second.about, in_print(story.corrections)) == (first.at, (first, second))
    assert "already" in refusal(library, row, note=replace(about, text=f"{about.text} "))
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason="It was right", withdraw=[second.at]).result()
    story = story_of(library, row)
    assert in_print(story.corrections) == (first,)
    assert story.corrections[1] == replace(second, withdrawn=story.updated)
    assert "withdrawn already" in refusal(library, row, withdraw=(second.at,), note=None)
    assert "withdrawn" in refusal(library, row, note=replace(NOTE, about=second.at))
    instead = replace(NOTE, text="Both stop.")
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason="Plain", note=instead, withdraw=[first.at]).result()
    assert [note.text for note in in_print(story_of(library, row).corrections)] == ["Both stop."]


def test_notes_of_one_day_are_told_apart(library: Library) -> None:
    day = datetime(2026, 5, 3, tzinfo=UTC)  # as copy has them that names no hour
    lamp, mole = (Correction(text, day) for text in ("The lamp is red.", "The mole is the west one."))
    row = library.create(replace(SOUND, corrections=(lamp, mole))).result()
    library.set_state(row.id, State.PUBLISHED).result()  # as an older Desk published it
    assert not library.is_changed_since_out(row.id)
    library.update_story(row.id, lambda story: replace(story, headline=MENDED.headline), Why.REVIEWED).result()
    assert library.gate(row.id, HOUSE, State.UPDATED).findings == ()
    second = told_apart((lamp, mole))[1].at
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, withdraw=[second], note=NOTE).result()
    assert [note.text for note in in_print(story_of(library, row).corrections)] == [lamp.text, NOTE.text]
    assert not library.is_changed_since_out(row.id)


def test_what_was_told_by_hand_is_not_unsaid(library: Library) -> None:
    row = mended(library)
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE).result()
    library.update_story(row.id, lambda story: replace(story, corrections=()), Why.REVIEWED).result()
    assert "was taken out" in refusal(library, row, State.UPDATED, note=None)
    assert [each.rule for each in library.gate(row.id, HOUSE, None).findings] == ["changed-since-published"]


def test_a_step_that_is_taken_back_takes_note_and_time_with_it(library: Library) -> None:
    row = out(library)
    assert library.take_back(row.id, State.PUBLISHED).result().state is State.READY
    assert story_of(library, row) == replace(SOUND, slug=story_of(library, row).slug)
    with pytest.raises(Refused):
        library.take_back(row.id, State.READY).result()
    library.take_step(row.id, State.PUBLISHED, HOUSE).result()
    first = story_of(library, row)
    library.save_draft(
        row.id, replace(first, headline=MENDED.headline), 0, library.article(row.id).row.version
    ).result()
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE).result()
    library.take_back(row.id, State.CORRECTED).result()
    assert story_of(library, row) == replace(first, headline=MENDED.headline), "the words stay"
    assert library.article(row.id).row.state is State.PUBLISHED
    have = library.readers_have(row.id)
    assert have is not None
    assert (have.text.story(), have.state) == (first, State.PUBLISHED)
    found = library.gate(row.id, HOUSE, None).findings
    assert [each.rule for each in found] == ["changed-since-published"], "nobody gets past by taking a step back"


def test_what_was_taken_back_was_never_out_whatever_was_written_since(library: Library) -> None:
    publish = Step("Publish", (State.DRAFT,), State.PUBLISHED, tuple(StaffRole))
    house = replace(HOUSE, workflow=replace(HOUSE.workflow, steps=(publish,)))
    row = library.create(SOUND).result()
    library.take_step(row.id, State.PUBLISHED, house).result()
    library.checkpoint(row.id, replace(story_of(library, row), headline=MENDED.headline)).result()
    assert library.take_back(row.id, State.PUBLISHED).result().state is State.DRAFT
    story = story_of(library, row)
    assert (story.headline, story.first_published) == (MENDED.headline, None)


def test_a_killed_story_neither_goes_out_nor_comes_back_otherwise_in_silence(library: Library) -> None:
    row = out(library)
    first = story_of(library, row).first_published
    library.take_step(row.id, State.KILLED, HOUSE, "It was not so.").result()
    assert [each.rule for each in library.gate(row.id, HOUSE, None).findings] == ["killed"]
    (sent,) = library.to_send([row.id], HOUSE)
    assert sent.situation.is_killed
    library.take_step(row.id, State.IN_REVIEW, HOUSE, "It was so.").result()
    library.take_step(row.id, State.READY, HOUSE).result()
    same = library.take_step(row.id, State.PUBLISHED, HOUSE).result()
    assert (story_of(library, same).first_published, story_of(library, same).updated) == (first, None)
    library.take_step(row.id, State.KILLED, HOUSE, "It was not so.").result()
    library.take_step(row.id, State.IN_REVIEW, HOUSE, "Half of it was.").result()
    library.update_story(row.id, lambda story: replace(story, headline=MENDED.headline), Why.REVIEWED).result()
    library.take_step(row.id, State.READY, HOUSE).result()
    with pytest.raises(Unexplained, match="Readers had this story before"):
        library.take_step(row.id, State.PUBLISHED, HOUSE).result()
    library.take_step(row.id, State.PUBLISHED, HOUSE, override=Override("The half that was.")).result()
    story = story_of(library, row)
    assert story.first_published == first
    assert story.updated is not None


def test_many_are_updated_with_one_reason(library: Library) -> None:
    rows = [out(library), mended(library)]
    moved = library.take_steps([row.id for row in rows], State.UPDATED, HOUSE, note="New lamps").result()
    assert len(moved.before) == 2
    assert all(story_of(library, row).updated for row in rows)
    library.take_back_many([row.id for row in rows], State.UPDATED).result()
    assert not any(story_of(library, row).updated for row in rows)


def test_an_embargo_holds_for_what_is_out_too(library: Library) -> None:
    row = mended(library)
    soon = datetime.now(UTC) + timedelta(days=1)
    library.update_story(row.id, lambda story: replace(story, embargo=soon), Why.REVIEWED).result()
    assert "Nobody can go past that." in refusal(library, row, override=Override("Now."))


def test_nobody_puts_a_text_before_readers_that_they_did_not_see(library: Library) -> None:
    row = mended(library)
    seen = library.article(row.id).row.version
    library.update_story(row.id, partial(replace, deck="Seen by nobody"), Why.REVIEWED).result()
    assert "look at it again" in refusal(library, row, over=seen)
    now = library.article(row.id).row.version
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE, over=now).result()


def test_whoever_goes_back_unsays_nothing(library: Library) -> None:
    row = mended(library)
    first = library.revisions(row.id)[-1]
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE).result()
    told = story_of(library, row)
    done = library.restore(row.id, first.id).result()
    assert story_of(library, row) == replace(told, headline=SOUND.headline)
    library.restore(row.id, done.before.id).result()
    assert story_of(library, row) == told
    assert not library.is_changed_since_out(row.id)


def test_a_copy_was_never_out(library: Library) -> None:
    row = mended(library)
    library.publish_again(row.id, State.CORRECTED, HOUSE, reason=WHY, note=NOTE).result()
    copy = story_of(library, library.duplicate(row.id).result())
    assert (copy.first_published, copy.updated, copy.corrections) == (None, None, ())
