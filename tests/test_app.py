"""The program from outside: `python -m desk`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desk import __version__
from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.story.story import Story

PNG_SIZE = slice(16, 24)  # of the file's bytes: width and height, four each


def desk(*arguments: str, seconds: int = 60) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --disable-dev-shm-usage"}
    return subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
        env=environment,
    )


def test_the_version() -> None:
    assert desk("--version").stdout == f"desk {__version__}\n"


@pytest.mark.browser
def test_a_picture_of_the_window_is_made_without_a_screen(tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path) as library:
        library.create(Story(headline="Ferry leaves at six")).result()
    done = desk("open", "--library", str(path), "--picture", str(tmp_path / "window.png"))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    data = (tmp_path / "window.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[PNG_SIZE][:4]), int.from_bytes(data[PNG_SIZE][4:])) == (1600, 1000)


@pytest.mark.browser
def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.desk").close()
    done = desk("open", "--library", str(tmp_path / "library.desk"), "--picture", str(tmp_path / "no" / "window.png"))
    assert done.returncode == 3
    assert "window.png" in done.stderr


def test_a_window_that_does_not_answer_is_said(tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    Library.open(path).close()
    with WindowLock(path):
        done = desk("open", "--library", str(path))
    assert done.returncode == 3
    assert str(path) in done.stderr
