"""Marks upon the words that are no part of them: what a search found, what is misspelt, what is still to come.

A layer is asked for the marks of a line's text whenever the line is painted, and only then: a long text costs
what is to be seen of it. It answers at once, from what it knows; when it learns more it says so by `Layers.tell`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextBlock, QTextCursor, QTextLayout

from desk.story.body import Mark
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

    @property
    def token(self) -> str:
        """The name of the colour."""
        return self.value[0]

    @property
    def is_of_language(self) -> bool:
        """Whether it says something about the language, in which code is not written."""
        return self in {Stroke.SPELLING, Stroke.GRAMMAR}

    @property
    def is_ground(self) -> bool:
        """Whether it stands behind the words."""
        return self.value[1]

    @property
    def foot(self) -> str:
        """The name of the colour of the line at its foot, or ""."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark from `start` up to `stop` in a line's text, in UTF-16 code units, as Qt counts."""

    start: int
    stop: int
    stroke: Stroke


Layer = Callable[[str], Sequence[Marked]]
Placed = tuple[QTextBlock, QPointF]  # a line and where its layout begins, in the viewport

_WAVE = 4.0  # px from crest to crest
_FOOT = 1.5  # px


class Layers(QObject):
    """The layers of one page; they lie upon the body and upon the fields. `changed` asks for a new painting.

    `helper` adds to the context menu what can be done about a mark; it gives True where it opens the menu itself.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layers: list[Layer] = []
        self.helper: Callable[[MenuAt], bool] | None = None

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
        self.changed.emit()

    def marks(self, text: str) -> Iterator[Marked]:
        """All marks of a line."""
        for layer in self._layers:
            yield from layer(text)

    def paint(self, painter: QPainter, lines: Iterable[Placed], tokens: Tokens, *, grounds: bool) -> None:
        """Paint the marks of these lines: those behind the words, to be painted first, or the others."""
        for block, origin in lines:
            for mark in self.marks(block.text()):
                is_wanted = mark.stroke.is_ground is grounds
                if is_wanted and not (mark.stroke.is_of_language and is_code(block, mark.start)):
                    _paint(painter, block.layout(), origin, mark, tokens)

    def paint_text(
        self, painter: QPainter, text: str, layout: QTextLayout, origin: QPointF, tokens: Tokens, *, grounds: bool
    ) -> None:
        """Paint the marks of a text that stands in no document of its own: a cell of a table."""
        for mark in self.marks(text):
            if mark.stroke.is_ground is grounds:
                _paint(painter, layout, origin, mark, tokens)


def is_code(block: QTextBlock, place: int) -> bool:
    """Whether the character at a place of a line is code."""
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + min(place + 1, block.length() - 1))
    return Mark.CODE in marks_of(cursor.charFormat())


def _paint(painter: QPainter, layout: QTextLayout, origin: QPointF, mark: Marked, tokens: Tokens) -> None:
    colour = tokens.color(mark.stroke.token)
    for box in boxes_in(layout, mark.start, mark.stop):
        place = box.translated(origin)
        if mark.stroke.is_ground:
            painter.fillRect(place, colour)
            if mark.stroke.foot:
                foot = QRectF(place.left(), place.bottom() - _FOOT, place.width(), _FOOT)
                painter.fillRect(foot, tokens.color(mark.stroke.foot))
        else:
            painter.setPen(QPen(colour, 1.2))
            painter.drawPath(_wave(place.left(), place.right(), place.bottom() - 1.0))


def boxes(block: QTextBlock, start: int, stop: int) -> Iterator[QRectF]:
    """Where a range of a line's text stands, one box for each row of the layout, counted from the layout."""
    return boxes_in(block.layout(), start, stop)


def boxes_in(layout: QTextLayout, start: int, stop: int) -> Iterator[QRectF]:
    """`boxes`, of a layout."""
    for number in range(layout.lineCount()):
        row = layout.lineAt(number)
        begin, end = max(start, row.textStart()), min(stop, row.textStart() + row.textLength())
        if begin < end:
            left, right = row.cursorToX(begin)[0], row.cursorToX(end)[0]  # type: ignore[index]
            left, right = min(left, right), max(left, right)
            yield QRectF(left, row.y(), right - left, row.ascent() + row.descent())


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    up = True
    while left < right:
        middle, left = left + _WAVE / 4, left + _WAVE / 2
        path.quadTo(QPointF(middle, y - 2.2 if up else y + 2.2), QPointF(left, y))
        up = not up
    return path
