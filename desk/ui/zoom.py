"""How large the page is shown: in steps, remembered, and without losing one's place."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desk.ui.editor.page import EditorPage
from desk.ui.editor.typography import ZOOMS
from desk.ui.settings import SettingsStore
from desk.ui.statusline import StatusLine


class Zoom(QObject):
    """Changes the zoom of a page by keys, by the wheel with Ctrl, and back by the status line. `changed` tells whoever
    shows something in the type of the page that it is another now."""

    changed = Signal()

    def __init__(self, page: EditorPage, store: SettingsStore, status: StatusLine) -> None:
        super().__init__(page)
        self._page = page
        self._store = store
        self._status = status
        # The wheel may turn by many steps before the page is set anew once.
        self._due = QTimer(self, singleShot=True, interval=0)
        self._due.timeout.connect(self._on_due)
        page.zoom_requested.connect(self.step)
        status.zoom_clicked.connect(self.reset)
        status.show_zoom(self.per_cent)

    @property
    def per_cent(self) -> int:
        """How large it is now."""
        return round(self._store.settings.page_type.zoom * 100)

    @Slot(int)
    def step(self, by: int) -> None:
        """So many steps larger, or smaller."""
        now = self.per_cent
        larger = [zoom for zoom in ZOOMS if zoom > now]
        smaller = [zoom for zoom in reversed(ZOOMS) if zoom < now]
        way = larger if by > 0 else smaller
        if way and by:
            self._choose(way[min(abs(by), len(way)) - 1])

    @Slot()
    def reset(self) -> None:
        """As large as it is."""
        self._choose(100)

    @Slot()
    def apply(self) -> None:
        """Set the page in the type that the settings have."""
        self._due.stop()
        wanted = self._store.settings.page_type
        if wanted != self._page.type:
            self._page.set_type(wanted)
            self.changed.emit()
        self._status.show_zoom(self.per_cent)

    def _choose(self, per_cent: int) -> None:
        self._store.change(zoom=per_cent)
        self._due.start()

    @Slot()
    def _on_due(self) -> None:
        self.apply()
