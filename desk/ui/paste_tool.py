"""What is said of a paste, and what can still be made of it: its words alone, or a note of where it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desk.ui.editor.edits import Spot
from desk.ui.editor.field import Field
from desk.ui.editor.paster import Landed
from desk.ui.editor.table.cell import CellEditor
from desk.ui.intake import keep_media
from desk.ui.source_tool import SourceTool

if TYPE_CHECKING:
    from desk.ui.editor.paste_line import PasteLine
    from desk.ui.room import Room


class PasteTool(QObject):
    """Shows the line under a paste of which there is something to say, and does what its buttons promise."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._page = room.page
        self._manuscript = room.manuscript
        self._icons = room.services.looks.icons
        self._toast = room.window.toast
        self.sources = SourceTool(room)
        self._landed: Landed | None = None
        self.line: PasteLine | None = None
        paster = self._page.paster
        paster.keep = partial(keep_media, room.services)
        paster.started.connect(room.show_progress)
        paster.landed.connect(self._on_landed)
        for gone in (self._manuscript.opened, self._manuscript.closed):
            gone.connect(paster.forget)
            gone.connect(self._forget)
        self._manuscript.story_changed.connect(self._forget)

    @Slot()
    def paste_plain(self) -> None:
        """Make words alone of the paste just made, where its line is shown and the person is behind it still; else
        paste the words of the clipboard where the keyboard is."""
        focus, landed = QApplication.focusWidget(), self._landed
        if isinstance(focus, CellEditor):
            focus.paste_plain()
        elif isinstance(focus, Field | QLineEdit | QPlainTextEdit):
            focus.paste()
        elif self.line is not None and landed is not None and self._page.textCursor().position() == landed.end:
            self.make_plain()
        else:
            self._page.paste_plain()

    @Slot()
    def make_plain(self) -> None:
        """Put the words alone in place of the paste just made."""
        landed = self._landed
        if landed is not None:
            self._manuscript.undo()
            self._page.setFocus()
            self._page.put_caret(*landed.before)
            self._page.paster.put_plain(landed.clip)

    @Slot()
    def keep_source(self) -> None:
        """Put a note behind the paste just made, with its origin and the words that were left out."""
        landed = self._landed
        note = landed.pasted.note if landed is not None else None
        if landed is None or note is None:
            self._toast.say("Nothing was left out that a note could keep.")
            return
        edits = self._page.edits
        cursor = edits.cursor
        caret, anchor = edits.spot(cursor.position()), edits.spot(cursor.anchor())
        at = landed.last + 1
        with self._page.one_step():
            edits.put(at, at, (note,), _behind(caret, at), _behind(anchor, at))
        self._page.setFocus()

    @Slot(object)
    def _on_landed(self, landed: Landed) -> None:
        self._forget()
        self._landed = landed
        if not landed.pasted.matters:
            return
        has_note = landed.pasted.note is not None
        from desk.ui.editor.paste_line import PasteLine  # noqa: PLC0415  not to start

        line = PasteLine(self._page, landed.pasted.sentence, self._icons.icon("x"), has_note=has_note)
        line.plain_wanted.connect(self.make_plain)
        line.note_wanted.connect(self.keep_source)
        line.left.connect(self._forget)
        self.line = line
        line.open_at(landed.end, make_room=landed.followed)

    @Slot()
    def _forget(self) -> None:
        """Something else is done now."""
        self._landed = None
        if self.line is not None:
            line, self.line = self.line, None
            line.leave()


def _behind(spot: Spot, at: int) -> Spot:
    """A place after a block was put in."""
    return Spot(spot.index + 1, spot.line, spot.offset) if spot.index >= at else spot
