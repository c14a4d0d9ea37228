"""Words of the story in a line of evidence, with the name that matters in ink."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desk.formats.html_direction import side_of
from desk.story.pieces import utf16_length

_ENDLESS = 100_000.0  # px: it has one line


def lay_out_quote(quote: str, name: str, font: QFont, strong: QFont, ink: QColor) -> QTextLayout:
    """The quote in one line, that is read from its own side, and begins at 0."""
    layout = QTextLayout(quote, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    from_right = side_of(quote) == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    place = quote.casefold().find(name.casefold()) if name else -1
    if place >= 0:
        stands_out = QTextLayout.FormatRange()
        stands_out.start = utf16_length(quote[:place])
        stands_out.length = utf16_length(quote[place : place + len(name)])
        stands_out.format = QTextCharFormat()
        stands_out.format.setFont(strong)
        stands_out.format.setForeground(ink)
        layout.setFormats([stands_out])
    layout.beginLayout()
    layout.createLine().setLineWidth(_ENDLESS)
    layout.endLayout()
    return layout


def draw_quote(painter: QPainter, at: QPointF, layout: QTextLayout, colour: QColor) -> QPointF:
    """Draw it from this point of its baseline; gives where it ends."""
    line = layout.lineAt(0)
    painter.setPen(colour)
    layout.draw(painter, at - QPointF(0.0, line.ascent()))
    return at + QPointF(line.naturalTextWidth(), 0.0)
