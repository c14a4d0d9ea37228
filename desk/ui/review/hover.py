"""The card beside a mark on the page: who made a change and when, what it was, and the two ways to decide on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QEnterEvent, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.ui.editor.floating import Floating
from desk.ui.editor.page import EditorPage
from desk.ui.review.card_layout import CardLayout, CardLooks, CardSetter
from desk.ui.review.card_list import CardButtons
from desk.ui.review.card_text import CardText, Offer
from desk.ui.review.marks import Marks
from desk.ui.review.review import Review
from desk.ui.theme import Theme

WIDTH = 320  # px
REST = 450  # ms for which the pointer rests on a mark before the card comes
LEAVE = 250  # ms in which the pointer may be on its way from the mark to the card


class CardFace(QWidget):
    """The head and the words of a card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._setter = CardSetter()
        self._layout: CardLayout | None = None
        self.setFixedWidth(WIDTH)

    def show_text(self, text: CardText, hand: int) -> None:
        """Show this."""
        self._setter.forget()
        self._layout = self._setter.layout(text, WIDTH, hand, CardLooks(self._theme.tokens, 0))
        height = self._layout.buttons or self._layout.height
        self.setFixedHeight(round(height))
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its words."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words."""
        if self._layout is not None:
            painter = QPainter(self)
            self._setter.draw(painter, self._layout, QRectF(self.rect()), self._theme.tokens)


class HoverCard(Floating):
    """Comes where the pointer rests on a mark, and goes when it leaves both. `offered` carries an id and an `Offer`."""

    offered = Signal(str, object)

    def __init__(self, page: EditorPage, marks: Marks, review: Review, theme: Theme) -> None:
        super().__init__(page, "Change")
        self._page = page
        self._marks = marks
        self._review = review
        self._key = self._wanted = ""
        self.text: CardText | None = None
        self.face = CardFace(theme, self)
        self.buttons = CardButtons(self)
        for offer in Offer:
            self.buttons.button(offer).setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.face)
        column.addWidget(self.buttons)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._away = QTimer(self, singleShot=True, interval=LEAVE)
        self._rest.timeout.connect(self._on_rested)
        self._away.timeout.connect(self._on_away)
        self.buttons.pressed.connect(self._on_pressed)
        marks.change_hovered.connect(self._on_hovered)
        review.selection_changed.connect(self.leave)
        page.verticalScrollBar().valueChanged.connect(self.leave)

    @property
    def key(self) -> str:
        """Whose card it is; "" while it is not to be seen."""
        return self._key if self.isVisible() else ""

    def tell(self, key: str) -> None:
        """Come at once, where this mark is."""
        self._rest.stop()
        self._wanted = key
        self._on_rested()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is about nothing any more."""
        super().hideEvent(event)
        self._key = ""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever is in it means to use it."""
        super().enterEvent(event)
        self._away.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Whoever goes has seen it."""
        super().leaveEvent(event)
        self._away.start()

    @Slot(str)
    def _on_hovered(self, key: str) -> None:
        self._wanted = key
        if key and key != self._key:
            self._rest.start()
        elif not key:
            self._rest.stop()
            self._away.start()
        else:
            self._away.stop()

    @Slot()
    def _on_rested(self) -> None:
        if self._wanted:
            self._review.when_listed(partial(self._show, self._wanted))

    def _show(self, key: str) -> None:
        entry, box = self._review.listing.entry(key), self._marks.box(key)
        if entry is None or box is None or key != self._wanted:
            return
        self._key = key
        self.text = self._review.text(entry)
        self.face.show_text(self.text, self._review.hand(key) if entry.change is not None else 0)
        self.buttons.offer(self.text.offers, self.text.spoken)
        self.buttons.setContentsMargins(13, 0, 13, 12)
        self.buttons.setVisible(bool(self.text.offers))
        self._stand_by(box)

    def _stand_by(self, box: QRect) -> None:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        self.stand_by(box, above=False)

    @Slot()
    def _on_away(self) -> None:
        place = self.mapFromGlobal(QCursor.pos())
        if self.isVisible() and not self.rect().contains(QPoint(place)) and not self._wanted:
            self.leave()

    @Slot(object)
    def _on_pressed(self, offer: Offer) -> None:
        key = self._key
        self.leave()
        self.offered.emit(key, offer)
