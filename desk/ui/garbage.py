"""When Python looks for what only needs itself any more: on the window's thread, in a pause.

Python by itself looks on whichever thread happens to ask for memory. A widget whose last users were each other would
then be taken down by a thread that has nothing to do with windows, and Qt wants widgets to go on the window's thread.
And to look through a long text as well stops the window for a tenth of a
second, which somebody who types would notice: that is done while the person is elsewhere.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

PAUSE = 1_000  # ms
_YOUNG = 1  # the generation up to which a look takes a millisecond or less


class Collecting(QObject):
    """Looks through what is young once in a while, and through everything when the application is left."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        gc.disable()
        self._pause = QTimer(self, interval=PAUSE)
        self._pause.timeout.connect(self._on_pause)
        self._pause.start()
        app.applicationStateChanged.connect(self._on_state_changed)

    @Slot()
    def _on_pause(self) -> None:
        if gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(_YOUNG)

    @Slot(Qt.ApplicationState)
    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            gc.collect()
