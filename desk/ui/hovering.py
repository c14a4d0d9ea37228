"""Has a button with a menu look as the pointer has it once the menu is gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QToolButton


class Hovering(QObject):
    """While a menu is open Qt tells its button nothing of the pointer: it would look hovered until somebody came by."""

    def __init__(self, button: QToolButton, menu: QMenu) -> None:
        super().__init__(button)
        self._button = button
        menu.aboutToHide.connect(self._on_about_to_hide, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _on_about_to_hide(self) -> None:
        place = self._button.mapFromGlobal(QCursor.pos())
        self._button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, self._button.rect().contains(place))
        self._button.update()
