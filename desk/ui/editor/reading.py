"""Reads lines out of Qt's document: what they are, their words and marks, and what is drawn in them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

from desk.story.body import Span
from desk.story.pieces import utf16_slice
from desk.ui.editor.lines import Held, Line, Piece
from desk.ui.editor.styles import BASE, KEY, NOTHING, base_of, level_of, link_of, marks_of, part_of

OBJECT = "\ufffc"


def words_of(block: QTextBlock) -> str:
    """The words of a line as they stand in the document, "\\u2028" for a line break."""
    return block.text().replace(OBJECT, "")


def read_line(block: QTextBlock, held: Mapping[int, Held]) -> Line:
    """The line that a text block of the document is."""
    return clipped_line(block, held, 0, block.length())


def clipped_line(block: QTextBlock, held: Mapping[int, Held], start: int, stop: int) -> Line:
    """The part of a line between two positions, counted from its beginning."""
    pieces: list[Piece] = []
    form = block.blockFormat()
    part, level = part_of(form), level_of(form)
    base = base_of(part, level)
    # An empty line has a look too: that of what will be typed in it.
    in_style = block.length() > 1 or block.charFormat().intProperty(BASE) == base
    origin = block.position()
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        begin = fragment.position() - origin
        text = fragment.text()
        char = fragment.charFormat()
        in_style &= char.intProperty(BASE) == base
        if begin < start or begin + fragment.length() > stop:
            text = utf16_slice(text, max(0, start - begin), max(0, stop - begin))
        if text:
            _add(pieces, text, char, held)
        at += 1
    return Line(part, tuple(pieces), level, form.boolProperty(NOTHING), in_style)


def _add(pieces: list[Piece], text: str, form: QTextCharFormat, held: Mapping[int, Held]) -> None:
    if OBJECT in text:
        thing = held.get(form.intProperty(KEY))
        pieces.extend([thing] * text.count(OBJECT) if thing is not None else [])
        text = text.replace(OBJECT, "")
        if not text:
            return
    span = Span(text, marks_of(form), link_of(form))
    last = pieces[-1] if pieces else None
    if isinstance(last, Span) and last.like(span):
        pieces[-1] = Span(last.text + span.text, span.marks, span.link)
    elif span.text:
        pieces.append(span)


def whole_position(document: QTextDocument, position: int) -> int:
    """The nearest position at or before this one that is in the text and in the middle of no character."""
    position = max(0, min(position, document.characterCount() - 1))
    return position - 1 if "\udc00" <= document.characterAt(position) <= "\udfff" else position


def line_at(document: QTextDocument, position: int) -> int:
    """The number of the line at a position, the last one where the position is beyond the end."""
    block = document.findBlock(position)
    return block.blockNumber() if block.isValid() else document.blockCount() - 1
