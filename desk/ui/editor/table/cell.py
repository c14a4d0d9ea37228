"""The view that lies over a cell while it is edited: a body of one paragraph, on the same bridge as the page's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from desk.story.body import Body, BodyChange, Paragraph, Spans, spans
from desk.ui.editor.bidi import step
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.caret import CaretView
from desk.ui.editor.clipboard import selected_fragment, to_mime
from desk.ui.editor.commands import Commands
from desk.ui.editor.edits import BodyEdits
from desk.ui.editor.layers import Layers
from desk.ui.editor.leaving import is_behind_link
from desk.ui.editor.lines import lines_of
from desk.ui.editor.markdown_habits import WATCHED
from desk.ui.editor.mending import mend
from desk.ui.editor.menus import edit_menu, leave_to_window, open_menu
from desk.ui.editor.reading import whole_position
from desk.ui.editor.table.cell_styles import CellStyles
from desk.ui.editor.table.clips import cell_words, cells_in
from desk.ui.editor.table.layout import CELL_PART
from desk.ui.editor.turning import turn
from desk.ui.undo import Typist

_CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_BREAK = "\u2028"


class Way(Enum):
    """Where somebody goes from a cell."""

    NEXT = "the next cell"
    PREVIOUS = "the previous cell"
    UP = "the cell above"
    DOWN = "the cell below"
    LEFT = "the cell at the left"
    RIGHT = "the cell at the right"
    OUT = "the table as a whole"


_ARROWS = {
    Qt.Key.Key_Up: (Way.UP, QTextCursor.MoveOperation.Up),
    Qt.Key.Key_Down: (Way.DOWN, QTextCursor.MoveOperation.Down),
    Qt.Key.Key_Left: (Way.LEFT, QTextCursor.MoveOperation.Left),
    Qt.Key.Key_Right: (Way.RIGHT, QTextCursor.MoveOperation.Right),
}


class CellEditor(CaretView):
    """Edits the words of one cell.

    Facts: `edited` carries the name of the edit's undo group, `caret_moved` that the selection is another one, and
    `formats_changed` that what is typed next looks otherwise. Wishes: `left` carries a `Way`, `cells_pasted` rows of
    cells that belong into several cells, `menu_requested` a `QMenu` to add to before it is shown.
    """

    edited = Signal(str)
    caret_moved = Signal()
    formats_changed = Signal()
    focused = Signal(bool)
    left = Signal(object)
    cells_pasted = Signal(object)
    menu_requested = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    typed = Signal(str)  # one of the characters that habits watch

    def __init__(self, styles: CellStyles, layers: Layers, typist: Typist, parent: QWidget) -> None:
        super().__init__(parent)
        self._prepare()
        self.set_caret_tokens(styles.tokens)
        self._layers = layers
        self._typist = typist
        self._edited = (0, 0, 0)
        self._is_editing = False
        self._around = "ltr"
        self._group: str | None = None
        self._groups = 0
        self.bridge = Bridge(self.document(), styles)
        self.edits = BodyEdits(self, self.bridge, self._commit, self._take)
        self.commands = Commands(self.edits)
        layers.changed.connect(self.viewport().update)
        layers.lines_changed.connect(self._on_lines_changed)
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_cursor_moved)
        self.currentCharFormatChanged.connect(self._on_format_changed)

    @property
    def words(self) -> Spans:
        """What stands in the cell."""
        return spans(*(span for block in self.bridge.body.blocks for line in lines_of(block) for span in line.spans))

    def show_words(self, words: Spans, styles: CellStyles) -> None:
        """Put these words in place of what stands there, unless they are the same and look the same."""
        if words == self.words and styles is self.bridge.styles:
            return
        cursor = self.textCursor()
        position, anchor = cursor.position(), cursor.anchor()  # the cursor moves with the words
        self.bridge.styles = styles
        self.set_caret_tokens(styles.tokens)
        self.bridge.load(Body((Paragraph(words),)))
        self.document().setDefaultFont(styles.look(CELL_PART).font())
        self.put_caret(position, anchor)

    def set_pads(self, left: int, top: int, bottom: int) -> None:
        """The distances of the words from the edges of the view."""
        form = self.document().rootFrame().frameFormat()
        form.setLeftMargin(left)
        form.setRightMargin(left)
        form.setTopMargin(top)
        form.setBottomMargin(bottom)
        if form != self.document().rootFrame().frameFormat():
            self.document().rootFrame().setFrameFormat(form)

    def set_around(self, side: str) -> None:
        """The words of the table begin on this side, and so do those here that have no letter."""
        self._around = side
        self._turn()

    def put_caret(self, position: int, anchor: int) -> None:
        """Put the selection here, as far as the words go."""
        cursor = self.textCursor()
        cursor.setPosition(whole_position(self.document(), anchor))
        cursor.setPosition(whole_position(self.document(), position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def press(self, event: QMouseEvent) -> None:
        """Take an event of the mouse that the page got, its place being one of the page's."""
        place = QPointF(self.viewport().mapFromGlobal(event.globalPosition()))
        own = QMouseEvent(
            event.type(), place, event.globalPosition(), event.button(), event.buttons(), event.modifiers()
        )
        self.viewportEvent(own)

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All edits in here are one step of undo."""
        self._groups += 1
        self._group = f"cell: step {self._groups}"
        try:
            yield
        finally:
            self._group = None

    @Slot()
    def paste_plain(self) -> None:
        """Paste the words of the clipboard without their marks."""
        self._insert(QGuiApplication.clipboard().mimeData(), plain=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tab and the arrows lead on to other cells, Escape out of them; undo goes through the whole story."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif event.key() == Qt.Key.Key_V and event.modifiers() == _CONTROL_SHIFT:
            self.paste_plain()
        elif (way := self._way(event)) is not None:
            self.left.emit(way)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.textCursor().insertText(_BREAK, self.currentCharFormat())
        else:
            cursor = self.textCursor()
            if step(event, cursor):
                self.setTextCursor(cursor)
            else:
                super().keyPressEvent(event)
            self._mend()
            if event.text() in WATCHED:
                self.typed.emit(event.text())
        # What a cell does not use must not fall through to the body behind it.
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words in the making may need more room than those that are made."""
        super().inputMethodEvent(event)
        self._mend()
        self.formats_changed.emit()
        if event.commitString() in WATCHED:
            self.typed.emit(event.commitString())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002  as Qt has it
        """Tab is a key like any other here."""
        return False

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window come before Qt's own for text fields."""
        return leave_to_window(event) or super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is here now."""
        super().focusInEvent(event)
        self.focused.emit(True)
        self.caret_moved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The person is elsewhere now."""
        super().focusOutEvent(event)
        self.focused.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words on the page's ground, and the marks upon them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.bridge.styles.tokens.color("page"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_marks(painter, grounds=True)
        self.paint_words(painter, event.rect())
        self._paint_marks(painter, grounds=False)
        self.caret.paint(painter)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the cell."""
        event.ignore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """A cell is as high as its words: it never scrolls."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with text, and with a table."""
        menu = edit_menu(self, self.undo_requested, self.redo_requested)
        self.menu_requested.emit(menu)
        open_menu(menu, self, event, self._layers)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, cut or dragged away."""
        return to_mime(selected_fragment(self.bridge, self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are for the page."""
        return (source.hasText() or source.hasHtml()) and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take words only; cells of another table go into as many cells of this one."""
        self._insert(source)

    def _insert(self, source: QMimeData, *, plain: bool = False) -> None:
        cells = cells_in(source, plain=plain)
        if cells:
            self.cells_pasted.emit(cells)
            return
        words = cell_words(source, plain=plain)
        if words:
            with self.one_step():
                self.bridge.writer.write_words(self.textCursor(), words)
                self._mend()

    def _prepare(self) -> None:
        self.setObjectName("cell")
        self.setProperty("role", "page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(1)  # px

    def _way(self, event: QKeyEvent) -> Way | None:
        if event.key() == Qt.Key.Key_Backtab:
            return Way.PREVIOUS
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if event.key() == Qt.Key.Key_Tab:
            return Way.NEXT
        if event.key() == Qt.Key.Key_Escape:
            return Way.OUT
        way, move = _ARROWS.get(Qt.Key(event.key()), (None, QTextCursor.MoveOperation.NoMove))
        if way is None or QTextCursor(self.textCursor()).movePosition(move):
            return None
        # With a selection Left and Right go to its ends first.
        return None if self.textCursor().hasSelection() and way in {Way.LEFT, Way.RIGHT} else way

    def _paint_marks(self, painter: QPainter, *, grounds: bool) -> None:
        if self._layers:
            line = self.document().firstBlock()
            tokens = self.bridge.styles.tokens
            self._layers.paint(painter, [line], tokens, grounds=grounds)

    def _commit(self, _change: BodyChange, group: str = "") -> None:
        self.edited.emit(self._group or group)

    @Slot(object)
    def _on_lines_changed(self, texts: frozenset[str]) -> None:
        if self.document().firstBlock().text() in texts:
            self.viewport().update()

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self.bridge.is_writing:
            self._is_editing = True
            self._edited = (position, removed, added)
            self.bridge.note(position, added)

    @Slot()
    def _on_contents_changed(self) -> None:
        self._take()

    def _take(self) -> None:
        if not self._is_editing:
            return
        self._is_editing = False
        self._turn()
        change = self.bridge.take()
        if change is not None:
            self._commit(change, self._typed_group())

    def _turn(self) -> None:
        turn(self.document(), self._around)

    def _typed_group(self) -> str:
        position, removed, added = self._edited
        return self._typist.edited("cell", removed, added, self.document().characterAt(position))

    def _mend(self) -> None:
        if not self.bridge.is_sound:
            cursor = self.textCursor()
            if mend(self.bridge, cursor):
                self.setTextCursor(cursor)

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self.bridge.is_writing or self._is_editing or self.edits.is_putting:
            return
        self._leave_link()
        self.caret_moved.emit()

    @Slot()
    def _on_format_changed(self) -> None:
        # A key that leads nowhere, as End at the end, makes Qt take the format of the words before the caret anew.
        if not (self.bridge.is_writing or self._is_editing or self.edits.is_putting):
            self._leave_link()
        self.formats_changed.emit()

    def _leave_link(self) -> None:
        if is_behind_link(self.textCursor()):
            self.setCurrentCharFormat(self.bridge.styles.char(CELL_PART))
