"""Keeps the list where somebody has scrolled it to, whatever comes and goes above."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QListView

from desk.ui.articles.model import ArticleList


class Place(QObject):
    """Remembers which rows are seen, and where; once others are shown, the first of those that are still there stands
    where it stood. A list that shows its beginning goes on to do so."""

    def __init__(self, view: QListView, model: ArticleList) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._seen: list[tuple[str, int]] = []
        model.changing.connect(self._on_changing)
        model.filled.connect(self._on_filled)

    @Slot()
    def _on_changing(self) -> None:
        self._seen = []
        if not self._view.verticalScrollBar().value():
            return
        index = self._view.indexAt(QPoint(4, 1))
        while index.isValid() and (top := self._view.visualRect(index).top()) < self._view.viewport().height():
            self._seen.append((self._model.row_at(index.row()).id, top))
            index = index.siblingAtRow(index.row() + 1)

    @Slot()
    def _on_filled(self) -> None:
        for article, top in self._seen:
            place = self._model.row_of(article)
            if place >= 0:
                self._view.doItemsLayout()
                bar = self._view.verticalScrollBar()
                bar.setValue(bar.value() + self._view.visualRect(self._model.index(place)).top() - top)
                break
        self._seen = []
