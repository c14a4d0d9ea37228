"""Whatever a person does in whatever order, the page and the story say the same, and undo brings all back."""

from __future__ import annotations

from typing import Any

from desk.ui.editor.auto_link import AutoLink
from desk.ui.editor.habits import Habits
from desk.ui.services import Looks
from tests.ui.editor.machine import run
from tests.ui.editor.object_machine import ObjectMachine
from tests.ui.editor.pages import Stage


def test_a_thousand_steps(stage: Stage, looks: Looks, qtlog: Any) -> None:
    class Machine(ObjectMachine):
        pass

    Habits(stage.page, stage.manuscript, looks.store)
    AutoLink(stage.page, looks.store)
    Machine.stage, Machine.looks, Machine.log = stage, looks, qtlog
    with stage.qtbot.captureExceptions() as Machine.faults:
        run(Machine, rounds=24)
