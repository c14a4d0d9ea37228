"""Draws pictures, and the cards of what lives elsewhere, as they stand upon the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon, QImage, QPainter, QPen, QTextBlock, QTextOption

from desk.formats.embeds import card_words, provider_of
from desk.story.body import Embed, Figure
from desk.ui.editor.typography import PageType
from desk.ui.icons import Icons
from desk.ui.theme import interface_font
from desk.ui.tokens import Tokens

NO_DESCRIPTION = "No description"
CARD_HEIGHT = 68  # px, of an embed
RADIUS = 8  # px
_INSET = 10  # px between a picture's edge and the chip upon it, and around what stands in a card
_ICONS = {"video": "square-play", "post": "message-square", "sound": "audio-lines"}


@dataclass(frozen=True, slots=True)
class DrawingKit:
    """The colours, the type and the icons with which something is drawn."""

    tokens: Tokens
    type: PageType
    icons: Icons

    def font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The interface's type, in CSS pixels of a page that is not zoomed."""
        return interface_font(self.type.px(size), weight)


def drawn_box(block: QTextBlock, scrolled: int) -> QRectF:
    """Where the viewport shows what is drawn in a line."""
    layout = block.layout()
    if not layout.lineCount():
        return QRectF()
    line = layout.lineAt(0)
    natural = line.naturalTextRect()
    # What is drawn stands on the line of type, and is as high as the line above it.
    box = QRectF(natural.x(), line.y(), natural.width(), line.ascent())
    return box.translated(layout.position() - QPointF(0, scrolled))


def chip_box(picture: QRectF, page_type: PageType) -> QRectF:
    """Where the chip upon a picture stands that has no description. On a small one it is but its sign."""
    height = page_type.px(24)
    words = QFontMetricsF(_chip_font(page_type)).horizontalAdvance(NO_DESCRIPTION)
    width = words + page_type.px(8 + 14 + 5 + 10)
    if width + 2 * _INSET > picture.width():
        width = height
    inset = min(_INSET, max(0.0, (picture.height() - height) / 2), max(0.0, (picture.width() - width) / 2))
    return QRectF(picture.left() + inset, picture.bottom() - inset - height, width, height)


def draw_figure(painter: QPainter, rect: QRectF, figure: Figure, image: QImage | None, kit: DrawingKit) -> None:
    """Draw a picture, or say why there is none yet; upon it a chip, where nobody has said what it shows."""
    if image is not None and not image.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)
    else:
        _draw_card(painter, rect, kit)
        if image is None:
            words = "Reading the picture…"
        elif figure.picture.startswith("media:"):
            words = "This picture is not in the library."
        else:
            words = figure.picture or "No picture"
        painter.setFont(kit.font(13))
        painter.setPen(kit.tokens.color("muted"))
        option = QTextOption(Qt.AlignmentFlag.AlignCenter)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        painter.drawText(rect.adjusted(16, 0, -16, 0), words, option)
    if not figure.alt.strip():
        _draw_chip(painter, chip_box(rect, kit.type), kit)


def draw_embed(painter: QPainter, rect: QRectF, embed: Embed, kit: DrawingKit) -> None:
    """Draw the card of what lives elsewhere: a sign of what it is, its title, and where it leads."""
    _draw_card(painter, rect, kit)
    px = kit.type.px
    sign = QRectF(rect.left() + px(12), rect.center().y() - px(22), px(44), px(44))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(kit.tokens.color("accent_tint"))
    painter.drawRoundedRect(sign, 6, 6)
    provider = provider_of(embed.url)
    icon = kit.icons.icon(_ICONS[provider.kind] if provider else "link-2", "accent")
    _draw_icon(painter, icon, sign, px(20))
    away = QRectF(rect.right() - px(12 + 16), rect.top(), px(16), rect.height())
    _draw_icon(painter, kit.icons.icon("external-link", "faint"), away, px(14))
    words = QRectF(sign.right() + px(14), rect.center().y() - px(20), 0, px(20))
    words.setRight(away.left() - px(12))
    title = card_words(embed.url, embed.title) or "A card without an address"
    _draw_line(painter, words, title, kit.font(13.5, QFont.Weight.DemiBold), kit.tokens.color("ink"))
    below = embed.url.partition("://")[2].removeprefix("www.") or "Press Enter to give it one"
    if provider and embed.title:
        below = f"{provider.words} · {below}"
    _draw_line(painter, words.translated(0, px(20)), below, kit.font(12), kit.tokens.color("muted"))


def _draw_card(painter: QPainter, rect: QRectF, kit: DrawingKit) -> None:
    painter.setPen(QPen(kit.tokens.color("line"), 1))
    painter.setBrush(kit.tokens.color("chrome"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _draw_chip(painter: QPainter, box: QRectF, kit: DrawingKit) -> None:
    px = kit.type.px
    painter.setPen(QPen(kit.tokens.color("warning"), 1))
    painter.setBrush(kit.tokens.color("warning_tint"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 2, box.height() / 2)
    small = box.width() <= box.height()
    sign = box if small else QRectF(box.left() + px(8), box.top(), px(14), box.height())
    _draw_icon(painter, kit.icons.icon("triangle-alert", "warning"), sign, px(13))
    if not small:
        painter.setFont(_chip_font(kit.type))
        painter.setPen(kit.tokens.color("warning"))
        words = box.adjusted(px(8 + 14 + 5), 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), NO_DESCRIPTION)


def _chip_font(page_type: PageType) -> QFont:
    return interface_font(page_type.px(12), QFont.Weight.DemiBold)


def _draw_icon(painter: QPainter, icon: QIcon, room: QRectF, size: float) -> None:
    box = QRectF(QPointF(0, 0), QSizeF(size, size))
    box.moveCenter(room.center())
    icon.paint(painter, box.toAlignedRect())


def _draw_line(painter: QPainter, rect: QRectF, text: str, font: QFont, colour: QColor) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    short = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), short)
