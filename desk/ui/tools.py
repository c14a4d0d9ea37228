"""What helps to write: each tool is an object of its own, that knows the page and the story and not the others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desk.ui.actions import SELECTION_BAR, Fact
from desk.ui.backups.tool import BackupTool
from desk.ui.begun_tool import BegunTool
from desk.ui.bin_reader import BinReader
from desk.ui.editor.auto_link import AutoLink
from desk.ui.editor.habits import Habits
from desk.ui.editor.place_menu import PlaceMenu
from desk.ui.editor.selection_bar import SelectionBar
from desk.ui.focus import FocusMode
from desk.ui.history.readers_tool import ReadersTool
from desk.ui.history.tool import HistoryTool
from desk.ui.length.tool import LengthTool
from desk.ui.outage_tool import OutageTool
from desk.ui.paste_tool import PasteTool
from desk.ui.people.tool import PeopleTool
from desk.ui.queue.board_tool import BoardTool
from desk.ui.queue.tool import QueueTool
from desk.ui.review.review import Review
from desk.ui.review.tool import ReviewTool
from desk.ui.source.tool import SourceTool
from desk.ui.table_tool import TableTool
from desk.ui.text_tool import TextTool
from desk.ui.to_come.tool import ToComeTool
from desk.ui.uniting_tool import UnitingTool
from desk.ui.whole_tool import WholeTool
from desk.ui.workflow.tool import WorkflowTool
from desk.ui.zoom import Zoom

if TYPE_CHECKING:
    from desk.story.house import House
    from desk.ui.crediting.tool import CreditingTool
    from desk.ui.find.tool import FindTool
    from desk.ui.ledger.tool import LedgerTool
    from desk.ui.room import Room
    from desk.ui.spelling.tool import SpellingTool


class Tools(QObject):
    """The tools of an open library's room."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        actions = room.window.actions_
        over_words = [actions[name] if name else None for name in SELECTION_BAR]
        self.selection_bar = SelectionBar(room.page, over_words, room.services.looks.store)
        self.tables = TableTool(room.page, actions)
        self.habits = Habits(room.page, room.manuscript, room.services.looks.store)
        self.place_menu = PlaceMenu(room.page)
        self.auto_link = AutoLink(room.page, room.services.looks.store)
        looks, window = room.services.looks, room.window
        self.length = LengthTool(room.page, room.manuscript, room.services.house, looks.work, window.status)
        self.zoom = Zoom(room.page, looks.store, window.status)
        self.focus = FocusMode(window, room.page)
        self.to_come = ToComeTool(room.page, window.status.to_come, looks.icons, looks.work, window.toast)
        self.to_come.details_requested.connect(actions["tab_details"].trigger)
        self.to_come.page_requested.connect(self.show_page)
        self.text = TextTool(room)
        self.paste = PasteTool(room)
        self.source = SourceTool(room)
        self.backups = BackupTool(room)
        self.history = HistoryTool(room)
        self.readers = ReadersTool(room)
        self.readers.text_requested.connect(self.history.compare)
        self.zoom.changed.connect(self.readers.follow_type)
        self.zoom.changed.connect(self.history.follow_type)
        self.history.zoom_requested.connect(self.zoom.step)
        self.outage = OutageTool(room)
        self.begun = BegunTool(room)
        self.bin_reader = BinReader(room)
        self.whole = WholeTool(room)
        self.uniting = UnitingTool(room)
        self.people = PeopleTool(room)
        self.workflow = WorkflowTool(room, self.people)
        self.review = Review(room.manuscript, room.services.library, looks.work, room.services.house)
        self.reviewing = ReviewTool(room, self.review)
        self.reviewing.facts_changed.connect(room.page_work.facts_changed)
        self.people.signed_in_changed.connect(self.reviewing.mode.look)
        self.people.signed_in_changed.connect(self.review.lister.look_again)
        self.queue = QueueTool(room)
        self.board = BoardTool(room)
        for each in (self.queue, self.board):
            self.people.signed_in_changed.connect(each.look_again)
        room.side_made.connect(self._on_side_made)

    @property
    def own_sheet(self) -> QWidget:
        """What shows the open article: the page, or what it is read on in the bin."""
        return self.bin_reader.sheet if self._room.manuscript.is_read_only else self._room.page

    @property
    def page_is_shown(self) -> bool:
        """Whether the page stands in the middle, and neither its source, nor its original, nor the board."""
        return not (self.source.is_shown or self.board.is_shown or self.reviewing.is_original)

    @property
    def facts_of_middle(self) -> set[Fact]:
        """What is so because of what stands in the middle."""
        if self.history.is_comparing:
            return {Fact.COMPARISON}
        if self.readers.is_shown:
            return {Fact.READERS}
        return {Fact.PAGE} if self.page_is_shown else set()

    @Slot()
    def show_page(self) -> None:
        """Let the page stand in the middle, where its source does, or a comparison, or the board."""
        self.board.close()
        self.history.close()
        self.readers.close()
        if self.source.is_shown:
            self.source.leave()

    @Slot()
    def show_lead(self) -> None:
        """Let the words of the lead picture be seen, where they are written."""
        self._room.show_side("details")
        if self._room.side is not None:
            self._room.side.details.reveal("lead")

    def set_house(self, house: House) -> None:
        """Everything as this house has it."""
        self.length.set_house(house)
        self.reviewing.set_house(house)
        self.queue.set_house(house)
        self.board.set_house(house)
        self.workflow.refresh()
        if "ledger" in vars(self):
            self.ledger.set_house(house)
        if "crediting" in vars(self):
            self.crediting.look_again()

    def close(self) -> None:
        """Before the library is given back."""
        self.review.close()
        self.board.close()
        self.queue.close()
        self.backups.close()
        if "spelling" in vars(self):
            self.spelling.close()
        if "crediting" in vars(self):
            self.crediting.close()
        if "ledger" in vars(self):
            self.ledger.close()

    @cached_property
    def spelling(self) -> SpellingTool:
        """The marks under misspelt words, made when the page has been painted."""
        from desk.ui.spelling.tool import SpellingTool  # noqa: PLC0415

        return SpellingTool(self._room)

    @cached_property
    def crediting(self) -> CreditingTool:
        """Who is proposed for a credit, at the foot of the page; made when the page has been painted."""
        from desk.ui.crediting.tool import CreditingTool  # noqa: PLC0415

        return CreditingTool(self._room)

    @Slot()
    def _on_side_made(self) -> None:
        self.spelling.begin()
        self.crediting.begin()
        if self._room.side is not None:
            self._room.side.credits.article_requested.connect(self._room.open_article)
            self._room.side.credits.ledger_requested.connect(self._on_ledger_requested)

    @Slot(str)
    def _on_ledger_requested(self, name: str) -> None:
        self.ledger.show(name)

    @cached_property
    def ledger(self) -> LedgerTool:
        """Who was credited where, in a window of its own; made when somebody first wants it."""
        from desk.ui.ledger.tool import LedgerTool  # noqa: PLC0415

        return LedgerTool(self._room)

    @cached_property
    def find(self) -> FindTool:
        """Find and replace, made when somebody first wants it."""
        from desk.ui.find.tool import FindTool  # noqa: PLC0415

        looks, window = self._room.services.looks, self._room.window
        made = FindTool(self._room.page, window.page_pane, looks.icons, looks.work, window.toast)
        made.page_requested.connect(self.show_page)
        made.lead_requested.connect(self.show_lead)
        return made
