"""The body of a story as HTML, in groups.

A *group* is one top-level element and the run of blocks that it shows: neighbouring quotes make one `blockquote`,
neighbouring list items one list, any other block stands by itself. Groups part the blocks without a
gap, so that whoever shows them can replace exactly the groups that an edit touched. Editor's notes never print: a
`Note` belongs to the group that follows it (or that it lies in, or at the end the last one) and shows as nothing.

A crosshead is an `h2`, one of the second level an `h3` below it. Where no `h2` stands before, it is an `h2` itself, of
the class `subhead` with the look of an `h3`: below the headline, an `h1`, a page skips no level.

`around` is the side on which the words of the page begin, `ltr` or `rtl`: elements whose words begin on the other one
then say so. Without it none does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk.formats.embeds import card_words
from desk.formats.html_direction import side_attribute, side_of, words_of
from desk.formats.html_inline import escape, escape_attribute, inline
from desk.formats.links import safe_link, safe_picture
from desk.formats.lists_write import list_html
from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Spans,
    Table,
    block_text,
    text_of,
)

SUBHEAD = "subhead"  # the class of an `h2` that is a crosshead of the second level


@dataclass(frozen=True, slots=True)
class Group:
    """The element `html` shows the blocks from `start` up to `stop`."""

    start: int
    stop: int
    html: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What an `img` element shows: the address, and the size in pixels where it is known."""

    source: str
    width: int = 0
    height: int = 0


# Gives what is shown for a figure's reference, or None where there is nothing that may be shown.
Pictures = Callable[[str], Picture | None]


def no_pictures(_reference: str) -> Picture | None:
    """Shows no picture at all: every figure keeps its words and, for a web address, the link."""
    return None


def by_reference(reference: str) -> Picture | None:
    """Shows a picture by its reference as it stands, as stored copy does."""
    return Picture(reference) if reference else None


def groups(
    body: Body, pictures: Pictures = no_pictures, around: str = "", *, is_whole: bool = True
) -> tuple[Group, ...]:
    """The top-level elements of the body, in order. They cover all blocks; a body of nothing but notes has none. In
    one that is no whole, as what is copied, any crosshead may stand below others."""
    blocks = body.blocks
    edges = pairwise([*group_starts(blocks), len(blocks)])
    section = first_section(blocks, 0, len(blocks)) if is_whole else 0
    return tuple(
        Group(start, stop, render_group(blocks[start:stop], pictures, around, is_above=start < section))
        for start, stop in edges
    )


def first_section(blocks: Sequence[Block], start: int, stop: int) -> int:
    """Where the first crosshead of the first level with words is among the blocks from `start` up to `stop`; `stop`
    if none is."""
    for index in range(start, stop):
        block = blocks[index]
        if isinstance(block, Heading) and block.level <= 2 and text_of(block.spans).strip():
            return index
    return stop


def group_starts(blocks: Sequence[Block]) -> list[int]:
    """Where each group begins. Empty for blocks that print nothing."""
    starts: list[int] = []
    head: Block | None = None
    end_of_last = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Note):
            continue
        if head is None or not joins(head, block):
            starts.append(end_of_last)
            head = block
        end_of_last = index + 1
    return starts


def joins(head: Block, block: Block) -> bool:
    """Whether a block belongs to the element that `head` began."""
    if isinstance(head, ListItem) and isinstance(block, ListItem):
        return block.depth > 0 or block.ordered == head.ordered
    return isinstance(head, Quote) and isinstance(block, Quote)


def render_group(
    blocks: Sequence[Block], pictures: Pictures = no_pictures, around: str = "", *, is_above: bool = False
) -> str:
    """The one element that shows these blocks, which are one group. "" if they print nothing. `is_above` says that no
    crosshead of the first level stands before them."""
    printed = [block for block in blocks if not isinstance(block, Note)]
    if not printed:
        return ""
    first = printed[0]
    if isinstance(first, ListItem):
        return list_html([block for block in printed if isinstance(block, ListItem)], around)
    if isinstance(first, Quote):
        side = side_attribute(first.spans, around)
        within = around and (side_of(block_text(first)) or around)
        paragraphs = (_words("p", block.spans, within) for block in printed if isinstance(block, Quote))
        return f"<blockquote{side}>{''.join(paragraphs)}</blockquote>"
    if is_above and isinstance(first, Heading) and first.level > 2:
        return f'<h2 class="{SUBHEAD}"{side_attribute(first.spans, around)}>{inline(first.spans)}</h2>'
    return block_html(first, pictures, around)


def _words(name: str, words: Spans, around: str) -> str:
    return f"<{name}{side_attribute(words, around)}>{inline(words)}</{name}>"


def block_html(block: Block, pictures: Pictures = no_pictures, around: str = "") -> str:
    """One block as an element. (A quote or list item by itself is shown as a group of one; a note as an aside.)"""
    match block:
        case Paragraph(spans=spans):
            html = _words("p", spans, around)
        case Heading(spans=spans, level=level):
            html = _words("h2" if level <= 2 else "h3", spans, around)
        case Rule():
            html = "<hr>"
        case Note(spans=spans):
            html = f'<aside class="note">{inline(spans)}</aside>'
        case Figure():
            html = figure_html(block, pictures, around)
        case PullQuote():
            html = pull_quote_html(block, around)
        case Table():
            html = table_html(block, around)
        case Embed():
            html = embed_html(block, around)
        case _:
            html = render_group([block], pictures, around)
    return html


def pull_quote_html(block: PullQuote, around: str = "") -> str:
    """A pull quote, with the line that says whose words they are."""
    attribution = f'<p class="attribution">{escape(block.attribution)}</p>' if block.attribution else ""
    side = side_attribute(words_of(block), around)
    return f'<aside class="pullquote"{side}><p>{inline(block.spans)}</p>{attribution}</aside>'


def figure_html(block: Figure, pictures: Pictures, around: str = "") -> str:
    """A picture with caption and credit. What cannot be shown leaves its description and, on the web, a link."""
    shown = pictures(block.picture) if block.picture else None
    if shown:
        size = f' width="{shown.width}" height="{shown.height}"' if shown.width and shown.height else ""
        image = f'<img src="{escape_attribute(shown.source)}" alt="{escape_attribute(block.alt)}"{size}>'
    else:
        image = _missing_picture(block)
    words = [inline(block.caption)] if block.caption else []
    if block.credit:
        words.append(f'<span class="credit">{escape(block.credit)}</span>')
    side = side_attribute(words_of(block), around)
    caption = f"<figcaption{side}>{' '.join(words)}</figcaption>" if words else ""
    return f"<figure>{image}{caption}</figure>"


def _missing_picture(block: Figure) -> str:
    """What stands in the place of a picture that is not in the file."""
    reference = safe_picture(block.picture)
    words = escape(block.alt)
    link = safe_link(reference)
    if link:
        words = f'<a href="{escape_attribute(link)}">{words or escape(link)}</a>'
    data = f' data-picture="{escape_attribute(reference)}"' if reference and not link else ""
    return f'<p class="missing"{data}>{words}</p>'


def table_html(block: Table, around: str = "") -> str:
    """A table; with a header the first row heads the columns. Rows without cells print nothing. The first row also
    says on which side the first column is."""
    rows = [row for row in block.rows if row]
    side = side_attribute(words_of(block), around)
    within = around and (side_of(words_of(block)) or around)
    if not rows:
        return "<table></table>"
    head, rest = (rows[:1], rows[1:]) if block.header else ([], rows)
    parts = [f"<table{side}>"]
    if head:
        parts += ["<thead>", _row(head[0], "th", ' scope="col"', within), "</thead>"]
    if rest:
        parts += ["<tbody>", *(_row(row, "td", "", within) for row in rest), "</tbody>"]
    return "".join([*parts, "</table>"])


def _row(cells: Iterable[Spans], name: str, extra: str, around: str) -> str:
    shown = (f"<{name}{extra}{side_attribute(cell, around)}>{inline(cell)}</{name}>" for cell in cells)
    return f"<tr>{''.join(shown)}</tr>"


def embed_html(block: Embed, around: str = "") -> str:
    """A card that links to something elsewhere. "bare" marks one that has no title of its own."""
    link = safe_link(block.url)
    words = escape(card_words(link, block.title) or link)
    kind = "embed" if block.title else "embed bare"
    card = f'<a href="{escape_attribute(link)}">{words}</a>' if link else words
    return f'<p class="{kind}"{side_attribute(words_of(block), around)}>{card}</p>'
