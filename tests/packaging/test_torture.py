"""A short run of the tortures of the window; `packaging/torture` has the long ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TORTURES = Path(__file__).parents[2] / "packaging" / "torturing"

pytest.importorskip("PySide6")


def test_a_window_that_is_killed_comes_back_as_it_was() -> None:
    kill = str(TORTURES / "kill.py")
    run = [sys.executable, kill, "--runs", "4", "--at-once", "1", "--longest", "2.5", "--seed", "7"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("4 kills")
