"""After a checkpoint: a quiet line at the foot of the window in which a note can be put to it, unasked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from desk.ui.toast import Toast

SHOWN = 8_000  # ms, where nobody writes in it
_ABOVE = 44  # px over the window's lower edge
_WIDTH = 220  # px of the field


class NoteLine(QFrame):
    """Says what was kept. The keyboard stays where it is, until somebody wants it here: by a click, or `enter`.
    `noted` carries what was kept and the note."""

    noted = Signal(str, str)

    def __init__(self, window: QWidget, toast: Toast) -> None:
        super().__init__(window)
        self._window = window
        self._toast = toast
        self._of = ""
        self._came_from: QWidget | None = None
        self.setProperty("role", "toast")
        self.setAccessibleName(self.tr("Checkpoint"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.field = QLineEdit()
        self.field.setProperty("role", "toast")
        self.field.setAccessibleName(self.tr("Note for the checkpoint"))
        self.field.setPlaceholderText(self.tr("Add a note…  Ctrl+Alt+S"))
        self.field.setFixedWidth(_WIDTH)
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._sentence)
        row.addWidget(self.field)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        self._timer.timeout.connect(self._on_time)
        self.field.returnPressed.connect(self._on_enter)
        self.field.textEdited.connect(self._timer.stop)
        self.field.installEventFilter(self)
        for watched in (window, toast):
            watched.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown, or was last."""
        return self._sentence.text()

    def say(self, sentence: str, of: str) -> None:
        """Say this of what was kept, for a while."""
        self._of = of
        self._sentence.setText(sentence)
        self.field.clear()
        self._toast.hide()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def enter(self) -> bool:
        """Bring the keyboard to the field; whether it is shown."""
        if not self.isVisible():
            return False
        if not self.field.hasFocus():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keep(self) -> bool:
        """Keep the note that is being written; whether one is."""
        if not self.field.hasFocus():
            return False
        self._on_enter()
        return True

    def give_way(self) -> None:
        """Somebody goes on writing on the page, which it lies over."""
        if self.isVisible() and not self.field.hasFocus() and not self.field.text():
            self.hide()

    def leave(self) -> None:
        """Go, and bring the keyboard back to where it was."""
        had, came_from = self.field.hasFocus(), self._came_from
        self.hide()
        if had and came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None

    @Slot()
    def _on_enter(self) -> None:
        note = " ".join(self.field.text().split())
        of = self._of
        self.leave()
        if note:
            self.noted.emit(of, note)

    @Slot()
    def _on_time(self) -> None:
        if not self.field.hasFocus():
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves; a newer message takes the line's place; it stays at the window's foot."""
        kind = event.type()
        if watched is self.field:
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if kind == QEvent.Type.FocusIn:
                self._timer.stop()
            elif kind == QEvent.Type.FocusOut and not self.field.text() and self.isVisible():
                self._timer.start()
        elif watched is self._toast and kind == QEvent.Type.Show and not self.field.hasFocus():
            self.hide()
        elif watched is self._window and kind == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    @Slot(object, object)
    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is self.field and old is not None:
            self._came_from = old

    def _place(self) -> None:
        self.move((self._window.width() - self.width()) // 2, self._window.height() - self.height() - _ABOVE)
