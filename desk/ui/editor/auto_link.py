"""An address that is typed becomes a link when a space or Enter ends it; one Ctrl+Z gives back the bare words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextBlock

from desk.formats.links import lone_link
from desk.story.body import Mark
from desk.story.pieces import utf16_length, utf16_slice
from desk.ui.editor.lines import HOLDERS, PLAIN
from desk.ui.editor.styles import link_of, marks_of, part_of
from desk.ui.settings import SettingsStore

if TYPE_CHECKING:
    from desk.ui.editor.page import EditorPage

_LAST = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_CLOSING = ".,;:!?…'\"’”»›"  # ends the sentence around an address, and not the address
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def typed_address(text: str) -> tuple[int, int] | None:
    """Where the address stands that a text ends with, as (start, stop); None where there is none, or only one that
    people may not have meant as such: without "https://" or "www."."""
    found = _LAST.search(text)
    if found is None:
        return None
    address = found[0]
    while address and (address[-1] in _CLOSING or _is_unopened(address)):
        address = address[:-1]
    return (found.start(), found.start() + len(address)) if lone_link(address) else None


def _is_unopened(address: str) -> bool:
    opening = _BRACKETS.get(address[-1])
    return opening is not None and address.count(opening) < address.count(address[-1])


class AutoLink(QObject):
    """Listens to the spaces and the Enters that are typed on a page."""

    def __init__(self, page: EditorPage, store: SettingsStore) -> None:
        super().__init__(page)
        self._page = page
        self._store = store
        page.typed.connect(self._on_typed)

    @Slot(str)
    def _on_typed(self, character: str) -> None:
        cursor = self._page.textCursor()
        if character == " ":
            line, end = cursor.block(), cursor.positionInBlock() - 1
        elif character == "\r" and cursor.atBlockStart():
            line = cursor.block().previous()
            end = line.length() - 1
        else:
            return
        text = line.text() if line.isValid() else ""
        # Nearly all lines are done with here.
        if ("://" in text or "www." in text.lower()) and self._store.settings.auto_link:
            self._link(line, utf16_slice(text, 0, end))

    def _link(self, line: QTextBlock, behind: str) -> None:
        place = typed_address(behind)
        if place is None or part_of(line.blockFormat()) in PLAIN | HOLDERS:
            return
        start, stop = (line.position() + utf16_length(behind[:at]) for at in place)
        cursor = self._page.textCursor()
        caret = cursor.position()
        cursor.setPosition(start + 1)
        form = cursor.charFormat()
        if link_of(form) or Mark.CODE in marks_of(form):
            return
        self._page.read_typed()
        self._page.manuscript.end_group()
        with self._page.one_step():
            self._page.commands.set_link(start, stop, behind[slice(*place)])
        self._page.put_caret(caret, caret)
