"""Whatever a person does in whatever order, the page and the story say the same, and undo brings all back."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.ui.editor.machine import PageMachine
from tests.ui.editor.pages import Stage

# `packaging/fuzz` asks for more, and for the shortest way to what it finds, which takes minutes.
ROUNDS = int(os.environ.get("DESK_FUZZ", "0"))
STEPS = 50
SHRINK = [Phase.shrink] if ROUNDS else []

SETTINGS = settings(
    max_examples=ROUNDS or 60,
    stateful_step_count=STEPS,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, *SHRINK],
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


def test_thousands_of_steps(stage: Stage) -> None:
    class Machine(PageMachine):
        pass

    Machine.stage = stage
    run_state_machine_as_test(Machine, settings=SETTINGS)
