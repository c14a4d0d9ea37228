"""What a context menu offers about a link, a picture or a card that was clicked, and about the story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from desk.story.body import Embed, Figure
from desk.ui.editor.addresses import open_address
from desk.ui.editor.menus import MenuAt, allow_travel

if TYPE_CHECKING:
    from desk.ui.editor.page import EditorPage

_Entry = tuple[str, Callable[[], object]]


class PlaceMenu(QObject):
    """Adds to the context menus of a page."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        page.layers.offers.append(self.offer)

    def offer(self, at: MenuAt) -> None:
        """Put entries about the place before the others, and allow what can be taken back or done again."""
        manuscript = self._page.manuscript
        allow_travel(at.menu, undo=manuscript.can_undo, redo=manuscript.can_redo)
        if at.view is self._page:
            _put_first(at.menu, self._about_object(at) or self._about_link(at))

    def _about_object(self, at: MenuAt) -> list[_Entry]:
        page = self._page
        index = page.pointing.index_at(QPointF(page.viewport().mapFromGlobal(at.place)))
        block = page.edits.bridge.body.blocks[index] if index is not None else None
        if index is None or not isinstance(block, Figure | Embed):
            return []
        page.edits.select_object(page.document().findBlock(at.position))
        remove = partial(page.commands.remove, index)
        if isinstance(block, Figure):
            return [
                ("Describe the Picture…", partial(page.asking.description, index)),
                ("Replace the Picture…", partial(self._replace, page.textCursor())),
                ("Remove the Picture", remove),
            ]
        return [
            ("Open the Card", partial(open_address, block.url)),
            ("Change the Card…", partial(page.asking.embed, index)),
            ("Remove the Card", remove),
        ]

    def _about_link(self, at: MenuAt) -> list[_Entry]:
        start, stop, address = self._page.commands.link_at(at.position)
        if not address:
            return []
        return [
            ("Open the Link", partial(open_address, address)),
            ("Change the Link…", partial(self._change_link, at.position)),
            ("Remove the Link", partial(self._page.commands.set_link, start, stop, "")),
        ]

    def _replace(self, about: QTextCursor) -> None:
        self._page.asking.picture_wanted.emit(about)

    def _change_link(self, position: int) -> None:
        self._page.put_caret(position, position)
        self._page.asking.link()


def _put_first(menu: QMenu, entries: list[_Entry]) -> None:
    before = menu.actions()[0]
    for title, does in entries:
        action = QAction(title, menu)
        action.triggered.connect(does)
        menu.insertAction(before, action)
    if entries:
        menu.insertSeparator(before)
