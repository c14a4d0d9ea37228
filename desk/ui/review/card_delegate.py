"""Paints a card of the review."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
)

from desk.ui.inspector.parts import GAP, MARGIN, button
from desk.ui.review.card_layout import PADDING, CardLayout, CardLooks, CardSetter
from desk.ui.review.card_text import CardText, Offer
from desk.ui.review.entries import Entry
from desk.ui.theme import Theme

APART = 10  # px between two cards
_RADIUS = 8

_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Draws cards with their buttons as the real ones of the current card look. `text` says what stands in a card,
    `hand` whose number its words have."""

    def __init__(
        self, theme: Theme, text: Callable[[Entry], CardText], hand: Callable[[Entry], int], view: QListView
    ) -> None:
        super().__init__(view)
        self._theme = theme
        self._text = text
        self._hand = hand
        self._view = view
        self._setter = CardSetter()
        self._buttons = {offer: _prototype(offer, view) for offer in Offer}
        self._sizes: dict[Offer, QSize] = {}

    def take_looks(self) -> None:
        """Other colours."""
        self._setter.forget()
        self._sizes.clear()

    def card(self, item: QRect) -> QRect:
        """The card in the room of an item: as wide with a bar to scroll beside it as without."""
        return QRect(item.left() + MARGIN, item.top() + APART, self._view.width() - 2 * MARGIN, item.height() - APART)

    def button_row(self, entry: Entry, item: QRect) -> QRect:
        """Where the buttons of a card are; nowhere where it has none."""
        card, layout = self.card(item), self._layout(entry)
        if not layout.text.offers:
            return QRect()
        return QRect(card.left() + PADDING, card.top() + round(layout.buttons), int(layout.width), self._height)

    def offer_at(self, entry: Entry, item: QRect, place: QPoint) -> Offer | None:
        """Which button of a card is there."""
        return next((offer for offer, rect in self.places(entry, item) if rect.contains(place)), None)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as its words want it."""
        width = self._view.viewport().width()
        return QSize(width, round(self._layout(self._entry(index)).height) + APART)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The card."""
        entry, item = self._entry(index), option.rect
        layout = self._layout(entry)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.card(item))
        tokens = self._theme.tokens
        width = 2.0 if current else 1.0
        painter.setPen(QPen(tokens.color("accent" if current else "line"), width))
        painter.setBrush(tokens.color("page"))
        inset = width / 2
        painter.drawRoundedRect(card.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        self._setter.draw(painter, layout, card, tokens)
        painter.restore()
        if not current:
            self._draw_buttons(painter, entry, item)

    def _draw_buttons(self, painter: QPainter, entry: Entry, item: QRect) -> None:
        pointer = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        for offer, rect in self.places(entry, item):
            prototype = self._buttons[offer]
            option = QStyleOptionButton()
            prototype.initStyleOption(option)
            option.rect = rect
            option.state = QStyle.StateFlag.State_Enabled | QStyle.StateFlag.State_Raised
            if rect.contains(pointer):
                option.state |= QStyle.StateFlag.State_MouseOver
            prototype.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, prototype)

    def places(self, entry: Entry, item: QRect) -> Iterator[tuple[Offer, QRect]]:
        """Where each button of a card is."""
        row = self.button_row(entry, item)
        left = row.left()
        for offer in self._text(entry).offers:
            size = self._size(offer)
            yield offer, QRect(left, row.top(), size.width(), row.height())
            left += size.width() + GAP

    @property
    def _height(self) -> int:
        return self._size(Offer.ACCEPT).height()

    def _size(self, offer: Offer) -> QSize:
        if offer not in self._sizes:
            self._buttons[offer].ensurePolished()
            self._sizes[offer] = self._buttons[offer].sizeHint()
        return self._sizes[offer]

    def _layout(self, entry: Entry) -> CardLayout:
        looks = CardLooks(self._theme.tokens, self._height)
        return self._setter.layout(self._text(entry), self._view.width() - 2 * MARGIN, self._hand(entry), looks)

    def _entry(self, index: _Index) -> Entry:
        entry = index.data(Qt.ItemDataRole.UserRole)
        assert isinstance(entry, Entry)
        return entry


def _prototype(offer: Offer, view: QListView) -> QPushButton:
    """What the style sheet takes a painted button for."""
    made = button(offer.value, "accept" if offer is Offer.ACCEPT else "")
    made.setParent(view)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.hide()
    return made
