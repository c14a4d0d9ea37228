"""The system wants the window to go: it saves, and goes without a question."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from desk.library.library import Library
from desk.ui.leaving import SystemWish
from tests.ui.desk_window import WAIT, DeskWindow


@pytest.fixture
def wish(desk_window: DeskWindow) -> Iterator[SystemWish]:
    made = SystemWish()
    made.asked.connect(desk_window.session.leave_unasked)
    yield made
    made.remove()


@pytest.mark.skipif(os.name != "posix", reason="there are no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_saves_and_ends(desk_window: DeskWindow, wish: SystemWish, name: str) -> None:
    QTest.keyClicks(desk_window.room.page, "Last words. ")
    with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT) as ended:
        os.kill(os.getpid(), getattr(signal, name))
    assert ended.args == [0]
    assert wish is not None
    with Library.open(desk_window.library.path) as library:
        assert library.article("start-here").story.body.text.startswith("Last words. ")


def test_the_signals_are_given_back(desk_window: DeskWindow) -> None:
    before = signal.getsignal(signal.SIGTERM)
    made = SystemWish(desk_window.session)
    assert signal.getsignal(signal.SIGTERM) is not before
    made.remove()
    assert signal.getsignal(signal.SIGTERM) is before
