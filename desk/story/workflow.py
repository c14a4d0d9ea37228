"""The way of an article through the desk: its states, and who may take which step.

A house says it in its file (`workflow_read.py`); what stands here is the way of a house that says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from desk.story.body import clean_text
from desk.story.states import AGAIN, HANDED_OVER, OUT, State


class StaffRole(StrEnum):
    """What somebody does at the desk. It is no credit: those are in `people.Role`."""

    REPORTER = "reporter"
    EDITOR = "editor"
    PRODUCER = "producer"


class Asked(StrEnum):
    """Whether somebody who takes a step is asked for a note to go with it."""

    NO = "no"
    OPTIONAL = "optional"  # asked, and may be left empty
    REQUIRED = "required"


# The states before which the gate is looked at (see `desk.checks.gate`), where the house does not say otherwise.
GATED = (State.READY, *OUT)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that some may take. `name` stands on the button; `note` says whether a note is asked for; with `gate`
    the story is looked at before."""

    name: str
    sources: tuple[State, ...]
    target: State
    by: tuple[StaffRole, ...] = tuple(StaffRole)
    note: Asked = Asked.NO
    gate: bool = False


NAMES: dict[State, str] = {
    State.DRAFT: "Draft",
    State.SUBMITTED: "Submitted",
    State.IN_REVIEW: "In review",
    State.READY: "Ready",
    State.PUBLISHED: "Published",
    State.UPDATED: "Updated",
    State.CORRECTED: "Corrected",
    State.SPIKED: "Spiked",
    State.KILLED: "Killed",
}

# What an article in a state counts as that a house does not have: it may come from a library with another house.
_NEXT_BEST: dict[State, State] = {
    State.SUBMITTED: State.DRAFT,
    State.IN_REVIEW: State.SUBMITTED,
    State.READY: State.IN_REVIEW,
    State.PUBLISHED: State.READY,
    State.UPDATED: State.PUBLISHED,
    State.CORRECTED: State.PUBLISHED,
    State.SPIKED: State.DRAFT,
    State.KILLED: State.SPIKED,
}

# What to do instead of updating or correcting what readers do not have; with what the house calls its state.
_AT_WORK = "yet: it is “{0}”. Change its text as you like; what it says goes out when it is published."
_INSTEAD = dict.fromkeys(State, _AT_WORK) | {
    State.SPIKED: "yet: it is “{0}”. Bring it back first.",
    State.KILLED: "any more: it is “{0}”. Bring it back first, and publish it again.",
}

_ALL = tuple(StaffRole)
_DESK = (StaffRole.EDITOR, StaffRole.PRODUCER)
_BEFORE_PRINT = (State.DRAFT, State.SUBMITTED, State.IN_REVIEW)

STEPS: tuple[Step, ...] = (
    Step("Submit", (State.DRAFT,), State.SUBMITTED, _ALL, Asked.OPTIONAL),
    Step("Take Back", (State.SUBMITTED,), State.DRAFT, (StaffRole.REPORTER,)),
    Step("Start Review", (State.DRAFT, State.SUBMITTED), State.IN_REVIEW, _DESK),
    Step("Send Back", (State.SUBMITTED, State.IN_REVIEW, State.READY), State.DRAFT, _DESK, Asked.REQUIRED),
    Step("Mark as Ready", _BEFORE_PRINT, State.READY, _DESK, gate=True),
    Step("Back to Review", (State.READY,), State.IN_REVIEW, _DESK, Asked.OPTIONAL),
    Step("Publish", (State.READY,), State.PUBLISHED, _DESK, gate=True),
    Step("Update", OUT, State.UPDATED, _DESK, Asked.REQUIRED, gate=True),
    Step("Correct", OUT, State.CORRECTED, _DESK, Asked.REQUIRED, gate=True),
    Step("Kill", OUT, State.KILLED, _DESK, Asked.REQUIRED),
    Step("Bring Back to Review", (State.KILLED,), State.IN_REVIEW, _DESK, Asked.REQUIRED),
    Step("Spike", (State.DRAFT,), State.SPIKED, _ALL, Asked.OPTIONAL),
    Step("Spike", (State.SUBMITTED, State.IN_REVIEW, State.READY), State.SPIKED, _DESK, Asked.OPTIONAL),
    Step("Bring Back", (State.SPIKED,), State.DRAFT, _ALL),
)


@dataclass(frozen=True, slots=True)
class Workflow:
    """Which states there are, in the order of a board's columns, what the house calls them, and the steps."""

    states: tuple[State, ...] = tuple(State)
    names: dict[State, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = STEPS

    def name(self, state: State) -> str:
        """What the house calls a state: of one that it does not have, what Desk calls it."""
        return self.names.get(state, NAMES[state])

    def counts_as(self, state: State) -> State:
        """The state itself, or where the house does not have it the one before: in its column it stands on the board,
        and on goes from there."""
        while state not in self.states and state is not State.DRAFT:
            state = _NEXT_BEST[state]
        return state

    def open_to(self, state: State, role: StaffRole) -> tuple[Step, ...]:
        """The steps that somebody in this role may take with an article in this state, in the order of the house."""
        state = self.counts_as(state)
        return tuple(step for step in self.steps if state in step.sources and role in step.by)

    def step(self, state: State, target: State, role: StaffRole) -> Step | None:
        """The step from one state to another that somebody in this role may take; None where there is none."""
        return next((step for step in self.open_to(state, role) if step.target is target), None)

    def leads(self, state: State, target: State) -> bool:
        """Whether anybody may take a step from one state to another."""
        state = self.counts_as(state)
        return any(state in step.sources and step.target is target for step in self.steps)

    def refusal(self, state: State, target: State, role: StaffRole, note: str = "") -> str:
        """Why somebody may not take this step, as a sentence; "" where they may."""
        if step := self.step(state, target, role):
            if step.note is Asked.REQUIRED and not clean_text(note).strip():
                return f"“{step.name}” needs a note that says why. Nothing was changed."
            return ""
        if state is target:
            return f"The story is “{self.name(state)}” already."
        ways = [step for step in self.steps if self.counts_as(state) in step.sources and step.target is target]
        if not ways:
            return self._no_way(state, target)
        others = [each for each in StaffRole if any(each in step.by for step in ways)]
        return (
            f"“{ways[0].name}” is a step for {either(others)}, and you are signed in as {_a(role)}. "
            "Nothing was changed."
        )

    def _no_way(self, state: State, target: State) -> str:
        """Why nobody takes this step."""
        counted = self.counts_as(state)
        if target in AGAIN and counted not in OUT:
            return f"Readers do not have the story {_INSTEAD[counted].format(self.name(state))} Nothing was changed."
        return f"No step leads from “{self.name(state)}” to “{self.name(target)}”. Nothing was changed."


def suggests_at_first(state: State, is_author: bool) -> bool:
    """Whether somebody who opens an article in this state begins in Suggesting mode: all but its author do, once it
    was submitted."""
    return not is_author and state in HANDED_OVER


def _a(role: StaffRole) -> str:
    return f"{'an' if role.value[0] in 'aeiou' else 'a'} {role.value}"


def either(roles: Iterable[StaffRole]) -> str:
    """Roles as people speak of them: "an editor or a producer"."""
    *first, last = map(_a, roles)
    return f"{', '.join(first)} or {last}" if first else last
