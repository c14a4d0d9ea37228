"""Paints what the list says of an article that waits, below its headline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from desk.story.house import House
from desk.ui.articles.marking import apart
from desk.ui.queue import words
from desk.ui.queue.waiting import WaitingRow
from desk.ui.queue.words import Said
from desk.ui.theme import Theme, interface_font

_NAME = 24  # px that a name must have to be there
LEADING = 3  # px between lines
UNREAD = 7  # px across, of the dot at what nobody has read
_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class QueuePainter:
    """Who and how long, what is still to be done, and what is new: one line each, where there is something."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._font = interface_font(11.5)
        self._strong = interface_font(11.5, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)
        self.house = House()

    def height(self, row: WaitingRow) -> float:
        """How high all of it is."""
        lines = self.lines(row)
        return lines * self._metrics.height() + (lines - 1) * LEADING

    def lines(self, row: WaitingRow) -> int:
        """How many lines that are."""
        now = datetime.now().astimezone()
        return 1 + bool(words.to_do(row, now, self.house)) + bool(words.news(row))

    def paint(self, painter: QPainter, box: QRectF, row: WaitingRow) -> None:
        """All of it, from the top of this box, whose height is that of one line."""
        now = datetime.now().astimezone()
        self._first_line(painter, box, row, now)
        for line in (words.to_do(row, now, self.house), self._news(row)):
            if line:
                box = box.translated(0, self._metrics.height() + LEADING)
                self._pieces(painter, box, line)

    def dot(self, painter: QPainter, middle: QPointF) -> None:
        """The mark of what nobody has read."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color("accent"))
        painter.drawEllipse(middle, UNREAD / 2, UNREAD / 2)

    def _news(self, row: WaitingRow) -> tuple[Said, ...]:
        new = words.news(row)
        return (Said(new, "accent"),) if new else ()

    def _first_line(self, painter: QPainter, box: QRectF, row: WaitingRow, now: datetime) -> None:
        """Who wrote it and how long it waits; at the end how long it is. The name is shortened where it must be."""
        long = words.length(row)
        painter.setFont(self._font)
        painter.setPen(self._theme.tokens.color(long.token))
        painter.drawText(box, _END, long.text)
        room = box.width() - self._metrics.horizontalAdvance(long.text) - 8
        rest = words.waits(row, now)
        name = row.byline
        if name:
            rest = f" · {rest}"
            left = room - self._metrics.horizontalAdvance(rest)
            if left < _NAME:  # a letter and an ellipsis name nobody
                name, rest = "", rest.removeprefix(" · ")
            else:
                name = apart(self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, left))
        whole = self._metrics.elidedText(name + rest, Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.tokens.color("muted"))
        painter.drawText(box, _SIDE, whole)

    def _pieces(self, painter: QPainter, box: QRectF, pieces: Sequence[Said]) -> None:
        x = box.left()
        for number, piece in enumerate(pieces):
            if number:
                x = self._piece(painter, box, x, Said(" · ", "faint"), self._font)
            x = self._piece(painter, box, x, piece, self._strong if piece.token != "accent" else self._font)

    def _piece(self, painter: QPainter, box: QRectF, x: float, piece: Said, font: QFont) -> float:
        room = box.right() - x
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.tokens.color(piece.token))
        text = metrics.elidedText(piece.text, Qt.TextElideMode.ElideRight, max(0.0, room))
        painter.drawText(QRectF(x, box.top(), max(0.0, room), box.height()), _SIDE, text)
        return x + metrics.horizontalAdvance(piece.text)
