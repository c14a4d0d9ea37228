"""What the mouse does to the tables of a page, while no view of a cell lies under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent

from desk.ui.editor.table.cell import CellEditor

if TYPE_CHECKING:
    from desk.ui.editor.body_view import BodyView
    from desk.ui.editor.table.editing import TableEditing


class TableMouse(QObject):
    """Takes the events of the page's mouse that are for a cell."""

    def __init__(self, editing: TableEditing, view: BodyView) -> None:
        super().__init__(editing)
        self._editing = editing
        self._view = view

    def press(self, event: QMouseEvent) -> bool:
        """Whether a click is one into a cell, which is edited then. What is dragged from there selects in it."""
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers():
            return False
        cell = self._open_at(event.position().toPoint())
        if cell is None:
            return False
        cell.press(event)
        self._view.viewport().installEventFilter(self)
        return True

    def context_menu(self, event: QContextMenuEvent) -> bool:
        """Whether a menu is asked for in a cell, which gets it."""
        cell = self._open_at(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
        if cell is not None:
            cell.contextMenuEvent(event)
        return cell is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse that went down on the page is the page's, until it is let go."""
        if not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.MouseButtonRelease:
            watched.removeEventFilter(self)
        cell = self._editing.editor
        if cell is not None:
            cell.press(event)
        return cell is not None

    def _open_at(self, point: QPoint) -> CellEditor | None:
        view = self._view
        view.read_typed()
        found = self._editing.geometry.cell_at(point)
        if found is None:
            return None
        self._editing.open(*found)
        cell = self._editing.editor
        if cell is not None:
            cell.setTextCursor(cell.cursorForPosition(cell.viewport().mapFrom(view.viewport(), point)))
        return cell
