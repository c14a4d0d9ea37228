"""After a typed character, the painting of the one row in which it stands.

Qt asks for all of a paragraph to be painted after each character of it. Mostly only one row looks otherwise than
before: the words break where they broke, and all that was painted of the others can stay. Marks upon words are painted
anew where more is known of them.
"""

from __future__ import annotations

import re
from math import ceil, floor, inf

from PySide6.QtCore import SIGNAL, QObject, QPoint, QRectF, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor, QTextLayout, QTextLine
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.layers import Layers
from desk.ui.editor.reading import OBJECT

# Writing in which a character concerns its neighbours at most, and stays within the height of its row.
_NOT_PLAIN = re.compile("[^\x20-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_AROUND = 1  # px over and under a row that are painted with it
_APART = 3  # px that rows must be apart, so that nothing of one hangs into what is painted of another
_TALLEST = "ÅŇŐÇŢŘgjpqyQ§|()[]{}@/¶"
_FREE = QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value
# A row of a line: its number, where it begins and ends in the text, how high it is, and of how many it is.
_Row = tuple[int, int, int, float, int]
# Of each row of a line where it begins, in the text and from the top.
_Starts = tuple[tuple[int, float], ...]


class RowPainting(QObject):
    """Stands between the layout of a view's document and the view, and lets through what has to be painted."""

    def __init__(self, view: QTextEdit, layers: Layers) -> None:
        super().__init__(view)
        self._view = view
        self._viewport = view.viewport()
        self._bar = view.verticalScrollBar()
        self._layers = layers
        self._block = QTextBlock()  # in which a character was typed last; it may be gone by the next one
        self._kept: QTextCursor | None = None  # in the line of which Qt keeps the shapes
        self._row: _Row | None = None
        self._place = 0
        self._starts: _Starts = ()  # of the rows as they were broken last, when the text had `_length` characters
        self._length = 0
        # After a key: where the next one would go on, and what is so there if nothing is laid out meanwhile.
        self._next: tuple[int, int, str, _Row] | None = None
        self._at = 0
        self._text = ""
        self._font: QFont | None = None
        self._keeps_row = False
        layout = view.document().documentLayout()
        # From the view's control, which nobody names: to take it for Python's, PySide would make all of its classes.
        if QObject.disconnect(layout, SIGNAL("update(QRectF)"), None, None):  # type: ignore[call-overload]
            layout.update.connect(self._on_update)
        layers.changed.connect(view.viewport().update)
        layers.lines_changed.connect(self._on_lines_changed)

    def begin(self, cursor: QTextCursor) -> None:
        """A character is typed here next."""
        self._at = cursor.position()
        known, self._next = self._next, None
        if known is not None and known[0] == self._at:
            _, self._place, self._text, self._row = known
            return
        self._block = block = cursor.block()
        if not block.layout().cacheEnabled():
            self._keep_shapes(block)
        self._text = text = block.text()
        if not _NOT_PLAIN.search(text) and _is_apart(block.blockFormat()) and self._has_low_letters():
            self._place = cursor.positionInBlock()
            self._row = _row_at(block, self._place)
            self._keep_starts(block.layout(), len(text))

    def goes_on(self, cursor: QTextCursor) -> bool:
        """Whether the last character was typed right here, and nothing was laid out since."""
        return self._next is not None and self._next[0] == cursor.position()

    def end(self) -> None:
        """It is typed."""
        self._row = None

    @Slot(QRectF)
    def _on_update(self, area: QRectF) -> None:
        viewport = self._viewport
        scrolled = self._bar.value()
        known, self._next = self._row, None
        if known is not None and (text := self._typed()):
            layout = self._block.layout()
            origin = layout.position().y()
            if (row := self._row_after(layout, known, text)) is not None:
                top = origin + row.y() - scrolled
                above, below = floor(top) - _AROUND, ceil(top + known[3]) + _AROUND
                viewport.update(0, above, viewport.width(), below - above)
                return
            first, last = self._changed(layout, known, text)
            if area.isValid():
                area.setTop(max(area.top(), origin + first - _AROUND))
                area.setBottom(min(area.bottom(), origin + last + _AROUND))
        if not area.isValid():
            viewport.update()
        else:
            # Qt reaches for infinity where all that follows has moved.
            left = self._view.horizontalScrollBar().value()
            seen = area.intersected(QRectF(left, scrolled, viewport.width(), viewport.height())).toAlignedRect()
            if not seen.isEmpty():
                viewport.update(seen.translated(-left, -scrolled))

    @Slot(object)
    def _on_lines_changed(self, texts: frozenset[str]) -> None:
        """Paint the lines that have one of these texts, where they may be seen. A table's are in its cells."""
        view = self._view
        layout, viewport = view.document().documentLayout(), view.viewport()
        block = view.cursorForPosition(QPoint(0, 0)).block()
        scrolled = view.verticalScrollBar().value()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > viewport.height():
                return
            text = block.text()
            if text in texts or OBJECT in text:
                viewport.update(0, floor(box.top()) - _AROUND, viewport.width(), ceil(box.height()) + 2 * _AROUND)
            block = block.next()

    def _keep_shapes(self, block: QTextBlock) -> None:
        """Have Qt keep the shapes of letters that it finds when it lays out the line that is typed in. It would
        find them again for the caret, for input methods and for the painting, each time."""
        if self._kept is not None:
            # A cursor is always in a line. Of a block that is gone Qt would give a layout that nothing holds.
            self._kept.block().layout().setCacheEnabled(False)
        block.layout().setCacheEnabled(True)
        self._kept = QTextCursor(block)

    def _has_low_letters(self) -> bool:
        """Whether the letters of the type that somebody chose stay within their rows."""
        font = self._view.document().defaultFont()
        if font != self._font:
            self._font, metrics = font, QFontMetricsF(font)
            room = metrics.tightBoundingRect(_TALLEST)
            self._keeps_row = room.top() >= -metrics.ascent() - 1 and room.bottom() <= metrics.descent() + 1
        return self._keeps_row

    def _typed(self) -> str:
        """The text of the line, if it is plain what was typed. It is painted with the marks that it had."""
        text = self._block.text()
        more = len(text) - len(self._text)
        if more < 1 or _NOT_PLAIN.search(text, self._place, self._place + more):
            return ""
        if self._layers:
            self._layers.assume(self._text, text, self._place, more)
        return text

    def _row_after(self, layout: QTextLayout, before: _Row, text: str) -> QTextLine | None:
        """The row in which so much was typed, if nothing else looks otherwise than before."""
        more = len(text) - len(self._text)
        place = self._place + more
        number, start, stop, height, rows = before
        row = layout.lineForTextPosition(place)
        if not row.isValid():
            return None
        after = _of(row, layout)
        self._next = (self._at + more, place, text, after)
        return row if after == (number, start, stop + more, height, rows) else None

    def _changed(self, layout: QTextLayout, before: _Row, text: str) -> tuple[float, float]:
        """Words went to other rows: from where to where, in the line, rows look otherwise than before."""
        # The row above may have got some words, and what is over that is as it was.
        first = layout.lineAt(max(0, before[0] - 1)).y()
        were, more = self._starts, len(text) - self._length
        self._keep_starts(layout, len(text))
        are = self._starts
        if not more or len(were) != len(are):
            return first, inf
        last = len(are)
        while last > before[0] + 1 and are[last - 1] == (were[last - 1][0] + more, were[last - 1][1]):
            last -= 1
        return first, are[last][1] if last < len(are) else inf

    def _keep_starts(self, layout: QTextLayout, length: int) -> None:
        rows = map(layout.lineAt, range(layout.lineCount()))
        self._starts = tuple((row.textStart(), row.y()) for row in rows)
        self._length = length


def _is_apart(form: QTextBlockFormat) -> bool:
    return form.lineHeightType() == _FREE and form.lineHeight() >= _APART


def _row_at(block: QTextBlock, place: int) -> _Row | None:
    layout = block.layout()
    row = layout.lineForTextPosition(place)
    return _of(row, layout) if row.isValid() else None


def _of(row: QTextLine, layout: QTextLayout) -> _Row:
    start = row.textStart()
    return row.lineNumber(), start, start + row.textLength(), row.height(), layout.lineCount()
