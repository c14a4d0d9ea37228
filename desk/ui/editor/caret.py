"""The caret and the selection in the accent colour, on the body and on the fields alike.

Qt inverts what is under its caret. A `CaretView` paints its words itself, without that one, and one of its own over
them. It blinks as the system's does, stands still while somebody types, and asks for its own few pixels only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from desk.ui.editor.bidi import step
from desk.ui.editor.reading import OBJECT
from desk.ui.own_viewport import give_viewport
from desk.ui.tokens import Tokens

WIDTH = 2  # px
_AROUND = 4  # px beside the caret that are painted with it


class AccentCaret(QObject):
    """Where the person is in one view, and where what is dragged over it would go."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._on = False
        self._hidden = False  # an input method shows a caret of its own
        self._drop: QTextCursor | None = None
        self._colour = QColor()
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._on_blink)
        view.cursorPositionChanged.connect(self.stand)

    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self._colour = tokens.color("accent")

    @property
    def is_on(self) -> bool:
        """Whether it is to be seen just now."""
        return self._on and not self._hidden

    @Slot()
    def stand(self) -> None:
        """Be seen for a whole beat from now on, if the person is here: something was typed, or the caret moved."""
        if not self._view.hasFocus():
            return
        if not self._on:
            self._on = True
            self._ask()
        beat = QGuiApplication.styleHints().cursorFlashTime() // 2
        if beat:
            self._blink.start(beat)

    def hold(self) -> None:
        """Be seen beside what is typed; `stand` comes later."""
        self._on = self._view.hasFocus()  # Qt asks for the pixels

    def come(self) -> None:
        """The person came here."""
        self.stand()
        self._ask()

    def go(self) -> None:
        """The person went elsewhere."""
        self._on = False
        self._blink.stop()
        self._ask()

    def compose(self, event: QInputMethodEvent) -> None:
        """An input method is at work."""
        kinds = QInputMethodEvent.AttributeType
        own = any(one.type == kinds.Cursor and not one.length for one in event.attributes())
        self._hidden = bool(event.preeditString()) and own
        self.stand()

    def hover(self, drop: QTextCursor | None) -> None:
        """Show where what is dragged would go; None where it is dragged no more."""
        for each in (self._drop, drop):
            if each is not None:
                self._ask(each)
        self._drop = drop

    def paint(self, painter: QPainter) -> None:
        """Paint it, if it is to be seen."""
        if self._drop is not None:
            painter.fillRect(self.box(self._drop), self._colour)
        if self._on and not self._hidden and not self._is_upon_a_thing():
            painter.fillRect(self.box(), self._colour)

    def box(self, at: QTextCursor | None = None) -> QRect:
        """Where it stands in the viewport, or would stand at another place."""
        place = self._place(at)
        cursor = at or self._view.textCursor()
        # Behind the last letter of a line that is read from the right there may be no room to the right.
        back = WIDTH if cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft else 0
        left = min(max(place.left() - back, 0), self._view.viewport().width() - WIDTH)
        return QRect(QPoint(left, place.top()), QSize(WIDTH, place.height()))

    def _is_upon_a_thing(self) -> bool:
        """Whether a picture, a table or the like is selected by itself: nobody can type there."""
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return False
        first = cursor.selectionStart()
        return cursor.selectionEnd() == first + 1 and self._view.document().characterAt(first) == OBJECT

    def _place(self, at: QTextCursor | None) -> QRect:
        # What Qt says of the view's own cursor has in mind what an input method has put there.
        return self._view.cursorRect() if at is None else self._view.cursorRect(at)

    def _ask(self, at: QTextCursor | None = None) -> None:
        self._view.viewport().update(self._place(at).adjusted(-_AROUND, 0, _AROUND, 0))

    @Slot()
    def _on_blink(self) -> None:
        # A selection says by itself where one is; a caret that blinks at its end would only trouble the eye.
        self._on = not self._on or self._view.textCursor().hasSelection()
        self._ask()


class CaretView(QTextEdit):
    """A text view with an accent caret. Whoever derives from it paints its words with `paint_words`, and the caret
    over them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.document().documentLayout().setPaintDevice(self.viewport())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.caret = AccentCaret(self)
        self._selection = QTextCharFormat()
        self.setCursorWidth(0)

    def set_caret_tokens(self, tokens: Tokens) -> None:
        """Have caret and selection in these colours."""
        self.caret.set_tokens(tokens)
        self._selection.setBackground(tokens.color("selection"))

    def paint_words(self, painter: QPainter, area: QRect) -> None:
        """Paint the words of an area of the viewport, those that are selected on their ground."""
        scrolled = self.verticalScrollBar().value()
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(area).translated(0, scrolled)
        context.palette = self.palette()
        cursor = self.textCursor()
        if cursor.hasSelection():
            selection = QAbstractTextDocumentLayout.Selection()
            selection.cursor, selection.format = cursor, self._selection
            context.selections = [selection]
        painter.translate(0, -scrolled)
        self.document().documentLayout().draw(painter, context)
        painter.translate(0, scrolled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go where they point, in words of both directions too."""
        cursor = self.textCursor()
        if step(event, cursor):
            self.setTextCursor(cursor)
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is here now."""
        super().focusInEvent(event)
        self.caret.come()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The caret is gone."""
        super().focusOutEvent(event)
        self.caret.go()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text that is being composed may bring a caret of its own."""
        super().inputMethodEvent(event)
        self.caret.compose(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something is dragged here."""
        super().dragEnterEvent(event)
        leave_there(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where what is dragged would go."""
        super().dragMoveEvent(event)
        leave_there(event)
        self.caret.hover(self.cursorForPosition(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It is dragged elsewhere."""
        super().dragLeaveEvent(event)
        self.caret.hover(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """It went where the caret was shown."""
        self.caret.hover(None)
        super().dropEvent(event)


def leave_there(event: QDropEvent) -> None:
    """Have what another program gives copied, not taken out over there. Where it is let go is too late to say so: the
    other program goes by what it last heard while it was dragged."""
    if event.source() is None and event.isAccepted():
        event.setDropAction(Qt.DropAction.CopyAction)
