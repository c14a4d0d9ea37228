"""The bar over the page: what to look for, how, and what to put in its place. It knows nothing of the story."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from desk.revise.query import Query
from desk.ui.editor.menus import leave_to_window
from desk.ui.icons import Icons
from desk.ui.roles import set_role
from desk.ui.statusline import Sentence

_ICON = QSize(16, 16)
_LEAST = 96  # px of a field
_COUNT = 84  # px for "317 of 1,240"


class _Field(QLineEdit):
    """A field that leaves the window its shortcuts."""

    def __init__(self, name: str, prompt: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(prompt)
        self.setMinimumWidth(_LEAST)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the field's own, other letters are not."""
        own = isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Z, Qt.Key.Key_Y}
        return (not own and leave_to_window(event)) or super().event(event)


class FindBar(QFrame):
    """Fields, options and buttons. Facts: `query_changed`; wishes: `next_requested`, `previous_requested`,
    `replace_requested`, `replace_all_requested`, `close_requested`."""

    query_changed = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    replace_requested = Signal()
    replace_all_requested = Signal()
    close_requested = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self.setProperty("role", "searchbar")
        self.setAccessibleName("Find and replace")
        self.field = _Field("Find", "Find")
        self.new = _Field("Replace with", "Replace with")
        self.more = self._option("replace", "Replace", "Ctrl+H")
        self.match_case = self._option("case-sensitive", "Match case", "Alt+C")
        self.whole_words = self._option("whole-word", "Whole words", "Alt+W")
        self.is_pattern = self._option("regex", "Regular expression", "Alt+X")
        self.keep_case = self._option("case-upper", "Take the capitals of what is replaced", "Alt+K")
        self.keep_case.setChecked(True)
        self.count = Sentence()
        self.count.setProperty("role", "meta")
        self.count.setAccessibleName("Found")
        self.count.setMinimumWidth(_COUNT)
        self.previous = self._tool("arrow-up", "Previous", "Shift+F3")
        self.next = self._tool("arrow-down", "Next", "F3")
        self.close_button = self._tool("x", "Close", "Esc")
        self.one = _button("Replace")
        self.all = _button("Replace all")
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.note.setProperty("role", "meta")
        self.note.hide()
        self._lay_out()
        self._connect()
        self.show_replace(on=False)

    @property
    def query(self) -> Query:
        """What is to be looked for."""
        plain = not self.is_pattern.isChecked()
        return Query(self.field.text(), self.match_case.isChecked(), self.whole_words.isChecked(), is_pattern=not plain)

    def show_replace(self, *, on: bool) -> None:
        """Show the row for replacing, or not."""
        self.more.setChecked(on)
        for widget in (self.new, self.keep_case, self.one, self.all):
            widget.setVisible(on)

    def show_count(self, sentence: str, role: str = "meta") -> None:
        """How many were found, and which is the current one."""
        self.count.setText(sentence)
        self.count.setToolTip(sentence)
        set_role(self.count, role)

    def show_note(self, sentence: str, role: str = "meta") -> None:
        """A sentence under the fields; "" for none."""
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        set_role(self.note, role)

    def allow(self, *, step: bool, replace: bool) -> None:
        """Whether there is anything to go to, or to replace."""
        for arrow in (self.previous, self.next):
            arrow.setEnabled(step)
        for button in (self.one, self.all):
            button.setEnabled(replace)

    def take_focus(self) -> None:
        """Let something be typed."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def has_focus(self) -> bool:
        """Whether the keyboard is in here."""
        return self.isVisible() and self.isAncestorOf(self.window().focusWidget())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; in the lower field it replaces. Escape closes."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.new.isVisible():
            self.all.click()
        elif enter and self.new.hasFocus():
            self.one.click()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.previous_requested.emit()
        elif enter:
            self.next_requested.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 10, 8)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        grid.addWidget(self.more, 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addLayout(_row(self.match_case, self.whole_words, self.is_pattern, self.count), 0, 2)
        grid.addLayout(_row(self.previous, self.next, self.close_button), 0, 3)
        grid.addWidget(self.new, 1, 1)
        grid.addLayout(_row(self.keep_case, self.one, self.all, None), 1, 2, 1, 2)
        grid.addWidget(self.note, 2, 1, 1, 3)
        words = (self.field, self.new, self.match_case, self.whole_words, self.is_pattern, self.keep_case)
        buttons = (self.previous, self.next, self.one, self.all, self.more, self.close_button)
        for one, other in pairwise((*words, *buttons)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_query_changed)
        for option in (self.match_case, self.whole_words, self.is_pattern):
            option.toggled.connect(self._on_query_changed)
        self.more.toggled.connect(self._on_more_toggled)
        self.next.clicked.connect(self.next_requested)
        self.previous.clicked.connect(self.previous_requested)
        self.one.clicked.connect(self.replace_requested)
        self.all.clicked.connect(self.replace_all_requested)
        self.close_button.clicked.connect(self.close_requested)

    def _tool(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "tool")
        button.setIcon(self._icons.icon(icon))
        button.setIconSize(_ICON)
        button.setAccessibleName(name)
        button.setToolTip(f"{name}  {keys}")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _option(self, icon: str, name: str, keys: str) -> QToolButton:
        button = self._tool(icon, name, keys)
        button.setCheckable(True)
        if keys.startswith("Alt"):
            button.setShortcut(keys)
        return button

    @Slot()
    def _on_query_changed(self) -> None:
        plain = not self.is_pattern.isChecked()
        self.keep_case.setEnabled(plain and not self.match_case.isChecked())
        self.query_changed.emit()

    @Slot(bool)
    def _on_more_toggled(self, on: bool) -> None:
        self.show_replace(on=on)


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAccessibleName(text)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    return button


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets in a row; None is room."""
    row = QHBoxLayout()
    row.setSpacing(2)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addSpacing(6 * isinstance(widget, Sentence))
            row.addWidget(widget, isinstance(widget, Sentence))
    return row
