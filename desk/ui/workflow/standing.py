"""Where a story stands on its way, and which steps are offered first. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from desk.story.states import OUT, State
from desk.story.workflow import StaffRole, Step, Workflow

_ENDS = (State.SPIKED, State.KILLED)
_CHANGED = " · changed since"
_WAY = tuple(state for state in State if state not in _ENDS)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a story, what the house calls it, with whom it is ("" for nobody), and the steps that are open: the
    main one leads on, the one beside it back; `steps` are all of them in the order of the house. It `is_changed` where
    readers have another text."""

    state: State
    name: str
    whom: str = ""
    main: Step | None = None
    beside: Step | None = None
    steps: tuple[Step, ...] = ()
    is_changed: bool = False

    @property
    def whole(self) -> str:
        """What is said of it where there is room."""
        more = f" · with {self.whom}" if self.whom else _CHANGED if self.is_changed else ""
        return f"{self.name}{more}"


def standing(
    state: State, workflow: Workflow, role: StaffRole | None, reviewer: str = "", *, is_changed: bool = False
) -> Standing:
    """Where a story in this state stands for somebody in this role; None: it is not known yet who is there. The
    `reviewer` is who took it for review; it `is_changed` where readers, who have it, have another text."""
    steps = workflow.open_to(state, role) if role is not None else ()
    main = _onward(state, steps)
    beside = _back(state, steps) or next((one for one in steps if one is not main and state in OUT), None)
    whom = reviewer if workflow.counts_as(state) is State.IN_REVIEW else ""
    return Standing(state, workflow.name(state), whom, main, beside if beside is not main else None, steps, is_changed)


def _onward(state: State, steps: tuple[Step, ...]) -> Step | None:
    if state in _ENDS:
        return None
    return next((one for one in steps if one.target not in _ENDS and _far(one.target) >= _far(state)), None)


def _back(state: State, steps: tuple[Step, ...]) -> Step | None:
    return next((one for one in steps if state in _ENDS or _far(one.target) < _far(state)), None)


def _far(state: State) -> int:
    """How far on the way. What ends the way is nowhere on it."""
    if state in OUT:
        return _WAY.index(State.PUBLISHED)
    return _WAY.index(state) if state in _WAY else len(_WAY)
