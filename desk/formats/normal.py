"""The normal form of a body: what every body is after it was stored and opened again."""

from __future__ import annotations

from dataclasses import replace

from desk.formats.links import safe_link, safe_picture
from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    PullQuote,
    Rule,
    Spans,
    Table,
    clean_line,
    spans,
)

# The deepest list that can be written and read again by every part that touches it.
DEEPEST_LIST = 20


def normal(body: Body) -> Body:
    """The body with spans joined, one-line fields on one line, only links that can be followed, and even tables."""
    return Body(tuple(map(normal_block, body.blocks)))


def normal_spans(parts: Spans) -> Spans:
    """Spans without empty ones, neighbours alike joined, and only links that can be followed."""
    return spans(*(replace(span, link=safe_link(span.link)) if span.link else span for span in parts))


def normal_block(block: Block) -> Block:
    """One block in its normal form."""
    match block:
        case Rule():
            result: Block = block
        case Embed(url=url, title=title):
            result = Embed(safe_link(url), clean_line(title))
        case Table(rows=rows, header=header):
            result = _table(rows, header=header)
        case Figure(picture=picture, alt=alt, caption=caption, credit=credit):
            result = Figure(safe_picture(picture), clean_line(alt), normal_spans(caption), clean_line(credit))
        case PullQuote(spans=parts, attribution=attribution):
            result = PullQuote(normal_spans(parts), clean_line(attribution))
        case Heading(spans=parts, level=level):
            result = Heading(normal_spans(parts), 2 if level <= 2 else 3)
        case ListItem(spans=parts, depth=depth):
            result = replace(block, spans=normal_spans(parts), depth=min(max(depth, 0), DEEPEST_LIST))
        case _:
            result = replace(block, spans=normal_spans(block.spans))
    return result


def _table(rows: tuple[tuple[Spans, ...], ...], *, header: bool) -> Table:
    kept = [row for row in rows if row]
    width = max(map(len, kept), default=0)
    even = tuple(tuple(map(normal_spans, row)) + ((),) * (width - len(row)) for row in kept)
    return Table(even, header and bool(even))
