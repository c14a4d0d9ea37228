"""The process that checks spelling, as the window talks to it: requests out, answers back, in order, nobody waits."""

from __future__ import annotations

import json
import logging
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal, Slot

import desk

log = logging.getLogger(__name__)

Then = Callable[[Any], None]

_PATIENCE = 2_000  # ms for it to be gone
# Desk's folder goes last, so that nothing in it stands in the place of one of Python's own modules.
_RUN = "import sys; sys.path.append(sys.argv[1]); from desk.spelling.worker import main; main()"


class SpellerProcess(QObject):
    """Starts the process with the first request. `fell` says that it ended by itself: what it was asked is not
    answered any more, and the next request starts another. The requests are those of `desk.spelling.worker`."""

    fell = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._waiting: deque[Then | None] = deque()

    def ask(self, request: list[Any], then: Then | None = None) -> None:
        """Ask, and have `then` called with the answer."""
        if self._process is None:
            self._process = self._start()
        self._waiting.append(then)
        self._process.write(json.dumps(request).encode("ascii") + b"\n")

    def close(self) -> None:
        """End it; nothing is answered any more."""
        self._waiting.clear()
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._on_finished)
            process.kill()
            process.waitForFinished(_PATIENCE)
            process.deleteLater()

    def _start(self) -> QProcess:
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._on_answered)
        process.finished.connect(self._on_finished)
        process.start(sys.executable, ["-P", "-c", _RUN, str(Path(desk.__file__).parents[1])])
        return process

    @Slot()
    def _on_answered(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = json.loads(bytes(self._process.readLine().data()))
            then = self._waiting.popleft() if self._waiting else None
            if then is not None:
                then(answer)

    @Slot()
    def _on_finished(self) -> None:
        process, self._process = self._process, None
        self._waiting.clear()
        if process is not None:
            said = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
            log.warning("the spelling process ended: %s", said.rpartition("\n")[2] or process.exitCode())
            process.deleteLater()
            self.fell.emit()
