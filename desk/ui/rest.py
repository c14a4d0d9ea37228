"""What a window does without until the page has been painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk.ui.first_paint import FirstPaint

if TYPE_CHECKING:
    from desk.ui.room import Room

PATIENCE = 400  # ms after which it is made though no page was painted, as where no article is opened


class Rest(QObject):
    """Has the other tools made one at a time, so that a key goes first. Their modules are loaded on a worker, because
    that takes longer than a key may wait. `done` tells that only the side pane is missing."""

    done = Signal()

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._begun = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._begin)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)
        FirstPaint(room.page.viewport()).begun.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def wait(self) -> None:
        """Wait from now on, where it has not begun."""
        if not self._begun:
            self._patience.start()

    @Slot()
    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._patience.stop()
            self._room.services.work.run(_load, self._on_loaded)

    def _on_loaded(self, _done: None) -> None:
        self._next.start()

    @Slot()
    def _on_next(self) -> None:
        if self._room.tools.make_next():
            self._next.start()
        else:
            self.done.emit()


def _load() -> None:
    import desk.ui.crediting.tool  # noqa: PLC0415
    import desk.ui.history.readers_tool  # noqa: PLC0415
    import desk.ui.history.tool  # noqa: PLC0415
    import desk.ui.inspector.pane  # noqa: PLC0415
    import desk.ui.length.tool  # noqa: PLC0415
    import desk.ui.review.tool  # noqa: PLC0415
    import desk.ui.spelling.tool  # noqa: PLC0415
    import desk.ui.to_come.tool  # noqa: PLC0415
    import desk.ui.workflow.tool  # noqa: F401, PLC0415
