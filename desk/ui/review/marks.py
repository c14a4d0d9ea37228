"""The tracked changes and the comments on a page: what is shown of them, and which of them a person is at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QTextBlock

from desk.ui.editor.caret import CaretView
from desk.ui.editor.field import Field
from desk.ui.editor.ink_painting import InkPainter
from desk.ui.editor.inks import key_at, keys_of, place_of
from desk.ui.editor.page import EditorPage
from desk.ui.editor.styles import Styles
from desk.ui.review.marks_keeping import MarksKeeper
from desk.ui.review.marks_source import MarksSource, MarksView

if TYPE_CHECKING:
    from desk.ui.review.marks_original import OriginalPage

_FLASH = 900  # ms
_SEEN_AT = 0.3  # of the viewport's height, at which a change is put that was out of sight


class Marks(QObject):
    """The marks on one page. `change_hovered` and `change_at_caret` carry the key of a change or the id of a thread, ""
    where there is none; `shown` tells that all lines have their marks. `view_wanted` carries the view that somebody
    wants who leaves the agreed text."""

    change_hovered = Signal(str)
    change_at_caret = Signal(str)
    shown = Signal()
    view_wanted = Signal(object)

    def __init__(self, page: EditorPage, source: MarksSource) -> None:
        super().__init__(page)
        self._page = page
        self._source = source
        self._view = MarksView.ALL
        self._at_caret = self._hovered = ""
        self._is_going = False
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._flash.timeout.connect(self._on_flash_over)
        for field in page.fields.all:
            field.set_inks(self._styles)
            field.viewport().installEventFilter(self)
            field.cursorPositionChanged.connect(self._on_cursor_moved)
        page.viewport().installEventFilter(self)
        page.cursorPositionChanged.connect(self._on_cursor_moved)
        source.selection_changed.connect(self._on_selection_changed)
        self._keeper = MarksKeeper(page, source, self)
        self._keeper.shown.connect(self.shown)
        self._keeper.shown.connect(self._show_original)
        self._original: OriginalPage | None = None

    @property
    def view(self) -> MarksView:
        """How much of the changes is shown."""
        return self._view

    def set_view(self, view: MarksView) -> None:
        """Show so much of the changes."""
        if view is not self._view:
            self._view = view
            if view not in (MarksView.ORIGINAL, self._keeper.view):  # below the agreed text the page stays as it is
                self._keeper.view = view
                self._keeper.ask_all()
            self._show_original()

    @Slot()
    def _show_original(self) -> None:
        if self._view is MarksView.ORIGINAL:
            if self._original is None:
                from desk.ui.review.marks_original import OriginalPage  # noqa: PLC0415  not needed to start

                self._original = OriginalPage(self._page)
                self._original.left.connect(self._on_original_left)
            self._original.show_story(self._page.manuscript.baseline)
        elif self._original is not None and self._original.isVisibleTo(self._page):
            self._original.leave()

    @Slot()
    def _on_original_left(self) -> None:
        self.set_view(MarksView.ALL)
        self.view_wanted.emit(MarksView.ALL)

    @Slot()
    def settle(self) -> None:
        """Have all lines show their marks now."""
        self._keeper.settle()

    def reveal(self, key: str) -> bool:
        """Put the caret where a change or a thread is, have it seen and let it flash; whether it is on the page."""
        found = self._find(key)
        if found is None and (number := self._keeper.find(key)) is not None:
            found = self._page.document().findBlockByNumber(self._page.bridge.first_line(number))
        if found is None:
            return False
        self._is_going = True
        try:
            if isinstance(found, Field):
                found.setFocus()
                self._page.reveal(found)
            else:
                self._go(found, key)
        finally:
            self._is_going = False
        self._at_caret = key  # also where there are no words of it in which the caret could be
        for painter in self._painters:
            painter.flash = key
        self._flash.start()
        self._repaint()
        return True

    def box(self, key: str) -> QRect | None:
        """Where a mark is in the viewport of the page, the first of them to be seen; None where none is."""
        room = self._page.viewport().rect()
        for view, painter in self._views:
            for place in painter.places(painter.visible()):
                box = place.box.toRect()
                if view is not self._page:
                    box.translate(view.viewport().mapTo(self._page.viewport(), QPoint(0, 0)))
                if place.key == key and room.intersects(box):
                    return box
        return None

    @property
    def _views(self) -> list[tuple[CaretView, InkPainter]]:
        fields = [(field, field.inks) for field in self._page.fields.all if field.inks is not None]
        return [(self._page, self._page.inks), *fields]

    @property
    def _painters(self) -> list[InkPainter]:
        return [painter for _view, painter in self._views]

    def _styles(self) -> Styles:
        return self._page.bridge.styles

    # Where they are.

    def _find(self, key: str) -> QTextBlock | Field | None:
        for view, painter in self._views:
            for block in _lines(view):
                data = painter.inking.of(block)
                if data is not None and key in keys_of(data.marks):
                    return view if isinstance(view, Field) else block
        return None

    def _go(self, block: QTextBlock, key: str) -> None:
        page = self._page
        place = place_of(page.inks.inking.marks(block), key)
        page.setFocus()
        page.put_caret(block.position() + place, block.position() + place)
        bar, room = page.verticalScrollBar(), page.viewport().height()
        box = page.cursorRect()
        if box.top() < 60 or box.bottom() > room - 60:
            bar.setValue(bar.value() + box.top() - round(room * _SEEN_AT))

    @Slot()
    def _on_flash_over(self) -> None:
        for painter in self._painters:
            painter.flash = ""
        self._repaint()

    @Slot()
    def _on_selection_changed(self) -> None:
        self._at_caret = self._source.selected  # so that it is left as soon as the caret is put elsewhere
        for painter in self._painters:
            painter.selected = self._source.selected
        self._repaint()

    def _repaint(self) -> None:
        for view, _painter in self._views:
            view.viewport().update()

    # What the person points at.

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self._is_going:
            return
        key = ""
        for view, painter in self._views:
            if view.hasFocus() and painter.inking.is_on:
                cursor = view.textCursor()
                key = key_at(painter.inking.marks(cursor.block()), cursor.positionInBlock())
        if key != self._at_caret:
            self._at_caret = key
            self.change_at_caret.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer shows whose a mark is; a click upon words that are gone puts the caret where they were."""
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            self._hover(self._key_under(watched, event))
        elif isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseButtonRelease:
            self._go_behind(watched, event)
        elif kind == QEvent.Type.Leave:
            self._hover("")
        return super().eventFilter(watched, event)

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.change_hovered.emit(key)

    def _key_under(self, watched: QObject, event: QMouseEvent) -> str:
        if event.buttons() != Qt.MouseButton.NoButton:
            return ""
        for view, painter in self._views:
            if view.viewport() is watched and painter.inking.is_on:
                return painter.key_at(event.position())
        return ""

    def _go_behind(self, watched: QObject, event: QMouseEvent) -> None:
        """A click upon words that are gone: Qt takes it for one upon the letter before them."""
        for view, painter in self._views:
            cursor = view.textCursor()
            if view.viewport() is watched and painter.inking.is_on and not cursor.hasSelection():
                place = painter.struck_at(event.position())
                if place is not None and event.button() == Qt.MouseButton.LeftButton:
                    cursor.setPosition(place)
                    view.setTextCursor(cursor)


def _lines(view: CaretView) -> Iterator[QTextBlock]:
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()
