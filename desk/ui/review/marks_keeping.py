"""Keeps the marks of a page up with the story.

After a key only the lines of its block are asked about again, when it is on the screen; its neighbours, and all lines
where anything may be another, when nobody types, a few at a time and those first that are to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QTimer, Signal, Slot

from desk.revise.review.marks import BlockMarks, FieldMarks
from desk.story.body import BodyChange, text_of
from desk.ui.editor.bridge import NOTHING_LINE
from desk.ui.editor.field import Field
from desk.ui.editor.ink_painting import InkPainter
from desk.ui.editor.inks import NO_MARKS, Gone, LineMarks
from desk.ui.editor.lines import lines_of
from desk.ui.editor.page import EditorPage
from desk.ui.editor.place import kept_place
from desk.ui.editor.reading import words_of
from desk.ui.review.marks_lines import as_typed, gone_lines, line_marks, text_marks
from desk.ui.review.marks_source import CommentMark, MarksSource, MarksView

if TYPE_CHECKING:
    from desk.revise.review.tracking import Tracking

_SLICE = 4  # ms that are spent at a time on lines that are not to be seen
_PAUSE = 20  # ms between two such times
_REST = 250  # ms without an edit before there are any
_MANY = 40  # lines that were written anew, above which not all are given their marks at once
_TRACKED = (MarksView.ALL, MarksView.SIMPLE)
_NO_BLOCK = BlockMarks()
_NO_FIELD = FieldMarks()


class MarksKeeper(QObject):
    """Gives the lines of a page and its fields their marks. `shown` tells that all have theirs."""

    shown = Signal()

    def __init__(self, page: EditorPage, source: MarksSource, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._inking = page.inks.inking
        self._source = source
        self.view = MarksView.ALL
        self._all = True
        self._blocks: tuple[int, int] | None = None  # from which to which there are others, to be asked about now
        self._pending: set[int] = set()  # the blocks to be asked about when they are seen, or when there is time
        self._later: set[int] = set()  # beside those: what they show may be another, but hardly ever is
        self._woven: dict[int, object] = {}  # what was compared, of which the marks are known
        self._comments: Sequence[CommentMark] = ()
        self._by_block: dict[int, list[CommentMark]] = {}
        self._tokens, self._column = page.bridge.styles.tokens, page.lineWrapColumnOrWidth()
        self._anew = False  # whether what is shown is to be set again, in other colours or another width
        self._strays = False  # whether blocks may have marks still in which nothing is another any more
        self._edited = QElapsedTimer()
        self._due = QTimer(self, singleShot=True, interval=0)
        self._idle = QTimer(self, singleShot=True, interval=_PAUSE)
        self._due.timeout.connect(self._on_due)
        self._idle.timeout.connect(self._on_idle)
        self._inkings = [self._inking, *(field.inks.inking for field in page.fields.all if field.inks is not None)]
        for inking in self._inkings:
            inking.stale.connect(self._due.start)
        page.manuscript.suggesting_changed.connect(self._grow)
        page.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        page.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        source.changed.connect(self._on_changed)
        self._due.start()

    def ask_all(self) -> None:
        """Anything may be another."""
        self._all = True
        self._due.start()

    def settle(self) -> None:
        """Have all lines show their marks now."""
        self._page.read_typed()
        self._refresh()
        self._work(None)

    def find(self, key: str) -> int | None:
        """A block that has this change or thread and is not asked about yet, which it is now; None where none has."""
        tracking = self._tracking
        for number in sorted(self._pending):
            has = tracking is not None and key in _marking().block_marks(tracking, number).kinds
            if has or any(each.thread == key for each in self._by_block.get(number, ())):
                self._pending.discard(number)
                self._refresh_block(number)
                return number
        return None

    @property
    def _tracking(self) -> Tracking | None:
        return self._source.tracking if self.view in _TRACKED else None

    @property
    def _is_in_step(self) -> bool:
        """Whether the marks are those of the story that is shown; else they are told of soon."""
        tracking = self._source.tracking
        return tracking is None or tracking.current.body is self._page.bridge.body

    # When.

    @Slot(object)
    def _on_changed(self, change: BodyChange | None) -> None:
        self._grow()
        self._edited.start()
        if change is None or (self._pending and change.new_stop != change.old_stop):
            self._all = True
        elif not self._all:
            self._take(change)
        self._due.start()

    @Slot()
    def _grow(self) -> None:
        """What is typed behind words that came is suggested with them, or it is not."""
        for inking in self._inkings:
            inking.grows = self._page.manuscript.is_suggesting

    def _take(self, change: BodyChange) -> None:
        """Ask about these blocks now, and about their neighbours later: what stood between two is told of with one."""
        start, stop = change.start, change.new_stop
        if change.old_stop - start != 1 or stop - start != 1:
            start, stop = start - 1, stop + 1
        self._later.update(range(max(0, start - 1), stop + 1))
        if self._blocks is not None:
            by = change.new_stop - change.old_stop
            start, stop = min(start, self._blocks[0]), max(stop, self._blocks[1] + by)
        self._blocks = max(0, start), stop

    @Slot()
    def _on_scrolled(self) -> None:
        if self._pending:
            self._due.start()

    @Slot()
    def _on_size_changed(self) -> None:
        if self._page.lineWrapColumnOrWidth() != self._column and self._inking.is_on:
            self._due.start()

    @Slot()
    def _on_due(self) -> None:
        if self._is_in_step:
            self._refresh()
            self._go_on()

    @Slot()
    def _on_idle(self) -> None:
        if self._edited.isValid() and self._edited.elapsed() < _REST:
            self._idle.start(_REST - self._edited.elapsed())
        elif self._is_in_step:
            self._work(_SLICE)
            self._go_on()

    def _go_on(self) -> None:
        if self._pending or self._later:
            self._idle.start(_PAUSE)
        else:
            self.shown.emit()

    # What.

    def _refresh(self) -> None:
        """Ask about what is to be seen, and what was edited."""
        self._look_again()
        self._group_comments()
        stale = [field for field in self._page.fields.all if field.inks is not None and field.inks.inking.take_stale()]
        start, stop = self._taken()
        if self._all:
            self._all = False
            self._pending = self._all_numbers()
            stale = [*self._page.fields.all]
        self._compare()
        room = self._inking.room_at_end()
        for number in range(start, stop):
            self._pending.discard(number)
            self._refresh_block(number)
        self._refresh_seen()
        has_other_fields = self._refresh_fields(stale)
        if has_other_fields or self._inking.room_at_end() != room:
            self._page.fields.height_changed.emit()

    def _compare(self) -> None:
        """An edit may have had more compared than its blocks: ask about that later."""
        tracking = self._tracking
        stretches = tracking.script.body.stretches if tracking is not None else ()
        woven = {id(each.weave): each for each in stretches if each.weave is not None}
        if woven.keys() != self._woven.keys():
            for key in woven.keys() - self._woven.keys():
                self._later.update(range(woven[key].j, woven[key].end + 1))
            self._strays = True
        self._woven = {key: each.weave for key, each in woven.items()}  # held, so that none gets the number of another

    def _look_again(self) -> None:
        """See whether colours or the width are others."""
        tokens, column = self._page.bridge.styles.tokens, self._page.lineWrapColumnOrWidth()
        if tokens is not self._tokens or column != self._column:
            self._tokens, self._column = tokens, column
            self._all = self._anew = True

    def _group_comments(self) -> None:
        comments = self._source.comments if self.view in _TRACKED else ()
        if comments is not self._comments:
            self._comments, self._by_block = comments, {}
            for each in comments:
                if each.place.block is not None:
                    self._by_block.setdefault(each.place.block, []).append(each)

    def _taken(self) -> tuple[int, int]:
        """The blocks to be asked about now, from which to which."""
        bridge = self._page.bridge
        blocks, self._blocks = self._blocks, None
        stale = self._inking.take_stale()
        if stale is not None:
            first, last = (bridge.block_index(line) for line in stale)
            if last - first > _MANY:
                self._all = True
            else:
                blocks = (first, last + 1) if blocks is None else (min(blocks[0], first), max(blocks[1], last + 1))
        return (0, 0) if blocks is None else (blocks[0], min(blocks[1], max(1, len(bridge.body.blocks))))

    def _all_numbers(self, *, marked: bool = False) -> set[int]:
        """The blocks that have marks, or may have some; of `marked` ones those that should have none."""
        bridge, tracking = self._page.bridge, self._tracking
        stretches = tracking.script.body.stretches if tracking is not None else ()
        may = {*self._by_block}
        for stretch in stretches:
            if stretch.weave is not None:
                may.update(range(stretch.j, stretch.end + 1))
        numbers = set[int]() if marked else {*may}
        block = self._page.document().begin()
        while block.isValid():
            if self._inking.of(block) is not None:
                numbers.add(bridge.block_index(block.blockNumber()))
            block = block.next()
        last = max(0, len(bridge.body.blocks) - 1)  # what stood behind it is told of with it
        return {min(number, last) for number in (numbers - may if marked else numbers)}

    def _refresh_seen(self) -> None:
        page, bridge = self._page, self._page.bridge
        if self._pending:
            ends = (page.cursorForPosition(place) for place in (QPoint(0, 0), page.viewport().rect().bottomRight()))
            first, last = (bridge.block_index(end.blockNumber()) for end in ends)
            for number in sorted(number for number in self._pending if first <= number <= last + 1):
                self._pending.discard(number)
                self._refresh_block(number)

    def _work(self, budget: int | None) -> None:
        """Ask about what is not to be seen, for so many ms or to the end."""
        clock = QElapsedTimer()
        clock.start()
        if self._strays:
            self._strays = False
            self._later |= self._all_numbers(marked=True)
        with kept_place(self._page):
            for number in sorted(self._pending | self._later):
                self._pending.discard(number)
                self._later.discard(number)
                self._refresh_block(number)
                if budget is not None and clock.elapsed() >= budget:
                    return
        self._anew = False
        self._page.fields.height_changed.emit()

    def _refresh_block(self, number: int) -> None:
        page = self._page
        blocks, first = page.bridge.body.blocks, page.bridge.first_line(number)
        if number > len(blocks) or (number == len(blocks) and blocks):
            return
        lines = lines_of(blocks[number]) if blocks else (NOTHING_LINE,)
        if blocks and page.bridge.first_line(number + 1) - first != len(lines):
            return  # they are put right soon, and told of then
        block = page.document().findBlockByNumber(first)
        for line, marks in zip(lines, self._wanted(number), strict=True):
            # What was typed meanwhile is told of when it is read.
            if not block.isValid() or words_of(block).replace("\u2028", "\n") != text_of(line.spans):
                return
            self._inking.put(block, marks, anew=self._anew)
            block = block.next()

    def _wanted(self, number: int) -> tuple[LineMarks, ...]:
        """What the lines of a block are to show; the last one also what stood behind it."""
        blocks, tracking, hand = self._page.bridge.body.blocks, self._tracking, self._source.hand
        end: tuple[Gone, ...] = ()
        if tracking is not None and self.view is MarksView.ALL and number >= len(blocks) - 1:
            end = tuple(gone_lines(_marking().end_marks(tracking), hand))
        if not blocks:
            return (LineMarks(below=end),)
        marks = _marking().block_marks(tracking, number) if tracking is not None else _NO_BLOCK
        simple = self.view is MarksView.SIMPLE
        made = line_marks(marks, blocks[number], hand, self._by_block.get(number, ()), simple=simple)
        return (*made[:-1], replace(made[-1], below=end)) if end else made

    def _refresh_fields(self, fields: Iterable[Field]) -> bool:
        """Ask about fields; whether any of them may need another room."""
        changed = [field for field in fields if field.inks is not None and self._refresh_field(field, field.inks)]
        for field in changed:
            field.viewport().update()
            if (ground := field.parentWidget()) is not None:
                ground.update()  # where its bar is
        return bool(changed)

    def _refresh_field(self, field: Field, painter: InkPainter) -> bool:
        name, tracking = self._page.fields.name(field), self._tracking
        text = field.text()
        marks = NO_MARKS
        if text == getattr(self._page.manuscript.story, name):
            found = _marking().field_marks(tracking, name) if tracking is not None else _NO_FIELD
            comments = [each for each in self._comments if each.place.field == name]
            marks = text_marks(found, text, self._source.hand, comments, simple=self.view is MarksView.SIMPLE)
            if text != (typed := field.toPlainText()):
                marks = as_typed(marks, text, typed)
        return painter.inking.put(field.document().firstBlock(), marks, anew=self._anew)


def _marking() -> ModuleType:
    """What finds out about changes: not loaded to start, nor where nothing is tracked."""
    from desk.revise.review import marking  # noqa: PLC0415

    return marking
