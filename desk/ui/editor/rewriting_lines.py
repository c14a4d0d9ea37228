"""Rewrites the lines that a selection touches, and only the part of them that is selected. Pure: no Qt.

Places count as Python does; whoever has Qt's turns them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from desk.story.body import Block, Embed, Figure, Span, Spans, Table
from desk.story.changes import changed_spans, moved
from desk.story.rewriting import Rewriting, Tally, changes_of, rewritten_block, rewritten_text
from desk.story.tidying import joined_lines, joined_paragraphs
from desk.ui.editor.lines import LISTS, Held, Line, Part, Piece, lines_of, runs

# How far the selection goes in a line of the selected blocks: (number of the block, of the line) → (start, stop).
Extent = Callable[[int, int], tuple[int, int] | None]

_FLOWING = frozenset({Part.PARAGRAPH, Part.QUOTE, *LISTS})


def rewritten_lines(blocks: Sequence[Block], rewriting: Rewriting, extent: Extent) -> tuple[tuple[Block, ...], int]:
    """The blocks after a command on the selected parts of their lines, and how many changes that were."""
    tally = Tally()
    out: list[Block] = []
    for index, block in enumerate(blocks):
        lines = [
            line if (part := extent(index, number)) is None else _line(line, rewriting, part, tally)
            for number, line in enumerate(lines_of(block))
        ]
        made = [made for run in runs(lines) for made in run.blocks]
        out += [block] if made == [block] else made
    if rewriting.joins:
        for start, stop, together in reversed(joined_paragraphs(out)):
            gone = [] if together is None else [together]
            out[start:stop] = gone
            tally.changes += stop - start - len(gone)
    return tuple(out), tally.changes


def part_rewritten(words: Spans, rewriting: Rewriting, start: int, stop: int, tally: Tally) -> Spans:
    """Words of which the part from `start` up to `stop` is rewritten."""
    for rewrite in rewriting.rewrites:
        changes = changes_of(words, rewrite, start, stop)
        tally.changes += len(changes)
        words = changed_spans(words, changes)
        start, stop = moved(start, changes), moved(stop, changes)
    return words


def _line(line: Line, rewriting: Rewriting, part: tuple[int, int], tally: Tally) -> Line:
    if not line.is_text:
        return replace(line, pieces=tuple(_piece(piece, rewriting, tally) for piece in line.pieces))
    if rewriting.joins and line.part in _FLOWING:
        rewriting = Rewriting((*rewriting.rewrites, joined_lines))
    return replace(line, pieces=part_rewritten(line.spans, rewriting, *part, tally))


def _piece(piece: Piece, rewriting: Rewriting, tally: Tally) -> Piece:
    """Something drawn that is selected: the words in it, which have no line of their own."""
    made: Span | Held = piece
    if isinstance(piece, Table | Embed):
        after = rewritten_block(piece, rewriting.rewrites, tally)
        made = after if isinstance(after, Table | Embed) else piece
    elif isinstance(piece, Figure):
        made = replace(piece, alt=rewritten_text(piece.alt, rewriting.rewrites, tally))
    return made
