"""Counts what is selected on the page: whole blocks by what is known of them, only the ends by their words."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from desk.story.body import Note
from desk.story.counts import Count, Counter, count_text
from desk.ui.editor.body_view import BodyView
from desk.ui.editor.field import Field
from desk.ui.editor.reading import OBJECT


def count_in_field(field: Field) -> Count | None:
    """What is selected in a field; None where nothing is."""
    cursor = field.textCursor()
    return count_text(cursor.selectedText()) if cursor.hasSelection() else None


def count_in_body(view: BodyView, counter: Counter) -> Count | None:
    """What is selected in the body, which this counter counted last; None where nothing is."""
    cursor = view.textCursor()
    if not cursor.hasSelection():
        return None
    start, stop = view.edits.selected()
    whole_start = start if _holds(view, cursor, start) else start + 1
    whole_stop = stop if _holds(view, cursor, stop - 1) else stop - 1
    count = counter.between(whole_start, max(whole_start, whole_stop))
    for index in sorted({start, stop - 1} - set(range(whole_start, whole_stop))):
        count = count + _part(view, cursor, index)
    return count


def _extent(view: BodyView, index: int) -> tuple[int, int]:
    """From where to where a block of the body stands in the document, without its last line end."""
    bridge, document = view.edits.bridge, view.document()
    last = document.findBlockByNumber(bridge.first_line(index + 1) - 1)
    return document.findBlockByNumber(bridge.first_line(index)).position(), last.position() + last.length() - 1


def _holds(view: BodyView, cursor: QTextCursor, index: int) -> bool:
    begin, end = _extent(view, index)
    return cursor.selectionStart() <= begin and end <= cursor.selectionEnd()


def _part(view: BodyView, cursor: QTextCursor, index: int) -> Count:
    if isinstance(view.edits.bridge.body.blocks[index], Note):
        return Count()
    begin, end = _extent(view, index)
    part = QTextCursor(view.document())
    part.setPosition(max(begin, cursor.selectionStart()))
    part.setPosition(max(begin, min(end, cursor.selectionEnd())), QTextCursor.MoveMode.KeepAnchor)
    return count_text(part.selectedText().replace(OBJECT, "").replace("\u2029", "\n").replace("\u2028", "\n"))
