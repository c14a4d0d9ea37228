"""The review beside the page: the tracked changes, comments and questions, and what is done with all of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desk.story.house import House
from desk.ui.empty import EmptyState
from desk.ui.inspector.findings import ChecksCard
from desk.ui.inspector.parts import MARGIN, button
from desk.ui.manuscript import Manuscript
from desk.ui.review.card_delegate import APART
from desk.ui.review.card_list import CardList, CardModel
from desk.ui.review.card_text import blocks_ready
from desk.ui.review.entries import Entry, Shown
from desk.ui.review.filter_bar import FilterBar
from desk.ui.review.review import Review
from desk.ui.services import Looks

NOTHING_OPEN = "Open an article to review it."
NOTHING_YET = "Nothing is suggested, and nobody has asked or said anything. Select words to say something about them."
NOTHING_DONE = "Nothing has been decided on or resolved yet."
NOTHING_LEFT = "All that was suggested, asked or said is done with."
NONE_OF_THESE = "There is nothing of that."
_NO_LIMIT = 1 << 20  # px


class ReviewPanel(QWidget):
    """Shows what a `Review` lists. Wishes: `offered` carries the id of an entry and an `Offer` to be done with it,
    `entered` the id of one at whose words is to be written, `comment_requested` is one to say something, and
    `all_requested` to accept (True) or reject the changes that are shown, `finding_activated` to go to what a check
    found."""

    offered = Signal(str, object)
    entered = Signal(str)
    comment_requested = Signal()
    all_requested = Signal(bool)
    finding_activated = Signal(object)  # Finding

    def __init__(
        self, review: Review, manuscript: Manuscript, house: House, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._manuscript = manuscript
        self.filters = FilterBar(self)
        self.model = CardModel(house, self)
        self.model.blocks = blocks_ready(house)
        self.cards = CardList(self.model, looks.theme, self._hand)
        self.accept_all = button(self.tr("Accept all"))
        self.reject_all = button(self.tr("Reject all"))
        self.checks = ChecksCard(manuscript, house, looks, self)
        self.checks.counts.hide()  # the status line says it
        self.message = EmptyState(self)
        self.message.setMinimumWidth(120)
        self._lay_out()
        self._connect(looks)
        self._show()

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries that are shown, in order."""
        return self.model.entries

    @property
    def changes(self) -> tuple[str, ...]:
        """The keys of the changes that are shown."""
        return tuple(each.id for each in self.shown if each.change is not None)

    def set_house(self, house: House) -> None:
        """Write times as this house does."""
        self.model.house = house
        self.model.blocks = blocks_ready(house)
        self.model.forget()
        self.checks.set_house(house)
        self._show()

    def card_rect(self, id_: str) -> QRect:
        """Where the card of an entry is, in this panel."""
        row = self.model.row(id_)
        rect = self.cards.delegate.card(self.cards.visualRect(self.model.index(row))) if row >= 0 else QRect()
        return QRect(self.cards.viewport().mapTo(self, rect.topLeft()), rect.size())

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self._review.lister.set_seen(True)
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self._review.lister.set_seen(False)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.cards)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(MARGIN, 10, MARGIN, 12)
        row.setSpacing(8)
        row.addWidget(self.accept_all)
        row.addWidget(self.reject_all)
        row.addStretch()
        below = QVBoxLayout()
        below.setContentsMargins(MARGIN, APART, MARGIN, 12)
        below.addWidget(self.checks)
        self._line = QFrame()
        self._line.setProperty("role", "line")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)
        column.addLayout(below)
        column.addStretch()
        column.addWidget(self._line)
        column.addWidget(self._foot)
        self.setFocusProxy(self.cards)

    def _connect(self, looks: Looks) -> None:
        self._review.listed.connect(self._show)
        self._review.selection_changed.connect(self._on_selection_changed)
        self.filters.changed.connect(self._show)
        self.cards.chosen.connect(self._on_chosen)
        self.cards.offered.connect(self.offered)
        self.cards.entered.connect(self.entered)
        self.cards.laid_out.connect(self._fit)
        self.checks.finding_activated.connect(self.finding_activated)
        self.accept_all.clicked.connect(self._on_accept_all)
        self.reject_all.clicked.connect(self._on_reject_all)
        looks.theme.changed.connect(self._on_theme_changed)

    def _hand(self, entry: Entry) -> int:
        if entry.change is not None:
            return self._review.hand(entry.id)
        return self._review.number_of(entry.who[0]) if entry.decision is not None and entry.who else 0

    @Slot()
    def _show(self) -> None:
        """Show what is wanted of the list, if anybody looks."""
        if not self.isVisible():
            return
        listing = self._review.listing
        self.checks.setVisible(self._manuscript.article is not None)
        self.filters.show_listing(listing)
        self.filters.setVisible(bool(listing.open or listing.resolved))
        entries = self.filters.shown.of(listing)
        self.model.show_entries(entries)
        self._stack.setCurrentWidget(self.cards if entries else self.message)
        self._fit()
        if entries:
            self.cards.choose(self._review.selected)
        else:
            self._say_nothing()
        self._offer_all()

    @Slot()
    def _fit(self) -> None:
        """What the checks say stands right below the last card, where there is room."""
        fits = self._stack.currentWidget() is self.cards
        self._stack.setMaximumHeight(self.cards.content_height if fits else _NO_LIMIT)

    def _offer_all(self) -> None:
        several = len(self.changes) > 1
        self._foot.setVisible(several)
        self._line.setVisible(several)
        by = self.tr(" by {0}").format(self.filters.shown.person) if self.filters.shown.person else ""
        for made, title in ((self.accept_all, self.tr("Accept all")), (self.reject_all, self.tr("Reject all"))):
            made.setText(title + by)
            made.setAccessibleName(title + by)

    def _say_nothing(self) -> None:
        shown, listing = self.filters.shown, self._review.listing
        say = self.message.say
        if self._manuscript.article is None:
            say(self.tr(NOTHING_OPEN))
        elif not listing.open and not listing.resolved:
            say(self.tr(NOTHING_YET), (self.tr("Write a comment"), self.comment_requested.emit))
        elif shown.kind is not None or shown.person:
            say(self.tr(NONE_OF_THESE), (self.tr("Show everything"), self._on_everything))
        elif shown.open:
            say(self.tr(NOTHING_LEFT), (self.tr("See what was decided"), self.filters.resolved.click))
        else:
            say(self.tr(NOTHING_DONE), (self.tr("See what is open"), self.filters.open.click))

    @Slot()
    def _on_everything(self) -> None:
        self.filters.choose(Shown(open=self.filters.shown.open))

    @Slot(str)
    def _on_chosen(self, id_: str) -> None:
        self._review.select(id_, go=True)

    @Slot()
    def _on_selection_changed(self) -> None:
        """Another one is current, on the page or here: what is not shown of it is."""
        if not self.isVisible():
            return
        selected = self._review.selected
        entry = self._review.listing.entry(selected)
        if entry is not None and self.model.row(selected) < 0 and entry.is_open:
            self.filters.choose(replace(Shown(), person=""))
        self.cards.choose(selected)

    @Slot()
    def _on_accept_all(self) -> None:
        self.all_requested.emit(True)

    @Slot()
    def _on_reject_all(self) -> None:
        self.all_requested.emit(False)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.cards.take_looks()
