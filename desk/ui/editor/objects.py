"""Draws what a body holds besides words: pictures, tables, rules and embeds. Qt's document asks for it."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
    QTextOption,
)

from desk.story.body import Embed, Figure, Rule, Table, text_of
from desk.ui.editor.lines import Held
from desk.ui.editor.pictures import Pictures
from desk.ui.editor.styles import KEY
from desk.ui.editor.typography import PageType
from desk.ui.theme import interface_font, story_font
from desk.ui.tokens import Tokens

TALLEST = 560  # px, of a picture on the page
RULE_WIDTH = 160  # px
PADDING = 8  # px, in the cells of a table
RADIUS = 6


class BlockObjects(QPyTextObject):
    """Measures and draws objects. `find` gives what has a key; `width` is that of the column, in px."""

    def __init__(
        self, find: Callable[[int], Held | None], pictures: Pictures, tokens: Tokens, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._pictures = pictures
        self.tokens = tokens
        self.type = PageType()
        self.width = 0

    def intrinsicSize(self, _document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """How much room an object takes."""
        match self._find(form.intProperty(KEY)):
            case Figure(picture=picture):
                return self._picture_size(picture)
            case Table() as table:
                return QSizeF(self.width, sum(self._row_heights(table)) + 1)
            case Embed():
                return QSizeF(self.width, self.type.px(64))
            case _:
                return QSizeF(self.width, self.type.px(20))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _position: int, form: QTextFormat
    ) -> None:
        """Draw an object into the room that it takes."""
        rect = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        match self._find(form.intProperty(KEY)):
            case Figure() as figure:
                self._draw_figure(painter, rect, figure)
            case Table() as table:
                self._draw_table(painter, rect, table)
            case Embed() as embed:
                self._draw_embed(painter, rect, embed)
            case Rule():
                self._draw_rule(painter, rect)
        painter.restore()

    def _picture_size(self, reference: str) -> QSizeF:
        image = self._pictures.get(reference)
        if image is None or image.isNull():
            return QSizeF(self.width, self.type.px(120))
        tallest = self.type.zoom * TALLEST
        scale = min(self.width / image.width(), tallest / image.height(), self.type.zoom)
        return QSizeF(image.width() * scale, image.height() * scale)

    def _draw_figure(self, painter: QPainter, rect: QRectF, figure: Figure) -> None:
        image = self._pictures.get(figure.picture)
        if image is not None and not image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, image)
            return
        if image is None:
            words = "Reading the picture…"
        elif figure.picture.startswith("media:"):
            words = "This picture is not in the library."
        else:
            words = figure.picture or "No picture"
        self._card(painter, rect)
        self._text(
            painter, rect.adjusted(16, 0, -16, 0), words, interface_font(self.type.px(13)), "muted", centred=True
        )

    def _draw_embed(self, painter: QPainter, rect: QRectF, embed: Embed) -> None:
        self._card(painter, rect)
        inner = rect.adjusted(16, 10, -16, -10)
        bold = interface_font(self.type.px(13), QFont.Weight.DemiBold)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        self._line(painter, upper, embed.title or "Embedded from elsewhere", bold, "ink")
        below = upper.translated(0, upper.height())
        self._line(painter, below, embed.url or "No address", interface_font(self.type.px(12)), "muted")

    def _draw_rule(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self.tokens.color("faint"), 1))
        middle = rect.center()
        painter.drawLine(
            int(middle.x() - RULE_WIDTH / 2), int(middle.y()), int(middle.x() + RULE_WIDTH / 2), int(middle.y())
        )

    def _draw_table(self, painter: QPainter, rect: QRectF, table: Table) -> None:
        columns = max(1, len(table.rows[0]) if table.rows else 1)
        width = rect.width() / columns
        top = rect.top()
        painter.setPen(QPen(self.tokens.color("line"), 1))
        for number, (row, height) in enumerate(zip(table.rows, self._row_heights(table), strict=True)):
            head = table.header and number == 0
            if head:
                painter.fillRect(QRectF(rect.left(), top, rect.width(), height), self.tokens.color("chrome"))
            painter.setPen(QPen(self.tokens.color("line"), 1))
            painter.drawRect(QRectF(rect.left() + 0.5, top + 0.5, rect.width() - 1, height))
            for column, cell in enumerate(row):
                box = QRectF(rect.left() + column * width, top, width, height)
                painter.setPen(QPen(self.tokens.color("line"), 1))
                if column:
                    painter.drawLine(box.topLeft(), box.bottomLeft())
                inner = box.adjusted(PADDING, PADDING, -PADDING, -PADDING)
                self._text(painter, inner, text_of(cell), self._cell_font(head=head), "ink")
            top += height

    def _row_heights(self, table: Table) -> list[float]:
        columns = max(1, len(table.rows[0]) if table.rows else 1)
        room = QRectF(0, 0, max(1.0, self.width / columns - 2 * PADDING), 1 << 20)
        heights = []
        for number, row in enumerate(table.rows):
            metrics = QFontMetricsF(self._cell_font(head=table.header and number == 0))
            wrap = int(Qt.TextFlag.TextWordWrap)
            cells = [metrics.boundingRect(room, wrap, text_of(cell)).height() for cell in row]
            heights.append(float(ceil(max([metrics.height(), *cells]) + 2 * PADDING)))
        return heights

    def _card(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self.tokens.color("line"), 1))
        painter.setBrush(self.tokens.color("chrome"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, font: QFont, colour: str, *, centred: bool = False
    ) -> None:
        painter.setFont(font)
        painter.setPen(self.tokens.color(colour))
        option = QTextOption(Qt.AlignmentFlag.AlignCenter if centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(rect, text, option)

    def _line(self, painter: QPainter, rect: QRectF, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self.tokens.color(colour))
        short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)

    def _cell_font(self, *, head: bool) -> QFont:
        if head:
            return interface_font(self.type.px(12), QFont.Weight.DemiBold)
        return story_font(15 * self.type.ratio, family=self.type.family)
