"""Hands the story being typed to the library's writer, and knows whether it is on disk.

The window's thread never waits: every pause in typing gives an immutable story away, and the answer
comes back as a queued signal. Stories that were left before their save succeeded are not forgotten. While the library
cannot be written the newest words go to the recovery journal, and the library is tried again and again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desk.errors import WorldError
from desk.library.journal import Entry
from desk.library.values import ArticleRow, Saved
from desk.story.story import Story
from desk.story.texts import Texts
from desk.ui.draft_line import Draft, DraftLine, Drafts
from desk.ui.outage import Outage, outage_of
from desk.ui.recovery import Keeper, RecoveryJournal

log = logging.getLogger(__name__)

PAUSE = 300  # ms without an edit after which the draft is handed over
AT_MOST = 900  # ms that an edit waits while the typing goes on
DUE = 450  # ms that it waits before the draft is handed over behind the next key
BEHIND = 15  # ms behind a key: it is on the screen, and the next one is not there yet
PATIENCE = 250  # ms that a save may take before the journal has the words as well
RETRY = 1_000  # ms after a failure until the next attempt, and twice that after each further one
RETRY_AT_MOST = 5_000
CARET_PAUSE = 1_000  # ms after which it is noted where the caret was put
OVERTAKEN = "Somebody else changed this article meanwhile. Their text was kept: see History."


class SaveKind(StrEnum):
    """Whether what is on the screen is on the disk."""

    NEW = "new"
    SAVING = "saving"
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SaveState:
    """`NEW`: nothing is open. `SAVED`: all of it is on disk since `at`. `FAILED`: `message` says why and where the
    words are, and another attempt follows; `nowhere`: they are only on the screen. With `SAVED`, a message is something
    that the person should know."""

    kind: SaveKind = SaveKind.NEW
    at: datetime | None = None
    message: str = ""
    nowhere: bool = False


class Saver(QObject):
    """Saves one article at a time, and goes on trying with those that were left unsaved."""

    state_changed = Signal(object)
    outage_changed = Signal(object)  # Outage | None
    saved = Signal(object)
    overtaken = Signal(str, object)
    _ended = Signal(object, object)

    def __init__(
        self, drafts: Drafts, parent: QObject | None = None, journal: Keeper | RecoveryJournal | None = None
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._journal = journal
        self._line: DraftLine | None = None
        self._draft: Draft | None = None
        self._handed: Draft | None = None
        self._left: dict[str, Draft] = {}
        self._under_way: Future[Saved] | None = None
        self._versions: dict[str, int] = {}  # of the articles that were saved here, as they were last
        self._carets = (0, 0)  # of the body as the library has it, and as it is
        self._proven = False  # whether the library took something: while it is still being loaded, it may not for long
        self._wait = RETRY  # ms until the next attempt, should one fail
        self._reported: set[type[BaseException]] = set()
        self.state = SaveState()
        self.outage: Outage | None = None
        self._pause = self._timer(PAUSE, self._on_save_due)
        self._deadline = self._timer(AT_MOST, self._on_save_due)
        self._patience = self._timer(PATIENCE, self._on_patience_over)
        self._retry = self._timer(RETRY, self._on_retry_due)
        self._moving = self._timer(CARET_PAUSE, self._on_caret_due)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        if isinstance(journal, RecoveryJournal):
            journal.kept.connect(self._on_kept, Qt.ConnectionType.QueuedConnection)
            journal.not_kept.connect(self._on_not_kept, Qt.ConnectionType.QueuedConnection)

    def _timer(self, interval: int, does: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(does)
        return timer

    @property
    def row(self) -> ArticleRow | None:
        """The row of the open article as it was last saved, or None."""
        return self._line.row if self._line else None

    def is_behind(self, row: ArticleRow) -> bool:
        """Whether this article was saved here after its row was read."""
        return row.version < self._versions.get(row.id, 0)

    def open(self, row: ArticleRow, caret: int = 0, known: Texts | None = None) -> tuple[Story, Story, int] | None:
        """Save this article from now on; the library has these texts of it. The answer is its story, baseline and caret
        where it was left unsaved, else None."""
        self.close()
        left = self._left.pop(row.id, None)
        # What was left keeps its version: somebody else may have written since.
        self._line = left.line if left else DraftLine(self._drafts, row, known)
        self._carets = (caret, caret)
        kind = SaveKind.SAVED if row.is_kept else SaveKind.SAVING
        self._set_state(SaveState(kind, row.updated if row.is_kept else None))
        if left is None:
            return None
        self._take_up(left.story, left.baseline, left.caret)
        return left.story, left.baseline, left.caret

    def begin(self, row: ArticleRow, story: Story) -> None:
        """Save a new article from now on, that the library does not have yet: it is handed over at once."""
        self.open(row)
        self._take_up(story, story, 0)
        self._on_save_due()

    def begun(self) -> tuple[tuple[ArticleRow, Story, Story, int], ...]:
        """The articles that the library does not have yet, but for the open one: row, story, baseline, caret."""
        new = (each for each in self._left.values() if not each.line.row.is_kept)
        return tuple((each.line.row, each.story, each.baseline, each.caret) for each in new)

    def _take_up(self, story: Story, baseline: Story, caret: int) -> None:
        """Have a text saved that is not saved, of an article that was just opened."""
        if self.outage is not None:
            self._set_outage(replace(self.outage, place=None, unkept=""))
            self._set_state(SaveState(SaveKind.FAILED, self.state.at, self.outage.line))
        self.changed(story, baseline, caret)

    def close(self) -> Future[Saved] | None:
        """Save no article from now on; the answer is that of `flush`."""
        future = self.flush()
        self._on_caret_due()
        if self._line and self._draft:
            self._left[self._line.row.id] = self._draft
            if self.outage is not None:
                self._keep(self._draft)
        self._line = self._draft = self._handed = self._under_way = None
        self._patience.stop()
        self._set_state(SaveState())
        return future

    def take_waiting(self, row: ArticleRow, entry: Entry) -> None:
        """A text of the journal that could not be put back yet: as if it had been left unsaved."""
        line = DraftLine(self._drafts, replace(row, version=entry.version))
        story = entry.story
        self._left[row.id] = Draft(line, story, entry.agreed or story, entry.caret)
        self._retry.start(RETRY)

    def take_row(self, row: ArticleRow) -> None:
        """The open article went a step. That is no text: where the row is of a later version than this window has,
        somebody else wrote, and the next save is to notice it."""
        own = self.row
        if self._line and own and row.id == own.id and row.version >= own.version:
            self._line.take_row(replace(row, version=own.version))

    def take_over(self, row: ArticleRow, known: Texts) -> None:
        """The library has these texts of the open article by now, and they are shown here."""
        if self._line and row.id == self._line.row.id:
            self._line.take_row(row)
            self._line.known = known

    def changed(self, story: Story, baseline: Story, caret: int) -> None:
        """The story that should be on disk soon, what of it was agreed on, and the caret's position in its body."""
        if self._line is None:
            return
        self._draft = Draft(self._line, story, baseline, caret)
        self._carets = (self._carets[0], caret)
        if not self._deadline.isActive():
            self._deadline.start()
        # A save that began at any other time would be in the way of a key.
        self._pause.start(BEHIND if self._deadline.remainingTime() < AT_MOST - DUE else PAUSE)
        if self.state.kind is SaveKind.SAVED:
            self._set_state(SaveState(SaveKind.SAVING, self.state.at))

    def caret_moved(self, caret: int) -> None:
        """The caret was put elsewhere in the body: noted soon, where nothing else is to be saved."""
        self._carets = (self._carets[0], caret)
        if not self._moving.isActive():
            self._moving.start()

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
        self._on_caret_due()
        self._on_retry_due()
        left = tuple(draft.line.last for draft in self._left.values() if draft.line.last)
        return (own, *left) if own else left

    def keep_all(self) -> tuple[Future[Path], ...]:
        """Have all that is not on disk kept in the journal, now."""
        drafts = [*self._left.values(), *([self._draft] if self._draft else [])]
        if self._journal is None:
            none: Future[Path] = Future()
            none.set_exception(WorldError("There is no recovery journal."))
            return (none,) if drafts else ()
        return tuple(self._journal.keep(draft.unsaved) for draft in drafts)

    def rest(self) -> None:
        """Save nothing more: the library is about to be closed."""
        for timer in (self._pause, self._deadline, self._patience, self._retry, self._moving):
            timer.stop()
        self._ended.disconnect(self._on_ended)

    @Slot()
    def try_again(self) -> None:
        """Somebody says that it may go now."""
        self._wait = RETRY
        self._on_retry_due()

    def _set_state(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _set_outage(self, outage: Outage | None) -> None:
        if outage is not None:
            own = [self._draft.article] if self._draft else []
            outage = replace(outage, articles=tuple(dict.fromkeys([*self._left, *own])))
        if outage == self.outage:
            return
        self.outage = outage
        if outage is not None and self.state.kind is SaveKind.FAILED:
            self._set_state(replace(self.state, message=outage.line, nowhere=bool(outage.unkept)))
        self.outage_changed.emit(outage)

    def _save(self, draft: Draft) -> None:
        self._handed = draft
        self._under_way = self._send(draft)
        self._patience.start()
        if not self._proven:
            self._keep(draft)
        if self.state.kind is not SaveKind.FAILED:
            self._set_state(SaveState(SaveKind.SAVING, self.state.at))

    def _send(self, draft: Draft) -> Future[Saved]:
        future = draft.line.save(draft.story, draft.caret, draft.agreed)
        future.add_done_callback(partial(self._ended.emit, draft))
        return future

    def _keep(self, draft: Draft) -> None:
        if self._journal is not None:
            self._journal.keep(draft.unsaved)

    @Slot()
    def _on_save_due(self) -> None:
        self._pause.stop()
        self._deadline.stop()
        if self._draft is None:
            return
        # With one save under way the next one waits for its answer, so that a slow disk has no queue; and where the
        # last one failed, for the next attempt.
        if self._under_way is None and self.state.kind is not SaveKind.FAILED:
            self._save(self._draft)
        elif self.state.kind is SaveKind.FAILED or not self._patience.isActive():
            self._keep(self._draft)

    @Slot()
    def _on_patience_over(self) -> None:
        if self._under_way is not None and self._draft is not None:
            self._keep(self._draft)

    @Slot()
    def _on_retry_due(self) -> None:
        if self._draft and self._under_way is None:
            self._save(self._draft)
        for draft in self._left.values():
            if draft.line.last is None or draft.line.last.done():
                self._send(draft)

    @Slot()
    def _on_caret_due(self) -> None:
        """Note where the caret is: never with a text, which somebody else may have changed."""
        self._moving.stop()
        before, caret = self._carets
        at_rest = self._draft is None and self.state.kind is SaveKind.SAVED
        if self._line is not None and at_rest and caret != before:
            self._carets = (caret, caret)
            self._line.note_caret(caret)

    @Slot(object, object)
    def _on_ended(self, draft: Draft, future: Future[Saved]) -> None:
        error = future.exception()
        if error is None:
            self._wait = RETRY
            self._proven = True
            saved, begun_on = future.result(), draft.line.known
            draft.line.known = Texts(draft.story, draft.baseline)
            self._versions[draft.article] = saved.row.version
            self.saved.emit(saved)
            if saved.overtaken and draft.line is self._line:
                self.overtaken.emit(saved.overtaken, begun_on)
            if self._left.get(draft.article) is draft:
                del self._left[draft.article]
                self._forget(draft)
        else:
            log.warning("draft not saved: %s", error)
            if not self._retry.isActive():
                self._retry.start(self._wait)
                self._wait = min(self._wait * 2, RETRY_AT_MOST)
        if future is self._under_way:
            self._under_way = self._handed = None
            self._patience.stop()
            self._tell(draft, future, error)
        self._look_out(draft, error)
        if error is not None and not isinstance(error, WorldError | OSError) and type(error) not in self._reported:
            self._reported.add(type(error))
            raise error  # ours: the crash report shows it

    def _tell(self, draft: Draft, future: Future[Saved], error: BaseException | None) -> None:
        if error is not None:
            outage = self.outage or outage_of(error)
            self._set_state(SaveState(SaveKind.FAILED, self.state.at, outage.line, bool(outage.unkept)))
            return
        saved = future.result()
        self._carets = (draft.caret, self._carets[1])
        if self._draft is draft:
            self._draft = None
            self._set_state(SaveState(SaveKind.SAVED, saved.at, OVERTAKEN if saved.overtaken else ""))
            self._forget(draft)
        else:
            self._set_state(SaveState(SaveKind.SAVING, saved.at))
            if not self._pause.isActive():
                self._pause.start(PAUSE)

    def _look_out(self, draft: Draft, error: BaseException | None) -> None:
        """Tell whether the library can be written, and have the journal keep what cannot go there."""
        if error is not None:
            newest = self._draft if self._draft and self._draft.line is draft.line else draft
            found = outage_of(error)
            before = self.outage
            same = before is not None and before.reason == found.reason
            self._set_outage(replace(before, sentence=found.sentence) if before and same else found)
            if self._draft is newest or self._left.get(newest.article) is newest:
                self._keep(newest)
        elif self.outage is not None:
            if self._left or self.state.kind is SaveKind.FAILED:  # the open one may have come after the last attempt
                self._retry.start(0)
            if not self._left and self.state.kind is not SaveKind.FAILED:
                self._set_outage(None)
            else:
                self._set_outage(self.outage)

    def _forget(self, draft: Draft) -> None:
        if self._journal is not None:
            self._journal.forget(draft.article)

    @Slot(str, object)
    def _on_kept(self, article: str, path: Path) -> None:
        if self.outage is not None and self._is_shown(article):
            self._set_outage(replace(self.outage, place=path, unkept=""))

    @Slot(str, str)
    def _on_not_kept(self, article: str, reason: str) -> None:
        if self.outage is not None and self._is_shown(article):
            self._set_outage(replace(self.outage, place=None, unkept=reason))

    def _is_shown(self, article: str) -> bool:
        """Whether it is this article of which the person is told: the open one, or the one that waits."""
        return self._draft.article == article if self._draft else article in self._left
