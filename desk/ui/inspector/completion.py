"""Completes a line from what the library knows, asked off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit

from desk.ui.work import Work


class Completion(QObject):
    """Offers what `find` knows for the words typed so far. `chosen` comes when the person takes one of them."""

    chosen = Signal(str)

    def __init__(self, line: QLineEdit, find: Callable[[str], Sequence[str]], work: Work) -> None:
        super().__init__(line)
        self._line = line
        self._find = find
        self._work = work
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = self._completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        line.setCompleter(self._completer)
        line.textEdited.connect(self._on_text_edited)
        self._completer.activated.connect(self.chosen)

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        if text.strip():
            self._work.run(partial(self._find, text.strip()), partial(self._offer, text))

    def _offer(self, text: str, found: Sequence[str]) -> None:
        # Whoever went on typing or left the field meanwhile is not disturbed.
        if text != self._line.text() or not self._line.hasFocus():
            return
        self._model.setStringList(list(found))
        self._completer.setCompletionPrefix(text)
        if [name.casefold() for name in found] != [text.casefold()]:
            self._completer.complete()
