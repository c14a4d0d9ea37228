"""Paints what `Inking` made room for: the grounds and feet of words that came, the words that went, bars beside lines,
and lines that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextBlock,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.gaps import PADDING, Gap
from desk.ui.editor.inking import Inked, Inking, below_of
from desk.ui.editor.inks import Gone, Ink, LineMarks
from desk.ui.editor.layers import boxes_in
from desk.ui.editor.styles import Styles
from desk.ui.review.marks_palette import Hue, hue
from desk.ui.theme import interface_font, story_font

BAR = 3.0  # px
BESIDE = 20.0  # px from the words to their bar
_ROUND = 2.0
_FOOT = 1.0  # px of line under words that came
_GONE_SIZE = 15.0  # px
_GONE_GAP = 8.0  # px between lines that are gone, and around them
_MOST = 700  # characters of one of them
_MOST_LINES = 8  # of them, in a row
_SAID_SIZE = 10.5  # px
_FLASHING = 0.35  # how strong a mark lies upon its words that is to be seen at once
_KEPT = 200  # lines that are gone, as they are set


@dataclass(frozen=True, slots=True)
class Place:
    """A mark that stands somewhere: whose it is and where, in the viewport."""

    key: str
    box: QRectF


class InkPainter:
    """Paints for one view. `selected` is the key of the change, or the thread, that is the current one."""

    def __init__(self, view: QTextEdit, inking: Inking, styles: Callable[[], Styles]) -> None:
        self._view = view
        self.inking = inking
        self._styles = styles
        self.selected = ""
        self.flash = ""  # a key that is to be seen at once
        self._set: dict[tuple[str, float, str, float], QTextLayout] = {}
        inking.colour = self._colour
        inking.gone_height = self._height

    def hue(self, hand: int) -> Hue:
        """The colours of a hand."""
        return hue(hand, self._styles().tokens)

    def lines(self, seen: Sequence[tuple[QTextBlock, QRectF]]) -> list[QTextBlock]:
        """The lines of which something may be seen where these are: what is gone stands beside the words."""
        if not self.inking.is_on or not seen:
            return []
        blocks = [block for block, _box in seen]
        return [block for block in (blocks[0].previous(), *blocks, blocks[-1].next()) if block.isValid()]

    def paint_grounds(self, painter: QPainter, lines: Iterable[QTextBlock]) -> None:
        """Paint what is behind the words."""
        for block, data, origin in self._inked(lines):
            layout = block.layout()
            for note in data.marks.noted:
                self._paint_note(painter, layout, origin, note.start, note.stop, strong=note.is_open)
            for ink in data.marks.inks:
                if ink.is_new:
                    for box in ink_boxes(layout, ink, data.gaps):
                        _fill(painter, _tight(box).translated(origin), self.hue(ink.hand).added_ground)
            for gap in data.gaps:
                for box, _words in self._struck_boxes(block, gap):
                    _fill(painter, _tight(box).translated(origin), self.hue(gap.struck.hand).removed_ground)

    def paint(self, painter: QPainter, lines: Iterable[QTextBlock]) -> None:
        """Paint what stands over and beside the words."""
        for block, data, origin in self._inked(lines):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for ink in data.marks.inks:
                self._paint_foot(painter, block, data, ink, origin)
            for gap in data.gaps:
                self._paint_gap(painter, block, gap, origin)
            if data.marks.bar is not None:
                self._paint_bar(painter, block, data.marks, origin)
            self._paint_gone(painter, block, data, origin)
            for key in {self.selected, self.flash} - {""}:
                self._paint_selected(painter, block, data, origin, key)

    def key_at(self, place: QPointF) -> str:
        """The change or the thread at a place of the viewport, "" where there is none."""
        block = self._view.cursorForPosition(place.toPoint()).block()
        near = [block for block in (block, block.next()) if block.isValid()]
        return next((each.key for each in self.places(near) if each.box.contains(place)), "")

    def places(self, lines: Iterable[QTextBlock]) -> Iterator[Place]:
        """Where the marks of these lines stand, those upon words first."""
        for block, data, origin in self._inked(lines):
            for key, box in self._marks_of(block, data):
                yield Place(key, box.translated(origin))
            for gone, box in self._gone_boxes(block, data):
                yield Place(gone.key, box.translated(origin))
            if data.marks.bar is not None:
                yield Place(data.marks.bar.key, self._bar_box(block, origin).adjusted(-6, 0, 6, 0))

    def _inked(self, lines: Iterable[QTextBlock]) -> Iterator[tuple[QTextBlock, Inked, QPointF]]:
        if not self.inking.is_on:
            return
        scrolled = QPointF(0, self._view.verticalScrollBar().value())
        for block in lines:
            data = self.inking.of(block)
            if data is not None:
                yield block, data, block.layout().position() - scrolled

    def _colour(self, ink: Ink) -> QTextCharFormat:
        made = QTextCharFormat()
        made.setForeground(self.hue(ink.hand).added)
        return made

    def _paint_note(
        self, painter: QPainter, layout: QTextLayout, origin: QPointF, start: int, stop: int, *, strong: bool
    ) -> None:
        for box in boxes_in(layout, start, stop):
            place = _tight(box).translated(origin)
            if strong:
                _fill(painter, place, self._styles().tokens.color("warning_tint"))
            foot = self._styles().tokens.color("warning" if strong else "faint")
            painter.fillRect(QRectF(place.left(), place.bottom() - 1.5, place.width(), 1.5 if strong else 1.0), foot)

    def _paint_foot(self, painter: QPainter, block: QTextBlock, data: Inked, ink: Ink, origin: QPointF) -> None:
        layout = block.layout()
        colour = self.hue(ink.hand).added
        for box in ink_boxes(layout, ink, data.gaps):
            row = layout.lineAt(_row_number(layout, box))
            foot = origin.y() + row.y() + row.ascent() + 2.5
            left, right = box.left() + origin.x(), box.right() + origin.x()
            if ink.is_new:
                painter.fillRect(QRectF(left, foot, right - left, _FOOT), colour)
            else:
                painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(left, foot + 1), QPointF(right, foot + 1))

    def _paint_gap(self, painter: QPainter, block: QTextBlock, gap: Gap, origin: QPointF) -> None:
        font = QFont(self.inking.font(block))
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self.hue(gap.struck.hand).removed)
        ascent = QFontMetricsF(font).ascent()
        for box, words in self._struck_boxes(block, gap):
            painter.drawText(origin + QPointF(box.left() + PADDING, box.top() + ascent), words)

    def _struck_boxes(self, block: QTextBlock, gap: Gap) -> Iterator[tuple[QRectF, str]]:
        """Where the words of a gap stand, counted from the layout of its line, with a little ground beside them."""
        room = gap_box(block, gap)
        if room is None:
            return
        metrics = QFontMetricsF(self.inking.font(block))
        height, pitch = metrics.ascent() + metrics.descent(), self.inking.pitch(block)
        row = block.layout().lineForTextPosition(max(0, gap.place))
        # On the base line of its row, in which other words may be larger.
        top = row.y() + row.ascent() - metrics.ascent()
        left = block.layout().lineAt(0).x() - block.blockFormat().textIndent()
        for number, words in enumerate(gap.rows):
            above = top - (len(gap.rows) - number) * pitch
            width = metrics.horizontalAdvance(words)
            yield QRectF(left - PADDING, above, width + 2 * PADDING, height), words
        width = room.width() - gap.before - gap.after
        yield QRectF(room.left() + gap.before - PADDING, top, width + 2 * PADDING, height), gap.shown

    def _paint_bar(self, painter: QPainter, block: QTextBlock, marks: LineMarks, origin: QPointF) -> None:
        bar = marks.bar
        assert bar is not None
        ink = self.hue(bar.hand).added
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRoundedRect(self._bar_box(block, origin), BAR / 2, BAR / 2)
        if bar.said:
            painter.setFont(interface_font(_SAID_SIZE, QFont.Weight.DemiBold))
            painter.setPen(ink)
            painter.drawText(QPointF(self._left(), self._bar_box(block, origin).top() - 5), bar.said)

    def _bar_box(self, block: QTextBlock, origin: QPointF) -> QRectF:
        height, data = block.layout().boundingRect().height(), self.inking.of(block)
        more = sum(len(gap.rows) for gap in data.gaps) * self.inking.pitch(block) if data is not None else 0.0
        return QRectF(self._left() - BESIDE, origin.y() + 1 - more, BAR, max(4.0, height + more - 2))

    def _left(self) -> float:
        """Where the column of words begins in the viewport."""
        return float(self._view.document().rootFrame().frameFormat().leftMargin())

    def _paint_gone(self, painter: QPainter, block: QTextBlock, data: Inked, origin: QPointF) -> None:
        for gone, box in self._gone_boxes(block, data):
            place = box.translated(origin)
            colours = self.hue(gone.hand)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.removed if gone.is_struck else colours.added)
            painter.drawRoundedRect(
                QRectF(self._left() - BESIDE, place.top() + 1, BAR, place.height() - 2), BAR / 2, BAR / 2
            )
            ink = colours.removed if gone.is_struck else self._styles().tokens.color("muted")
            self._set_out(gone, place.width()).draw(painter, place.topLeft(), [_quiet(ink, is_struck=gone.is_struck)])
            if gone.key == self.selected:
                _outline(painter, place.adjusted(-4, -2, 4, 2), colours.removed)

    def _gone_boxes(self, block: QTextBlock, data: Inked) -> Iterator[tuple[Gone, QRectF]]:
        """The lines that are gone around a line, and where they stand, counted from its layout."""
        width = self.inking.width(block)
        above = _few(data.marks.above)
        if above:
            rows = sum(len(gap.rows) for gap in data.gaps) * self.inking.pitch(block)
            top = -self.inking.margin(block) - rows - self._height(data.marks.above, width) + _GONE_GAP
            yield from self._stacked(above, top, width)
        if below := _few(below_of(data.marks, data.gaps)):
            yield from self._stacked(below, block.layout().boundingRect().height() + _GONE_GAP, width)

    def _stacked(self, gone: Sequence[Gone], top: float, width: float) -> Iterator[tuple[Gone, QRectF]]:
        for each in gone:
            height = self._set_out(each, width).boundingRect().height()
            yield each, QRectF(0, top, width, height)
            top += height + _GONE_GAP

    def _height(self, gone: tuple[Gone, ...], width: float) -> float:
        """How much room lines that are gone take."""
        heights = [self._set_out(each, width).boundingRect().height() for each in _few(gone)]
        return sum(heights) + _GONE_GAP * (len(heights) + 1)

    def _set_out(self, gone: Gone, width: float) -> QTextLayout:
        size = round(_GONE_SIZE * self._styles().type.ratio * 2) / 2
        words = gone.words if len(gone.words) <= _MOST else gone.words[:_MOST].rstrip() + " …"
        key = (words, width, self._styles().type.family, size)
        if key not in self._set:
            if len(self._set) >= _KEPT:
                self._set.clear()
            self._set[key] = _laid_out(words.replace("\n", "\u2028"), width, self._styles().type.family, size)
        return self._set[key]

    def _paint_selected(self, painter: QPainter, block: QTextBlock, data: Inked, origin: QPointF, key: str) -> None:
        hands = {ink.key: ink.hand for ink in data.marks.inks}
        hands |= {struck.key: struck.hand for struck in data.marks.struck}
        for other, box in self._marks_of(block, data):
            if other != key:
                continue
            ink = self.hue(hands[key]).added if key in hands else self._styles().tokens.color("warning")
            place = _tight(box).translated(origin)
            if key == self.flash:
                ink.setAlphaF(_FLASHING)
                _fill(painter, place, ink)
            else:
                _outline(painter, place, ink)

    def _marks_of(self, block: QTextBlock, data: Inked) -> Iterator[tuple[str, QRectF]]:
        for gap in data.gaps:
            for box, _words in self._struck_boxes(block, gap):
                yield gap.struck.key, box
        for ink in data.marks.inks:
            for box in ink_boxes(block.layout(), ink, data.gaps):
                yield ink.key, box
        for note in data.marks.noted:
            for box in boxes_in(block.layout(), note.start, note.stop):
                yield note.thread, box


def gap_box(block: QTextBlock, gap: Gap) -> QRectF | None:
    """Where a gap is, counted from the layout of its line; None where the line has none just now."""
    layout = block.layout()
    if not gap.width:
        return None
    if gap.place < 0:
        if not block.blockFormat().textIndent() or not layout.lineCount():
            return None
        row = layout.lineAt(0)
        words = row.naturalTextRect()
        is_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        left = words.right() if is_right else words.left() - gap.width
        return QRectF(left, row.y(), gap.width, row.ascent() + row.descent())
    row = layout.lineForTextPosition(gap.place)
    if not row.isValid():
        return None
    ends = row.cursorToX(gap.place)[0], row.cursorToX(gap.place + gap.length)[0]  # type: ignore[index]
    return QRectF(max(ends) - gap.width, row.y(), gap.width, row.ascent() + row.descent())


def ink_boxes(layout: QTextLayout, ink: Ink, found: Sequence[Gap]) -> Iterator[QRectF]:
    """Where the words of an ink stand, without the gaps among them."""
    start = ink.start
    for gap in sorted(found, key=lambda gap: gap.place):
        stop = gap.place + gap.length
        if ink.start <= gap.place and stop <= ink.stop and gap.place >= start:
            boxes = list(boxes_in(layout, start, stop))
            for number, box in enumerate(boxes):
                yield box.adjusted(0, 0, -gap.width, 0) if number == len(boxes) - 1 else box
            start = stop
    yield from boxes_in(layout, start, ink.stop)


def _row_number(layout: QTextLayout, box: QRectF) -> int:
    middle = box.center().y()
    for number in range(layout.lineCount()):
        row = layout.lineAt(number)
        if row.y() <= middle <= row.y() + row.height():
            return number
    return layout.lineCount() - 1


def _few(gone: tuple[Gone, ...]) -> tuple[Gone, ...]:
    if len(gone) <= _MOST_LINES:
        return gone
    more = len(gone) - _MOST_LINES + 1
    return (*gone[: _MOST_LINES - 1], Gone(f"and {more} more", gone[-1].key, gone[-1].hand))


def _laid_out(words: str, width: float, family: str, size: float) -> QTextLayout:
    layout = QTextLayout(words, story_font(size, family=family))
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    top = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0, top))
        top += row.height() + 3
    layout.endLayout()
    return layout


def _quiet(colour: QColor, *, is_struck: bool) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    form = QTextCharFormat()
    form.setForeground(colour)
    form.setFontStrikeOut(is_struck)
    made.start, made.length, made.format = 0, 1 << 20, form
    return made


def _tight(box: QRectF) -> QRectF:
    """A box of letters without the air above and below them: rows may be close."""
    return box.adjusted(0, 0.11 * box.height(), 0, -0.04 * box.height())


def _fill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, _ROUND, _ROUND)


def _outline(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(-1, -0.5, 1, 0.5), 3, 3)
