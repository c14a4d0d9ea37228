"""The system's wish that the window should go: a signal, or the end of the session."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

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


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """The signal is dealt with on its way through the socket."""
