"""Where the person is on a page in terms of the story, and the way from a place of the story to the page."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from desk.story.body import Block, Embed, Figure, Table
from desk.story.pieces import utf16_length, utf16_slice
from desk.story.places import WRITTEN, Place, parts
from desk.ui.editor.edits import Spot
from desk.ui.editor.page import EditorPage
from desk.ui.undo import Caret, CellCaret

_ABOVE = 0.3  # how far down the window stands what was out of sight, as a part of its height
_MARGIN = 24  # px from its edges that are out of sight as well


class Whereabouts:
    """Reads and moves the caret of a page. Positions are code points in the text of a `Place`."""

    def __init__(self, page: EditorPage) -> None:
        self._page = page

    def here(self) -> tuple[Place, int, int]:
        """Where the person is or was last: a place, and the ends of the selection in its text."""
        caret = self._page.manuscript.caret
        field = self._page.fields.field(caret.field)
        if field is not None:
            return Place(caret.field), *_code_points(field.toPlainText(), caret.position, caret.anchor)
        spot = self._page.edits.spot(caret.position)
        blocks = self._page.manuscript.story.body.blocks
        if spot.index >= len(blocks):
            return Place("body", max(0, len(blocks) - 1)), 0, 0
        block = blocks[spot.index]
        if caret.cell is not None and isinstance(block, Table):
            part = caret.cell.row * len(block.rows[0]) + caret.cell.column
            text = parts(block)[part] if part < len(parts(block)) else ""
            return Place("body", spot.index, part), *_code_points(text, caret.cell.position, caret.cell.anchor)
        part = _part_of_line(block, spot.line)
        line = self._page.document().findBlock(caret.position)
        ends = (caret.position - line.position(), caret.anchor - line.position())
        return Place("body", spot.index, part), *_code_points(line.text(), *ends)

    def shown(self) -> dict[str, str]:
        """The lines that stand otherwise on the page than in the story, because the credits may write them."""
        return {name: self._text(name) for name in WRITTEN}

    def selected(self) -> str:
        """The words that are selected, where they stand in one line; else "", and so for what is drawn."""
        view = self._view()
        words = view.textCursor().selectedText()
        return "" if "\u2029" in words or "\ufffc" in words else words.replace("\u2028", "\n")

    def caret(self, place: Place, start: int, stop: int) -> Caret:
        """The caret that selects these words, or what is drawn where they cannot be selected by themselves."""
        page = self._page
        field = page.fields.field(place.field)
        if field is not None:
            text, shown = self._text(place.field), field.toPlainText()
            return Caret(place.field, _in_shown(text, shown, stop), _in_shown(text, shown, start, begin=True))
        index = place.block or 0
        block = page.manuscript.story.body.blocks[index]
        if not parts(block):  # a rule, which has no words
            at = page.edits.position(Spot(index))
            return Caret("body", at, at)
        text = parts(block)[place.part]
        ends = utf16_length(text[:stop]), utf16_length(text[:start])
        if isinstance(block, Table):
            at = page.edits.position(Spot(index))
            return Caret("body", at, at, CellCaret(*divmod(place.part, len(block.rows[0])), *ends))
        line = _line_of_part(block, place.part)
        if line is None:
            at = page.edits.position(Spot(index))
            return Caret("body", at + 1, at)
        begin = page.edits.position(Spot(index, line))
        return Caret("body", begin + ends[0], begin + ends[1])

    def go(self, caret: Caret, *, take_focus: bool = True) -> None:
        """Select what a caret of `caret` selects, and scroll there. Without `take_focus` the keyboard stays where it
        is, and the selection is to be seen all the same."""
        page = self._page
        focus = page.window().focusWidget()
        target = page.fields.field(caret.field)
        self._clear_others(target or page)
        if target is not None:
            page.tables.leave()
            target.put_caret(caret.position, caret.anchor)
            page.reveal(target)
            if take_focus:
                target.setFocus()
        elif not page.tables.show_caret(caret):
            page.put_caret(caret.position, caret.anchor)
            self._reveal()
            if take_focus:
                page.setFocus()
        page.manuscript.caret = caret
        if not take_focus and focus is not None:
            focus.setFocus()

    def take_focus(self) -> None:
        """Give the keyboard back to where the person is."""
        self._view().setFocus()

    def _view(self) -> QTextEdit:
        caret = self._page.manuscript.caret
        return self._page.fields.field(caret.field) or self._page.tables.editor or self._page

    def _text(self, name: str) -> str:
        field = self._page.fields.field(name) if name in WRITTEN else None
        return field.text() if field is not None else str(getattr(self._page.manuscript.story, name))

    def _clear_others(self, target: QTextEdit) -> None:
        views: list[QTextEdit] = [*self._page.head.fields, self._page.foot.contribution, self._page]
        for view in views:
            cursor = view.textCursor()
            if view is not target and cursor.hasSelection():
                cursor.clearSelection()
                view.setTextCursor(cursor)

    def _reveal(self) -> None:
        page = self._page
        bar = page.verticalScrollBar()
        page.ensureCursorVisible()
        begin = QTextCursor(page.textCursor())
        begin.setPosition(page.textCursor().selectionStart())
        box: QRect = page.cursorRect(begin)
        height = page.viewport().height()
        if box.top() < _MARGIN or box.bottom() > height - _MARGIN:
            bar.setValue(bar.value() + box.top() - int(height * _ABOVE))


def _code_points(text: str, *offsets: int) -> tuple[int, int]:
    """Offsets as Qt counts, the lower one first, as Python counts."""
    low, high = sorted(len(utf16_slice(text, 0, max(0, offset))) for offset in offsets)
    return low, high


def _in_shown(text: str, shown: str, offset: int, *, begin: bool = False) -> int:
    """Where an offset in a field's text is on the screen, where somebody may have typed a space more."""
    if text == shown:
        return utf16_length(shown[:offset])
    letters = sum(not character.isspace() for character in text[:offset])
    at = 0
    while letters and at < len(shown):
        letters -= not shown[at].isspace()
        at += 1
    if begin and not text[offset : offset + 1].isspace():
        at = len(shown) - len(shown[at:].lstrip())
    return utf16_length(shown[:at])


def _part_of_line(block: Block, line: int) -> int:
    """Which text of a block stands in its line of this number; for something drawn, the first."""
    return min(line, max(0, len(parts(block)) - 1))


def _line_of_part(block: Block, part: int) -> int | None:
    """Which line of a block has this text; None for one that is drawn, or not to be seen."""
    return None if isinstance(block, Embed) or (isinstance(block, Figure) and part == 0) else part
