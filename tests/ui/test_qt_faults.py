from __future__ import annotations

import subprocess
import sys

import pytest

MANY_SIGNALS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal
from desk.ui.qt_faults import mend_emit

class Bell(QObject):
    rang = Signal()

app = QCoreApplication([])
if sys.argv[1] == "mended":
    mend_emit()
bell = Bell()
for _ in range(20_000):
    bell.rang.emit()
"""


def ring(how: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", MANY_SIGNALS, how], capture_output=True, check=False)


def test_many_signals_do_not_end_the_program() -> None:
    assert ring("mended").returncode == 0


def test_the_mending_is_still_needed() -> None:
    from desk.ui.qt_faults import mend_emit  # noqa: PLC0415

    if not mend_emit():
        pytest.skip("this version of PySide6 or Python does not have the fault")
    assert b"deallocating True or False" in ring("as it is").stderr
