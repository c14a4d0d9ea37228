"""Where the caret and the selection of a page are, in terms of the story and on the screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QTextCursor

from desk.story.pieces import utf16_slice
from desk.story.places import Place, parts
from desk.ui.editor.page import EditorPage
from desk.ui.editor.whereabouts import Whereabouts
from desk.ui.review.entries import Order, order_at


def selected_ends(page: EditorPage) -> tuple[Order, Order]:
    """From where on the page to where something is selected; over several blocks, too."""
    caret = page.manuscript.caret
    if caret.field != "body" or caret.cell is not None:
        place, start, stop = Whereabouts(page).here()
        return order_at(place, start), order_at(place, stop)
    low, high = sorted((caret.position, caret.anchor))
    return _order(page, low), _order(page, high)


def _order(page: EditorPage, position: int) -> Order:
    spot = page.edits.spot(position)
    blocks = page.manuscript.story.body.blocks
    if spot.index >= len(blocks):
        return order_at(Place("body", len(blocks)), 0)
    texts = parts(blocks[spot.index])
    part = min(spot.line, max(0, len(texts) - 1))
    text = texts[part] if texts else ""
    return order_at(Place("body", spot.index, part), len(utf16_slice(text, 0, spot.offset)))


def caret_rect(page: EditorPage) -> QRect:
    """Where the words are that are selected, or the caret, in the page's viewport."""
    field = page.fields.field(page.manuscript.caret.field)
    view = field or page.tables.editor or page
    begin = QTextCursor(view.textCursor())
    begin.setPosition(view.textCursor().selectionStart())
    box = view.cursorRect(begin).united(view.cursorRect())
    if view is not page:
        box.translate(view.viewport().mapTo(page.viewport(), QPoint(0, 0)))
    return box
