from __future__ import annotations

import subprocess
import sys

import pytest

MUCH_TO_DO = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from desk.ui.qt_faults import mend_counts

class Bell(QObject):
    rang = Signal()
    def customEvent(self, event):
        pass

app = QCoreApplication([])
if sys.argv[1] == "mended":
    mend_counts()
bell = Bell()
for _ in range(20_000):
    bell.rang.emit()
    QCoreApplication.sendEvent(bell, QEvent(QEvent.Type.User))
"""


def ring(how: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", MUCH_TO_DO, how], capture_output=True, check=False)


def test_many_signals_and_events_do_not_end_the_program() -> None:
    assert ring("mended").returncode == 0


def test_the_mending_is_still_needed() -> None:
    from desk.ui.qt_faults import mend_counts  # noqa: PLC0415

    if not mend_counts():
        pytest.skip("this version of PySide6 or Python does not have the fault")
    assert b"deallocating True or False" in ring("as it is").stderr
