"""Keeps the tracked changes and the comments that a page shows up with the story.

After a key only the lines of its block are asked about again, when it is on the screen; where anything may be another,
first those that are to be seen and then the others, a few at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent, QTextBlock

from desk.revise.review.marking import BlockMarks, FieldMarks, block_marks, changed_blocks, end_marks, field_marks
from desk.revise.review.tracking import Tracking
from desk.story.body import BodyChange, text_of
from desk.ui.editor.bridge import NOTHING_LINE
from desk.ui.editor.caret import CaretView
from desk.ui.editor.field import Field
from desk.ui.editor.ink_painting import InkPainter
from desk.ui.editor.inks import NO_MARKS, Gone, LineMarks, key_at, keys_of, place_of
from desk.ui.editor.lines import lines_of
from desk.ui.editor.page import EditorPage
from desk.ui.editor.place import kept_place
from desk.ui.editor.reading import words_of
from desk.ui.editor.styles import Styles
from desk.ui.review.marks_lines import gone_lines, line_marks, text_marks
from desk.ui.review.marks_source import CommentMark, MarksSource, MarksView

_SLICE = 6  # ms that are spent at a time on lines that are not to be seen
_FLASH = 900  # ms
_SEEN_AT = 0.3  # of the viewport's height, at which a change is put that was out of sight


class Marks(QObject):
    """The marks on one page. `change_hovered` and `change_at_caret` carry the key of a change or the id of a thread, ""
    where there is none; `shown` tells that all lines have their marks."""

    change_hovered = Signal(str)
    change_at_caret = Signal(str)
    shown = Signal()

    def __init__(self, page: EditorPage, source: MarksSource) -> None:
        super().__init__(page)
        self._page = page
        self._source = source
        self._view = MarksView.ALL
        self._blocks: tuple[int, int] | None = None  # from which to which there may be other marks
        self._all = True
        self._rest: Iterator[None] | None = None
        self._comments: Sequence[CommentMark] = ()
        self._by_block: dict[int, list[CommentMark]] = {}
        self._tokens = page.bridge.styles.tokens
        self._anew = False  # whether what was shown before is to be set again, in other colours
        self._at_caret = self._hovered = ""
        self._due = QTimer(self, singleShot=True, interval=0)
        self._flash = QTimer(self, singleShot=True, interval=_FLASH)
        self._due.timeout.connect(self._on_due)
        self._flash.timeout.connect(self._on_flash_over)
        for field in page.fields.all:
            field.set_inks(self._styles)
            field.viewport().installEventFilter(self)
            field.cursorPositionChanged.connect(self._on_cursor_moved)
        page.viewport().installEventFilter(self)
        page.cursorPositionChanged.connect(self._on_cursor_moved)
        for painter in self._painters:
            painter.inking.stale.connect(self._due.start)
        source.changed.connect(self._on_changed)
        source.selection_changed.connect(self._on_selection_changed)
        self._due.start()

    @property
    def view(self) -> MarksView:
        """How much of the changes is shown."""
        return self._view

    def set_view(self, view: MarksView) -> None:
        """Show so much of the changes. The agreed text is shown by others, in the page's place."""
        if view is not self._view:
            self._view = view
            self._ask_all()

    @Slot()
    def settle(self) -> None:
        """Have all lines show their marks now."""
        self._page.read_typed()
        self._refresh()
        while self._rest is not None:
            self._go_on(1000)

    def reveal(self, key: str) -> bool:
        """Put the caret where a change or a thread is, have it seen and let it flash; whether it is on the page."""
        self.settle()
        found = self._find(key)
        if found is None:
            return False
        if isinstance(found, Field):
            found.setFocus()
            self._page.reveal(found)
        else:
            self._go(found, key)
        for painter in self._painters:
            painter.flash = key
        self._flash.start()
        self._repaint()
        return True

    def box(self, key: str) -> QRect | None:
        """Where a mark is in the viewport of the page, the first of them to be seen; None where none is."""
        room = self._page.viewport().rect()
        for view, painter in self._views:
            for place in painter.places(_lines(view)):
                box = place.box.toRect()
                if view is not self._page:
                    box.translate(view.viewport().mapTo(self._page.viewport(), QPoint(0, 0)))
                if place.key == key and room.intersects(box):
                    return box
        return None

    # What is shown.

    @property
    def _views(self) -> list[tuple[CaretView, InkPainter]]:
        fields = [(field, field.inks) for field in self._page.fields.all if field.inks is not None]
        return [(self._page, self._page.inks), *fields]

    @property
    def _painters(self) -> list[InkPainter]:
        return [painter for _view, painter in self._views]

    def _styles(self) -> Styles:
        return self._page.bridge.styles

    def _ask_all(self) -> None:
        self._all = True
        self._due.start()

    @Slot(object)
    def _on_changed(self, change: BodyChange | None) -> None:
        if change is None or self._rest is not None:
            self._all = True
        elif not self._all:
            # What stood before a block is told of with it, and so is what it was joined to.
            start, stop = max(0, change.start - 1), change.new_stop + 1
            shift = change.new_stop - change.old_stop
            known = self._blocks or (start, stop)
            self._blocks = min(known[0], start), max(known[1] + (shift if self._blocks else 0), stop)
        self._due.start()

    @Slot()
    def _on_due(self) -> None:
        self._refresh()
        if self._rest is not None:
            self._go_on(_SLICE)

    def _refresh(self) -> None:
        """Ask about what may be another."""
        tracking = self._source.tracking
        if tracking is not None and tracking.current.body is not self._page.bridge.body:
            return  # of the story that is shown they are told of soon
        tokens = self._styles().tokens
        if tokens is not self._tokens:
            self._tokens, self._all, self._anew = tokens, True, True
        if self._all:
            self._all, self._blocks = False, None
            self._page.inks.inking.take_stale()
            self._group_comments()
            self._refresh_fields(tracking)
            self._rest = self._everything(tracking)
            return
        start, stop = self._taken()
        if start < stop:
            self._group_comments()
        room = self._page.inks.inking.room_at_end()
        for number in range(start, stop):
            self._refresh_block(tracking, number)
        if self._page.inks.inking.room_at_end() != room:
            self._sheet_changed()
        if any(field.inks is not None and field.inks.inking.take_stale() for field in self._page.fields.all):
            self._refresh_fields(tracking)

    def _taken(self) -> tuple[int, int]:
        """The blocks to be asked about; all of them are in the body."""
        bridge = self._page.bridge
        blocks, self._blocks = self._blocks, None
        stale = self._page.inks.inking.take_stale()
        if stale is not None:
            first, last = (bridge.block_index(line) for line in stale)
            blocks = (first, last + 1) if blocks is None else (min(blocks[0], first), max(blocks[1], last + 1))
        return (0, 0) if blocks is None else (blocks[0], min(blocks[1], max(1, len(bridge.body.blocks))))

    def _everything(self, tracking: Tracking | None) -> Iterator[None]:
        """Asks about one block after the other that has marks or may have some, those to be seen first."""
        page = self._page
        bridge, is_shown = page.bridge, self._view in (MarksView.ALL, MarksView.SIMPLE)
        numbers = set(changed_blocks(tracking)) if tracking is not None and is_shown else set()
        numbers |= self._by_block.keys()
        block = page.document().begin()
        while block.isValid():
            if page.inks.inking.of(block) is not None:
                numbers.add(bridge.block_index(block.blockNumber()))
            block = block.next()
        last_of_all = max(0, len(bridge.body.blocks) - 1)  # with it stands what stood behind it
        numbers = {min(number, last_of_all) for number in numbers}
        ends = (page.cursorForPosition(place) for place in (QPoint(0, 0), page.viewport().rect().bottomRight()))
        first, last = (bridge.block_index(end.blockNumber()) for end in ends)
        for number in sorted(numbers, key=lambda number: (not first <= number <= last, number)):
            self._refresh_block(tracking, number)
            yield

    def _go_on(self, budget: int) -> None:
        """Ask about the next ones, for so many ms."""
        clock = QElapsedTimer()
        clock.start()
        with kept_place(self._page):
            for _ in self._rest or ():
                if clock.elapsed() >= budget:
                    self._due.start()
                    return
        self._rest, self._anew = None, False
        self._sheet_changed()
        self.shown.emit()

    def _refresh_block(self, tracking: Tracking | None, number: int) -> None:
        page = self._page
        blocks, first = page.bridge.body.blocks, page.bridge.first_line(number)
        wanted = self._wanted(tracking, number)
        lines = lines_of(blocks[number]) if number < len(blocks) else (NOTHING_LINE,)
        if number < len(blocks) and page.bridge.first_line(number + 1) - first != len(lines):
            return  # they are put right soon, and told of then
        block = page.document().findBlockByNumber(first)
        for line, marks in zip(lines, wanted, strict=True):
            # What was typed meanwhile is told of when it is read.
            if not block.isValid() or words_of(block).replace("\u2028", "\n") != text_of(line.spans):
                return
            page.inks.inking.put(block, marks, anew=self._anew)
            block = block.next()

    def _wanted(self, tracking: Tracking | None, number: int) -> tuple[LineMarks, ...]:
        """What the lines of a block are to show; of the last one also what stood behind it."""
        blocks = self._page.bridge.body.blocks
        end = self._gone_at_end(tracking) if number >= len(blocks) - 1 else ()
        if number >= len(blocks):
            return (LineMarks(below=end),)
        comments = self._by_block.get(number, ())
        simple = self._view is MarksView.SIMPLE
        if tracking is None or self._view not in (MarksView.ALL, MarksView.SIMPLE):
            marks = BlockMarks()
        else:
            marks = block_marks(tracking, number)
        if self._view is MarksView.CLEAN:
            comments = ()
        made = line_marks(marks, blocks[number], self._source.hand, comments, simple=simple)
        return (*made[:-1], replace(made[-1], below=end)) if end else made

    def _gone_at_end(self, tracking: Tracking | None) -> tuple[Gone, ...]:
        if tracking is None or self._view is not MarksView.ALL:
            return ()
        return tuple(gone_lines(end_marks(tracking), self._source.hand))

    def _refresh_fields(self, tracking: Tracking | None) -> None:
        story = self._page.manuscript.story
        changed = False
        for field in self._page.fields.all:
            name = self._page.fields.name(field)
            text = field.text()
            marks = NO_MARKS
            if text == getattr(story, name) == field.toPlainText() and self._view in (MarksView.ALL, MarksView.SIMPLE):
                found = field_marks(tracking, name) if tracking is not None else FieldMarks()
                comments = [each for each in self._comments if each.place.field == name]
                marks = text_marks(found, text, self._source.hand, comments)
                if self._view is MarksView.SIMPLE:
                    marks = LineMarks(noted=marks.noted)
            if field.inks is not None and field.inks.inking.put(field.document().firstBlock(), marks, anew=self._anew):
                field.viewport().update()
                changed = True
        if changed:
            self._sheet_changed()

    def _sheet_changed(self) -> None:
        self._page.fields.height_changed.emit()

    def _group_comments(self) -> None:
        comments = self._source.comments
        if comments is self._comments:
            return
        self._comments, self._by_block = comments, {}
        for each in comments:
            if each.place.block is not None:
                self._by_block.setdefault(each.place.block, []).append(each)

    # Where they are.

    def _find(self, key: str) -> QTextBlock | Field | None:
        for view, painter in self._views:
            for block in _lines(view):
                data = painter.inking.of(block)
                if data is not None and key in keys_of(data.marks):
                    return view if isinstance(view, Field) else block
        return None

    def _go(self, block: QTextBlock, key: str) -> None:
        page = self._page
        place = place_of(page.inks.inking.marks(block), key)
        page.setFocus()
        page.put_caret(block.position() + place, block.position() + place)
        bar, room = page.verticalScrollBar(), page.viewport().height()
        box = page.cursorRect()
        if box.top() < 60 or box.bottom() > room - 60:
            bar.setValue(bar.value() + box.top() - round(room * _SEEN_AT))

    @Slot()
    def _on_flash_over(self) -> None:
        for painter in self._painters:
            painter.flash = ""
        self._repaint()

    @Slot()
    def _on_selection_changed(self) -> None:
        for painter in self._painters:
            painter.selected = self._source.selected
        self._repaint()

    def _repaint(self) -> None:
        for view, _painter in self._views:
            view.viewport().update()

    # What the person points at.

    @Slot()
    def _on_cursor_moved(self) -> None:
        key = ""
        for view, painter in self._views:
            if view.hasFocus() and painter.inking.is_on:
                cursor = view.textCursor()
                key = key_at(painter.inking.marks(cursor.block()), cursor.positionInBlock())
        if key != self._at_caret:
            self._at_caret = key
            self.change_at_caret.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer shows whose a mark is; a click upon words that are gone puts the caret where they were."""
        kind = event.type()
        if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
            self._hover(self._key_under(watched, event))
        elif kind == QEvent.Type.Leave:
            self._hover("")
        return super().eventFilter(watched, event)

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            self.change_hovered.emit(key)

    def _key_under(self, watched: QObject, event: QMouseEvent) -> str:
        if event.buttons() != Qt.MouseButton.NoButton:
            return ""
        for view, painter in self._views:
            if view.viewport() is watched and painter.inking.is_on:
                return painter.key_at(event.position())
        return ""


def _lines(view: CaretView) -> Iterator[QTextBlock]:
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()
