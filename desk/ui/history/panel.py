"""The history beside the page: the story's life as a picture, and the list of what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStackedLayout, QVBoxLayout, QWidget

from desk.library.values import Amount, Change
from desk.story.house import House
from desk.ui.empty import EmptyState
from desk.ui.history.events import Event, Life, read_life
from desk.ui.history.listing import EventDelegate, EventList
from desk.ui.history.picture import LifePicture, People
from desk.ui.inspector.parts import MARGIN, button
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks
from desk.ui.work import Job

if TYPE_CHECKING:
    from desk.library.library import Library

_TOGETHER = 150  # ms in which several changes of the library are read as one
NOTHING_OPEN = "Open an article to see what became of it."
READING = "The history is being read."
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class HistoryPanel(QWidget):
    """Shows what happened to the open article.

    Wishes: `restore_requested` to go back to the chosen event, `compare_requested` to see what changed since then, or
    up to another one where two are selected, and `readers_requested` to see what readers saw then, or what changed for
    them. All carry the `Event`, as does the fact `chosen_changed`; the other one is None where there is none.
    `shows_readers` is asked whether what readers saw is to be seen: then a click leads there."""

    compare_requested = Signal(object, object)
    readers_requested = Signal(object, object)
    restore_requested = Signal(object)
    chosen_changed = Signal(object, object)

    def __init__(
        self, manuscript: Manuscript, library: Library, house: House, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._library = library
        self._house = house
        self._looks = looks
        self.shows_readers: Callable[[], bool] = _no
        self._reading: Job | None = None
        self._measuring: Job | None = None
        self._article = ""
        self._amounts: dict[str, Amount] = {}
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._make(looks)
        self._lay_out()
        self._connect()
        self._on_opened()

    @property
    def chosen(self) -> Event | None:
        """The event that is chosen."""
        index = self.view.currentIndex()
        return self.life.events[self.model.number(index.row())] if index.isValid() else None

    @property
    def pair(self) -> tuple[Event | None, Event | None]:
        """The oldest and the newest one that are selected; where only one is, that one and None."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        if len(rows) < 2:
            return self.chosen, None
        events = self.life.events
        return events[self.model.number(rows[-1])], events[self.model.number(rows[0])]

    @property
    def life(self) -> Life:
        """All that is shown."""
        return self.model.life

    @property
    def house(self) -> House:
        """By which times are written."""
        return self._house

    def set_house(self, house: House) -> None:
        """Write times as this house does."""
        self._house = self.model.house = self.picture.house = house
        self.view.viewport().update()
        self.picture.update()

    def choose(self, event: Event) -> None:
        """Let this be the chosen one."""
        if event in self.life.events and self.pair[1] is None:
            self._choose(self.life.events.index(event))

    def _make(self, looks: Looks) -> None:
        self.people = People(looks.theme)
        self.picture = LifePicture(looks.theme, looks.icons, self._house)
        self.model = EventList(self._house, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(EventDelegate(looks.theme, looks.icons, self.model, self.view))
        self.view.setAccessibleName(self.tr("History"))
        self.view.setProperty("role", "list")
        self.view.setUniformItemSizes(True)
        self.view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.compare = button(self.tr("Compare"))
        self.compare.setToolTip(self.tr("See what changed, in the place of the page"))
        self.readers = button(self.tr("What readers saw"))
        self.readers.setIcon(looks.icons.icon("newspaper"))
        self.readers.setToolTip(self.tr("See the page that readers had at this moment, as it went out"))
        self.restore = button(self.tr("Go back to this one"))
        self.restore.setIcon(looks.icons.icon("rotate-ccw"))
        self.message = EmptyState()
        self.message.setMinimumWidth(120)  # or its sentence, once wide, would keep the pane from getting narrower

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN, 8, MARGIN, 0)
        top.addWidget(self.people)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addStretch()
        first.addWidget(self.readers)
        second.addStretch()
        second.addWidget(self.compare)
        second.addWidget(self.restore)
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 12)
        foot.setSpacing(8)
        foot.addLayout(first)
        foot.addLayout(second)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.picture)
        column.addWidget(_line())
        column.addWidget(self.view, 1)
        column.addWidget(_line())
        column.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._full)

    def _connect(self) -> None:
        self._manuscript.opened.connect(self._on_opened)
        self._manuscript.closed.connect(self._on_opened)
        self._soon.timeout.connect(self._on_read_due)
        self.view.selectionModel().selectionChanged.connect(self._on_current_changed)
        self.view.clicked.connect(self._on_opened_here)
        self.view.installEventFilter(self)
        self.picture.chosen.connect(self._choose)
        self.picture.opened.connect(self._on_opened_here)
        self.readers.clicked.connect(self._on_readers)
        self.compare.clicked.connect(self._on_compare)
        self.restore.clicked.connect(self._on_restore)
        self._looks.theme.changed.connect(self.view.viewport().update)

    # Reading.

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what was not read while nobody looked."""
        super().showEvent(event)
        self._soon.start(0)

    @Slot()
    def _on_opened(self) -> None:
        row = self._manuscript.article
        self._article = row.id if row else ""
        self._amounts = {}
        for job in (self._reading, self._measuring):
            if job is not None:
                job.cancel()
        self._reading = self._measuring = None
        self._show(Life())
        self.message.say(self.tr(READING if row else NOTHING_OPEN))
        self._stack.setCurrentWidget(self.message)
        if row is not None:
            self._soon.start(0)

    @Slot(object)
    def take_change(self, change: Change) -> None:
        """The library changed; reads the history again where this article was concerned."""
        if change.article == self._article:
            self._soon.start(_TOGETHER)

    @Slot()
    def _on_read_due(self) -> None:
        if self.isVisible() and self._article:
            if self._reading is not None:
                self._reading.cancel()
            read = partial(read_life, self._library, self._article)
            self._reading = self._looks.work.run(read, self._on_read, self._on_failed)

    def _on_read(self, life: Life) -> None:
        self._reading = None
        if life.article != self._article:
            return
        self._show(replace(life, amounts=self._amounts))
        self._stack.setCurrentWidget(self._full)
        unknown = any(event.measured and event.measured not in self._amounts for event in life.events)
        if unknown and self._measuring is None:
            measure = partial(self._library.amounts, self._article, frozenset(self._amounts))
            self._measuring = self._looks.work.run(measure, partial(self._on_measured, self._article), self._on_failed)

    def _on_measured(self, article: str, amounts: dict[str, Amount]) -> None:
        self._measuring = None
        if article == self._article:
            self._amounts = self._amounts | amounts
            self._show(replace(self.life, amounts=self._amounts))

    def _on_failed(self, error: Exception) -> None:
        self._reading = self._measuring = None
        self.message.say(str(error), (self.tr("Try again"), self._on_read_due), error=True)
        self._stack.setCurrentWidget(self.message)

    def _show(self, life: Life) -> None:
        self.model.show_life(life)
        self.picture.show_life(life)
        self.people.show_people(life.people)
        self._on_current_changed()

    # Choosing.

    @Slot(int)
    def _choose(self, number: int) -> None:
        index = self.model.index(self.model.number(number))
        # Not by the view, which would take it out of the selection again while Ctrl is still held after a shortcut.
        self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.view.scrollTo(index)

    @Slot()
    def _on_current_changed(self) -> None:
        index, (event, other) = self.view.currentIndex(), self.pair
        self.picture.choose(self.model.number(index.row()) if index.isValid() else -1)
        self.compare.setEnabled(event is not None and bool(event.revision))
        self.compare.setText(self.tr("Compare these two") if other is not None else self.tr("Compare"))
        self.restore.setEnabled(event is not None and bool(event.revision) and other is None)
        self.readers.setEnabled(event is not None)
        self.chosen_changed.emit(event, other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the list compares, or shows what readers saw."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if watched is self.view and pressed:
            self._on_opened_here()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_opened_here(self) -> None:
        """An event was opened: it is looked at as what stands in the place of the page looks at them."""
        if self.shows_readers():
            self._on_readers()
        else:
            self._on_compare()

    @Slot()
    def _on_readers(self) -> None:
        event, other = self.pair
        if event is not None:
            self.readers_requested.emit(event, other)

    @Slot()
    def _on_compare(self) -> None:
        event, other = self.pair
        if event is not None and event.revision:
            self.compare_requested.emit(event, other)

    @Slot()
    def _on_restore(self) -> None:
        event = self.chosen
        if event is not None and event.revision:
            self.restore_requested.emit(event)


def _no() -> bool:
    return False


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("role", "line")
    return line
