"""Joins the history to the room: checkpoints with their notes, the comparison in the place of the page, going back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from desk.library.values import RevisionRow
from desk.ui.history.events import Event
from desk.ui.history.going_back import Goal, GoingBack
from desk.ui.history.note_line import NoteLine

if TYPE_CHECKING:
    from desk.ui.history.asking import Found
    from desk.ui.history.pane import ComparisonPane
    from desk.ui.manuscript import StoryChange
    from desk.ui.room import Room
    from desk.ui.tokens import Tokens
    from desk.ui.work import Job

PAUSE = 250  # ms after an edit until what is compared with it is compared again
NOTHING_YET = "Nothing has been kept of this article yet that it could be compared with."


class HistoryTool(QObject):
    """What the actions of the history do. `zoom_requested` is a wish for so many steps."""

    zoom_requested = Signal(int)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        self._library = room.services.library
        self._work = room.services.work
        self._actions = room.window.actions_
        self.line = NoteLine(room.window, room.window.toast)
        self._going_back = GoingBack(
            room.manuscript, room.services.library, room.services.work, room.window.toast, room.trouble
        )
        self._made: ComparisonPane | None = None
        self._event: Event | None = None
        self._until: Event | None = None  # what is compared with it, where that is not the text as it stands
        self._before = False
        self._comparing: Job | None = None
        self._came_from: QWidget | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE)
        self._soon.timeout.connect(self._on_due)
        self.line.noted.connect(self._on_noted)
        room.side_made.connect(self._on_side_made)
        self._manuscript.opened.connect(self._on_other_article)
        self._manuscript.closed.connect(self._on_other_article)
        self._manuscript.story_changed.connect(self._on_story_changed)

    # Checkpoints.

    def checkpoint(self) -> None:
        """Make a checkpoint at once. The keyboard stays where it is, however often it is asked for; in the midst of a
        note it keeps that."""
        row = self._manuscript.article
        if row is not None and not self._room.tools.begun.refuses((row,)) and not self.line.keep():
            self._keep(row.id, False)

    def _keep(self, article: str, with_note: bool) -> None:
        self._manuscript.flush()
        asked = datetime.now(UTC)  # first: it may be made before the library's answer is here
        row, story, baseline = self._manuscript.article, self._manuscript.story, self._manuscript.baseline
        over = row.version if row is not None else None
        future = self._library.checkpoint(article, story, baseline=baseline, over=over)
        self._work.follow(future, partial(self._say_kept, asked, with_note), self._room.trouble)

    def note(self) -> None:
        """Bring the keyboard to the note of the checkpoint that is said, or else of one that is made now."""
        row = self._manuscript.article
        if row is not None and not self._room.tools.begun.refuses((row,)) and not self.line.enter():
            self._keep(row.id, True)

    def _say_kept(self, asked: datetime, with_note: bool, revision: RevisionRow) -> None:
        at = self._clock(revision.at)
        if revision.at >= asked:
            self.line.say(self.tr("Checkpoint {0}.").format(at), revision.id)
        else:
            self.line.say(self.tr("Nothing changed since {0}.").format(at), revision.id)
        if with_note:
            self.line.enter()

    @Slot(str, str)
    def _on_noted(self, revision: str, note: str) -> None:
        self._work.follow(self._library.add_note(revision, note), self._say_noted, self._room.trouble)

    def _say_noted(self, revision: RevisionRow) -> None:
        self._room.window.toast.say(self.tr("Noted: “{0}”.").format(revision.note))

    def _clock(self, at: datetime) -> str:
        from desk.formats.dates import in_words, local  # noqa: PLC0415  not to start

        house = self._room.services.house
        return in_words(local(at, house), house.time_format)

    # Comparing.

    @property
    def pane(self) -> ComparisonPane:
        """What stands in the place of the page; made when it is wanted first."""
        if self._made is None:
            from desk.ui.history.pane import ComparisonPane  # noqa: PLC0415  not to start

            looks = self._room.services.looks
            self._made = made = ComparisonPane(looks, self._library.media)
            made.close_requested.connect(self.close)
            made.restore_requested.connect(self.restore)
            made.switch_requested.connect(self.compare_with_before)
            made.fold_requested.connect(self.fold)
            made.view.restore_requested.connect(self._restore_change)
            made.view.zoom_requested.connect(self.zoom_requested)
            looks.theme.changed.connect(self._on_theme_changed)
        return self._made

    @property
    def is_comparing(self) -> bool:
        """Whether a comparison stands in the place of the page."""
        return self._made is not None and self._room.middle is self._made

    @Slot(object, object)
    def compare(self, event: Event | None = None, until: Event | None = None) -> None:
        """Compare an event's text with the one that stands, or with that of another; without one that which is chosen
        in the history, else the newest that is another."""
        if self._manuscript.article is None:
            return
        if event is None and self._room.side is not None and not self.is_comparing:
            event, until = self._room.side.history.pair
        self._take(event, until)
        self._ask()

    def _take(self, event: Event | None, until: Event | None) -> None:
        self._event = event if event is not None and event.revision else None
        self._until = until if self._event is not None and until is not None and until.revision else None

    @Slot(bool)
    def compare_with_before(self, before: bool) -> None:
        """Compare with the text before it, or again with the one that stands."""
        self._before, self._until = before, None
        if self.is_comparing:
            self._ask()
        self._check()

    @Slot(bool)
    def fold(self, on: bool) -> None:
        """Fold away what did not change, or show it."""
        if self._made is not None:
            self._made.fold.setChecked(on)
            if self._made.view.folds is not on:
                self._made.view.set_folded(on=on)
        self._check()

    @property
    def _is_with_now(self) -> bool:
        """Whether it is the text as it stands that is compared."""
        return self._until is None and not self._before

    def step(self, by: int) -> None:
        """Go to the next change, or the one before."""
        if self.is_comparing:
            self.pane.view.step(by)

    def restore_change(self) -> None:
        """Take the current change back."""
        if self.is_comparing:
            self.pane.view.ask_to_restore()

    @Slot()
    def close(self) -> None:
        """Show the page again, as it was left."""
        if not self.is_comparing:
            return
        self._stop()
        page, came_from = self._room.tools.own_sheet, self._came_from
        self._room.show_in_middle(page)
        (came_from if came_from is not None and page.isAncestorOf(came_from) else page).setFocus()
        self._check()

    def _ask(self, *, keep: bool = False) -> None:
        row = self._manuscript.article
        if row is None:
            return
        from desk.ui.history.asking import Wanted, compare_texts  # noqa: PLC0415  not to start
        from desk.ui.history.comparing import Side  # noqa: PLC0415

        self._stop()
        now = Side(self._manuscript.story)
        house = self._room.services.house
        wanted = Wanted(self._event, self._until, self._before)
        ask = partial(compare_texts, self._library, row.id, wanted, now, house)
        self._comparing = self._work.run(ask, partial(self._show, row.id, keep), self._on_failed)

    def _stop(self) -> None:
        self._soon.stop()
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None

    def _show(self, article: str, keep: bool, found: Found | None) -> None:
        self._comparing = None
        if self._manuscript.article is None or self._manuscript.article.id != article:
            return
        if found is None:
            self._room.window.toast.say(self.tr(NOTHING_YET))
            return
        self._event = found.event
        pane = self.pane
        pane.view.can_restore = self._is_with_now
        if not self.is_comparing:
            self._room.tools.show_page()
            self._came_from = self._room.page.focusWidget()
            pane.view.set_looks(self._room.services.looks.theme.tokens, self._room.page.type)
        pane.show_page(found.page, found.title, keep=keep)
        before = None if self._until is not None else self._before
        pane.show_switch(before=before, can_restore=bool(found.event.revision))
        if not self.is_comparing:
            took_focus = self._room.page.isAncestorOf(self._room.window.focusWidget())
            self._room.show_in_middle(pane)
            if took_focus:
                pane.view.setFocus()
        if self._room.side is not None:
            self._room.side.history.choose(found.event)
        self._check()

    def _on_failed(self, error: Exception) -> None:
        self._comparing = None
        self._room.trouble(error)

    def _check(self) -> None:
        """Show in the menu what is on."""
        self._actions.check("compare_before", self._before)
        self._actions.check("fold_unchanged", self._made is None or self._made.view.folds)

    # Going back.

    @Slot(object)
    def restore(self, event: Event | None = None) -> None:
        """Go back to an event's text; without one to that which is compared, or chosen in the history."""
        if not isinstance(event, Event):
            event = self._event if self.is_comparing else None
        if event is None and self._room.side is not None:
            event = self._room.side.history.chosen
        if event is not None and event.revision and not self._refuses():
            from desk.ui.history.saying import noted_time, said_time  # noqa: PLC0415  not to start

            when = said_time(event.at, self._room.services.house)
            said = self.tr("This is the text of {0} again. What stood here was kept.").format(when)
            note = self.tr("Back to {0}").format(noted_time(event.at, self._room.services.house))
            self._going_back.go(Goal(event.revision, said, note, None, self.close))

    @Slot(int)
    def _restore_change(self, number: int) -> None:
        event, pane = self._event, self.pane
        if event is None or not pane.view.can_take_back(number) or self._refuses():
            return
        stop = pane.view.page.stops[number]
        revision = event.before if self._before and self._until is None else event.revision
        if revision:
            from desk.ui.history.asking import part_of_older  # noqa: PLC0415
            from desk.ui.history.saying import noted_time, said_of_part, said_time  # noqa: PLC0415

            at, house = pane.view.page.older.at or event.at, self._room.services.house
            said = said_of_part(stop, said_time(at, house))
            note = said_of_part(stop, noted_time(at, house), short=True)
            self._going_back.go(Goal(revision, said, note, partial(part_of_older, stop)))

    def _refuses(self) -> bool:
        """Whether the article is in the bin, where nothing of it changes; then it is said."""
        if self._manuscript.is_read_only:
            self._room.window.toast.say(self.tr("This article is in the bin. Put it back first."))
        return self._manuscript.is_read_only

    # What happens meanwhile.

    @Slot()
    def _on_side_made(self) -> None:
        side = self._room.side
        assert side is not None
        side.history.compare_requested.connect(self.compare)
        side.history.restore_requested.connect(self.restore)
        side.history.chosen_changed.connect(self._on_chosen)

    @Slot(object, object)
    def _on_chosen(self, event: Event | None, until: Event | None) -> None:
        """While two texts are compared, what is chosen in the history is compared."""
        if self.is_comparing and event is not None and event.revision and (event, until) != (self._event, self._until):
            self._take(event, until)
            self._ask()

    @Slot()
    def _on_other_article(self) -> None:
        self._stop()
        self._event = self._until = None
        self.line.hide()
        if self.is_comparing:
            self._room.show_in_middle(self._room.tools.own_sheet)
        self._check()

    @Slot(object)
    def _on_story_changed(self, _change: StoryChange) -> None:
        self.line.give_way()
        if self.is_comparing and self._is_with_now:
            self._soon.start()

    @Slot()
    def _on_due(self) -> None:
        if self.is_comparing:
            self._ask(keep=True)

    @Slot()
    def follow_type(self) -> None:
        """The page is set in another type now. What is not to be seen follows when it is shown."""
        if self.is_comparing:
            self.pane.view.set_looks(self._room.services.looks.theme.tokens, self._room.page.type)

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        if self._made is not None:
            self._made.view.set_looks(tokens, self._room.page.type)
