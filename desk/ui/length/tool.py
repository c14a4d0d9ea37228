"""Keeps the length in the status line true, and cheap: what was counted is not counted again, and what takes long is
counted on another thread."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desk.library.values import Article
from desk.story.body import Body
from desk.story.counts import Count, Counter
from desk.story.house import House
from desk.story.story import Story
from desk.ui.editor.page import EditorPage
from desk.ui.length.card import LengthCard
from desk.ui.length.selected import count_in_body, count_in_field
from desk.ui.manuscript import Manuscript
from desk.ui.statusline import StatusLine
from desk.ui.work import Job, Work

PAUSE = 120  # ms after a key before the words are counted
LOOK = 60  # ms after which a selection is counted
MANY = 400  # blocks that are not counted while the window waits


class LengthTool(QObject):
    """Listens to the story and to the selections of its page; opens the card."""

    def __init__(self, page: EditorPage, manuscript: Manuscript, house: House, work: Work, status: StatusLine) -> None:
        super().__init__(page)
        self._page = page
        self._manuscript = manuscript
        self._house = house
        self._work = work
        self._status = status
        self._counter = Counter(house)
        self._whole = Count()
        self._selected: Count | None = None
        self._counting: Job | None = None
        self._card: LengthCard | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._look = QTimer(self, singleShot=True, interval=LOOK)
        self._pause.timeout.connect(self._on_count_due)
        self._look.timeout.connect(self._on_selection_due)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.story_changed.connect(self._on_story_changed)
        for view in (page, *page.fields.all):
            view.selectionChanged.connect(self._on_selection_changed)
        status.counts.clicked.connect(self._on_clicked)
        self._on_count_due()

    def set_house(self, house: House) -> None:
        """Count as this house does."""
        self._house = house
        self._counter = Counter(house)
        self._on_count_due()

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        self._forget()
        self._counter, self._whole, self._selected = Counter(self._house), Count(article.row.words), None
        self._on_count_due()

    @Slot()
    def _on_closed(self) -> None:
        self._forget()
        self._pause.stop()
        self._look.stop()

    @Slot()
    def _on_story_changed(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _on_selection_changed(self) -> None:
        if not self._look.isActive():
            self._look.start()

    @Slot()
    def _on_count_due(self) -> None:
        if self._manuscript.article is None:
            return
        story = self._manuscript.story
        if self._counter.uncounted(story.body) > MANY:
            if self._counting is None:
                self._counting = self._work.run(partial(_counted, self._house, story.body), self._on_counted)
        else:
            self._whole = self._counter.count_story(story)
            self._count_selection()
        self._show()

    def _on_counted(self, counter: Counter) -> None:
        self._counting = None
        self._counter = counter
        self._on_count_due()

    @Slot()
    def _on_selection_due(self) -> None:
        self._count_selection()
        self._show()

    def _count_selection(self) -> None:
        fields = (count_in_field(field) for field in self._page.fields.all if field.hasFocus())
        self._selected = next(fields, None)
        body = self._page.edits.bridge.body
        if self._selected is None and self._counter.uncounted(body) <= MANY:
            self._counter.count_body(body)
            self._selected = count_in_body(self._page, self._counter)

    def _show(self) -> None:
        if self._manuscript.article is None:
            return
        target = self._manuscript.story.target_words
        self._status.show_length(self._whole, self._selected, target)
        if self._card is not None:
            self._card.show_length(self._whole, self._selected, target)

    def _forget(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None

    @Slot()
    def _on_clicked(self) -> None:
        button = self._status.counts
        self._card = LengthCard(self._manuscript.story.target_words, button.window())
        self._card.target_edited.connect(self._on_target_edited)
        self._card.destroyed.connect(self._on_card_gone)
        self._show()
        self._card.open_over(button.rect().translated(button.mapToGlobal(button.rect().topLeft())))

    @Slot()
    def _on_card_gone(self) -> None:
        self._card = None

    @Slot(int)
    def _on_target_edited(self, words: int) -> None:
        story: Story = replace(self._manuscript.story, target_words=words)
        self._manuscript.edit(story, self._card, "length.target_words")
        self._show()


def _counted(house: House, body: Body) -> Counter:
    counter = Counter(house)
    counter.count_body(body)
    return counter
