"""A run of list items as nested HTML lists, so that every depth and kind can be read back exactly.

A depth that is skipped (an item of depth 2 right after one of depth 0) needs an `li` that is no item: it is marked
with the class "skip", prints without a marker, and is no item to the reader either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desk.formats.html_direction import side_of
from desk.formats.html_inline import inline
from desk.story.body import ListItem, text_of


@dataclass(slots=True)
class _Open:
    """A list that is not at its end: whether it is ordered, on which side its words begin, and where those of the
    item begin that is being written."""

    ordered: bool
    side: str
    item_side: str


def list_html(items: Sequence[ListItem], around: str = "") -> str:
    """One `ul` or `ol` with all items; the kind of the first item is the kind of the outermost list, and the side on
    which its words begin that of the outermost list too. `around` is that of the words before and behind the list."""
    out: list[str] = []
    opened: list[_Open] = []
    for item in items:
        depth = max(0, item.depth)
        while len(opened) > depth + 1:
            out.append(_end(opened.pop()))
        if len(opened) == depth + 1:
            if opened[-1].ordered == item.ordered:
                out.append("</li>")
            else:
                out.append(_end(opened.pop()))
        own = around and side_of(text_of(item.spans))
        while len(opened) < depth + 1:
            outer = opened[-1].item_side if opened else around
            side = own or outer
            out.append(f"<{'ol' if item.ordered else 'ul'}{_side(side, outer)}>")
            opened.append(_Open(item.ordered, side, side))
            if len(opened) < depth + 1:
                out.append('<li class="skip">')
        last = opened[-1]
        last.item_side = own or last.side
        out.append(f"<li{_side(last.item_side, last.side)}>{inline(item.spans)}")
    while opened:
        out.append(_end(opened.pop()))
    return "".join(out)


def _side(own: str, around: str) -> str:
    return f' dir="{own}"' if own != around else ""


def _end(one: _Open) -> str:
    return "</li></ol>" if one.ordered else "</li></ul>"
