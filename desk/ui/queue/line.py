"""The quiet line over the queue: how many stories wait, and whether only one's own are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desk.library.values import ArticleRow
from desk.ui.articles.line import ShortLabel
from desk.ui.empty import EmptyState
from desk.ui.queue.waiting import Waiting, WaitingRow
from desk.ui.words import age


class QueueLine(QWidget):
    """Says what waits. `narrowed` tells that somebody wants only what they review, or all again."""

    narrowed = Signal()
    all_requested = Signal()  # a wish to see all articles

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = ShortLabel()
        self.said.setProperty("role", "meta")
        self.mine = QPushButton("Mine")
        self.mine.setProperty("role", "chip")
        self.mine.setCheckable(True)
        self.mine.setAccessibleName("Only what I review")
        self.mine.setToolTip("Only what I review")
        self.mine.clicked.connect(self.narrowed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.said, 1)
        row.addWidget(self.mine)

    def say(self, sentence: str) -> None:
        """Say this of it."""
        self.said.say(sentence)

    def say_empty(self, place: EmptyState, shown: Waiting) -> None:
        """Say in this place that nothing waits."""
        if shown.mine:
            place.say("You are reviewing nothing.", ("Show all that waits", self.mine.click))
        else:
            place.say("Nothing waits for review.", ("Show all articles", self.all_requested.emit))


def said_of_queue(rows: Sequence[ArticleRow], now: datetime) -> str:
    """How many wait, how many of them nobody has read, and for how long the oldest does."""
    queued = [row.queued for row in rows if isinstance(row, WaitingRow) and row.queued is not None]
    unread = sum(each.unread for each in queued)
    since = min((each.since for each in queued), default=None)
    parts = [f"{len(queued):,} waiting", f"{unread:,} unread" if unread else ""]
    if since is not None and (old := age(since, now)) != "now":
        parts.append(f"oldest {old}")
    return " · ".join(filter(None, parts))
