"""Shows a comparison in the type and the place of the page. It is only read."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QMenu, QTextEdit, QToolTip, QWidget

from desk.formats.base import MediaSource
from desk.story.story import Story
from desk.ui.editor.caret import CaretView
from desk.ui.editor.layers import Layers
from desk.ui.editor.lines import Held
from desk.ui.editor.objects import BlockObjects
from desk.ui.editor.pictures import Pictures
from desk.ui.editor.sheet import GUTTER, NARROW_GUTTER
from desk.ui.editor.styles import OBJECT_TYPE, Styles
from desk.ui.editor.table.drawing import TablePainter
from desk.ui.editor.table.layout import TableLayouts
from desk.ui.editor.typography import PageType
from desk.ui.history.bars import Column, Seen, paint_beside
from desk.ui.history.comparing import Comparison, Item, Side
from desk.ui.history.keys import scroll_of, step_of
from desk.ui.history.paper import FOLD, ITEM, ROW, Paper
from desk.ui.history.take_back import TakeBackButton
from desk.ui.services import Looks
from desk.ui.tokens import Tokens

_ABOVE, _BELOW = 28, 120  # px
_SEEN_AT = 0.28  # of the viewport's height, at which a change is put
_NOTHING = Comparison(Side(Story()), Side(Story()))


class ComparisonView(CaretView):
    """The page of two texts. `current_changed` says that another change is the current one; `restore_requested`, with
    its number, is the wish to take one back; `close_requested` that to see the page again."""

    current_changed = Signal(int)
    restore_requested = Signal(int)
    close_requested = Signal()
    zoom_requested = Signal(int)

    def __init__(self, looks: Looks, media: MediaSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("Comparison"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.viewport().setMouseTracking(True)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(1)
        self.page = _NOTHING
        self.current = -1
        self.can_restore = True
        self.takes_back = True  # else it is only looked at
        self._styles = Styles(looks.theme.tokens, looks.store.settings.page_type)
        self._paper = Paper(self.document(), self._styles)
        self._unfolded: set[int] = set()
        self._folds = True
        self._gutter = GUTTER
        self._pictures = Pictures(media, looks.work, self)
        tables = TablePainter(TableLayouts(self._now), Layers(self))
        self._objects = BlockObjects(self._find, self._pictures, tables, looks.theme.tokens, looks.icons, parent=self)
        self.document().documentLayout().registerHandler(OBJECT_TYPE, self._objects)
        self._pictures.arrived.connect(self._on_picture_arrived)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._hovered = -1
        self._writing = QTimer(self, interval=0)
        self._writing.timeout.connect(self._on_writing)
        self.take_back = TakeBackButton(looks.icons, self.viewport())
        self.take_back.clicked.connect(self._on_take_back)
        self.set_looks(looks.theme.tokens, looks.store.settings.page_type)

    # What is shown.

    def show_page(self, page: Comparison, *, keep: bool = False) -> None:
        """Show a comparison; with `keep` as near to the same place as there is."""
        scrolled, current = self.verticalScrollBar().value(), self.current
        self.page, self._hovered = page, -1
        self._unfolded.clear()
        self._write()
        self.current = -1
        if keep:
            self._paper.finish()
            self.verticalScrollBar().setValue(scrolled)
            self._set_current(min(current, len(page.stops) - 1))
        else:
            self.verticalScrollBar().setValue(0)
            self.go(0)

    def set_looks(self, tokens: Tokens, page_type: PageType) -> None:
        """Show it in these colours and this type."""
        place = self._top_item()
        self._styles = Styles(tokens, page_type)
        self._paper = Paper(self.document(), self._styles)
        self._objects.tokens, self._objects.type = tokens, page_type
        self.set_caret_tokens(tokens)
        self._fit()
        self._write()
        self._show_item(place)

    @property
    def folds(self) -> bool:
        """Whether long runs that did not change are folded away."""
        return self._folds

    def set_folded(self, *, on: bool) -> None:
        """Fold away what did not change, or show all of it."""
        self._folds = on
        self._unfolded.clear()
        place = self._top_item()
        self._write()
        self._show_item(place)

    def unfold(self, number: int) -> None:
        """Show one run that did not change."""
        scrolled = self.verticalScrollBar().value()
        self._unfolded.add(number)
        self._write()
        self._paper.finish()
        self.verticalScrollBar().setValue(scrolled)

    def _write(self) -> None:
        self._paper.begin(self.page, self._unfolded, fold=self._folds)
        # One that went along with what is written would have all of it laid out, only to see where it was.
        self.setTextCursor(QTextCursor(self.document()))
        self._writing.start()
        self._place_button()
        self.viewport().update()

    @Slot()
    def _on_writing(self) -> None:
        """The next piece of what is shown."""
        if not self._paper.write_more():
            self._writing.stop()

    def _now(self) -> Styles:
        return self._styles

    def _find(self, key: int) -> Held | None:
        return self._paper.held.get(key)

    @Slot(str)
    def _on_picture_arrived(self, _reference: str) -> None:
        self.document().markContentsDirty(0, self.document().characterCount())

    # The changes.

    def step(self, by: int) -> None:
        """Go to the next change, or the one before. At either end it stays there."""
        if self.page.stops:
            self.go(min(max(0, self.current + by), len(self.page.stops) - 1))

    def go(self, number: int) -> None:
        """Go to a change."""
        if 0 <= number < len(self.page.stops):
            self._set_current(number)
            block = self._block_of_stop(number)
            if block.isValid():
                self._scroll_to(block)

    def _set_current(self, number: int) -> None:
        self.current = number
        self._place_button()
        self.viewport().update()
        self.current_changed.emit(number)

    def _scroll_to(self, block: QTextBlock) -> None:
        bar, box = self.verticalScrollBar(), self._box(block)
        room = self.viewport().height()
        top = box.top() + bar.value()
        if top < room * _SEEN_AT + _ABOVE:
            bar.setValue(0)
        elif box.top() < 60 or box.bottom() > room - 60:
            bar.setValue(round(top - room * _SEEN_AT))
        cursor = QTextCursor(block)
        self.setTextCursor(cursor)

    def _block_of_stop(self, number: int) -> QTextBlock:
        """The line at which a change begins; of a move that where it stands now."""
        return self._block_of(self.page.place_of(number))

    def _block_of(self, item: int) -> QTextBlock:
        """The first line of an item, or where it is folded away."""
        return self.document().findBlockByNumber(self._paper.first_line(item))

    def _item(self, block: QTextBlock) -> Item | None:
        number = block.blockFormat().intProperty(ITEM) - 1
        return self.page.items[number] if 0 <= number < len(self.page.items) else None

    def _stop_at(self, place: QPoint) -> int:
        item = self._item(self.cursorForPosition(place).block())
        return item.stop if item is not None else -1

    def _top_item(self) -> int:
        return self.cursorForPosition(QPoint(self._gutter + 1, 8)).block().blockFormat().intProperty(ITEM)

    def _show_item(self, number: int) -> None:
        block = self._block_of(max(0, number - 1))
        if block.isValid():
            self.verticalScrollBar().setValue(round(self._box(block).top() + self.verticalScrollBar().value()) - 8)

    # What a person does.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P, or Alt with the arrows, step through the changes; Escape closes; the rest is reading."""
        if by := step_of(event):
            self.step(by)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif (scrolls := scroll_of(event)) is not None:
            self.verticalScrollBar().triggerAction(scrolls)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Alt with the arrows goes through the changes here, and not through the articles."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.modifiers() == Qt.KeyboardModifier.AltModifier and step_of(event) != 0)
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Says of words with other marks what was switched."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.cursorForPosition(event.pos()).charFormat().toolTip()
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl the wheel zooms, as it does on the page."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turn = event.angleDelta().y()
            self.zoom_requested.emit((turn > 0) - (turn < 0))
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a change makes it the current one; one on a line that was folded unfolds it."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            place = event.position().toPoint()
            if href := self.anchorAt(place):
                self._follow(href)
            elif (stop := self._stop_at(place)) >= 0 and stop != self.current:
                self._set_current(stop)

    def _follow(self, href: str) -> None:
        kind, _, number = href.rpartition(":")
        if f"{kind}:" == FOLD:
            self.unfold(int(number))
        elif f"{kind}:" == ROW:
            item = self.page.place_of_row(int(number))
            if (block := self._block_of(item)).isValid():
                self._set_current(self.page.items[item].stop)
                self._scroll_to(block)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What can be clicked is shown to be."""
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        shape = Qt.CursorShape.PointingHandCursor if self.anchorAt(place) else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if (stop := self._stop_at(place)) != self._hovered:
            self._hovered = stop
            self._place_button()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers what can be done here."""
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        stop = self.current if by_keyboard else self._stop_at(event.pos())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if stop >= 0 and self.can_take_back(stop):
            self._set_current(stop)
            menu.addAction(self.tr("Restore {0}").format(self.page.stops[stop].this), self.ask_to_restore)
            menu.addSeparator()
        copy = menu.addAction(self.tr("Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(self.tr("Select All"), self.selectAll)
        menu.popup(self.mapToGlobal(self.cursorRect().bottomLeft()) if by_keyboard else event.globalPos())

    def can_take_back(self, number: int) -> bool:
        """Whether a change can be taken back: of a text that is not the newest, what came since is not in it."""
        stops = self.page.stops
        return self.takes_back and 0 <= number < len(stops) and (self.can_restore or stops[number].was_there)

    @Slot()
    def _on_take_back(self) -> None:
        self.restore_requested.emit(self._button_of())

    @Slot()
    def ask_to_restore(self) -> None:
        """Wish to take the current change back."""
        if self.can_take_back(self.current):
            self.restore_requested.emit(self.current)

    def _button_of(self) -> int:
        return self._hovered if self._hovered >= 0 else self.current

    def _place_button(self) -> None:
        """The button stands in the margin, at the change under the pointer or else at the current one."""
        number = self._button_of()
        block = self._block_of_stop(number) if number >= 0 and self.can_take_back(number) else QTextBlock()
        self.take_back.setVisible(block.isValid())
        if block.isValid():
            name = self.tr("Restore {0}").format(self.page.stops[number].this)
            self.take_back.put(block, self._box(block), self.lineWrapColumnOrWidth(), self._gutter, name)

    # How it looks.

    def _box(self, block: QTextBlock) -> QRectF:
        """Where the words of a line are in the viewport; of a table all of it."""
        layout, scrolled = self.document().documentLayout(), self.verticalScrollBar().value()
        table = QTextCursor(block).currentTable()
        if table is not None:
            box = layout.frameBoundingRect(table).translated(0, -scrolled)
            return box.adjusted(0, 0, 0, -table.format().bottomMargin())
        return layout.blockBoundingRect(block).translated(0, -scrolled)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, the bars, the words."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._styles.tokens.color("page"))
        column = Column(self._gutter, self.lineWrapColumnOrWidth())
        paint_beside(painter, self._seen(QRectF(event.rect())), column, self._styles.tokens, self.current)
        self.paint_words(painter, event.rect())
        painter.end()

    def _seen(self, area: QRectF) -> Iterator[Seen]:
        """The lines that may be seen in an area."""
        block = self.cursorForPosition(area.topLeft().toPoint()).block()
        while block.isValid() and (box := self._box(block)).top() <= area.bottom():
            yield Seen(block, box, self._item(block))
            block = block.next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._fit()
        self._place_button()

    @Slot()
    def _on_range_changed(self) -> None:
        """A scroll bar that came or went takes no room from the column."""
        self._fit()
        self._place_button()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The button in the margin goes along."""
        super().scrollContentsBy(dx, dy)
        self._place_button()

    def _fit(self) -> None:
        measure = self._styles.type.column
        bar = self.verticalScrollBar().sizeHint().width()
        width = self.width() - bar
        wanted = measure + 2 * GUTTER
        self._gutter = GUTTER if width >= wanted else max(NARROW_GUTTER, min(GUTTER, (width - measure) // 2))
        column = max(1, min(width, wanted))
        left = (width - column) // 2
        unseen = 0 if self.verticalScrollBar().maximum() else bar  # it is shown only where it scrolls
        right = width - column - left + unseen
        self.setViewportMargins(left, 0, right, 0)
        if self.lineWrapColumnOrWidth() != column:
            self.setLineWrapColumnOrWidth(column)
        self._objects.width = column - 2 * self._gutter
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        if (form.leftMargin(), form.topMargin()) != (self._gutter, _ABOVE):
            form.setTopMargin(_ABOVE)
            form.setBottomMargin(_BELOW)
            form.setLeftMargin(self._gutter)
            form.setRightMargin(self._gutter)
            frame.setFrameFormat(form)
