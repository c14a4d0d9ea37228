"""Puts a fragment into the body at the caret."""

from __future__ import annotations

from desk.story.body import Embed, Figure, Rule, Table, text_of
from desk.story.pieces import utf16_length
from desk.ui.editor.clipboard import Fragment
from desk.ui.editor.edits import END, BodyEdits, Spot
from desk.ui.editor.lines import FOLLOWERS, HOLDERS, Part, lines_of
from desk.ui.editor.reading import clipped_line
from desk.ui.editor.transforms import spliced

# Lines that take words only.
_ONE_LINE = FOLLOWERS | {Part.PULL}


def keeps_blocks(edits: BodyEdits, fragment: Fragment) -> bool:
    """Whether a fragment pasted here stays blocks; else it becomes words of a line."""
    return edits.part in HOLDERS or not (fragment.flows or edits.part in _ONE_LINE)


def paste(edits: BodyEdits, fragment: Fragment) -> None:
    """Put a fragment in place of the selection: words among words, blocks between the halves of the line."""
    bridge = edits.bridge
    if not keeps_blocks(edits, fragment):
        bridge.writer.write_words(edits.cursor, fragment.words)
        return
    if edits.cursor.hasSelection():
        edits.cursor.removeSelectedText()
    cursor = edits.cursor
    start = edits.spot(cursor.position()).index
    stop = min(start + 1, len(bridge.body.blocks))
    (block,) = edits.blocks(start, stop)
    pasted = fragment.body.blocks
    if isinstance(block, Figure | Table | Rule | Embed):
        edits.put(stop, stop, pasted, _end_of(stop + len(pasted) - 1, fragment))
        return
    line = cursor.block()
    left = clipped_line(line, bridge.held, 0, cursor.positionInBlock()).spans
    right = clipped_line(line, bridge.held, cursor.positionInBlock(), line.length()).spans
    made = spliced(block, left, right, pasted)
    caret = _end_of(start + made.caret, fragment)
    if made.joined:
        (words,) = lines_of(made.blocks[made.caret])[:1]
        caret = Spot(start + made.caret, 0, utf16_length(text_of(words.spans)) - utf16_length(text_of(right)))
    edits.put(start, stop, made.blocks, caret)


def _end_of(index: int, fragment: Fragment) -> Spot:
    return Spot(index, len(lines_of(fragment.body.blocks[-1])) - 1, END)
