"""How far the mending of a damaged library is, in the window, and the button that ends it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desk.ui.dialogs.base import button, plain
from desk.ui.opening import Mending
from desk.ui.window import Pane

_SENTENCE = "The library is damaged. All that can be read of it is being put into a new one; the damaged one is kept."
_STOPPING = "Stopping. The library stays as it was."
_WIDTH = 360  # px


class MendingState(QWidget):
    """Stands where the page will be while the library is mended. `stop_requested` is the wish to leave it alone."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.sentence: QLabel = plain(_SENTENCE, "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setFixedWidth(_WIDTH)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Mending the library"))
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(_WIDTH)
        self.stop = button(self.tr("Stop"))
        self.stop.setAccessibleName(self.tr("Stop mending the library"))
        self.stop.clicked.connect(self._on_stop)
        row = QHBoxLayout()
        for stretch in (True, False, True):
            if stretch:
                row.addStretch()
            else:
                row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addStretch(2)
        column.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(row)
        column.addStretch(3)

    def show_step(self, done: int, total: int) -> None:
        """So far it is; a total of 0 is one that is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def showEvent(self, event: QShowEvent) -> None:
        """The letters are known now."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A layout gives a label that wraps the height of a guess; this one's width is known.
        self.sentence.setFixedHeight(self.sentence.heightForWidth(_WIDTH))

    @Slot()
    def _on_stop(self) -> None:
        self.stop.setEnabled(False)
        self.sentence.setText(_STOPPING)
        self._fit()
        self.bar.setRange(0, 0)
        self.stop_requested.emit()


class MendingShow(QObject):
    """Shows in a pane how far a mending is, as soon as there is one."""

    _stepped = Signal(object, int, int)  # from the thread that mends

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._mending = Mending()
        self._shown: MendingState | None = None
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)

    def follow(self, mending: Mending) -> Mending:
        """Show this one from now on."""
        self._mending, self._shown = mending, None
        mending.listen(self._tell)
        return mending

    def stop(self) -> None:
        """The window goes: end what is under way, and wait until nothing half done is left."""
        self._mending.listen(None)
        self._mending.stop()
        self._mending.wait()

    def _tell(self, done: int, total: int) -> None:
        self._stepped.emit(self._mending, done, total)

    @Slot(object, int, int)
    def _on_stepped(self, mending: Mending, done: int, total: int) -> None:
        if mending is not self._mending or mending.stopped or not mending.is_under_way:
            return
        if self._shown is None:
            self._shown = MendingState()
            self._shown.stop_requested.connect(self._on_stop_requested)
            self._pane.put(self._shown)
        self._shown.show_step(done, total)

    @Slot()
    def _on_stop_requested(self) -> None:
        self._mending.stop()
