"""Tables of a paste: those that hold something stay, those that only lay out a page are what is in them."""

from __future__ import annotations

from lxml import etree

from desk.formats.pasted.clip import WRITTEN, Source
from desk.formats.pasted.report import Kind, Left
from desk.formats.pasted.trees import words

_PARTS = ("caption", "thead", "tbody", "tfoot", "tr", "td", "th")


def arrange_tables(root: etree._Element, source: Source, left: Left) -> None:
    """Undo tables that only lay out, as those of mails and pages do, and note what a table of ours cannot hold."""
    for table in list(root.iter("table")):
        inside = next(table.iterdescendants("table"), None) is not None
        laid_out = table.get("role") in {"presentation", "none"} or (inside and source not in WRITTEN)
        if laid_out or not words(table):
            _dissolve(table)
            continue
        if inside:
            left.add(Kind.INNER_TABLE, number=sum(1 for _ in table.iterdescendants("table")))
        cells = (cell for cell in table.iter("td", "th") if _nearest(cell) is table)
        if any(cell.get(name, "1") not in {"", "0", "1"} for cell in cells for name in ("colspan", "rowspan")):
            left.add(Kind.MERGED)


def _nearest(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)


def _dissolve(table: etree._Element) -> None:
    parts = [part for part in table.iter(*_PARTS) if _nearest(part) is table]
    for part in (table, *parts):
        part.tag = "div"
