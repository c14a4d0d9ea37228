"""One line of the story above or below the body, edited where it stands, that grows as it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil

from PySide6.QtCore import QEvent, QMimeData, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desk.story.body import clean_line, clean_text
from desk.ui.editor.caret import CaretView
from desk.ui.editor.clipboard import words_to_mime
from desk.ui.editor.ink_painting import InkPainter
from desk.ui.editor.inking import Inking, Setting
from desk.ui.editor.layers import Layers
from desk.ui.editor.markdown_habits import WATCHED
from desk.ui.editor.menus import edit_menu, leave_to_window, open_menu
from desk.ui.editor.styles import Styles
from desk.ui.editor.turning import turn
from desk.ui.editor.typography import Look, PageType
from desk.ui.editor.upright import pieces
from desk.ui.tokens import Tokens


class Field(CaretView):
    """A line that wraps. `edited` carries its text; `left` says in which direction the person goes on (-1 up,
    1 down); `undo_requested` and `redo_requested` are wishes, since undo belongs to the whole story."""

    edited = Signal(str)
    left = Signal(int)
    entered = Signal()
    quitted = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    typed = Signal(str)  # one of the characters that habits watch

    def __init__(self, name: str, prompt: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name.lower().replace(" ", "_"))
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self._design = look
        self._tokens: Tokens | None = None
        self._layers: Layers | None = None
        self.inks: InkPainter | None = None  # of tracked changes
        self._showing = False
        self._around = "ltr"
        self._is_credits = False
        self.is_editing = False  # from the moment in which the text changed until that is told
        self._line = QTextBlockFormat()
        self._look = QTextCharFormat()
        self._set(look)
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)

    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self._tokens = tokens
        self.set_caret_tokens(tokens)
        self._look.setForeground(tokens.color(self._design.colour))
        self._write(self.toPlainText())

    def set_type(self, page_type: PageType) -> None:
        """Set it in this type, from the next `set_tokens` on."""
        self._set(page_type.set(self._design))

    def _set(self, look: Look) -> None:
        self.setFont(look.font())
        look.pitch_lines(self._line)
        self._overhang = look.overhang
        self._pitch = look.size * look.pitch

    def set_around(self, side: str, *, is_row: bool = False, is_credits: bool = False) -> None:
        """The words of the story begin on this side, and so do those here that have no letter; in a line that is part
        of a row (`is_row`), any words stand there. A line that `is_credits` may begin with a name from another side."""
        self._around, self._is_credits = side, is_credits
        self._turn()
        alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        if not (is_row and side == "rtl"):
            alignment = Qt.AlignmentFlag.AlignLeft
        if alignment != self._line.alignment():
            self._line.setAlignment(alignment)
            self._write(self.toPlainText())

    def set_layers(self, layers: Layers) -> None:
        """Let these marks lie upon its words."""
        self._layers = layers
        layers.changed.connect(self.viewport().update)
        layers.lines_changed.connect(self._on_lines_changed)

    def set_inks(self, styles: Callable[[], Styles]) -> None:
        """Have tracked changes and comments shown on its words."""
        self.inks = InkPainter(self, Inking(self, self._setting_of, self._quietly), styles)

    def _setting_of(self, _block: QTextBlock) -> Setting:
        return Setting(self.font(), max(1.0, self.document().textWidth()), self._pitch, self._line)

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        self._showing = True
        yield
        self._showing = self.is_editing = False

    def text(self) -> str:
        """What stands in it, on one line."""
        return clean_line(self.toPlainText())

    def show_text(self, text: str) -> None:
        """Put this text in place of what stands there, unless it says the same."""
        if text != self.text():
            self._write(text)

    def height_for(self, width: int) -> int:
        """How high it is at this width, in px."""
        document = self.document()
        if document.textWidth() != width:
            document.setTextWidth(width)
        behind = self.inks.inking.room_at_end() if self.inks is not None else 0
        return ceil(document.size().height() + behind) + self._overhang

    def put_caret(self, position: int, anchor: int) -> None:
        """Put the selection here, as far as the text goes."""
        cursor = self.textCursor()
        end = self.document().characterCount() - 1
        cursor.setPosition(min(anchor, end))
        cursor.setPosition(min(position, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrows go on to the next field at the end of this one."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit(1)
        elif not self._goes_on(event):
            super().keyPressEvent(event)
            if event.text() in WATCHED:
                self.typed.emit(event.text())
        # What a field does not use must not fall through to the body behind it; Escape is the window's.
        event.setAccepted(event.key() != Qt.Key.Key_Escape)

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window come before Qt's own for text fields."""
        return leave_to_window(event) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the person is gone."""
        super().focusOutEvent(event)
        self.quitted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words with the marks upon them, or the prompt."""
        if self._tokens is None:
            return
        painter = QPainter(self.viewport())
        self._paint_marks(painter, self._tokens, grounds=True)
        line = self.document().firstBlock()
        area = QRectF(event.rect())
        inked = self.inks.seen([(line, area)], area) if self.inks is not None else []
        if self.inks is not None:
            self.inks.paint_grounds(painter, inked)
        self.paint_words(painter, event.rect())
        if self.inks is not None:
            self.inks.paint(painter, inked)
        self._paint_marks(painter, self._tokens, grounds=False)
        if self.document().isEmpty() and not line.layout().preeditAreaText() and not line.blockFormat().textIndent():
            painter.setFont(self.font())
            painter.setPen(self._tokens.color("faint"))
            is_right = self._around == "rtl"
            side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(self.viewport().rect()), self.placeholderText(), QTextOption(side))
        self.caret.paint(painter)
        painter.end()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is composed pushes the marks along."""
        super().inputMethodEvent(event)
        if self.inks is not None:
            self.inks.inking.composed()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the field."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with text."""
        open_menu(edit_menu(self, self.undo_requested, self.redo_requested), self, event, self._layers)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, cut or dragged away: the words, without how they look here."""
        return words_to_mime(clean_line(self.textCursor().selection().toPlainText()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are for the page."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take text only, and as one line."""
        text = clean_text(source.text())
        edge = " " if text[-1:].isspace() and clean_line(text) else ""
        self.textCursor().insertText(clean_line(text) + edge, self._look)

    def _paint_marks(self, painter: QPainter, tokens: Tokens, *, grounds: bool) -> None:
        if self._layers:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = self.document().firstBlock()
            self._layers.paint(painter, [line], tokens, grounds=grounds)

    def _turn(self) -> None:
        turn(self.document(), self._around, is_credits=self._is_credits)

    def _goes_on(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        move = QTextCursor.MoveOperation.Up if step < 0 else QTextCursor.MoveOperation.Down
        if QTextCursor(self.textCursor()).movePosition(move):
            return False
        self.left.emit(step)
        return True

    def _upright(self) -> QTextCharFormat:
        made = QTextCharFormat(self._look)
        made.setFontItalic(False)
        return made

    def _write(self, text: str) -> None:
        self._showing = True
        here = self.textCursor()
        place, anchor = here.position(), here.anchor()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(self._line)
        cursor.setBlockCharFormat(self._look)
        for piece, is_upright in pieces(text) if self._design.italic and not text.isascii() else ((text, False),):
            cursor.insertText(piece, self._upright() if is_upright else self._look)
        cursor.endEditBlock()
        self.put_caret(place, anchor)
        self._showing = False

    @Slot(object)
    def _on_lines_changed(self, texts: frozenset[str]) -> None:
        if self.document().firstBlock().text() in texts:
            self.viewport().update()

    @Slot()
    def _on_contents_change(self) -> None:
        self.is_editing = True

    @Slot()
    def _on_contents_changed(self) -> None:
        self.is_editing = False
        self._turn()
        if not self._showing:
            self.edited.emit(self.text())
