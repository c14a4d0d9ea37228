"""What the context menu offers for a misspelt word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFont, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from desk.spelling.faults import Fault, Kind
from desk.ui.editor.layers import is_code
from desk.ui.editor.menus import MenuAt
from desk.ui.manuscript import Manuscript
from desk.ui.spelling.checker import Checker
from desk.ui.spelling.replacing import replace_word

PATIENCE = 1_500  # ms that the menu waits for suggestions
_MOST = 6


@dataclass(frozen=True, slots=True)
class _Asked:
    """A menu that waits for suggestions."""

    at: MenuAt
    word: QTextCursor
    fault: Fault


class SpellingMenu(QObject):
    """Fills context menus. Wishes: `add_requested` and `ignore_requested` carry the word."""

    add_requested = Signal(str)
    ignore_requested = Signal(str)

    def __init__(self, checker: Checker, manuscript: Manuscript, language: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._checker = checker
        self._manuscript = manuscript
        self._language = language
        self._asked: _Asked | None = None
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self.patience.timeout.connect(self._on_patience_lost)

    def take(self, at: MenuAt) -> bool:
        """Whether a misspelt word was clicked. The menu then opens once there are suggestions, or after a while."""
        block = at.view.document().findBlock(at.position)
        fault = fault_at(self._checker, block, at.position - block.position())
        self._drop()
        if fault is None or at.view.isReadOnly():
            return False
        word = word_of(at.view, block, fault)
        self._asked = asked = _Asked(at, word, fault)
        self.patience.start()
        self._checker.suggest(fault, partial(self._on_suggestions, asked))
        return True

    def _drop(self) -> None:
        if self._asked is not None:
            self._asked.at.menu.deleteLater()
            self._asked = None
        self.patience.stop()

    def _on_suggestions(self, asked: _Asked, found: tuple[str, ...]) -> None:
        if asked is self._asked:
            self._open(asked, found, "No suggestions")

    @Slot()
    def _on_patience_lost(self) -> None:
        if self._asked is not None:
            self._open(self._asked, (), "Suggestions take a while: press F7")

    def _open(self, asked: _Asked, found: tuple[str, ...], none: str) -> None:
        self._asked = None
        self.patience.stop()
        menu = asked.at.menu
        first = menu.actions()[0] if menu.actions() else None
        for action in self._entries(menu, asked, found[:_MOST], none):
            menu.insertAction(first, action) if first is not None else menu.addAction(action)
        menu.popup(asked.at.place)

    def _entries(self, menu: QMenu, asked: _Asked, found: tuple[str, ...], none: str) -> list[QAction]:
        fault = asked.fault
        entries = [_bold(_title(fault, text), menu, partial(self._replace, asked, text)) for text in found]
        if not entries:
            entries = [_quiet(none, menu)]
        entries.append(_separator(menu))
        if fault.kind is Kind.MISSPELT:
            title = f"Add “{fault.word}” to the Words of This Library"
            entries.append(_action(title, menu, partial(self.add_requested.emit, fault.word)))
        entries.append(_action("Ignore in This Story", menu, partial(self.ignore_requested.emit, fault.label)))
        return [*entries, _quiet(self._language(), menu), _separator(menu)]

    def _replace(self, asked: _Asked, text: str) -> None:
        word, fault = asked.word, asked.fault
        if word.selectedText() == fault.word:
            start = word.selectionStart()
            if fault.kind is Kind.TWICE:
                start, text = _gap_before(word), ""
            replace_word(asked.at.view, self._manuscript, start, word.selectionEnd(), text)


def fault_at(checker: Checker, block: QTextBlock, place: int) -> Fault | None:
    """What is misspelt at a place of a line, in UTF-16 code units; None where nothing is."""
    for fault in checker.faults(block.text()) or ():
        if fault.start <= place <= fault.stop and not is_code(block, fault.start):
            return fault
    return None


def word_of(view: QTextEdit, block: QTextBlock, fault: Fault) -> QTextCursor:
    """A cursor that selects a misspelt word."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(block.position() + fault.start)
    cursor.setPosition(block.position() + fault.stop, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _gap_before(word: QTextCursor) -> int:
    """Where the space before a word begins."""
    document = word.document()
    start = word.selectionStart()
    while start and document.characterAt(start - 1).isspace():
        start -= 1
    return start


def _title(fault: Fault, text: str) -> str:
    return f"Take the Second “{text}” Out" if fault.kind is Kind.TWICE else text


def _action(title: str, menu: QMenu, does: Callable[[], object]) -> QAction:
    action = QAction(title.replace("&", "&&"), menu)
    action.triggered.connect(does)
    return action


def _bold(title: str, menu: QMenu, does: Callable[[], object]) -> QAction:
    action = _action(title, menu, does)
    font = QFont(menu.font())
    font.setWeight(QFont.Weight.DemiBold)
    action.setFont(font)
    return action


def _quiet(title: str, menu: QMenu) -> QAction:
    action = QAction(title, menu)
    action.setEnabled(False)
    return action


def _separator(menu: QMenu) -> QAction:
    action = QAction(menu)
    action.setSeparator(True)
    return action
