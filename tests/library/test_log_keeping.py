"""What a window wrote is there, whatever else in its process looked at the file, and whoever looked in meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.story.story import Story

LOOKS_IN = """
import sys
from pathlib import Path
from desk.library.library import Library
with Library.open(Path(sys.argv[1])) as library:
    print(library.rows().total)
"""


def looked_in(path: Path) -> int:
    """How many articles another process finds."""
    done = subprocess.run([sys.executable, "-c", LOOKS_IN, path], check=True, capture_output=True, text=True)
    return int(done.stdout)


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


@pytest.mark.skipif(sys.platform == "win32", reason="locks belong to a handle there")
def test_the_log_of_a_window_that_lost_its_locks_stays(path: Path) -> None:
    with WindowLock(path), Library.open(path) as window:
        window.create(Story(headline="Before")).result()
        path.open("rb").close()  # as a file dialog does, which looks what kind of file it is: all locks are gone
        assert looked_in(path) == 1
        window.create(Story(headline="After")).result()
        assert looked_in(path) == 2
    assert not log_of(path).exists()  # the window itself leaves one file
    with Library.open(path) as library:
        assert library.rows().total == 2


def test_the_last_one_leaves_no_log(path: Path) -> None:
    with WindowLock(path), Library.open(path) as window:
        window.create(Story(headline="Before")).result()
    with Library.open(path) as library:
        library.create(Story(headline="After")).result()
        assert log_of(path).exists()
    assert not log_of(path).exists()
