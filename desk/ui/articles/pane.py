"""The list's pane: search, chips, rows, and a sentence where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedLayout, QVBoxLayout, QWidget

from desk.library.values import ArticleRow, State
from desk.library.wanted import Wanted
from desk.story.house import House
from desk.story.plurals import counted
from desk.ui.articles.bulk_bar import BulkBar
from desk.ui.articles.delegate import RowDelegate
from desk.ui.articles.model import ROW, ArticleList, Rows
from desk.ui.articles.numbers import Numbers
from desk.ui.articles.place import Place
from desk.ui.articles.row_view import RowView
from desk.ui.articles.search import SearchBar
from desk.ui.empty import EmptyState
from desk.ui.queue.line import said_of_queue
from desk.ui.queue.waiting import ListSource, Waiting
from desk.ui.services import Looks
from desk.ui.theme import Theme
from desk.ui.words import STATES

_AGES = 60_000  # ms after which "12 min" is written anew
_READS_ON = 1_500  # ms after which a search that could not look into everything is done again
_TOGETHER = 80  # ms in which several changes of the library are read as one
_WAY = (
    20_000  # rows that are read on the way to the end of the list; of a longer one End goes through as it is scrolled
)


class ArticlesPane(QWidget):
    """What the library holds, and which of it is chosen. It changes nothing itself: it makes wishes."""

    chosen = Signal(str)  # this article should be opened
    editor_wanted = Signal()  # Return: go on to the page
    selection_changed = Signal()
    filter_changed = Signal()
    menu_requested = Signal(QPoint)  # at this place of the screen
    new_requested = Signal()
    import_requested = Signal()
    bin_requested = Signal()
    saved_searches_changed = Signal()

    def __init__(self, rows: Rows, looks: Looks, shortcut: QKeySequence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = ListSource(rows)
        self.model = ArticleList(self.source, looks.work, self)
        self.search = SearchBar(shortcut, looks.icons, self)
        self.empty = EmptyState(self)
        self.bulk = BulkBar(looks.icons, self)
        self.numbers = Numbers(rows, looks.work, self)
        self.read_only = False  # whether there is nothing to be done to what is chosen
        self.everything = False  # whether all that is found is chosen, what nobody has scrolled to as well
        self._delegate = RowDelegate(looks.theme, self.model.row_at, self)
        self._restoring = False
        self._stood_at = -1  # where the open article is listed, or was
        self._kept: frozenset[str] | None = None  # which several are chosen, while others are put in their place
        # A row that goes makes its neighbour the current one, which nobody chose. The view's selection does so as
        # soon as it hears of it, so it must hear of it after us.
        self.model.rowsAboutToBeRemoved.connect(self._on_rows_going)
        self.model.rowsRemoved.connect(self._on_rows_gone)
        self.view = self._make_view()
        Place(self.view, self.model)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.search)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.bulk)
        self._ages = QTimer(self, interval=_AGES)
        self._unread = QTimer(self, singleShot=True, interval=_READS_ON)
        self._changes = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._connect(looks.theme)

    def _make_view(self) -> RowView:
        view = RowView(self)
        view.setAccessibleName("Articles")
        view.setProperty("role", "list")
        view.setModel(self.model)
        view.setItemDelegate(self._delegate)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setMouseTracking(True)
        return view

    def _connect(self, theme: Theme) -> None:
        self.search.wanted.connect(self._on_filter)
        self.search.left_downwards.connect(self.focus_rows)
        self.search.field.textChanged.connect(self._on_typed)
        self.numbers.counted.connect(self.search.chips.count)
        self.numbers.listed.connect(self.search.chips.show_saved)
        self.numbers.sections.connect(self.search.line.filters.show_sections)
        self.model.rowsInserted.connect(self._on_rows_inserted)
        self.view.all_chosen.connect(self.choose_everything)
        self.bulk.all_requested.connect(self.choose_everything)
        self.model.changing.connect(self._on_changing)
        self.model.filled.connect(self._on_filled)
        self.model.failed.connect(self._on_failed)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.view.clicked.connect(self._on_clicked)
        self.view.end_requested.connect(self._on_end_requested)
        self.view.open_requested.connect(self._on_open_requested)
        self.view.bin_requested.connect(self.bin_requested)
        self.view.customContextMenuRequested.connect(self._on_menu_requested)
        self._ages.timeout.connect(self._on_ages)
        self._ages.start()
        self._changes.timeout.connect(self.model.reload)
        self._unread.timeout.connect(self._on_unread_due)
        theme.changed.connect(self.view.viewport().update)

    @property
    def selected(self) -> tuple[ArticleRow, ...]:
        """The chosen rows, from the top."""
        indexes = sorted(self.view.selectionModel().selectedIndexes(), key=QModelIndex.row)
        return tuple(index.data(ROW) for index in indexes)

    @property
    def chosen_number(self) -> int:
        """How many articles are chosen, in all."""
        return self.model.total if self.everything else len(self.view.selectionModel().selectedIndexes())

    @property
    def filter(self) -> Wanted:
        """What the list shows."""
        return self.model.filter

    @property
    def shows_queue(self) -> bool:
        """Whether it is what waits for an editor."""
        return isinstance(self.filter, Waiting)

    def set_house(self, house: House) -> None:
        """Name states and say embargoes as this house does."""
        self.source.house = self.model.house = self._delegate.queue.house = house
        self.search.chips.set_workflow(house.workflow)
        if self.shows_queue:
            self.changed()

    def load(self) -> None:
        """Read the first page."""
        self.model.show(self.search.filter)
        self.numbers.read()

    @Slot()
    def changed(self) -> None:
        """The library changed in a way that nobody told the model of: read again, soon."""
        self._changes.start()
        self.numbers.read()

    @Slot()
    def choose_everything(self) -> None:
        """Choose all that is found."""
        self.everything = not self.shows_queue  # all of the queue is here
        QListView.selectAll(self.view)
        self.everything = not self.shows_queue
        self._show_choice()
        self.selection_changed.emit()

    def mark_open(self, article: str) -> None:
        """Mark the row of the article that is in the editor, choose it and bring it into view."""
        self._delegate.open_article = article
        self._choose(article)
        self.view.viewport().update()

    def step(self, by: int) -> None:
        """Open the article this many rows below the current one."""
        here = self.view.currentIndex().row()
        if here < 0 and self._stood_at >= 0:  # it went out of the list: what followed stands in its place
            here = self._stood_at - (by > 0)
        place = here + by
        if 0 <= place < self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(place))

    def neighbour(self, leaving: Sequence[str]) -> str:
        """The article that is next to these when they are gone, by its id; "" where none is left."""
        rows = [self.model.row_at(place).id for place in range(self.model.rowCount())]
        places = [place for place, article in enumerate(rows) if article in leaving]
        stay = [*rows[places[-1] + 1 :], *rows[: places[0]][::-1]] if places else rows
        return next((article for article in stay if article not in leaving), "")

    @Slot()
    def focus_rows(self) -> None:
        """The keyboard goes to the list."""
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0))

    @Slot()
    def point(self) -> None:
        """The keyboard goes to the row of the open article, or to the first; that is not opened yet."""
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            self._choose(self.model.row_at(0).id)  # first: a view that has the keyboard goes to some row by itself
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, article: str) -> None:
        place = self.model.row_of(article)
        if place >= 0:
            self._stood_at = place
        selection = self.view.selectionModel()
        self._restoring = True
        try:
            if place < 0:
                selection.clear()
            elif self.view.currentIndex().row() != place or not selection.isSelected(self.model.index(place)):
                how = QItemSelectionModel.SelectionFlag.ClearAndSelect
                selection.setCurrentIndex(self.model.index(place), how)
                self.view.scrollTo(self.model.index(place))
        finally:
            self._restoring = False

    @Slot(object)
    def _on_filter(self, wanted: Wanted) -> None:
        if wanted != self.model.filter:
            self.everything = self.view.to_the_end = False
            self._stood_at = -1
            self.model.show(wanted)
            self.filter_changed.emit()

    @Slot()
    def _on_typed(self) -> None:
        self.search.line.said.say(self._said_of_search())
        if self.shows_queue:
            self.search.queue.say(said_of_queue(self.model.rows, datetime.now().astimezone()))

    def _said_of_search(self) -> str:
        """How many are found, and how the search is understood where it says more than words."""
        typed, shown = self.search.field.text().strip(), self.model.filter
        number = counted(self.model.total, "article") if not shown.query else f"{self.model.total:,} found"
        return " · ".join(filter(None, (number if typed == shown.query else "", self.numbers.understood(typed))))

    def _show_choice(self) -> None:
        chosen = len(self.view.selectionModel().selectedIndexes())
        if self._delegate.several is not (chosen > 1):
            self._delegate.several = chosen > 1
            self.view.viewport().update()
        if self.read_only:
            return
        self.bulk.show_choice(chosen, self.model.total, everything=self.everything, binned=self.filter.binned)

    @Slot()
    def _on_rows_inserted(self) -> None:
        if self.everything:
            self.choose_everything()
        if self.view.to_the_end:
            self._on_end_requested()

    @Slot()
    def _on_end_requested(self) -> None:
        """Go to the last row; those before it are read first."""
        if not self.model.is_whole and self.model.total <= _WAY:
            self.model.fetchMore(QModelIndex())  # its rows come back here
            return
        self.view.to_the_end = False
        if last := self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(last - 1))

    @Slot()
    def _on_changing(self) -> None:
        several = self._delegate.several and not self.everything
        self._kept = frozenset(row.id for row in self.selected) if several else frozenset()

    def _choose_again(self) -> None:
        """Those of several that were chosen are, wherever they stand by now."""
        again = QItemSelection()
        if kept := self._kept:
            for place in (place for place, row in enumerate(self.model.rows) if row.id in kept):
                again.select(self.model.index(place), self.model.index(place))
        self._kept = None
        if not again.isEmpty():
            self.view.selectionModel().select(again, QItemSelectionModel.SelectionFlag.Select)

    @Slot()
    def _on_filled(self) -> None:
        self._choose_again()
        self._on_typed()
        self.search.show_unread(self.model.unread)
        if self.model.unread:
            self._unread.start()
        self.search.line.show_bin(self.model.total if self.filter.binned and not self.filter.query else 0)
        self.everything = self.everything and bool(self.model.rowCount())  # what comes next was not chosen
        if self.everything:
            self.choose_everything()
        self._show_choice()
        if self.model.rowCount():
            self._show_rows()
            if len(self.view.selectionModel().selectedIndexes()) <= 1:
                self._choose(self._delegate.open_article)
            if self.view.to_the_end:  # what was read on the way there was read anew
                self._on_end_requested()
            return
        self._say_empty(self.model.filter)
        self._stack.setCurrentWidget(self.empty)

    def _show_rows(self) -> None:
        self._restoring = True  # with the keyboard Qt makes the first row the current one, which nobody chose
        self._stack.setCurrentWidget(self.view)
        self._restoring = False

    def _say_empty(self, shown: Wanted) -> None:
        show_all = ("Show all articles", self.search.show_all)
        if isinstance(shown, Waiting) and not shown.query:
            self.search.queue.say_empty(self.empty, shown)
        elif shown.query and self.model.unread:
            self.empty.say(f"Nothing found for “{shown.query}” so far.", show_all)
        elif shown.query:
            understood = self.numbers.understood(shown.query)
            self.empty.say(f"Nothing found for “{shown.query}”." + f"\n\n{understood}." * bool(understood), show_all)
        elif shown.binned:
            self.empty.say("The bin is empty.", show_all)
        elif shown.state is not None:
            self.empty.say(f"No article is {_state_word(shown.state)}.", show_all)
        else:
            self.empty.say(
                "No articles yet. Write one, or drop a file in.",
                ("New story", self.new_requested.emit),
                ("Import a file…", self.import_requested.emit),
            )

    @Slot()
    def _on_ages(self) -> None:
        self.view.viewport().update()
        if self.shows_queue:
            self._on_typed()
            self.view.scheduleDelayedItemsLayout()  # an embargo may have ended

    @Slot()
    def _on_unread_due(self) -> None:
        """More of what came in may be found by now."""
        if self.filter.query and self.model.unread:
            self.model.reload()

    @Slot()
    def _on_rows_going(self) -> None:
        self._restoring = True

    @Slot()
    def _on_rows_gone(self) -> None:
        self._restoring = False

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.empty.say(f"The list could not be read: {error}", ("Try again", self.model.reload), error=True)
        self._stack.setCurrentWidget(self.empty)

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        # With Ctrl or Shift rows are gathered, not opened; the selection has not changed yet here.
        if index.isValid() and not self._restoring and not self._gathering():
            self._wish(index)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if not self._gathering():
            self._wish(index)

    def _gathering(self) -> bool:
        held = QGuiApplication.keyboardModifiers()
        return bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier))

    def _wish(self, index: QModelIndex) -> None:
        row: ArticleRow = index.data(ROW)
        if row.id != self._delegate.open_article:
            self.chosen.emit(row.id)

    @Slot()
    def _on_selection_changed(self) -> None:
        if not self._restoring and self._kept is None:
            self.everything = False
        self._show_choice()
        self.selection_changed.emit()

    @Slot()
    def _on_open_requested(self) -> None:
        if self.view.currentIndex().isValid():
            self._wish(self.view.currentIndex())
            self.editor_wanted.emit()

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        if self.view.indexAt(place).isValid():
            self.menu_requested.emit(self.view.viewport().mapToGlobal(place))


def _state_word(state: State) -> str:
    return f"a {STATES[state]}" if state is State.DRAFT else STATES[state]
