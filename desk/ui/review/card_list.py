"""The cards of the review, one below the other: painted, and with real buttons in the one that is current."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from desk.story.house import House
from desk.ui.inspector.parts import GAP, button
from desk.ui.review.card_delegate import CardDelegate
from desk.ui.review.card_text import CardText, Clock, Offer, card_text
from desk.ui.review.entries import Entry
from desk.ui.theme import Theme

ENTRY = Qt.ItemDataRole.UserRole
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_KEYS = {Qt.Key.Key_A: Offer.ACCEPT, Qt.Key.Key_R: Offer.REJECT}

_Index = QModelIndex | QPersistentModelIndex


class CardModel(QAbstractListModel):
    """The entries that are shown, and what their cards say."""

    def __init__(self, house: House, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.house = house
        self.blocks = True
        self._clock = Clock(house)
        self.entries: tuple[Entry, ...] = ()
        self._texts: dict[str, tuple[Entry, CardText]] = {}

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; where they are the same ones, what is said of them may be something else."""
        same = [each.id for each in entries] == [each.id for each in self.entries]
        if same:
            self.entries = tuple(entries)
            if entries:
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
                self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def text(self, entry: Entry) -> CardText:
        """What a card says."""
        found = self._texts.get(entry.id)
        if found is None or found[0] != entry:
            found = self._texts[entry.id] = entry, card_text(entry, self._clock, blocks=self.blocks)
        return found[1]

    def forget(self) -> None:
        """Times are written otherwise from now on: the day is another one, or the house."""
        self._clock, self._texts = Clock(self.house), {}

    def row(self, id_: str) -> int:
        """The row of the entry with this id; -1 where it is not shown."""
        return next((row for row, each in enumerate(self.entries) if each.id == id_), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, and its card in words for those who hear it."""
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.text(entry).spoken
        return None


class CardButtons(QWidget):
    """The buttons of the current card. `pressed` carries an `Offer`."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._row.addStretch()
        self._buttons = {offer: self._make(offer) for offer in Offer}
        self.offers: tuple[Offer, ...] = ()
        self.hide()

    def offer(self, offers: Sequence[Offer], about: str) -> None:
        """Offer these; `about` says of what, to those who do not see the card."""
        self.offers = tuple(offers)
        for each, made in self._buttons.items():
            made.setVisible(each in offers)
            made.setAccessibleDescription(about)

    def button(self, offer: Offer) -> QWidget:
        """One of them."""
        return self._buttons[offer]

    def _make(self, offer: Offer) -> QWidget:
        made = button(self.tr(offer.value), "accept" if offer is Offer.ACCEPT else "")
        made.setObjectName(offer.name)
        made.clicked.connect(self._on_clicked)
        self._row.insertWidget(self._row.count() - 1, made)
        return made

    @Slot()
    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(Offer[sender.objectName()])


class CardList(QListView):
    """Shows cards. `chosen` carries the id of one that somebody chose, `offered` an id and the `Offer` that was taken,
    `entered` the id of one whose words are to be written on. `laid_out` tells that cards stand elsewhere perhaps."""

    chosen = Signal(str)
    offered = Signal(str, object)
    entered = Signal(str)
    laid_out = Signal()

    def __init__(self, model: CardModel, theme: Theme, hand: Callable[[Entry], int]) -> None:
        super().__init__()
        self.cards = model
        self.buttons = CardButtons(self.viewport())
        self.delegate = CardDelegate(theme, model.text, hand, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self._left: Offer | None = None  # the button with the keyboard, when its card went
        self.setAccessibleName(self.tr("Changes and comments"))
        self.setProperty("role", "list")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.buttons.pressed.connect(self._on_pressed)
        self.verticalScrollBar().valueChanged.connect(self._place_buttons)
        model.modelReset.connect(self._place_buttons)
        model.dataChanged.connect(self._place_buttons)

    @property
    def current(self) -> Entry | None:
        """The card that is chosen."""
        index = self.currentIndex()
        return self.cards.entries[index.row()] if index.isValid() else None

    @property
    def content_height(self) -> int:
        """How high all cards are together (px)."""
        return self.contentsSize().height() + 2

    def choose(self, id_: str) -> None:
        """Let this be the current card, to be seen; "" for none."""
        row = self.cards.row(id_)
        index = self.cards.index(row) if row >= 0 else QModelIndex()
        if row < 0:
            self.selectionModel().clear()
        elif index != self.currentIndex() or not self.selectionModel().hasSelection():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row >= 0:
            self.scrollTo(index)
        self._place_buttons()

    def take_looks(self) -> None:
        """Other colours."""
        self.delegate.take_looks()
        self.viewport().update()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802  Qt's
        """The buttons go with it."""
        super().currentChanged(current, previous)
        self._place_buttons()

    @Slot()
    def _place_buttons(self) -> None:
        entry, rect = self.current, QRect()
        if entry is not None:
            rect = self.delegate.button_row(entry, self.visualRect(self.currentIndex()))
        if entry is None or rect.isEmpty():
            self._hide_buttons()
            return
        text = self.cards.text(entry)
        self.buttons.offer(text.offers, text.spoken)
        self.buttons.setGeometry(rect)
        self.buttons.show()
        if self._left is not None and self._left in text.offers and self.hasFocus():
            self.buttons.button(self._left).setFocus()
            self._left = None

    def _hide_buttons(self) -> None:
        """Whoever decides on one after the other by a button finds it again on the next card."""
        focused = next((offer for offer in Offer if self.buttons.button(offer).hasFocus()), None)
        if focused is not None:
            self._left = focused
            self.setFocus()
        if focused is None or self.current is None:  # else they were placed anew on the way
            self.buttons.hide()

    def doItemsLayout(self) -> None:  # noqa: N802  Qt's
        """Cards stand elsewhere perhaps."""
        super().doItemsLayout()
        self._place_buttons()
        self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """With the keyboard in the list one card is current; on the page everything stays as it is."""
        super().focusInEvent(event)
        if self.current is not None and not self.selectionModel().hasSelection():
            self.choose(self.current.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The buttons of other cards look hovered, too."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.update(index)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses a card, and takes what it offers where its button is."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        entry = self.cards.entries[index.row()]
        offer = self.delegate.offer_at(entry, self.visualRect(index), place)
        if offer is not None:
            self.offered.emit(entry.id, offer)
        elif self.delegate.card(self.visualRect(index)).contains(place):
            self.chosen.emit(entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose, Return goes to the words, A accepts and R rejects."""
        self._left = None
        entry = self.current
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        offer = _KEYS.get(Qt.Key(event.key())) if plain else None
        if entry is not None and plain and event.key() in _ENTER:
            self.entered.emit(entry.id)
        elif entry is not None and offer is not None and offer in self.cards.text(entry).offers:
            self.offered.emit(entry.id, offer)
        else:
            super().keyPressEvent(event)
            now = self.current
            if now is not None and now is not entry:
                self.chosen.emit(now.id)

    @Slot(object)
    def _on_pressed(self, offer: Offer) -> None:
        entry = self.current
        if entry is not None:
            self.offered.emit(entry.id, offer)
