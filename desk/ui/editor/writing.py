"""Writes lines into Qt's document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from desk.story.body import Span, Spans
from desk.story.pieces import utf16_length
from desk.ui.editor.lines import Held, Line
from desk.ui.editor.reading import OBJECT
from desk.ui.editor.styles import KEY, OBJECT_TYPE, Styles, level_of, link_of, marks_of, part_of


class LineWriter:
    """Writes lines, and keeps what is drawn in them by the `KEY` of its character's format."""

    def __init__(self, document: QTextDocument, styles: Styles) -> None:
        self._document = document
        self.styles = styles
        self._held: dict[int, Held] = {}
        self._next_key = 1

    @property
    def held(self) -> Mapping[int, Held]:
        """What is drawn in the document, by key."""
        return self._held

    def write_all(self, lines: Sequence[Line]) -> None:
        """Put these lines, at least one, in place of the whole document, whose margins stay.

        A document that was cleared in the same edit is one that Qt lays out as it is looked at, and not all
        of it at once."""
        self._held.clear()
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        margins = self._document.rootFrame().frameFormat()
        self._document.clear()
        self._document.rootFrame().setFrameFormat(margins)
        self._write_lines(cursor, lines)
        cursor.endEditBlock()

    def write(self, first: int, stop: int, lines: Sequence[Line]) -> None:
        """Put these lines, at least one, in place of those from `first` up to `stop`, at least one."""
        last = self._document.findBlockByNumber(stop - 1)
        cursor = QTextCursor(self._document.findBlockByNumber(first))
        cursor.beginEditBlock()
        cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write_lines(cursor, lines)
        cursor.endEditBlock()

    def _write_lines(self, cursor: QTextCursor, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            ground = self.styles.char(line.part, line.level)
            if number:
                cursor.insertBlock(self.styles.block(line), ground)
            else:
                cursor.setBlockFormat(self.styles.block(line))
                cursor.setBlockCharFormat(ground)
            self._write_pieces(cursor, line)

    def exchange(self, line: int, thing: Held, *, resized: bool = True) -> bool:
        """Let what is drawn in a line be this from now on. Whether there is nothing but a drawn thing in it."""
        block = self._document.findBlockByNumber(line)
        key = block.begin().fragment().charFormat().intProperty(KEY) if block.text() == OBJECT else 0
        if key not in self._held:
            return False
        self._held[key] = thing
        if resized:
            self._document.markContentsDirty(block.position(), block.length())
        return True

    def write_words(self, cursor: QTextCursor, words: Spans) -> None:
        """Write words at a cursor, in place of its selection, in the style of its line."""
        form = cursor.blockFormat()
        part, level = part_of(form), level_of(form)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for span in words:
            cursor.insertText(_in_qt(span.text), self.styles.char(part, level, span.marks, span.link))
        cursor.endEditBlock()

    def delete(self, line: int) -> None:
        """Take one line out of the document; the lines around it stay what they are."""
        block = self._document.findBlockByNumber(line)
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        other = block.previous() if line else block.next()
        form, ground = other.blockFormat(), other.charFormat()
        begin = other.position() + other.length() - 1 if line else block.position()
        end = block.position() + block.length() - (1 if line else 0)
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        # Qt lets either of two joined lines win.
        cursor.setBlockFormat(form)
        cursor.setBlockCharFormat(ground)
        cursor.endEditBlock()

    def restyle(self, line: int) -> None:
        """Let all words of a line look as the line wants them."""
        block = self._document.findBlockByNumber(line)
        form = block.blockFormat()
        part, level = part_of(form), level_of(form)
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        cursor.setBlockCharFormat(self.styles.char(part, level))
        runs = []
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            char = fragment.charFormat()
            style = self.styles.char(part, level, marks_of(char), link_of(char))
            start = fragment.position()
            # Words typed over something drawn have its format, and are no part of it.
            for drawn, words in groupby(fragment.text(), partial(_is_drawn, bool(char.intProperty(KEY)))):
                stop = start + utf16_length("".join(words))
                if not drawn:
                    runs.append((start, stop, style))
                start = stop
            at += 1
        for start, stop, style in runs:
            cursor.setPosition(start)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(style)
        cursor.endEditBlock()

    def _write_pieces(self, cursor: QTextCursor, line: Line) -> None:
        for piece in line.pieces:
            if isinstance(piece, Span):
                style = self.styles.char(line.part, line.level, piece.marks, piece.link)
                cursor.insertText(_in_qt(piece.text), style)
            else:
                cursor.insertText(OBJECT, self._object(piece, line))

    def _object(self, thing: Held, line: Line) -> QTextCharFormat:
        made = QTextCharFormat(self.styles.char(line.part, line.level))
        made.setObjectType(OBJECT_TYPE)
        made.setProperty(KEY, self._next_key)
        self._held[self._next_key] = thing
        self._next_key += 1
        return made


def _in_qt(text: str) -> str:
    return text.replace("\n", "\u2028")


def _is_drawn(keyed: bool, character: str) -> bool:
    return keyed and character == OBJECT
