"""One line of evidence: what the record says of somebody, with the words of the story that show it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.ui.crediting.excerpt import excerpt
from desk.ui.crediting.quoted import draw_quote, lay_out_quote
from desk.ui.crediting.wording import Said
from desk.ui.theme import Theme, interface_font, story_font

HEIGHT = 24  # px
INSET = 4  # px from the edge to the words, in which it shows that the keyboard is there
_GAP = 7.0  # px between what is said and the quoted words


class SaidLine(QAbstractButton):
    """Looks like a line of text, cut short where it must be, and is a button where there is somewhere to go."""

    def __init__(self, said: Said, theme: Theme, *, leads: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = said
        self._theme = theme
        self._plain, self._quoted = interface_font(12), story_font(14)
        self._ink = QFont(self._quoted)
        self._ink.setWeight(QFont.Weight.DemiBold)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)
        if leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(said.whole)
        go = "Show it on the page" if leads else ""
        self.setToolTip("\n\n".join(filter(None, (said.whole, said.note, go))))

    @property
    def shown(self) -> str:
        """The words as there is room for them."""
        lead, quote = self._parts()
        return " ".join(filter(None, (lead, quote)))

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        lead = QFontMetricsF(self._plain).horizontalAdvance(self.said.lead)
        quote = QFontMetricsF(self._ink).horizontalAdvance(f"“{self.said.quote}”")
        return QSize(round(lead + _GAP + quote) + 2 * INSET, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Cut as short as can be."""
        return QSize(60, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words, underlined where the pointer is on them."""
        painter, tokens = QPainter(self), self._theme.tokens
        lead, quote = self._parts()
        is_over = self.isEnabled() and self.underMouse()
        at = QPointF(INSET, self._baseline())
        at = self._write(painter, at, lead, self._plain, tokens.color("ink" if is_over else "muted"))
        if quote:
            at += QPointF(_GAP if lead else 0.0, 0.0)
            layout = lay_out_quote(quote, self.said.name, self._quoted, self._ink, tokens.color("ink"))
            at = draw_quote(painter, at, layout, tokens.color("ink" if is_over else "muted"))
        if is_over:
            painter.fillRect(QRectF(INSET, at.y() + 3, at.x() - INSET, 1), tokens.color("faint"))
        if self.hasFocus():
            painter.setPen(tokens.color("accent"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _write(self, painter: QPainter, at: QPointF, words: str, font: QFont, colour: QColor) -> QPointF:
        if not words:
            return at
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(at, words)
        return at + QPointF(QFontMetricsF(font).horizontalAdvance(words), 0.0)

    def _baseline(self) -> float:
        metrics = QFontMetricsF(self._quoted if self.said.quote else self._plain)
        return (self.height() + metrics.ascent() - metrics.descent()) / 2

    def _parts(self) -> tuple[str, str]:
        """What is said and what is quoted, as there is room for them."""
        room = self.width() - 2 * INSET
        plain = QFontMetricsF(self._plain)
        lead = plain.elidedText(self.said.lead, Qt.TextElideMode.ElideRight, room)
        if not self.said.quote or lead != self.said.lead:
            return lead, ""
        left = room - plain.horizontalAdvance(lead) - (_GAP if lead else 0.0)
        quoted, name = QFontMetricsF(self._quoted), self.said.name
        left -= QFontMetricsF(self._ink).horizontalAdvance(name) - quoted.horizontalAdvance(name)

        def fits(text: str) -> bool:
            return quoted.horizontalAdvance(f"“{text}”") <= left

        quote = f"“{excerpt(self.said.quote, self.said.name, fits)}”"
        return lead, quoted.elidedText(quote, Qt.TextElideMode.ElideRight, max(0.0, left))
