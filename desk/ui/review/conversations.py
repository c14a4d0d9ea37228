"""The comments and questions on the open article, with anchors that follow what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desk.library.review_values import Followed
from desk.story.anchor import Anchor, On
from desk.story.comments import Comment, Said, Thread, mentioned
from desk.story.directory import Directory
from desk.story.story import Story
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.review.entries import order_on_page
from desk.ui.review.marks_source import CommentMark
from desk.ui.saving import SaveKind
from desk.ui.work import Job, Work

if TYPE_CHECKING:
    from desk.library.library import Library
    from desk.library.values import Change


class Conversations(QObject):
    """Reads threads, follows their anchors with every edit, and writes what is said.

    `changed` tells that there are others, or that something was said. `moved` carries where their anchors may stand
    elsewhere: a `BodyChange` or None. `said` carries a record that is written; `failed` an error.
    """

    changed = Signal()
    moved = Signal(object)
    said = Signal(object)  # Comment
    failed = Signal(object)  # Exception

    def __init__(self, manuscript: Manuscript, library: Library, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._library = library
        self._work = work
        self._threads: dict[str, Followed] = {}
        self._reading: Job | None = None
        self._article = ""
        self._noted: Mapping[str, Anchor] = {}
        self.directory = Directory()
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_story_changed)
        manuscript.saved.connect(self._on_saved)
        self._on_opened()

    @property
    def threads(self) -> tuple[Followed, ...]:
        """All threads, with their anchors as they are in the story on the page."""
        return tuple(self._threads.values())

    def find(self, id_: str) -> Followed | None:
        """The thread of this id."""
        return self._threads.get(id_)

    @property
    def marks(self) -> tuple[CommentMark, ...]:
        """Where they stand on the page, those that are lost left out."""
        marks = (_mark(each) for each in self._threads.values() if not _is_nowhere(each.anchor))
        return tuple(sorted(marks, key=lambda mark: (order_on_page(mark.place), mark.start)))

    def open(self, text: str, anchor: Anchor, *, question: bool) -> None:
        """Say something new."""
        article = self._manuscript.article
        if article is not None:
            self._manuscript.flush()  # an article that was begun just now is to be in the library first
            story = self._manuscript.story if anchor.on is not On.STORY else None
            mentions = self.mentions(text)
            future = self._library.comment(
                article.id, text, anchor=anchor, on=story, question=question, mentions=mentions
            )
            self._work.follow(future, partial(self._on_begun, anchor, self._manuscript.story), self.failed.emit)

    def answer(self, thread: str, said: Said, text: str = "") -> None:
        """Reply, resolve or reopen."""
        future = self._library.answer(thread, said, text, self.mentions(text))
        self._work.follow(future, self._on_written, self.failed.emit)

    def mentions(self, text: str) -> tuple[str, ...]:
        """Whom a text names."""
        return mentioned(text, [(each.name, each.initials) for each in self.directory.contacts])

    def close(self) -> None:
        """The library is about to be given back."""
        self._stop()
        self._manuscript.saved.disconnect(self._on_saved)

    def take_change(self, change: Change) -> None:
        """The library changed."""
        if change.kind == "comments" and change.article in ("", self._article):
            self._read()
        elif change.kind == "directory":
            self._read_directory()

    @Slot()
    def _on_opened(self) -> None:
        row = self._manuscript.article
        self._article = row.id if row is not None else ""
        self._threads, self._noted = {}, {}
        self._stop()
        if row is not None:
            if row.is_kept:
                self._read()
            self._read_directory()
        self.changed.emit()

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _read(self) -> None:
        self._stop()
        read = partial(_read_threads, self._library, self._article)
        self._reading = self._work.run(read, partial(self._on_read, self._article), self._on_not_read)

    def _on_read(self, article: str, found: tuple[tuple[Followed, ...], Story]) -> None:
        self._reading = None
        if article != self._article:
            return
        from desk.revise.anchors import Following  # noqa: PLC0415  not to start

        threads, stands = found
        known, self._threads = self._threads, {}
        following = Following(stands, self._manuscript.story)
        for each in threads:
            before = known.get(each.thread.id)
            # What is followed key by key is nearer the truth than what is found out from the two texts.
            anchor = before.anchor if before is not None else following.anchor(each.anchor)
            self._threads[each.thread.id] = Followed(each.thread, anchor)
        self.changed.emit()

    def _on_not_read(self, error: Exception) -> None:
        self._reading = None
        self.failed.emit(error)

    def _read_directory(self) -> None:
        self._work.run(self._library.directory, self._on_directory)

    def _on_directory(self, directory: Directory) -> None:
        self.directory = directory

    def _on_begun(self, anchor: Anchor, story: Story, comment: Comment) -> None:
        """Its words may not be on the disk yet, but here they are."""
        if comment.article == self._article:
            from desk.revise.anchors import Following  # noqa: PLC0415  not to start

            anchor = Following(story, self._manuscript.story).anchor(anchor)
            self._threads.setdefault(comment.thread, Followed(Thread((comment,)), anchor))
            self.changed.emit()
        self._on_written(comment)

    def _on_written(self, comment: Comment) -> None:
        self._read()
        self.said.emit(comment)

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        if self._threads:
            from desk.revise.anchors import Following  # noqa: PLC0415  not to start

            following = Following(change.before, change.after, change.body)
            for id_, each in self._threads.items():
                anchor = following.anchor(each.anchor)
                if anchor is not each.anchor:
                    self._threads[id_] = Followed(each.thread, anchor)
            self.moved.emit(change.body)

    @Slot()
    def _on_saved(self) -> None:
        """Once all is on the disk it is noted where the anchors are in it."""
        if not self._threads or self._manuscript.save_state.kind is not SaveKind.SAVED:
            return
        anchors = {id_: each.anchor for id_, each in self._threads.items()}
        if anchors != self._noted:
            self._noted = anchors
            self._library.note_anchors(self._article, self._manuscript.story, anchors)


def _read_threads(library: Library, article: str) -> tuple[tuple[Followed, ...], Story]:
    """The threads, and the text in which their anchors are."""
    threads = library.comments(article)
    return threads, (library.article(article).story if threads else Story())


def _is_nowhere(anchor: Anchor) -> bool:
    return anchor.lost or anchor.on is On.STORY


def _mark(followed: Followed) -> CommentMark:
    thread, anchor = followed.thread, followed.anchor
    start, stop = (anchor.start, anchor.stop) if anchor.on is On.WORDS else (0, 0)
    return CommentMark(anchor.place, start, stop, thread.id, not thread.is_resolved)
