"""Whether there is a display: asked by `packaging/run` as a file, and by `desk open`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli import display
from tests.cli.conftest import Desk


def answers(**environment: str) -> bool:
    """What the file says by its exit code, started as `packaging/run` does."""
    done = subprocess.run([sys.executable, "-IS", display.__file__], env=environment, timeout=60, check=False)
    assert done.returncode in {0, 1}
    return done.returncode == 0


def test_a_display_that_does_not_answer_is_no_display(tmp_path: Path) -> None:
    assert not answers()
    assert not answers(DISPLAY=":987")
    assert not answers(WAYLAND_DISPLAY="nothing", XDG_RUNTIME_DIR=str(tmp_path))


def test_a_wayland_compositor_that_answers_is_a_display(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        assert answers(WAYLAND_DISPLAY="w", XDG_RUNTIME_DIR=str(tmp_path))
        assert answers(WAYLAND_DISPLAY=str(tmp_path / "w"))


@pytest.fixture
def x_display() -> Iterator[str]:
    """A display of our own. Xvfb gives up where another took the number that it found free, so it may ask again."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    for _ in range(5):
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x24"]
        with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server, os.fdopen(read) as said:
            os.close(write)
            if number := said.readline().strip():
                yield f":{number}"
                server.terminate()
                return
    pytest.fail("Xvfb did not start")


def test_an_x_server_that_answers_is_a_display(x_display: str) -> None:
    assert answers(DISPLAY=x_display)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_open_without_a_display_says_so_and_does_not_crash(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = desk("open", code=3).stderr
    assert "There is no display" in told
    assert desk.opened == []
    desk("open", "--picture", "window.png")
    assert len(desk.opened) == 1
