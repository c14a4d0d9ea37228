"""Where words stand in a story: every text that is read and written on its page, in the order of the page.

A text is one line of the page: a field, a paragraph, a caption, a cell. Positions in it are code points.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from desk.story.body import Block, Embed, Figure, PullQuote, Rule, Spans, Table, clean_line, spans, text_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.story import Story

# The fields above the body and below it, from top to bottom.
ABOVE = ("kicker", "headline", "deck", "byline_text")
BELOW = ("contribution_text",)
# Lines that the credits write where nobody wrote them by hand.
WRITTEN = ("byline_text", "contribution_text")
# The lead picture, whose texts are those of a picture; they are written beside the page.
LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Place:
    """A text of a story: the field, in the body the number of the block, and which of the block's texts."""

    field: str
    block: int | None = None
    part: int = 0


def parts(block: Block) -> tuple[str, ...]:
    """The texts of a block from top to bottom: of a picture its description, caption and credit, of a table its
    cells row by row."""
    match block:
        case Figure(alt=alt, caption=caption, credit=credit):
            return alt, text_of(caption), credit
        case PullQuote(spans=words, attribution=attribution):
            return text_of(words), attribution
        case Table(rows=rows):
            return tuple(text_of(cell) for row in rows for cell in row)
        case Embed(title=title):
            return (title,)
        case Rule():
            return ()
        case _:
            return (text_of(block.spans),)


def marked_parts(block: Block) -> tuple[Spans, ...]:
    """The texts of a block with their marks; those that cannot have any are plain."""
    match block:
        case Figure(alt=alt, caption=caption, credit=credit):
            return spans(alt), caption, spans(credit)
        case PullQuote(spans=words, attribution=attribution):
            return words, spans(attribution)
        case Table(rows=rows):
            return tuple(cell for row in rows for cell in row)
        case Embed(title=title):
            return (spans(title),)
        case Rule():
            return ()
        case _:
            return (block.spans,)


def offset_in_block(block: Block, part: int) -> int | None:
    """Where one of a block's texts begins in `block_text`; None for one that is not in it, as a description."""
    earlier = parts(block)[:part]
    match block:
        case Figure():
            return sum(len(text) + 1 for text in earlier[1:] if text) if part else None
        case Table():
            return sum(len(text) + 1 for text in earlier)
        case _:
            return sum(len(text) + 1 for text in earlier if text)


def part_at(block: Block, at: int) -> tuple[int, int] | None:
    """In which of a block's texts a place of `block_text` is, and where that begins; None where in none of them."""
    for part, text in enumerate(parts(block)):
        begin = offset_in_block(block, part)
        if text and begin is not None and begin <= at <= begin + len(text):
            return part, begin
    return None


def with_parts(block: Block, new: Mapping[int, Spans]) -> Block:
    """The block with some of its texts replaced. Where there is room for a plain line only, it becomes one."""
    match block:
        case Figure():
            figure = replace(block, caption=new.get(1, block.caption))
            return replace(figure, alt=_plain(new, 0, block.alt), credit=_plain(new, 2, block.credit))
        case PullQuote():
            return PullQuote(new.get(0, block.spans), _plain(new, 1, block.attribution))
        case Table(rows=rows):
            cells = iter(new.get(number, cell) for number, cell in enumerate(cell for row in rows for cell in row))
            return replace(block, rows=tuple(tuple(next(cells) for _ in row) for row in rows))
        case Embed():
            return replace(block, title=_plain(new, 0, block.title))
        case Rule():
            return block
        case _:
            return replace(block, spans=new.get(0, block.spans))


def _plain(new: Mapping[int, Spans], part: int, old: str) -> str:
    return clean_line(text_of(new[part])) if part in new else old


def in_print(story: Story, house: House) -> dict[str, str]:
    """The byline and the contribution line as they are printed, by the names of their fields."""
    return {
        "byline_text": byline_in_print(story, house).text,
        "contribution_text": contribution_in_print(story, house).text,
    }


def field_texts(story: Story, shown: Mapping[str, str], fields: tuple[str, ...] = ABOVE + BELOW) -> Iterator[str]:
    """The texts of these fields. `shown` has those that stand otherwise on the page than in the story."""
    for field in fields:
        yield shown[field] if field in shown else str(getattr(story, field))


def texts(story: Story, shown: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    """Every text of the page with its place, from top to bottom, and those of the lead picture behind them; `shown` is
    as for `field_texts`."""
    for field, text in zip(ABOVE, field_texts(story, shown, ABOVE), strict=True):
        yield Place(field), text
    for number, block in enumerate(story.body.blocks):
        for part, text in enumerate(parts(block)):
            yield Place("body", number, part), text
    for field, text in zip(BELOW, field_texts(story, shown, BELOW), strict=True):
        yield Place(field), text
    if story.lead is not None:
        for part, text in enumerate(parts(story.lead)):
            yield Place(LEAD, None, part), text


def block_at(story: Story, place: Place) -> Block | None:
    """The block in which a place is, or the lead picture; None for a field."""
    if place.block is not None:
        return story.body.blocks[place.block]
    return story.lead if place.field == LEAD else None


def order(place: Place) -> tuple[int, int, int]:
    """Where a place stands on the page, to be compared; what is not on it comes last."""
    if place.block is not None:
        return 1, place.block, place.part
    if place.field in ABOVE:
        return 0, ABOVE.index(place.field), 0
    return (2, 0, 0) if place.field in BELOW else (3, 0, place.part)
