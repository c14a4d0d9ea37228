"""Shows the board in the place of the page, and takes its cards from column to column."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QMenu, QWidget

from desk.library.values import Article, Change, State
from desk.story.workflow import StaffRole
from desk.ui.work import Job

if TYPE_CHECKING:
    from desk.library.step_values import Column, Queued
    from desk.story.directory import Contact
    from desk.story.house import House
    from desk.ui.queue.board import Board
    from desk.ui.room import Room

_TOGETHER = 80  # ms in which several changes of the library are read as one
_TOLD = {"list", "article", "directory"}  # changes that the board shows


class _Read(NamedTuple):
    columns: tuple[Column, ...]
    me: Contact


class BoardTool(QObject):
    """Goes to the board and back. It is read while it is seen, and follows what happens in the library."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._library = room.services.library
        self._reading: Job | None = None
        self._is_shown = False
        self._came_from: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._soon.timeout.connect(self._read)
        room.manuscript.opened.connect(self._on_opened)
        room.manuscript.closed.connect(self._on_closed)
        room.services.news.changed.connect(self._on_library_changed)

    @cached_property
    def board(self) -> Board:
        """What stands in the place of the page; made when it is wanted first."""
        from desk.ui.queue.board import Board  # noqa: PLC0415  not to start

        made = Board(self._room.services.looks, self._room.services.house)
        made.open_requested.connect(self._on_open_requested)
        made.carry_requested.connect(self.carry)
        made.menu_requested.connect(self._on_menu_requested)
        made.list_requested.connect(self._on_list_requested)
        made.close_requested.connect(self.close)
        made.left.connect(self._on_left)
        return made

    @property
    def is_shown(self) -> bool:
        """Whether the board stands in the place of the page."""
        return self._is_shown

    def set_house(self, house: House) -> None:
        """Show the states of this house."""
        if "board" in vars(self):
            self.board.set_house(house)
            self._soon.start()

    @Slot()
    def look_again(self) -> None:
        """Somebody else is signed in, who may take other steps."""
        if self.is_shown:
            self._soon.start()

    # Going there.

    def toggle(self) -> None:
        """Show the board, or the page again."""
        if self.is_shown:
            self.close()
            return
        room, window = self._room, self._room.window
        room.tools.show_page()
        self._came_from = room.page.focusWidget()
        window.set_side_aside(on=True)  # it shows one story; the board wants the room
        row = room.manuscript.article
        self.board.mark_open(row.id if row is not None else "")
        self._is_shown = True
        room.show_in_middle(self.board)
        room.tools.workflow.cover(on=True)
        window.actions_.check("board", True)
        self.board.point()
        self._read()

    @Slot()
    def close(self) -> None:
        """Show the page again, as it was left."""
        if not self.is_shown:
            return
        room = self._room
        page = room.tools.own_sheet if room.manuscript.article is not None else room.blank
        room.show_in_middle(page)
        came_from = self._came_from
        (came_from if came_from is not None and page.isAncestorOf(came_from) else page).setFocus()

    @Slot()
    def _on_left(self) -> None:
        """Something else stands in the middle."""
        if not self._is_shown:
            return
        self._is_shown = False
        self._room.window.set_side_aside(on=False)
        self._room.tools.workflow.cover(on=False)
        self._room.window.actions_.check("board", False)

    # Reading.

    @Slot()
    def _read(self) -> None:
        if not self.is_shown:
            return
        if self._reading is not None:
            self._reading.cancel()
        library, house = self._library, self._room.services.house

        def read() -> _Read:
            return _Read(library.board(house), library.signed_in())

        self._reading = self._room.services.work.run(read, self._show, self._on_failed)

    def _show(self, read: _Read) -> None:
        self._reading = None
        first = not self.board.columns
        self.board.role = read.me.role or StaffRole.EDITOR
        self.board.delegate.who = read.me.name
        self.board.show_columns(read.columns)
        if first and self.is_shown:
            self.board.point()

    def _on_failed(self, error: Exception) -> None:
        self._reading = None
        self.board.say(f"The board could not be read: {error}")

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        if change.kind in _TOLD and self.is_shown:
            self._soon.start()

    # What is done on it.

    @Slot(str)
    def _on_open_requested(self, article: str) -> None:
        row = self._room.manuscript.article
        if row is not None and row.id == article:
            self.close()
            self._room.page.focus_caret()
        else:
            self._room.open_article(article, self._room.page.focus_caret)

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        if "board" in vars(self):
            self.board.mark_open(article.row.id)

    @Slot()
    def _on_closed(self) -> None:
        if "board" in vars(self):
            self.board.mark_open("")

    @Slot(object)
    def _on_list_requested(self, state: State) -> None:
        self._room.window.show_pane(self._room.window.list_pane, on=True)
        self._room.articles.search.show_state(state)
        self._room.articles.focus_rows()

    @Slot(object, QPoint)
    def _on_menu_requested(self, card: Queued, place: QPoint) -> None:
        """The steps that are open to whoever is signed in."""
        menu = QMenu("Steps", self.board)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", partial(self._on_open_requested, card.row.id))
        menu.addSeparator()
        for step in self.board.house.workflow.open_to(card.row.state, self.board.role):
            menu.addAction(step.name, partial(self.carry, card, step.target))
        menu.popup(place)

    @Slot(object, object)
    def carry(self, card: Queued, target: State) -> None:
        """Take the step with which this card goes into another column; where there is none, say why."""
        workflow, role = self.board.house.workflow, self.board.role
        step = workflow.step(card.row.state, target, role)
        if step is None:
            self._room.window.toast.say(workflow.refusal(card.row.state, target, role))
        else:
            self.board.follow(card)
            self._room.tools.workflow.carry(card.row, step)
