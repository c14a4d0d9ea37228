"""The source view: the Markdown of the body in place of the page, and back to the same place.

What is typed here becomes the story a moment after somebody stops; reading it takes place on another thread. Whoever
asks for the story before that (another article is opened, the window closed) has it read at once, so that no word is
ever left behind.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTextEdit

from desk.formats.markdown_places import Spot, body_spot, carried, markdown_offset
from desk.formats.markdown_write import BlockMemo, body_text
from desk.story.body import Body, body_change
from desk.story.pieces import shared_ends
from desk.story.places import Place
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.manuscript import StoryChange
from desk.ui.source.view import SourcePane

if TYPE_CHECKING:
    from desk.ui.room import Room
    from desk.ui.work import Job

_EDGE = 40  # px from the edges of a view, within which the caret is hard to see
PAUSE = 400  # ms without a key, after which what was typed is read


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
        self._opening: Job | None = None
        self._reading: Job | None = None
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
            self._made.view.undo_requested.connect(self._manuscript.undo)
            self._made.view.redo_requested.connect(self._manuscript.redo)
            self._made.back_requested.connect(self.toggle)
            theme.changed.connect(self._made.view.set_tokens)
            self._made.view.set_tokens(theme.tokens)
        return self._made

    @property
    def is_shown(self) -> bool:
        """Whether the source stands in place of the page."""
        return self._made is not None and self._room.middle is self._made

    def toggle(self) -> None:
        """Show the source, or the page again."""
        if self.is_shown:
            self._leave()
        elif self._opening is None:
            self._open()
        self._action.setChecked(self.is_shown or self._opening is not None)

    # There

    def _open(self) -> None:
        body = self._manuscript.story.body
        place, start, _ = self._whereabouts.here()
        spot = Spot(place.block, place.part, start) if place.block is not None else Spot()
        written = partial(_written, body, spot, self._memo)
        self._opening = self._work.run(written, partial(self._on_written, body))

    def _on_written(self, body: Body, written: tuple[str, int]) -> None:
        self._opening = None
        if self._manuscript.article is None:
            self._action.setChecked(False)
        elif self._manuscript.story.body is not body:
            self._open()  # somebody went on typing
        else:
            self._show(*written)

    def _show(self, text: str, offset: int) -> None:
        view, height = self.pane.view, _caret_height(self._page)
        view.show_text(text)
        self._typed = self._read = 0
        self._room.show_in_middle(self.pane)
        view.setFocus()
        view.put_place(offset)
        _put_caret_at(view, height)
        self._action.setChecked(True)

    # And back

    def _leave(self) -> None:
        body = self._manuscript.story.body  # with all that was typed
        view = self.pane.view
        height = _caret_height(view)
        spot = _spot_in(body, view.text(), view.place(), self._memo)
        self._let_go()
        page = self._page
        self._room.show_in_middle(page)
        page.setFocus()
        if body.blocks and spot.block < len(body.blocks):
            self._whereabouts.go(
                self._whereabouts.caret(Place("body", spot.block, spot.part), spot.offset, spot.offset)
            )
            _put_caret_at(page, height)

    def _let_go(self) -> None:
        """Follow no more."""
        self._due.stop()
        for job in (self._opening, self._reading):
            if job is not None:
                job.cancel()
        self._opening = self._reading = None
        self._typed = self._read = 0
        self._memo = BlockMemo()
        if self._made is not None:
            self._made.view.show_text("")

    @Slot()
    def _on_other_article(self) -> None:
        if self.is_shown:
            self._room.show_in_middle(self._page)
        self._let_go()
        self._action.setChecked(False)

    # What is typed

    @Slot()
    def _on_edited(self) -> None:
        self._typed += 1
        self._manuscript.expect(self._read_now)
        self._due.start()

    @Slot()
    def _on_due(self) -> None:
        if self._reading is None and self._read < self._typed:
            from desk.formats.markdown_source import read_source  # noqa: PLC0415  the parser is not needed to start

            read = partial(read_source, self.pane.view.text())
            self._reading = self._work.run(read, partial(self._on_read, self._typed))

    def _on_read(self, typed: int, body: Body) -> None:
        self._reading = None
        if typed > self._read:
            self._put(body, typed)
        if self._read < self._typed:
            self._due.start()

    def _read_now(self) -> None:
        """Somebody wants the story."""
        if self._is_putting:
            self._manuscript.expect(self._read_now)
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


def _written(body: Body, spot: Spot, memo: BlockMemo) -> tuple[str, int]:
    """On another thread: the Markdown of a body, and where a place of it is there."""
    return body_text(body, memo), markdown_offset(body, spot, memo)


def _spot_in(body: Body, text: str, place: int, memo: BlockMemo) -> Spot:
    """Where a place in a text that somebody wrote is in the body that was read from it."""
    canonical = body_text(body, memo)
    return body_spot(body, carried(text, place, canonical), memo)


def _changed_place(before: str, place: int, after: str) -> int:
    """Where the caret is after an undo: where the texts differ, at the end of what came."""
    front, back = shared_ends(before, after)
    return place if front == len(before) == len(after) else max(front, len(after) - back)
