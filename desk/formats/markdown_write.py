"""Blocks as Markdown. What Markdown cannot say without doubt is written as the HTML that Markdown allows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk.formats.html_write import block_html, by_reference, joins, render_group
from desk.formats.links import safe_picture
from desk.formats.markdown_inline import attribute_text, cell_text, heading_text, item_text, paragraph_text
from desk.story.body import Block, Body, Figure, Heading, ListItem, Paragraph, Quote, Rule, Table

RULE = "* * *"
_INDENT = "    "
_PLAIN_PICTURE = re.compile(r"[A-Za-z0-9:/?#@!$+,;=.~%-]+")


class BlockMemo:
    """Remembers the Markdown of blocks, so that writing a body anew costs only the blocks that changed.

    Blocks are known by identity, as `Body` shares them. Only those of the last body are kept. For one thread at a time.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, str]] = {}
        self._used: dict[int, tuple[Block, str]] = {}

    def text(self, block: Block) -> str:
        """The block's own Markdown, without what its neighbours add to it. "" if it has none and must be HTML."""
        entry = self._known.get(id(block)) or (block, block_text(block))
        self._used[id(block)] = entry
        return entry[1]

    def forget_unused(self) -> None:
        """Let go of the blocks that were not asked for since the last time."""
        self._known, self._used = self._used, {}


def body_text(body: Body, memo: BlockMemo) -> str:
    """The Markdown of a body, "" for an empty one; it ends in a line end."""
    parts = [text for _, text in run_texts(body, memo)]
    return "\n\n".join(parts) + "\n" if parts else ""


def run_texts(body: Body, memo: BlockMemo) -> list[tuple[Sequence[Block], str]]:
    """The pieces of Markdown between which `body_text` has an empty line, each with the blocks that it says."""
    texts = [(run, _run_text(run, memo)) for run in _runs(body.blocks)]
    memo.forget_unused()
    return texts


def block_text(block: Block) -> str:
    """A block as Markdown, but for the marks that quotations and lists put before it; "" if it must be HTML."""
    match block:
        case Paragraph(spans=parts) | Quote(spans=parts):
            text = paragraph_text(parts)
        case ListItem(spans=parts):
            text = item_text(parts)
        case Heading(spans=parts, level=level) if parts:
            text = f"{'#' * (2 if level <= 2 else 3)} {heading_text(parts)}"
        case Figure():
            text = _figure_text(block)
        case Table():
            text = _table_text(block)
        case Rule():
            text = RULE
        case _:
            text = ""
    return text


def _runs(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Neighbours that make one quotation or list; every other block by itself."""
    if not blocks:
        return
    start = 0
    for index in range(1, len(blocks) + 1):
        if index == len(blocks) or not joins(blocks[start], blocks[index]):
            yield blocks[start:index]
            start = index


def _run_text(run: Sequence[Block], memo: BlockMemo) -> str:
    first = run[0]
    if isinstance(first, ListItem):
        return _list_text([block for block in run if isinstance(block, ListItem)], memo)
    texts = [memo.text(block) for block in run]
    if not all(texts):
        return render_group(run, by_reference) or block_html(first, by_reference)
    if isinstance(first, Quote):
        return "\n>\n".join("\n".join(f"> {line}" for line in text.split("\n")) for text in texts)
    return texts[0]


def _list_text(items: Sequence[ListItem], memo: BlockMemo) -> str:
    texts = [memo.text(item) for item in items]
    if not all(texts) or not _is_plain(items):
        return render_group(items, by_reference)
    lines = []
    numbers: list[int] = []
    for item, text in zip(items, texts, strict=True):
        del numbers[item.depth + 1 :]
        numbers += [0] * (item.depth + 1 - len(numbers))
        numbers[item.depth] += 1
        mark = f"{numbers[item.depth]}." if item.ordered else "-"
        lines.append(f"{_INDENT * item.depth}{mark} {text}")
    return "\n".join(lines)


def _is_plain(items: Sequence[ListItem]) -> bool:
    """Whether the list never skips a depth, and changes its kind only where it goes deeper."""
    kinds: list[bool] = []
    for item in items:
        if item.depth > len(kinds) or item.depth < 0:
            return False
        del kinds[item.depth + 1 :]
        if item.depth == len(kinds):
            kinds.append(item.ordered)
        elif kinds[item.depth] != item.ordered:
            return False
    return True


def _figure_text(figure: Figure) -> str:
    """An image, whose title is the credit; and on the next line the caption."""
    if not safe_picture(figure.picture) or not _PLAIN_PICTURE.fullmatch(figure.picture):
        return ""
    credit = attribute_text(figure.credit, "\"'()")
    title = f' "{credit}"' if credit else ""
    image = f"![{attribute_text(figure.alt, '')}]({figure.picture}{title})"
    caption = paragraph_text(figure.caption)
    return f"{image}\n{caption}" if caption else image


def _table_text(table: Table) -> str:
    """A table with pipes, if it has a header and rows."""
    even = len({len(row) for row in table.rows}) == 1
    if not even or not table.header or len(table.rows) < 2 or not all(table.rows[0]):
        return ""
    head, *rest = ([cell_text(cell) for cell in row] for row in table.rows)
    ruler = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruler, *rest))
