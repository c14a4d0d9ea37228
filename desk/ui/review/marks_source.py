"""What the page is told of tracked changes and comments, by whoever holds them; and the ways to look at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from desk.story.places import Place

if TYPE_CHECKING:
    from desk.revise.review.tracking import Tracking


class MarksView(StrEnum):
    """How much of the changes the page shows."""

    ALL = "all"  # what came and what went, at its place
    SIMPLE = "simple"  # bars beside what changed, and no more
    CLEAN = "clean"  # as it would print
    ORIGINAL = "original"  # the agreed text; it is only read


@dataclass(frozen=True, slots=True)
class CommentMark:
    """Words of the current story that a thread is on: from `start` up to `stop` in the text of a place, in code
    points. Of a block or a field as a whole `stop` is not behind `start`."""

    place: Place
    start: int
    stop: int
    thread: str
    is_open: bool


class MarksSource(Protocol):
    """Holds the tracked changes and the comments of the open article.

    `changed` carries a `BodyChange` where only these blocks of the current body (and what belongs to them) may have
    other marks than before, and None where anything may. It may be told at once: the page asks for the marks when what
    was typed is on the screen. `selection_changed` tells that `selected` is another change or thread than before.
    """

    @property
    def changed(self) -> SignalInstance:
        """Other marks."""

    @property
    def selection_changed(self) -> SignalInstance:
        """Another one is `selected`."""

    @property
    def tracking(self) -> Tracking | None:
        """The tracked changes of the story as it is on the page; None where nothing is tracked."""

    @property
    def comments(self) -> Sequence[CommentMark]:
        """Where the threads stand that are not lost, by their places in the text."""

    @property
    def selected(self) -> str:
        """The key of the change, or the id of the thread, that is the current one; "" for none."""

    def hand(self, key: str) -> int:
        """The number of whoever made a change: nought for the first one who changed this story, and so on. It stays
        while the article is open, and gives the person their colour (`marks_palette.hue`)."""
