"""One chip: a toggle with a title and a number, and one that stands for a search that was kept."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from desk.library.saved_searches import SavedSearch

_LONGEST = 24  # letters of a name on a chip


class Chip(QPushButton):
    """A rounded toggle with a number behind its title. One that is `rare` stands in the menu of the others."""

    def __init__(self, title: str, *, rare: bool = False) -> None:
        super().__init__(title)
        self.title = title
        self.rare = rare
        self._number = 0
        self.setCheckable(True)
        self.setProperty("role", "chip")
        self.setAccessibleName(f"Show: {title}")

    def set_title(self, title: str) -> None:
        """Be called so."""
        self.title = title
        self.count(self._number)

    def count(self, number: int) -> None:
        """Say how many there are; none is not said."""
        self._number = number
        short = self.title if len(self.title) <= _LONGEST else f"{self.title[: _LONGEST - 1]}…"
        text = f"{short} {number:,}" if number else short
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"Show: {self.title}, {number:,}" if number else f"Show: {self.title}")
            self.updateGeometry()


class SavedChip(Chip):
    """A search that was kept: F2 gives it another name, Delete takes it away, so does its menu."""

    rename_requested = Signal(object)
    remove_requested = Signal(object)

    def __init__(self, saved: SavedSearch) -> None:
        super().__init__(saved.name)
        self.saved = saved
        self.setProperty("saved", True)
        self.setToolTip(f"{saved.wanted.query or saved.name}\nF2 renames it, Delete removes it")
        self.count(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a list of files."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_requested.emit(self.saved)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit(self.saved)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self._menu(event.globalPos())

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(place)

    def fill(self, menu: QMenu) -> None:
        """Put into a menu what can be done with it."""
        menu.addAction("Rename…", self._on_rename)
        menu.addAction("Remove", self._on_remove)

    @Slot()
    def _on_rename(self) -> None:
        self.rename_requested.emit(self.saved)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_requested.emit(self.saved)
