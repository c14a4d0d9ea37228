"""Text on at most two lines, with what was searched for marked in it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

Marks = tuple[tuple[int, int], ...]


class Line(NamedTuple):
    """One line, and what is marked in it: from which character to which, as Qt counts them (UTF-16)."""

    text: str
    marks: Marks = ()


def two_lines(text: str, marks: Marks, font: QFont, width: float) -> list[Line]:
    """The text on one line, or where it is too long on two; the second one is shortened."""
    metrics = QFontMetricsF(font)
    marks = in_utf16(text, marks)
    if metrics.horizontalAdvance(text) <= width:
        return [Line(text, marks)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(width)
    layout.endLayout()
    units = text.encode("utf-16-le", "surrogatepass")
    cut = first.textLength()
    head = units[: cut * 2].decode("utf-16-le", "replace").rstrip()
    tail = units[cut * 2 :].decode("utf-16-le", "replace")
    shown = metrics.elidedText(tail, Qt.TextElideMode.ElideRight, width)
    return [Line(head, _within(marks, 0, cut)), Line(shown, _within(marks, cut, cut + _whole(shown, tail)))]


def apart(text: str) -> str:
    """A text that is read from its own side, whatever stands beside it (UAX #9: first strong isolate)."""
    return text if text.isascii() else f"\u2068{text}\u2069"


def in_utf16(text: str, marks: Marks) -> Marks:
    """Places of Python's as places of Qt's."""
    if not marks or max(text) <= "\uffff":
        return marks
    return tuple((_units(text[:start]), _units(text[:stop])) for start, stop in marks)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(shown: str, text: str) -> int:
    """How much of a text is shown as it is, before it is shortened."""
    return _units(shown if shown == text else shown[:-1])


def _within(marks: Marks, start: int, stop: int) -> Marks:
    cut = ((max(first, start) - start, min(last, stop) - start) for first, last in marks)
    return tuple((first, last) for first, last in cut if first < last)


class Inks(NamedTuple):
    """The colours of a line: its own, the ground of what is marked, and the ink on that."""

    plain: QColor
    ground: QColor
    marked: QColor


def draw_line(painter: QPainter, box: QRectF, line: Line, font: QFont, inks: Inks) -> None:
    """Draw a line in the middle of the box's height; what is marked stands on a ground of its own."""
    painter.setPen(inks.plain)
    painter.setFont(font)
    if not line.marks:
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, apart(line.text))
        return
    layout = QTextLayout(line.text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_mark(start, stop, inks) for start, stop in line.marks])
    layout.beginLayout()
    made = layout.createLine()
    made.setLineWidth(box.width() + 1)
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - made.height()) / 2))


def _mark(start: int, stop: int, inks: Inks) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, stop - start
    look = QTextCharFormat()
    look.setBackground(inks.ground)
    look.setForeground(inks.marked)
    made.format = look
    return made
