"""The bar over selected words: what is done most often to them, where the eye is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from desk.ui.editor.floating import Floating
from desk.ui.editor.lines import PLAIN
from desk.ui.editor.page import EditorPage
from desk.ui.editor.reading import OBJECT
from desk.ui.editor.styles import part_of
from desk.ui.settings import SettingsStore

REST = 350  # ms for which a selection stays as it is before the bar comes
_ICON = QSize(16, 16)


class SelectionBar(Floating):
    """Stands above the selection of a page once that rests, or below it where there is no room, and never upon it.

    Its buttons are the window's actions; None draws a line between them. Settings say whether it may come at all.
    """

    def __init__(self, page: EditorPage, actions: Iterable[QAction | None], store: SettingsStore) -> None:
        super().__init__(page, "Selected words")
        self._page = page
        self._store = store
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._refused = (0, 0)  # the selection for which it was sent away
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        for action in actions:
            row.addWidget(self._button(action) if action is not None else _upright())
        self._rest.timeout.connect(self._on_rested)
        page.selectionChanged.connect(self._on_selection_changed)
        page.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def leave(self) -> None:
        """Be gone until something else is selected."""
        self._rest.stop()
        self._refused = self._range()
        super().leave()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setIconSize(_ICON)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        button.setAccessibleName(action.text().removesuffix("…"))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    @Slot()
    def _on_selection_changed(self) -> None:
        if self._range() != self._refused:
            self._refused = (0, 0)
        self._rest.stop()
        self.hide()
        if self._is_about_words():
            self._rest.start()

    @Slot()
    def _on_scrolled(self) -> None:
        if self.isVisible():
            self.leave()

    @Slot()
    def _on_rested(self) -> None:
        box = self._box() if self._is_about_words() else None
        if self._page.pointing.is_selecting:
            self._rest.start()
        elif box is not None:
            self.stand_by(box, above=True)

    def _is_about_words(self) -> bool:
        cursor = self._page.textCursor()
        if not cursor.hasSelection() or not self._page.hasFocus() or not self._store.settings.selection_bar:
            return False
        if self._refused == self._range() or part_of(cursor.blockFormat()) in PLAIN:
            return False
        return bool(cursor.selectedText().replace(OBJECT, "").strip())

    def _range(self) -> tuple[int, int]:
        cursor = self._page.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    def _box(self) -> QRect | None:
        """Where the selection is, as far as it is to be seen. Of what is not, Qt is not asked: it might have to lay
        out a long text to answer."""
        page, room = self._page, self._page.viewport().rect()
        start, stop = self._range()
        seen_from = page.cursorForPosition(room.topLeft()).position()
        seen_to = page.cursorForPosition(room.bottomRight()).position()
        if stop < seen_from or start > seen_to:
            return None
        first = self._place(start) if start >= seen_from else QRect(room.topLeft(), room.topRight())
        last = self._place(stop) if stop <= seen_to else QRect(room.bottomLeft(), room.bottomRight())
        box = first.united(last)
        if first.top() != last.top():  # several lines: the whole width of them
            box.setLeft(room.left())
            box.setRight(room.right())
        return box

    def _place(self, position: int) -> QRect:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(position)
        return self._page.cursorRect(cursor)


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("role", "upright")
    line.setFixedSize(1, 18)
    return line
