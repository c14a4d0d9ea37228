"""Draws one row of the list: the state's dot, the headline in up to two lines, and who, how long, when."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.library.values import ArticleRow
from desk.ui.articles.model import ROW
from desk.ui.theme import Theme, interface_font
from desk.ui.words import STATE_TOKENS, meta

LEFT, RIGHT, TOP, BOTTOM = 28, 14, 11, 10  # px around the text
GAP = 3  # px between the headline and the line below
DOT = 7  # px across
BAR = 3  # px of the mark at the open article

_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints rows and knows their heights. `open_article` is the id of the one in the editor."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = interface_font(13.5, QFont.Weight.DemiBold)
        self._meta = interface_font(11.5)
        self._title_metrics = QFontMetricsF(self._title)
        self._meta_metrics = QFontMetricsF(self._meta)
        self.open_article = ""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One or two lines of headline, and the line below; one more where a search shows its find."""
        row: ArticleRow = index.data(ROW)
        width = option.rect.width() - LEFT - RIGHT
        lines = 1 if self._title_metrics.horizontalAdvance(_title(row)) <= width else 2
        height = lines * self._line() + GAP + self._meta_metrics.height()
        if row.snippet:
            height += self._meta_metrics.height() + 2
        return QSize(width, round(TOP + height + BOTTOM))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row."""
        row: ArticleRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, row)
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.color(STATE_TOKENS[row.state]))
        middle = rect.top() + TOP + self._line() / 2
        painter.drawEllipse(QPointF(rect.left() + 16, middle), DOT / 2, DOT / 2)
        y = self._headline(painter, rect, row) + GAP
        painter.setFont(self._meta)
        painter.setPen(tokens.color("muted"))
        height = self._meta_metrics.height()
        for text in filter(None, (self._second_line(row, rect), self._snippet(row, rect))):
            line = QRectF(rect.left() + LEFT, y, rect.width() - LEFT - RIGHT, height)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            y += height + 2
        painter.restore()

    def _line(self) -> float:
        return self._title_metrics.height() + 2

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow) -> None:
        tokens = self._theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        opened = row.id == self.open_article
        if opened or state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.color("page"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.color("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.color("line"))
        if opened:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), tokens.color("accent"))
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(tokens.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -1.5))

    def _headline(self, painter: QPainter, rect: QRect, row: ArticleRow) -> float:
        """Draws at most two lines; the second one is shortened. Gives the bottom edge."""
        painter.setPen(self._theme.tokens.color("ink" if row.titled else "muted"))
        painter.setFont(self._title)
        width = rect.width() - LEFT - RIGHT
        top = rect.top() + TOP
        for text in self._lines(_title(row), width):
            box = QRectF(rect.left() + LEFT, top, width, self._line())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            top += round(self._line())
        return top

    def _lines(self, title: str, width: float) -> list[str]:
        if self._title_metrics.horizontalAdvance(title) <= width:
            return [title]
        layout = QTextLayout(title, self._title)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(width)
        layout.endLayout()
        first = line.textLength()
        second = self._title_metrics.elidedText(title[first:], Qt.TextElideMode.ElideRight, width)
        return [title[:first].rstrip(), second]

    def _second_line(self, row: ArticleRow, rect: QRect) -> str:
        """All of it where there is room; else without the state, which the dot shows; then the byline is shortened."""
        byline, words, state, age = meta(row, datetime.now().astimezone())
        width = self._meta_metrics.horizontalAdvance
        room = rect.width() - LEFT - RIGHT
        rest = " · ".join(filter(None, (words, state, age)))
        if state and width(f"{byline} · {rest}") > room:
            rest = f"{words} · {age}"
        if not byline:
            return rest
        short = self._meta_metrics.elidedText(byline, Qt.TextElideMode.ElideRight, room - width(f" · {rest}"))
        return f"{short} · {rest}"

    def _snippet(self, row: ArticleRow, rect: QRect) -> str:
        room = rect.width() - LEFT - RIGHT
        return self._meta_metrics.elidedText(row.snippet, Qt.TextElideMode.ElideRight, room)


def _title(row: ArticleRow) -> str:
    return row.title or "Untitled"
