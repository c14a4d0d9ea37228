"""Everything is looked through when the person goes elsewhere, and not while they type."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.ui.garbage import Collecting


class _Other:
    def __init__(self) -> None:
        self.other = self


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    before = gc.get_threshold()
    made = Collecting(qapp)
    yield made
    qapp.applicationStateChanged.disconnect(made._on_state_changed)
    made.deleteLater()
    gc.set_threshold(*before)


def _old() -> weakref.ref[_Other]:
    """Something that only itself needs, and that has been there for a while."""
    one = _Other()
    gc.collect()
    return weakref.ref(one)


def test_what_is_old_waits_until_the_person_leaves(collecting: Collecting, qapp: QApplication) -> None:
    one = _old()
    kept = [[number] for number in range(50_000)]  # young things, which have Python look through what is young
    assert len(kept) == 50_000
    assert one() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert one() is None


def test_coming_back_does_not_wait(collecting: Collecting, qapp: QApplication) -> None:
    one = _old()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert one() is not None
