"""Writes what the window remembers soon after it changed, so that a window that is killed comes back as it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from desk.ui.settings import SettingsStore
from desk.ui.window import MainWindow
from desk.ui.work import Work

log = logging.getLogger(__name__)

PAUSE = 500  # ms after a change until it is written
AT_ONCE = 30  # ms
_SHAPES = {QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange}


class Remembering(QObject):
    """`facts` gives what the window should remember, as settings; it is asked on the window's thread."""

    def __init__(
        self, window: MainWindow, store: SettingsStore, work: Work, facts: Callable[[], Mapping[str, object]]
    ) -> None:
        super().__init__(window)
        self._store = store
        self._work = work
        self._facts = facts
        self._due = QTimer(self, singleShot=True, interval=PAUSE)
        self._due.timeout.connect(self.write)
        window.splitter.splitterMoved.connect(self.soon)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window's size and place changed."""
        if event.type() in _SHAPES:
            self.soon()
        return super().eventFilter(watched, event)

    @Slot()
    def soon(self) -> None:
        """Something changed."""
        if not self._due.isActive():
            self._due.start(PAUSE)

    @Slot()
    def at_once(self) -> None:
        """Something changed that the next start should not miss; several in a row are written as one."""
        self._due.start(AT_ONCE)

    def stop(self) -> None:
        """It is all over."""
        self._due.stop()

    @Slot()
    def write(self) -> None:
        """Write it now, on another thread. A full disk is no matter here."""
        self._store.change(**self._facts())
        self._work.run(self._store.write, None, _note)


def _note(error: Exception) -> None:
    log.warning("settings not written: %s", error)
