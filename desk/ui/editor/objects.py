"""Draws what a body holds besides words: pictures, tables, rules and embeds. Qt's document asks for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import (
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from desk.story.body import Embed, Figure, Rule, Table
from desk.ui.editor.cards import CARD_HEIGHT, DrawingKit, draw_embed, draw_figure
from desk.ui.editor.lines import Held
from desk.ui.editor.pictures import Pictures
from desk.ui.editor.styles import KEY
from desk.ui.editor.table.drawing import TablePainter
from desk.ui.editor.table.layout import TableLayout
from desk.ui.editor.typography import MEASURE, PageType
from desk.ui.icons import Icons
from desk.ui.tokens import Tokens

TALLEST = 560  # px, of a picture on the page
RULE_WIDTH = 160  # px


class BlockObjects(QPyTextObject):
    """Measures and draws objects. `find` gives what has a key; `width` is that of the column, in px."""

    def __init__(
        self,
        find: Callable[[int], Held | None],
        pictures: Pictures,
        tables: TablePainter,
        tokens: Tokens,
        icons: Icons,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._pictures = pictures
        self._tables = tables
        self._icons = icons
        self.tokens = tokens
        self.type = PageType()
        self.width = MEASURE

    def intrinsicSize(self, _document: QTextDocument, _position: int, form: QTextFormat) -> QSizeF:
        """How much room an object takes."""
        match self._find(form.intProperty(KEY)):
            case Figure(picture=picture):
                return self._picture_size(picture)
            case Table() as table:
                return self.table_layout(table).size
            case Embed():
                return QSizeF(self.width, self.type.px(CARD_HEIGHT))
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
                draw_figure(painter, rect, figure, self._pictures.get(figure.picture), self._kit)
            case Table() as table:
                self._tables.draw(painter, rect, table, self.tokens)
            case Embed() as embed:
                draw_embed(painter, rect, embed, self._kit)
            case Rule():
                self._draw_rule(painter, rect)
        painter.restore()

    @property
    def _kit(self) -> DrawingKit:
        return DrawingKit(self.tokens, self.type, self._icons)

    def table_layout(self, table: Table) -> TableLayout:
        """Where the cells of a table stand."""
        return self._tables.layouts.get(table, self.width)

    def _picture_size(self, reference: str) -> QSizeF:
        image = self._pictures.get(reference)
        if image is None or image.isNull():
            return QSizeF(self.width, self.type.px(120))
        tallest = self.type.zoom * TALLEST
        scale = min(self.width / image.width(), tallest / image.height(), self.type.zoom)
        return QSizeF(image.width() * scale, image.height() * scale)

    def _draw_rule(self, painter: QPainter, rect: QRectF) -> None:
        painter.setPen(QPen(self.tokens.color("faint"), 1))
        middle = rect.center()
        painter.drawLine(
            int(middle.x() - RULE_WIDTH / 2), int(middle.y()), int(middle.x() + RULE_WIDTH / 2), int(middle.y())
        )
