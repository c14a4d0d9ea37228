"""Paints what is beside the words: bullets and numbers, the bars of quotes, prompts in empty lines, a frame
around a selected object. Only lines that are to be seen are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from desk.story.body import Embed, Figure
from desk.ui.editor.cards import drawn_box
from desk.ui.editor.edits import BodyEdits
from desk.ui.editor.inking import Setting
from desk.ui.editor.layers import Laid, Layers
from desk.ui.editor.lines import HOLDERS, LISTS, Line, Part
from desk.ui.editor.styles import KEY, NOTHING, PART, Styles, level_of, part_of
from desk.ui.editor.typography import INDENT
from desk.ui.tokens import Tokens

_PROMPTS = {
    Part.HEADING: "Heading",
    Part.QUOTE: "Quote",
    Part.NOTE: "A note to the desk; it never prints",
    Part.PULL: "Words to lift out",
    Part.ATTRIBUTION: "Who said it",
    Part.CAPTION: "Caption",
    Part.CREDIT: "Credit",
}
_BARS = {Part.QUOTE: ("line", 3), Part.PULL: ("accent", 3), Part.ATTRIBUTION: ("accent", 3), Part.NOTE: ("warning", 3)}
_BARE = frozenset({Part.PARAGRAPH, Part.HEADING, Part.CAPTION, Part.CREDIT})
_NOTE_PADDING = 8  # px
_TINT = 0.3  # how strong the accent lies upon a picture that is selected
_JOINED = {(Part.QUOTE, Part.QUOTE), (Part.PULL, Part.ATTRIBUTION)}
_NEAR = 4  # px over a line in which there is nothing but that line and the one above
_CLEAR = 12  # px under the top of a line that nothing of the one above reaches, not even the ground of a note
WRITE_HERE = "Write here, or drop a file…"

Seen = tuple[QTextBlock, QRectF]  # a line, and where it is in the viewport


class Decor:
    """Paints beside the words of one view. `width` is that of the column of words, in px.

    Lines that are read from the right have everything on their other side."""

    def __init__(self, view: QTextEdit, edits: BodyEdits, layers: Layers, styles: Styles) -> None:
        self._view = view
        self._layout = view.document().documentLayout()
        self._bar = view.verticalScrollBar()
        self._edits = edits
        self._layers = layers
        self._styles = styles
        self.width = 0
        self.settings: dict[tuple[Part, int, bool, int], Setting] = {}  # of lines, by their kind and `width`

    @property
    def styles(self) -> Styles:
        """How lines look."""
        return self._styles

    @styles.setter
    def styles(self, styles: Styles) -> None:
        self._styles = styles
        self.settings.clear()

    @property
    def tokens(self) -> Tokens:
        """The colours."""
        return self.styles.tokens

    def seen_in(self, area: QRectF) -> list[Seen]:
        """The lines that may be seen in an area of the viewport, and where they are."""
        scrolled = self._bar.value()
        top, bottom = area.top(), area.bottom()
        # Most is painted where somebody types, which is found without a search.
        block = self._view.textCursor().block()
        box = self._layout.blockBoundingRect(block).translated(0, -scrolled)
        begin, end = box.top(), box.bottom()
        if begin + _CLEAR <= top and bottom < end:
            return [(block, box)]
        if not begin + _CLEAR <= top <= end:
            block = self._above(block if begin - _NEAR <= top <= end else None, top)
        seen = []
        while block.isValid():
            box = self._layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > bottom:
                break
            seen.append((block, box))
            block = block.next()
        return seen

    def _above(self, block: QTextBlock | None, top: float) -> QTextBlock:
        """The line above this one, or above the one that is at a height, which may hang into it."""
        if block is None:
            block = self._view.cursorForPosition(QPoint(0, int(top))).block()
        above = block.previous()
        return above if above.isValid() else block

    def beside(self, seen: Sequence[Seen]) -> list[Seen]:
        """Those that have something beside their words."""
        return [
            (block, box)
            for block, box in seen
            if block.length() == 1 or block.blockFormat().intProperty(PART) not in _BARE
        ]

    def laid_on(self, seen: Sequence[Seen], area: QRectF) -> list[Laid]:
        """The marks that lie upon the words of these lines, of those that touch the area."""
        if not self._layers:
            return []
        top = area.top()
        return self._layers.on((block for block, box in seen if box.bottom() >= top), self._bar.value(), area)

    def paint_ground(self, painter: QPainter, area: QRect, lines: Sequence[Seen], marks: Sequence[Laid]) -> None:
        """Paint what is behind the words: the page, and the grounds of notes."""
        painter.fillRect(area, self.tokens.color("page"))
        for block, box in lines:
            if part_of(block.blockFormat()) is Part.NOTE:
                ground = QRectF(box.left(), box.top(), self.width, box.height())
                tint = self.tokens.color("warning_tint")
                painter.fillRect(ground.adjusted(0, -_NOTE_PADDING, 0, _NOTE_PADDING), tint)
        if marks:
            self._layers.paint_on(painter, marks, self.tokens, QRectF(area), grounds=True)

    def paint_strokes(self, painter: QPainter, area: QRectF, marks: Sequence[Laid]) -> None:
        """Paint the marks that stand over or under the words."""
        if marks:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._layers.paint_on(painter, marks, self.tokens, area, grounds=False)

    def paint(self, painter: QPainter, lines: Sequence[Seen]) -> None:
        """Paint what is beside the words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        number = 0
        for block, box in lines:
            form = block.blockFormat()
            part, level = part_of(form), level_of(form)
            if part in LISTS:
                number = self._number(block, level) if not number else self._next(block, level, number)
                self._paint_marker(painter, block, box, number)
            else:
                number = 0
                if part in _BARS:
                    self._paint_bar(painter, block, box, part)
                if block.length() == 1:
                    self._paint_prompt(painter, block, box, part)
        if self._edits.selected_object() is not None:
            self._paint_selected_object(painter)
        elif self._edits.cursor.hasSelection():
            self._tint_selected(painter, lines)

    def _number(self, block: QTextBlock, level: int) -> int:
        """The number of a list item: how many of its kind stand before it in its list, and one."""
        part, count = part_of(block.blockFormat()), 1
        block = block.previous()
        while block.isValid():
            form = block.blockFormat()
            other, depth = part_of(form), level_of(form)
            if other not in LISTS or depth < level or (depth == level and other is not part):
                break
            count += depth == level
            block = block.previous()
        return count

    def _next(self, block: QTextBlock, level: int, number: int) -> int:
        above = block.previous().blockFormat()
        same = part_of(above) is part_of(block.blockFormat()) and level_of(above) == level
        return number + 1 if same else self._number(block, level)

    def _paint_marker(self, painter: QPainter, block: QTextBlock, box: QRectF, number: int) -> None:
        line = _first_line(block)
        if line is None:
            return
        form = block.blockFormat()
        part, level = part_of(form), level_of(form)
        px, right_to_left = self.styles.type.px, _is_right_to_left(block)
        # The gap between marker and words, measured from where the words begin.
        edge = self._from_start(block, box, (level + 1) * px(INDENT) - px(10))
        baseline = block.layout().position().y() - self._bar.value() + line.y() + line.ascent()
        font = self.styles.look(part).font()
        colour = self.tokens.color("muted")
        if part is Part.NUMBER:
            text = f"\u200f{number}.\u200f" if right_to_left else f"{number}."  # the point is on the words' side
            painter.setFont(font)
            painter.setPen(colour)
            left = edge if right_to_left else edge - QFontMetricsF(font).horizontalAdvance(text)
            painter.drawText(QPointF(left, baseline), text)
            return
        beside = px(4) if right_to_left else -px(4)
        middle = QPointF(edge + beside, baseline - QFontMetricsF(font).xHeight() / 2)
        radius = 2.6 * self.styles.type.ratio
        painter.setPen(QPen(colour, 1.2))
        painter.setBrush(colour if level % 2 == 0 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius, radius)

    def _paint_bar(self, painter: QPainter, block: QTextBlock, box: QRectF, part: Part) -> None:
        colour, width = _BARS[part]
        if part is Part.NOTE:
            box = box.adjusted(0, -_NOTE_PADDING, 0, _NOTE_PADDING)
        elif (part_of(block.previous().blockFormat()), part) in _JOINED:
            # The room between two lines is more than what one of them asks for, and belongs to both.
            above = self._layout.blockBoundingRect(block.previous())
            box.setTop(floor(above.bottom() - self._bar.value()))
        # Who said it goes with what they said, in whatever writing.
        leader = block.previous() if part is Part.ATTRIBUTION else block
        left = self._from_start(leader, box, 0) - (width if _is_right_to_left(leader) else 0)
        painter.fillRect(QRectF(left, box.top(), width, box.height()), self.tokens.color(colour))

    def _paint_prompt(self, painter: QPainter, block: QTextBlock, box: QRectF, part: Part) -> None:
        form = block.blockFormat()
        text = WRITE_HERE if form.boolProperty(NOTHING) and block.document().blockCount() == 1 else _PROMPTS.get(part)
        line = _first_line(block)
        if not text or line is None or block.layout().preeditAreaText() or form.textIndent():
            return
        font = self.styles.look(part, level_of(form)).font()
        top = block.layout().position().y() - self._bar.value()
        left = self._from_start(block, box, form.indent())
        if _is_right_to_left(block):
            left -= QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(self.tokens.color("faint"))
        painter.drawText(QPointF(left, top + line.y() + line.ascent()), text)

    def _from_start(self, block: QTextBlock, box: QRectF, distance: float) -> float:
        """So far from the side of the column at which a line begins."""
        return box.left() + (self.width - distance if _is_right_to_left(block) else distance)

    def _paint_selected_object(self, painter: QPainter) -> None:
        block = self._view.textCursor().block()
        line = _first_line(block)
        if line is None:
            return
        origin = block.layout().position() - QPointF(0, self._bar.value())
        room = line.naturalTextRect().translated(origin)
        painter.setPen(QPen(self.tokens.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 4, 4)

    def _tint_selected(self, painter: QPainter, lines: Sequence[Seen]) -> None:
        """Show of pictures and cards that they are selected along with words: they hide the ground that words have."""
        cursor, held = self._edits.cursor, self._edits.bridge.held
        colour = self.tokens.color("accent")
        colour.setAlphaF(_TINT)
        for block, _box in lines:
            selected = cursor.selectionStart() <= block.position() < cursor.selectionEnd()
            if selected and part_of(block.blockFormat()) in HOLDERS and block.length() > 1:
                key = block.begin().fragment().charFormat().intProperty(KEY)
                if isinstance(held.get(key), Figure | Embed):
                    painter.fillRect(drawn_box(block, self._bar.value()), colour)


def setting_of(decor: Decor, block: QTextBlock) -> Setting:
    """How a line is set that shows no tracked changes."""
    styles, form = decor.styles, block.blockFormat()
    key = part_of(form), level_of(form), form.boolProperty(NOTHING), decor.width
    known = decor.settings.get(key)
    if known is None:
        base = styles.block(Line(key[0], level=key[1], nothing=key[2]))
        look = styles.look(*key[:2])
        width = max(1.0, decor.width - base.indent())
        known = decor.settings[key] = Setting(look.font(), width, look.size * look.pitch, base)
    return known


def _first_line(block: QTextBlock) -> QTextLine | None:
    layout = block.layout()
    return layout.lineAt(0) if layout.lineCount() else None


def _is_right_to_left(block: QTextBlock) -> bool:
    return block.textDirection() == Qt.LayoutDirection.RightToLeft
