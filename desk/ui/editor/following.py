"""Shows in a view what somebody else made of its body: undo, replacing in all of it, the command line."""

from __future__ import annotations

from desk.story.body import Body, BodyChange, apart
from desk.ui.editor.body_view import BodyView

_WIDE = 400  # blocks, above which it is quicker to set all of a body anew


def show_change(view: BodyView, change: BodyChange, before: Body, after: Body) -> None:
    """Show `after` in a view that shows `before`, which it differs from in these blocks. Blocks that stayed the same
    between others are not set again; where most are others, all of the body is."""
    parts = apart(change, before, after)
    if sum(part.new_stop - part.start for part in parts) > _WIDE:
        _show_all(view, after)
    else:
        for part in parts:
            view.bridge.apply(part, Body(after.blocks[: part.new_stop] + before.blocks[part.old_stop :]))
        view.bridge.body = after  # the very one, and not only an equal one
    view.tables.follow(change)


def _show_all(view: BodyView, after: Body) -> None:
    caret, anchor = view.edits.spot(view.textCursor().position()), view.edits.spot(view.textCursor().anchor())
    scrolled = view.verticalScrollBar().value()
    view.show_body(after, 0, 0)
    view.put_caret(view.edits.position(caret), view.edits.position(anchor))
    view.verticalScrollBar().setValue(scrolled)
