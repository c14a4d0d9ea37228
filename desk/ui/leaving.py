"""Leaving: the system's wish that the window should go (a signal, or the end of the session), and the last words."""

from __future__ import annotations

import contextlib
import signal
import socket
from concurrent.futures import Future, wait
from types import FrameType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

if TYPE_CHECKING:
    from desk.ui.manuscript import Manuscript

_PATIENCE = 2.5  # s for the last words where the system does not wait long

# SIGHUP comes when the terminal is closed; not every system has it.
_SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name))


class SystemWish(QObject):
    """Listens for the signals that end a program. `asked` comes on the window's thread; a second one within the
    leaving changes nothing."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._woken, self._waking = socket.socketpair()
        for end in (self._woken, self._waking):
            end.setblocking(False)
        # Python runs its handlers between two statements of its own, and there are none while Qt waits: the number of
        # the signal goes through a socket, which wakes Qt.
        self._before = signal.set_wakeup_fd(self._waking.fileno(), warn_on_full_buffer=False)
        self._handlers = {number: signal.signal(number, _do_nothing) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._woken.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def remove(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._woken.close()
        self._waking.close()

    @Slot()
    def _on_woken(self) -> None:
        numbers = b""
        with contextlib.suppress(OSError):
            numbers = self._woken.recv(64)
        if any(number in numbers for number in _SIGNALS):
            self.asked.emit()


def wait_for(futures: tuple[Future[Any], ...]) -> None:
    """Wait until all of them are done. Raises what the first of them raises that failed."""
    for future in futures:
        future.result()


def save_at_once(manuscript: Manuscript) -> None:
    """Have all of it in the library on returning, or else in the recovery journal, as far as that is soon done."""
    waiting = manuscript.outstanding()
    done, _ = wait(waiting, _PATIENCE)
    if any(future not in done or future.exception() is not None for future in waiting):
        wait(manuscript.keep_all(), _PATIENCE)


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The signal is dealt with on its way through the socket."""
