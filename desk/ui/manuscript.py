"""The open article: the one place in the window where the current story lives.

Whoever edits hands a new `Story` to `Manuscript.edit`; whoever shows listens to `story_changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from desk.library.journal import Entry
from desk.library.values import Article, ArticleRow, Saved
from desk.story.body import BodyChange, body_change
from desk.story.story import Story
from desk.story.texts import Texts
from desk.ui.draft_line import Drafts
from desk.ui.outage import Outage
from desk.ui.recovery import RecoveryJournal
from desk.ui.saving import Saver, SaveState
from desk.ui.undo import Caret, Step, UndoStack


@dataclass(frozen=True, slots=True)
class StoryChange:
    """A fact: the story was `before` and is `after`. `body` is where the bodies differ, None if nowhere;
    `source` is the object that made the edit (None for undo and redo), so that it can ignore its own. The baselines
    are what was agreed on before and after it: the stories themselves where nothing is tracked."""

    before: Story
    after: Story
    body: BodyChange | None
    source: object | None
    baseline_before: Story
    baseline_after: Story


class Manuscript(QObject):
    """The article that is open, its current story, its undo and its saving.

    `opened` carries the `Article`, `story_changed` a `StoryChange`, `save_state_changed` a `SaveState`,
    `saved` the library's `Saved` (for the list), `caret_wanted` a `Caret` that undo or redo put back.
    `overtaken` names the revision that keeps the text of somebody who wrote meanwhile. `outage_changed` carries an
    `Outage` while the library cannot be written, None when it can be again.

    Beside the story stands its baseline, which was agreed on last: whoever edits moves both, whoever suggests only the
    story. `baseline_changed` tells that other changes are tracked because the baseline is another one; it follows
    `story_changed` where the story is another one too.
    """

    story_changed = Signal(object)
    opened = Signal(object)
    closed = Signal()
    save_state_changed = Signal(object)
    saved = Signal(object)
    overtaken = Signal(str, object)  # id, Texts | None
    outage_changed = Signal(object)
    undo_changed = Signal()
    caret_wanted = Signal(object)
    baseline_changed = Signal()
    suggesting_changed = Signal(bool)

    def __init__(self, drafts: Drafts, parent: QObject | None = None, journal: RecoveryJournal | None = None) -> None:
        super().__init__(parent)
        self._story = self._baseline = Story()
        self._is_suggesting = False
        self._caret = Caret()
        self._undo = UndoStack()
        self._is_read_only = False
        self._unread: Callable[[], None] | None = None
        self._unread_late: Callable[[], None] | None = None
        self._rest: Callable[[], None] | None = None
        self._saver = Saver(drafts, self, journal)
        self._saver.state_changed.connect(self.save_state_changed)
        self._saver.saved.connect(self.saved)
        self._saver.overtaken.connect(self.overtaken)
        self._saver.outage_changed.connect(self.outage_changed)

    @property
    def story(self) -> Story:
        """The story as it is on the screen; an empty one when nothing is open."""
        self._settle()
        return self._story

    @property
    def baseline(self) -> Story:
        """The story as it was agreed on last: the very story on the screen where no change is tracked."""
        self._settle()
        return self._baseline

    @property
    def is_suggesting(self) -> bool:
        """Whether edits are suggestions, which somebody will decide on."""
        return self._is_suggesting

    def set_suggesting(self, on: bool) -> None:
        """Make suggestions from now on, or edit directly."""
        self._settle()
        if on != self._is_suggesting:
            self.end_group()
            self._is_suggesting = on
            self.suggesting_changed.emit(on)

    @property
    def article(self) -> ArticleRow | None:
        """The row of the open article as it was last saved, or None."""
        return self._saver.row

    @property
    def is_read_only(self) -> bool:
        """Whether the open article was opened in the bin: it is shown, and no edit is taken. In one that somebody
        else puts there meanwhile what is typed still counts."""
        return self._is_read_only

    @property
    def save_state(self) -> SaveState:
        """Whether what is on the screen is on the disk."""
        return self._saver.state

    @property
    def outage(self) -> Outage | None:
        """What is known while the library cannot be written."""
        return self._saver.outage

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        self._settle()
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
        self._settle()
        self._caret = caret
        if not self.is_read_only:
            self._saver.caret_moved(caret.number)

    def expect(self, read: Callable[[], None], *, late: bool = False) -> None:
        """Something was typed that nobody has read yet, so that it could be on the screen sooner. `read` makes
        the edit of it, and is called before anybody is given the story; where that takes long (`late`), before
        anybody leaves it, takes a step back or changes its body otherwise."""
        if late:
            self._unread_late = read
        else:
            self._unread = read

    def gather(self, finish: Callable[[], None]) -> None:
        """Something long is put in piece by piece: every edit is a part of one step, until `gathered`. `finish` puts
        in the rest at once, and is called before a step is taken back and before anybody leaves."""
        self._finish()
        self._undo.gather(on=True)
        self._rest = finish

    def gathered(self) -> None:
        """All of it is there. The next edit is a step of its own."""
        self._undo.gather(on=False)
        self._undo.end_group()
        self._rest = None

    def open(self, article: Article) -> None:
        """Show this article; what was open before is handed to the writer first.

        Where it was left with text that could not be saved, that text is shown and `opened` carries it."""
        self._finish()
        self._undo.clear()
        unsaved = self._saver.open(article.row, article.caret, Texts(article.story, article.baseline))
        if unsaved is not None:
            story, baseline, caret = unsaved
            article = replace(article, story=story, baseline=baseline, caret=caret)
        self._story, self._baseline, self._is_read_only = article.story, article.baseline, article.row.binned
        self._is_suggesting = False
        self._caret = Caret.kept(article.caret)
        self.opened.emit(article)
        self.undo_changed.emit()

    def begin(self, row: ArticleRow, story: Story) -> None:
        """Show a new article, that the library does not have yet, and have it saved: as `open` does."""
        self._finish()
        self._undo.clear()
        self._saver.begin(row, story)
        self._story, self._caret, self._is_read_only = story, Caret(), False
        self._baseline, self._is_suggesting = story, False
        self.opened.emit(Article(row, story, 0, "", story))
        self.undo_changed.emit()

    def begun(self) -> tuple[Article, ...]:
        """The articles that were begun and left, and that the library does not have yet."""
        return tuple(Article(row, story, caret, "", baseline) for row, story, baseline, caret in self._saver.begun())

    def is_behind(self, article: Article) -> bool:
        """Whether this was read before the article was saved here: its last words are not in it."""
        return self._saver.is_behind(article.row)

    def close(self) -> Future[Saved] | None:
        """Show nothing; the answer is that of `flush`."""
        self._finish()
        self._undo.clear()
        future = self._saver.close()
        self._story, self._caret, self._is_read_only = Story(), Caret(), False
        self._baseline, self._is_suggesting = self._story, False
        self.closed.emit()
        self.undo_changed.emit()
        return future

    def take_row(self, row: ArticleRow) -> None:
        """The open article went a step: its row is this one, and its text what it was."""
        self._saver.take_row(row)

    def take_over(self, article: Article) -> None:
        """Show what somebody else made of the open article, while all that was typed here is on the disk; undo takes it
        back."""
        self._finish()
        self._saver.take_over(article.row, Texts(article.story, article.baseline))
        self.decide(article.story, article.baseline, None)

    def take_out(self, article: Article) -> None:
        """The open article went out, or that was taken back: it has the times and the notes to readers of this one,
        whatever was typed since, and whatever is undone."""
        from desk.story.going_out import as_out, both_as_out  # noqa: PLC0415  not to start

        self._finish()
        before, known = Texts(self._story, self._baseline), Texts(article.story, article.baseline)
        self._undo.change(lambda story: as_out(story, known.story))
        self._saver.take_over(article.row, known)
        story, baseline = both_as_out(before, known)
        self._put(StoryChange(before.story, story, None, None, before.baseline, baseline))

    def edit(
        self,
        after: Story,
        source: object | None,
        group: str = "",
        *,
        caret: Caret | None = None,
        body: BodyChange | None = None,
        directly: bool = False,
    ) -> None:
        """Put this story in place of the current one, as one step of undo or a part of the last one.

        Edits of the same `group` in a row are one step. `caret` is where the edit leaves the person;
        `body` saves the search for the changed blocks where the caller knows them. Whoever is suggesting makes a
        tracked change of it, unless it is `directly`.
        """
        self._settle()
        if after.body is not self._story.body:
            self._settle_late()
        before = self._story
        if self._saver.row is None or self.is_read_only or after is before or after == before:
            return
        if body is None and after.body is not before.body:
            body = body_change(before.body, after.body)
        baseline = self._baseline if self._is_suggesting and not directly else self._moved(after, body)
        self._push(after, baseline, body, source, caret=caret, group=group)

    def decide(self, story: Story, baseline: Story, source: object | None) -> None:
        """Put another story and another baseline in place of those that are there, as one step of undo: changes were
        accepted or rejected, or somebody else did so."""
        self._finish()
        before = self._story
        if self._saver.row is None or self.is_read_only or (story == before and baseline == self._baseline):
            return
        story = before if story == before else story
        self.end_group()
        self._push(story, baseline, body_change(before.body, story.body), source)
        self.end_group()

    def settle(self) -> None:
        """Have all read that was typed, and put in all that is being put in, however long that takes: what is about to
        come from elsewhere must not be written over it."""
        self._finish()

    def end_group(self) -> None:
        """The next edit is a new step of undo, whatever its group."""
        self._settle()
        self._undo.end_group()

    def let_pass(self) -> None:
        """The last edit was made for somebody who types, and is part of the word once that is typed on."""
        self._undo.let_pass()

    @Slot()
    def undo(self) -> None:
        """Take the last step back, whichever field it was in."""
        self._finish()
        step = self._undo.undo()
        if step is not None:
            self._travel(step.before, step.baselines[0], step.caret_before)

    @Slot()
    def redo(self) -> None:
        """Do the last step that was taken back again."""
        self._finish()
        step = self._undo.redo()
        if step is not None:
            self._travel(step.after, step.baselines[1], step.caret_after)

    def flush(self) -> Future[Saved] | None:
        """Hand over what is not saved yet, now. The Future ends when it is on disk; None: it is already.

        Waiting for it does not need the window's thread."""
        self._finish()
        return self._saver.flush()

    def outstanding(self) -> tuple[Future[Saved], ...]:
        """`flush`, and what earlier articles still wait for: to be awaited on quitting."""
        self._finish()
        return self._saver.outstanding()

    def keep_all(self) -> tuple[Future[Path], ...]:
        """Have all that is not on disk kept in the recovery journal, now."""
        self._finish()
        return self._saver.keep_all()

    def take_waiting(self, row: ArticleRow, entry: Entry) -> None:
        """A text of the recovery journal that could not be put back yet: as if it had been left unsaved."""
        self._saver.take_waiting(row, entry)

    def rest(self) -> None:
        """Save nothing more: the library is about to be closed."""
        self._saver.rest()

    @Slot()
    def try_again(self) -> None:
        """Somebody says that the library can be written now."""
        self._settle()
        self._saver.try_again()

    def _settle(self) -> None:
        if self._unread is not None:
            read, self._unread = self._unread, None
            read()

    def _settle_late(self) -> None:
        if self._unread_late is not None:
            read, self._unread_late = self._unread_late, None
            read()

    def _finish(self) -> None:
        self._settle()
        self._settle_late()
        if self._rest is not None:
            rest, self._rest = self._rest, None
            rest()

    def _moved(self, after: Story, body: BodyChange | None) -> Story:
        """The baseline when somebody edits directly."""
        if self._baseline is self._story:
            return after
        from desk.revise.review.direct import directly  # noqa: PLC0415  a plain key needs none of it

        return directly(self._baseline, self._story, after, body)

    def _push(
        self,
        after: Story,
        baseline: Story,
        body: BodyChange | None,
        source: object | None,
        *,
        caret: Caret | None = None,
        group: str = "",
    ) -> None:
        before, agreed = self._story, self._baseline
        baseline = after if baseline == after else baseline
        both = None if agreed is before and baseline is after else (agreed, baseline)
        caret_before, self._caret = self._caret, caret or self._caret
        could = (self.can_undo, self.can_redo)
        self._undo.push(Step(before, after, caret_before, self._caret, group, agreed=both))
        self._put(StoryChange(before, after, body, source, agreed, baseline))
        if could != (True, False):
            self.undo_changed.emit()

    def _travel(self, after: Story, baseline: Story, caret: Caret) -> None:
        before, self._caret = self._story, caret
        self._put(StoryChange(before, after, body_change(before.body, after.body), None, self._baseline, baseline))
        self.caret_wanted.emit(caret)
        self.undo_changed.emit()

    def _put(self, change: StoryChange) -> None:
        self._story, self._baseline = change.after, change.baseline_after
        self._saver.changed(change.after, change.baseline_after, self._caret.number)
        if change.after is not change.before:
            self.story_changed.emit(change)
        tracked = change.baseline_before is not change.before or change.baseline_after is not change.after
        if tracked and change.baseline_before is not change.baseline_after:
            self.baseline_changed.emit()
