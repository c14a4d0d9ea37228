"""A column of the board: what the house calls the state, how many are in it, and its cards."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.library.step_values import Column, Queued
from desk.story.plurals import counted
from desk.story.states import State
from desk.ui.articles.delegate import DOT
from desk.ui.dialogs.base import plain
from desk.ui.queue.card import BAR, BETWEEN, CardDelegate
from desk.ui.queue.column_model import MIME, ColumnModel
from desk.ui.roles import set_role
from desk.ui.theme import Theme
from desk.ui.words import STATE_TOKENS

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_KEYS_OF_A_LIST = {
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
}


class CardView(QListView):
    """The cards. Left and Right go on to other columns, with Ctrl they take the card along; Return opens it. All
    signals carry the state of the column first."""

    sideways = Signal(object, int)  # State, -1 or 1
    carry_requested = Signal(object, int)
    open_requested = Signal(object)
    menu_requested = Signal(object, QPoint)  # at this place of the screen
    drag_began = Signal(object)
    drag_ended = Signal(object)
    entered = Signal(object)  # the keyboard came here

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = state
        self.setProperty("role", "list")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        for each in (self, self.viewport()):
            each.setAcceptDrops(False)  # the whole column does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a board."""
        side = _SIDEWAYS.get(Qt.Key(event.key()))
        if side is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.carry_requested.emit(self.column, side)
        elif side is not None:
            self.sideways.emit(self.column, side)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.ask_to_open()
        elif event.key() in _KEYS_OF_A_LIST or event.text().isalnum():
            super().keyPressEvent(event)
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The steps that the card can take; with the keyboard, too."""
        index = self.currentIndex()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            self.setCurrentIndex(index)
        if index.isValid():
            self.menu_requested.emit(self.column, self.viewport().mapToGlobal(self.visualRect(index).center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """There is always a card on which the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.entered.emit(self.column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How many lines a headline takes depends on the width, of which Qt takes no account in a list."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @Slot()
    def ask_to_open(self) -> None:
        """Make the wish to open the current card."""
        self.open_requested.emit(self.column)

    # Dragging.

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802  Qt's
        """Take the current card along, as it looks."""
        index = self.currentIndex()
        if not index.isValid():
            return
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(self._picture(index))
        self.drag_began.emit(self.column)
        drag.exec(Qt.DropAction.MoveAction)
        self.drag_ended.emit(self.column)

    def _picture(self, index: QModelIndex) -> QPixmap:
        return self.viewport().grab(self.visualRect(index).adjusted(0, 0, -BAR, -BETWEEN))


class StateDot(QWidget):
    """A dot in the colour of a state."""

    def __init__(self, state: State, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self._theme = theme
        self.setFixedSize(DOT, DOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.tokens.color(STATE_TOKENS[self._state]))
        painter.drawEllipse(self.rect())


class ColumnView(QFrame):
    """Head, cards, and what is said where there are none or more than are shown. `list_requested` is the wish to see
    all of this state in the list; `dropped` tells that a card was let go here."""

    list_requested = Signal(object)  # State
    dropped = Signal(object, str)  # State, the id of a story
    dragged_over = Signal(object)  # State

    def __init__(self, state: State, delegate: CardDelegate, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "column")
        self.setAcceptDrops(True)
        self.state = state
        self.total = 0
        self._takes: bool | None = None  # whether what is dragged may come here; None: nothing is
        self.cards = CardView(state, self)
        self.model = ColumnModel(delegate.house, self)
        self.cards.setModel(self.model)
        self.cards.setItemDelegate(delegate)
        self._dot = StateDot(state, theme, self)
        self._name = plain("", "strong")
        self._number = plain("", "meta")
        self.nothing = plain("Nothing here", "faint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.more = QPushButton()
        self.more.setProperty("role", "link")
        self.more.clicked.connect(self._on_more)
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = head = QHBoxLayout()
        head.setContentsMargins(5, 0, 5 + BAR, 0)
        head.setSpacing(6)
        head.addWidget(self._dot)
        head.addWidget(self._name, 1)
        head.addWidget(self._number)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(7, 9, 0, 6)
        column.setSpacing(7)
        column.addLayout(head)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.cards, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def least_width(self) -> int:
        """How wide its head is, with the whole name of the state, in px."""
        for label in (self._name, self._number):
            label.ensurePolished()  # else it is measured in a font that it does not have
        return self._head.minimumSize().width() + self._column.contentsMargins().left()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is in this state."""
        return not self.model.cards

    @property
    def current(self) -> Queued | None:
        """The card on which the keyboard is, or was last."""
        index = self.cards.currentIndex()
        return self.model.cards[index.row()] if index.isValid() else None

    def show_head(self, column: Column) -> None:
        """Show which state it is, and how many are in it."""
        self.total = column.total
        self._name.setText(column.name)
        self._name.setToolTip(column.name)
        self._number.setText(f"{column.total:,}")

    def show_column(self, column: Column) -> None:
        """Show what is in it now. Where it was scrolled to, it stays; the current card too, if it is still here."""
        current, place = self.current, self.cards.currentIndex().row()
        bar = self.cards.verticalScrollBar()
        scrolled = bar.value()
        more = column.total - len(column.rows)
        self.more.setText(f"and {more:,} more" if more else "")
        self.more.setVisible(more > 0)
        said = counted(column.total, "story", "stories") if column.total else "no stories"
        self.cards.setAccessibleName(f"{column.name}, {said}")
        if self.model.show(column.rows) and not self.is_empty:
            kept = self.model.place_of(current.row.id) if current is not None else -1
            if kept < 0:
                kept = min(place, len(self.model.cards) - 1)
            if kept >= 0:
                self.cards.setCurrentIndex(self.model.index(kept))
            self.cards.doItemsLayout()
            bar.setValue(scrolled)
        self.cards.setHidden(self.is_empty)
        self.nothing.setVisible(self.is_empty)

    def point(self, place: int) -> None:
        """The keyboard goes to the card in this place, or the last one."""
        index = self.model.index(min(max(0, place), len(self.model.cards) - 1))
        self.cards.setFocus(Qt.FocusReason.TabFocusReason)
        self.cards.setCurrentIndex(index)
        self.cards.scrollTo(index)

    @Slot()
    def _on_more(self) -> None:
        self.list_requested.emit(self.state)

    def show_takes(self, takes: bool | None) -> None:
        """While a card is dragged: whether it may come here; None: nothing is dragged."""
        self._takes = takes
        set_role(self, "column-open" if takes else "column")

    # Dropping. Where a card may not go, that is said when it is let go.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Cards may come here."""
        if _takes(event):
            set_role(self, "column-over" if self._takes else "column")
            self.dragged_over.emit(self.state)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It goes on."""
        super().dragLeaveEvent(event)
        self.show_takes(self._takes)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Cards may come here."""
        _takes(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A card came."""
        if _takes(event):
            self.dropped.emit(self.state, bytes(event.mimeData().data(MIME).data()).decode())


def _takes(event: QDropEvent) -> bool:
    """Take what is a card."""
    if not event.mimeData().hasFormat(MIME):
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.MoveAction)
    event.accept()
    return True
