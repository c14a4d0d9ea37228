"""Joins what readers saw to the room: a moment of the history is picked, and the page of then stands in the middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desk.library.values import Change, Delivery
from desk.ui.dialogs.files import file_dialog
from desk.ui.history.events import Event

if TYPE_CHECKING:
    from desk.ui.history.readers import Moment, Seen, Wanted
    from desk.ui.history.readers_pane import ReadersPane
    from desk.ui.room import Room
    from desk.ui.tokens import Tokens
    from desk.ui.work import Job

_SUFFIXES = {"text": "txt", "markdown": "md"}


class ReadersTool(QObject):
    """What the actions about what readers saw do. `text_requested` is the wish to see the text of an event, of which
    it is not known what readers saw."""

    text_requested = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._manuscript = room.manuscript
        self._library = room.services.library
        self._work = room.services.work
        self._actions = room.window.actions_
        self._made: ReadersPane | None = None
        self._wanted: Wanted | None = None
        self._event: Event | None = None
        self._reading: Job | None = None
        self._came_from: QWidget | None = None
        room.side_made.connect(self._on_side_made)
        room.services.news.changed.connect(self._on_changed)
        self._manuscript.opened.connect(self._on_other_article)
        self._manuscript.closed.connect(self._on_other_article)

    @property
    def pane(self) -> ReadersPane:
        """What stands in the place of the page; made when it is wanted first."""
        if self._made is None:
            from desk.ui.history.readers_pane import ReadersPane  # noqa: PLC0415  not to start

            looks = self._room.services.looks
            self._made = made = ReadersPane(looks)
            made.close_requested.connect(self.close)
            made.save_requested.connect(self.save)
            made.switch_requested.connect(self.show_changed)
            made.sent_requested.connect(self._on_sent_requested)
            looks.theme.changed.connect(self._on_theme_changed)
        return self._made

    @property
    def is_shown(self) -> bool:
        """Whether what readers saw stands in the place of the page."""
        return self._made is not None and self._room.middle is self._made

    # Looking back.

    def toggle(self, *, on: bool) -> None:
        """Show what readers saw at the moment that is chosen in the history, else what they see now; or the page."""
        if on and not self.is_shown:
            side = self._room.side
            self.show(*(side.history.pair if side is not None and side.history.isVisible() else (None, None)))
        elif not on:
            self.close()
        self._check()

    @Slot(object, object)
    def show(self, event: Event | None = None, until: Event | None = None) -> None:
        """Show what readers saw at the moment of an event, without one what they see now; with another one what changed
        for them between the two."""
        from desk.ui.history.readers import Moment, Wanted  # noqa: PLC0415  not to start

        moment = Moment.of(event) if event is not None else Moment(datetime.now(UTC), is_now=True)
        changed = until is not None or (self.is_shown and self._wanted is not None and self._wanted.changed)
        self._event = event
        self._ask(Wanted(moment, Moment.of(until) if until is not None else None, changed))

    @Slot(bool)
    def show_changed(self, changed: bool) -> None:
        """Show what changed for readers with what is shown, or the page."""
        if self._wanted is not None:
            self._ask(replace(self._wanted, changed=changed, until=None, moment=self._shown_moment()))
        self._check()

    def _shown_moment(self) -> Moment:
        assert self._wanted is not None
        sent = self.pane.seen.delivery
        return self._wanted.moment if sent is None or self._wanted.until is None else _moment_of(sent)

    @Slot(object)
    def _on_sent_requested(self, sent: Delivery) -> None:
        """Another delivery is wanted: where the history is shown it is chosen there, and that shows it."""
        if self._wanted is None:
            return
        history = self._room.side.history if self._room.side is not None else None
        event = next((each for each in history.life.events if each.sent == sent.id), None) if history else None
        self._event = event
        self._ask(replace(self._wanted, until=None, moment=_moment_of(sent)))
        if event is not None and history is not None:
            history.choose(event)

    def _ask(self, wanted: Wanted) -> None:
        row = self._manuscript.article
        if row is None:
            return
        from desk.ui.history.readers import look_back  # noqa: PLC0415

        self._stop()
        self._wanted = wanted
        look = partial(look_back, self._library, row.id, wanted, self._room.services.house)
        self._reading = self._work.run(look, partial(self._show, row.id), self._on_failed)

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _show(self, article: str, seen: Seen) -> None:
        self._reading = None
        if self._manuscript.article is None or self._manuscript.article.id != article or self._wanted is None:
            return
        self._stand()
        offered = ((self.tr("Compare its text"), self._on_text_wanted),) if seen.text is not None else ()
        self.pane.show_switch(changed=self._wanted.changed)
        self.pane.show_seen(seen, *offered)
        self._check()

    def _stand(self) -> None:
        """Let it stand in the place of the page; the keyboard goes there where it was on the page."""
        if self.is_shown:
            return
        room, pane = self._room, self.pane
        room.tools.show_page()
        self._came_from = room.page.focusWidget()
        pane.view.set_looks(room.services.looks.theme.tokens, room.page.type)
        took_focus = room.page.isAncestorOf(room.window.focusWidget())
        room.show_in_middle(pane)
        if took_focus:
            pane.setFocus()

    def _on_failed(self, error: Exception) -> None:
        from desk.ui.history.readers import Seen  # noqa: PLC0415

        self._reading = None
        self._stand()
        self.pane.show_seen(Seen(self.tr("What readers saw"), said=str(error)))

    @Slot()
    def close(self) -> None:
        """Show the page again, as it was left."""
        self._stop()
        if not self.is_shown:
            return
        page, came_from = self._room.tools.own_sheet, self._came_from
        self._room.show_in_middle(page)
        (came_from if came_from is not None and page.isAncestorOf(came_from) else page).setFocus()
        self._leave()

    def _leave(self) -> None:
        self.pane.let_go()
        self._wanted = None
        self._check()

    def _check(self) -> None:
        """Show in the menu what is on."""
        self._actions.check("readers_saw", self.is_shown)
        self._actions.check("changed_for_readers", self.is_shown and bool(self._wanted and self._wanted.changed))

    # A copy.

    @Slot()
    def save(self) -> None:
        """Ask where, and write what went out there, byte for byte."""
        seen, row = self.pane.seen, self._manuscript.article
        if seen.data is None or seen.delivery is None or row is None or not self.is_shown:
            return
        suffix = _SUFFIXES.get(seen.delivery.format, "html")
        name = f"{row.slug}-{seen.delivery.at.astimezone():%Y-%m-%d-%H%M}.{suffix}"
        dialog = file_dialog(self._room.window, self.tr("Save a copy of what went out"), Path.home())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._write, seen.data))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, data: bytes, place: str) -> None:
        self._work.run(partial(_saved, Path(place), data), self._say_saved, self._room.trouble)

    def _say_saved(self, path: Path) -> None:
        self._room.window.toast.say(self.tr("Saved as {0}, byte for byte as it went out.").format(path))

    # What happens meanwhile.

    @Slot()
    def _on_side_made(self) -> None:
        side = self._room.side
        assert side is not None
        side.history.readers_requested.connect(self.show)
        side.history.chosen_changed.connect(self._on_chosen)
        side.history.shows_readers = self._is_shown_now

    def _is_shown_now(self) -> bool:
        return self.is_shown

    @Slot(object, object)
    def _on_chosen(self, event: Event | None, until: Event | None) -> None:
        """While it is shown what readers saw, the page follows what is chosen in the history."""
        if self.is_shown and event is not None and (event is not self._event or until is not None):
            self.show(event, until)

    @Slot(object)
    def _on_changed(self, change: Change) -> None:
        """Something may have gone out: what readers see now is another thing then."""
        row = self._manuscript.article
        is_about = self.is_shown and row is not None and change.article == row.id
        if is_about and row is not None and self._wanted is not None and self._wanted.moment.is_now:
            self._work.run(partial(self._library.deliveries, row.id), self._look_for_newer, self._on_failed)

    def _look_for_newer(self, out: tuple[Delivery, ...]) -> None:
        from desk.ui.history.readers import Moment, delivery_at  # noqa: PLC0415

        if self.is_shown and self._wanted is not None and self._wanted.moment.is_now:
            now = Moment(datetime.now(UTC), is_now=True)
            newest = delivery_at(out, now)
            if newest is not None and newest != self.pane.seen.delivery:
                self._ask(replace(self._wanted, moment=now))

    @Slot()
    def _on_text_wanted(self) -> None:
        if self.pane.seen.text is not None:
            self.text_requested.emit(self.pane.seen.text)

    @Slot()
    def _on_other_article(self) -> None:
        self._stop()
        self._event = None
        if self.is_shown:
            self._room.show_in_middle(self._room.tools.own_sheet)
            self._leave()

    @Slot()
    def follow_type(self) -> None:
        """The page is set in another type now."""
        if self.is_shown:
            self.pane.view.set_looks(self._room.services.looks.theme.tokens, self._room.page.type)

    @Slot(object)
    def _on_theme_changed(self, tokens: Tokens) -> None:
        if self._made is not None:
            self._made.view.set_looks(tokens, self._room.page.type)


def _moment_of(sent: Delivery) -> Moment:
    from desk.ui.history.readers import Moment  # noqa: PLC0415

    return Moment(sent.at, sent.id)


def _saved(path: Path, data: bytes) -> Path:
    """Write a file whole; gives it. Raises Unwritable."""
    from desk.formats.file_write import sync_folder, write_whole  # noqa: PLC0415

    write_whole(path, data)
    sync_folder(path.parent)
    return path
