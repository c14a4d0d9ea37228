"""The blocks that are printed, and not those that have nothing to say, as an empty line at the end of a story."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

from desk.formats.html_write import Pictures, first_section, group_starts, joins, no_pictures, render_group
from desk.story.body import Block, Body, Embed, Figure, ListItem, Note, PullQuote, Rule, Table, text_of


def printed_groups(body: Body, pictures: Pictures = no_pictures, around: str = "") -> tuple[str, ...]:
    """The top-level elements of the body as they are printed: without those, and the items and paragraphs in them,
    that have nothing to say."""
    blocks = [block for block in body.blocks if not isinstance(block, Note)]
    edges = pairwise([*group_starts(blocks), len(blocks)])
    section = first_section(blocks, 0, len(blocks))
    printed = (
        render_group(without_blanks(blocks[start:stop]), pictures, around, is_above=start < section)
        for start, stop in edges
    )
    return tuple(filter(None, printed))


def is_blank(block: Block) -> bool:
    """Whether a block says and shows nothing at all. A rule or a table is never so."""
    match block:
        case Rule() | Table():
            return False
        case Figure(picture=picture, alt=alt, caption=caption, credit=credit):
            return not (picture or f"{alt}{text_of(caption)}{credit}".strip())
        case Embed(url=url, title=title):
            return not f"{url}{title}".strip()
        case PullQuote(attribution=attribution):
            return not f"{text_of(block.spans)}{attribution}".strip()
        case _:
            return not text_of(block.spans).strip()


def without_blanks(blocks: Sequence[Block], *, apart: bool = False) -> tuple[Block, ...]:
    """The blocks that are not blank, and the items that stand over others. With `apart` those stay too that keep
    two lists or two quotations from being one."""
    kept: list[Block] = []
    waiting: list[Block] = []  # blank ones since the last that was kept
    for number, block in enumerate(blocks):
        stands_over = isinstance(block, ListItem) and _has_words_under(block, blocks, number + 1)
        if is_blank(block) and not stands_over:
            waiting.append(block)
            continue
        if apart and kept and joins(kept[-1], block):
            kept += [blank for blank in waiting if not joins(kept[-1], blank)][:1]
        kept.append(block)
        waiting.clear()
    return tuple(kept)


def _has_words_under(item: ListItem, blocks: Sequence[Block], first: int) -> bool:
    """Whether one of the items from `first` on that hang on this one is not blank."""
    for block in islice(blocks, first, None):
        if not isinstance(block, ListItem) or block.depth <= item.depth:
            return False
        if not is_blank(block):
            return True
    return False
