"""A workflow from the `[workflow]` table of a house style file, with sentences about what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from desk.story.setting_read import Faulty, line_of, one_of, several_of, table_of, truth_of
from desk.story.states import State
from desk.story.workflow import GATED, Asked, StaffRole, Step, Workflow

_STEP = ("name", "from", "to", "by", "note", "gate")


def read_workflow(value: object, base: Workflow, key: str = "workflow") -> Workflow:
    """The workflow that this table describes; what it does not say is that of `base`. Raises `Faulty`.

    `states` are those that the house has, in the order of its board; `names` are its own words for some of them;
    `steps` take the place of all steps of `base`. Where there are fewer states than in `base` and no steps, those
    steps of `base` are left out that have nowhere to begin or to end.
    """
    table = table_of(value, key, ("states", "names", "steps"))
    states = several_of(table["states"], State, f"{key}.states") if "states" in table else base.states
    names = table_of(table.get("names", {}), f"{key}.names", tuple(State))
    own = {State(state): line_of(name, f"{key}.names.{state}") for state, name in names.items()}
    steps = _steps(table["steps"], f"{key}.steps") if "steps" in table else _within(base.steps, states)
    found = Workflow(states, base.names | own, steps)
    _check_states(found, key)
    _check_doubles(found, key)
    _check_ways(found, f"{key}.steps" if "steps" in table else f"{key}.states")
    return found


def _steps(value: object, key: str) -> tuple[Step, ...]:
    if not isinstance(value, list) or not value:
        raise Faulty(key, f"must be written as [[{key}]] tables")
    return tuple(_step(table_of(each, key, _STEP), key) for each in value)


def _step(table: Mapping[str, object], key: str) -> Step:
    for needed in ("name", "from", "to"):
        if needed not in table:
            raise Faulty(key, f"has a step without “{needed}”")
    target = one_of(table["to"], State, f"{key}.to")
    return Step(
        line_of(table["name"], f"{key}.name"),
        several_of(table["from"], State, f"{key}.from"),
        target,
        several_of(table["by"], StaffRole, f"{key}.by") if "by" in table else tuple(StaffRole),
        one_of(table.get("note", Asked.NO.value), Asked, f"{key}.note"),
        truth_of(table.get("gate", target in GATED), f"{key}.gate"),
    )


def _within(steps: Iterable[Step], states: tuple[State, ...]) -> tuple[Step, ...]:
    """The steps between these states."""
    kept = (replace(step, sources=tuple(each for each in step.sources if each in states)) for step in steps)
    return tuple(step for step in kept if step.sources and step.target in states)


def _check_states(found: Workflow, key: str) -> None:
    if State.DRAFT not in found.states:
        raise Faulty(f"{key}.states", f"must have “{State.DRAFT}”: every article begins there")
    for step in found.steps:
        for state in (*step.sources, step.target):
            if state not in found.states:
                raise Faulty(f"{key}.steps", f"has “{step.name}” with “{state}”, which is not in “{key}.states”")
        # What is out may be updated, and corrected, more than once.
        if step.target in step.sources and step.target not in (State.UPDATED, State.CORRECTED):
            raise Faulty(f"{key}.steps", f"has “{step.name}”, which leads from “{step.target}” to itself")


def _check_ways(found: Workflow, key: str) -> None:
    """That every state can be reached."""
    reached, ahead = {State.DRAFT}, {State.DRAFT}
    while ahead:
        ahead = {step.target for step in found.steps if reached.intersection(step.sources)} - reached
        reached |= ahead
    for state in found.states:
        if state not in reached:
            raise Faulty(key, f"leaves no step that leads to “{state}”")


def _check_doubles(found: Workflow, key: str) -> None:
    """That nobody has two buttons for the same step."""
    seen: dict[tuple[State, State, StaffRole], str] = {}
    for step in found.steps:
        for state in step.sources:
            for role in step.by:
                if other := seen.get((state, step.target, role)):
                    two = f"“{other}” and “{step.name}”"
                    raise Faulty(
                        f"{key}.steps", f"gives {role.value}s two steps from “{state}” to “{step.target}”: {two}"
                    )
                seen[state, step.target, role] = step.name
