"""A run of list items as nested HTML lists, so that every depth and kind can be read back exactly.

A depth that is skipped (an item of depth 2 right after one of depth 0) needs an `li` that is no item: it is marked
with the class "skip", prints without a marker, and is no item to the reader either.
"""

from __future__ import annotations

from collections.abc import Sequence

from desk.formats.html_inline import inline
from desk.story.body import ListItem


def list_html(items: Sequence[ListItem]) -> str:
    """One `ul` or `ol` with all items; the kind of the first item is the kind of the outermost list."""
    out: list[str] = []
    opened: list[bool] = []
    for item in items:
        depth = max(0, item.depth)
        while len(opened) > depth + 1:
            out.append(_end(opened.pop()))
        if len(opened) == depth + 1:
            if opened[-1] == item.ordered:
                out.append("</li>")
            else:
                out.append(_end(opened.pop()))
        while len(opened) < depth + 1:
            out.append("<ol>" if item.ordered else "<ul>")
            opened.append(item.ordered)
            if len(opened) < depth + 1:
                out.append('<li class="skip">')
        out.append(f"<li>{inline(item.spans)}")
    while opened:
        out.append(_end(opened.pop()))
    return "".join(out)


def _end(ordered: bool) -> str:
    return "</li></ol>" if ordered else "</li></ul>"
