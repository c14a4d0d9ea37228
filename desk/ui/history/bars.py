"""Paints what stands beside the words of a comparison: a bar at every change, and what belongs to quotations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock

from desk.revise.runs import Became
from desk.ui.editor.lines import Part
from desk.ui.editor.styles import part_of
from desk.ui.history.comparing import Item
from desk.ui.tokens import Tokens

_BAR, _CURRENT = 3, 5  # px
_FROM_WORDS = 20  # px between a bar and the words
_APART = 2  # px between the bars of two changes
_OTHERS = 0.55  # how strong the bars are of changes that are not the current one
_COLOURS = {Became.ADDED: "inserted", Became.REMOVED: "deleted"}
_QUOTES = {Part.QUOTE: "line", Part.PULL: "accent", Part.ATTRIBUTION: "accent", Part.NOTE: "warning"}


class Column(NamedTuple):
    """The column of the page: how much is free on both sides of the words, and how wide it is with that, in px."""

    gutter: int
    width: int


class Seen(NamedTuple):
    """A line, where it is in the viewport, and what it shows."""

    block: QTextBlock
    box: QRectF
    item: Item | None


def paint_beside(painter: QPainter, lines: Iterable[Seen], column: Column, tokens: Tokens, current: int) -> None:
    """Paint beside these lines, which stand below each other; the bar of the current change is the widest."""
    last: tuple[int, float] = (-1, 0.0)
    for block, box, item in lines:
        part = part_of(block.blockFormat())
        if part in _QUOTES and item is not None and block.length() > 1:
            side = _side(block, column, _BAR)
            painter.fillRect(QRectF(side, box.top(), _BAR, box.height()), tokens.color(_QUOTES[part]))
        if item is None or item.stop < 0:
            continue
        is_current = item.stop == current
        # Between two lines of one change there is no gap.
        top = last[1] if last[0] == item.stop else box.top() + _APART
        wide = _CURRENT if is_current else _BAR
        colour = tokens.color(_COLOURS.get(item.became, "accent"))
        if not is_current:
            colour.setAlphaF(_OTHERS)
        bottom = box.bottom() - _APART
        painter.fillRect(QRectF(_side(block, column, wide, -_FROM_WORDS), top, wide, bottom - top), colour)
        last = item.stop, bottom


def _side(block: QTextBlock, column: Column, width: int, distance: int = 0) -> float:
    """Where something stands beside the words of a line, on the side on which they begin."""
    if block.textDirection() == Qt.LayoutDirection.RightToLeft:
        return column.width - column.gutter - distance - width
    return column.gutter + distance
