"""The card that opens at a misspelt word: what may have been meant, and what else can be done. All of it by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from desk.ui.editor.floating import press_with
from desk.ui.editor.popover import Popover

WIDTH = 348  # px
_ROW = 28  # px
_INSET = 16  # px from the edge to the word
_MOST = 6
_ARROWS = frozenset(
    {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
)


class SpellingPopup(Popover):
    """Wishes: `change_requested` and `change_all_requested` carry a suggestion, `ignore_requested` and
    `add_requested` nothing. It stays open from one word to the next."""

    change_requested = Signal(str)
    change_all_requested = Signal(str)
    ignore_requested = Signal()
    add_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Spelling", parent)
        self.setObjectName("spelling")
        self.word = _label("strong")
        self.note = _label("meta")
        self.suggestions = QListWidget()
        self.suggestions.setProperty("role", "list")
        self.suggestions.setAccessibleName("Suggestions")
        self.suggestions.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.suggestions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.change = _button("Change", "primary", "Change (Enter)")
        self.change_all = _button("Change all", "", "Change it wherever it stands (Shift+Enter)")
        self.ignore = _button("Ignore", "quiet", "Let it pass in this story (I)")
        self.add = _button("Add", "quiet", "Add it to the words of this library (A)")
        self._texts: tuple[str, ...] = ()
        self._lay_out()
        self._connect()
        self.suggestions.installEventFilter(self)

    def show_word(self, word: str, note: str, *, is_twice: bool) -> None:
        """What is misspelt, and what there is to say of it; suggestions come later."""
        self.word.setText(f"{word} {word}" if is_twice else word)
        self.note.setText(note)
        self.change.setText("Take one out" if is_twice else "Change")
        for button in (self.change_all, self.add):
            button.setVisible(not is_twice)
        self._fill((), "Looking for suggestions…")

    def show_suggestions(self, found: Sequence[str]) -> None:
        """What may have been meant."""
        self._fill(tuple(found[:_MOST]), "No suggestions")
        said = f"{self.word.text()}: {', '.join(self._texts) or 'no suggestions'}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def take_focus(self) -> None:
        """A list that has nothing to choose cannot have the keyboard; the keys must not go to the page all the same."""
        (self.suggestions if self._texts else self.ignore).setFocus(Qt.FocusReason.PopupFocusReason)

    def size_in(self, width: int) -> QSize:
        """Of a width that fits every suggestion, if the page has it."""
        return QSize(min(WIDTH, width), self.sizeHint().height())

    def most_height(self) -> int:
        """With as many suggestions as are shown."""
        return self.sizeHint().height() + _ROW * (_MOST - self.suggestions.count())

    def inset(self) -> int:
        """The misspelt word stands below itself."""
        return _INSET

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers choose, Enter changes (or presses the button upon which it is pressed), Escape closes."""
        key, row = event.key(), event.key() - Qt.Key.Key_1
        if 0 <= row < len(self._texts):
            self.change_requested.emit(self._texts[row])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            all_of_them = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            # Before there are suggestions the keyboard is upon "Ignore", which nobody chose.
            if all_of_them or not self._texts or not press_with(event, self):
                (self.change_all if all_of_them else self.change).click()
        elif key == Qt.Key.Key_I:
            self.ignore.click()
        elif key == Qt.Key.Key_A:
            self.add.click()
        else:
            super().keyPressEvent(event)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list keeps the arrows; other keys are not for searching in it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() in _ARROWS:
            return super().eventFilter(watched, event)
        self.keyPressEvent(event)
        return True

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 2)
        head.setSpacing(10)
        head.addWidget(self.word)
        head.addStretch(1)
        head.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button in (self.change, self.change_all):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self.ignore, self.add):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.suggestions)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.suggestions.itemClicked.connect(self._on_change_clicked)
        self.change.clicked.connect(self._on_change_clicked)
        self.change_all.clicked.connect(self._on_change_all_clicked)
        self.ignore.clicked.connect(self.ignore_requested)
        self.add.clicked.connect(self.add_requested)

    def _fill(self, texts: tuple[str, ...], none: str) -> None:
        self._texts = texts
        self.suggestions.clear()
        self.suggestions.addItems([f"{number}   {text}" for number, text in enumerate(texts, start=1)] or [none])
        for row in range(self.suggestions.count()):
            self.suggestions.item(row).setSizeHint(QSize(0, _ROW))
        self.suggestions.setFixedHeight(_ROW * self.suggestions.count() + 2)
        self.suggestions.setEnabled(bool(texts))
        if texts:
            self.suggestions.setCurrentRow(0)
        for button in (self.change, self.change_all):
            button.setEnabled(bool(texts))
        if self.is_open:
            self.place_again()
            self.take_focus()

    def _current(self) -> str:
        row = self.suggestions.currentRow()
        return self._texts[row] if 0 <= row < len(self._texts) else ""

    @Slot()
    def _on_change_clicked(self) -> None:
        if self._texts:
            self.change_requested.emit(self._current())

    @Slot()
    def _on_change_all_clicked(self) -> None:
        if self._texts:
            self.change_all_requested.emit(self._current())


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label


def _button(title: str, role: str, tip: str) -> QPushButton:
    button = QPushButton(title)
    button.setProperty("role", role)
    button.setAccessibleName(title)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
