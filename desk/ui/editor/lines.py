"""The lines that a body makes on the page, and the body that lines make. Pure: no Qt.

A line is what becomes one text block of the page's document. Most blocks of a body are one line; a
figure is a picture, its caption and its credit, a pull quote its words and who said them. Editing can
leave lines in any order and any mixture: `runs` makes valid blocks of all of them and loses no word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from desk.story.body import (
    Block,
    Embed,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    TextBlock,
    spans,
    text_of,
)


class Part(IntEnum):
    """What a line is. The numbers are kept in the document, 0 being what a bare line is."""

    PARAGRAPH = 0
    HEADING = 1
    QUOTE = 2
    NOTE = 3
    BULLET = 4
    NUMBER = 5
    PULL = 6
    ATTRIBUTION = 7
    PICTURE = 8
    CAPTION = 9
    CREDIT = 10
    OBJECT = 11


# Lines that belong to the one above them.
FOLLOWERS = frozenset({Part.ATTRIBUTION, Part.CAPTION, Part.CREDIT})
# Lines whose words carry no marks and no links.
PLAIN = frozenset({Part.ATTRIBUTION, Part.CREDIT})
LISTS = frozenset({Part.BULLET, Part.NUMBER})
# Lines that hold something drawn, and no words.
HOLDERS = frozenset({Part.PICTURE, Part.OBJECT})

Held = Figure | Table | Rule | Embed
Piece = Span | Held


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `level` is a heading's level or a list item's depth. `nothing` marks the one line that
    a document has even where the body has no block at all; `in_style` is false where some words look
    otherwise than they should."""

    part: Part
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    nothing: bool = False
    in_style: bool = field(default=True, compare=False)

    @property
    def is_text(self) -> bool:
        """Whether there is nothing drawn in it."""
        return all(isinstance(piece, Span) for piece in self.pieces)

    @property
    def spans(self) -> Spans:
        """Its words."""
        return spans(*(piece for piece in self.pieces if isinstance(piece, Span)))


@dataclass(frozen=True, slots=True)
class Run:
    """So many lines that make these blocks. `proper` when the blocks would make the very same lines."""

    lines: int
    blocks: tuple[Block, ...]
    proper: bool = True


def lines_of(block: Block) -> tuple[Line, ...]:
    """The lines that a block makes."""
    match block:
        case Figure(caption=caption, credit=credit):
            return Line(Part.PICTURE, (block,)), Line(Part.CAPTION, caption), Line(Part.CREDIT, spans(credit))
        case PullQuote(spans=words, attribution=attribution):
            return Line(Part.PULL, words), Line(Part.ATTRIBUTION, spans(attribution))
        case Table() | Rule() | Embed():
            return (Line(Part.OBJECT, (block,)),)
        case _:
            return (_text_line(block),)


def _text_line(block: TextBlock) -> Line:
    match block:
        case Heading(level=level):
            return Line(Part.HEADING, block.spans, level)
        case ListItem(ordered=ordered, depth=depth):
            return Line(Part.NUMBER if ordered else Part.BULLET, block.spans, depth)
        case _:
            part = {Quote: Part.QUOTE, Note: Part.NOTE, Paragraph: Part.PARAGRAPH}[type(block)]
            return Line(part, block.spans)


def text_block(part: Part, words: Spans, level: int = 0) -> TextBlock:
    """The block that one line of words makes. A line without its leader is a paragraph."""
    match part:
        case Part.HEADING:
            return Heading(words, level)
        case Part.BULLET | Part.NUMBER:
            return ListItem(words, part is Part.NUMBER, level)
        case _:
            kinds: dict[Part, type[Quote | Note | PullQuote]]
            kinds = {Part.QUOTE: Quote, Part.NOTE: Note, Part.PULL: PullQuote}
            return kinds.get(part, Paragraph)(words)


def runs(lines: Sequence[Line]) -> list[Run]:
    """The blocks that lines make, run by run."""
    out: list[Run] = []
    at = 0
    while at < len(lines):
        run = _run(lines, at)
        out.append(run)
        at += run.lines
    return out


def _run(lines: Sequence[Line], at: int) -> Run:
    line = lines[at]
    if not line.is_text:
        return _held_run(lines, at)
    words = line.spans
    match line.part:
        case Part.PULL:
            said_by, count = _followers(lines, at + 1, (Part.ATTRIBUTION,))
            block = PullQuote(words, _on_one_line(said_by[0]))
            return Run(1 + count, (block,), proper=count == 1 and block.attribution == text_of(said_by[0]))
        case Part.CAPTION | Part.CREDIT | Part.ATTRIBUTION:
            # What they belonged to is gone. Their words stay.
            return Run(1, (Paragraph(words),) if words else (), proper=False)
        case Part.PICTURE | Part.OBJECT:
            return Run(1, (Paragraph(words),), proper=False)
        case _:
            return Run(1, (text_block(line.part, words, line.level),))


def _held_run(lines: Sequence[Line], at: int) -> Run:
    """A line with something drawn in it, perhaps with words around it."""
    line = lines[at]
    words_part = Part.PARAGRAPH if line.part in HOLDERS | FOLLOWERS else line.part
    blocks: list[Block] = []
    count = 0
    before: list[Span] = []
    last = max(index for index, piece in enumerate(line.pieces) if not isinstance(piece, Span))
    for index, piece in enumerate(line.pieces):
        if isinstance(piece, Span):
            before.append(piece)
            continue
        if before:
            blocks.append(text_block(words_part, spans(*before), line.level))
            before = []
        if isinstance(piece, Figure):
            figure, used = _figure(piece, lines, at + 1 if index == last else len(lines))
            blocks.append(figure)
            count += used
        else:
            blocks.append(piece)
    if before:
        blocks.append(Paragraph(spans(*before)))
    proper = len(line.pieces) == 1 and line.part in HOLDERS
    if isinstance(line.pieces[0], Figure):
        proper &= count == 2 and "\n" not in text_of(lines[at + 2].spans)
    else:
        proper &= line.part is Part.OBJECT
    return Run(1 + count, tuple(blocks), proper)


def _figure(held: Figure, lines: Sequence[Line], at: int) -> tuple[Figure, int]:
    (caption, credit), count = _followers(lines, at, (Part.CAPTION, Part.CREDIT))
    figure = replace(held, caption=caption, credit=_on_one_line(credit))
    return (held if figure == held else figure), count


def _on_one_line(words: Spans) -> str:
    """What was pasted or joined to a line that has no breaks, without them."""
    return text_of(words).replace("\n", " ")


def _followers(lines: Sequence[Line], at: int, parts: Iterable[Part]) -> tuple[list[Spans], int]:
    """The words of the lines that follow, each of these parts once and in order, and how many there are."""
    found: list[Spans] = []
    count = 0
    for part in parts:
        line = lines[at + count] if at + count < len(lines) else None
        if line is not None and line.part is part and line.is_text:
            found.append(line.spans)
            count += 1
        else:
            found.append(())
    return found, count
