"""The open article: the one place in the window where the current story lives.

Whoever edits hands a new `Story` to `Manuscript.edit`; whoever shows listens to `story_changed`.
Every pause in typing hands the story to the library's writer; the window's thread never waits for it.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk.errors import WorldError
from desk.library.values import Article, ArticleRow, Saved
from desk.story.body import BodyChange, body_change
from desk.story.story import Story
from desk.ui.undo import Caret, Step, UndoStack

log = logging.getLogger(__name__)

PAUSE = 300  # ms without an edit after which the draft is handed over
AT_MOST = 1_000  # ms that an edit waits while the typing goes on
RETRY = 5_000  # ms after a failure until the next attempt
OVERTAKEN = "Somebody else changed this article meanwhile. Their text was kept: see History."


class Drafts(Protocol):
    """What the manuscript needs of the library."""

    def save_draft(self, id: str, story: Story, caret: int, version: int, /) -> Future[Saved]:  # noqa: A002
        """Commit the draft on the writer's thread; `version` is the one that it was written over."""


class SaveKind(StrEnum):
    """Whether what is on the screen is on the disk."""

    NEW = "new"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveState:
    """`NEW`: nothing is open. `SAVED`: all of it is on disk since `at`. `FAILED`: `message` says why,
    and another attempt follows. With `SAVED`, a message is something that the person should know."""

    kind: SaveKind = SaveKind.NEW
    at: datetime | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A fact: the story was `before` and is `after`. `body` is where the bodies differ, None if nowhere;
    `source` is the object that made the edit (None for undo and redo), so that it can ignore its own."""

    before: Story
    after: Story
    body: BodyChange | None
    source: object | None


class _DraftLine:
    """Saves the drafts of one article one after another, each over the version that the last one made.

    The order holds without the window's thread, so that `flush().result()` may be awaited on quitting.
    """

    def __init__(self, drafts: Drafts, row: ArticleRow) -> None:
        self._drafts = drafts
        self._article = row.id
        self._last: Future[Saved] | None = None
        self.version = row.version

    def save(self, story: Story, caret: int) -> Future[Saved]:
        answer: Future[Saved] = Future()
        last, self._last = self._last, answer
        if last is None:
            self._submit(story, caret, answer, None)
        else:
            last.add_done_callback(partial(self._submit, story, caret, answer))
        return answer

    def _submit(self, story: Story, caret: int, answer: Future[Saved], _last: Future[Saved] | None) -> None:
        try:
            future = self._drafts.save_draft(self._article, story, caret, self.version)
        except Exception as error:  # noqa: BLE001  a closed library answers like a failed save
            answer.set_exception(error)
        else:
            future.add_done_callback(partial(self._settle, answer))

    def _settle(self, answer: Future[Saved], future: Future[Saved]) -> None:
        error = future.exception()
        if error is not None:
            answer.set_exception(error)
            return
        saved = future.result()
        self.version = max(self.version, saved.row.version)
        answer.set_result(saved)


class Manuscript(QObject):
    """The article that is open, its current story, its undo and its saving.

    `opened` carries the `Article`; `saved` the `Saved` (for the list); `caret_wanted` a `Caret` that undo or
    redo put back. `overtaken` names the revision that keeps the text of somebody who wrote meanwhile.
    """

    story_changed = Signal(object)
    opened = Signal(object)
    closed = Signal()
    save_state_changed = Signal(object)
    saved = Signal(object)
    overtaken = Signal(str)
    undo_changed = Signal()
    caret_wanted = Signal(object)
    _save_ended = Signal(object, object)

    def __init__(self, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._line: _DraftLine | None = None
        self._row: ArticleRow | None = None
        self._story = Story()
        self._caret = Caret()
        self._undo = UndoStack()
        self._state = SaveState()
        self._dirty = False
        self._under_way: Future[Saved] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._deadline = QTimer(self, singleShot=True, interval=AT_MOST)
        self._retry = QTimer(self, singleShot=True, interval=RETRY)
        for timer in (self._pause, self._deadline, self._retry):
            timer.timeout.connect(self._on_save_due)
        self._save_ended.connect(self._on_save_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def story(self) -> Story:
        """The story as it is on the screen; an empty one when nothing is open."""
        return self._story

    @property
    def article(self) -> ArticleRow | None:
        """The row of the open article as it was last saved, or None."""
        return self._row

    @property
    def save_state(self) -> SaveState:
        """Whether what is on the screen is on the disk."""
        return self._state

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._undo.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._undo.can_redo

    @property
    def caret(self) -> Caret:
        """Where the person is; kept with the draft and with every undo step."""
        return self._caret

    @caret.setter
    def caret(self, caret: Caret) -> None:
        self._caret = caret

    def open(self, article: Article) -> None:
        """Show this article; what was open before is handed to the writer first."""
        self._leave()
        self._row = article.row
        self._line = _DraftLine(self._drafts, article.row)
        self._story = article.story
        self._caret = Caret("body", article.caret, article.caret)
        self._set_state(SaveState(SaveKind.SAVED, article.row.updated))
        self.opened.emit(article)
        self.undo_changed.emit()

    def close(self) -> Future[Saved] | None:
        """Show nothing; the answer is that of `flush`."""
        future = self._leave()
        self._row = self._line = None
        self._story, self._caret = Story(), Caret()
        self._set_state(SaveState())
        self.closed.emit()
        self.undo_changed.emit()
        return future

    def take_row(self, row: ArticleRow) -> None:
        """Another write of this window (a checkpoint, a change of state) left the open article so."""
        if self._row is None or self._line is None or row.id != self._row.id:
            return
        self._row = row
        self._line.version = max(self._line.version, row.version)

    def edit(
        self,
        after: Story,
        source: object | None,
        group: str = "",
        *,
        caret: Caret | None = None,
        body: BodyChange | None = None,
    ) -> None:
        """Put this story in place of the current one, as one step of undo or a part of the last one.

        Edits of the same `group` in a row are one step. `caret` is where the edit leaves the person;
        `body` saves the search for the changed blocks where the caller knows them.
        """
        before = self._story
        if self._row is None or after is before or after == before:
            return
        if body is None and after.body is not before.body:
            body = body_change(before.body, after.body)
        caret_before, self._caret = self._caret, caret or self._caret
        could = (self.can_undo, self.can_redo)
        self._undo.push(Step(before, after, caret_before, self._caret, group))
        self._put(StoryChange(before, after, body, source))
        if could != (True, False):
            self.undo_changed.emit()

    def end_group(self) -> None:
        """The next edit is a new step of undo, whatever its group."""
        self._undo.end_group()

    @Slot()
    def undo(self) -> None:
        """Take the last step back, whichever field it was in."""
        step = self._undo.undo()
        if step is not None:
            self._travel(step.after, step.before, step.caret_before)

    @Slot()
    def redo(self) -> None:
        """Do the last step that was taken back again."""
        step = self._undo.redo()
        if step is not None:
            self._travel(step.before, step.after, step.caret_after)

    def flush(self) -> Future[Saved] | None:
        """Hand over what is not saved yet, now. The Future ends when all is on disk; None: it is already.

        Waiting for it does not need the window's thread."""
        for timer in (self._pause, self._deadline, self._retry):
            timer.stop()
        if self._dirty and self._line is not None:
            self._save(self._line)
        return self._under_way

    def _leave(self) -> Future[Saved] | None:
        future = self.flush()
        # What comes of it is told to nobody who looks at the next article; the writer logs a failure.
        self._under_way = None
        self._dirty = False
        self._undo.clear()
        return future

    def _travel(self, before: Story, after: Story, caret: Caret) -> None:
        self._caret = caret
        self._put(StoryChange(before, after, body_change(before.body, after.body), None))
        self.caret_wanted.emit(caret)
        self.undo_changed.emit()

    def _put(self, change: StoryChange) -> None:
        self._story = change.after
        self._dirty = True
        self._retry.stop()
        self._pause.start()
        if not self._deadline.isActive():
            self._deadline.start()
        if self._state.kind is SaveKind.SAVED:
            self._set_state(SaveState(SaveKind.SAVING, self._state.at))
        self.story_changed.emit(change)

    def _set_state(self, state: SaveState) -> None:
        if state != self._state:
            self._state = state
            self.save_state_changed.emit(state)

    def _save(self, line: _DraftLine) -> None:
        self._dirty = False
        position = self._caret.position if self._caret.field == "body" else 0
        future = self._under_way = line.save(self._story, position)
        if self._state.kind is not SaveKind.SAVING:
            self._set_state(SaveState(SaveKind.SAVING, self._state.at))
        future.add_done_callback(partial(self._save_ended.emit, line))

    @Slot()
    def _on_save_due(self) -> None:
        self._pause.stop()
        self._deadline.stop()
        # With one save under way the next one waits for its answer, so that a slow disk has no queue.
        if self._dirty and self._under_way is None and self._line is not None:
            self._save(self._line)

    @Slot(object, object)
    def _on_save_ended(self, line: _DraftLine, future: Future[Saved]) -> None:
        error = future.exception()
        if error is not None:
            log.warning("draft not saved: %s", error)
        else:
            self.saved.emit(future.result())
        if line is not self._line or future is not self._under_way:
            return
        self._under_way = None
        if error is not None:
            self._fail(error)
        else:
            self._succeed(future.result())

    def _fail(self, error: BaseException) -> None:
        self._dirty = True
        self._retry.start()
        sentence = str(error) if isinstance(error, WorldError) else f"The draft could not be saved: {error}"
        self._set_state(SaveState(SaveKind.FAILED, self._state.at, sentence))

    def _succeed(self, saved: Saved) -> None:
        self._row = saved.row
        if saved.overtaken:
            self.overtaken.emit(saved.overtaken)
        if self._dirty:
            self._set_state(SaveState(SaveKind.SAVING, saved.at))
            if not self._pause.isActive():
                self._pause.start()
        else:
            self._set_state(SaveState(SaveKind.SAVED, saved.at, OVERTAKEN if saved.overtaken else ""))
