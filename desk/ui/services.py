"""What the parts of the window are given to work with. Made in `desk.ui.start`, once per window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk.library.values import Change
from desk.story.house import House
from desk.ui.icons import Icons
from desk.ui.settings import SettingsStore
from desk.ui.theme import Theme
from desk.ui.work import Work

if TYPE_CHECKING:
    from desk.library.library import Library


LOOK_AGAIN = 2_000  # ms after which it is asked whether another program wrote to the library


@dataclass(frozen=True, slots=True)
class Looks:
    """How everything looks, and what is remembered; there before a library is."""

    theme: Theme
    icons: Icons
    store: SettingsStore
    work: Work


@dataclass(frozen=True, slots=True)
class Services:
    """A library that is open, and all that is needed to show it."""

    library: Library
    house: House
    looks: Looks
    news: LibraryNews

    @property
    def work(self) -> Work:
        """The threads."""
        return self.looks.work


class LibraryNews(QObject):
    """The library's changes, told on the window's thread: its own, and soon those of the command line."""

    changed = Signal(object)  # Change
    _heard = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._again = QTimer(self, interval=LOOK_AGAIN)
        self._again.timeout.connect(self._on_again)
        self._again.start()
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe: Callable[[], None] = library.listen(self._on_heard)
        self._on_again()  # from now on it is known what others write

    def close(self) -> None:
        """Listen no more."""
        self._again.stop()
        self._unsubscribe()
        self._heard.disconnect(self.changed)  # what is on its way is no news any more

    @Slot()
    def _on_again(self) -> None:
        self._library.notice_others()  # answered on the writer's thread, which tells the listeners

    def _on_heard(self, change: Change) -> None:
        """On the writer's thread."""
        self._heard.emit(change)
