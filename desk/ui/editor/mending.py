"""Puts lines right that an edit left unlike the blocks that they make: a caption whose picture is gone,
words beside a picture, words that were joined to a line of another look. The body stays what it is.
"""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from desk.story.pieces import utf16_length, utf16_slice
from desk.ui.editor.bridge import NOTHING_LINE, Bridge, Unsound
from desk.ui.editor.reading import OBJECT, words_of


def mend(bridge: Bridge, cursor: QTextCursor) -> bool:
    """Put right what was edited lately; `cursor` keeps its place among the words. Whether there was anything."""
    unsound = bridge.unsound()
    if not unsound:
        return False
    edit = QTextCursor(bridge.document)
    edit.beginEditBlock()
    for lines in unsound:
        if lines.proper:
            for line in range(lines.first, lines.first + lines.count):
                bridge.writer.restyle(line)
        else:
            _rewrite(bridge, lines, cursor)
    edit.endEditBlock()
    return True


def _rewrite(bridge: Bridge, lines: Unsound, cursor: QTextCursor) -> None:
    document = bridge.document
    stop = lines.first + lines.count
    inside = lines.first <= cursor.blockNumber() < stop
    words, fresh = _words_before(cursor, lines.first)
    if lines.wanted:
        bridge.writer.write(lines.first, stop, lines.wanted)
    elif document.blockCount() > 1:
        bridge.writer.delete(lines.first)
        return
    else:
        bridge.writer.write(lines.first, stop, (NOTHING_LINE,))
    if inside:
        wanted = len(lines.wanted) or 1
        cursor.setPosition(_place(document, lines.first, lines.first + wanted, words, fresh))


def _words_before(cursor: QTextCursor, first: int) -> tuple[int, bool]:
    """How much text stands between the beginning of a line and the cursor, and whether a line begins there."""
    block = cursor.block()
    words = utf16_length(utf16_slice(block.text(), 0, cursor.positionInBlock()).replace(OBJECT, ""))
    fresh = words == 0 and block.blockNumber() > first
    while block.blockNumber() > first:
        block = block.previous()
        words += utf16_length(words_of(block))
    return words, fresh


def _place(document: QTextDocument, first: int, stop: int, words: int, fresh: bool) -> int:
    """The position behind so much text, at the beginning of a line where `fresh`, else in the earliest."""
    block = document.findBlockByNumber(first)
    while block.blockNumber() < stop - 1:
        length = utf16_length(words_of(block))
        if words < length or (words == length and not fresh):
            break
        words -= length
        if words == 0 and fresh:
            return block.next().position()
        block = block.next()
    return min(block.position() + words + block.text().count(OBJECT), block.position() + block.length() - 1)
