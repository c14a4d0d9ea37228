"""When Python looks through all that it holds for what nobody needs any more: while the person is elsewhere.

Most goes when its last user does. What users of each other leave is mostly young, and found in little time; to look
through a long text as well stops the window for a tenth of a second, which somebody who types would notice.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

_NEVER = 1_000_000  # looks through what is young, after which Python would look through everything by itself


class Collecting(QObject):
    """Has Python look through everything only when the application is left."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        youngest, young, _all = gc.get_threshold()
        gc.set_threshold(youngest, young, _NEVER)
        app.applicationStateChanged.connect(self._on_state_changed)

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            gc.collect()
