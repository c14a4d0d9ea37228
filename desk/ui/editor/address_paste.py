"""What becomes of an address that is pasted: a link, and perhaps a card."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QTextCursor

from desk.formats.embeds import provider_of
from desk.formats.links import lone_link
from desk.story.body import Embed, Mark, Paragraph, Span
from desk.ui.editor.clipboard import files_in
from desk.ui.editor.lines import HOLDERS, PLAIN
from desk.ui.editor.offer import Offer
from desk.ui.editor.styles import marks_of
from desk.ui.icons import Icons

if TYPE_CHECKING:
    from desk.ui.editor.page import EditorPage


class AddressTaker(QObject):
    """Takes what is pasted, if it is an address and nothing else: over words it becomes their link, elsewhere a
    link that says itself. Of a post or a video that stands alone a card is offered, and never made unasked."""

    def __init__(self, page: EditorPage, icons: Icons) -> None:
        super().__init__(page)
        self._page = page
        self._icons = icons

    def take(self, source: QMimeData) -> bool:
        """Whether it was taken."""
        # A file's address has a scheme of its own; what else is longer than any address need not be looked at.
        address = "" if any(files_in(source)) else lone_link(source.text())
        edits = self._page.edits
        part, cursor = edits.part, edits.cursor
        if not address or part in PLAIN | HOLDERS or Mark.CODE in marks_of(self._page.currentCharFormat()):
            return False
        selected = cursor.selectedText()
        if selected and not lone_link(selected):
            return self._link_words(cursor, address)
        words = Span(source.text().strip(), marks_of(self._page.currentCharFormat()), address)
        with self._page.one_step():
            edits.bridge.writer.write_words(cursor, (words,))
        self._page.ensureCursorVisible()
        self._offer_card(words)
        return True

    def _link_words(self, cursor: QTextCursor, address: str) -> bool:
        """Link the selected words, if they are of one line."""
        document = self._page.document()
        start, stop = cursor.selectionStart(), cursor.selectionEnd()
        if document.findBlock(start) != document.findBlock(stop):
            return False
        with self._page.one_step():
            self._page.commands.set_link(start, stop, address)
        return True

    def _offer_card(self, pasted: Span) -> None:
        provider, edits = provider_of(pasted.link), self._page.edits
        index = edits.spot(edits.cursor.position()).index
        if provider is not None and edits.bridge.body.blocks[index] == Paragraph((pasted,)):
            offer = Offer(self._page, f"{provider.words}.", "Make a card of it", self._icons.icon("x"))
            offer.taken.connect(partial(self._on_taken, index, pasted.link))
            offer.open_below(edits.block)

    def _on_taken(self, index: int, address: str) -> None:
        self._page.commands.insert(Embed(address), in_place_of=index)
