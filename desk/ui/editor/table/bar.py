"""The quiet bar over the table in which somebody writes: rows and columns, where the eye is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from desk.ui.editor.body_view import BodyView

HEIGHT = 28  # px
_ICON = QSize(16, 16)
_GAP = 3  # px between the bar and the table


class TableBar(QFrame):
    """Stands above the right end of the active table of a view, or below it where there is no room above, and never
    takes the keyboard. Its buttons are the window's actions; None leaves a gap between them."""

    def __init__(self, view: BodyView, actions: Iterable[QAction | None]) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setObjectName("table_bar")
        self.setProperty("role", "card")
        self.setAccessibleName("Table")
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # a click is not one into the page behind
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for action in actions:
            if action is None:
                row.addSpacing(8)
            else:
                row.addWidget(self._button(action))
        self.setFixedSize(self.sizeHint().width(), HEIGHT)
        self.hide()
        view.tables.changed.connect(self._on_table_changed)
        view.tables.moved.connect(self._on_table_changed)

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "inline")
        button.setDefaultAction(action)
        button.setIconSize(_ICON)
        button.setFixedSize(26, HEIGHT - 6)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text())
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    @Slot()
    def _on_table_changed(self) -> None:
        box = self._view.tables.box
        place = self._place(box) if box is not None else None
        if place is None:
            self.hide()
            return
        self.move(place)
        self.show()
        self.raise_()

    def _place(self, table: QRectF) -> QPoint | None:
        """Where it may stand without lying upon the table; None where that fills all that is to be seen."""
        room = self._view.viewport().rect()
        left = max(room.left(), int(table.right()) - self.width())
        above, below = int(table.top()) - HEIGHT - _GAP, int(table.bottom()) + _GAP
        if above >= 0:
            return QPoint(left, above) if above < room.bottom() else None
        return QPoint(left, below) if 0 < below < room.bottom() - HEIGHT else None
