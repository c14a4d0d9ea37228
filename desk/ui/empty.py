"""What stands where there is nothing to show: a sentence, and what helps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desk.ui.roles import set_role

_WIDEST = 400  # px of a line
PATIENCE = 1_500  # ms after which an empty window wants a word
_OPENING = (
    "The library is being opened. Where it must be mended or brought up to date first, this takes a little longer."
)


class EmptyState(QWidget):
    """A sentence in the middle of a pane, with up to two buttons below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self._sentence = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setProperty("role", "muted")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(self._sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addLayout(self._buttons)
        layout.addStretch(3)

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def say(self, sentence: str, *actions: tuple[str, Callable[[], object]], error: bool = False) -> None:
        """Say this, and offer these: (what the button says, what it does)."""
        self._sentence.setText(sentence)
        set_role(self._sentence, "error" if error else "muted")
        while (item := self._buttons.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons.addStretch()
        for title, does in actions:
            button = QPushButton(title)
            button.setAccessibleName(title)
            button.clicked.connect(does)
            self._buttons.addWidget(button)
        self._buttons.addStretch()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are at most as long as reads well."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        # A layout gives a label that wraps the height of a guess; this one's width is known.
        width = max(120, min(_WIDEST, self.width() - 48))
        self._sentence.setFixedSize(width, max(0, self._sentence.heightForWidth(width)))


class OpeningState(EmptyState):
    """Stands where the page will be until the library is there, and says so once that takes a while; nothing while
    somebody is asked what to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patience = QTimer(self, interval=PATIENCE)
        self._patience.timeout.connect(self._on_patience_over)
        self._patience.start()

    @Slot()
    def _on_patience_over(self) -> None:
        self.say("" if QApplication.activeModalWidget() else _OPENING)
