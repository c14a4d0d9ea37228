"""Shows an article that is in the bin: it is read in the place of the page, and not written on."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.formats.base import MediaSource
from desk.formats.dates import print_date
from desk.library.values import Article, ArticleRow
from desk.story.house import House
from desk.ui.dialogs.base import button, plain
from desk.ui.services import Looks

if TYPE_CHECKING:
    from desk.ui.history.comparing import Comparison
    from desk.ui.room import Room
    from desk.ui.tokens import Tokens

_HINT = "It can be read, and not changed. Put it back to write on."


class BinSheet(QWidget):
    """The text of an article in the bin, and over it a bar that says until when. `put_back_requested` is a wish."""

    put_back_requested = Signal()

    def __init__(self, looks: Looks, media: MediaSource) -> None:
        super().__init__()
        from desk.ui.history.view import ComparisonView  # noqa: PLC0415  not to start

        self.view = ComparisonView(looks, media)
        self.view.setAccessibleName(self.tr("Article in the bin"))
        self.view.set_folded(on=False)
        self.sentence = plain("", "strong")
        self.back = button(self.tr("Put back"))
        self.back.clicked.connect(self.put_back_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_bar())
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _make_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("role", "bar")
        bar.setAccessibleName(self.tr("In the bin"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 12, 8)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.sentence)
        words.addWidget(plain(self.tr(_HINT), "muted", wrap=True))
        row.addLayout(words, 1)
        row.addWidget(self.back)
        return bar


class BinReader(QObject):
    """Has the open article read where it is in the bin."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        self._before = ""  # the article that was open before somebody looked into the bin
        self._manuscript.opened.connect(self._on_opened)
        room.articles.filter_changed.connect(self._on_filter_changed)
        room.articles.editor_wanted.connect(self.take_focus)

    @cached_property
    def sheet(self) -> BinSheet:
        """What stands in the place of the page; made when somebody first looks."""
        services = self._room.services
        made = BinSheet(services.looks, services.library.media)
        made.put_back_requested.connect(self._on_put_back)
        made.view.zoom_requested.connect(self._room.tools.zoom.step)
        self._room.tools.zoom.changed.connect(self.follow_type)
        services.looks.theme.changed.connect(self._on_theme_changed)
        return made

    def show(self, article: Article) -> QWidget:
        """What shows this article, which is in the bin."""
        self.sheet.sentence.setText(until_sentence(article.row, self._room.services.house))
        from desk.ui.history.comparing import Side, compared  # noqa: PLC0415  not to start

        # One text beside itself: what a comparison shows where nothing differs is the page, only to be read.
        side = Side(article.story)
        read = partial(compared, side, side, self._room.services.house)
        self._room.services.work.run(read, partial(self._show, article.row.id), self._room.trouble)
        return self.sheet

    def follows(self, found: Article) -> bool:
        """Show the open article anew where somebody else put it into the bin or took it out; whether that was so."""
        manuscript = self._manuscript
        row = manuscript.article
        if row is None or row.id != found.row.id or manuscript.is_read_only is found.row.binned:
            return False
        if manuscript.outstanding():
            return False
        if manuscript.is_behind(found):
            self._room.open_article(row.id)
        else:
            manuscript.open(found)
        return True

    @Slot()
    def take_focus(self) -> None:
        """The keyboard goes to the text that is read, where one is."""
        if self._manuscript.is_read_only:
            self.sheet.view.setFocus()

    def _show(self, article: str, page: Comparison) -> None:
        row = self._manuscript.article
        if row is not None and row.id == article:
            self.follow_type()
            self.sheet.view.show_page(page)

    @Slot()
    def _on_put_back(self) -> None:
        row = self._manuscript.article
        if row is not None and row.binned:
            self._room.bulk.put_back_these((row.id,))

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        if not article.row.binned:
            self._before = article.row.id

    @Slot()
    def _on_filter_changed(self) -> None:
        """Whoever leaves the bin goes on where they were."""
        row = self._manuscript.article
        if row is None or not self._manuscript.is_read_only or self._room.articles.filter.binned:
            return
        if self._before and self._before != row.id:
            self._room.open_article(self._before)
        else:
            self._room.close_article()

    @Slot()
    def follow_type(self) -> None:
        """The page is set in another type now. What is not to be seen follows when it is shown."""
        if self._manuscript.is_read_only:
            self.sheet.view.set_looks(self._room.services.looks.theme.tokens, self._room.page.type)

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        self.sheet.view.set_looks(tokens, self._room.page.type)


def until_sentence(row: ArticleRow, house: House) -> str:
    """Until when an article that is in the bin is sure to stay there."""
    if row.stays_until is None:
        return "In the bin."
    return f"In the bin until {print_date(row.stays_until, house)}."
