"""A field for a few words to others, in which their names are completed behind an “@”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRect, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget

from desk.story.directory import folded
from desk.ui.inspector.inputs import Prose

_NAME = re.compile(r"(?<![\w@.])@([^\s@]*(?: [^\s@]*)?)$")
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TAKES = _ENTER | {Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}
_MOST = 8
WIDTH = 240  # px of the list of names


class MentionField(Prose):
    """Has its own undo, as what stands in it is no part of the story yet. `posted` comes with Ctrl+Return."""

    posted = Signal()

    def __init__(self, lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(lines, parent)
        self.setUndoRedoEnabled(True)
        self._names: tuple[str, ...] = ()
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setWidget(self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer.popup()
        assert popup is not None
        popup.setProperty("role", "popup")
        popup.setAccessibleName(self.tr("People"))
        self.completer.activated.connect(self._on_activated)
        self.text_edited.connect(self._on_edited)

    def set_names(self, names: Iterable[str]) -> None:
        """Who can be mentioned."""
        self._names = tuple(names)

    @property
    def is_completing(self) -> bool:
        """Whether names are offered."""
        popup = self.completer.popup()
        return popup is not None and popup.isVisible()

    def event(self, event: QEvent) -> bool:
        """Undo is its own."""
        return QPlainTextEdit.event(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While names are offered, some keys are for them."""
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self.is_completing and event.key() in _TAKES:
            event.ignore()
        elif event.key() in _ENTER and held:
            self.posted.emit()
        else:
            QPlainTextEdit.keyPressEvent(self, event)

    def _begun(self) -> str | None:
        """The letters behind an “@” up to the caret; None where there is none."""
        cursor = self.textCursor()
        found = _NAME.search(cursor.block().text()[: cursor.positionInBlock()])
        return found[1] if found else None

    @Slot()
    def _on_edited(self) -> None:
        begun = self._begun()
        popup = self.completer.popup()
        assert popup is not None
        names = [] if begun is None else _fitting(begun, self._names)
        if not names:
            popup.hide()
            return
        self._model.setStringList(names)
        rect = self.cursorRect()
        self.completer.complete(QRect(rect.left(), rect.top(), WIDTH, rect.height()))
        popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    @Slot(str)
    def _on_activated(self, name: str) -> None:
        begun = self._begun()
        if begun is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(begun))
        cursor.insertText(f"{name} ")
        self.setTextCursor(cursor)


def _fitting(begun: str, names: Iterable[str]) -> list[str]:
    """The names of which one word begins so; those that begin so themselves first."""
    wanted = folded(begun)
    found = [name for name in names if any(word.startswith(wanted) for word in _beginnings(name))]
    if found == [begun.strip()]:
        return []
    return sorted(found, key=lambda name: not folded(name).startswith(wanted))[:_MOST]


def _beginnings(name: str) -> list[str]:
    words = folded(name).split(" ")
    return [" ".join(words[at:]) for at in range(len(words))]
