"""A small field that opens beside the words it is about: the address of a link, the description of a picture."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

WIDTH = 440  # px


class Popup(QFrame):
    """One field and what to do with it. `accepted` carries its text, `removed` that it is to be nothing."""

    accepted = Signal(str)
    removed = Signal()
    closed = Signal()

    def __init__(self, name: str, prompt: str, text: str, remove: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.field = QLineEdit(text, self)
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(prompt)
        self.field.selectAll()
        self.apply = QPushButton("Apply", self)
        self.apply.setProperty("role", "primary")
        self.remove = QPushButton(remove, self)
        self.remove.setProperty("role", "quiet")
        self.remove.setVisible(bool(remove and text))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(6)
        for widget in (self.field, self.apply, self.remove):
            row.addWidget(widget)
        self.field.returnPressed.connect(self._on_accepted)
        self.apply.clicked.connect(self._on_accepted)
        self.remove.clicked.connect(self._on_removed)

    def open_at(self, words: QRect, room: QRect) -> None:
        """Open below these words, or above them where there is no room below."""
        size = self.sizeHint()
        width = min(WIDTH, room.width() - 16)
        left = min(max(room.left() + 8, words.left()), room.right() - width - 8)
        below = words.bottom() + 6
        top = below if below + size.height() < room.bottom() else words.top() - size.height() - 6
        self.setGeometry(QRect(QPoint(left, top), size).adjusted(0, 0, width - size.width(), 0))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes without a change."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    @Slot()
    def _on_accepted(self) -> None:
        self.accepted.emit(self.field.text().strip())
        self.dismiss()

    @Slot()
    def _on_removed(self) -> None:
        self.removed.emit()
        self.dismiss()

    def dismiss(self) -> None:
        """Close without a change."""
        self.hide()
        self.closed.emit()
        self.deleteLater()
