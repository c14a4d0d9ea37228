"""What the page asks in place: the address of a link, what a picture shows, what a card leads to."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal, Slot
from PySide6.QtGui import QTextCursor, QTextDocument

from desk.formats.embeds import provider_of
from desk.formats.links import lone_link, meant_link
from desk.story.body import Embed, Figure, Paragraph, block_text
from desk.ui.editor.addresses import on_clipboard, open_address, trouble_with_link, trouble_with_page
from desk.ui.editor.popup import Ask, Popup
from desk.ui.editor.reading import OBJECT

if TYPE_CHECKING:
    from desk.ui.editor.body_view import BodyView

_FROM_CLIPBOARD = "From the clipboard."


class PageAsking(QObject):
    """Opens popups upon a page, one at a time; what is answered is an edit of the body, and one step of undo.

    `picture_wanted` is the wish to choose another picture for the figure at a cursor, which it carries.
    """

    picture_wanted = Signal(QTextCursor)

    def __init__(self, view: BodyView) -> None:
        super().__init__(view)
        self._view = view
        self._about = QTextCursor()
        self.popup: Popup | None = None
        view.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)

    def link(self) -> None:
        """Ask for the address of the selected words, or of the link at the caret; for its words too where there
        are none."""
        start, stop, address = self._view.writing.commands.link_here()
        about = self._cursor(start, stop)
        own = lone_link(about.selectedText())
        offered = "" if address or own else on_clipboard()
        asks = [Ask("Address of the link", "example.com/page or name@example.com", address or own or offered)]
        if start == stop:
            asks.append(Ask("Words of the link", "Words that are linked (the address itself, if empty)"))
        popup = Popup(asks, self._view.viewport(), trouble_with_link)
        if offered:
            popup.say(_FROM_CLIPBOARD)
        if address:
            self._offer_open(popup, address)
            popup.add("Remove link").clicked.connect(partial(self._on_link_given, about, ("",)))
        popup.accepted.connect(partial(self._on_link_given, about))
        self._open(popup, about)

    def about(self, index: int) -> bool:
        """Ask about the picture or the card of this block; whether it is one."""
        block = self._view.edits.bridge.body.blocks[index]
        if isinstance(block, Figure):
            self.description(index)
        elif isinstance(block, Embed):
            self.embed(index)
        return isinstance(block, Figure | Embed)

    def description(self, index: int) -> None:
        """Ask what the picture of this block shows, for those who do not see it."""
        about, figure = self._object(index), self._view.edits.bridge.body.blocks[index]
        if about is None or not isinstance(figure, Figure):
            return
        ask = Ask("Description of the picture", "What does the picture show?", figure.alt)
        popup = Popup((ask,), self._view.viewport())
        popup.say("For readers who do not see it.")
        popup.add("Replace…", "Choose another picture").clicked.connect(partial(self._on_replace_clicked, about))
        popup.add("Remove", "Remove the picture").clicked.connect(partial(self._on_remove_clicked, about))
        popup.accepted.connect(partial(self._on_description_given, about))
        self._open(popup, about)

    def embed(self, index: int | None = None) -> None:
        """Ask what the card of this block leads to, or what a new one at the caret is to. A line that is nothing
        but an address becomes the card."""
        block = self._view.edits.bridge.body.blocks[index] if index is not None else Embed()
        about = self._object(index) if index is not None else self._view.textCursor()
        if about is None or not isinstance(block, Embed):
            return
        line = self._address_line() if index is None else None
        own = block.url or (line[1] if line else "")
        offered = "" if own else _page(on_clipboard())
        asks = (
            Ask("Address of the card", "Address of a post, a video, a page", own or offered),
            Ask("Title of the card", _title_prompt(own or offered), block.title),
        )
        popup = Popup(asks, self._view.viewport(), trouble_with_page)
        popup.say(_FROM_CLIPBOARD if offered else "Readers see a card that leads there.")
        if block.url:
            self._offer_open(popup, block.url)
        if index is not None:
            popup.add("Remove", "Remove the card").clicked.connect(partial(self._on_remove_clicked, about))
            popup.accepted.connect(partial(self._on_card_changed, about))
        else:
            popup.accepted.connect(partial(self._on_card_given, line[0] if line else None))
        self._open(popup, about)

    @Slot()
    def dismiss(self) -> None:
        """Close what is open."""
        if self.popup is not None:
            self.popup.dismiss()

    def _open(self, popup: Popup, about: QTextCursor) -> None:
        self.dismiss()
        self.popup, self._about = popup, about
        popup.closed.connect(self._on_closed)
        # What it is about may be another place after an edit, and is none at all after a change of type or colours.
        about.document().contentsChange.connect(popup.dismiss)
        popup.open_at(self._box(about), self._view.viewport().rect())

    def _offer_open(self, popup: Popup, address: str) -> None:
        popup.add("Open", f"Open {address} in the browser").clicked.connect(partial(open_address, address))

    def _cursor(self, start: int, stop: int, document: QTextDocument | None = None) -> QTextCursor:
        cursor = QTextCursor(document or self._view.writing.document())
        cursor.setPosition(start)
        cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _object(self, index: int) -> QTextCursor | None:
        """What is drawn for a block."""
        bridge = self._view.edits.bridge
        line = bridge.document.findBlockByNumber(bridge.first_line(index))
        at = line.position() + line.text().find(OBJECT)
        return self._cursor(at, at + 1, bridge.document) if OBJECT in line.text() else None

    def _index(self, about: QTextCursor) -> int:
        return self._view.edits.spot(about.selectionStart()).index

    def _box(self, about: QTextCursor) -> QRect:
        begin, end = QTextCursor(about), QTextCursor(about)
        begin.setPosition(about.selectionStart())
        end.setPosition(about.selectionEnd())
        view = self._view.writing if self._is_written(about) else self._view
        box = view.cursorRect(begin).united(view.cursorRect(end))
        return box.translated(view.viewport().mapTo(self._view.viewport(), QPoint()))

    def _is_written(self, about: QTextCursor) -> bool:
        """Whether this is in what the person writes just now: the body, or a cell of a table."""
        return about.document() == self._view.writing.document()

    @Slot(bool)
    def _on_closed(self, has_focus: bool) -> None:
        self.popup = None
        if has_focus:
            self._view.setFocus()

    @Slot()
    def _on_size_changed(self) -> None:
        # A picture that arrives is higher than the place that was kept for it.
        if self.popup is not None:
            self.popup.place(self._box(self._about), self._view.viewport().rect())

    def _on_link_given(self, about: QTextCursor, texts: tuple[str, ...]) -> None:
        address, words = texts[0], texts[1] if len(texts) > 1 else ""
        writing = self._view.writing
        if self._is_written(about):
            with writing.one_step():
                writing.commands.set_link(about.selectionStart(), about.selectionEnd(), address, words)
        self.dismiss()

    def _on_description_given(self, about: QTextCursor, texts: tuple[str]) -> None:
        index = self._index(about)
        figure = self._view.edits.bridge.body.blocks[index]
        if isinstance(figure, Figure):
            self._view.commands.replace(index, replace(figure, alt=texts[0]))

    def _on_card_given(self, line: int | None, texts: tuple[str, str]) -> None:
        self._view.commands.insert(Embed(meant_link(texts[0]), texts[1]), in_place_of=line)

    def _on_card_changed(self, about: QTextCursor, texts: tuple[str, str]) -> None:
        index = self._index(about)
        if isinstance(self._view.edits.bridge.body.blocks[index], Embed):
            self._view.commands.replace(index, Embed(meant_link(texts[0]), texts[1]))

    def _address_line(self) -> tuple[int, str] | None:
        """The number of the paragraph with the caret and the page's address that it is, if it is one."""
        edits = self._view.edits
        index = edits.spot(edits.cursor.position()).index
        for block in edits.bridge.body.blocks[index : index + 1]:
            address = _page(lone_link(block_text(block))) if isinstance(block, Paragraph) else ""
            if address:
                return index, address
        return None

    def _on_replace_clicked(self, about: QTextCursor) -> None:
        self.dismiss()
        self.picture_wanted.emit(about)

    def _on_remove_clicked(self, about: QTextCursor) -> None:
        self._view.commands.remove(self._index(about))
        self.dismiss()


def _page(address: str) -> str:
    """The address, if it is a page's."""
    return address if address.startswith("http") else ""


def _title_prompt(address: str) -> str:
    provider = provider_of(address)
    return f"Title ({provider.words}, if empty)" if provider else "Title"
