"""Hands the story being typed to the library's writer, and knows whether it is on disk.

The window's thread never waits: every pause in typing gives an immutable story away, and the answer
comes back as a queued signal. Stories that were left before their save succeeded are not forgotten.
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
from desk.library.values import ArticleRow, Saved
from desk.story.story import Story

log = logging.getLogger(__name__)

PAUSE = 300  # ms without an edit after which the draft is handed over
AT_MOST = 1_000  # ms that an edit waits while the typing goes on
RETRY = 5_000  # ms after a failure until the next attempt
OVERTAKEN = "Somebody else changed this article meanwhile. Their text was kept: see History."


class Drafts(Protocol):
    """What saving needs of the library."""

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


class _DraftLine:
    """Saves the drafts of one article one after another, each over the version that the last one made.

    The order holds without the window's thread, so that `flush().result()` may be awaited on quitting.
    """

    def __init__(self, drafts: Drafts, row: ArticleRow) -> None:
        self._drafts = drafts
        self.row = row
        self.last: Future[Saved] | None = None

    def save(self, story: Story, caret: int) -> Future[Saved]:
        answer: Future[Saved] = Future()
        last, self.last = self.last, answer
        if last is None:
            self._submit(story, caret, answer, None)
        else:
            last.add_done_callback(partial(self._submit, story, caret, answer))
        return answer

    def take_row(self, row: ArticleRow) -> None:
        if row.version >= self.row.version:
            self.row = row

    def _submit(self, story: Story, caret: int, answer: Future[Saved], _last: Future[Saved] | None) -> None:
        try:
            future = self._drafts.save_draft(self.row.id, story, caret, self.row.version)
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
        self.take_row(saved.row)
        answer.set_result(saved)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A story that is not known to be on disk yet."""

    line: _DraftLine
    story: Story
    caret: int


class Saver(QObject):
    """Saves one article at a time, and goes on trying with those that were left unsaved."""

    state_changed = Signal(object)
    saved = Signal(object)
    overtaken = Signal(str)
    _ended = Signal(object, object)

    def __init__(self, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._line: _DraftLine | None = None
        self._draft: _Draft | None = None
        self._handed: _Draft | None = None
        self._left: dict[str, _Draft] = {}
        self._under_way: Future[Saved] | None = None
        self.state = SaveState()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._deadline = QTimer(self, singleShot=True, interval=AT_MOST)
        self._retry = QTimer(self, singleShot=True, interval=RETRY)
        self._pause.timeout.connect(self._on_save_due)
        self._deadline.timeout.connect(self._on_save_due)
        self._retry.timeout.connect(self._on_retry_due)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def row(self) -> ArticleRow | None:
        """The row of the open article as it was last saved, or None."""
        return self._line.row if self._line else None

    def open(self, row: ArticleRow) -> Story | None:
        """Save this article from now on. The answer is its story where it was left unsaved, else None."""
        self.close()
        left = self._left.pop(row.id, None)
        self._line = left.line if left else _DraftLine(self._drafts, row)
        self._line.take_row(row)
        self._set_state(SaveState(SaveKind.SAVED, row.updated))
        if left is None:
            return None
        self.changed(left.story, left.caret)
        return left.story

    def close(self) -> Future[Saved] | None:
        """Save no article from now on; the answer is that of `flush`."""
        future = self.flush()
        if self._line and self._draft:
            self._left[self._line.row.id] = self._draft
        self._line = self._draft = self._handed = self._under_way = None
        self._set_state(SaveState())
        return future

    def take_row(self, row: ArticleRow) -> None:
        """Another write of this window (a checkpoint, a change of state) left the open article so."""
        if self._line and row.id == self._line.row.id:
            self._line.take_row(row)

    def changed(self, story: Story, caret: int) -> None:
        """The story that should be on disk soon, and the caret's position in its body."""
        if self._line is None:
            return
        self._draft = _Draft(self._line, story, caret)
        self._pause.start()
        if not self._deadline.isActive():
            self._deadline.start()
        if self.state.kind is SaveKind.SAVED:
            self._set_state(SaveState(SaveKind.SAVING, self.state.at))

    def flush(self) -> Future[Saved] | None:
        """Hand over what is not saved yet, now. The Future ends when all is on disk; None: it is already.

        Waiting for it does not need the window's thread."""
        self._pause.stop()
        self._deadline.stop()
        if self._draft and self._draft is not self._handed:
            self._save(self._draft)
        return self._under_way

    def outstanding(self) -> tuple[Future[Saved], ...]:
        """Hand over everything that is not on disk, articles left earlier too: to be awaited on quitting."""
        own = self.flush()
        self._on_retry_due()
        left = tuple(draft.line.last for draft in self._left.values() if draft.line.last)
        return (own, *left) if own else left

    def _set_state(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _save(self, draft: _Draft) -> None:
        self._handed = draft
        self._under_way = self._send(draft)
        self._set_state(SaveState(SaveKind.SAVING, self.state.at))

    def _send(self, draft: _Draft) -> Future[Saved]:
        future = draft.line.save(draft.story, draft.caret)
        future.add_done_callback(partial(self._ended.emit, draft))
        return future

    @Slot()
    def _on_save_due(self) -> None:
        self._pause.stop()
        self._deadline.stop()
        # With one save under way the next one waits for its answer, so that a slow disk has no queue.
        if self._draft and self._under_way is None:
            self._save(self._draft)

    @Slot()
    def _on_retry_due(self) -> None:
        self._on_save_due()
        for draft in self._left.values():
            if draft.line.last is None or draft.line.last.done():
                self._send(draft)

    @Slot(object, object)
    def _on_ended(self, draft: _Draft, future: Future[Saved]) -> None:
        error = future.exception()
        if error is None:
            self.saved.emit(future.result())
        else:
            log.warning("draft not saved: %s", error)
            self._retry.start()
        if self._left.get(draft.line.row.id) is draft and error is None:
            del self._left[draft.line.row.id]
        if future is self._under_way:
            self._under_way = self._handed = None
            self._tell(draft, future, error)

    def _tell(self, draft: _Draft, future: Future[Saved], error: BaseException | None) -> None:
        if error is not None:
            sentence = str(error) if isinstance(error, WorldError) else f"The draft could not be saved: {error}"
            self._set_state(SaveState(SaveKind.FAILED, self.state.at, sentence))
            return
        saved = future.result()
        if saved.overtaken:
            self.overtaken.emit(saved.overtaken)
        if self._draft is draft:
            self._draft = None
            self._set_state(SaveState(SaveKind.SAVED, saved.at, OVERTAKEN if saved.overtaken else ""))
        else:
            self._set_state(SaveState(SaveKind.SAVING, saved.at))
            if not self._pause.isActive():
                self._pause.start()
