"""The source view: the Markdown of the body in place of the page, and back to the same place.

What is typed here becomes the story a moment after somebody stops. A long text is written and read on another thread,
and laid out piece by piece; until that is done the page stays, or the source, and can be written on. Whoever asks for
the story before what was typed is read (another article is opened, the window closed) has it read at once, so that no
word is ever left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QThread, QTimer, Slot
from PySide6.QtGui import QFont, QKeySequence, QTextDocument
from PySide6.QtWidgets import QMenu, QTextEdit

from desk.formats.markdown_places import Spot, body_spot, carried, markdown_offset
from desk.formats.markdown_write import BlockMemo, body_text
from desk.story.body import Body, body_change
from desk.story.pieces import shared_ends, utf16_length
from desk.story.places import Place
from desk.ui.editor.menus import allow_travel
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.manuscript import StoryChange
from desk.ui.source.unrolling import Unrolling
from desk.ui.source.view import SourcePane, written_document
from desk.ui.work import Progress

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.work import Job

_EDGE = 40  # px from the edges of a view, within which the caret is hard to see
PAUSE = 400  # ms without a key, after which what was typed is read
SHORT = 20_000  # characters that are read faster than a person could notice


@dataclass(frozen=True, slots=True)
class _Written:
    """The Markdown of a body: as a document of the window's thread, and where in it the caret goes."""

    body: Body
    document: QTextDocument
    place: int


class SourceTool(QObject):
    """Shows the source and follows it. The page behind it follows the story, as it always does."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._page = room.page
        self._manuscript = room.manuscript
        self._whereabouts = Whereabouts(room.page)
        self._work = room.services.work
        self._action = room.window.actions_["source_view"]
        self._made: SourcePane | None = None
        self._memo = BlockMemo()
        self._typed = self._read = 0  # how often the text was changed, and up to which change it is in the story
        self._is_putting = False
        self._unrolling = Unrolling(self._work, self)
        self._opening: Job | None = None
        self._reading: Job | None = None
        self._leaving: Job | None = None
        self._once_read: Callable[[], None] | None = None
        self._due = QTimer(self, singleShot=True, interval=PAUSE)
        self._due.timeout.connect(self._on_due)
        self._manuscript.story_changed.connect(self._on_story_changed)
        self._manuscript.opened.connect(self._on_other_article)
        self._manuscript.closed.connect(self._on_other_article)

    @property
    def pane(self) -> SourcePane:
        """What is shown; made when it is wanted first."""
        if self._made is None:
            keys = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            theme = self._room.services.looks.theme
            self._made = SourcePane(keys)
            self._made.view.edited.connect(self._on_edited)
            self._made.view.menu_opening.connect(self._on_menu_opening)
            self._made.view.undo_requested.connect(self._on_undo_requested)
            self._made.view.redo_requested.connect(self._manuscript.redo)
            self._made.back_requested.connect(self.toggle)
            theme.changed.connect(self._made.view.set_tokens)
            self._made.view.set_tokens(theme.tokens)
        return self._made

    @property
    def is_shown(self) -> bool:
        """Whether the source stands in place of the page."""
        return self._made is not None and self._room.middle is self._made

    @property
    def _is_long(self) -> bool:
        """Whether somebody would notice that what stands there is read."""
        return self.pane.view.document().characterCount() > SHORT

    def toggle(self) -> None:
        """Show the source, or the page again."""
        if self.is_shown:
            self._leave()
        elif self._opening is None:
            self._open()
        else:
            self._opening.cancel()
        self._show_state()

    def leave(self) -> None:
        """Show the page again, now: somebody wants to go to a place of it."""
        if self.is_shown:
            self._read_now()
            body, view = self._manuscript.story.body, self.pane.view
            self._go_back(body, _spot_in(view.text(), view.place(), self._memo, body))
        self._show_state()

    def _show_state(self) -> None:
        self._action.setChecked(self.is_shown or self._opening is not None)

    # There

    def _open(self) -> None:
        body = self._manuscript.story.body
        place, start, _ = self._whereabouts.here()
        spot = Spot(place.block, place.part, start) if place.block is not None else Spot()
        memo, self._memo = self._memo, BlockMemo()  # which is for one thread at a time
        document = partial(_document, self.pane.view.font(), self.thread())
        written = partial(_written, body, spot, memo, document)
        self._opening = self._work.run_long(written, partial(self._on_written, memo))
        self._opening.ended.connect(partial(self._on_opening_ended, self._opening))
        self._room.show_progress("Opening the source", self._opening)

    def _on_written(self, memo: BlockMemo, written: _Written) -> None:
        self._memo = memo
        if self._opens_still(written.body):
            view = self.pane.view
            view.fit(self._page.width())
            view.show_document(written.document)
            shown = partial(self._on_unrolled, written)
            self._opening = self._unrolling.begin(view, written.place, shown)
            self._opening.ended.connect(partial(self._on_opening_ended, self._opening))
            self._room.show_progress("Opening the source", self._opening)

    def _on_unrolled(self, written: _Written) -> None:
        if self._opens_still(written.body):
            self._opening = None
            self._show(written.place)

    def _opens_still(self, body: Body) -> bool:
        """Whether this is to be shown. Where somebody went on typing on the page, that is to be in it."""
        if self._manuscript.article is not None and self._manuscript.story.body is not body:
            self._open()
            return False
        return self._manuscript.article is not None

    def _on_opening_ended(self, job: Job) -> None:
        if self._opening is job:  # and nothing came of it
            self._opening = None
        self._show_state()

    def _show(self, place: int) -> None:
        view, height = self.pane.view, _caret_height(self._page)
        self._typed = self._read = 0
        self._room.show_in_middle(self.pane)
        view.setFocus()
        view.put_position(place)
        _put_caret_at(view, height)
        self._show_state()

    # And back

    def _leave(self) -> None:
        view = self.pane.view
        if self._leaving is not None:
            self._leaving.cancel()  # somebody stays after all
        elif not self._is_long:
            self.leave()
        else:
            self._due.stop()
            body = self._manuscript.story.body if self._read == self._typed else None
            memo, self._memo = self._memo, BlockMemo()
            text, place = view.text(), view.place()
            returned = partial(_returned, text, place, memo, body)
            self._leaving = self._work.run_long(returned, partial(self._on_returned, self._typed, text, place))
            self._leaving.ended.connect(partial(self._on_leaving_ended, self._leaving))
            self._room.show_progress("Going back to the page", self._leaving)

    def _on_returned(self, typed: int, text: str, place: int, found: tuple[Body, Spot]) -> None:
        self._leaving = None
        body, spot = found
        if typed > self._read:
            self._put(body, typed)
        view = self.pane.view
        if self._typed == typed and view.text() == text and view.place() == place:
            self._go_back(self._manuscript.story.body, spot)
        else:
            self._leave()  # somebody went on meanwhile

    def _on_leaving_ended(self, job: Job) -> None:
        if self._leaving is job:  # and nothing came of it
            self._leaving = None
            self._due.start()
        self._show_state()

    def _go_back(self, body: Body, spot: Spot) -> None:
        height = _caret_height(self.pane.view)
        self._let_go()
        page = self._page
        self._room.show_in_middle(page)
        page.setFocus()
        self._room.page_work.tell_facts()  # who is there and back at once has the caret where it was
        if body.blocks and spot.block < len(body.blocks):
            self._whereabouts.go(
                self._whereabouts.caret(Place("body", spot.block, spot.part), spot.offset, spot.offset)
            )
            _put_caret_at(page, height)

    def _let_go(self) -> None:
        """Follow no more."""
        self._due.stop()
        for job in (self._opening, self._reading, self._leaving):
            if job is not None:
                job.cancel()
        self._opening = self._reading = self._leaving = self._once_read = None
        self._typed = self._read = 0
        self._memo = BlockMemo()
        if self._made is not None:
            self._made.view.show_document(written_document("", self._made.view.font()))

    @Slot()
    def _on_other_article(self) -> None:
        if self.is_shown:
            self._room.show_in_middle(self._page)
        self._let_go()
        self._show_state()

    # What is typed

    @Slot()
    def _on_edited(self) -> None:
        self._typed += 1
        self._manuscript.expect(self._read_now, late=self._is_long)
        self._due.start()

    @Slot()
    def _on_due(self) -> None:
        if self._reading is None and self._leaving is None and self._read < self._typed:
            from desk.formats.markdown_source import read_source  # noqa: PLC0415  the parser is not needed to start

            read = partial(read_source, self.pane.view.text())
            self._reading = self._work.run(read, partial(self._on_read, self._typed), self._on_not_read)

    def _on_read(self, typed: int, body: Body) -> None:
        self._reading = None
        if typed > self._read:
            self._put(body, typed)
        then, self._once_read = self._once_read, None
        if self._read < self._typed:
            self._due.start()
        elif then is not None:
            then()

    def _on_not_read(self, _error: Exception) -> None:
        self._reading = self._once_read = None

    @Slot()
    def _on_undo_requested(self) -> None:
        if self._read < self._typed and self._is_long:
            self._once_read = self._manuscript.undo
            self._on_due()
        else:
            self._manuscript.undo()

    @Slot(object)
    def _on_menu_opening(self, menu: QMenu) -> None:
        typed = self._read < self._typed  # which is not read for a menu
        allow_travel(menu, undo=typed or self._manuscript.can_undo, redo=not typed and self._manuscript.can_redo)

    def _read_now(self) -> None:
        """Somebody wants the story."""
        if self._is_putting:
            self._manuscript.expect(self._read_now, late=self._is_long)
        elif self._read < self._typed:
            from desk.formats.markdown_source import read_source  # noqa: PLC0415

            self._put(read_source(self.pane.view.text()), self._typed)

    def _put(self, body: Body, typed: int) -> None:
        self._is_putting = True
        try:
            self._read = typed
            story = self._manuscript.story
            change = body_change(story.body, body)
            if change is not None:
                fresh = body.blocks[change.start : change.new_stop]
                shared = story.body.replaced(change.start, change.old_stop, fresh)
                self._manuscript.edit(replace(story, body=shared), self, body=change)
        finally:
            self._is_putting = False

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        if change.body is None or change.source is self or not self.is_shown:
            return
        view = self.pane.view
        before, place = view.text(), view.place()
        text = body_text(change.after.body, self._memo)
        view.show_text(text)
        view.put_place(_changed_place(before, place, text))
        self._read = self._typed


def _caret_height(view: QTextEdit) -> int:
    """How far down in the window the caret stands, as far as it is to be seen."""
    viewport = view.viewport()
    inside = min(max(view.cursorRect().top(), _EDGE), max(_EDGE, viewport.height() - 2 * _EDGE))
    return viewport.mapTo(view.window(), QPoint(0, inside)).y()


def _put_caret_at(view: QTextEdit, height: int) -> None:
    """Scroll so that the caret stands this far down in the window, as far as that goes."""
    bar = view.verticalScrollBar()
    now = view.viewport().mapTo(view.window(), view.cursorRect().topLeft()).y()
    bar.setValue(bar.value() + now - height)
    view.ensureCursorVisible()


def _written(
    body: Body, spot: Spot, memo: BlockMemo, document: Callable[[str], QTextDocument], progress: Progress
) -> _Written:
    """On another thread: the Markdown of a body, and where a place of it is there."""
    text = body_text(body, memo)
    progress.check()
    place = utf16_length(text[: markdown_offset(body, spot, memo)])
    progress.check()
    return _Written(body, document(text), place)


def _document(font: QFont, window: QThread, text: str) -> QTextDocument:
    """A text as a document, which belongs to the window's thread from now on."""
    made = written_document(text, font)
    made.moveToThread(window)
    return made


def _returned(text: str, place: int, memo: BlockMemo, body: Body | None, progress: Progress) -> tuple[Body, Spot]:
    """On another thread: what a text says, where that is not known, and where a place of it is in that."""
    from desk.formats.markdown_source import read_source  # noqa: PLC0415  the parser is not needed to start

    read = read_source(text) if body is None else body
    progress.check()
    return read, _spot_in(text, place, memo, read)


def _spot_in(text: str, place: int, memo: BlockMemo, body: Body) -> Spot:
    """Where a place in a text that somebody wrote is in the body that was read from it."""
    canonical = body_text(body, memo)
    return body_spot(body, carried(text, place, canonical), memo)


def _changed_place(before: str, place: int, after: str) -> int:
    """Where the caret is after an undo: where the texts differ, at the end of what came."""
    front, back = shared_ends(before, after)
    return place if front == len(before) == len(after) else max(front, len(after) - back)
