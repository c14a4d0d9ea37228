"""The commands of the Text menu: quotes, case and strays, in what is selected or in the whole story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desk.story.body import Block, Table, spans, text_of
from desk.story.changes import same_place
from desk.story.pieces import utf16_length, utf16_slice
from desk.story.plurals import counted
from desk.story.rewriting import (
    Command,
    Rewriting,
    Tally,
    doubling,
    joining,
    lower_casing,
    rewritten_story,
    sentence_casing,
    singling,
    smartening,
    spacing,
    straightening,
    tidying,
    title_casing,
    upper_casing,
)
from desk.story.story import Story
from desk.ui.editor.edits import Spot
from desk.ui.editor.field import Field
from desk.ui.editor.lines import lines_of
from desk.ui.editor.rewriting_lines import part_rewritten, rewritten_lines
from desk.ui.way_back import WayBack

if TYPE_CHECKING:
    from desk.ui.room import Room

_WHOLE = "the whole story"
_PATIENCE = 3  # times a story is rewritten anew because somebody went on typing meanwhile

# What each command says that it did, and does; those of case want something to be meant, and take the line with the
# caret where nothing is selected: nobody wants a whole story in capitals.
COMMANDS: dict[str, tuple[str, Command]] = {
    "smart_quotes": ("Smart quotes and dashes", smartening),
    "straight_quotes": ("Straight quotes", straightening),
    "double_quotes": ("Double quotes outside", doubling),
    "single_quotes": ("Single quotes outside", singling),
    "sentence_case": ("Sentence case", sentence_casing),
    "title_case": ("Title case", title_casing),
    "upper_case": ("Upper case", upper_casing),
    "lower_case": ("Lower case", lower_casing),
    "single_spaces": ("Double spaces", spacing),
    "join_lines": ("Broken lines", joining),
    "tidy": ("Tidied up", tidying),
}
_OF_A_LINE = frozenset({"sentence_case", "title_case", "upper_case", "lower_case"})


@dataclass(frozen=True, slots=True)
class _Wish:
    """A command for all of a story: what it says that it did, what it does, and for which article, by its id."""

    title: str
    make: Command
    article: str


class TextTool(QObject):
    """Does a command where the person is: in a field, in a part of the body, or in all of the story."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._page = room.page
        self._manuscript = room.manuscript
        self._toast = room.window.toast
        self._way_back = WayBack(self._toast, self._manuscript, self)
        self._work = room.services.work

    def run(self, name: str) -> None:
        """Do the command of this name, as one step of undo, and say how much it changed and where."""
        title, make = COMMANDS[name]
        row = self._manuscript.article
        if row is None:
            return
        story, caret = self._manuscript.story, self._manuscript.caret
        rewriting = make(story)
        field = self._page.fields.field(caret.field)
        if field is not None and (field.textCursor().hasSelection() or name in _OF_A_LINE):
            self._rewrite_field(title, field, rewriting)
        elif field is None and caret.cell is not None and name in _OF_A_LINE:
            self._rewrite_cell(title, rewriting, caret.cell.row, caret.cell.column)
        elif field is None and self._page.textCursor().hasSelection():
            self._rewrite_body(title, "the selection", rewriting, self._page.textCursor())
        elif field is None and name in _OF_A_LINE:
            self._rewrite_body(title, "this line", rewriting, _line_of(self._page.textCursor()))
        else:
            self._rewrite_story(_Wish(title, make, row.id))

    def _tell(self, title: str, where: str, changes: int) -> None:
        if changes:
            self._way_back.offer(f"{title}: {counted(changes, 'change')} in {where}.")
        else:
            self._toast.say(f"{title}: there is nothing to change in {where}.")

    def _rewrite_field(self, title: str, field: Field, rewriting: Rewriting) -> None:
        cursor = field.textCursor()
        text = field.document().firstBlock().text()
        start, stop = (cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else (0, 1 << 30)
        tally = Tally()
        begin, end = len(utf16_slice(text, 0, start)), len(utf16_slice(text, 0, stop))
        after = text_of(part_rewritten(spans(text), rewriting, begin, end, tally))
        where = "the selection" if cursor.hasSelection() else f"the {field.accessibleName().lower()}"
        if after != text:
            position, anchor = (_same(text, place, after) for place in (cursor.position(), cursor.anchor()))
            self._manuscript.end_group()
            whole = QTextCursor(field.document())
            whole.select(QTextCursor.SelectionType.Document)
            whole.insertText(after, cursor.charFormat())
            field.put_caret(position, anchor)
            self._manuscript.end_group()
        self._tell(title, where, tally.changes)

    def _rewrite_cell(self, title: str, rewriting: Rewriting, row: int, column: int) -> None:
        edits = self._page.edits
        index = edits.spot(self._manuscript.caret.position).index
        block = edits.bridge.body.blocks[index]
        tally = Tally()
        if isinstance(block, Table):
            words = block.rows[row][column]
            made = part_rewritten(words, rewriting, 0, len(text_of(words)), tally)
            cells = (*block.rows[row][:column], made, *block.rows[row][column + 1 :])
            rows = (*block.rows[:row], cells, *block.rows[row + 1 :])
            with self._page.one_step():
                self._page.commands.replace(index, Table(rows, block.header))
        self._tell(title, "this cell", tally.changes)

    def _rewrite_body(self, title: str, where: str, rewriting: Rewriting, chosen: QTextCursor) -> None:
        edits, page = self._page.edits, self._page
        start, stop = edits.spot(chosen.selectionStart()).index, edits.spot(chosen.selectionEnd()).index + 1
        blocks = edits.bridge.body.blocks[start:stop]
        after, changes = rewritten_lines(blocks, rewriting, partial(self._extent, start, chosen))
        if after != blocks:
            cursor = page.textCursor()
            caret, anchor = (edits.spot(place) for place in (cursor.position(), cursor.anchor()))
            if len(after) == len(blocks):
                caret, anchor = (_kept(spot, start, blocks, after) for spot in (caret, anchor))
            else:
                anchor, caret = Spot(start), Spot(start + len(after) - 1, 0, 1 << 30)
            with page.one_step():
                edits.put(start, min(stop, len(edits.bridge.body.blocks)), after, caret, anchor)
        self._tell(title, where, changes)

    def _extent(self, first: int, chosen: QTextCursor, index: int, number: int) -> tuple[int, int] | None:
        """How far the chosen part goes in a line, as Python counts; None where it does not touch it."""
        bridge = self._page.bridge
        line = self._page.document().findBlockByNumber(bridge.first_line(first + index) + number)
        start = max(0, chosen.selectionStart() - line.position())
        stop = min(line.length() - 1, chosen.selectionEnd() - line.position())
        if start > stop or (start == stop and line.length() > 1):
            return None
        text = line.text()
        return len(utf16_slice(text, 0, start)), len(utf16_slice(text, 0, stop))

    def _rewrite_story(self, wish: _Wish, patience: int = _PATIENCE) -> None:
        story = self._manuscript.story
        done = partial(self._on_rewritten, wish, patience, story)
        self._work.run(partial(rewritten_story, story, wish.make(story)), done)

    def _on_rewritten(self, wish: _Wish, patience: int, before: Story, made: tuple[Story, int]) -> None:
        after, changes = made
        row = self._manuscript.article
        if row is None or row.id != wish.article:
            return
        if self._manuscript.story is not before:
            if patience:
                self._rewrite_story(wish, patience - 1)
            return
        if changes:
            self._put_story(before, after)
        self._tell(wish.title, _WHOLE, changes)

    def _put_story(self, before: Story, after: Story) -> None:
        page, edits = self._page, self._page.edits
        cursor = page.textCursor()
        spots = [edits.spot(place) for place in (cursor.position(), cursor.anchor())]
        self._manuscript.end_group()
        self._manuscript.edit(after, self, caret=self._manuscript.caret)
        old, new = before.body.blocks, after.body.blocks
        if len(old) == len(new):
            edits.place(*(_kept(spot, 0, old, new) for spot in spots))


def _line_of(cursor: QTextCursor) -> QTextCursor:
    """All of the line in which a cursor stands."""
    cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _kept(spot: Spot, first: int, before: Sequence[Block], after: Sequence[Block]) -> Spot:
    """Where a place is among blocks that are the same but for the signs between their letters."""
    number = spot.index - first
    if not 0 <= number < len(before):
        return spot
    old, new = (text_of(lines_of(blocks[number])[spot.line].spans) for blocks in (before, after))
    return Spot(spot.index, spot.line, _same(old, spot.offset, new))


def _same(before: str, place: int, after: str) -> int:
    """`same_place` for places as Qt counts them."""
    return utf16_length(after[: same_place(before, len(utf16_slice(before, 0, place)), after)])
