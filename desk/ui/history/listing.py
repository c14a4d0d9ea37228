"""The list of what happened to an article, the newest first."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.library.values import Amount
from desk.story.house import House
from desk.ui.history.events import Event, Life, told
from desk.ui.history.people import person_colour
from desk.ui.history.saying import capital, said_time
from desk.ui.icons import Icons
from desk.ui.theme import Theme, interface_font

EVENT = Qt.ItemDataRole.UserRole
AMOUNT = EVENT + 1
_PADDING = 14
_ICON = 15  # px
_WORDS = _PADDING + _ICON + 10  # px from the side to where the words begin


class EventList(QAbstractListModel):
    """The events of a life, newest first. Rows count from the newest, numbers of events from the oldest."""

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self.life = Life()

    def show_life(self, life: Life) -> None:
        """Show these. Events that came on top are put in, so that what is chosen stays chosen."""
        old, new = self.life.events, life.events
        if life.article == self.life.article and len(new) >= len(old) and new[: len(old)] == old:
            if more := len(new) - len(old):
                self.beginInsertRows(QModelIndex(), 0, more - 1)
                self.life = life
                self.endInsertRows()
            self.life = life
            if new:
                self.dataChanged.emit(self.index(0), self.index(len(new) - 1))
            return
        self.beginResetModel()
        self.life = life
        self.endResetModel()

    def number(self, row: int) -> int:
        """The number of the event in a row; and the other way about."""
        return len(self.life.events) - 1 - row

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.life.events)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The event, how much it changed, and the same as a sentence for those who hear it."""
        if not index.isValid():
            return None
        event = self.life.events[self.number(index.row())]
        if role == EVENT:
            return event
        if role == AMOUNT:
            return self.life.amount(event)
        lines = told(event, capital(said_time(event.at, self.house)), self.life.amount(event))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(lines)
        return "\n".join(lines) if role == Qt.ItemDataRole.ToolTipRole else None


class EventDelegate(QStyledItemDelegate):
    """Two lines: what it was and when, who did it and how much changed; before them why, as an icon."""

    def __init__(self, theme: Theme, icons: Icons, model: EventList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        """Every row is as high as every other."""
        return QSize(option.rect.width(), 52)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        """Draws a row."""
        event: Event = index.data(EVENT)
        tokens, rect = self._theme.tokens, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.color("page" if chosen else "hover"))
        if chosen:
            painter.fillRect(
                _mirrored(QRect(rect.left(), rect.top(), 3, rect.height()), rect, mirrored), tokens.color("accent")
            )
        painter.setPen(tokens.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        icon = QRect(rect.left() + _PADDING, rect.top() + 10, _ICON, _ICON)
        self._icons.icon(event.icon, "accent" if chosen else "muted").paint(painter, _mirrored(icon, rect, mirrored))
        words = rect.adjusted(_WORDS, 8, -_PADDING, -8)
        self._paint_first(painter, event, _mirrored(words, rect, mirrored), chosen=chosen)
        painter.setFont(interface_font(11.5))
        self._paint_second(painter, index, _mirrored(words, rect, mirrored))
        painter.restore()

    def _paint_first(self, painter: QPainter, event: Event, words: QRect, *, chosen: bool) -> None:
        tokens, small = self._theme.tokens, interface_font(11.5)
        when = capital(said_time(event.at, self._model.house))
        painter.setFont(small)
        painter.setPen(tokens.color("muted"))
        # Alignment to the left is that to the side where one begins to read, in Qt as here.
        painter.drawText(words, int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop), when)
        font = interface_font(13, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        room = words.width() - QFontMetrics(small).horizontalAdvance(when) - 12
        painter.setFont(font)
        painter.setPen(tokens.color("ink"))
        title = QFontMetrics(font).elidedText(event.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop), title)

    def _paint_second(self, painter: QPainter, index: QModelIndex | QPersistentModelIndex, words: QRect) -> None:
        event: Event = index.data(EVENT)
        amount: Amount | None = index.data(AMOUNT)
        tokens, metrics = self._theme.tokens, QFontMetrics(painter.font())
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bottom, right, left = words.bottom() - metrics.height() + 1, words.right(), words.left()
        parts = [("deleted", f"−{amount.removed:,}")] if amount and amount.removed else []
        parts += [("inserted", f"+{amount.added:,}")] if amount and amount.added else []
        for token, text in parts:
            width = metrics.horizontalAdvance(text)
            box = QRect(right - width + 1, bottom, width, metrics.height())
            painter.setPen(tokens.color(token))
            painter.drawText(_mirrored(box, words, mirrored), Qt.AlignmentFlag.AlignCenter, text)
            right -= width + 7
        if event.who:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(person_colour(event.who, self._model.life.people, dark=tokens.dark)))
            dot = QRect(left, bottom + (metrics.height() - 7) // 2, 7, 7)
            painter.drawEllipse(QRectF(_mirrored(dot, words, mirrored)))
            left += 12
        about = " · ".join(filter(None, (event.who, event.what if event.note else "")))
        box = QRect(left, bottom, max(0, right - left - 8), metrics.height())
        painter.setPen(tokens.color("muted"))
        text = metrics.elidedText(about, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(_mirrored(box, words, mirrored), int(Qt.AlignmentFlag.AlignLeading), text)


def _mirrored(box: QRect, within: QRect, mirrored: bool) -> QRect:
    """The same place counted from the other side, where one reads from the right."""
    if not mirrored:
        return box
    return QRect(within.left() + within.right() - box.right(), box.top(), box.width(), box.height())
