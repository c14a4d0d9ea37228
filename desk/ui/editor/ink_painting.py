"""Paints what `Inking` made room for: the grounds and feet of words that came, the words that went, bars beside lines,
and lines that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from desk.ui.editor.ink_plan import BAR, BESIDE, Cells, Place, Plan, Planner, gap_box, gone_height
from desk.ui.editor.inking import Inked, Inking
from desk.ui.editor.inks import Gone, Ink
from desk.ui.editor.styles import Styles
from desk.ui.review.marks_palette import hue

_ROUND = 2.0
_FLASHING = 0.35  # how strong a mark lies upon its words that is to be seen at once


class InkPainter:
    """Paints for one view. `selected` is the key of the change, or the thread, that is the current one; `cells` gives
    those of the table that is drawn upon a line."""

    def __init__(self, view: QTextEdit, inking: Inking, styles: Callable[[], Styles]) -> None:
        self._view = view
        self.inking = inking
        self._styles = styles
        self._colours: dict[int, QTextCharFormat] = {}  # of hands
        self.selected = ""
        self.flash = ""  # a key that is to be seen at once
        self.cells: Callable[[QTextBlock], Cells | None] = _no_cells
        inking.colour = self._colour
        inking.gone_height = self._height

    def seen(self, lines: Sequence[tuple[QTextBlock, QRectF]], area: QRectF) -> list[tuple[Plan, QPointF]]:
        """What is to be painted in an area of the viewport where these lines are; what is gone stands beside lines."""
        if not self.inking.is_on or not lines:
            return []
        blocks = [block for block, _box in lines]
        found = []
        for plan, origin in self._plans((blocks[0].previous(), *blocks, blocks[-1].next())):
            if plan.reach[0] + origin.y() <= area.bottom() and plan.reach[1] + origin.y() >= area.top():
                found.append((plan, origin))
        return found

    def paint_grounds(self, painter: QPainter, seen: Iterable[tuple[Plan, QPointF]]) -> None:
        """Paint what is behind the words."""
        for plan, origin in seen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for box, colour in plan.grounds:
                painter.setBrush(colour)
                painter.drawRoundedRect(box.translated(origin), _ROUND, _ROUND)

    def paint(self, painter: QPainter, seen: Iterable[tuple[Plan, QPointF]]) -> None:
        """Paint what stands over and beside the words."""
        for plan, origin in seen:
            painter.save()
            painter.translate(origin)
            _paint(painter, plan)
            current = [place for place in plan.places if place.key and place.key in (self.selected, self.flash)]
            # A bar is only pointed at where there are no words to be.
            for place in [place for place in current if not place.is_beside] or current:
                self._paint_current(painter, place)
            painter.restore()

    def key_at(self, place: QPointF) -> str:
        """The change or the thread at a place of the viewport, "" where there is none."""
        block = self._view.cursorForPosition(place.toPoint()).block()
        return next((each.key for each in self.places((block, block.next())) if each.box.contains(place)), "")

    def visible(self) -> Iterator[QTextBlock]:
        """The lines that are to be seen, and those beside them."""
        view = self._view
        layout, bottom = view.document().documentLayout(), view.viewport().height() + view.verticalScrollBar().value()
        block = view.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            yield block
            if layout.blockBoundingRect(block).top() > bottom:
                return
            block = block.next()

    def struck_at(self, place: QPointF) -> int | None:
        """Where in the document words stood that are painted at a place of the viewport; None where none are."""
        block = self._view.cursorForPosition(place.toPoint()).block()
        data = self.inking.of(block)
        origin = block.layout().position() - QPointF(0, self._view.verticalScrollBar().value())
        for gap in data.gaps if data is not None else ():
            box = gap_box(block, gap)
            if box is not None and box.translated(origin).contains(place):
                return block.position() + gap.struck.at
        return None

    def places(self, lines: Iterable[QTextBlock]) -> Iterator[Place]:
        """Where the marks of these lines stand in the viewport, those upon words first."""
        for plan, origin in self._plans(lines):
            for place in plan.places:
                yield Place(place.key, place.box.translated(origin), place.colour)

    def _plans(self, lines: Iterable[QTextBlock]) -> Iterator[tuple[Plan, QPointF]]:
        scrolled = self._view.verticalScrollBar().value()
        for block in lines:
            data = self.inking.of(block) if block.isValid() else None
            if data is not None and block.layout().lineCount():  # else it is not laid out, as it is not to be seen
                origin = block.layout().position()
                yield self._plan(block, data, origin.x()), QPointF(origin.x(), origin.y() - scrolled)

    def _plan(self, block: QTextBlock, data: Inked, left: float) -> Plan:
        styles, setting, plan = self._styles(), self.inking.setting(block), data.plan
        cells = self.cells(block) if data.marks.cells else None
        own = (styles, setting.width, cells)
        if not isinstance(plan, Plan) or own != (plan.styles, plan.width, plan.cells):
            margin = self._view.document().rootFrame().frameFormat().leftMargin()
            plan = data.plan = Planner(block, data, setting, styles, margin - left, cells=cells).plan()
        return plan

    def colour(self, hand: int) -> QColor:
        """The colour of what a hand put in."""
        return hue(hand, self._styles().tokens).added

    def _colour(self, ink: Ink) -> QTextCharFormat:
        colour = self.colour(ink.hand)
        known = self._colours.get(ink.hand)
        if known is None or known.foreground().color() != colour:
            known = self._colours[ink.hand] = QTextCharFormat()
            known.setForeground(colour)
        return known

    def _height(self, gone: tuple[Gone, ...], width: float) -> float:
        return gone_height(gone, width, self._styles())

    def _paint_current(self, painter: QPainter, place: Place) -> None:
        if place.key == self.flash:
            colour = QColor(place.colour)
            colour.setAlphaF(_FLASHING)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(place.box, _ROUND, _ROUND)
        else:
            painter.setPen(QPen(place.colour, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.box.adjusted(-1, -0.5, 1, 0.5), 3, 3)


def _no_cells(_block: QTextBlock) -> Cells | None:
    return None


def paint_bar(painter: QPainter, inks: InkPainter | None, view: QTextEdit) -> None:
    """Paint the bar beside a view of one line, on the widget in which it lies, if there is to be one."""
    bar = inks.inking.marks(view.document().firstBlock()).bar if inks is not None else None
    if inks is not None and bar is not None:
        box = QRectF(view.geometry())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.colour(bar.hand))
        painter.drawRoundedRect(QRectF(box.left() - BESIDE, box.top() + 3, BAR, box.height() - 6), BAR / 2, BAR / 2)


def _paint(painter: QPainter, plan: Plan) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for box, colour in plan.feet:
        painter.fillRect(box, colour)
    for start, stop, colour in plan.dots:
        painter.setPen(QPen(colour, 1.4, Qt.PenStyle.DotLine))
        painter.drawLine(start, stop)
    if plan.words:
        painter.setFont(plan.font)
        for place, words, colour in plan.words:
            painter.setPen(colour)
            painter.drawText(place, words)
    painter.setPen(Qt.PenStyle.NoPen)
    for box, colour in plan.bars:
        painter.setBrush(colour)
        painter.drawRoundedRect(box, BAR / 2, BAR / 2)
    if plan.said is not None:
        place, said, font, colour = plan.said
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, said)
    for layout, place, ink in plan.gone:
        layout.draw(painter, place, [ink])
