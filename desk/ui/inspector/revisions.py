"""The list of an article's revisions, as the history shows it."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.formats.dates import print_time
from desk.library.values import RevisionRow, Why
from desk.story.house import House
from desk.ui.theme import Theme, interface_font
from desk.ui.words import counted

ROW = Qt.ItemDataRole.UserRole
WHYS = {
    Why.CREATED: "Created",
    Why.IMPORTED: "Imported",
    Why.CHECKPOINT: "Kept",
    Why.CREDITED: "Credits changed",
    Why.EXPORTED: "Exported",
    Why.OVERTAKEN: "Somebody else’s text, kept",
    Why.RESTORED: "Went back",
    Why.HANDED_OVER: "Handed over",
    Why.MOVED: "Moved on",
    Why.TAKEN_OVER: "Before somebody else went on",
    Why.TAGGED: "Tags changed",
}
_PADDING = 12


class Revisions(QAbstractListModel):
    """Rows of one article's history, newest first."""

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self.rows: tuple[RevisionRow, ...] = ()

    def show_rows(self, rows: tuple[RevisionRow, ...]) -> None:
        """Show these. Rows that came on top are put in, so that what is chosen stays chosen."""
        new = len(rows) - len(self.rows)
        if new >= 0 and rows[new:] == self.rows:
            if new:
                self.beginInsertRows(QModelIndex(), 0, new - 1)
                self.rows = rows
                self.endInsertRows()
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row, and the same as a sentence for those who hear it."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(filter(None, (title(row), *second_line(row), print_time(row.at, self.house))))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.note or None
        return None


def title(row: RevisionRow) -> str:
    """What a revision is called: its note, or why it was made."""
    return row.note or WHYS[row.why]


def second_line(row: RevisionRow) -> list[str]:
    """Who made it, why (where the note is the title), and its length."""
    why = WHYS[row.why] if row.note else ""
    return [part for part in (row.who, why, counted(row.words, "word")) if part]


class RevisionDelegate(QStyledItemDelegate):
    """Two lines: what it is and when, who made it and how long it is."""

    def __init__(self, theme: Theme, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.house = house

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        """Every row is as high as every other."""
        return QSize(option.rect.width(), 52)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        """Draws a row."""
        row = index.data(ROW)
        tokens = self._theme.tokens
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(option.rect, tokens.color("page"))
            painter.fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), tokens.color("accent"))
        painter.setPen(tokens.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = option.rect.adjusted(_PADDING, 8, -_PADDING, -8)
        small = interface_font(11.5)
        when = print_time(row.at, self.house)
        painter.setFont(small)
        painter.setPen(tokens.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, when)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(when) - 12
        about = " · ".join(second_line(row))
        second = QFontMetrics(small).elidedText(about, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, second)
        font = interface_font(13, QFont.Weight.DemiBold if chosen else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(tokens.color("ink"))
        first = QFontMetrics(font).elidedText(title(row), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, first)
        painter.restore()
