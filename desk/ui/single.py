"""One window per library: a second start hands its wish to the first and ends.

The first window listens on a local socket named after the library's path. The wish is one line of JSON,
`{"open": "<slug, id or path>"}`; the answer is "ok".
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT = 2_000  # ms that the second start waits for the first to answer
BEGINS = 5_000  # ms that it waits for one which has only just begun, and does not listen yet
_AGAIN = 50  # ms until it knocks once more
_LONGEST = 64_000  # bytes of a wish


def server_name(library: Path) -> str:
    """The socket's name: the same for every way of writing the library's path."""
    return "desk-" + hashlib.sha256(str(library.resolve()).encode()).hexdigest()[:24]


def ask_first(library: Path, wanted: str, begins: int = BEGINS) -> bool:
    """Ask the window that has this library open to come to the front and open `wanted` ("": nothing).

    False when there is no such window within `begins` milliseconds, or it does not answer in time. Needs no event loop.
    """
    socket, until = QLocalSocket(), QDeadlineTimer(begins)
    socket.connectToServer(server_name(library))
    while not socket.waitForConnected(WAIT):
        if until.hasExpired():
            return False
        QThread.msleep(_AGAIN)
        socket.connectToServer(server_name(library))
    socket.write(json.dumps({"open": wanted}).encode() + b"\n")
    answered = socket.waitForBytesWritten(WAIT) and socket.waitForReadyRead(WAIT)
    return answered and bytes(socket.readAll().data()).startswith(b"ok")


class FrontDoor(QObject):
    """Listens for later starts on the same library."""

    knocked = Signal(str)  # what should be opened, "" for nothing but coming to the front

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        # Whoever holds the library's lock may clear away the socket of a window that was killed.
        QLocalServer.removeServer(server_name(library))
        self._server.listen(server_name(library))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_ready)
            self._answer(socket)

    @Slot()
    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _LONGEST:
            socket.abort()
        elif socket.canReadLine():
            try:
                wish = json.loads(bytes(socket.readLine().data()))
                wanted = str(wish["open"])
            except (ValueError, TypeError, KeyError):
                socket.abort()
                return
            socket.write(b"ok\n")
            socket.flush()
            self.knocked.emit(wanted)
