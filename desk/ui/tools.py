"""What helps to write: each tool is an object of its own, that knows the page and the story and not the others.

Those that nobody needs to read and to type are made once the page has been painted, or when they are first wanted.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desk.story.workflow import suggests_at_first
from desk.ui.actions import SELECTION_BAR, Fact
from desk.ui.backups.tool import BackupTool
from desk.ui.begun_tool import BegunTool
from desk.ui.bin_reader import BinReader
from desk.ui.editor.auto_link import AutoLink
from desk.ui.editor.habits import Habits
from desk.ui.editor.place_menu import PlaceMenu
from desk.ui.editor.selection_bar import SelectionBar
from desk.ui.focus import FocusMode
from desk.ui.outage_tool import OutageTool
from desk.ui.paste_tool import PasteTool
from desk.ui.people.tool import PeopleTool
from desk.ui.queue.board_tool import BoardTool
from desk.ui.queue.tool import QueueTool
from desk.ui.table_tool import TableTool
from desk.ui.uniting_tool import UnitingTool
from desk.ui.whole_tool import WholeTool
from desk.ui.zoom import Zoom

if TYPE_CHECKING:
    from desk.library.values import Article
    from desk.story.house import House
    from desk.ui.crediting.tool import CreditingTool
    from desk.ui.find.tool import FindTool
    from desk.ui.history.readers_tool import ReadersTool
    from desk.ui.history.tool import HistoryTool
    from desk.ui.ledger.tool import LedgerTool
    from desk.ui.length.tool import LengthTool
    from desk.ui.review.review import Review
    from desk.ui.review.tool import ReviewTool
    from desk.ui.room import Room
    from desk.ui.source.tool import SourceTool
    from desk.ui.spelling.tool import SpellingTool
    from desk.ui.text_tool import TextTool
    from desk.ui.to_come.tool import ToComeTool
    from desk.ui.workflow.tool import WorkflowTool

_LATER = ("workflow", "reviewing", "length", "to_come", "history", "readers")  # made once the page has been painted


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
        self.zoom = Zoom(room.page, looks.store, window.status)
        self.focus = FocusMode(window, room.page)
        self.paste = PasteTool(room)
        self.backups = BackupTool(room)
        self.outage = OutageTool(room)
        self.begun = BegunTool(room)
        self.bin_reader = BinReader(room)
        self.whole = WholeTool(room)
        self.uniting = UnitingTool(room)
        self.people = PeopleTool(room)
        self.queue = QueueTool(room)
        self.board = BoardTool(room)
        for each in (self.queue, self.board):
            self.people.signed_in_changed.connect(each.look_again)
        room.side_made.connect(self._on_side_made)

    def prepare(self, article: Article) -> None:
        """An article is about to be shown. Where changes are tracked, or what is typed may be one, the review is there
        before somebody types."""
        if article.baseline is not article.story or suggests_at_first(article.row.state, is_author=False):
            _ = self.reviewing

    def make_next(self) -> bool:
        """Make one of those that are not there yet; False where all are."""
        name = next((name for name in _LATER if not self._has(name)), None)
        return name is not None and getattr(self, name) is not None

    def _has(self, name: str) -> bool:
        """Whether this one was made."""
        return name in vars(self)

    @property
    def own_sheet(self) -> QWidget:
        """What shows the open article: the page, or what it is read on in the bin."""
        return self.bin_reader.sheet if self._room.manuscript.is_read_only else self._room.page

    @property
    def page_is_shown(self) -> bool:
        """Whether the page stands in the middle, and neither its source, nor its original, nor the board."""
        original = self._has("reviewing") and self.reviewing.is_original
        return not (self.board.is_shown or original or self._shows_source)

    @property
    def _shows_source(self) -> bool:
        return self._has("source") and self.source.is_shown

    @property
    def facts(self) -> set[Fact]:
        """What is so because of where the open article stands, and of what stands in the middle."""
        facts = set(self.workflow.facts) if self._has("workflow") else set()
        if self._has("history") and self.history.is_comparing:
            facts.add(Fact.COMPARISON)
        elif self._has("readers") and self.readers.is_shown:
            facts.add(Fact.READERS)
        elif self.page_is_shown:
            facts.add(Fact.PAGE)
        return facts

    @Slot()
    def show_page(self) -> None:
        """Let the page stand in the middle, where its source does, or a comparison, or the board."""
        self.board.close()
        if self._has("history"):
            self.history.close()
        if self._has("readers"):
            self.readers.close()
        if self._shows_source:
            self.source.leave()

    @Slot()
    def show_lead(self) -> None:
        """Let the words of the lead picture be seen, where they are written."""
        self._room.show_side("details")
        if self._room.side is not None:
            self._room.side.details.reveal("lead")

    def set_house(self, house: House) -> None:
        """Everything as this house has it."""
        self.queue.set_house(house)
        self.board.set_house(house)
        if self._has("length"):
            self.length.set_house(house)
        if self._has("reviewing"):
            self.reviewing.set_house(house)
        if self._has("workflow"):
            self.workflow.refresh()
        if self._has("ledger"):
            self.ledger.set_house(house)
        if self._has("crediting"):
            self.crediting.look_again()

    def close(self) -> None:
        """Before the library is given back."""
        if self._has("review"):
            self.review.close()
        self.board.close()
        self.queue.close()
        self.backups.close()
        if self._has("spelling"):
            self.spelling.close()
        if self._has("crediting"):
            self.crediting.close()
        if self._has("ledger"):
            self.ledger.close()

    @cached_property
    def workflow(self) -> WorkflowTool:
        """Where the open article stands, and its steps."""
        from desk.ui.workflow.tool import WorkflowTool  # noqa: PLC0415

        made = WorkflowTool(self._room, self.people)
        made.facts_changed.connect(self._room.page_work.facts_changed)
        if made.facts:
            made.facts_changed.emit()
        return made

    @cached_property
    def review(self) -> Review:
        """What is tracked in the open article, and what was said of it."""
        from desk.ui.review.review import Review  # noqa: PLC0415

        room = self._room
        made = Review(room.manuscript, room.services.library, room.services.work, room.services.house)
        self.people.signed_in_changed.connect(made.lister.look_again)
        return made

    @cached_property
    def reviewing(self) -> ReviewTool:
        """The review on the page, and its actions."""
        from desk.ui.review.tool import ReviewTool  # noqa: PLC0415

        made = ReviewTool(self._room, self.review)
        made.facts_changed.connect(self._room.page_work.facts_changed)
        self.people.signed_in_changed.connect(made.mode.look)
        return made

    @cached_property
    def length(self) -> LengthTool:
        """The counts at the foot of the window."""
        from desk.ui.length.tool import LengthTool  # noqa: PLC0415

        room, services = self._room, self._room.services
        return LengthTool(room.page, room.manuscript, services.house, services.work, room.window.status)

    @cached_property
    def to_come(self) -> ToComeTool:
        """What is still to come."""
        from desk.ui.to_come.tool import ToComeTool  # noqa: PLC0415

        looks, window = self._room.services.looks, self._room.window
        made = ToComeTool(self._room.page, window.status.to_come, looks.icons, looks.work, window.toast)
        made.details_requested.connect(window.actions_["tab_details"].trigger)
        made.page_requested.connect(self.show_page)
        return made

    @cached_property
    def history(self) -> HistoryTool:
        """Checkpoints, and versions compared."""
        from desk.ui.history.tool import HistoryTool  # noqa: PLC0415

        made = HistoryTool(self._room)
        self.zoom.changed.connect(made.follow_type)
        made.zoom_requested.connect(self.zoom.step)
        return made

    @cached_property
    def readers(self) -> ReadersTool:
        """What readers saw."""
        from desk.ui.history.readers_tool import ReadersTool  # noqa: PLC0415

        made = ReadersTool(self._room)
        made.text_requested.connect(self.history.compare)
        self.zoom.changed.connect(made.follow_type)
        return made

    @cached_property
    def text(self) -> TextTool:
        """The commands on words, made when somebody first wants one."""
        from desk.ui.text_tool import TextTool  # noqa: PLC0415

        return TextTool(self._room)

    @cached_property
    def source(self) -> SourceTool:
        """The source of the body, made when somebody first wants it."""
        from desk.ui.source.tool import SourceTool  # noqa: PLC0415

        return SourceTool(self._room)

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
