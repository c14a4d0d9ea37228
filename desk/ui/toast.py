"""A quiet word at the foot of the window, with a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QEnterEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from desk.ui.words import from_left

SHOWN = 8_000  # ms
WITH_A_WAY_BACK = 20_000  # ms: what was done to a thousand articles is not noticed at once
_ABOVE = 44  # px over the window's lower edge
_BESIDE = 12  # px, at least, from its sides


class Toast(QFrame):
    """One sentence at a time; a newer one takes the place of the older."""

    def __init__(self, window: QWidget, over: QWidget | None = None) -> None:
        """In the middle of the window, or of this part of it."""
        super().__init__(window)
        self._window = window
        self._over = over or window
        self.setProperty("role", "toast")
        self.setAccessibleName("Message")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._said = ""
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.setAccessibleName("Undo")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody writes
        self._does: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 6)
        layout.setSpacing(8)
        layout.addWidget(self._sentence)
        layout.addWidget(self.button)
        self.button.clicked.connect(self._on_clicked)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown, or was last."""
        return self._said

    def say(self, sentence: str, button: str = "", does: Callable[[], object] | None = None) -> None:
        """Show this for a while; with a button, that does something."""
        self._said = sentence
        self._sentence.setText(from_left(sentence))
        self._does = does
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(does is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.setInterval(SHOWN if does is None else WITH_A_WAY_BACK)
        self._timer.start()
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  not to start

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def withdraw(self, sentence: str) -> None:
        """Say this no longer; a newer sentence stays."""
        if self.sentence == sentence:
            self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """While it is there it hears of the window."""
        super().showEvent(event)
        self._window.installEventFilter(self)
        self._over.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """A key costs nothing while it is not."""
        super().hideEvent(event)
        self._window.removeEventFilter(self)
        self._over.removeEventFilter(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        """It does not go from under the hand that reaches for it; nor does it stay because a hand rests there."""
        super().enterEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays at the window's foot when the window, or the part of it, changes its size."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        middle = self._over.mapTo(self._window, self._over.rect().center()).x()
        most = self._window.width() - self.width() - _BESIDE
        self.move(max(_BESIDE, min(middle - self.width() // 2, most)), self._window.height() - self.height() - _ABOVE)

    @Slot()
    def _on_clicked(self) -> None:
        self.hide()
        if self._does is not None:
            self._does()
