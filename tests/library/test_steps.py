"""The steps of an article: the workflow and the gate are asked where the step is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.checks import Override
from desk.errors import Refused, Unexplained
from desk.houses import default_house
from desk.library.guarding import guarded
from desk.library.library import Library
from desk.library.values import ArticleRow, Move, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.story.workflow import GATED, StaffRole

HOUSE = default_house()
SOUND = Story(
    headline="Pilots refuse night landings",
    credits=(Credit("Ilse Brandt", role=Role.BY),),
    body=Body((Paragraph(spans("The pilots stopped at night.")), Paragraph(spans("They want lamps.")))),
)
WHY = Override("The lawyer has read it.")
NOTHING = " Nothing was changed."
QUOTING = Body((*SOUND.body.blocks, Paragraph(spans("“Never,” she told Bridge Radio."))))


@pytest.fixture
def desk(library: Library) -> Library:
    """A library in which Ilse writes and Maren edits, who is at work."""
    people = (Contact("Ilse Brandt", role=StaffRole.REPORTER), Contact("Maren Holt", role=StaffRole.EDITOR))
    library.put_contacts(people).result()
    return library


def new(library: Library, story: Story = SOUND, state: State = State.DRAFT) -> ArticleRow:
    row = library.create(story).result()
    return library.set_state(row.id, state).result()


def states(library: Library, row: ArticleRow) -> list[tuple[str, str, str, str]]:
    return [(move.what, move.value, move.who, move.note) for move in reversed(library.moves(row.id))]


def refused(library: Library, row: ArticleRow, target: State, note: str = "", why: Override | None = None) -> str:
    before = library.moves(row.id), library.article(row.id)
    with pytest.raises(Refused) as told:
        library.take_step(row.id, target, HOUSE, note, why).result()
    assert (library.moves(row.id), library.article(row.id)) == before
    return str(told.value)


def test_a_story_goes_through_the_desk_with_notes(desk: Library) -> None:
    row = new(desk)
    desk.who = "Ilse Brandt"
    assert desk.take_step(row.id, State.SUBMITTED, HOUSE, " First look\n").result().state is State.SUBMITTED
    assert "step for an editor or a producer" in refused(desk, row, State.READY)
    desk.who = "Maren Holt"
    assert "needs a note" in refused(desk, row, State.DRAFT)
    with pytest.raises(Unexplained):
        desk.take_step(row.id, State.DRAFT, HOUSE).result()
    desk.take_step(row.id, State.DRAFT, HOUSE, "Call the mayor.").result()
    desk.who = "Ilse Brandt"
    desk.take_step(row.id, State.SUBMITTED, HOUSE).result()
    desk.who = "Maren Holt"
    for state in (State.IN_REVIEW, State.READY, State.PUBLISHED):
        assert desk.take_step(row.id, state, HOUSE).result().state is state
    assert "No step leads" in refused(desk, row, State.DRAFT)
    assert states(desk, row) == [
        ("state", "submitted", "Ilse Brandt", "First look"),
        ("state", "draft", "Maren Holt", "Call the mayor."),
        ("state", "submitted", "Ilse Brandt", ""),
        *(("state", value, "Maren Holt", "") for value in ("in-review", "ready", "published")),
    ]


def test_whoever_works_alone_is_an_editor(library: Library) -> None:
    row = new(library)
    assert library.take_step(row.id, State.READY, HOUSE).result().state is State.READY


def test_the_gate_stops_until_somebody_goes_past_with_a_reason(desk: Library) -> None:
    row = new(desk, replace(SOUND, headline="", deck="x" * 161))
    assert desk.gate(row.id, HOUSE, State.READY).hindrance(StaffRole.EDITOR)
    assert refused(desk, row, State.READY).startswith("There is no headline. And 1 more finding.")
    assert refused(desk, row, State.READY, why=Override(" ")).endswith(NOTHING)
    assert desk.take_step(row.id, State.READY, HOUSE, override=WHY).result().state is State.READY
    (past,) = [move for move in desk.moves(row.id) if move.what == "override"]
    assert (past.value, past.who, past.note) == ("ready", "Maren Holt", WHY.reason)
    assert [text[:20] for text in past.findings] == ["There is no headline", "The deck has 161 cha"]


def test_what_is_known_besides_the_text_stops_it_too(desk: Library) -> None:
    row = new(desk)
    changed = replace(SOUND, headline="Pilots refuse", deck="At night")
    desk.put_texts(row.id, changed, SOUND).result()
    asked = desk.comment(row.id, "Which lamps?", question=True).result()
    desk.put_contacts([Contact("Bridge Radio", kind=PersonKind.ORGANISATION)]).result()
    desk.update_story(row.id, lambda story: replace(story, body=QUOTING), Why.REVIEWED).result()
    found = desk.gate(row.id, HOUSE, State.READY)
    assert [finding.rule for finding in found.findings] == [
        *("unresolved-changes", "open-question", "agency-not-credited"),
    ]
    agreed = desk.gate(row.id, HOUSE, None, agreed=True)
    assert [finding.rule for finding in agreed.findings] == ["open-question", "agency-not-credited"]
    desk.who = "Ilse Brandt"
    desk.answer(asked.id, Said.REPLIED, "Those on the mole.").result()
    assert [finding.rule for finding in desk.gate(row.id, HOUSE, None, agreed=True).findings] == ["agency-not-credited"]


def test_nobody_gets_past_an_embargo_before_its_time(library: Library) -> None:
    held = replace(SOUND, embargo=datetime.now(UTC) + timedelta(days=1))
    row = new(library, held)
    library.take_step(row.id, State.READY, HOUSE).result()
    assert "Nobody can go past that." in refused(library, row, State.PUBLISHED, why=WHY)
    library.update_story(row.id, lambda story: replace(story, embargo=datetime.now(UTC)), Why.REVIEWED).result()
    assert library.take_step(row.id, State.PUBLISHED, HOUSE).result().state is State.PUBLISHED


def test_an_embargo_that_nobody_has_decided_on_holds_in_both_texts(library: Library) -> None:
    held = replace(SOUND, embargo=datetime.now(UTC) + timedelta(days=1))
    for story, baseline in ((held, SOUND), (SOUND, held)):  # it is suggested to put it there; to lift it
        row = new(library, SOUND, State.READY)
        library.put_texts(row.id, story, baseline).result()
        for agreed in (False, True):
            found = library.gate(row.id, HOUSE, None, agreed=agreed).firm
            (sent,) = library.to_send([row.id], HOUSE, agreed=agreed)
            guard = guarded(sent, WHY).guard
            assert guard is not None
            verdict = guard(sent.text.story(), HOUSE)
            assert found[0].message in verdict.trouble
            assert verdict.firm
            assert ("tracked change" in found[0].message) is (sent.text.story().embargo is None)
        library.put_texts(row.id, SOUND, SOUND).result()
        assert not library.gate(row.id, HOUSE, None).findings


def test_what_is_out_is_changed_by_a_step_only(library: Library) -> None:
    row = new(library, state=State.READY)
    library.take_step(row.id, State.PUBLISHED, HOUSE).result()
    assert not library.gate(row.id, HOUSE, None).findings
    library.update_story(row.id, lambda story: replace(story, deck="At night"), Why.REVIEWED).result()
    assert [each.rule for each in library.gate(row.id, HOUSE, None).findings] == ["changed-since-published"]
    library.take_step(row.id, State.UPDATED, HOUSE, "A deck").result()
    assert not library.gate(row.id, HOUSE, None).findings
    library.take_step(row.id, State.UPDATED, HOUSE, "Once more").result()
    assert [note for what, *_, note in states(library, row) if what == "state"][-2:] == ["A deck", "Once more"]
    assert "no note that tells readers" in refused(library, row, State.CORRECTED, "A name")
    library.take_step(row.id, State.KILLED, HOUSE, "It was not so.").result()


def test_many_move_and_those_that_may_not_are_told(library: Library) -> None:
    rows = [new(library, story) for story in (SOUND, replace(SOUND, headline="TK"), SOUND)]
    there = new(library, state=State.READY)
    told: list[tuple[int, int]] = []
    ids = [row.id for row in (*rows, there)]
    moved = library.take_steps(ids, State.READY, HOUSE, tell=lambda *at: told.append(at)).result()
    assert moved.before == {rows[0].id: State.DRAFT, rows[2].id: State.DRAFT}
    assert moved.refused[rows[1].id].open
    (sentence,) = moved.sentences()
    assert sentence.startswith("“TK”: “TK” still stands for something to come")
    assert NOTHING not in sentence
    assert told == [(number, 4) for number in range(4)]
    back = library.take_back_many([*moved.before], State.READY).result()
    assert set(back.before) == set(moved.before)
    assert [library.article(row.id).row.state for row in rows] == [State.DRAFT] * 3
    past = library.take_steps(ids, State.READY, HOUSE, override=WHY).result()
    assert not past.refused
    assert library.moves(rows[1].id)[0].what == "override"
    assert [move.what for move in library.moves(rows[0].id)].count("override") == 0, "there was nothing to go past"


def taken_back(library: Library, row: ArticleRow, state: State) -> str:
    try:
        library.take_back(row.id, state).result()
    except Refused as error:
        return str(error)
    return ""


def test_a_step_is_taken_back_and_that_is_recorded(desk: Library) -> None:
    row = new(desk)
    desk.take_step(row.id, State.IN_REVIEW, HOUSE).result()
    assert "cannot" in taken_back(desk, row, State.READY), "that is not where it is"
    desk.who = "Ilse Brandt"
    assert "cannot" in taken_back(desk, row, State.IN_REVIEW), "it was not her step"
    desk.who = "Maren Holt"
    desk.update_story(row.id, lambda story: replace(story, deck="At night"), Why.REVIEWED).result()
    assert not taken_back(desk, row, State.IN_REVIEW)
    assert desk.article(row.id).row.state is State.DRAFT
    assert states(desk, row)[-1] == ("state", "draft", "Maren Holt", "Taken back.")


def test_what_went_past_the_gate_or_out_meanwhile_is_not_taken_back(library: Library) -> None:
    row = new(library, state=State.READY)
    library.take_step(row.id, State.IN_REVIEW, HOUSE).result()
    library.update_story(row.id, lambda story: replace(story, headline=""), Why.REVIEWED).result()
    assert "was changed since" in taken_back(library, row, State.IN_REVIEW)
    asked = new(library, state=State.READY)
    library.comment(asked.id, "Which lamps?", question=True).result()  # they went past that before
    library.take_step(asked.id, State.IN_REVIEW, HOUSE).result()
    said = library.comment(asked.id, "Whose lamps?", question=True).result()
    assert "asked something since" in taken_back(library, asked, State.IN_REVIEW)
    library.answer(said.id, Said.RESOLVED).result()
    assert not taken_back(library, asked, State.IN_REVIEW)
    other = new(library, state=State.READY)
    library.take_step(other.id, State.PUBLISHED, HOUSE).result()
    library.deliver(other.id, "html", "x.html", "0" * 64).result()
    assert "went out since" in taken_back(library, other, State.PUBLISHED)


def test_an_export_that_goes_past_the_gate_is_recorded(library: Library) -> None:
    row = new(library, replace(SOUND, headline=""))
    found = library.gate(row.id, HOUSE, None)
    library.note_override(row.id, "export", WHY, found.to_override).result()
    move = library.moves(row.id)[0]
    assert isinstance(move, Move)
    assert (move.what, move.value, move.note, move.findings) == (
        "override",
        "export",
        WHY.reason,
        ("There is no headline.",),
    )


def test_what_is_sent_says_what_the_gate_needs_to_know(library: Library) -> None:
    row = new(library, state=State.READY)
    library.take_step(row.id, State.PUBLISHED, HOUSE).result()
    out = library.article(row.id).story
    later = replace(out, deck="At night")
    library.put_texts(row.id, later, out).result()
    library.comment(row.id, "Which lamps?", question=True).result()
    (current,) = library.to_send([row.id], HOUSE)
    (agreed,) = library.to_send([row.slug], HOUSE, agreed=True)
    assert (current.text.story(), agreed.text.story()) == (later, out)
    assert (current.situation.unresolved, agreed.situation.unresolved, agreed.unresolved) == (1, 0, 1)
    assert (current.situation.published, agreed.situation.published) == (out, None)
    assert [len(sent.situation.questions) for sent in (current, agreed)] == [1, 1]
    assert current.role is StaffRole.EDITOR


_TRIES = st.lists(
    st.tuples(
        st.sampled_from(["Ilse Brandt", "Maren Holt"]),
        st.sampled_from(State),
        st.sampled_from(["", "So it is."]),
        st.sampled_from([None, WHY]),
    ),
    max_size=10,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=st.sampled_from([SOUND, replace(SOUND, headline="")]), tries=_TRIES)
def test_whatever_is_tried_an_article_is_only_where_the_steps_of_the_house_lead(
    desk: Library, story: Story, tries: list[tuple[str, State, str, Override | None]]
) -> None:
    desk.who = "Maren Holt"
    row, state = desk.create(story).result(), State.DRAFT
    for who, target, note, why in tries:
        desk.who = who
        role = desk.signed_in().role or StaffRole.EDITOR
        refusal = HOUSE.workflow.refusal(state, target, role, note)
        step = HOUSE.workflow.step(state, target, role)
        stopped = step is not None and step.gate and desk.gate(row.id, HOUSE, target).hindrance(role, why)
        try:
            state = desk.take_step(row.id, target, HOUSE, note, why).result().state
        except Refused:
            assert refusal or stopped
        else:
            assert not refusal
            assert not stopped
            assert state is target
        assert desk.article(row.id).row.state is state
    past = {move.value for move in desk.moves(row.id) if move.what == "override"}
    gated = {move.value for move in desk.moves(row.id) if move.what == "state"} & set(GATED)
    assert past == (gated if story is not SOUND else past & {State.CORRECTED})
