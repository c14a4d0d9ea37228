"""The history: what the article was, what changed, and the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desk.formats.dates import print_time
from desk.library.values import Change, RevisionRow, Why
from desk.revise.diff import FieldChange, changes
from desk.story.house import House
from desk.story.story import Story
from desk.ui.empty import EmptyState
from desk.ui.inspector.change_words import Colours, as_html
from desk.ui.inspector.inputs import Line
from desk.ui.inspector.parts import MARGIN, button, label
from desk.ui.inspector.revisions import RevisionDelegate, Revisions
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks
from desk.ui.tokens import Tokens
from desk.ui.work import Job

if TYPE_CHECKING:
    from desk.library.library import Library

_TOGETHER = 80  # ms in which several changes of the library are read as one
NOTHING_OPEN = "Open an article to see what became of it."
READING = "The history is being read."
CHOOSE = "Choose a version to see what changed."
SAME = "The same text: nothing changed."


class HistoryPage(QWidget):
    """Lists the revisions of the open article. Going back keeps the text as it is first, and can be undone."""

    def __init__(
        self, manuscript: Manuscript, library: Library, house: House, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._library = library
        self._house = house
        self._looks = looks
        self._reading: Job | None = None
        self._comparing: Job | None = None
        self._shown: tuple[FieldChange, ...] | None = None
        self._article = ""
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER)
        self._make(looks)
        self._lay_out()
        self._connect()
        self._on_opened()

    def set_house(self, house: House) -> None:
        """Write times as this house does."""
        self._house = self.model.house = self._delegate.house = house
        self.view.viewport().update()

    def _make(self, looks: Looks) -> None:
        self.note = Line()
        self.note.setPlaceholderText(self.tr("What is this version? (optional)"))
        self.note.setAccessibleName(self.tr("Note for the version"))
        self.keep = button(self.tr("Keep a version"))
        self.said = label("", "meta", wrap=True)
        self.model = Revisions(self._house, self)
        self._delegate = RevisionDelegate(looks.theme, self._house, self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName(self.tr("Versions"))
        self.view.setProperty("role", "list")
        self.view.setUniformItemSizes(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.since = self._chip(self.tr("What it changed"), self.tr("Compare with the version before"))
        self.until = self._chip(self.tr("What changed since"), self.tr("Compare with the text as it is now"))
        self._compare = QButtonGroup(self)
        for chip in (self.since, self.until):
            self._compare.addButton(chip)
        self.since.setChecked(True)
        self.changed = QTextBrowser()
        self.changed.setAccessibleName(self.tr("What changed"))
        self.changed.setOpenLinks(False)
        self.changed.document().setDocumentMargin(MARGIN)
        self.restore = button(self.tr("Go back to this version"))
        self.restore.setIcon(looks.icons.icon("rotate-ccw"))
        self.message = EmptyState()
        self.message.setMinimumWidth(120)  # or its sentence, once wide, would keep the pane from getting narrower

    def _chip(self, text: str, name: str) -> QPushButton:
        chip = button(text, "chip", name)
        chip.setCheckable(True)
        return chip

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 12, MARGIN, 8)
        top.setSpacing(6)
        top.addWidget(self.note, 1)
        top.addWidget(self.keep)
        middle = QHBoxLayout()
        middle.setSpacing(6)
        middle.setContentsMargins(MARGIN, 10, MARGIN, 8)
        for chip in (self.since, self.until):
            middle.addWidget(chip)
        middle.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN, 10, MARGIN, 12)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.restore)
        self._full = QWidget()
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.view, 4)
        column.addLayout(middle)
        column.addLayout(self._in_card(self.changed), 5)
        column.addLayout(foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self._full)

    def _in_card(self, widget: QWidget) -> QVBoxLayout:
        card = QFrame()
        card.setProperty("role", "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(widget)
        outer = QVBoxLayout()
        outer.setContentsMargins(MARGIN, 0, MARGIN, 0)
        outer.addWidget(card)
        return outer

    def _connect(self) -> None:
        manuscript = self._manuscript
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        self._soon.timeout.connect(self._on_read_due)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._compare.buttonClicked.connect(self._on_current_changed)
        self.keep.clicked.connect(self._on_keep)
        self.note.returnPressed.connect(self._on_keep)
        self.restore.clicked.connect(self._on_restore)
        self._looks.theme.changed.connect(self._on_theme_changed)

    @property
    def chosen(self) -> RevisionRow | None:
        """The revision that is chosen."""
        index = self.view.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    # Reading the list.

    def showEvent(self, event: QShowEvent) -> None:
        """Reads what was not read while nobody looked."""
        super().showEvent(event)
        self._soon.start()

    @Slot()
    def _on_opened(self) -> None:
        row = self._manuscript.article
        self._article = row.id if row else ""
        self.model.show_rows(())
        self.said.clear()
        self._clear_changes()
        self.message.say(self.tr(READING if row else NOTHING_OPEN))
        self._stack.setCurrentWidget(self.message)
        if row is not None:
            self._soon.start()

    @Slot(object)
    def take_change(self, change: Change) -> None:
        """The library changed; reads the list again where this article was concerned."""
        if change.article == self._article:
            self._soon.start()

    @Slot()
    def _on_read_due(self) -> None:
        if self.isVisible() and self._article:
            if self._reading is not None:
                self._reading.cancel()
            read = partial(self._library.revisions, self._article)
            self._reading = self._looks.work.run(read, partial(self._show_rows, self._article), self._fail)

    def _show_rows(self, article: str, rows: tuple[RevisionRow, ...]) -> None:
        self._reading = None
        if article == self._article:
            self.model.show_rows(rows)
            self._stack.setCurrentWidget(self._full)

    def _fail(self, error: Exception) -> None:
        self._reading = None
        self.message.say(str(error), (self.tr("Try again"), self._on_read_due), error=True)
        self._stack.setCurrentWidget(self.message)

    # Showing what changed.

    @Slot()
    def _on_current_changed(self, *_: QModelIndex) -> None:
        row = self.chosen
        if self._comparing is not None:
            self._comparing.cancel()
        if row is None:
            self._clear_changes()
            return
        self.restore.setEnabled(True)
        other = self._manuscript.story if self.until.isChecked() else None
        self._comparing = self._looks.work.run(
            partial(_compare, self._library, row, other), self._show_changes, self._say_trouble
        )

    def _clear_changes(self) -> None:
        if self._comparing is not None:
            self._comparing.cancel()
        self._shown = self._comparing = None
        self.restore.setEnabled(False)
        self.changed.setPlainText(self.tr(CHOOSE))

    def _show_changes(self, found: tuple[FieldChange, ...]) -> None:
        self._comparing = None
        self._shown = found
        self._write_changes(self._looks.theme.tokens)

    def _write_changes(self, tokens: Tokens) -> None:
        if self._shown is not None:
            colours = Colours(tokens.inserted, tokens.inserted_tint, tokens.deleted, tokens.deleted_tint, tokens.muted)
            self.changed.setHtml(as_html(self._shown, colours) or self.tr(SAME))

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        self._write_changes(tokens)
        self.view.viewport().update()

    # Keeping and going back.

    @Slot()
    def _on_keep(self) -> None:
        row = self._manuscript.article
        if row is None:
            return
        self._manuscript.flush()
        before = self.model.rows[0].id if self.model.rows else ""
        note = self.note.text().strip()
        future = self._library.checkpoint(row.id, self._manuscript.story, Why.CHECKPOINT, note)
        self._looks.work.follow(future, partial(self._kept, before), self._say_trouble)

    def _kept(self, before: str, revision: RevisionRow) -> None:
        self.note.clear()
        self.said.setText(
            self.tr("Nothing changed since the last version.") if revision.id == before else self.tr("Kept.")
        )
        self._soon.start()

    @Slot()
    def _on_restore(self) -> None:
        article, row = self._manuscript.article, self.chosen
        if article is None or row is None:
            return
        self._manuscript.flush()
        go_back = partial(_keep_and_read, self._library, article.id, self._manuscript.story, row)
        self._looks.work.run(go_back, partial(self._go_back, article.id, row), self._say_trouble)

    def _go_back(self, article: str, row: RevisionRow, story: Story) -> None:
        now = self._manuscript.article
        if now is None or now.id != article:
            return  # another article was opened meanwhile; the text was kept, and nothing else happened
        self._manuscript.end_group()
        self._manuscript.edit(story, self)
        when = print_time(row.at, self._house)
        self.said.setText(self.tr("This is the text of {0} again. Undo takes it back.").format(when))
        note = self.tr("Back to the version of {0}").format(when)
        future = self._library.checkpoint(article, story, Why.RESTORED, note)
        self._looks.work.follow(future, None, self._say_trouble)

    def _say_trouble(self, error: Exception) -> None:
        self.said.setText(str(error))


def _compare(library: Library, row: RevisionRow, now: Story | None) -> tuple[FieldChange, ...]:
    """What changed between a revision and the story as it is now, or without one what the revision changed."""
    story = library.revision_story(row.id)
    if now is not None:
        return changes(story, now)
    before = library.revision_story(row.parents[0]) if row.parents else Story()
    return changes(before, story)


def _keep_and_read(library: Library, article: str, story: Story, row: RevisionRow) -> Story:
    """The story of a revision, once the text as it stands is safe in one of its own."""
    before = library.revision_story(row.id)
    library.checkpoint(article, story).result()
    return before
