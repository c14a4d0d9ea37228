"""The desk as a board: a column for every state of the house, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desk.library.step_values import Column, Queued
from desk.library.values import State
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.workflow import StaffRole
from desk.ui.dialogs.base import plain
from desk.ui.empty import EmptyState
from desk.ui.inspector.parts import icon_button
from desk.ui.queue.card import CardDelegate
from desk.ui.queue.column import ColumnView
from desk.ui.queue.waiting import WAITING
from desk.ui.roles import set_role
from desk.ui.services import Looks
from desk.ui.statusline import Sentence
from desk.ui.words import age

_NARROWEST, _WIDEST, _EMPTY = 190, 300, 116  # px of a column with cards, and of one without
_PEEK = 28  # px of the next column that are brought into view with one
_AGES = 60_000  # ms after which "12 min" is written anew


class Board(QWidget):
    """Shows columns and makes wishes: `open_requested` with an article's id, `carry_requested` with a card and the
    state that it should go into, `menu_requested` with a card and a place of the screen, `list_requested` with a
    state, `close_requested`."""

    open_requested = Signal(str)
    carry_requested = Signal(object, object)  # Queued, State
    menu_requested = Signal(object, QPoint)  # Queued
    list_requested = Signal(object)  # State
    close_requested = Signal()
    left = Signal()  # something else stands in its place

    def __init__(self, looks: Looks, house: House, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Board")
        self.house = house
        self.role = StaffRole.EDITOR  # of whoever is signed in
        self.columns: list[ColumnView] = []
        self.delegate = CardDelegate(looks.theme, house, self)
        self._looks = looks
        self._follow: Queued | None = None  # the card with which the keyboard goes along
        self._empty: frozenset[State] = frozenset()
        self._here: ColumnView | None = None
        self._counts = Sentence()
        set_role(self._counts, "meta")
        self.empty = EmptyState(self)
        self._row = QHBoxLayout()
        self._scroll = self._make_scroll()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_strip())
        column.addLayout(self._stack, 1)
        self._ages = QTimer(self, interval=_AGES)
        self._ages.timeout.connect(self._on_ages)
        self._ages.start()
        looks.theme.changed.connect(self._on_ages)

    def _make_strip(self) -> QWidget:
        title = Sentence()
        title.setText("The desk")
        set_role(title, "strong")
        close = icon_button(self._looks.icons.icon("x"), "Back to the page  Esc")
        close.setIconSize(QSize(15, 15))
        close.setFixedSize(30, 28)
        close.clicked.connect(self.close_requested)
        strip = QFrame()
        strip.setProperty("role", "bar")
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 7, 12, 7)
        row.setSpacing(12)
        row.addWidget(title)
        row.addWidget(self._counts, 1)
        row.addWidget(plain("Ctrl and an arrow move a card · Enter opens it", "faint-meta"))
        row.addWidget(close)
        return strip

    def _make_scroll(self) -> QScrollArea:
        ground = QWidget()
        ground.setProperty("role", "pane")
        self._row.setContentsMargins(12, 8, 12, 8)
        self._row.setSpacing(0)
        self._row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        ground.setLayout(self._row)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(ground)
        return scroll

    # What is shown.

    def set_house(self, house: House) -> None:
        """Say embargoes and the like as this house does; its states come with its columns."""
        self.house = self.delegate.house = house
        for view in self.columns:
            view.model.house = house

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show these. The keyboard stays on its card, or goes with it."""
        focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        if [column.state for column in columns] != [view.state for view in self.columns]:
            self._make_columns(columns)
        self._empty = frozenset(column.state for column in columns if not column.rows)
        for view, column in zip(self.columns, columns, strict=True):
            view.show_head(column)
        self._fit()  # first: headlines are laid out in their width
        for view, column in zip(self.columns, columns, strict=True):
            view.show_column(column)
        self._stack.setCurrentWidget(self._scroll)
        self._say_counts()
        at = self._find(self._follow.row.id) if self._follow is not None else None
        if self._follow is not None and at is not None and at[0].state is not self._follow.row.state:
            self._follow = None
            self._go(*at)
        elif focused and (self._here is None or self._here.is_empty):
            self.point()

    def say(self, sentence: str) -> None:
        """There is nothing to show: say why."""
        self.empty.say(sentence, error=True)
        self._stack.setCurrentWidget(self.empty)

    def mark_open(self, article: str) -> None:
        """Mark the card of the article that is in the editor."""
        self.delegate.open_article = article
        self._on_ages()

    def follow(self, card: Queued) -> None:
        """The keyboard goes with this card into another column, unless it is sent elsewhere before."""
        self._follow = card

    def show_ways(self, open_to: frozenset[State] | None) -> None:
        """While a card is dragged: to which states it may go; None when it was let go."""
        for view in self.columns:
            view.show_takes(None if open_to is None else view.state in open_to)

    @Slot()
    def point(self) -> None:
        """The keyboard goes to the card of the open article, or to the current one, or to what waits longest."""
        if (at := self._find(self.delegate.open_article)) is not None:
            self._go(*at)
            return
        if self._here is not None and not self._here.is_empty and self._here.current is not None:
            self._go(self._here, self._here.cards.currentIndex().row())
            return
        some = [view for view in self.columns if not view.is_empty]
        waiting = [view for view in some if view.state in WAITING]
        if some:
            self._go((waiting or some)[0], 0)
        else:
            self.setFocus()

    def _go(self, view: ColumnView, place: int) -> None:
        """The keyboard goes to this card."""
        self._here = view
        view.point(place)

    def _make_columns(self, columns: Sequence[Column]) -> None:
        self._here = None
        for view in self.columns:
            self._row.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.columns = [ColumnView(column.state, self.delegate, self._looks.theme) for column in columns]
        for view in self.columns:
            self._row.addWidget(view)
            cards = view.cards
            cards.sideways.connect(self._on_sideways)
            cards.carry_requested.connect(self._on_carry)
            cards.open_requested.connect(self._on_open)
            cards.doubleClicked.connect(cards.ask_to_open)
            cards.menu_requested.connect(self._on_menu)
            cards.drag_began.connect(self._on_drag_began)
            cards.drag_ended.connect(self._on_drag_ended)
            cards.entered.connect(self._on_entered)
            view.dropped.connect(self._on_dropped)
            view.dragged_over.connect(self._on_dragged_over)
            view.list_requested.connect(self.list_requested)

    def _say_counts(self) -> None:
        total = sum(view.total for view in self.columns)
        waiting = [view for view in self.columns if view.state in WAITING]
        number = sum(view.total for view in waiting)
        oldest = min((card.since for view in waiting for card in view.model.cards), default=None)
        wait = f"{number:,} wait{'s' if number == 1 else ''} for review" if number else "nothing waits for review"
        if oldest is not None and (old := age(oldest, datetime.now().astimezone())) != "now":
            wait += f", oldest {old}"
        self._counts.setText(f"{counted(total, 'story', 'stories')} · {wait}")

    def _fit(self) -> None:
        """What is empty is narrow; the others share what room there is."""
        margins = self._row.contentsMargins()
        room = self._scroll.viewport().width() - margins.left() - margins.right()
        room -= self._row.spacing() * (len(self.columns) - 1)
        narrow = {view.state: max(_EMPTY, view.least_width) for view in self.columns if view.state in self._empty}
        filled = len(self.columns) - len(narrow)
        width = max(_NARROWEST, min(_WIDEST, (room - sum(narrow.values())) // max(1, filled)))
        for view in self.columns:
            view.setFixedWidth(narrow.get(view.state, width))

    def _find(self, article: str) -> tuple[ColumnView, int] | None:
        for view in self.columns:
            if (place := view.model.place_of(article)) >= 0:
                return view, place
        return None

    # What somebody does.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns are as wide as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Something else stands here now; or only the window is gone from the screen for a while."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Only a window that is in front shows where the keyboard is."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self._on_ages()

    @Slot()
    def _on_ages(self) -> None:
        for view in self.columns:
            view.cards.viewport().update()

    @Slot(object)
    def _on_entered(self, state: State) -> None:
        view = self._view(state)
        self._here = view
        self._on_ages()
        self._scroll.ensureWidgetVisible(view, _PEEK, 0)

    @Slot(object)
    def _on_dragged_over(self, state: State) -> None:
        """Bring the column into view, and the edge of the next."""
        self._scroll.ensureWidgetVisible(self._view(state), _PEEK, 0)

    @Slot(object, int)
    def _on_sideways(self, state: State, side: int) -> None:
        """To the next column with cards, to the one that is nearest in height."""
        self._follow = None
        view = self._view(state)
        others = self.columns[self.columns.index(view) :: side][1:]
        target = next((other for other in others if not other.is_empty), None)
        if target is not None:
            top = view.cards.visualRect(view.cards.currentIndex()).top()
            near = target.cards.indexAt(QPoint(12, max(1, top + 6)))
            self._go(target, near.row() if near.isValid() else len(target.model.cards) - 1)

    @Slot(object, int)
    def _on_carry(self, state: State, side: int) -> None:
        """To the nearest column on this side into which a step leads; where none does, why."""
        view = self._view(state)
        card = view.current
        targets = [other.state for other in self.columns[self.columns.index(view) :: side][1:]]
        if card is not None and targets:
            ways = self.house.workflow.open_to(card.row.state, self.role)
            led = [target for target in targets if any(step.target is target for step in ways)]
            self.carry_requested.emit(card, (led or targets)[0])

    @Slot(object)
    def _on_open(self, state: State) -> None:
        card = self._view(state).current
        if card is not None:
            self.open_requested.emit(card.row.id)

    @Slot(object, QPoint)
    def _on_menu(self, state: State, place: QPoint) -> None:
        card = self._view(state).current
        if card is not None:
            self.menu_requested.emit(card, place)

    @Slot(object)
    def _on_drag_began(self, state: State) -> None:
        card = self._view(state).current
        if card is not None:
            ways = self.house.workflow.open_to(card.row.state, self.role)
            self.show_ways(frozenset(step.target for step in ways))

    @Slot(object)
    def _on_drag_ended(self, _state: State) -> None:
        self.show_ways(None)

    @Slot(object, str)
    def _on_dropped(self, state: State, article: str) -> None:
        at, view = self._find(article), self._view(state)
        if at is not None and at[0] is not view:
            self.carry_requested.emit(at[0].model.cards[at[1]], view.state)

    def _view(self, state: State) -> ColumnView:
        return next(view for view in self.columns if view.state is state)
