"""After a typed character, the painting of the one row in which it stands.

Qt asks for all of a paragraph to be painted after each character of it. Mostly only one row looks otherwise than
before: the words break where they broke, and all that was painted of the others can stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import SIGNAL, QObject, QRect, QRectF, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.layers import Layers, Marked

# Writing in which a character concerns its neighbours at most, and stays within the height of its row.
_NOT_PLAIN = re.compile("[^\x20-\u017f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_AROUND = 1  # px over and under a row that are painted with it
_APART = 3  # px that rows must be apart, so that nothing of one hangs into what is painted of another
_TALLEST = "ÅŇŐÇŢŘgjpqyQ§|()[]{}@/¶"
_FREE = QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a line: its number, where it begins and ends in the text, how high it is, and of how many it is."""

    number: int
    start: int
    stop: int
    height: float
    of: int


class RowPainting(QObject):
    """Stands between the layout of a view's document and the view, and lets through what has to be painted."""

    def __init__(self, view: QTextEdit, layers: Layers) -> None:
        super().__init__(view)
        self._view = view
        self._layers = layers
        self._block = QTextBlock()
        self._row: _Row | None = None
        self._place = 0
        self._text = ""
        self._marks: tuple[str, list[Marked]] = ("", [])
        self._font: QFont | None = None
        self._keeps_row = False
        layout = view.document().documentLayout()
        control = next((child for child in view.children() if child.inherits("QWidgetTextControl")), None)
        if control is not None and QObject.disconnect(layout, SIGNAL("update(QRectF)"), control, None):  # type: ignore[call-overload]
            layout.update.connect(self._on_update)

    def begin(self, cursor: QTextCursor) -> None:
        """A character is typed here next."""
        block = cursor.block()
        text = block.text()
        if _NOT_PLAIN.search(text) or not _is_apart(block.blockFormat()) or not self._has_low_letters():
            return
        self._block, self._place, self._text = block, cursor.positionInBlock(), text
        self._row = _row_at(block, self._place)

    def end(self) -> None:
        """It is typed."""
        self._row = None

    @Slot(QRectF)
    def _on_update(self, area: QRectF) -> None:
        view = self._view
        if self._row is not None and self._is_alone(self._row):
            row = self._block.layout().lineAt(self._row.number)
            top = self._block.layout().position().y() + row.y()
            area = QRectF(0, top - _AROUND, area.width(), row.height() + 2 * _AROUND)
        elif not area.isValid():
            view.viewport().update()
            return
        left, top = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
        seen = QRectF(view.viewport().rect()).translated(left, top)
        wanted: QRect = area.intersected(seen).toAlignedRect()
        if not wanted.isEmpty():
            view.viewport().update(wanted.translated(-left, -top))

    def _has_low_letters(self) -> bool:
        """Whether the letters of the type that somebody chose stay within their rows."""
        font = self._view.document().defaultFont()
        if font != self._font:
            self._font, metrics = font, QFontMetricsF(font)
            room = metrics.tightBoundingRect(_TALLEST)
            self._keeps_row = room.top() >= -metrics.ascent() - 1 and room.bottom() <= metrics.descent() + 1
        return self._keeps_row

    def _is_alone(self, before: _Row) -> bool:
        """Whether nothing but this row looks otherwise than before."""
        text = self._block.text()
        more = len(text) - len(self._text)
        if more < 1 or _NOT_PLAIN.search(text):
            return False
        after = _row_at(self._block, self._place + more)
        if after != replace(before, stop=before.stop + more):
            return False
        return not self._layers or self._marks_stay(text, after, more)

    def _marks_stay(self, text: str, row: _Row, more: int) -> bool:
        """Whether the marks on other rows are those that were there."""
        known, marks = self._marks
        if known != self._text:
            marks = list(self._layers.marks(self._text))
        now = list(self._layers.marks(text))
        self._marks = (text, now)
        moved = set(_moved(marks, self._place, more))
        return all(row.start <= mark.start and mark.stop <= row.stop for mark in moved ^ set(now))


def _moved(marks: Iterable[Marked], place: int, by: int) -> Iterable[Marked]:
    """The marks where they are after something was typed."""
    for mark in marks:
        start = mark.start + by if mark.start >= place else mark.start
        stop = mark.stop + by if mark.stop >= place else mark.stop
        yield Marked(start, stop, mark.stroke)


def _is_apart(form: QTextBlockFormat) -> bool:
    return form.lineHeightType() == _FREE and form.lineHeight() >= _APART


def _row_at(block: QTextBlock, place: int) -> _Row | None:
    layout = block.layout()
    row = layout.lineForTextPosition(place)
    if not row.isValid():
        return None
    start = row.textStart()
    return _Row(row.lineNumber(), start, start + row.textLength(), row.height(), layout.lineCount())
