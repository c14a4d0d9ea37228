"""A backup in a window of its own: everything in it can be read, and nothing changed."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from desk.library.copying import Copied, How, copy_articles
from desk.library.library import Library
from desk.library.restoring import OpenedBackup
from desk.library.values import Article
from desk.story.house import House
from desk.story.plurals import counted
from desk.ui.articles.pane import ArticlesPane
from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.manuscript import Manuscript
from desk.ui.notices import ProgressBar
from desk.ui.preview.pane import PreviewPane
from desk.ui.services import Looks
from desk.ui.toast import Toast
from desk.ui.work import Job, Progress

_SIZE = (1200, 800)
_TITLE_BAR = 40  # px that the system puts around a window
_COPY = "Copy {0} into the library of today"
_COPIED = {
    How.BACK: "“{0}” is back in the library of today, with its history.",
    How.SAME: "“{0}” is in the library of today already, with the same text.",
    How.BESIDE: "Copied. “{0}” now stands in the library of today beside the one that is there.",
}
_COPIED_MANY = {
    How.BACK: "{0} back with their history",
    How.SAME: "{0} there already",
    How.BESIDE: "{0} beside those that are there",
}


class BackupWindow(QMainWindow):
    """Shows what is in a backup. `instead_requested` is the wish to go on with this one; `copied` carries the articles
    that were copied into the library of today. It owns the backup, and closes it."""

    instead_requested = Signal(object)  # Path
    copied = Signal(tuple)  # of ArticleRow

    def __init__(self, backup: OpenedBackup, when: str, today: Library, house: House, looks: Looks) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"Backup of {when} – Desk")
        room = self.screen().availableGeometry()
        self.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height() - _TITLE_BAR))
        self.backup = backup
        self._when = when
        self._today = today
        self._looks = looks
        self._closed = False
        self._copying: Job | None = None
        self.manuscript = Manuscript(backup.library, self)
        self.articles = ArticlesPane(backup.library, looks, QKeySequence(), self)
        self.articles.read_only = True
        self.page = PreviewPane(self.manuscript, house, backup.library.media, looks.work, self)
        self.toast = Toast(self)
        self.copy = button(_COPY.format("this article"))
        self.instead = button("Use this one instead…")
        self._lay_out()
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._on_copy)
        self.instead.clicked.connect(self._on_instead)
        self.articles.chosen.connect(self._open)
        self.articles.selection_changed.connect(self._on_selection)
        self.articles.model.filled.connect(self._on_filled)
        self.articles.load()
        self.articles.view.setFocus()

    def _lay_out(self) -> None:
        banner = QFrame()
        banner.setProperty("role", "notice")
        banner.setAccessibleName("Backup")
        row = QHBoxLayout(banner)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.sentence = plain(f"This is the backup of {self._when}.", "strong")
        words.addWidget(self.sentence)
        words.addWidget(plain("Nothing here can be changed. Your library is open in the other window.", "muted"))
        row.addLayout(words, 1)
        for one in (self.copy, self.instead):
            row.addWidget(one)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setHandleWidth(1)
        panes.setChildrenCollapsible(False)
        self.articles.setMinimumWidth(240)
        for pane in (self.articles, self.page):
            panes.addWidget(pane)
        panes.setStretchFactor(1, 1)
        panes.setSizes([320, _SIZE[0] - 320])
        ground = QWidget()
        ground.setProperty("role", "pane")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(banner)
        column.addWidget(panes, 1)
        self._column = column
        self.setCentralWidget(ground)

    @Slot()
    def _on_filled(self) -> None:
        if self.manuscript.article is None and self.articles.model.rowCount():
            self._open(self.articles.model.row_at(0).id)

    @Slot(str)
    def _open(self, ref: str) -> None:
        self._looks.work.run(partial(self.backup.library.article, ref), self._show, self._trouble)

    def _show(self, article: Article) -> None:
        self.manuscript.open(article)
        self.articles.mark_open(article.row.id)
        self.copy.setEnabled(True)

    def _trouble(self, error: Exception) -> None:
        self.toast.say(str(error))

    @Slot()
    def _on_selection(self) -> None:
        number = self.articles.chosen_number
        self.copy.setText(_COPY.format("this article" if number < 2 else f"these {number:,} articles"))

    @Slot()
    def _on_copy(self) -> None:
        chosen, row = self.articles.chosen_number, self.manuscript.article
        if chosen < 2 and row is not None:
            self._copy((row.id,))
        elif self.articles.everything:
            every = partial(self.backup.library.every_id, self.articles.filter)
            self._looks.work.run(every, self._copy, self._trouble)
        else:
            self._copy(tuple(each.id for each in self.articles.selected))

    def _copy(self, articles: tuple[str, ...]) -> None:
        def work(progress: Progress) -> tuple[Copied, ...]:
            return copy_articles(self.backup.library, articles, self._today, note, progress.report)

        note = f"From the backup of {self._when}."
        self.copy.setEnabled(False)
        self._copying = self._looks.work.run_long(work, self._on_copied, self._trouble)
        self._copying.ended.connect(self._on_copying_ended)
        self._column.insertWidget(1, ProgressBar(f"Copying {counted(len(articles), 'article')}", self._copying))

    @Slot()
    def _on_copying_ended(self) -> None:
        self._copying = None
        self.copy.setEnabled(True)

    def _on_copied(self, done: tuple[Copied, ...]) -> None:
        if len(done) == 1:
            self.toast.say(_COPIED[done[0].how].format(done[0].row.title))
        else:
            hows = Counter(one.how for one in done)
            parts = [words.format(f"{hows[how]:,}") for how, words in _COPIED_MANY.items() if hows[how]]
            self.toast.say(f"{counted(len(done), 'article')} copied: {', '.join(parts)}.")
        self.copied.emit(tuple(one.row for one in done))

    @Slot()
    def _on_instead(self) -> None:
        dialog = InsteadDialog(self._when, self)
        dialog.accepted.connect(self._on_instead_sure)
        dialog.open()

    @Slot()
    def _on_instead_sure(self) -> None:
        path = self.backup.path
        self.close()
        self.instead_requested.emit(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Gives the backup back."""
        if not self._closed:
            self._closed = True
            if self._copying is not None:
                self._copying.cancel()
            self.manuscript.close()
            # What still reads in it ends first: that may take a moment, and not the window's.
            self._looks.work.run(self.backup.close)
        super().closeEvent(event)


class InsteadDialog(Dialog):
    """Asks whether a backup should take the library's place, and says that nothing is lost by it."""

    def __init__(self, when: str, parent: QWidget | None = None) -> None:
        super().__init__("Go on with this backup?", parent)
        self.setFixedWidth(480)
        self.column.addWidget(plain(f"Your library becomes what it was on {when}.", "", wrap=True))
        kept: QLabel = plain(
            "The library as it is now is kept: it stands first in the list of backups then, and you can come back "
            "to it in the same way. The window opens anew.",
            "",
            wrap=True,
        )
        self.column.addWidget(kept)
        stay = button("Stay with the library of today")
        go = button("Use this one", "primary")
        row = self.button_row()
        for one in (stay, go):
            row.addWidget(one)
        stay.clicked.connect(self.reject)
        go.clicked.connect(self.accept)
