"""Does what typing habits ask for: Markdown's signs become what they mean, straight marks the language's own.

Each conversion is an undo step of its own, so that one Ctrl+Z gives back what was typed, letter for letter. The mark
of a word that was typed on goes with its word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextCursor

from desk.story.body import Block, Mark, Paragraph, Rule, Span
from desk.story.pieces import utf16_length, utf16_slice
from desk.story.smart import TYPED, Typed, may_change, smart_typed
from desk.story.typography import typography_of
from desk.ui.editor.body_view import BodyView
from desk.ui.editor.edits import Spot
from desk.ui.editor.field import Field
from desk.ui.editor.lines import HOLDERS, PLAIN, Part, text_block
from desk.ui.editor.markdown_habits import BlockHabit, MarkHabit, block_habit, is_rule, mark_habit, may_begin_block
from desk.ui.editor.page import EditorPage
from desk.ui.editor.reading import OBJECT, clipped_line
from desk.ui.editor.styles import level_of, marks_of, part_of
from desk.ui.editor.table.cell import CellEditor
from desk.ui.manuscript import Manuscript
from desk.ui.settings import SettingsStore


class Habits(QObject):
    """Listens to what is typed on a page."""

    def __init__(self, page: EditorPage, manuscript: Manuscript, store: SettingsStore) -> None:
        super().__init__(page)
        self._page = page
        self._manuscript = manuscript
        self._store = store
        page.typed.connect(self._on_typed)
        page.tables.typed.connect(self._on_typed_in_cell)
        for field in (*page.head.fields, page.foot.contribution):
            field.typed.connect(partial(self._on_typed_in_field, field))

    @Slot(str)
    def _on_typed(self, character: str) -> None:
        if character != "\r":
            self._look(self._page, character)
        elif self._store.settings.markdown_habits:
            self._make_rule(self._page.textCursor())

    @Slot(str)
    def _on_typed_in_cell(self, character: str) -> None:
        cell = self._page.tables.editor
        if cell is not None:
            self._look(cell, character)

    def _look(self, view: BodyView | CellEditor, character: str) -> None:
        """What was typed may mean something. Most spaces end here, after a look at one line."""
        cursor = view.textCursor()
        line = cursor.block()
        behind = utf16_slice(line.text(), 0, cursor.positionInBlock()).replace("\u2028", "\n")
        if not behind.endswith(character) or (
            character == " " and not may_begin_block(behind) and not may_change(behind)
        ):
            return
        if Mark.CODE in marks_of(cursor.charFormat()) or part_of(cursor.blockFormat()) in HOLDERS:
            return
        settings = self._store.settings
        if settings.markdown_habits and self._markdown(view, line, behind):
            return
        if settings.smart_quotes and character in TYPED and may_change(behind):
            ahead = utf16_slice(line.text(), cursor.positionInBlock(), line.length() - 1)
            made = smart_typed(typography_of(self._language()), behind[:-1], character, ahead)
            if made is not None:
                with _step(view):
                    _put(view.textCursor(), behind, made)
                self._manuscript.let_pass()

    def _language(self) -> str:
        return self._manuscript.story.language

    def _markdown(self, view: BodyView | CellEditor, line: QTextBlock, behind: str) -> bool:
        part = part_of(line.blockFormat())
        if behind[-1] == " ":
            is_block = view is self._page and part is Part.PARAGRAPH and may_begin_block(behind)
            return is_block and self._make_block(behind)
        marked = mark_habit(behind) if part not in PLAIN else None
        return marked is not None and _make_marked(view, line, behind, marked)

    def _make_block(self, behind: str) -> bool:
        edits = self._page.edits
        index = edits.spot(edits.cursor.position()).index  # which reads what was typed
        blocks = edits.bridge.body.blocks
        habit = block_habit(behind, blocks[index - 1] if index else None)
        if habit is None or not isinstance(blocks[index], Paragraph):
            return False
        with self._page.one_step():
            edits.put(index, index + 1, (self._block(habit),), Spot(index))
        return True

    def _block(self, habit: BlockHabit) -> Block:
        line = self._page.edits.block
        rest = clipped_line(line, self._page.bridge.held, habit.taken, line.length()).spans
        return text_block(habit.part, rest, habit.level)

    def _make_rule(self, cursor: QTextCursor) -> None:
        """Enter behind three hyphens: they are a rule, and the caret is on the line below."""
        above = cursor.block().previous()
        if not above.isValid() or not cursor.atBlockStart() or not is_rule(above.text()):
            return
        edits = self._page.edits
        index = edits.spot(above.position()).index
        if part_of(above.blockFormat()) is Part.PARAGRAPH and isinstance(edits.bridge.body.blocks[index], Paragraph):
            with self._page.one_step():
                edits.put(index, index + 1, (Rule(),), Spot(index + 1))

    def _on_typed_in_field(self, field: Field, character: str) -> None:
        if not self._store.settings.smart_quotes or character not in TYPED:
            return
        cursor = field.textCursor()
        text = field.document().firstBlock().text()
        behind = utf16_slice(text, 0, cursor.position())
        if not behind.endswith(character) or not may_change(behind):
            return
        ahead = utf16_slice(text, cursor.position(), utf16_length(text))
        made = smart_typed(typography_of(self._language()), behind[:-1], character, ahead)
        if made is not None:
            self._manuscript.end_group()
            _put(cursor, behind, made)
            self._manuscript.let_pass()


def _make_marked(view: BodyView | CellEditor, line: QTextBlock, behind: str, habit: MarkHabit) -> bool:
    """Put the mark or the link that was typed in signs upon its words; whether that could be."""
    start, begin, end = (utf16_length(behind[:at]) for at in (habit.start, habit.begin, habit.end))
    stop = utf16_length(behind)
    signs = [*_spans(view, line, start, begin), *_spans(view, line, end, stop)]
    words = _spans(view, line, begin, end)
    if OBJECT in line.text() or any(Mark.CODE in span.marks for span in signs):
        return False
    more = {habit.mark} if habit.mark else frozenset[Mark]()
    marked = tuple(Span(span.text, span.marks | more, habit.link or span.link) for span in words)
    part, level, outer = part_of(line.blockFormat()), level_of(line.blockFormat()), signs[0]
    cursor = view.textCursor()
    with _step(view):
        cursor.setPosition(line.position() + start)
        cursor.setPosition(line.position() + stop, QTextCursor.MoveMode.KeepAnchor)
        view.bridge.writer.write_words(cursor, marked)
    # What is typed behind it is as it was before it.
    view.setCurrentCharFormat(view.bridge.styles.char(part, level, outer.marks, outer.link))
    return True


@contextmanager
def _step(view: BodyView | CellEditor) -> Iterator[None]:
    """What is made in here is a step of its own, after what was typed."""
    if isinstance(view, BodyView):
        view.read_typed()
    with view.one_step():
        yield


def _spans(view: BodyView | CellEditor, line: QTextBlock, start: int, stop: int) -> tuple[Span, ...]:
    return clipped_line(line, view.bridge.held, start, stop).spans


def _put(cursor: QTextCursor, behind: str, made: Typed) -> None:
    """Replace the last characters before the cursor; what comes is formatted as the typed one was."""
    form = cursor.charFormat()
    length = utf16_length(behind[len(behind) - made.taken :])
    cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(made.text, form)
