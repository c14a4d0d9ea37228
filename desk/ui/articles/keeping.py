"""Keeping searches with the library, naming them anew, and letting them go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from desk.library.saved_searches import SavedSearch, remove_search, rename_search, save_search
from desk.ui.queue.waiting import Waiting

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desk.ui.room import Room


class SearchKeeping(QObject):
    """Asks for names, and tells the list when it is done."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        room.articles.search.line.save_requested.connect(self.ask_name)
        room.articles.search.chips.rename_requested.connect(self._on_rename_requested)
        room.articles.search.chips.remove_requested.connect(self._on_remove_requested)

    @Slot()
    def ask_name(self) -> None:
        """Under which name should what is searched for be kept?"""
        wanted = self._room.articles.search.filter
        if isinstance(wanted, Waiting):
            wanted = wanted.as_search
        if wanted.query:
            self._ask("Keep this search", wanted.query, "Keep", partial(self._keep, wanted))
        else:
            self._room.articles.search.take_focus()
            self._room.window.toast.say("Type what to search for first; then it can be kept.")

    def _ask(self, title: str, name: str, does: str, then: Callable[[str], None]) -> None:
        from desk.ui.dialogs.naming import NamingDialog  # noqa: PLC0415  not needed to start

        dialog = NamingDialog(title, name, does, self._room.window)
        dialog.named.connect(then)
        dialog.open()

    @Slot(object)
    def _on_rename_requested(self, saved: SavedSearch) -> None:
        self._ask("Rename the search", saved.name, "Rename", partial(self._rename, saved))

    @Slot(object)
    def _on_remove_requested(self, saved: SavedSearch) -> None:
        undo = partial(self._keep, saved.wanted, saved.name)
        self._follow(remove_search(self._library, saved.name), f"“{saved.name}” is kept no longer.", undo)

    def _keep(self, wanted: Any, name: str) -> None:
        self._follow(save_search(self._library, name, wanted), f"Kept as “{name}”, under the search field.")

    def _rename(self, saved: SavedSearch, name: str) -> None:
        self._follow(rename_search(self._library, saved.name, name), f"Now called “{name}”.")

    def _follow(self, future: Future[str], sentence: str, undo: Callable[[], None] | None = None) -> None:
        done = partial(self._on_done, sentence, undo)
        self._room.services.work.follow(future, done, self._room.trouble)

    def _on_done(self, sentence: str, undo: Callable[[], None] | None, _done: str) -> None:
        self._room.articles.numbers.read_now()
        self._room.window.toast.say(sentence, "Undo" if undo else "", undo)
