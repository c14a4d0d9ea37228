"""What commands make of blocks. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.story.body import (
    Block,
    Embed,
    Figure,
    ListItem,
    Paragraph,
    PullQuote,
    Rule,
    Spans,
    Table,
    TextBlock,
    spans,
)
from desk.ui.editor.lines import HOLDERS, LISTS, Part, lines_of, text_block

DEEPEST = 5


def is_kind(block: Block, part: Part, level: int = 0) -> bool:
    """Whether a block is of this kind already. Of a list, whatever its depth."""
    line = lines_of(block)[0]
    return line.part is part and (part in LISTS or line.level == level)


def as_kind(block: Block, part: Part, level: int = 0) -> tuple[Block, ...]:
    """The block as one of this kind. What has no words of its own stays what it is."""
    line = lines_of(block)[0]
    if line.part in HOLDERS or is_kind(block, part, level):
        return (block,)
    if part in LISTS and line.part in LISTS:
        level = line.level
    made = text_block(part, line.spans, level)
    if isinstance(block, PullQuote) and block.attribution:
        return made, Paragraph(spans(block.attribution))
    return (made,)


def deeper(block: Block, by: int) -> Block:
    """A list item so many steps deeper; anything else as it is."""
    if not isinstance(block, ListItem):
        return block
    return replace(block, depth=min(DEEPEST, max(0, block.depth + by)))


@dataclass(frozen=True, slots=True)
class Spliced:
    """Blocks after a paste. The caret goes to the end of block `caret`, where `joined` before the words that
    stood behind it."""

    blocks: tuple[Block, ...]
    caret: int
    joined: bool


def spliced(block: TextBlock, left: Spans, right: Spans, pasted: Sequence[Block]) -> Spliced:
    """Paste blocks between the left and the right words of a block. Paragraphs flow together with the words
    on either side; other blocks stay themselves."""
    first = pasted[0]
    out: list[Block]
    if isinstance(first, Paragraph):
        out = [replace(block, spans=spans(*left, *first.spans)), *pasted[1:]]
    else:
        out = [replace(block, spans=left), *pasted] if left else list(pasted)
    last = out[-1]
    if isinstance(pasted[-1], Paragraph) and not isinstance(last, Figure | Table | Rule | Embed):
        out[-1] = replace(last, spans=spans(*last.spans, *right))
        return Spliced(tuple(out), len(out) - 1, joined=True)
    if right:
        return Spliced((*out, replace(block, spans=right)), len(out) - 1, joined=False)
    return Spliced(tuple(out), len(out) - 1, joined=False)
