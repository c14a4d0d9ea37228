"""What the clipboard holds for a cell: words, or the cells of another table."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

from desk.story.body import Span, Spans, Table, block_text, spans
from desk.story.tables import Row, parse_tsv
from desk.ui.editor.clipboard import from_mime


def cells_in(source: QMimeData, *, plain: bool = False) -> tuple[Row, ...]:
    """The cells on the clipboard, row by row, where it holds nothing but a table of more than one; else none."""
    rows = () if plain else _table_rows(source)
    if not rows and "\t" in source.text():
        rows = tuple(tuple(spans(cell) for cell in row) for row in parse_tsv(source.text()))
    return rows if sum(map(len, rows)) > 1 else ()


def cell_words(source: QMimeData, *, plain: bool = False) -> Spans:
    """The words on the clipboard as they may stand in a cell: every paragraph on a line of its own."""
    fragment = from_mime(source, plain=plain)
    if fragment is None:
        return ()
    found: list[Span | str] = []
    for block in fragment.body.blocks:
        own = getattr(block, "spans", None)
        found += [*(["\n"] if found else []), *(own if own is not None else spans(block_text(block)))]
    return spans(*found)


def _table_rows(source: QMimeData) -> tuple[Row, ...]:
    fragment = from_mime(source)
    blocks = fragment.body.blocks if fragment is not None else ()
    return blocks[0].rows if len(blocks) == 1 and isinstance(blocks[0], Table) else ()
