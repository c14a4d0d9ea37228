"""A step that wants a note: what should go with it?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desk.story.body import clean_text
from desk.story.states import State
from desk.story.workflow import Asked, Step
from desk.ui.dialogs.base import Dialog, button, plain

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 4
# What the note is for, where it goes there.
_WHY: dict[State, str] = {
    State.DRAFT: "What is to be done? The author sees it over the page.",
    State.SUBMITTED: "Anything that the editor should know?",
    State.UPDATED: "What is new in the story?",
    State.CORRECTED: "What was wrong, and how is it right?",
    State.KILLED: "Why is the story withdrawn?",
    State.SPIKED: "Why is the story given up?",
    State.IN_REVIEW: "What is to be looked at again?",
}
_ELSE = "Why does it go on?"


class NoteField(QPlainTextEdit):
    """Some lines of text. Enter is done with them, Shift and Enter begin a new line. `done` comes with Enter."""

    done = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 22)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done."""
        if event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.done.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class WordsField(NoteField):
    """One of several such fields in a dialog, whose key Ctrl and Enter is."""

    @property
    def words(self) -> str:
        """What was written."""
        return clean_text(self.toPlainText()).strip()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Passes the dialog's key on."""
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NoteDialog(Dialog):
    """`taken` carries the note, "" where none was given and none is needed."""

    taken = Signal(str)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(step.name, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(480)
        self._is_required = step.note is Asked.REQUIRED
        asks = _WHY.get(step.target, _ELSE)
        self.column.addWidget(plain(asks if self._is_required else f"{asks} It may stay empty.", "muted", wrap=True))
        self.note = NoteField("Note")
        self.column.addWidget(self.note)
        self.column.addWidget(plain("Enter goes on, Shift+Enter begins a new line.", "meta"))
        cancel = button("Cancel")
        self.go = button(step.name, "primary")
        self.go.setDefault(True)
        row = self.button_row()
        for one in (cancel, self.go):
            row.addWidget(one)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)
        self.note.done.connect(self._on_go)
        self.note.textChanged.connect(self._on_typed)
        self._on_typed()
        self.note.setFocus()

    @property
    def text(self) -> str:
        """What was written."""
        return clean_text(self.note.toPlainText()).strip()

    @Slot()
    def _on_typed(self) -> None:
        self.go.setEnabled(bool(self.text) or not self._is_required)

    @Slot()
    def _on_go(self) -> None:
        if self.go.isEnabled():
            self.taken.emit(self.text)
            self.accept()
