"""Paints a card of the board: the headline in up to three lines, who and since when, how long, and what to mind."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desk.library.step_values import Queued
from desk.story.house import House
from desk.ui.articles.marking import apart
from desk.ui.queue import words
from desk.ui.queue.column_model import QUEUED
from desk.ui.queue.words import Said
from desk.ui.theme import Theme, interface_font
from desk.ui.words import age

BETWEEN = 8  # px between cards
BAR = 10  # px of a scroll bar
_PAD, _TOP, _BOTTOM = 11, 9, 9  # px around the text
_GAP = 4  # px between the headline and what is below
_LEADING = 2
_RADIUS = 7.0
_LINES = 3  # of a headline at most
_LAID = 5_000  # headlines whose lines are remembered
_EDGE = 3  # px of the mark at the open article
_SIDE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

_Index = QModelIndex | QPersistentModelIndex


class _Look(NamedTuple):
    """How a card stands out."""

    current: bool
    hovered: bool
    opened: bool


class CardDelegate(QStyledItemDelegate):
    """Paints cards and knows their heights. `open_article` is the id of the one in the editor."""

    def __init__(self, theme: Theme, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = interface_font(13, QFont.Weight.DemiBold)
        self._meta = interface_font(11.5)
        self._strong = interface_font(11.5, QFont.Weight.DemiBold)
        self._title_metrics = QFontMetricsF(self._title)
        self._title_height = self._title_metrics.height() + 1
        self._metrics = QFontMetricsF(self._meta)
        self.house = house
        self.open_article = ""
        self.who = ""  # whoever is signed in
        self._laid: dict[tuple[str, int], list[str]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as what it says; the width is the column's."""
        queued: Queued = index.data(QUEUED)
        width = _width(option)
        below = 2 + bool(self._flags(queued, datetime.now().astimezone()))
        height = _TOP + self._title_height * len(self._lines(queued, width)) + _GAP + _BOTTOM
        height += below * self._metrics.height() + (below - 1) * _LEADING
        return QSize(width, round(height) + BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The card."""
        queued: Queued = index.data(QUEUED)
        now = datetime.now().astimezone()
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_Selected) and bool(state & QStyle.StateFlag.State_Active)
        look = _Look(
            focused and bool(state & QStyle.StateFlag.State_HasFocus),
            bool(state & QStyle.StateFlag.State_MouseOver),
            queued.row.id == self.open_article,
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = _width(option)
        card = QRectF(option.rect.left() + 1, option.rect.top() + 1, width - 2, option.rect.height() - BETWEEN - 1)
        self._ground(painter, card, look)
        box = QRectF(card.left() + _PAD, card.top() + _TOP - 1, card.width() - 2 * _PAD, self._title_height)
        painter.setFont(self._title)
        painter.setPen(self._theme.tokens.color("ink" if queued.row.titled else "muted"))
        for line in self._lines(queued, width):
            painter.drawText(box, _SIDE, apart(line))
            box.translate(0, self._title_height)
        box.translate(0, _GAP)
        box.setHeight(self._metrics.height())
        self._below(painter, box, queued, now)
        painter.restore()

    def _ground(self, painter: QPainter, card: QRectF, look: _Look) -> None:
        tokens = self._theme.tokens
        painter.setBrush(tokens.color("hover" if look.hovered and not look.current else "page"))
        painter.setPen(QPen(tokens.color("accent" if look.current else "line"), 2 if look.current else 1))
        inset = 1.0 if look.current else 0.5
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        if look.opened:
            whole = QPainterPath()
            whole.addRoundedRect(card, _RADIUS, _RADIUS)
            edge = QPainterPath()
            edge.addRect(QRectF(card.left(), card.top(), _EDGE, card.height()))
            painter.fillPath(whole.intersected(edge), tokens.color("accent"))

    def _lines(self, queued: Queued, width: int) -> list[str]:
        """The headline on three lines at most. To lay it out costs something, and Qt asks for all cards at once."""
        title = queued.row.title or "Untitled"
        found = self._laid.get((title, width))
        if found is None:
            if len(self._laid) > _LAID:
                self._laid.clear()
            found = self._laid[title, width] = self._lay_out(title, width - 2 * _PAD - 2)
        return found

    def _lay_out(self, title: str, room: float) -> list[str]:
        layout = QTextLayout(title, self._title)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units, at = title.encode("utf-16-le", "surrogatepass"), 0
        lines: list[str] = []
        layout.beginLayout()
        while len(lines) < _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            stop = at + line.textLength() * 2
            whole = len(lines) < _LINES - 1 or stop >= len(units)
            text = units[at : stop if whole else None].decode("utf-16-le", "replace").strip()
            lines.append(text if whole else self._title_metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
            at = stop
        layout.endLayout()
        return lines

    def _flags(self, queued: Queued, now: datetime) -> tuple[Said, ...]:
        ends = words.until(queued.embargo, now, self.house)
        return (Said(f"Embargo {ends}", "deleted"),) if ends else ()

    def _below(self, painter: QPainter, box: QRectF, queued: Queued, now: datetime) -> None:
        """Who and since when; how long; what to mind."""
        long = words.length_of(queued)
        old = age(queued.since, now)
        self._write(painter, box, self._meta, Said(old), _END)
        room = box.width() - self._metrics.horizontalAdvance(old) - 8
        name = self._metrics.elidedText(queued.row.byline or "No byline", Qt.TextElideMode.ElideRight, room)
        self._write(painter, box, self._meta, Said(apart(name), "muted" if queued.row.byline else "faint"))
        box = box.translated(0, box.height() + _LEADING)
        self._write(painter, box, self._meta, long)
        if whom := words.whom(queued, self.who):
            room = box.width() - self._metrics.horizontalAdvance(long.text) - 8
            short = self._metrics.elidedText(f"with {whom}", Qt.TextElideMode.ElideRight, room)
            self._write(painter, box, self._meta, Said(short), _END)
        for flag in self._flags(queued, now):
            box = box.translated(0, box.height() + _LEADING)
            self._write(painter, box, self._strong, flag)

    def _write(self, painter: QPainter, box: QRectF, font: QFont, said: Said, side: Qt.AlignmentFlag = _SIDE) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.tokens.color(said.token))
        painter.drawText(box, side, said.text)


def _width(option: QStyleOptionViewItem) -> int:
    """Beside the bar, whether there is one or not: all cards are of one width, and no headline is laid out twice."""
    widget: QWidget = option.widget
    return widget.width() - BAR
