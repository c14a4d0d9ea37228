from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from desk.errors import Locked, Unwritable
from desk.library.library import Library
from desk.library.lock import WindowLock

HOLDER = """
import sys
from pathlib import Path
from desk.library.lock import WindowLock
with WindowLock(Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


def test_a_second_window_is_told_who_has_the_library(path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdin is not None
    assert first.stdout.readline() == "held\n"
    second = WindowLock(path)
    with pytest.raises(Locked, match=rf"Another window \(process {first.pid}\) has the library"):
        second.acquire()
    assert second.holder() == first.pid
    second.release()  # which it has not, so nothing happens
    with pytest.raises(Locked):
        second.acquire()
    with Library.open(path) as library:  # the command line works beside the window
        assert library.rows().total == 0
    first.kill()  # it has no time to tidy up
    first.wait()
    first.stdin.close()
    first.stdout.close()
    with second:
        assert second.holder() == os.getpid()


def test_letting_go_lets_the_next_in(path: Path) -> None:
    first, second = WindowLock(path), WindowLock(path)
    with first:
        with pytest.raises(Locked):
            second.acquire()
        assert first.holder() == second.holder() == os.getpid()
    first.release()
    assert second.holder() is None
    with second:
        pass


def test_it_can_be_taken_before_there_is_a_library(tmp_path: Path) -> None:
    with WindowLock(tmp_path / "new" / "my.desk"):
        Library.open(tmp_path / "new" / "my.desk").close()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unwritable, match="Nothing was changed"):
        WindowLock(tmp_path / "file" / "my.desk").acquire()


@pytest.mark.parametrize("says", [NotImplementedError("no flock"), OSError(errno.ENOLCK, "No locks available")])
def test_a_disk_without_locks_locks_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, says: Exception
) -> None:
    def no_lock(_lock: FileLock, **_named: object) -> None:
        raise says

    monkeypatch.setattr(FileLock, "acquire", no_lock)
    with WindowLock(tmp_path / "library.desk") as lock:
        assert lock.holder() in {os.getpid(), None}


def test_what_a_dead_window_left_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / "library.desk.lock").write_text("", "ascii")
    (tmp_path / "library.desk.pid").write_text("1", "ascii")
    with WindowLock(tmp_path / "library.desk") as lock:
        assert lock.holder() == os.getpid()
