"""Asks for comments and replies, beside the words or the card that they are about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desk.story.anchor import WHOLE_STORY, on_field
from desk.story.comments import Comment, Said
from desk.story.field_names import FIELDS
from desk.story.places import Place
from desk.story.story import Story
from desk.ui.review.entries import Entry, Naming
from desk.ui.review.writer import Target, WritingCard, Written

if TYPE_CHECKING:
    from desk.ui.review.review import Review

_QUOTED = 36  # letters of the words that a comment is on


class Commenting(QObject):
    """Opens one card at a time. What was written in one that was closed stands in it when it is opened again."""

    def __init__(self, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.card: WritingCard | None = None
        self._drafts: dict[str, str] = {}  # by the thread that is replied to; "" for what is new
        self._sent: dict[str, str] = {}  # what is not in the library yet
        review.failed.connect(self._on_failed)
        review.conversations.said.connect(self._on_said)
        self.blocks = True
        self._came_from: QWidget | None = None

    def ask(self, targets: tuple[Target, ...], parent: QWidget, words: QRect, room: QRect) -> WritingCard:
        """Ask for a comment on one of these."""
        return self._open("", targets, parent, words, room)

    def ask_reply(self, thread: str, parent: QWidget, words: QRect, room: QRect) -> WritingCard:
        """Ask for a reply."""
        return self._open(thread, (), parent, words, room)

    def _open(
        self, thread: str, targets: tuple[Target, ...], parent: QWidget, words: QRect, room: QRect
    ) -> WritingCard:
        self.dismiss()
        people = [each.name for each in self._review.directory.contacts]
        people += [name for name in self._review.listing.people if name not in people]
        made = WritingCard(parent, targets, people=people, blocks=self.blocks)
        if thread in self._drafts:
            made.begin(self._drafts[thread])
        made.written.connect(partial(self._on_written, thread))
        made.closed.connect(partial(self._on_closed, thread, made))
        self.card, self._came_from = made, parent.window().focusWidget()
        made.open_at(words, room)
        return made

    @Slot()
    def dismiss(self) -> None:
        """Close what is open."""
        if self.card is not None:
            self.card.dismiss()

    def forget(self) -> None:
        """Another article is open."""
        self.dismiss()
        self._drafts.clear()
        self._sent.clear()

    def _on_written(self, thread: str, written: Written) -> None:
        self._drafts.pop(thread, None)
        self._sent[thread] = written.text
        if written.anchor is not None:
            self._review.comment(written.text, written.anchor, question=written.is_question)
        else:
            self._review.answer(thread, Said.REPLIED, written.text)

    @Slot()
    def _on_failed(self) -> None:
        """What could not be written is there when the card is opened again."""
        self._drafts = self._sent | self._drafts
        self._sent = {}

    @Slot(object)
    def _on_said(self, comment: Comment) -> None:
        self._sent.pop("" if comment.said is Said.OPENED else comment.thread, None)

    def _on_closed(self, thread: str, card: WritingCard, had_focus: bool) -> None:
        if had_focus and self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus()
        if card.text:
            self._drafts[thread] = card.text
        self.card = None
        card.deleteLater()


def targets_at(story: Story, place: Place, start: int, stop: int) -> Iterator[Target]:
    """What somebody who is there may mean: the words that are selected, the block or the field, the whole story."""
    from desk.revise.anchors import on_block, on_words, text_at  # noqa: PLC0415  not to start

    naming = Naming(story)
    text = text_at(story, place) or ""
    if text[start:stop].strip():
        yield Target(f"“{_quoted(text[start:stop])}”", on_words(story, place, start, stop))
    if place.block is None:
        if place.field in FIELDS:
            yield Target(naming.place(place).capitalize(), on_field(place.field))
    elif place.block < len(story.body.blocks):
        yield Target(naming.place(place).capitalize(), on_block(story, place.block))
    yield Target("The whole story", WHOLE_STORY)


def targets_of(story: Story, entry: Entry) -> Iterator[Target]:
    """What a comment on a tracked change is on."""
    if entry.change is not None:
        spot = next((each for each in entry.change.spots if each.stop > each.start), entry.change.spots[0])
        start, stop = (spot.start, spot.stop) if spot.stop > spot.start else (0, 0)
        yield from targets_at(story, spot.place, start, stop)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
