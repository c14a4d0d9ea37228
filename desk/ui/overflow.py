"""A row of buttons in which those that have no room stand in a menu at its end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

SPACING = 4  # px


@dataclass(slots=True)
class _Item:
    """Something in the row, and what stands in the menu in its place; nothing does for a line between buttons."""

    widget: QWidget
    action: QAction | None = None
    is_wanted: bool = True


class OverflowRow(QWidget):
    """Places its widgets from left to right. `more` is the button of the menu, seen only where it is needed."""

    def __init__(self, more: QToolButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every: list[_Item] = []
        self._items: list[_Item] = []  # those that are wanted
        self._kept = -1
        self._menu = QMenu(self)
        self.more = more
        more.setParent(self)
        more.setMenu(self._menu)
        more.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def add(self, widget: QWidget, action: QAction | None = None) -> None:
        """Add a widget behind the others."""
        widget.setParent(self)
        self._every.append(_Item(widget, action))
        self._items = [*self._every]

    def want(self, widget: QWidget, *, on: bool) -> None:
        """Whether a widget stands in the row, or in the menu, at all."""
        item = next(item for item in self._every if item.widget is widget)
        if item.is_wanted is not on:
            item.is_wanted = on
            self._items = [each for each in self._every if each.is_wanted]
            widget.setVisible(on)
            self._kept = -1
            self.fit()

    @property
    def hidden(self) -> tuple[QAction, ...]:
        """What has no room."""
        return tuple(item.action for item in self._items[self._kept :] if item.action is not None)

    def sizeHint(self) -> QSize:
        """All of it in one row."""
        widths = [_size(item.widget) for item in self._items]
        return QSize(sum(size.width() + SPACING for size in widths), max(size.height() for size in widths))

    def minimumSizeHint(self) -> QSize:
        """The first widget and the menu."""
        first = _size(self._items[0].widget)
        return QSize(first.width() + SPACING + self.more.sizeHint().width(), first.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for others."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Place the widgets anew; one of them became wider, say."""
        kept = self._count(self.width())
        if kept < len(self._items):
            kept = self._count(self.width() - self.more.sizeHint().width() - SPACING)
            while kept and self._items[kept - 1].action is None:
                kept -= 1  # a line after which nothing comes
        left = 0
        for place, item in enumerate(self._items):
            item.widget.setVisible(place < kept)
            if place < kept:
                left = self._place(item.widget, left)
        self.more.setVisible(kept < len(self._items))
        if kept < len(self._items):
            self._place(self.more, left)
        if kept != self._kept:
            self._kept = kept
            self._fill_menu()

    def _count(self, room: int) -> int:
        """How many of the widgets have room."""
        used = 0
        for place, item in enumerate(self._items):
            used += _size(item.widget).width()
            if used > room:
                return place
            used += SPACING
        return len(self._items)

    def _place(self, widget: QWidget, left: int) -> int:
        size = _size(widget)
        widget.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())
        return left + size.width() + SPACING

    def _fill_menu(self) -> None:
        # To clear the menu would make an end of actions that are others'.
        for action in self._menu.actions():
            self._menu.removeAction(action)
        self._menu.addActions(self.hidden)


def _size(widget: QWidget) -> QSize:
    return widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
