"""Faults of Qt's Python binding that would end the program, and what keeps them from it."""

from __future__ import annotations

import ctypes
import sys

import PySide6

_PLENTY = 1 << 40


def mend_emit() -> bool:
    """PySide6 6.12.0: `Signal.emit` gives back True without counting the reference. Before Python 3.12, which
    made True immortal, the interpreter ends itself ("deallocating True or False") after some hundred signals.

    Gives True as many references as no program emits signals. Says whether that was needed; to be removed
    with the last version that needs it. `tests/ui/test_qt_faults.py` shows the fault.
    """
    if PySide6.__version__ != "6.12.0" or sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return False
    counted = ctypes.c_ssize_t.from_address(id(True))  # the count is the first word of every object
    if counted.value < _PLENTY:
        counted.value += _PLENTY
    return True
