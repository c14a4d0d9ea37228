"""Does what typing habits ask for: Markdown's signs become what they mean, straight marks the language's own.

Each conversion is an undo step of its own, so that one Ctrl+Z gives back what was typed, letter for letter.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock, QTextCursor

from desk.story.body import Block, Mark, Paragraph, Rule, Span
from desk.story.smart import TYPED, Typed, may_change, smart_typed
from desk.story.typography import typography_of
from desk.ui.editor.edits import Spot
from desk.ui.editor.field import Field
from desk.ui.editor.lines import HOLDERS, PLAIN, Part, text_block
from desk.ui.editor.markdown_habits import BlockHabit, MarkHabit, block_habit, is_rule, mark_habit, may_begin_block
from desk.ui.editor.page import EditorPage
from desk.ui.editor.reading import OBJECT, clipped_line, utf16_length, utf16_slice
from desk.ui.editor.styles import level_of, marks_of, part_of
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
        for field in (*page.head.fields, page.foot.contribution):
            field.typed.connect(partial(self._on_typed_in_field, field))

    @Slot(str)
    def _on_typed(self, character: str) -> None:
        """In the body. Most spaces end here, after a look at one line."""
        settings = self._store.settings
        cursor = self._page.textCursor()
        if character == "\r":
            if settings.markdown_habits:
                self._make_rule(cursor)
            return
        if Mark.CODE in marks_of(cursor.charFormat()) or part_of(cursor.blockFormat()) in HOLDERS:
            return
        line = cursor.block()
        behind = utf16_slice(line.text(), 0, cursor.positionInBlock()).replace("\u2028", "\n")
        if not behind.endswith(character):
            return
        if settings.markdown_habits and self._markdown(line, behind):
            return
        if settings.smart_quotes and character in TYPED and may_change(behind):
            ahead = utf16_slice(line.text(), cursor.positionInBlock(), line.length() - 1)
            made = smart_typed(typography_of(self._language()), behind[:-1], character, ahead)
            if made is not None:
                self._page.read_typed()
                with self._page.one_step():
                    _put(self._page.textCursor(), behind, made)

    def _language(self) -> str:
        return self._manuscript.story.language

    def _markdown(self, line: QTextBlock, behind: str) -> bool:
        part = part_of(line.blockFormat())
        if behind[-1] == " ":
            return part is Part.PARAGRAPH and may_begin_block(behind) and self._make_block(behind)
        marked = mark_habit(behind) if part not in PLAIN else None
        return marked is not None and self._make_marked(line, behind, marked)

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

    def _make_marked(self, line: QTextBlock, behind: str, habit: MarkHabit) -> bool:
        page = self._page
        page.read_typed()
        start, begin, end = (utf16_length(behind[:at]) for at in (habit.start, habit.begin, habit.end))
        stop = utf16_length(behind)
        signs = [*_spans(page, line, start, begin), *_spans(page, line, end, stop)]
        words = _spans(page, line, begin, end)
        if OBJECT in line.text() or any(Mark.CODE in span.marks for span in signs):
            return False
        more = {habit.mark} if habit.mark else frozenset[Mark]()
        marked = tuple(Span(span.text, span.marks | more, habit.link or span.link) for span in words)
        part, level, outer = part_of(line.blockFormat()), level_of(line.blockFormat()), signs[0]
        cursor = page.textCursor()
        with page.one_step():
            cursor.setPosition(line.position() + start)
            cursor.setPosition(line.position() + stop, QTextCursor.MoveMode.KeepAnchor)
            page.bridge.writer.write_words(cursor, marked)
        # What is typed behind it is as it was before it.
        page.setCurrentCharFormat(page.bridge.styles.char(part, level, outer.marks, outer.link))
        return True

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
            self._manuscript.end_group()


def _spans(page: EditorPage, line: QTextBlock, start: int, stop: int) -> tuple[Span, ...]:
    return clipped_line(line, page.bridge.held, start, stop).spans


def _put(cursor: QTextCursor, behind: str, made: Typed) -> None:
    """Replace the last characters before the cursor; what comes is formatted as the typed one was."""
    form = cursor.charFormat()
    length = utf16_length(behind[len(behind) - made.taken :])
    cursor.setPosition(cursor.position() - length, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(made.text, form)
