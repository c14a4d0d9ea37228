"""Focus mode: one paragraph at full strength, the line that is written at one height, and nothing beside the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from desk.ui.editor.page import EditorPage
from desk.ui.window import MainWindow


class FocusMode(QObject):
    """Joins what the page does and what the window does for it; everything is as it was on leaving."""

    def __init__(self, window: MainWindow, page: EditorPage) -> None:
        super().__init__(page)
        self._window = window
        self._page = page
        window.status.leave_clicked.connect(self.leave)
        window.left_quiet.connect(self.leave)

    @property
    def is_on(self) -> bool:
        """Whether it is on."""
        return self._window.is_quiet

    @Slot()
    def toggle(self) -> None:
        """Begin, or end."""
        self._set_on(on=not self.is_on)

    @Slot()
    def leave(self) -> None:
        """End, if it is on."""
        if self.is_on:
            self._set_on(on=False)

    def _set_on(self, *, on: bool) -> None:
        self._window.set_quiet(on=on)
        self._window.actions_.check("focus_mode", on)
        self._page.set_focused(on=on)
