"""What is known of the spelling of lines, with the real process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk.spelling.vocabulary import Vocabulary
from desk.ui.spelling.checker import Checker

WAIT = 10_000  # ms


@pytest.fixture
def checker(qtbot: QtBot) -> Iterator[Checker]:
    made = Checker()
    made.set_language("en-US")
    made.set_vocabulary(Vocabulary())
    qtbot.waitUntil(lambda: made.tag == "en-US", timeout=WAIT)
    yield made
    made.close()


def test_lines_that_a_dead_process_owes_are_asked_for_again(checker: Checker, qtbot: QtBot) -> None:
    process = checker._process._process
    assert process is not None
    checker.want("A wrng line")
    checker._on_asking_due()
    with qtbot.waitSignal(checker.learned, check_params_cb=lambda lines: lines == (), timeout=WAIT):
        process.kill()
    checker.want("A wrng line")
    qtbot.waitUntil(lambda: checker.faults("A wrng line") is not None, timeout=WAIT)
    assert [fault.word for fault in checker.faults("A wrng line") or ()] == ["wrng"]


def test_a_process_that_dies_again_and_again_is_left_alone(checker: Checker, qtbot: QtBot) -> None:
    while not checker.has_given_up:
        process = checker._process._process
        assert process is not None
        with qtbot.waitSignal(checker._process.fell, timeout=WAIT):
            process.kill()
    assert checker.tag == ""
    assert checker._process._process is None
