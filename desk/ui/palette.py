"""The command palette: every action by a few of its letters."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desk.ui.action_set import ActionSet
from desk.ui.actions import ACTIONS, Action
from desk.ui.fuzzy import score
from desk.ui.theme import Theme, interface_font

WIDTH = 560
ROW_HEIGHT = 36
ROWS = 10
_ROW = Qt.ItemDataRole.UserRole

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """An action that was found, and Qt's for it."""

    declared: Action
    action: QAction


def find(query: str, actions: ActionSet) -> list[Hit]:
    """The actions that a query finds, the best first; without a query all, as declared. Those that
    make no sense now are left out, but for the palette itself nothing is hidden."""
    able = [Hit(one, actions[one.id]) for one in ACTIONS if actions[one.id].isEnabled() and one.id != "palette"]
    if not query.strip():
        return able
    scored = []
    for place, hit in enumerate(able):
        title = score(query, f"{hit.declared.title} {hit.declared.menu}")
        others = score(query, f"{hit.declared.title} {hit.declared.menu} {hit.declared.keywords}")
        points = max((found for found in (title, others) if found is not None), default=None)
        if points is not None:
            scored.append((-points - (0.5 if title is not None else 0), place, hit))
    return [hit for _points, _place, hit in sorted(scored, key=lambda found: found[:2])]


class HitList(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    def show(self, hits: list[Hit]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many were found."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, or the whole hit."""
        hit = self._hits[index.row()]
        if role == _ROW:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.declared.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.declared.title}, {hit.declared.menu} {hit.declared.shortcut}".strip()
        return None


class _HitDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        return QSize(WIDTH - 20, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit = index.data(_ROW)
        tokens, rect = self._theme.tokens, QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_tint"))
            painter.drawRoundedRect(rect.adjusted(6, 1, -6, -1), 6, 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        icon = hit.action.icon()
        if not icon.isNull():
            icon.paint(painter, QRect(rect.left() + 18, rect.top() + 10, 16, 16), middle, QIcon.Mode.Normal)
        painter.setFont(interface_font(13))
        painter.setPen(tokens.color("ink"))
        title = hit.declared.title + (" ✓" if hit.action.isChecked() else "")
        painter.drawText(rect.adjusted(46, 0, -16, 0), middle, title)
        painter.setFont(interface_font(11.5))
        painter.setPen(tokens.color("muted"))
        keys = hit.action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        text = f"{hit.declared.menu}   {keys}".rstrip()
        painter.drawText(rect.adjusted(46, 0, -18, 0), middle | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()


class CommandPalette(QDialog):
    """A field and what it finds. Up and Down choose, Return does it, Escape leaves."""

    def __init__(self, actions: ActionSet, theme: Theme, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Commands")
        self.setAccessibleName("Commands")
        self._actions = actions
        self._model = HitList(self)
        self.field = QLineEdit()
        self.field.setProperty("role", "command")
        self.field.setPlaceholderText("What do you want to do?")
        self.field.setAccessibleName("Command")
        self.list = QListView()
        self.list.setProperty("role", "list")
        self.list.setAccessibleName("Commands found")
        self.list.setModel(self._model)
        self.list.setItemDelegate(_HitDelegate(theme, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFixedHeight(ROWS * ROW_HEIGHT + 8)
        self._nothing = QLabel("No command is called that.")
        self._nothing.setProperty("role", "muted")
        self._nothing.setContentsMargins(18, 10, 18, 14)
        self._lay_out()
        self.field.textChanged.connect(self._on_typed)
        self.list.clicked.connect(self._on_chosen)
        self._on_typed("")

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.setSpacing(0)
        for widget in (self.field, self.list, self._nothing):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFixedWidth(WIDTH)

    def open_over(self, window: QWidget) -> None:
        """Show it near the top of the window."""
        self.adjustSize()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - WIDTH) // 2, corner.y() + 72)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are not for the field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS, Qt.Key.Key_PageUp: -ROWS}
        if event.key() in step:
            row = self.list.currentIndex().row() + step[Qt.Key(event.key())]
            self._select(min(max(row, 0), self._model.rowCount() - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_chosen()
        else:
            super().keyPressEvent(event)

    def _select(self, row: int) -> None:
        self.list.setCurrentIndex(self._model.index(row))

    @Slot(str)
    def _on_typed(self, query: str) -> None:
        self._model.show(find(query, self._actions))
        found = self._model.rowCount() > 0
        self.list.setVisible(found)
        self._nothing.setVisible(not found)
        self._select(0)

    @Slot()
    def _on_chosen(self) -> None:
        hit: Hit | None = self.list.currentIndex().data(_ROW)
        self.close()
        if hit is not None:
            hit.action.trigger()
