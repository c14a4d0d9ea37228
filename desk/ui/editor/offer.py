"""Offers below a line what could be made of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon, QTextBlock
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTextEdit, QToolButton

from desk.ui.editor.floating import Floating


class Offer(Floating):
    """What a line is, and one thing to do with it: `taken` says that it is wanted. It is gone with the next edit."""

    taken = Signal()

    def __init__(self, view: QTextEdit, what: str, does: str, close: QIcon) -> None:
        super().__init__(view, what)
        words = QLabel(what)
        words.setProperty("role", "meta")
        self.take = QPushButton(does)
        self.take.setProperty("role", "quiet")
        self.refuse = QToolButton()
        self.refuse.setProperty("role", "tool")
        self.refuse.setIcon(close)
        self.refuse.setAccessibleName("No, thank you")
        self.refuse.setToolTip("No, thank you  Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(4)
        for widget in (words, self.take, self.refuse):
            widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(widget)
        self.take.clicked.connect(self._on_taken)
        self.refuse.clicked.connect(self.leave)
        self.left.connect(self.deleteLater)
        view.document().contentsChange.connect(self.leave)

    def open_below(self, line: QTextBlock) -> None:
        """Show it below a line."""
        layout = self._view.document().documentLayout()
        box = layout.blockBoundingRect(line).translated(0, -self._view.verticalScrollBar().value())
        if not self.stand_by(box.toAlignedRect(), above=False):
            self.deleteLater()

    @Slot()
    def _on_taken(self) -> None:
        self.taken.emit()
        self.leave()
