"""Marks upon the words that are no part of them: what a search found, what is misspelt, what is still to come.

A layer is asked for the marks of a line's text whenever the line is painted, and only then: a long text costs
what is to be seen of it. It answers at once, from what it knows; when it learns more it says so by `Layers.tell`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTextBlock, QTextCursor, QTextLayout, QTextLine

from desk.story.body import Mark
from desk.ui.editor.gaps import Gap
from desk.ui.editor.inking import Inked
from desk.ui.editor.styles import marks_of
from desk.ui.tokens import Tokens

if TYPE_CHECKING:
    from desk.ui.editor.menus import MenuAt


class Stroke(Enum):
    """How a mark looks: the token of its colour, whether it is a ground behind the words or a line under them, and of
    a ground the token of the line that it stands on."""

    MATCH = ("match", True, "")
    PLACEHOLDER = ("warning_tint", True, "warning")
    SPELLING = ("deleted", False, "")
    GRAMMAR = ("accent", False, "")

    def __init__(self, token: str, is_ground: bool, foot: str) -> None:
        self.token = token
        self.is_ground = is_ground
        self.foot = foot
        # Whether it says something about the language, in which code is not written.
        self.is_of_language = not is_ground


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark from `start` up to `stop` in a line's text, in UTF-16 code units, as Qt counts."""

    start: int
    stop: int
    stroke: Stroke


Layer = Callable[[str], Sequence[Marked]]


@dataclass(frozen=True, slots=True)
class Laid:
    """The marks of a line, with its layout and where that begins, in the viewport. A cell is no block."""

    layout: QTextLayout
    origin: QPointF
    marks: Sequence[Marked]
    block: QTextBlock | None = None


_FROM_RIGHT = Qt.LayoutDirection.RightToLeft
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NOTHING: tuple[str, tuple[Marked, ...]] = ("", ())
_WAVE = 4.0  # px from crest to crest
_WAVE_HEIGHT = 4.0  # px
_TILE = 64  # px of it are painted at once
_FOOT = 1.5  # px


class Layers(QObject):
    """The layers of one page; they lie upon the body and upon the fields. `changed` asks for a new painting.

    `helper` adds to the context menu what can be done about a mark; it gives True where it opens the menu itself.
    `offers` add what can be done about anything else that was clicked.
    """

    changed = Signal()
    lines_changed = Signal(object)  # a set of texts, of which alone the marks changed

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers: list[Layer] = []
        self.helper: Callable[[MenuAt], bool] | None = None
        self.offers: list[Callable[[MenuAt], None]] = []
        self._waves: dict[tuple[int, float], QImage] = {}
        self._latest = _NOTHING  # what was asked last
        self._assumed = _NOTHING  # what is painted of a line that is typed in, until there is time to ask

    def __bool__(self) -> bool:
        return bool(self._layers)

    def add(self, layer: Layer) -> None:
        """Lay this over the page."""
        self._layers.append(layer)
        self.tell()

    def remove(self, layer: Layer) -> None:
        """Take this away, if it is there."""
        if layer in self._layers:
            self._layers.remove(layer)
            self.tell()

    def tell(self) -> None:
        """A layer knows more than it did."""
        self._latest = self._assumed = _NOTHING
        self.changed.emit()

    def tell_of(self, lines: frozenset[str]) -> None:
        """A layer knows more than it did of lines that have one of these texts."""
        self._latest = self._assumed = _NOTHING
        self.lines_changed.emit(lines)

    def marks(self, text: str) -> Sequence[Marked]:
        """All marks of a line."""
        known, marks = self._latest
        if known != text:  # else it is the line that is typed in, asked about before it is painted
            marks = tuple(mark for layer in self._layers for mark in layer(text))
            self._latest = (text, marks)
        return marks

    def assume(self, before: str, after: str, place: int, by: int) -> None:
        """So much was typed at a place of a line. It is painted with the marks that it had, moved along; whether it
        has others now is asked by `ask`."""
        self._assumed = (after, tuple(_moved(self._painted(before), place, by)))

    def _painted(self, text: str) -> Sequence[Marked]:
        assumed, marks = self._assumed
        return marks if assumed == text else self.marks(text)

    def ask(self) -> None:
        """What was typed is on the screen: ask for the marks of its line that were assumed."""
        text, assumed = self._assumed
        self._assumed = _NOTHING
        if text and self.marks(text) != assumed:
            self.tell_of(frozenset({text}))

    def on(self, lines: Iterable[QTextBlock], scrolled: float = 0, area: QRectF | None = None) -> list[Laid]:
        """The marks to be painted on these lines of a document that is scrolled so far; those in an area of the
        viewport, if there is one."""
        laid = []
        for block in lines:
            marks = self._painted(block.text())
            if not marks:
                continue
            layout = block.layout()
            origin = layout.position() - QPointF(0, scrolled)
            if area is not None:
                first, last = _reach(layout, area.top() - origin.y(), area.bottom() - origin.y())
                marks = [mark for mark in marks if mark.start < last and mark.stop > first]
            if marks:
                laid.append(Laid(layout, origin, marks, block))
        return laid

    def paint(self, painter: QPainter, lines: Iterable[QTextBlock], tokens: Tokens, *, grounds: bool) -> None:
        """Paint the marks of these lines: those behind the words, to be painted first, or the others."""
        self.paint_on(painter, self.on(lines), tokens, grounds=grounds)

    def paint_on(
        self, painter: QPainter, lines: Iterable[Laid], tokens: Tokens, area: QRectF | None = None, *, grounds: bool
    ) -> None:
        """Paint the marks that `on` gave, as far as they are in an area."""
        for line in lines:
            marks = [mark for mark in line.marks if mark.stroke.is_ground is grounds]
            near = area.translated(-line.origin) if marks and area is not None else None
            for mark in marks:
                self._paint(painter, line, mark, tokens, near)

    def paint_text(
        self, painter: QPainter, text: str, layout: QTextLayout, origin: QPointF, tokens: Tokens, *, grounds: bool
    ) -> None:
        """Paint the marks of a text that stands in no document of its own: a cell of a table."""
        self.paint_on(painter, [Laid(layout, origin, self.marks(text))], tokens, grounds=grounds)

    def _paint(self, painter: QPainter, line: Laid, mark: Marked, tokens: Tokens, near: QRectF | None) -> None:
        boxes = list(word_boxes(line.layout, mark.start, mark.stop, _gaps_in(line.block), near))
        if not boxes or (mark.stroke.is_of_language and line.block is not None and is_code(line.block, mark.start)):
            return
        colour = tokens.color(mark.stroke.token)
        for box in boxes:
            place = box.translated(line.origin)
            if mark.stroke.is_ground:
                painter.fillRect(place, colour)
                if mark.stroke.foot:
                    foot = QRectF(place.left(), place.bottom() - _FOOT, place.width(), _FOOT)
                    painter.fillRect(foot, tokens.color(mark.stroke.foot))
            else:
                self._paint_wave(painter, place, colour)

    def _paint_wave(self, painter: QPainter, place: QRectF, colour: QColor) -> None:
        ratio = painter.device().devicePixelRatio()
        key = (colour.rgba(), ratio)
        if key not in self._waves:
            self._waves[key] = _wave(colour, ratio)
        tile = self._waves[key]
        left, right = round(place.left()), round(place.right())
        top = round(place.bottom() - 1.0 - _WAVE_HEIGHT / 2)
        while left < right:
            width = min(_TILE, right - left)
            painter.drawImage(
                QRectF(left, top, width, _WAVE_HEIGHT), tile, QRectF(0, 0, width * ratio, _WAVE_HEIGHT * ratio)
            )
            left += width


def is_code(block: QTextBlock, place: int) -> bool:
    """Whether the character at a place of a line is code."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(place + 1, block.length() - 1))
    return Mark.CODE in marks_of(cursor.charFormat())


def _moved(marks: Iterable[Marked], place: int, by: int) -> Iterator[Marked]:
    """The marks where they are after something was typed; a word that is typed in has none meanwhile."""
    for mark in marks:
        if mark.stop < place or (mark.stop == place and mark.stroke.is_ground):
            yield mark
        elif mark.start > place or (mark.start == place and mark.stroke.is_ground):
            yield Marked(mark.start + by, mark.stop + by, mark.stroke)


def _reach(layout: QTextLayout, top: float, bottom: float) -> tuple[int, int]:
    """From where to where in the text the rows go that have something between two heights of the layout."""
    first = last = None
    for number in range(layout.lineCount()):
        row = layout.lineAt(number)
        above = row.y()
        if above > bottom:
            break
        last = row
        if first is None and above + row.height() + _WAVE_HEIGHT >= top:
            first = row
    if first is None or last is None:
        return 0, 0
    return first.textStart(), last.textStart() + last.textLength()


def boxes(block: QTextBlock, start: int, stop: int) -> Iterator[QRectF]:
    """Where a range of a line's text stands, one box for each row of the layout, counted from the layout."""
    return boxes_in(block.layout(), start, stop)


def boxes_in(layout: QTextLayout, start: int, stop: int, near: QRectF | None = None) -> Iterator[QRectF]:
    """`boxes`, of a layout; only those that touch an area, if there is one."""
    row = layout.lineForTextPosition(start)
    for number in range(row.lineNumber() if row.isValid() else 0, layout.lineCount()):
        row = layout.lineAt(number)
        first, top = row.textStart(), row.y()
        begin, end = max(start, first), min(stop, first + row.textLength())
        if begin >= stop:
            return
        height = row.ascent() + row.descent()
        if begin < end and (near is None or (top <= near.bottom() and top + height + _WAVE_HEIGHT >= near.top())):
            for left, right in _stretches(layout, row, begin, end):
                yield QRectF(left, top, right - left, height)


def _stretches(layout: QTextLayout, row: QTextLine, begin: int, end: int) -> Iterator[tuple[float, float]]:
    """From where to where a range of a row stands. Words of both directions may stand in several places, and carets
    between them in either."""
    if not _RIGHT_TO_LEFT.search(layout.text()) and layout.textOption().textDirection() != _FROM_RIGHT:
        left, right = row.cursorToX(begin)[0], row.cursorToX(end)[0]  # type: ignore[index]
        yield min(left, right), max(left, right)
        return
    stretch: tuple[float, float] | None = None
    for box in sorted((run.boundingRect() for run in row.glyphRuns(begin, end - begin)), key=QRectF.left):
        if stretch is not None and box.left() - stretch[1] < 1:
            stretch = stretch[0], max(stretch[1], box.right())
        else:
            if stretch is not None:
                yield stretch
            stretch = box.left(), box.right()
    if stretch is not None:
        yield stretch


def word_boxes(
    layout: QTextLayout, start: int, stop: int, gaps: Sequence[Gap], near: QRectF | None = None
) -> Iterator[QRectF]:
    """`boxes_in`, without the gaps that were left among the words."""
    for gap in sorted(gaps, key=attrgetter("place")):
        end = gap.place + gap.length
        if start <= gap.place and end <= stop and gap.width:
            found = list(boxes_in(layout, start, end, near))
            for number, box in enumerate(found):
                yield box.adjusted(0, 0, -gap.width, 0) if number == len(found) - 1 else box
            start = end
    yield from boxes_in(layout, start, stop, near)


def _gaps_in(block: QTextBlock | None) -> Sequence[Gap]:
    data = block.userData() if block is not None else None
    return data.gaps if isinstance(data, Inked) else ()


def _wave(colour: QColor, ratio: float) -> QImage:
    """A piece of the line under misspelt words, to be laid end to end. To paint curves each time takes long."""
    image = QImage(round(_TILE * ratio), round(_WAVE_HEIGHT * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    middle = _WAVE_HEIGHT / 2
    path = QPainterPath(QPointF(-_WAVE, middle))
    up = True
    for half in range(-2, 2 * round(_TILE / _WAVE) + 2):
        left = half * _WAVE / 2
        path.quadTo(QPointF(left + _WAVE / 4, middle + (-2.2 if up else 2.2)), QPointF(left + _WAVE / 2, middle))
        up = not up
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.2))
    painter.drawPath(path)
    painter.end()
    return image
