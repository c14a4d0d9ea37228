"""What Enter, Backspace, Delete, Tab and typing do where Qt's own way would hurt the structure of the body."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor

from desk.story.body import Paragraph
from desk.ui.editor.commands import Commands
from desk.ui.editor.edits import END, BodyEdits, Spot
from desk.ui.editor.lines import FOLLOWERS, HOLDERS, LISTS, Part
from desk.ui.editor.styles import part_of

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
# Lines that Enter on an empty one, or Backspace at the start, makes a paragraph again.
_LEFT_ON_ENTER = frozenset({Part.QUOTE, Part.NOTE, *LISTS})
_LEFT_ON_BACKSPACE = _LEFT_ON_ENTER | {Part.HEADING, Part.PULL}


class Keys:
    """Handles a key press, or leaves it to the view."""

    def __init__(self, edits: BodyEdits, commands: Commands) -> None:
        self._edits = edits
        self._commands = commands

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was dealt with here."""
        bare = not event.modifiers() & _COMMANDS
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if bare:
                return not event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._enter()
            case Qt.Key.Key_Backspace:
                return self._backspace()
            case Qt.Key.Key_Delete:
                return self._delete()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab if bare:
                self._commands.indent(1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
            case _:
                if bare and event.text() and event.text().isprintable():
                    self.leave_object()
                return False

    def takes_tab(self, *, forward: bool) -> bool:
        """Whether Tab moves a list item here, instead of going on to the next field."""
        return self._edits.part in LISTS and (forward or self._edits.level > 0)

    def leave_object(self) -> None:
        """Make a paragraph to write in where the caret is beside a picture, a table, a rule or an embed."""
        edits = self._edits
        if edits.part not in HOLDERS:
            return
        index = edits.spot(edits.cursor.selectionEnd()).index
        before = not edits.cursor.hasSelection() and edits.cursor.atBlockStart()
        at = index if before else index + 1
        edits.put(at, at, (Paragraph(),), Spot(at))

    def _enter(self) -> bool:
        edits = self._edits
        cursor, part = edits.cursor, edits.part
        if part in HOLDERS:
            self.leave_object()
            return True
        if cursor.hasSelection():
            return False
        empty = cursor.block().length() == 1
        if part in {Part.PULL, Part.CAPTION}:
            edits.go(cursor.block().next().position())
        elif part in FOLLOWERS:
            at = edits.spot(cursor.position()).index + 1
            edits.put(at, at, (Paragraph(),), Spot(at))
        elif part in _LEFT_ON_ENTER and empty:
            self._step_out(part)
        elif part is Part.HEADING and cursor.atBlockEnd():
            at = edits.spot(cursor.position()).index + 1
            edits.put(at, at, (Paragraph(),), Spot(at))
        else:
            return False
        return True

    def _step_out(self, part: Part) -> None:
        if part in LISTS and self._edits.level:
            self._commands.indent(-1)
        else:
            self._commands.set_kind(Part.PARAGRAPH)

    def _backspace(self) -> bool:
        edits = self._edits
        if (index := edits.selected_object()) is not None:
            self._commands.remove(index)
            return True
        cursor = edits.cursor
        if cursor.hasSelection():
            return False
        if edits.part in HOLDERS:
            return self._at_object(cursor, forward=False)
        if not cursor.atBlockStart():
            return False
        if edits.part in _LEFT_ON_BACKSPACE:
            self._commands.set_kind(Part.PARAGRAPH)
            return True
        above = cursor.block().previous()
        return above.isValid() and self._join(above, cursor.block())

    def _delete(self) -> bool:
        edits = self._edits
        if (index := edits.selected_object()) is not None:
            self._commands.remove(index)
            return True
        cursor = edits.cursor
        if cursor.hasSelection():
            return False
        if edits.part in HOLDERS:
            return self._at_object(cursor, forward=True)
        below = cursor.block().next()
        if not cursor.atBlockEnd() or not below.isValid():
            return False
        return self._join(cursor.block(), below)

    def _at_object(self, cursor: QTextCursor, *, forward: bool) -> bool:
        """Beside a drawn thing: select it where the key would eat it, else go where the key points."""
        eats = cursor.atBlockStart() if forward else cursor.atBlockEnd()
        if eats:
            return self._edits.select_object(cursor.block())
        other = cursor.block().next() if forward else cursor.block().previous()
        if other.isValid():
            self._edits.go(other.position() if forward else other.position() + other.length() - 1)
        return True

    def _join(self, above: QTextBlock, below: QTextBlock) -> bool:
        """Join two lines. Where they cannot be, an empty paragraph among them goes, or only the caret moves."""
        upper, lower = part_of(above.blockFormat()), part_of(below.blockFormat())
        edits = self._edits
        if lower not in FOLLOWERS | HOLDERS and upper not in FOLLOWERS | HOLDERS | {Part.PULL}:
            if above.length() > 1 or below.length() == 1:
                return False
            # An empty line above goes, and the line below stays what it is.
            index = edits.spot(above.position()).index
            edits.put(index, index + 1, (), Spot(index))
            return True
        if lower is Part.PARAGRAPH and below.length() == 1:
            index = edits.spot(below.position()).index
            line = edits.spot(above.position()).line
            edits.put(index, index + 1, (), Spot(index - 1, line, END))
            return True
        if upper is Part.PARAGRAPH and above.length() == 1:
            index = edits.spot(above.position()).index
            edits.put(index, index + 1, (), Spot(index))
            return True
        thing = above if upper in HOLDERS else below if lower in HOLDERS else None
        if thing is None or not edits.select_object(thing):
            edits.go(above.position() + above.length() - 1 if edits.block == below else below.position())
        return True
