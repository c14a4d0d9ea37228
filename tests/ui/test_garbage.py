"""What only needs itself goes on the window's thread: soon when it is young, else when the person goes elsewhere."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.ui.garbage import Collecting


class _Other:
    def __init__(self) -> None:
        self.other = self


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    gc.freeze()  # what other tests left in the process is not looked through: there is much of it
    made = Collecting(qapp)
    yield made
    gc.unfreeze()
    qapp.applicationStateChanged.disconnect(made._on_state_changed)
    made.deleteLater()


def _old() -> weakref.ref[_Other]:
    """Something that only itself needs, and that has been there for a while."""
    one = _Other()
    gc.collect()
    return weakref.ref(one)


def _need_much_memory() -> None:
    kept = [[number] for number in range(50_000)]  # has Python look through what is young, where it may
    assert len(kept) == 50_000


def test_what_is_old_waits_until_the_person_leaves(collecting: Collecting, qapp: QApplication) -> None:
    one = _old()
    _need_much_memory()
    assert one() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert one() is None


def test_coming_back_does_not_wait(collecting: Collecting, qapp: QApplication) -> None:
    one = _old()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert one() is not None


def test_no_other_thread_takes_anything_down(collecting: Collecting, qtbot: QtBot) -> None:
    one = weakref.ref(_Other())
    other = threading.Thread(target=_need_much_memory)
    other.start()
    other.join()
    assert one() is not None
    kept = [[number] for number in range(10_000)]
    qtbot.waitUntil(lambda: one() is None, timeout=10_000)
    assert kept
