"""Faults of Qt's Python binding that would end the program or slow it, and what keeps them from it."""

from __future__ import annotations

import builtins
import ctypes
import sys
from typing import cast

import PySide6
import shiboken6
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_PLENTY = 1 << 40
# What C's Py_RETURN_NONE, Py_RETURN_TRUE, Py_RETURN_FALSE and Py_RETURN_NOTIMPLEMENTED hand out.
_HANDED_OUT: tuple[object, ...] = (None, True, False, NotImplemented)


def import_plainly() -> None:
    """To be called before the window's modules are imported. PySide6 puts an import of its own in place of Python's,
    for the sake of `from __feature__ import snake_case`. It searches the source of each module that is imported from
    then on for the word "PySide6": that took a tenth of the start. Desk wants no such feature, and puts Python's back.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def mend_counts() -> bool:
    """PySide6 6.12 is compiled against headers of Python 3.12 or later, in which None, True, False and
    NotImplemented are immortal (PEP 683) and are handed out without counting the reference. Python 3.10 and 3.11
    do count: each signal that is emitted and each event that a Python widget handles takes one away, and at nought,
    after some hundred signals, the interpreter ends itself ("deallocating True or False").

    Gives the four as many references as no program takes away. Says whether that was needed;
    `tests/ui/test_qt_faults.py` tells when it no longer is.
    """
    needed = sys.implementation.name == "cpython" and sys.version_info < (3, 12) and _version() >= (6, 12)
    if needed:
        for one in _HANDED_OUT:
            count = ctypes.c_ssize_t.from_address(id(one))  # the count is the first word of every object
            if count.value < _PLENTY:
                count.value += _PLENTY
    return needed


def give_up_clipboard() -> None:
    """To be called before the program ends. Where there is no desktop (offscreen, over VNC, on a bare screen), Qt
    keeps what was copied until after the interpreter is gone, and only then takes it down: what Python made then asks
    for the interpreter, and the program ends with a segmentation fault.

    A desktop's clipboard goes with the application, and hands what was copied to who keeps it: that is left alone.
    """
    clipboard = QGuiApplication.clipboard()
    copied = cast("QMimeData | None", clipboard.mimeData())  # whatever its stub says
    if copied is not None and shiboken6.createdByPython(copied) and not clipboard.ownsClipboard():
        clipboard.clear()


def _version() -> tuple[int, ...]:
    return tuple(int(part) for part in PySide6.__version__.split(".")[:2])
