"""The picture of a ledger: a line for everybody, time from one side to the other, a mark where they were credited."""

from __future__ import annotations

import math
from datetime import date

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from desk.library.ledger_values import Line, Tally
from desk.story.people import PersonKind
from desk.ui.ledger.spans import said_step
from desk.ui.ledger.wording import said_line, said_mark, said_name
from desk.ui.theme import Theme, interface_font

ROW = 28  # px
_HEAD = 26  # px, of the steps of time over the marks
_NAMES, _TOTALS = 190, 56  # px, of the names before the marks and the numbers behind them
_LARGEST, _SMALLEST = 10.0, 4.5  # px, the radius of a mark: the smallest stands for one credit, and is seen at a glance
_GAP = 8  # px between words
_SHOWN = 9  # lines that are seen at once, where there is room


def radius_of(number: int, most: int, room: float) -> float:
    """The radius of a mark that stands for so many credits, in px, where the largest stands for the `most`, and a step
    is `room` px wide. Twice as many have twice the area, unless the largest would be too large then."""
    largest = min(_LARGEST, max(_SMALLEST, room / 2 - 1))
    growth = min(_SMALLEST**2, (largest**2 - _SMALLEST**2) / max(1, most - 1))
    return math.sqrt(_SMALLEST**2 + growth * (number - 1))


class LedgerPicture(QAbstractScrollArea):
    """Draws a `Tally`. The arrows go from mark to mark, which the pointer can choose too: `pointed` carries what there
    is to say of it, "" for nothing. `opened` is the wish to see what a mark stands for (line, step), `line_opened` that
    for all of a line."""

    pointed = Signal(str)
    opened = Signal(object, object)  # Line, date
    line_opened = Signal(object)  # Line

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tally = Tally()
        self.current: tuple[int, date | None] | None = None  # a line, and a step where it is not all of it
        self._hovered: tuple[int, date | None] | None = None
        self._most = 1
        self._columns: dict[date, int] = {}
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Who was credited how often, over time")
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)

    def show_tally(self, tally: Tally) -> None:
        """Draw this one."""
        self.tally = tally
        self.current = self._hovered = None
        self._columns = {step: place for place, step in enumerate(tally.steps)}
        self._most = max((number for line in tally.lines for _, number in line.steps), default=1)
        self.verticalScrollBar().setValue(0)
        self._measure()
        self.updateGeometry()
        self.viewport().update()

    def choose(self, line: int, step: date | None) -> None:
        """Show a mark as the chosen one, and say what it is."""
        self.current = line, step
        self._reveal(line)
        self.viewport().update()
        said = self.said(self.current)
        self.pointed.emit(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def let_go(self) -> None:
        """Show no mark as chosen."""
        self.current = None
        self.viewport().update()
        self.pointed.emit("")

    def said(self, place: tuple[int, date | None] | None) -> str:
        """What stands in a place."""
        if place is None:
            return ""
        line, step = self.tally.lines[place[0]], place[1]
        if step is None:
            return said_line(line)
        return said_mark(line, step, dict(line.steps).get(step, 0), self.tally.unit)

    @property
    def wanted_height(self) -> int:
        """How high it wants to be: as its lines, up to as many as are seen at once."""
        return self.sizeHint().height()

    def sizeHint(self) -> QSize:
        """As high as its lines, up to some."""
        return QSize(600, _HEAD + ROW * max(1, min(_SHOWN, len(self.tally.lines))) + 6)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(320, _HEAD + ROW * max(1, min(3, len(self.tally.lines))) + 6)

    # Where things are.

    def place_of(self, line: int, step: date) -> QPointF:
        """The middle of a mark, in the viewport."""
        return QPointF(self._x(self._columns[step]), self._top(line) + ROW / 2)

    def place_at(self, point: QPoint) -> tuple[int, date | None] | None:
        """What is at a point of the viewport: a mark, or a line by its name or number."""
        line = (point.y() - _HEAD + self.verticalScrollBar().value()) // ROW
        if point.y() < _HEAD or not 0 <= line < len(self.tally.lines):
            return None
        x = self.viewport().width() - point.x() if self._is_mirrored else point.x()
        if not _NAMES <= x < self.viewport().width() - _TOTALS:
            return line, None
        near = [
            step
            for step, _ in self.tally.lines[line].steps
            if abs(self._x(self._columns[step]) - point.x()) <= self._reach
        ]
        nearest = min(near, key=lambda step: abs(self._x(self._columns[step]) - point.x()), default=None)
        return (line, nearest) if nearest is not None else None

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    @property
    def _wide(self) -> float:
        """How wide a step is."""
        return max(1.0, (self.viewport().width() - _NAMES - _TOTALS) / max(1, len(self.tally.steps)))

    @property
    def _reach(self) -> float:
        return max(5.0, self._wide / 2)

    def _x(self, column: int) -> float:
        x = _NAMES + self._wide * (column + 0.5)
        return self.viewport().width() - x if self._is_mirrored else x

    def _top(self, line: int) -> int:
        return _HEAD + line * ROW - self.verticalScrollBar().value()

    def _radius(self, number: int) -> float:
        return radius_of(number, self._most, self._wide)

    def _measure(self) -> None:
        room = self.viewport().height() - _HEAD
        bar = self.verticalScrollBar()
        bar.setPageStep(max(ROW, room))
        bar.setSingleStep(ROW)
        bar.setRange(0, max(0, ROW * len(self.tally.lines) - room + 4))

    def _reveal(self, line: int) -> None:
        bar, top = self.verticalScrollBar(), line * ROW
        if top < bar.value():
            bar.setValue(top)
        elif top + ROW > bar.value() + bar.pageStep():
            bar.setValue(top + ROW - bar.pageStep())

    # What a person does.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer lines."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go along a line, up and down from line to line; Enter opens what is chosen."""
        key = Qt.Key(event.key())
        if not self.tally.lines:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step_line(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_along(1 if (key == Qt.Key.Key_Right) is not self._is_mirrored else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self.tally.lines) - 1, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self._open(self.current)
        else:
            super().keyPressEvent(event)

    def _step_line(self, by: int) -> None:
        if self.current is None:
            self.choose(0, None)
            return
        line, step = self.current
        to = min(max(0, line + by), len(self.tally.lines) - 1)
        steps = [each for each, _ in self.tally.lines[to].steps]
        near = None if step is None else min(steps, key=lambda each: abs((each - step).days))
        self.choose(to, near)

    def _step_along(self, by: int) -> None:
        """Before the first mark of a line stands the line itself."""
        line, step = self.current or (0, None)
        steps = [None, *(each for each, _ in self.tally.lines[line].steps)]
        self.choose(line, steps[min(max(0, steps.index(step) + by), len(steps) - 1)])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """What the pointer is upon is marked, and says what it is."""
        place = self.place_at(event.position().toPoint())
        if place != self._hovered:
            self._hovered = place
            hand = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(hand)
            self.viewport().update()
            QToolTip.showText(event.globalPosition().toPoint() + QPoint(0, 6), self.said(place), self)
            self.pointed.emit(self.said(place or self.current))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens what is there."""
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.choose(*place)
            self._open(place)

    def _open(self, place: tuple[int, date | None]) -> None:
        line, step = self.tally.lines[place[0]], place[1]
        if step is None:
            self.line_opened.emit(line)
        else:
            self.opened.emit(line, step)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer may be upon nothing any more."""
        if event.type() == QEvent.Type.Leave and self._hovered is not None:
            self._hovered = None
            self.viewport().update()
            self.pointed.emit(self.said(self.current))
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows that the keys go here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Shows that they do not any more."""
        super().focusOutEvent(event)
        self.viewport().update()

    # How it looks.

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines that are seen, and the steps of time over them."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(0, _HEAD, self.viewport().width(), self.viewport().height() - _HEAD))
        first = self.verticalScrollBar().value() // ROW
        shown = (self.viewport().height() - _HEAD) // ROW + 2
        for line in range(first, min(first + shown, len(self.tally.lines))):
            self._paint_line(painter, line)
        painter.setClipping(False)
        self._paint_steps(painter)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.tokens.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    def _paint_steps(self, painter: QPainter) -> None:
        """As many of them as there is room for."""
        tokens, tally = self._theme.tokens, self.tally
        painter.setFont(interface_font(11))
        painter.setPen(tokens.color("muted"))
        metrics, free = QFontMetricsF(painter.font()), 0.0
        for column, step in enumerate(tally.steps):
            said = said_step(step, tally.unit, column == 0)
            width = metrics.horizontalAdvance(said)
            begin = _NAMES + self._wide * (column + 0.5) - width / 2
            if begin >= free and begin + width <= self.viewport().width() - 2:
                free = begin + width + _GAP
                x = self.viewport().width() - begin - width if self._is_mirrored else begin
                painter.drawText(QPointF(x, _HEAD - 9), said)
        painter.setPen(QPen(tokens.color("line"), 1))
        painter.drawLine(QLineF(0, _HEAD - 0.5, self.viewport().width(), _HEAD - 0.5))

    def _paint_line(self, painter: QPainter, number: int) -> None:
        tokens, line, top = self._theme.tokens, self.tally.lines[number], self._top(number)
        here = [place for place in (self._hovered, self.current) if place is not None and place[0] == number]
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_tint" if self.current in here else "hover"))
            painter.drawRoundedRect(QRectF(2, top + 1, self.viewport().width() - 4, ROW - 2), 5, 5)
        painter.setPen(QPen(tokens.color("line"), 1))
        ends = (self._x(0), self._x(max(0, len(self.tally.steps) - 1)))
        painter.drawLine(QLineF(ends[0], top + ROW / 2 + 0.5, ends[1], top + ROW / 2 + 0.5))
        self._paint_words(painter, line, top)
        for step, count in line.steps:
            self._paint_mark(painter, line, QPointF(self._x(self._columns[step]), top + ROW / 2 + 0.5), count)
            if (number, step) in here:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(tokens.color("accent"), 1.5))
                radius = self._radius(count) + 3
                painter.drawEllipse(self.place_of(number, step) + QPointF(0, 0.5), radius, radius)

    def _paint_mark(self, painter: QPainter, line: Line, middle: QPointF, count: int) -> None:
        """A disc for people, and a square for agencies: it is told without colours, too."""
        radius = self._radius(count)
        painter.setPen(Qt.PenStyle.NoPen)
        is_person = line.kind is PersonKind.PERSON
        painter.setBrush(self._theme.tokens.color("accent" if is_person else "inserted"))
        if is_person:
            painter.drawEllipse(middle, radius, radius)
        else:
            side = radius * 1.78  # as large as the disc
            painter.drawRoundedRect(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), 1.5, 1.5)

    def _paint_words(self, painter: QPainter, line: Line, top: int) -> None:
        tokens, width = self._theme.tokens, self.viewport().width()
        painter.setFont(interface_font(12.5))
        painter.setPen(tokens.color("ink"))
        name = QFontMetricsF(painter.font()).elidedText(
            said_name(line), Qt.TextElideMode.ElideRight, _NAMES - 2 * _GAP - 6
        )
        leading = Qt.AlignmentFlag.AlignLeft if not self._is_mirrored else Qt.AlignmentFlag.AlignRight
        trailing = Qt.AlignmentFlag.AlignRight if not self._is_mirrored else Qt.AlignmentFlag.AlignLeft
        x = width - _NAMES if self._is_mirrored else 0.0
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x + _GAP, top, _NAMES - 2 * _GAP, ROW), int(leading | middle), name)
        painter.setPen(tokens.color("muted"))
        painter.setFont(interface_font(12))
        x = 0.0 if self._is_mirrored else width - _TOTALS
        painter.drawText(QRectF(x + _GAP, top, _TOTALS - 2 * _GAP, ROW), int(trailing | middle), f"{line.total:,}")
