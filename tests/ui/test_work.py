from __future__ import annotations

import threading
from concurrent.futures import Future
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desk.errors import NotFound
from desk.ui.plain import FAULT
from desk.ui.work import Progress, Step, Work

WAIT = 5_000


class Desk:
    """Whoever has work done."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[Exception] = []
        self.threads: list[threading.Thread] = []

    def on_done(self, value: object) -> None:
        self.done.append(value)
        self.threads.append(threading.current_thread())

    def on_failed(self, error: Exception) -> None:
        self.failed.append(error)
        self.threads.append(threading.current_thread())


def fail(error: Exception) -> None:
    raise error


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_result_comes_back_to_the_window_s_thread(qtbot: QtBot, work: Work, desk: Desk) -> None:
    job = work.run(threading.current_thread, desk.on_done, desk.on_failed)
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        assert desk.done == []
    assert desk.done[0] is not threading.main_thread()
    assert desk.threads == [threading.main_thread()]


def test_the_result_of_a_future_is_waited_for(qtbot: QtBot, work: Work, desk: Desk) -> None:
    later: Future[str] = Future()
    job = work.run(lambda: later, desk.on_done)
    threading.Timer(0.05, later.set_result, ["saved"]).start()
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        pass
    assert desk.done == ["saved"]


def test_a_future_of_somebody_else_s_is_followed(qtbot: QtBot, work: Work, desk: Desk) -> None:
    later: Future[str] = Future()
    job = work.follow(later, desk.on_done, desk.on_failed)
    threading.Thread(target=later.set_exception, args=[NotFound("gone")]).start()
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        pass
    assert [str(error) for error in desk.failed] == ["gone"]
    assert desk.threads == [threading.main_thread()]


def test_a_fault_of_ours_is_told_and_reported(qtbot: QtBot, work: Work, desk: Desk) -> None:
    with capture_exceptions() as caught:
        job = work.run(partial(fail, ZeroDivisionError("ours")), desk.on_done, desk.on_failed)
        with qtbot.waitSignal(job.ended, timeout=WAIT):
            pass
    assert [str(error) for error in desk.failed] == [FAULT]  # and no word of a program's
    assert isinstance(desk.failed[0].__cause__, ZeroDivisionError)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]


def test_a_world_error_that_nobody_takes_is_reported(qtbot: QtBot, work: Work) -> None:
    with capture_exceptions() as caught:
        job = work.run(partial(fail, NotFound("gone")))
        with qtbot.waitSignal(job.ended, timeout=WAIT):
            pass
    assert [kind for kind, _error, _trace in caught] == [NotFound]


def test_what_was_cancelled_is_not_delivered(qtbot: QtBot, work: Work, desk: Desk) -> None:
    go = threading.Event()
    job = work.run(lambda: go.wait(5), desk.on_done, desk.on_failed)
    job.cancel()
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        go.set()
    assert (desk.done, desk.failed) == ([], [])


def test_long_work_tells_how_far_it_is_and_stops_when_it_is_told_to(qtbot: QtBot, work: Work, desk: Desk) -> None:
    begin, started, go = threading.Event(), threading.Event(), threading.Event()
    reached: list[int] = []

    def count(progress: Progress) -> None:
        begin.wait(5)
        for number in range(10):
            progress.report(number, 10, f"number {number}")
            reached.append(number)
            if number == 2:
                started.set()
                go.wait(5)

    job = work.run_long(count, desk.on_done, desk.on_failed)
    steps: list[Step] = []
    job.stepped.connect(steps.append)
    begin.set()
    assert started.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.ended, timeout=WAIT):
        go.set()
    assert reached == [0, 1, 2]
    assert steps[:2] == [Step(0, 10, "number 0"), Step(1, 10, "number 1")]
    assert (desk.done, desk.failed) == ([], [])


class Panel(QObject):
    def __init__(self, told: list[object]) -> None:
        super().__init__()
        self._told = told

    def on_done(self, value: object) -> None:
        self._told.append(value)

    def on_pair(self, first: object, value: object) -> None:
        self._told.append((first, value))


def test_a_widget_that_is_gone_is_told_nothing(qtbot: QtBot, work: Work) -> None:
    told: list[object] = []
    panel = Panel(told)
    go = threading.Event()
    jobs = [
        work.run(lambda: go.wait(5), panel.on_done),
        work.run(lambda: go.wait(5), partial(panel.on_pair, 1)),
    ]
    panel.deleteLater()
    with qtbot.waitSignal(panel.destroyed, timeout=WAIT):
        pass
    with qtbot.waitSignals([job.ended for job in jobs], timeout=WAIT):
        go.set()
    assert told == []


def test_after_the_end_nothing_is_taken_on(work: Work, desk: Desk) -> None:
    work.close()
    assert work.run(threading.current_thread, desk.on_done).cancelled


def test_what_ends_as_everything_closes_is_told_nobody(qtbot: QtBot, work: Work, desk: Desk) -> None:
    job = work.run(threading.current_thread, desk.on_done)  # its window is gone when the end of it arrives
    job.ended.connect(partial(desk.done.append, "ended"))
    gone = QSignalSpy(job.destroyed)
    work.close()
    qtbot.waitUntil(lambda: gone.count() == 1, timeout=WAIT)
    assert desk.done == []
