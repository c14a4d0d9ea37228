"""Keeps the status line and the window's title true to the open article."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desk.library.noted import noted_once
from desk.library.values import Article, Change, RevisionRow
from desk.ui.manuscript import Manuscript
from desk.ui.saving import SaveKind, SaveState
from desk.ui.services import Services
from desk.ui.statusline import StatusLine
from desk.ui.window import MainWindow
from desk.ui.work import Job

LASTS = 1_600  # ms without a save that is done after which it is said that one is under way
PAUSE = 120  # ms after a key before the title is told


class Gauges(QObject):
    """Listens to the manuscript and tells the frame."""

    def __init__(self, window: MainWindow, manuscript: Manuscript, services: Services) -> None:
        super().__init__(window)
        self._window = window
        self._status: StatusLine = window.status
        self._manuscript = manuscript
        self._services = services
        self._reading: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._on_telling_due)
        self._lasts = QTimer(self, singleShot=True, interval=LASTS)
        self._lasts.timeout.connect(self._on_saving_lasts)
        self._before = SaveState()
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_closed)
        manuscript.story_changed.connect(self._on_story_changed)
        manuscript.save_state_changed.connect(self._on_save_state)
        services.news.changed.connect(self._on_library_changed)

    @Slot(object)
    def _on_opened(self, article: Article) -> None:
        self._status.show_saving(self._manuscript.save_state)
        self._on_telling_due()
        self._read_versions(article.row.id)

    @Slot()
    def _on_closed(self) -> None:
        self._status.show_nothing()
        self._window.setWindowTitle("Desk")

    @Slot()
    def _on_story_changed(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    @Slot()
    def _on_telling_due(self) -> None:
        story = self._manuscript.story
        self._status.show_language(story.language)
        self._window.setWindowTitle(f"{story.headline or 'Untitled'} — Desk")

    @Slot(object)
    def _on_save_state(self, state: SaveState) -> None:
        """What is shown is true, and does not flicker: while one types on, the line says when the last save was done,
        and that one is under way only where it takes longer than they do."""
        before, self._before = self._before, state
        if state.kind is not SaveKind.SAVING or state.at is None:
            self._lasts.stop()
            self._status.show_saving(state)
        elif before.kind is not SaveKind.SAVING or before.at != state.at:
            self._lasts.start()
            self._status.show_saving(replace(state, kind=SaveKind.SAVED))

    @Slot()
    def _on_saving_lasts(self) -> None:
        self._status.show_saving(self._manuscript.save_state)

    @Slot(object)
    def _on_library_changed(self, change: Change) -> None:
        row = self._manuscript.article
        if row is not None and change.article == row.id and self._manuscript.save_state.at is not None:
            self._read_versions(row.id)

    def _read_versions(self, article: str) -> None:
        if self._reading is not None:
            self._reading.cancel()
        read = partial(self._services.library.revisions, article)
        self._reading = self._services.work.run(read, self._on_versions, self._on_versions_failed)

    def _on_versions(self, revisions: tuple[RevisionRow, ...]) -> None:
        self._reading = None
        self._status.show_versions(sum(1 for _ in noted_once(revisions)))

    def _on_versions_failed(self, _error: Exception) -> None:
        self._reading = None
        self._status.show_versions(0)
