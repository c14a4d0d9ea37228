"""The room of an open library: the manuscript, and what stands in the three panes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from desk.errors import NotFound
from desk.library.begun import begun_row
from desk.library.journal import Entry, Journal
from desk.library.values import Article, ArticleRow, Change, Saved
from desk.story.house import House
from desk.story.story import Story
from desk.ui.actions import Fact
from desk.ui.article_work import ArticleWork
from desk.ui.articles.keeping import SearchKeeping
from desk.ui.articles.ordering import OrderKeeping
from desk.ui.articles.pane import ArticlesPane
from desk.ui.bulk import BulkWork
from desk.ui.dialogs.asking import Asking
from desk.ui.editor.page import EditorPage
from desk.ui.empty import EmptyState
from desk.ui.figures import FigureWork
from desk.ui.gauges import Gauges
from desk.ui.intake import Brought, Intake
from desk.ui.manuscript import Manuscript
from desk.ui.notices import Card, NameBar, ProgressBar, TroubleCard, reading_card
from desk.ui.page_work import PageWork
from desk.ui.plain import told
from desk.ui.recovery import RecoveryJournal
from desk.ui.rest import Rest
from desk.ui.saving import SaveKind
from desk.ui.services import Services
from desk.ui.tools import Tools
from desk.ui.window import MainWindow
from desk.ui.work import Job

if TYPE_CHECKING:
    from desk.ui.inspector.pane import InspectorPane


class Room(QObject):
    """Opens articles, and joins the panes to each other. The browser view is made after the first paint."""

    side_made = Signal()

    def __init__(self, window: MainWindow, services: Services) -> None:
        super().__init__(window)
        looks = services.looks
        self.window = window
        self.services = services
        self.journal = RecoveryJournal(Journal(services.library.path), self._who)
        self.manuscript = Manuscript(services.library, self, self.journal)
        self.gauges = Gauges(window, self.manuscript, services)
        self.articles = ArticlesPane(services.library, looks, window.actions_["search"].shortcut(), window)
        # In the window from the first: Qt loses the order of Tab when a view comes to be within another.
        self._center = QStackedWidget(window.page_pane)
        self.page = EditorPage(self.manuscript, services.house, looks, services.library.media, self._center)
        self.blank = EmptyState()
        self.side: InspectorPane | None = None
        self.work = ArticleWork(self)
        self.bulk = BulkWork(self)
        self.searches = SearchKeeping(self)
        OrderKeeping(self.articles.search.line, looks, services.library.path, self)
        self.intake = Intake(services, self)
        self.dialogs = Asking(self)
        self.figures = FigureWork(self)
        self.page_work = PageWork(self)
        self.tools = Tools(self)
        self._troubles: TroubleCard | None = None
        self._opening: Job | None = None
        self._wanted = ""
        self._rest = Rest(self)
        self._fill()
        self._connect()
        self._tell_facts()

    def _fill(self) -> None:
        self._center.addWidget(self.blank)
        self._center.addWidget(self.page)
        self._center.setFocusProxy(self.page)
        self.window.list_pane.put(self.articles)
        self.window.page_pane.put(self._center)
        self.articles.setFocusProxy(self.articles.view)
        self._say_blank()

    def _connect(self) -> None:
        articles, manuscript = self.articles, self.manuscript
        articles.chosen.connect(self.open_article)
        articles.editor_wanted.connect(self.page.focus_caret)
        articles.selection_changed.connect(self._tell_facts)
        articles.filter_changed.connect(self._tell_facts)
        articles.menu_requested.connect(self._on_menu_requested)
        articles.new_requested.connect(self.work.new_story)
        articles.import_requested.connect(self.window.actions_["import_files"].trigger)
        articles.bin_requested.connect(self.bulk.bin)
        self.bulk.join(articles.bulk)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.saved.connect(self._on_saved)
        manuscript.undo_changed.connect(self._tell_facts)
        self.page_work.facts_changed.connect(self._tell_facts)
        self.services.news.changed.connect(self._on_library_changed)
        self._rest.done.connect(self._make_side)
        self.intake.started.connect(self.show_progress)
        self.intake.ended.connect(self._on_brought_in)
        self.window.files_dropped.connect(self.intake.bring_in)
        self.window.status.versions_clicked.connect(self._on_versions_clicked)
        self.window.status.language_clicked.connect(self._on_language_clicked)
        self.window.came_back.connect(articles.changed)  # what the command line did to the library meanwhile

    def start(self, ref: str, last: str = "") -> None:
        """Read the list's first page and open the article that is named, or the one that was open last, or the
        newest, ready to be typed in."""
        self.articles.load()
        if ref:
            self.open_article(ref, self.page.focus_caret)
        elif last:
            self._read_article(last, self._on_last_gone, self.page.focus_caret)
        else:
            self._open_newest()
        self._rest.wait()

    @Slot(str)
    def open_article(self, ref: str, then: Callable[[], None] | None = None) -> None:
        """Show the article of this id or slug. Of several wishes in a row the last one counts."""
        if ref == self._wanted and self._opening is not None:
            return
        self._read_article(ref, self._on_not_read, then)

    def begin_article(self, story: Story) -> None:
        """Show a new article, ready to be typed in: at once, whatever the library is doing."""
        self._forget_opening()
        self._wanted = ""
        self.articles.search.show_all()
        self.manuscript.begin(begun_row(story), story)
        self.page.focus_headline()

    @property
    def middle(self) -> QWidget | None:
        """What stands between the list and the side pane."""
        return self._center.currentWidget()

    def show_in_middle(self, widget: QWidget) -> None:
        """Let this stand there."""
        if self._center.indexOf(widget) < 0:
            self._center.addWidget(widget)
        self._center.setCurrentWidget(widget)
        self._center.setFocusProxy(widget)
        self._tell_facts()

    def close_article(self) -> None:
        """Show no article; what was typed is handed over first."""
        self._forget_opening()
        self.manuscript.close()

    def trouble(self, error: Exception) -> None:
        """Say over the page what went wrong outside Desk."""
        self._say_trouble(str(told(error)))

    def _say_trouble(self, sentence: str) -> None:
        if self._troubles is None or not isValid(self._troubles):
            self._troubles = TroubleCard(self.services.looks.icons)
        self._troubles.say(sentence)
        self.window.page_pane.notify(self._troubles)

    def show_side(self, tab: str) -> None:
        """Show this tab of the side pane, and the pane itself."""
        self.window.show_pane(self.window.side_pane, on=True)
        if self.side is not None:
            self.side.show_tab(tab)

    @Slot(str, object)
    def show_progress(self, what: str, job: Job) -> None:
        """Show a long job over the page once it has taken a while."""
        self.window.page_pane.notify(ProgressBar(what, job))

    def ask_name(self, suggestion: str, named: Callable[[str], object]) -> None:
        """Ask over the page who is writing."""
        bar = NameBar(suggestion, self.services.looks.icons)
        bar.named.connect(named)
        self.window.page_pane.notify(bar)

    def set_house(self, house: House) -> None:
        """Write in another house style from now on."""
        self.services = replace(self.services, house=house)
        self.intake.services = self.services
        self.page.fields.set_house(house)
        self.tools.set_house(house)
        if self.side is not None:
            self.side.set_house(house)

    def leave(self) -> None:
        """Listen no more; after the last words were saved."""
        self._forget_opening()
        self.tools.close()
        self.services.news.close()
        self.manuscript.rest()
        self.journal.close()

    def take_waiting(self, waiting: Iterable[tuple[ArticleRow, Entry]]) -> None:
        """Texts of the recovery journal that the library could not take yet."""
        for row, entry in waiting:
            self.journal.expect((entry.article,))
            self.manuscript.take_waiting(row, entry)

    def _who(self) -> str:
        """The signed-in name, from any thread."""
        return self.services.library.who

    def _read_article(
        self, ref: str, failed: Callable[[Exception], None], then: Callable[[], None] | None = None
    ) -> None:
        self._forget_opening()
        self._wanted = ref
        begun = next((one for one in self.manuscript.begun() if one.row.id == ref), None)
        if begun is not None:
            self._on_read(then, begun)
            return
        read = partial(self.services.library.article, ref)
        self._opening = self.services.work.run(read, partial(self._on_read, then), failed)

    def _on_last_gone(self, _error: Exception) -> None:
        self._opening = None
        self._open_newest()

    def _open_newest(self) -> None:
        self.articles.model.filled.connect(self._on_first_filled, Qt.ConnectionType.SingleShotConnection)
        self._on_first_filled()

    @Slot()
    def _on_first_filled(self) -> None:
        nothing = self.manuscript.article is None and self._opening is None  # which a file that came in may be by now
        if nothing and self.articles.model.rowCount():
            self.open_article(self.articles.model.row_at(0).id, self.page.focus_caret)

    def _forget_opening(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None

    def _on_read(self, then: Callable[[], None] | None, article: Article, *, again: bool = False) -> None:
        self._opening = None
        if self.manuscript.is_behind(article) and not again:
            read = partial(self.services.library.article, article.row.id)
            self._opening = self.services.work.run(read, partial(self._on_read, then, again=True), self._on_not_read)
            return
        self.tools.prepare(article)
        self.manuscript.open(article)
        if then is not None:
            then()

    def _on_not_read(self, error: Exception) -> None:
        self._opening = None
        if isinstance(error, NotFound) and self.manuscript.article is None:
            self._say_blank()
        self.trouble(error)

    def _say_blank(self) -> None:
        actions = self.window.actions_
        self.blank.say(
            "Nothing is open. Choose an article from the list, write a new one, or drop a file in.",
            ("New story", actions["new_story"].trigger),
            ("Import a file…", actions["import_files"].trigger),
        )

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        for card in self.window.page_pane.findChildren(Card):
            if card.article not in {"", article.row.id}:
                card.deleteLater()  # what was said of another article
        self.show_in_middle(self.tools.bin_reader.show(article) if article.row.binned else self.page)
        self._rest.wait()
        self.articles.mark_open(article.row.id)
        self._tell_facts()

    @Slot()
    def _on_closed(self) -> None:
        self._center.setCurrentWidget(self.blank)
        self._say_blank()
        self.articles.mark_open("")
        self._tell_facts()

    @Slot(object)
    def _on_saved(self, saved: Saved) -> None:
        self.articles.model.take_row(saved.row)
        self.tools.begun.show()

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        row = self.manuscript.article
        if change.kind == "list" or (change.kind == "article" and (row is None or change.article != row.id)):
            self.articles.changed()
        if change.kind == "list" and row is not None:
            self.services.work.run(partial(self.services.library.article, row.id), self._take_over, self._leave_be)

    def _take_over(self, found: Article) -> None:
        """Show what the command line made of the open article; undo takes it back. Where something is typed that is
        not saved yet, saving will find out and keep both."""
        if self.tools.bin_reader.follows(found):
            return
        row = self.manuscript.article
        if row is None or row.id != found.row.id or row.version >= found.row.version:
            return
        self.manuscript.settle()
        if self.manuscript.save_state.kind is SaveKind.SAVED:
            self.tools.workflow.take_found(found)
            if not self.bulk.has_changed(row.id):
                self.window.toast.say("This article was changed outside the window. You see it as it is now.")

    def _leave_be(self, error: Exception) -> None:
        logging.getLogger(__name__).info("the open article could not be read again: %s", error)
        if isinstance(error, NotFound) and self.manuscript.is_read_only:  # emptied out of the bin
            self.close_article()

    @Slot(tuple)
    def _on_brought_in(self, brought: tuple[Brought, ...]) -> None:
        icons = self.services.looks.icons
        for one in brought:
            if one.trouble:
                self._say_trouble(one.trouble)
            elif one.whole:
                self.tools.whole.offer(one.path)
            elif one.reading is not None and len(brought) == 1:
                card = reading_card(one.path.name, one.reading, self.services.house, icons)
                card.article = one.row.id if one.row is not None else ""
                card.offer("Look at the credits", self.window.actions_["tab_credits"].trigger)
                self.window.page_pane.notify(card)
        made = [one.row for one in brought if one.row is not None]
        if made:
            self.articles.search.show_all()
            self.open_article(made[-1].id)
        if len(made) > 1:
            self.window.toast.say(f"{len(made)} files were brought in.")

    @Slot(object)
    def _on_menu_requested(self, place: object) -> None:
        if self.articles.filter.binned:
            self.window.popup(("put_back", "", "empty_bin"), place)  # type: ignore[arg-type]
        else:
            self.window.popup(("export", "duplicate", "tag", "credit_many", "", "bin"), place)  # type: ignore[arg-type]

    @Slot()
    def _on_versions_clicked(self) -> None:
        self.show_side("history")

    @Slot()
    def _on_language_clicked(self) -> None:
        self.show_side("details")
        if self.side is not None:
            self.side.details.go_to("language")

    @Slot()
    def _make_side(self) -> None:
        from desk.ui.inspector.pane import InspectorPane  # noqa: PLC0415  after the first paint

        now, review, pane = self.services, self.tools.review, self.window.side_pane
        self.side = InspectorPane(self.manuscript, now.library, now.house, now.looks, review, parent=pane)
        self.side.show_tab(now.looks.store.settings.side_tab or "preview")
        self.side.tab_changed.connect(self._on_tab_changed)
        self.side.finding_activated.connect(self.page_work.go_to)
        self.services.news.changed.connect(self.side.take_change)
        pane.put(self.side)
        self.side_made.emit()

    @Slot(str)
    def _on_tab_changed(self, tab: str) -> None:
        self.services.looks.store.change(side_tab=tab)

    @Slot()
    def _tell_facts(self) -> None:
        facts = {Fact.LIBRARY, Fact.BIN if self.articles.filter.binned else Fact.LIST}
        if self.manuscript.article is not None and not self.manuscript.is_read_only:
            facts |= {Fact.ARTICLE, *self.page_work.facts, *self.tools.facts}
        if self.articles.selected:
            facts.add(Fact.SELECTION)
        if self.manuscript.can_undo:
            facts.add(Fact.UNDO)
        if self.manuscript.can_redo:
            facts.add(Fact.REDO)
        self.window.actions_.set_facts(facts)
        self.window.actions_.check("show_bin", self.articles.filter.binned)
