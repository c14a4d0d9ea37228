"""The bridge between a body and the document on the screen.

Of every edit only the lines that it touched are read back; the new body shares all other blocks. The
document may be in any state that an editor can bring about: what is read is always a valid body.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

from desk.story.body import Block, Body, BodyChange, Table
from desk.ui.editor.groups import Groups, LineRange
from desk.ui.editor.lines import FOLLOWERS, Held, Line, Part, Run, lines_of, runs
from desk.ui.editor.reading import line_at, read_line
from desk.ui.editor.styles import Styles, part_of
from desk.ui.editor.writing import LineWriter

NOTHING_LINE = Line(Part.PARAGRAPH, nothing=True)


@dataclass(frozen=True, slots=True)
class Unsound:
    """Lines that are not as the blocks that they make would be written: where they begin, how many they
    are, and what they should be. `proper` ones only look different."""

    first: int
    count: int
    wanted: tuple[Line, ...]
    proper: bool


class Bridge:
    """Holds the body that a document shows. `note` and `take` follow edits; `load` and `apply` make them."""

    def __init__(self, document: QTextDocument, styles: Styles) -> None:
        self.document = document
        self.writer = LineWriter(document, styles)
        self.body = Body()
        self._groups = Groups()
        self._noted_lines = document.blockCount()
        self._unread = LineRange()
        self._unsound = LineRange()
        self._writing = False
        self.load(Body())

    @property
    def held(self) -> Mapping[int, Held]:
        """What is drawn in the document, by the `KEY` of its character's format."""
        return self.writer.held

    @property
    def styles(self) -> Styles:
        """How lines look. After setting others the body is to be loaded again."""
        return self.writer.styles

    @styles.setter
    def styles(self, styles: Styles) -> None:
        self.writer.styles = styles

    @property
    def is_writing(self) -> bool:
        """Whether an edit of the document that is told just now is the bridge's own."""
        return self._writing

    @property
    def is_sound(self) -> bool:
        """Whether all lines are as their blocks would be written; see `unsound`."""
        return not self._unsound

    def load(self, body: Body) -> None:
        """Show this body."""
        self._unread.take()
        self._unsound.take()
        with self.own_edit():
            self.writer.write_all(_lines_of(body.blocks) or (NOTHING_LINE,))
        self._groups.reset(_runs_of(body.blocks))
        self.body = body

    def apply(self, change: BodyChange, after: Body) -> None:
        """Show this body, which differs from the one that is shown only in these blocks."""
        if self._exchange(change, after):
            return
        start, old_stop, new_stop = self._widened(change)
        first, stop = self._groups.of_blocks(start, old_stop) if after.blocks else (0, len(self._groups))
        new_stop += self._groups.block(stop) - old_stop
        blocks = after.blocks[self._groups.block(first) : new_stop]
        line, line_stop = self._groups.line(first), self._groups.line(stop)
        with self.own_edit():
            self.writer.write(line, line_stop, _lines_of(blocks) or (NOTHING_LINE,))
        self._groups.splice(first, stop, _runs_of(blocks))
        if self._unsound:
            written = self._groups.line(first + max(1, len(blocks))) - line
            self._unsound.add(line, line + written - 1, written - (line_stop - line))
        self.body = after

    @contextmanager
    def own_edit(self) -> Iterator[None]:
        """What the document tells of edits in here is not for `note`."""
        outer, self._writing = self._writing, True
        try:
            yield
        finally:
            self._writing = outer
        self._noted_lines = self.document.blockCount()

    def note(self, position: int, added: int) -> None:
        """The document says that it was edited here; `take` reads it when the edit is complete."""
        if self._writing:
            return
        count = self.document.blockCount()
        first, last = line_at(self.document, position), line_at(self.document, position + added)
        self._unread.add(first, last, count - self._noted_lines)
        self._noted_lines = count

    def take(self) -> BodyChange | None:
        """Read what was edited since the last time, into `body`. None: no block is another one than before."""
        unread = self._unread.take()
        if unread is None:
            return None
        first, stop, shift = self._groups_around(*unread)
        start, old_stop = self._groups.block(first), self._groups.block(stop)
        line, line_stop = self._groups.line(first), self._groups.line(stop) + shift
        lines = self._lines(line, line_stop)
        groups = self._grouped(lines)
        blocks = [block for group in groups for block in group.blocks]
        change = self._share(start, old_stop, blocks)
        sound = all(group.proper for group in groups) and all(read.in_style for read in lines)
        if not sound or self._unsound:
            self._unsound.add(line, line_stop - 1, shift)
        self._groups.splice(first, stop, groups)
        if change is not None:
            self.body = self.body.replaced(start, old_stop, blocks)
        return change

    def read(self) -> Body:
        """All of the document, read anew: what `body` is equal to at any time, at a greater cost."""
        groups = self._grouped(self._lines(0, self.document.blockCount()))
        return Body(tuple(block for group in groups for block in group.blocks))

    def unsound(self) -> list[Unsound]:
        """The lines edited since the last time that want to be put right, from the last to the first."""
        taken = self._unsound.take()
        if taken is None:
            return []
        first, stop, _ = self._groups_around(*taken)
        found: list[Unsound] = []
        line = self._groups.line(first)
        lines = self._lines(line, self._groups.line(stop))
        at = 0
        for group in self._grouped(lines):
            in_style = all(read.in_style for read in lines[at : at + group.lines])
            if not group.proper or not in_style:
                found.insert(0, Unsound(line + at, group.lines, _lines_of(group.blocks), group.proper))
            at += group.lines
        return found

    def block_index(self, line: int) -> int:
        """The number of the block that a line belongs to, or would if it made one."""
        return self._groups.block(self._groups.of_line(line))

    def first_line(self, index: int) -> int:
        """The number of the first line of a block; at the end of the body, how many lines there are."""
        return self._groups.line(self._groups.of_block(index) if index < len(self.body.blocks) else len(self._groups))

    def _lines(self, first: int, stop: int) -> list[Line]:
        lines = []
        block = self.document.findBlockByNumber(first)
        for _ in range(first, stop):
            lines.append(read_line(block, self.held))
            block = block.next()
        return lines

    def _grouped(self, lines: list[Line]) -> list[Run]:
        if lines == [NOTHING_LINE] and self.document.blockCount() == 1:
            return [Run(1, ())]
        return runs(lines)

    def _groups_around(self, first_line: int, last_line: int) -> tuple[int, int, int]:
        """The groups (first, stop) that these lines of the document concern, and how many lines more the
        document has than they know of."""
        count = self.document.blockCount()
        shift = count - self._groups.line_total
        first = self._groups.of_line(first_line)
        stop = self._groups.of_line(max(first_line, last_line - shift)) + 1
        while first > 0 and self._part(self._groups.line(first)) in FOLLOWERS:
            first -= 1
        while (line := self._groups.line(stop) + shift) < count and self._part(line) in FOLLOWERS:
            stop += 1
        return first, stop, shift

    def exchange(self, index: int, table: Table, *, resized: bool = True) -> bool:
        """Show another table in place of the one that this block is; whether that could be done by itself. `resized`
        when it may be of another size: else nothing is laid out or painted."""
        if not self.writer.exchange(self.first_line(index), table, resized=resized):
            return False
        self.body = self.body.replaced(index, index + 1, (table,))
        return True

    def _exchange(self, change: BodyChange, after: Body) -> bool:
        """A table with other words in it is the same character."""
        start = change.start
        if change.old_stop != start + 1 or change.new_stop != start + 1:
            return False
        table = after.blocks[start]
        if not isinstance(table, Table) or not isinstance(self.body.blocks[start], Table):
            return False
        if not self.exchange(start, table):
            return False
        self.body = after
        return True

    def _widened(self, change: BodyChange) -> tuple[int, int, int]:
        """The change with a neighbour, where one side has no block: a line can be rewritten, while one that
        comes or goes takes a separator along from somewhere."""
        start, old_stop, new_stop = change.start, change.old_stop, change.new_stop
        if start in (old_stop, new_stop):
            if start > 0:
                start -= 1
            elif old_stop < len(self.body.blocks):
                old_stop += 1
                new_stop += 1
        return start, old_stop, new_stop

    def _share(self, start: int, stop: int, blocks: list[Block]) -> BodyChange | None:
        """Take the blocks that were there before for those that are equal; the change that is left."""
        old = self.body.blocks[start:stop]
        shorter = min(len(old), len(blocks))
        head = 0
        while head < shorter and old[head] == blocks[head]:
            blocks[head] = old[head]
            head += 1
        tail = 0
        while tail < shorter - head and old[-1 - tail] == blocks[-1 - tail]:
            blocks[-1 - tail] = old[-1 - tail]
            tail += 1
        if head == len(old) == len(blocks):
            return None
        return BodyChange(start + head, stop - tail, start + len(blocks) - tail)

    def _part(self, line: int) -> Part:
        return part_of(self.document.findBlockByNumber(line).blockFormat())


def _lines_of(blocks: Iterable[Block]) -> tuple[Line, ...]:
    return tuple(line for block in blocks for line in lines_of(block))


def _runs_of(blocks: Sequence[Block]) -> list[Run]:
    return [Run(len(lines_of(block)), (block,)) for block in blocks] or [Run(1, ())]
