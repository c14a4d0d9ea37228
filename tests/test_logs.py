"""The log file: where it is, what is in it, and that it never stands in the way."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import logs


@pytest.fixture(autouse=True)
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def test_the_log_is_in_the_state_folder_and_says_which_program_wrote_it(tmp_path: Path) -> None:
    path = logs.set_up()
    assert path == tmp_path / "state" / "desk" / "desk.log"
    assert path is not None
    assert "desk 0." in path.read_text()


def test_a_second_call_does_not_write_every_line_twice() -> None:
    logs.set_up()
    path = logs.set_up(logging.DEBUG)
    logging.getLogger("desk.library").debug("saved %s in %d ms", "018f", 3)
    assert path is not None
    assert path.read_text().count("saved 018f in 3 ms") == 1


def test_an_uncaught_exception_is_kept_with_its_trace() -> None:
    path = logs.set_up()
    try:
        raise ValueError("out of range")
    except ValueError as error:
        logs.record(type(error), error, error.__traceback__)
    assert path is not None
    text = path.read_text()
    assert "CRITICAL" in text
    assert "ValueError: out of range" in text
    assert "test_logs.py" in text


def test_an_exception_in_another_thread_is_kept_too(capsys: pytest.CaptureFixture[str]) -> None:
    path = logs.set_up()
    thread = threading.Thread(target=int, args=["three"], name="writer")
    thread.start()
    thread.join()
    assert path is not None
    assert "writer desk.logs: Uncaught" in path.read_text()
    assert "ValueError" in capsys.readouterr().err


def test_a_log_that_grows_is_turned_over_and_the_oldest_goes() -> None:
    path = logs.set_up()
    for _ in range(5):
        logging.getLogger("desk").info("x" * 999_000)
    assert path is not None
    assert sorted(each.name for each in path.parent.iterdir()) == ["desk.log", *(f"desk.log.{n}" for n in (1, 2, 3))]
    assert path.stat().st_size < 1_000_100


def test_no_state_folder_is_no_reason_not_to_work(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    assert logs.set_up() is None
    logging.getLogger("desk").info("goes nowhere")
