"""Shows the stored text of a body: one column of typewriter type, in which all is as plain as it looks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QTextEdit, QVBoxLayout, QWidget

from desk.story.pieces import shared_ends, utf16_length, utf16_slice
from desk.ui.editor.caret import CaretView
from desk.ui.editor.lower_margin import LowerMargin
from desk.ui.editor.menus import edit_menu, leave_to_window, open_menu
from desk.ui.tokens import Tokens

_FAMILIES = ("JetBrains Mono", "DejaVu Sans Mono", "Liberation Mono", "Menlo", "Consolas", "monospace")
_SIZE = 15  # px
_PITCH = 1.6  # of the size
_COLUMNS = 78  # characters of the widest line
_GUTTER = 28  # px on both sides at least
_ABOVE, _BELOW = 28, 120  # px


class SourceView(CaretView):
    """`edited` says that somebody changed the text, `menu_opening` carries a menu that is about to be shown;
    `undo_requested` and `redo_requested` are wishes, since undo belongs to the whole story."""

    edited = Signal()
    menu_opening = Signal(object)  # QMenu
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self.setProperty("role", "page")
        self.setAccessibleName("Markdown of the story")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        font = QFont()
        font.setFamilies(_FAMILIES)
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPixelSize(_SIZE)
        self.setFont(font)
        self._column = int(QFontMetricsF(font).horizontalAdvance("m") * _COLUMNS)
        self._ink = QTextCharFormat()
        self._showing = False
        self.show_document(written_document("", font))
        LowerMargin(self)

    @Slot(object)
    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self.set_caret_tokens(tokens)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Text, tokens.color("ink"))
        self.setPalette(palette)
        self.viewport().update()

    def text(self) -> str:
        """All of it, with "\\n" between the lines."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_document(self, document: QTextDocument) -> None:
        """Show a text that `written_document` made, in place of what stood there. Nothing of it is laid out yet."""
        before, self._document = self._document, document
        document.setParent(self)
        self.setDocument(document)
        document.contentsChanged.connect(self._on_contents_changed)
        if before is not None:
            before.deleteLater()

    def show_text(self, text: str) -> None:
        """Put this text in place of what stands there; of what is the same nothing moves."""
        before = self.text()
        front, back = shared_ends(before, text)
        if front == len(before) == len(text):
            return
        self._showing = True
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.setPosition(utf16_length(before[:front]))
        cursor.setPosition(utf16_length(before[: len(before) - back]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[front : len(text) - back], self._ink)
        cursor.endEditBlock()
        self._showing = False

    def place(self) -> int:
        """Where the caret is in `text`."""
        return len(utf16_slice(self.text(), 0, self.textCursor().position()))

    def put_place(self, place: int) -> None:
        """Put the caret at this place of `text`, and the line with it where it can be seen."""
        self.put_position(utf16_length(self.text()[:place]))

    def put_position(self, position: int) -> None:
        """The same, by a position of the document."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo goes through the whole story."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window come before Qt's own for text fields."""
        return leave_to_window(event) or super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with text."""
        menu = edit_menu(self, self.undo_requested, self.redo_requested)
        self.menu_opening.emit(menu)
        open_menu(menu, self, event, None)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only."""
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text as it is."""
        self.textCursor().insertText(source.text(), self._ink)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text and the caret."""
        painter = QPainter(self.viewport())
        self.paint_words(painter, event.rect())
        self.caret.paint(painter)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Have the column as wide as it is in a view of this width."""
        room = width - self.verticalScrollBar().sizeHint().width()
        column = max(1, min(self._column, room - 2 * _GUTTER))
        side = (room - column) // 2
        self.setViewportMargins(side, 0, side, 0)
        if column != self.lineWrapColumnOrWidth():  # Qt would lay out everything anew
            self.setLineWrapColumnOrWidth(column)

    @Slot()
    def _on_contents_changed(self) -> None:
        if not self._showing:
            self.edited.emit()


def written_document(text: str, font: QFont) -> QTextDocument:
    """A text, for a `SourceView` with this font. May be made on any thread, and belongs to it."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    frame = document.rootFrame()
    form = frame.frameFormat()
    form.setTopMargin(_ABOVE)
    form.setBottomMargin(_BELOW)
    frame.setFrameFormat(form)
    line = QTextBlockFormat()
    distance = max(0.0, _SIZE * _PITCH - QFontMetricsF(font).height())
    line.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.setBlockFormat(line)
    cursor.insertText(text)
    cursor.endEditBlock()
    return document


class SourcePane(QWidget):
    """The view, and a line over it that says what it is. `back_requested` is a wish."""

    back_requested = Signal()

    def __init__(self, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = SourceView()
        sentence = QLabel(f"This is the text as it is stored. {shortcut} goes back to the page.")
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        self.sentence = sentence.text()
        self.back = QPushButton("Back to the Page")
        self.back.setProperty("role", "quiet")
        self.back.setAccessibleName("Back to the page")
        strip = QFrame()
        strip.setProperty("role", "bar")
        row = QHBoxLayout(strip)
        row.setContentsMargins(_GUTTER, 6, 16, 6)
        row.setSpacing(12)
        row.addWidget(sentence, 1)
        row.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.back.clicked.connect(self.back_requested)
