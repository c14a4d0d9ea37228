"""Fields that leave undo to the window, so that there is one undo for the whole story."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget


def is_undo(event: QEvent) -> bool:
    """Whether a key asks for undo or redo."""
    return isinstance(event, QKeyEvent) and (
        event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
    )


class Line(QLineEdit):
    """One line of text."""

    def event(self, event: QEvent) -> bool:
        """Does not claim the keys of undo, which are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Passes undo on."""
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def show_text(self, text: str) -> None:
        """Show this without moving the caret where it can stay."""
        if text != self.text():
            caret = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(caret, len(text)))


class Prose(QPlainTextEdit):
    """A few lines of text; grows with them. Tab goes on to the next field."""

    text_edited = Signal(str)
    left = Signal()

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_text_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def show_text(self, text: str) -> None:
        """Show this without telling that it was edited."""
        if text != self.toPlainText():
            self.blockSignals(True)
            try:
                self.setPlainText(text)
            finally:
                self.blockSignals(False)
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Does not claim the keys of undo, which are the window's."""
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Passes undo on."""
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells that the person went on."""
        super().focusOutEvent(event)
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another number of lines, of which Qt does not tell."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Takes plain words only."""
        if source.hasText():
            self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        """As high as the text, and at least the wanted number of lines."""
        metrics = QFontMetrics(self.font())
        # The layout of a plain text document counts lines, not pixels.
        lines = max(self._lines, round(self.document().documentLayout().documentSize().height()))
        return QSize(
            super().sizeHint().width(), lines * metrics.lineSpacing() + self.height() - self.viewport().height()
        )

    def minimumSizeHint(self) -> QSize:
        """Never less than all of it: the column around it scrolls."""
        return QSize(60, self.sizeHint().height())

    @Slot()
    def _on_text_changed(self) -> None:
        self.text_edited.emit(self.toPlainText())

    @Slot()
    def _on_size_changed(self) -> None:
        self.updateGeometry()


class Choice(QComboBox):
    """A drop-down that the wheel changes only while it has the focus, since the column around it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the column unless the person is in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class Clock(QDateTimeEdit):
    """A date or time that the wheel changes only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(120)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls the column unless the person is in the field."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
