"""Where the cells of a table stand, and their words laid out.

A table's layout is made once and kept as long as the table is the same value, is as wide, and looks the same:
painting and asking for the size cost nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from desk.formats.html_direction import side_of, words_of
from desk.story.body import Spans, Table, text_of
from desk.story.pieces import utf16_length
from desk.story.tables import even, size
from desk.ui.editor.lines import Line, Part
from desk.ui.editor.styles import Styles
from desk.ui.editor.table.cell_styles import CellStyles
from desk.ui.editor.table.columns import column_widths

PAD_X, PAD_TOP, PAD_BOTTOM = 10, 9, 6  # px, as designed; lines have room below their letters, so there is less there
KEPT = 64  # layouts
_UNBOUNDED = 1 << 20  # px
CELL_PART = Part.PARAGRAPH  # of the one line that a cell is
_LINE = Line(CELL_PART)

Place = tuple[int, int]  # row and column


class CellText:
    """The words of one cell, laid out. `around` is the side on which the words of its table begin."""

    def __init__(self, words: Spans, styles: Styles, around: str = "ltr") -> None:
        self.words = words
        text = text_of(words).replace("\n", "\u2028")
        self.layout = QTextLayout(text, styles.char(CELL_PART).font())
        self.layout.setTextOption(_option(text, around))
        self.layout.setCacheEnabled(True)
        self.layout.setFormats(_formats(words, styles))
        self._form = styles.block(_LINE)
        self.height = self._width = 0
        self.lay_out(_UNBOUNDED)
        lines = range(self.layout.lineCount())
        self.most = ceil(max((self.layout.lineAt(line).naturalTextWidth() for line in lines), default=0))
        self.least = min(ceil(self.layout.minimumWidth()), self.most)

    @property
    def text(self) -> str:
        """The words as Qt counts and lays them out."""
        return self.layout.text()

    def lay_out(self, width: int) -> None:
        """Break the words into lines of this width, in px, as a text view does."""
        if width == self._width:
            return
        self._width = width
        top = 0.0
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += self._form.lineHeight(line.height(), 1.0)
        self.layout.endLayout()
        self.height = ceil(top)


def _option(text: str, around: str) -> QTextOption:
    """How this text is broken and aligned: words that are read from the right begin there, numbers where the words of
    the table do."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if (side_of(text) or around) == "rtl":
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
    return option


def _formats(words: Spans, styles: Styles) -> list[QTextLayout.FormatRange]:
    found = []
    start = 0
    for span in words or ():
        made = QTextLayout.FormatRange()
        made.start, made.length = start, utf16_length(span.text)
        made.format = styles.char(CELL_PART, marks=span.marks, link=span.link)
        found.append(made)
        start += made.length
    return found


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table laid out. `across` and `down` are the edges of its columns and rows, in px from its corner; from the
    upper right one where it is read from the right. `side` is that from which it is read: as the words in its first
    row are, or where those are none, as the story."""

    table: Table
    across: tuple[int, ...]
    down: tuple[int, ...]
    cells: tuple[tuple[CellText, ...], ...]
    pads: tuple[int, int, int]
    side: str = "ltr"

    @property
    def is_mirrored(self) -> bool:
        """Whether the first column stands at the right."""
        return self.side == "rtl"

    @property
    def size(self) -> QSizeF:
        """How much room it takes; a hairline more than its rows."""
        return QSizeF(self.across[-1], self.down[-1] + 1)

    def box(self, place: Place) -> QRectF:
        """Where a cell stands."""
        row, column = place
        start, end = self.across[column], self.across[column + 1]
        left = self.across[-1] - end if self.is_mirrored else start
        return QRectF(left, self.down[row], end - start, self.down[row + 1] - self.down[row])

    def inner(self, place: Place) -> QRectF:
        """Where the words of a cell stand."""
        x, top, bottom = self.pads
        return self.box(place).adjusted(x, top, -x, -bottom)

    def at(self, point: QPointF) -> Place:
        """The cell at a point, or the nearest one."""
        along = self.across[-1] - point.x() if self.is_mirrored else point.x()
        return _between(self.down, point.y()), _between(self.across, along)

    def rows_in(self, top: float, bottom: float) -> range:
        """The rows that are to be seen between two heights."""
        return range(_between(self.down, top), _between(self.down, bottom) + 1) if self.cells else range(0)


def _between(edges: Sequence[int], place: float) -> int:
    return max(0, min(bisect_right(edges, place) - 1, len(edges) - 2))


class TableLayouts:
    """The layouts of a page's tables. `styles` gives how its lines look just now; `width` is the column's; `around` is
    the side on which the story's language begins."""

    def __init__(self, styles: Callable[[], Styles]) -> None:
        self._styles = styles
        self._around = "ltr"
        self._known: Styles | None = None
        self._looks: tuple[CellStyles, CellStyles] | None = None
        self._kept: OrderedDict[tuple[int, int], TableLayout] = OrderedDict()

    @property
    def around(self) -> str:
        """`ltr` or `rtl`."""
        return self._around

    @around.setter
    def around(self, side: str) -> None:
        if side != self._around:
            self._around = side
            self._kept.clear()

    def get(self, table: Table, width: int) -> TableLayout:
        """The layout of a table in a column of this width."""
        self._forget_others()
        key = (id(table), width)
        found = self._kept.get(key)
        if found is None or found.table is not table:
            found = self._lay_out(table, width)
            self._keep(key, found)
        self._kept.move_to_end(key)
        return found

    def follow(self, before: Table, after: Table, width: int) -> TableLayout:
        """The layout of a table whose words changed as somebody types. The columns stay as wide as they were, so
        that nothing jumps about, but where a word needs more room; cells that did not change are not laid out again."""
        old = self.get(before, width)
        if size(before) != size(after) or before.header != after.header:
            return self.get(after, width)
        cells = self._cells(even(after), old if old.side == self._side(after) else None)
        x = old.pads[0]
        widths = [right - left for left, right in pairwise(old.across)]
        changed = [row for row, before in zip(cells, old.cells, strict=True) if row is not before]
        if any(cell.least > wide - 2 * x for row in changed for cell, wide in zip(row, widths, strict=True)):
            cells = self._cells(even(after), None)  # those of the old layout stay as they are laid out
            found = self._placed(after, cells, self._widths(cells, width, x))
        else:
            found = self._placed(after, cells, widths, old)
        self._keep((id(after), width), found)
        return found

    def forget(self, table: Table, width: int) -> None:
        """The table is at rest: the next time its columns are as wide as its words want them."""
        self._kept.pop((id(table), width), None)

    def look(self, *, head: bool) -> CellStyles:
        """How the words of a cell look."""
        self._forget_others()
        if self._looks is None:
            styles = self._styles()
            self._looks = CellStyles(styles, head=False), CellStyles(styles, head=True)
        return self._looks[head]

    def _forget_others(self) -> None:
        styles = self._styles()
        if styles is not self._known:
            self._known, self._looks = styles, None
            self._kept.clear()

    def _keep(self, key: tuple[int, int], layout: TableLayout) -> None:
        self._kept[key] = layout
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _lay_out(self, table: Table, width: int) -> TableLayout:
        cells = self._cells(even(table), None)
        return self._placed(table, cells, self._widths(cells, width, self._px(PAD_X)))

    def _side(self, table: Table) -> str:
        """The side on which the words of a table begin, in print as on the page."""
        return side_of(words_of(table)) or self._around

    def _cells(self, table: Table, old: TableLayout | None) -> tuple[tuple[CellText, ...], ...]:
        rows = []
        side = self._side(table)
        for number, row in enumerate(table.rows):
            styles = self.look(head=table.header and number == 0)
            before = old.cells[number] if old else ()
            if old and number < len(old.table.rows) and old.table.rows[number] is row:
                rows.append(before)
                continue
            rows.append(
                tuple(
                    before[column] if before and before[column].words == words else CellText(words, styles, side)
                    for column, words in enumerate(row)
                )
            )
        return tuple(rows)

    def _widths(self, cells: Sequence[Sequence[CellText]], width: int, pad: int) -> Sequence[int]:
        columns = list(zip(*cells, strict=True))
        least = [max(cell.least for cell in column) + 2 * pad for column in columns]
        most = [max(cell.most for cell in column) + 2 * pad for column in columns]
        return column_widths(least, most, width) or (width,)

    def _placed(
        self,
        table: Table,
        cells: tuple[tuple[CellText, ...], ...],
        widths: Sequence[int],
        old: TableLayout | None = None,
    ) -> TableLayout:
        """The layout with columns of these widths, which are those of `old` where there is one."""
        pads = self._px(PAD_X), self._px(PAD_TOP), self._px(PAD_BOTTOM)
        heights = []
        for number, row in enumerate(cells):
            if old is not None and row is old.cells[number]:
                heights.append(old.down[number + 1] - old.down[number])
                continue
            for cell, wide in zip(row, widths, strict=False):  # rows without cells have a width, too
                cell.lay_out(max(1, wide - 2 * pads[0]))
            heights += [max(cell.height for cell in row) + pads[1] + pads[2]] if row else []
        across = (0, *accumulate(widths))
        down = (0, *accumulate(heights)) if heights else (0, self._px(PAD_TOP + PAD_BOTTOM))
        return TableLayout(table, across, down, cells, pads, self._side(table))

    def _px(self, designed: int) -> int:
        return max(1, self._styles().type.px(designed))
