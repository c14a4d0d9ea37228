"""Where on a line what it shows of tracked changes and comments is painted: found once after the line was laid out, and
painted from then on. Everything is counted from the layout of the line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextLayout, QTextOption

from desk.ui.editor.gaps import PADDING, Gap
from desk.ui.editor.inking import Inked, Setting, below_of, margin_above
from desk.ui.editor.inks import CellMarks, Gone, Ink
from desk.ui.editor.layers import boxes_in, word_boxes
from desk.ui.editor.styles import Styles
from desk.ui.review.marks_palette import Hue, hue
from desk.ui.theme import interface_font, story_font

BAR = 3.0  # px
BESIDE = 20.0  # px from the words to their bar
_FOOT = 1.0  # px of line under words that came
_TICK = 2.0  # px of line where words of a cell went, in which there is no room for them
_GONE_SIZE = 15.0  # px
_GONE_GAP = 8.0  # px between lines that are gone, and around them
_MOST = 700  # characters of one of them
_MOST_LINES = 8  # of them, in a row
_SAID_SIZE = 10.5  # px
_STRONG = frozenset({"L", "R", "AL"})


@dataclass(frozen=True, slots=True)
class Place:
    """A mark that stands somewhere: whose it is, where, in which colour, and whether it is a bar beside the words."""

    key: str
    box: QRectF
    colour: QColor
    is_beside: bool = False


class Cells(Protocol):
    """The cells of a table as they are drawn upon its line."""

    def words(self, number: int) -> tuple[QTextLayout, QPointF] | None:
        """The words of a cell, and where they begin, counted from the layout of the line."""


@dataclass(slots=True)
class Plan:
    """What is painted on one line, upon which these `cells` may be drawn. `reach` is from which height to which."""

    styles: Styles
    width: float
    cells: Cells | None = None
    grounds: list[tuple[QRectF, QColor]] = field(default_factory=list)
    feet: list[tuple[QRectF, QColor]] = field(default_factory=list)
    dots: list[tuple[QPointF, QPointF, QColor]] = field(default_factory=list)
    words: list[tuple[QPointF, str, QColor]] = field(default_factory=list)
    font: QFont = field(default_factory=QFont)  # of the words that went
    bars: list[tuple[QRectF, QColor]] = field(default_factory=list)
    said: tuple[QPointF, str, QFont, QColor] | None = None
    gone: list[tuple[QTextLayout, QPointF, QTextLayout.FormatRange]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    reach: tuple[float, float] = (0.0, 0.0)


class Planner:
    """Makes the plan of one line. `left` is where the column of words begins, counted from the layout."""

    def __init__(
        self, block: QTextBlock, data: Inked, setting: Setting, styles: Styles, left: float, *, cells: Cells | None
    ) -> None:
        self._block, self._data, self._setting, self._styles, self._left = block, data, setting, styles, left
        self._layout = block.layout()
        self._plan = Plan(styles, setting.width, cells)

    def plan(self) -> Plan:
        """Where everything is."""
        marks, plan = self._data.marks, self._plan
        for gap in self._data.gaps:
            self._plan_gap(gap)
        for ink in marks.inks:
            boxes = word_boxes(self._layout, ink.start, ink.stop, self._data.gaps)
            self._plan_ink(ink, boxes, _ascent(self._layout, ink.start))
        for cell in marks.cells:
            self._plan_cell(cell)
        height = self._layout.boundingRect().height()
        for note in marks.noted:
            if note.is_whole:
                self._plan_whole(note.thread, height)
            else:
                self._plan_note(note.start, note.stop, note.thread, is_open=note.is_open)
        rows = len([row for gap in self._data.gaps for row in gap.rows]) * self._setting.pitch
        top, bottom = -rows - margin_above(self._setting, marks), height
        if marks.bar is not None:
            self._plan_bar(QRectF(self._left - BESIDE, 1 - rows, BAR, max(4.0, height + rows - 2)))
        if above := few(marks.above):
            top -= gone_height(marks.above, self._setting.width, self._styles)
            self._plan_gone(above, top + _GONE_GAP)
        if below := few(below_of(marks, self._data.gaps)):
            self._plan_gone(below, height + _GONE_GAP)
            bottom += gone_height(below, self._setting.width, self._styles)
        plan.reach = top, bottom
        return plan

    def _hue(self, hand: int) -> Hue:
        return hue(hand, self._styles.tokens)

    def _plan_gap(self, gap: Gap) -> None:
        room = gap_box(self._block, gap)
        row = self._layout.lineForTextPosition(max(0, gap.place))
        if room is None or not row.isValid():
            return
        plan, colours = self._plan, self._hue(gap.struck.hand)
        plan.font = QFont(self._setting.font)
        plan.font.setStrikeOut(True)
        metrics = self._setting.metrics
        # On the base line of its row, in which other words may be larger.
        top = row.y() + row.ascent() - metrics.ascent()
        left = self._layout.lineAt(0).x() - self._block.blockFormat().textIndent()
        first = top - len(gap.rows) * self._setting.pitch
        lines = [(left, first + number * self._setting.pitch, words) for number, words in enumerate(gap.rows)]
        for x, y, words in (*lines, (room.left() + gap.before, top, gap.shown)):
            box = QRectF(x - PADDING, y, metrics.horizontalAdvance(words) + 2 * PADDING, metrics.height())
            plan.grounds.append((_tight(box), colours.removed_ground))
            plan.words.append((QPointF(x, y + metrics.ascent()), words, colours.removed))
            plan.places.append(Place(gap.struck.key, _tight(box), colours.removed))

    def _plan_ink(self, ink: Ink, boxes: Iterable[QRectF], ascent: float) -> None:
        plan, colours = self._plan, self._hue(ink.hand)
        for box in boxes:
            foot = box.top() + ascent + 2.5
            if ink.is_new:
                plan.grounds.append((_tight(box), colours.added_ground))
                plan.feet.append((QRectF(box.left(), foot, box.width(), _FOOT), colours.added))
            else:
                plan.dots.append((QPointF(box.left(), foot + 1), QPointF(box.right(), foot + 1), colours.added))
            plan.places.append(Place(ink.key, _tight(box), colours.added))

    def _plan_cell(self, cell: CellMarks) -> None:
        """Words that went are only pointed at: a cell is as wide as its words."""
        plan, found = self._plan, self._plan.cells.words(cell.number) if self._plan.cells is not None else None
        if found is None:
            return
        layout, corner = found
        for ink in cell.inks:
            boxes = (box.translated(corner) for box in boxes_in(layout, ink.start, ink.stop))
            self._plan_ink(ink, boxes, _ascent(layout, ink.start))
        for struck in cell.struck:
            row = layout.lineForTextPosition(struck.at)
            if not row.isValid():
                continue
            x, colour = row.cursorToX(struck.at)[0], self._hue(struck.hand).removed  # type: ignore[index]
            box = QRectF(round(x + corner.x()) - _TICK / 2, row.y() + corner.y(), _TICK, row.ascent() + row.descent())
            plan.feet.append((box, colour))
            plan.places.append(Place(struck.key, box.adjusted(-4, 0, 4, 0), colour))

    def _plan_note(self, start: int, stop: int, thread: str, *, is_open: bool) -> None:
        plan, tokens = self._plan, self._styles.tokens
        colour = tokens.color("warning" if is_open else "faint")
        for box in word_boxes(self._layout, start, stop, self._data.gaps):
            place = _tight(box)
            if is_open:
                plan.grounds.insert(0, (place, tokens.color("warning_tint")))
            plan.feet.append(
                (QRectF(place.left(), place.bottom() - 1.5, place.width(), 1.5 if is_open else 1.0), colour)
            )
            plan.places.append(Place(thread, place, colour))

    def _plan_whole(self, thread: str, height: float) -> None:
        """A bar on the other side than those of changes."""
        right = self._left + self._setting.width + self._setting.form.indent() + BESIDE - BAR
        box, colour = QRectF(right, 1, BAR, max(4.0, height - 2)), self._styles.tokens.color("warning")
        self._plan.bars.append((box, colour))
        self._plan.places.append(Place(thread, box.adjusted(-6, 0, 6, 0), colour))

    def _plan_bar(self, box: QRectF) -> None:
        bar, plan = self._data.marks.bar, self._plan
        assert bar is not None
        colour = self._hue(bar.hand).added
        plan.bars.append((box, colour))
        plan.places.append(Place(bar.key, box.adjusted(-6, 0, 6, 0), colour, is_beside=True))
        if bar.said:
            font = interface_font(_SAID_SIZE, QFont.Weight.DemiBold)
            plan.said = QPointF(self._left, box.top() - 5), bar.said, font, colour

    def _plan_gone(self, gone: Sequence[Gone], top: float) -> None:
        plan = self._plan
        for each in gone:
            layout = set_out(each, self._setting.width, self._styles)
            height = layout.boundingRect().height()
            colours = self._hue(each.hand)
            ink = colours.removed if each.is_struck else self._styles.tokens.color("muted")
            plan.gone.append((layout, QPointF(0, top), _quiet(ink, is_struck=each.is_struck)))
            bar = QRectF(self._left - BESIDE, top + 1, BAR, height - 2)
            plan.bars.append((bar, colours.removed if each.is_struck else colours.added))
            plan.places.append(
                Place(each.key, QRectF(-4, top - 2, self._setting.width + 8, height + 4), colours.removed)
            )
            top += height + _GONE_GAP


def _ascent(layout: QTextLayout, at: int) -> float:
    """How far the row of this place rises over its base line; 0 where it is not laid out just now: Qt falls over a row
    that there is none of."""
    row = layout.lineForTextPosition(at)
    return row.ascent() if row.isValid() else 0.0


def gap_box(block: QTextBlock, gap: Gap) -> QRectF | None:
    """Where a gap is; None where its line has none just now."""
    layout = block.layout()
    if not gap.width or not layout.lineCount():
        return None
    if gap.place < 0:
        if not block.blockFormat().textIndent():
            return None
        row = layout.lineAt(0)
        words = row.naturalTextRect()
        is_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        left = words.right() if is_right else words.left() - gap.width
        return QRectF(left, row.y(), gap.width, row.ascent() + row.descent())
    row = layout.lineForTextPosition(gap.place)
    if not row.isValid():
        return None
    ends = row.cursorToX(gap.place)[0], row.cursorToX(gap.place + gap.length)[0]  # type: ignore[index]
    return QRectF(max(ends) - gap.width, row.y(), gap.width, row.ascent() + row.descent())


def gone_height(gone: tuple[Gone, ...], width: float, styles: Styles) -> float:
    """How much room lines that are gone take, in px."""
    heights = [set_out(each, width, styles).boundingRect().height() for each in few(gone)]
    return sum(heights) + _GONE_GAP * (len(heights) + 1)


def few(gone: tuple[Gone, ...]) -> tuple[Gone, ...]:
    """The lines that are shown of those that are gone."""
    if len(gone) <= _MOST_LINES:
        return gone
    more = len(gone) - _MOST_LINES + 1
    return (*gone[: _MOST_LINES - 1], Gone(f"and {more} more", gone[-1].key, gone[-1].hand))


def set_out(gone: Gone, width: float, styles: Styles) -> QTextLayout:
    """A line that is gone, as it is set."""
    words = gone.words if len(gone.words) <= _MOST else gone.words[:_MOST].rstrip() + " …"
    size = round(_GONE_SIZE * styles.type.ratio * 2) / 2
    layout = QTextLayout(words.replace("\n", "\u2028"), story_font(size, family=styles.type.family))
    strong = (kind for kind in map(bidirectional, words) if kind in _STRONG)
    is_from_right = next(strong, "L") != "L"  # which alone does not bring words to the right
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignRight if is_from_right else Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    top = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0, top))
        top += row.height() + 3
    layout.endLayout()
    return layout


def _tight(box: QRectF) -> QRectF:
    """A box of letters without the air above and below them: rows may be close."""
    return box.adjusted(0, 0.11 * box.height(), 0, -0.04 * box.height())


def _quiet(colour: QColor, *, is_struck: bool) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    form = QTextCharFormat()
    form.setForeground(colour)
    form.setFontStrikeOut(is_struck)
    made.start, made.length, made.format = 0, 1 << 20, form
    return made
