"""When a widget is seen for the first time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Tells, once, that a widget is being painted. Who waits until it can be seen connects a queued slot."""

    begun = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Look on, and let everything pass."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            self.begun.emit()
        return False
