"""How the text of a card is laid out in a width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from desk.story.pieces import utf16_length
from desk.ui.review.card_text import CardText, Ink, Line
from desk.ui.review.marks_palette import hue
from desk.ui.theme import interface_font
from desk.ui.tokens import Tokens

PADDING = 13  # px between the card's edge and its words
BETWEEN = 6  # px between two paragraphs
BEFORE_SMALL = 9
LEADING = 1.35  # of a line, in heights of the type
SPACE = 10  # px between head, words and buttons
SMALL_SIZE = 11.5
SIZE = 13.0
_REMEMBERED = 2_000

Inks = dict[Ink, QTextCharFormat]


@dataclass(frozen=True, slots=True)
class CardLooks:
    """The colours of cards, and how high a row of their buttons is (px)."""

    tokens: Tokens
    button_height: int


@dataclass(slots=True)
class CardLayout:
    """The paragraphs of a card, each with where it stands from the card's top; where the buttons begin, and the height
    of all of it."""

    text: CardText
    width: float
    paragraphs: list[tuple[QTextLayout, float]] = field(default_factory=list)
    buttons: float = 0
    height: float = 0


class CardSetter:
    """Lays cards out, and draws their words. It remembers what it laid out."""

    def __init__(self) -> None:
        self._known: dict[tuple[CardText, int, int], CardLayout] = {}
        self._inks: dict[int, Inks] = {}
        self.small = interface_font(SMALL_SIZE)
        self.plain = interface_font(SIZE)
        self._small_metrics = QFontMetricsF(self.small)
        self._plain_metrics = QFontMetricsF(self.plain)
        self.head_height = self._small_metrics.height()

    def forget(self) -> None:
        """Other colours, another type."""
        self._known.clear()
        self._inks.clear()

    def layout(self, text: CardText, width: int, hand: int, looks: CardLooks) -> CardLayout:
        """A card of this width, with words of the hand with this number."""
        found = self._known.get((text, width, hand))
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            if hand not in self._inks:
                self._inks[hand] = _formats_in(looks.tokens, hand)
            laid_out = self._laid_out(text, width, self._inks[hand], looks.button_height)
            found = self._known[text, width, hand] = laid_out
        return found

    def _laid_out(self, text: CardText, width: int, inks: Inks, button_height: int) -> CardLayout:
        made = CardLayout(text, width - 2 * PADDING)
        y = PADDING - 2 + self.head_height + SPACE - 3
        for number, line in enumerate(text.lines):
            if number:
                y += 2 if text.lines[number - 1].small else BEFORE_SMALL if line.small else BETWEEN
            paragraph, height = self._paragraph(line, made.width, inks)
            made.paragraphs.append((paragraph, y))
            y += height
        if text.offers:
            y += SPACE
            made.buttons = y
            y += button_height
        made.height = y + PADDING - 1
        return made

    def _paragraph(self, line: Line, width: float, inks: Inks) -> tuple[QTextLayout, float]:
        font, metrics = (self.small, self._small_metrics) if line.small else (self.plain, self._plain_metrics)
        layout = QTextLayout(line.text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if line.has_arrow:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats([*_formats(line, inks)])
        layout.beginLayout()
        height = 0.0
        step = metrics.height() * LEADING
        while (row := layout.createLine()).isValid():
            row.setLineWidth(width)
            row.setPosition(QPointF(0, height + (step - row.height()) / 2))
            height += step
        layout.endLayout()
        return layout, height

    def draw(self, painter: QPainter, layout: CardLayout, rect: QRectF, tokens: Tokens) -> None:
        """The head and the words, in the card that fills `rect`."""
        left, top = rect.left() + PADDING, rect.top()
        head = QRectF(left, top + PADDING - 2, layout.width, self.head_height)
        painter.setFont(self.small)
        painter.setPen(tokens.color("warning" if layout.text.warns else "muted"))
        right = self._small_metrics.horizontalAdvance(layout.text.right)
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, layout.text.right)
        painter.setPen(tokens.color("muted"))
        room = layout.width - right - 12
        who = self._small_metrics.elidedText(layout.text.left, Qt.TextElideMode.ElideRight, room)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, who)
        painter.setPen(tokens.color("ink"))
        for paragraph, y in layout.paragraphs:
            paragraph.draw(painter, QPointF(left, top + y))


def _formats(line: Line, inks: Inks) -> Iterator[QTextLayout.FormatRange]:
    at = 0
    for piece in line.pieces:
        length = utf16_length(piece.text)
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = at, length, inks[piece.ink]
        at += length
        yield made


def _formats_in(tokens: Tokens, hand: int) -> Inks:
    made = {ink: QTextCharFormat() for ink in Ink}
    for ink, token in ((Ink.PLAIN, "ink"), (Ink.MUTED, "muted"), (Ink.MENTION, "accent")):
        made[ink].setForeground(tokens.color(token))
    made[Ink.MENTION].setFontWeight(QFont.Weight.DemiBold)
    colours = hue(hand, tokens)
    made[Ink.ADDED].setForeground(colours.added)
    made[Ink.ADDED].setBackground(colours.added_ground)
    made[Ink.ADDED].setFontUnderline(True)
    made[Ink.REMOVED].setForeground(colours.removed)
    made[Ink.REMOVED].setBackground(colours.removed_ground)
    made[Ink.REMOVED].setFontStrikeOut(True)
    return made
