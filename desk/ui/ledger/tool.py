"""Opens the ledger of credits, and keeps it true."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desk.library.values import Change

if TYPE_CHECKING:
    from desk.story.house import House
    from desk.ui.ledger.window import LedgerWindow
    from desk.ui.room import Room

_TOGETHER = 300  # ms in which several changes of the library are read as one
_TOLD = {"list", "article", "directory"}  # changes that a ledger shows


class LedgerTool(QObject):
    """The ledger of the room's library, in one window."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self.window: LedgerWindow | None = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._soon.timeout.connect(self._on_soon)
        room.services.news.changed.connect(self._on_library_changed)

    @Slot()
    def show(self, name: str = "") -> None:
        """Open the ledger, or come back to it; of somebody, where a name is given."""
        from desk.ui.ledger.window import LedgerWindow  # noqa: PLC0415  seldom wanted

        if self.window is None:
            services = self._room.services
            self.window = LedgerWindow(services.library, services.house, services.looks)
            self.window.article_requested.connect(self._on_article_requested)
            self.window.destroyed.connect(self._on_gone)
            self.window.show()
        if name:
            self.window.filters.ask(name)
        self.window.raise_()
        self.window.activateWindow()

    def set_house(self, house: House) -> None:
        """Everything as this house has it."""
        if self.window is not None:
            self.window.set_house(house)

    def close(self) -> None:
        """Before the library is given back."""
        if self.window is not None:
            self.window.close()

    @Slot()
    def _on_gone(self) -> None:
        self.window = None

    @Slot(str)
    def _on_article_requested(self, article: str) -> None:
        self._room.tools.show_page()
        self._room.open_article(article)
        self._room.window.raise_()
        self._room.window.activateWindow()

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if self.window is not None and change.kind in _TOLD:
            self._soon.start()

    @Slot()
    def _on_soon(self) -> None:
        if self.window is not None:
            self.window.follow()
