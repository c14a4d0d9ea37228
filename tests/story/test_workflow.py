"""The way through the desk, as the default has it and as a house writes it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import paths
from desk.houses import load_house
from desk.library import values
from desk.story.setting_read import Faulty
from desk.story.states import HANDED_OVER, OUT, State
from desk.story.workflow import GATED, NAMES, Asked, StaffRole, Step, Workflow, suggests_at_first
from desk.story.workflow_read import read_workflow

REPORTER, EDITOR, PRODUCER = StaffRole
DEFAULT = Workflow()

states, roles = st.sampled_from(State), st.sampled_from(StaffRole)


def names(state: State, role: StaffRole) -> list[str]:
    return [step.name for step in DEFAULT.open_to(state, role)]


def test_the_states_are_those_that_are_stored() -> None:
    assert [state.value for state in State] == [
        "draft", "submitted", "in-review", "ready", "published", "updated", "corrected", "spiked", "killed",
    ]  # fmt: skip
    assert values.State is State
    assert values.HANDED_OVER is HANDED_OVER
    assert set(NAMES) == set(State)


def test_a_reporter_drafts_submits_and_may_take_it_back() -> None:
    assert names(State.DRAFT, REPORTER) == ["Submit", "Spike"]
    assert names(State.SUBMITTED, REPORTER) == ["Take Back"]
    assert names(State.IN_REVIEW, REPORTER) == names(State.READY, REPORTER) == names(State.PUBLISHED, REPORTER) == []


def test_an_editor_reviews_and_sends_on_or_back() -> None:
    assert names(State.SUBMITTED, EDITOR) == ["Start Review", "Send Back", "Mark as Ready", "Spike"]
    assert names(State.IN_REVIEW, EDITOR) == ["Send Back", "Mark as Ready", "Spike"]
    assert names(State.READY, EDITOR) == ["Send Back", "Back to Review", "Publish", "Spike"]


def test_what_is_out_is_updated_corrected_or_killed_and_nothing_else() -> None:
    for state in OUT:
        assert names(state, PRODUCER) == ["Update", "Correct", "Kill"]
        assert all(step.note is Asked.REQUIRED for step in DEFAULT.open_to(state, PRODUCER))


def test_sending_back_wants_a_note() -> None:
    assert DEFAULT.refusal(State.IN_REVIEW, State.DRAFT, EDITOR, " \n") == (
        "“Send Back” needs a note that says why. Nothing was changed."
    )
    assert not DEFAULT.refusal(State.IN_REVIEW, State.DRAFT, EDITOR, "Who says so?")


def test_who_may_not_is_told_who_may() -> None:
    assert DEFAULT.refusal(State.IN_REVIEW, State.READY, REPORTER) == (
        "“Mark as Ready” is a step for an editor or a producer, and you are signed in as a reporter. "
        "Nothing was changed."
    )
    assert DEFAULT.refusal(State.SUBMITTED, State.PUBLISHED, EDITOR) == (
        "No step leads from “Submitted” to “Published”. Nothing was changed."
    )
    assert DEFAULT.refusal(State.KILLED, State.CORRECTED, EDITOR) == (
        "Readers do not have the story any more: it is “Killed”. Bring it back first, and publish it again. "
        "Nothing was changed."
    )
    assert DEFAULT.refusal(State.DRAFT, State.DRAFT, EDITOR) == "The story is “Draft” already."


def test_a_story_can_be_corrected_twice() -> None:
    assert not DEFAULT.refusal(State.CORRECTED, State.CORRECTED, EDITOR, "The second name, too.")


def test_the_gate_stands_before_whatever_readers_or_the_next_desk_get() -> None:
    assert {step.target for step in DEFAULT.steps if step.gate} == set(GATED)


@given(states, states, roles, st.text(max_size=3))
def test_a_step_is_refused_if_and_only_if_it_is_not_offered_or_wants_a_note(
    state: State, target: State, role: StaffRole, note: str
) -> None:
    step, refusal = DEFAULT.step(state, target, role), DEFAULT.refusal(state, target, role, note)
    assert (step is None) <= bool(refusal)
    assert not refusal or refusal.endswith(".")
    if step is not None:
        assert step in DEFAULT.open_to(state, role)
        assert step.note is Asked.REQUIRED or not refusal


@given(roles, states)
def test_nobody_meets_a_dead_end(role: StaffRole, state: State) -> None:
    """An editor gets on from every state, and from each of them somebody gets back to the draft or keeps it out."""
    assert DEFAULT.open_to(state, EDITOR)
    assert len({step.target for step in DEFAULT.open_to(state, role)}) == len(DEFAULT.open_to(state, role))


def test_others_suggest_once_a_story_was_submitted() -> None:
    assert not suggests_at_first(State.DRAFT, is_author=False)
    assert suggests_at_first(State.SUBMITTED, is_author=False)
    assert suggests_at_first(State.CORRECTED, is_author=False)
    assert not suggests_at_first(State.SUBMITTED, is_author=True)


def test_the_file_that_desk_brings_writes_down_what_holds_without_it() -> None:
    house = load_house(paths.resources() / "houses" / "standard.toml")
    assert house.workflow.steps == DEFAULT.steps
    assert house.workflow.states == DEFAULT.states
    assert house.workflow.names == NAMES


def test_a_house_gives_states_its_own_names() -> None:
    found = read_workflow({"names": {"in-review": "  On the\ndesk "}}, DEFAULT)
    assert found.name(State.IN_REVIEW) == "On the desk"
    assert found.name(State.READY) == "Ready"
    assert "“On the desk”" in found.refusal(State.IN_REVIEW, State.PUBLISHED, EDITOR)


def test_a_house_without_some_states_keeps_the_steps_between_the_others() -> None:
    found = read_workflow({"states": ["draft", "in-review", "ready", "published"]}, DEFAULT)
    assert [step.name for step in found.steps] == [
        "Start Review", "Send Back", "Mark as Ready", "Back to Review", "Publish",
    ]  # fmt: skip
    assert found.step(State.IN_REVIEW, State.DRAFT, EDITOR) == Step(
        "Send Back", (State.IN_REVIEW, State.READY), State.DRAFT, (EDITOR, PRODUCER), Asked.REQUIRED
    )


def test_an_article_in_a_state_that_a_house_does_not_have_gets_on_all_the_same() -> None:
    small = read_workflow({"states": ["draft", "in-review", "published"], "steps": [
        {"name": "Hand In", "from": ["draft"], "to": "in-review"},
        {"name": "Print", "from": ["in-review"], "to": "published", "by": ["editor"]},
    ]}, DEFAULT)  # fmt: skip
    assert [small.counts_as(state) for state in State] == [
        State.DRAFT, State.DRAFT, State.IN_REVIEW, State.IN_REVIEW, *[State.PUBLISHED] * 3, State.DRAFT, State.DRAFT,
    ]  # fmt: skip
    assert [step.name for step in small.open_to(State.SUBMITTED, REPORTER)] == ["Hand In"]
    assert not small.refusal(State.READY, State.PUBLISHED, EDITOR)
    assert "is a step for an editor" in small.refusal(State.READY, State.PUBLISHED, REPORTER)
    assert small.name(State.READY) == "Ready"


def test_a_house_writes_its_own_steps() -> None:
    steps = [
        {"name": "Hand In", "from": ["draft"], "to": "ready", "note": "required", "gate": False},
        {"name": "Print", "from": ["ready"], "to": "published", "by": ["producer"]},
    ]
    found = read_workflow({"states": ["draft", "ready", "published"], "steps": steps}, DEFAULT)
    assert found.steps == (
        Step("Hand In", (State.DRAFT,), State.READY, tuple(StaffRole), Asked.REQUIRED, gate=False),
        Step("Print", (State.READY,), State.PUBLISHED, (PRODUCER,), gate=True),
    )


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("x", "“workflow” must be a table"),
        ({"step": []}, "“workflow.step” is not known. Known are: names, states, steps"),
        ({"states": "draft"}, "“workflow.states” must be a list of draft, submitted"),
        ({"states": ["draught"]}, "“workflow.states” says “draught”. It must be one of draft"),
        ({"states": ["draft", "draft"]}, "“workflow.states” names something twice"),
        ({"states": ["ready"]}, "“workflow.states” must have “draft”"),
        ({"states": ["draft", "published"]}, "“workflow.states” leaves no step that leads to “published”"),
        ({"names": {"lost": "Lost"}}, "“workflow.names.lost” is not known"),
        ({"names": {"draft": " "}}, "“workflow.names.draft” must be text"),
        ({"steps": []}, "“workflow.steps” must be written as [[workflow.steps]] tables"),
        ({"steps": [{"name": "Go", "to": "ready"}]}, "“workflow.steps” has a step without “from”"),
        ({"steps": [{"name": "Go", "from": ["draft"], "to": "redy"}]}, "“workflow.steps.to” says “redy”"),
        ({"steps": [{"name": "Go", "from": ["draft"], "to": "ready", "by": ["boss"]}]}, "says “boss”. It must be one"),
        ({"steps": [{"name": "Go", "from": ["draft"], "to": "ready", "note": True}]}, "“workflow.steps.note” says"),
        ({"steps": [{"name": "Go", "from": ["draft"], "to": "ready", "gate": 1}]}, "“workflow.steps.gate” must be"),
        ({"steps": [{"name": "Go", "from": ["draft"], "to": "ready"}]}, "“workflow.steps” leaves no step that leads"),
        (
            {"states": ["draft"], "steps": [{"name": "Go", "from": ["draft"], "to": "ready"}]},
            "“workflow.steps” has “Go” with “ready”, which is not in “workflow.states”",
        ),
        (
            {"states": ["draft"], "steps": [{"name": "Go", "from": ["draft"], "to": "draft"}]},
            "“workflow.steps” has “Go”, which leads from “draft” to itself",
        ),
        (
            {
                "states": ["draft", "ready"],
                "steps": [{"name": each, "from": ["draft"], "to": "ready"} for each in ("Go", "Run")],
            },
            "“workflow.steps” gives reporters two steps from “draft” to “ready”: “Go” and “Run”",
        ),
    ],
)
def test_a_wrong_workflow_is_told_in_a_sentence(table: object, says: str) -> None:
    with pytest.raises(Faulty) as error:
        read_workflow(table, DEFAULT)
    assert says in str(error.value)
