"""Paints what is beside the words: bullets and numbers, the bars of quotes, prompts in empty lines, a frame
around a selected object. Only lines that are to be seen are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.edits import BodyEdits
from desk.ui.editor.layers import Layers, Placed
from desk.ui.editor.lines import LISTS, Part
from desk.ui.editor.styles import INDENT, NOTHING, level_of, look_of, part_of
from desk.ui.tokens import Tokens

_PROMPTS = {
    Part.HEADING: "Heading",
    Part.QUOTE: "Quote",
    Part.NOTE: "A note to the desk; it never prints",
    Part.PULL: "Words to lift out",
    Part.ATTRIBUTION: "Who said it",
    Part.CAPTION: "Caption",
    Part.CREDIT: "Credit",
}
_BARS = {Part.QUOTE: ("line", 3), Part.PULL: ("accent", 3), Part.ATTRIBUTION: ("accent", 3), Part.NOTE: ("warning", 3)}
_BARE = frozenset({Part.PARAGRAPH, Part.HEADING, Part.CAPTION, Part.CREDIT})
_NOTE_PADDING = 8  # px
_JOINED = {(Part.QUOTE, Part.QUOTE), (Part.PULL, Part.ATTRIBUTION)}
WRITE_HERE = "Write here, or drop a file…"


class Decor:
    """Paints beside the words of one view."""

    def __init__(self, view: QTextEdit, edits: BodyEdits, layers: Layers, tokens: Tokens) -> None:
        self._view = view
        self._edits = edits
        self._layers = layers
        self.tokens = tokens

    def lines_in(self, area: QRectF) -> list[tuple[QTextBlock, QRectF]]:
        """The lines in an area of the viewport that have something beside their words, and where they are."""
        return [
            (block, box)
            for block, box in self._visible(area)
            if part_of(block.blockFormat()) not in _BARE or block.length() == 1
        ]

    def paint_ground(self, painter: QPainter, area: QRect, lines: Sequence[tuple[QTextBlock, QRectF]]) -> None:
        """Paint what is behind the words: the page, and the grounds of notes."""
        painter.fillRect(area, self.tokens.color("page"))
        for block, box in lines:
            if part_of(block.blockFormat()) is Part.NOTE:
                # A line's box is as wide as its words may be, but begins where its margin does.
                ground = box.adjusted(0, -_NOTE_PADDING, block.blockFormat().leftMargin(), _NOTE_PADDING)
                painter.fillRect(ground, self.tokens.color("warning_tint"))
        if self._layers:
            self._layers.paint(painter, self._placed(QRectF(area)), self.tokens, grounds=True)

    def paint_strokes(self, painter: QPainter, area: QRectF) -> None:
        """Paint the marks that stand over or under the words."""
        if self._layers:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._layers.paint(painter, self._placed(area), self.tokens, grounds=False)

    def paint(self, painter: QPainter, lines: Sequence[tuple[QTextBlock, QRectF]]) -> None:
        """Paint what is beside the words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = 0
        for block, box in lines:
            form = block.blockFormat()
            part, level = part_of(form), level_of(form)
            if part in LISTS:
                number = self._number(block, level) if not number else self._next(block, level, number)
                self._paint_marker(painter, block, box, number)
            else:
                number = 0
                if part in _BARS:
                    self._paint_bar(painter, block, box, part)
                if block.length() == 1:
                    self._paint_prompt(painter, block, box, part)
        self._paint_selected_object(painter)

    def _placed(self, area: QRectF) -> Iterator[Placed]:
        scrolled = QPointF(0, self._view.verticalScrollBar().value())
        for block, _ in self._visible(area):
            yield block, block.layout().position() - scrolled

    def _visible(self, area: QRectF) -> Iterator[tuple[QTextBlock, QRectF]]:
        layout = self._view.document().documentLayout()
        scrolled = self._view.verticalScrollBar().value()
        block = self._view.cursorForPosition(QPoint(0, int(area.top()))).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > area.bottom():
                return
            yield block, box
            block = block.next()

    def _number(self, block: QTextBlock, level: int) -> int:
        """The number of a list item: how many of its kind stand before it in its list, and one."""
        part, count = part_of(block.blockFormat()), 1
        block = block.previous()
        while block.isValid():
            form = block.blockFormat()
            other, depth = part_of(form), level_of(form)
            if other not in LISTS or depth < level or (depth == level and other is not part):
                break
            count += depth == level
            block = block.previous()
        return count

    def _next(self, block: QTextBlock, level: int, number: int) -> int:
        above = block.previous().blockFormat()
        same = part_of(above) is part_of(block.blockFormat()) and level_of(above) == level
        return number + 1 if same else self._number(block, level)

    def _paint_marker(self, painter: QPainter, block: QTextBlock, box: QRectF, number: int) -> None:
        line = _first_line(block)
        if line is None:
            return
        form = block.blockFormat()
        part, level = part_of(form), level_of(form)
        right = box.left() + (level + 1) * INDENT - 10
        baseline = block.layout().position().y() - self._view.verticalScrollBar().value() + line.y() + line.ascent()
        font = look_of(part).font()
        if part is Part.NUMBER:
            text = f"{number}."
            painter.setFont(font)
            painter.setPen(self.tokens.color("muted"))
            painter.drawText(QPointF(right - QFontMetricsF(font).horizontalAdvance(text), baseline), text)
            return
        middle = QPointF(right - 4, baseline - QFontMetricsF(font).xHeight() / 2)
        colour = self.tokens.color("muted")
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if level % 2 == 0 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 2.6, 2.6)

    def _paint_bar(self, painter: QPainter, block: QTextBlock, box: QRectF, part: Part) -> None:
        colour, width = _BARS[part]
        if part is Part.NOTE:
            box = box.adjusted(0, -_NOTE_PADDING, 0, _NOTE_PADDING)
        elif (part_of(block.previous().blockFormat()), part) in _JOINED:
            box = box.adjusted(0, -look_of(part).top, 0, 0)
        painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), self.tokens.color(colour))

    def _paint_prompt(self, painter: QPainter, block: QTextBlock, box: QRectF, part: Part) -> None:
        form = block.blockFormat()
        text = WRITE_HERE if form.boolProperty(NOTHING) and block.document().blockCount() == 1 else _PROMPTS.get(part)
        line = _first_line(block)
        if not text or line is None or block.layout().preeditAreaText():
            return
        look = look_of(part, level_of(form))
        top = block.layout().position().y() - self._view.verticalScrollBar().value()
        painter.setFont(look.font())
        painter.setPen(self.tokens.color("faint"))
        painter.drawText(QPointF(box.left() + form.leftMargin(), top + line.y() + line.ascent()), text)

    def _paint_selected_object(self, painter: QPainter) -> None:
        if self._edits.selected_object() is None:
            return
        block = self._view.textCursor().block()
        line = _first_line(block)
        if line is None:
            return
        origin = block.layout().position() - QPointF(0, self._view.verticalScrollBar().value())
        room = line.naturalTextRect().translated(origin)
        painter.setPen(QPen(self.tokens.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 4, 4)


def _first_line(block: QTextBlock) -> QTextLine | None:
    layout = block.layout()
    return layout.lineAt(0) if layout.lineCount() else None
