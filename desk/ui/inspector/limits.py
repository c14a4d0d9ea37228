"""Fields of the story that hold a number, or a text that should not become too long."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Slot
from PySide6.QtGui import QInputMethodEvent, QIntValidator, QPalette, QTextCharFormat
from PySide6.QtWidgets import QWidget

from desk.story.pieces import utf16_length
from desk.ui.inspector.fields import LineField
from desk.ui.inspector.inputs import Line
from desk.ui.inspector.parts import label
from desk.ui.roles import set_role
from desk.ui.words import limit_words

MOST_WORDS = 1_000_000


class LimitedLine(Line):
    """One line of text in which what is beyond `limit` characters is red; 0 for no limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = 0
        self.textChanged.connect(self.tint)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has another red."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.tint()

    @Slot()
    def tint(self) -> None:
        """Colour what is beyond the limit. The only way to give a part of a QLineEdit a format is that of input
        methods, which tell in it how far they are; nothing is typed by it."""
        over = QTextCharFormat()
        over.setForeground(self.palette().color(QPalette.ColorRole.BrightText))
        formats = []
        if self.limit and len(self.text()) > self.limit:
            # Counted from the caret on.
            start = utf16_length(self.text()[: self.limit])
            length = utf16_length(self.text()) - start
            kind = QInputMethodEvent.AttributeType.TextFormat
            formats = [QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), length, over)]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", formats))


class LimitedField(LineField):
    """A line that says how long it is of how long it should be, once that is near."""

    line_class = LimitedLine

    def __init__(self, name: str, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, title, hint, parent)
        self.count = label("", "meta")
        self.count.setAccessibleName(self.tr("Length: {0}").format(title))
        self.column.addWidget(self.count)
        self.line.textChanged.connect(self._on_length_changed)
        self._on_length_changed()

    def set_limit(self, limit: int) -> None:
        """How many characters it should have at most."""
        assert isinstance(self.line, LimitedLine)
        self.line.limit = limit
        self.line.tint()
        self._on_length_changed()

    @Slot()
    def _on_length_changed(self) -> None:
        assert isinstance(self.line, LimitedLine)
        length, limit = len(self.line.text()), self.line.limit
        words = limit_words(length, limit) if limit else ""
        self.count.setText(words)
        self.count.setVisible(bool(words))
        set_role(self.count, "error-meta" if length > limit else "meta")


class NumberField(LineField):
    """A whole number; nothing is 0."""

    def __init__(self, name: str, title: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, title, hint, parent)
        self.line.setValidator(QIntValidator(0, MOST_WORDS, self))

    def show_value(self, value: object) -> None:
        """Show a number."""
        if self._parsed(self.line.text()) != value:
            self.line.show_text(str(value or ""))

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        self.edited.emit(self.name, self._parsed(text))

    @staticmethod
    def _parsed(text: str) -> int:
        return int(text) if text.isdecimal() else 0
