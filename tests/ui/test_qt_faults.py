from __future__ import annotations

import os
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


COPIED = """
import sys
from PySide6.QtWidgets import QApplication
from desk.story.body import Body, Figure
from desk.ui.editor.clipboard import Fragment, to_mime, words_to_mime
from desk.ui.qt_faults import give_up_clipboard, mend_counts
from desk.ui.work import Work

mend_counts()
app = QApplication([])
work = Work(app)
picture = Fragment(Body((Figure("media:" + "ab" * 32),)))
mime = to_mime(picture, lambda name: None, work) if sys.argv[2] == "a picture" else words_to_mime("Lamps")
work.close()
app.clipboard().setMimeData(mime)
del mime
if sys.argv[1] == "mended":
    give_up_clipboard()
"""


def copy(how: str, what: str) -> int:
    """The exit code of a program that copied something."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-c", COPIED, how, what]
    return subprocess.run(program, env=environment, capture_output=True, check=False).returncode


IMPORTED = """
import inspect, sys
import PySide6.QtCore
if sys.argv[1] == "mended":
    from desk.ui.qt_faults import import_plainly
    import_plainly()
read, source = [], inspect.getsource
inspect.getsource = lambda module: read.append(module.__name__) or source(module)
from desk.story.lexicon import __doc__
print("desk.story.lexicon" in read)
"""


@pytest.mark.parametrize("how", ["mended", "as it is"])
def test_the_source_of_a_module_is_not_read_when_it_is_imported(how: str) -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTED, how], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(how != "mended")  # else the mending is not needed any more


@pytest.mark.parametrize("what", ["words", "a picture"])
def test_what_was_copied_does_not_crash_the_end_of_the_program(what: str) -> None:
    assert copy("mended", what) == 0


def test_giving_up_the_clipboard_is_still_needed() -> None:
    assert copy("as it is", "words") != 0


def ring(how: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", MUCH_TO_DO, how], capture_output=True, check=False)


def test_many_signals_and_events_do_not_end_the_program() -> None:
    assert ring("mended").returncode == 0


def test_the_mending_is_still_needed() -> None:
    from desk.ui.qt_faults import mend_counts  # noqa: PLC0415

    if not mend_counts():
        pytest.skip("this version of PySide6 or Python does not have the fault")
    assert b"deallocating True or False" in ring("as it is").stderr
