"""Draws one row of the list: the state's dot, the headline in up to two lines, who, how long, when; and for a hit of a
search the piece of its text in which something was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.library.values import ArticleRow
from desk.ui.articles.marking import Inks, Line, apart, draw_line, two_lines
from desk.ui.articles.model import ROW
from desk.ui.queue.painting import UNREAD, QueuePainter
from desk.ui.queue.waiting import WaitingRow
from desk.ui.theme import Theme, interface_font
from desk.ui.words import STATE_TOKENS, meta

LEFT, RIGHT, TOP, BOTTOM = 28, 14, 11, 10  # px around the text
GAP = 3  # px between the headline and the line below
DOT = 7  # px across
RING = 1.6  # px
BAR = 3  # px of the mark at the open article
_SIZES = 20_000  # of rows that are remembered

_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Paints rows and knows their heights. `open_article` is the id of the one in the editor: it looks like the page,
    but as the others do where several are chosen and it is one of them."""

    def __init__(self, theme: Theme, row_at: Callable[[int], ArticleRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._row_at = row_at
        self._theme = theme
        self._title = interface_font(13.5, QFont.Weight.DemiBold)
        self._read = interface_font(13.5, QFont.Weight.Medium)  # of what waits, and somebody has read
        self._unread = interface_font(13.5, QFont.Weight.Bold)
        self._meta = interface_font(11.5)
        self.queue = QueuePainter(theme)
        self._title_metrics = QFontMetricsF(self._title)
        self._meta_metrics = QFontMetricsF(self._meta)
        self._sizes: dict[tuple[object, ...], QSize] = {}
        self.open_article = ""
        self.several = False  # whether more than one row is chosen

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One or two lines of headline, and the line below; one or two more where a search shows its find. Qt asks
        for every row again whenever some are added, so the answers are kept."""
        row = self._row_at(index.row())  # not through Qt's data(): for ten thousand rows that is felt
        width = option.rect.width() - LEFT - RIGHT
        key: tuple[object, ...] = (row.title, row.snippet, width)
        if isinstance(row, WaitingRow):
            key = (*key, row.is_unread, self.queue.lines(row))
        found = self._sizes.get(key)
        if found is None:
            if len(self._sizes) > _SIZES:
                self._sizes.clear()
            found = self._sizes[key] = QSize(width, round(self._height(row, width)))
        return found

    def _height(self, row: ArticleRow, width: int) -> float:
        metrics = self._title_metrics if not isinstance(row, WaitingRow) else QFontMetricsF(self._font(row))
        lines = 1 if metrics.horizontalAdvance(_title(row)) <= width - self._mark(row) else 2
        below = self.queue.height(row) if isinstance(row, WaitingRow) else self._meta_metrics.height()
        height = TOP + lines * self._line() + GAP + below + BOTTOM
        if row.snippet:
            lines = 1 if self._meta_metrics.horizontalAdvance(row.snippet) <= width else 2
            height += lines * (self._meta_metrics.height() + 2)
        return height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The row."""
        row: ArticleRow = index.data(ROW)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, row)
        tokens = self._theme.tokens
        self._dot(painter, QPointF(rect.left() + 16, rect.top() + TOP + self._line() / 2), row)
        y = self._headline(painter, rect, row) + GAP
        painter.setFont(self._meta)
        painter.setPen(tokens.color("muted"))
        height = self._meta_metrics.height()
        box = QRectF(rect.left() + LEFT, y, rect.width() - LEFT - RIGHT, height)
        if isinstance(row, WaitingRow):
            self.queue.paint(painter, box, row)
            box.translate(0, self.queue.height(row) - height)
        else:
            at = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, at, self._second_line(row, rect))
        if row.snippet:
            for line in two_lines(row.snippet, row.snippet_marks, self._meta, box.width()):
                box.translate(0, height + 2)
                self._draw(painter, box, line, self._meta, "muted")
        painter.restore()

    def _dot(self, painter: QPainter, middle: QPointF, row: ArticleRow) -> None:
        """In the colour of the state; a ring where the library does not have the article yet."""
        tokens = self._theme.tokens
        if row.is_kept:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color(STATE_TOKENS[row.state]))
        else:
            painter.setPen(QPen(tokens.color("warning"), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        across = DOT if row.is_kept else DOT - RING
        painter.drawEllipse(middle, across / 2, across / 2)

    def _draw(self, painter: QPainter, box: QRectF, line: Line, font: QFont, token: str) -> None:
        tokens = self._theme.tokens
        draw_line(painter, box, line, font, Inks(tokens.color(token), tokens.color("match"), tokens.color("ink")))

    def _line(self) -> float:
        return self._title_metrics.height() + 2

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow) -> None:
        tokens = self._theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        opened = row.id == self.open_article
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if opened and not (chosen and self.several):
            painter.fillRect(rect, tokens.color("page"))
        elif chosen:
            painter.fillRect(rect, tokens.color("accent_tint"))
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
        width = rect.width() - LEFT - RIGHT - self._mark(row)
        top = rect.top() + TOP
        font = self._font(row)
        if self._is_unread(row):
            self.queue.dot(painter, QPointF(rect.right() - RIGHT - UNREAD / 2, top + self._line() / 2))
        for line in two_lines(_title(row), row.title_marks, font, width):
            box = QRectF(rect.left() + LEFT, top, width, self._line())
            self._draw(painter, box, line, font, "ink" if row.titled else "muted")
            top += round(self._line())
        return top

    def _is_unread(self, row: ArticleRow) -> bool:
        return isinstance(row, WaitingRow) and row.is_unread

    def _font(self, row: ArticleRow) -> QFont:
        """The headline's: of what waits it shows whether it was read."""
        if not isinstance(row, WaitingRow):
            return self._title
        return self._unread if row.is_unread else self._read

    def _mark(self, row: ArticleRow) -> int:
        """How much room a mark takes behind the headline."""
        return UNREAD + 8 if self._is_unread(row) else 0

    def _second_line(self, row: ArticleRow, rect: QRect) -> str:
        """All of it where there is room; else without the state, which the dot shows; then the byline is shortened."""
        byline, words, state, age = meta(row, datetime.now().astimezone())
        width = self._meta_metrics.horizontalAdvance
        room = rect.width() - LEFT - RIGHT
        rest = " · ".join(filter(None, (words, state, age)))
        if state and row.is_kept and width(f"{byline} · {rest}") > room:
            rest = f"{words} · {age}"
        if not byline:
            return rest
        short = self._meta_metrics.elidedText(byline, Qt.TextElideMode.ElideRight, room - width(f" · {rest}"))
        return f"{apart(short)} · {rest}"


def _title(row: ArticleRow) -> str:
    return row.title or "Untitled"
