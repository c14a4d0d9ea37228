"""The body of a story: a flat run of blocks, each with spans of marked text.

All values are immutable; an edit makes a new `Body` that shares every block it did not touch.
A block is therefore *the same object* before and after an edit elsewhere, and callers may compare
with `is` before they compare with `==`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Mark(StrEnum):
    """A property of a run of text, named as HTML names it. Links are a span's `link`, not a mark."""

    STRONG = "strong"
    EMPHASIS = "em"
    UNDERLINE = "u"
    STRIKE = "s"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    CODE = "code"


# What no format of ours can carry: control characters, lone surrogates, Unicode noncharacters,
# the object replacement character that Qt uses for pictures, and byte order marks.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_WHITE = re.compile("[^\\S\u202f]+")
_UNCLEAN = re.compile(_NOT_TEXT.pattern + "|[\r\t\u2028\u2029]")


def _is_clean(text: str) -> bool:
    # Nearly all copy is printable, which is told ten times faster than by the pattern.
    return (text.isprintable() and "\ufffc" not in text) or not _UNCLEAN.search(text)


def clean_text(text: str) -> str:
    """The text without characters that cannot be kept; line ends become "\\n", tabs a space."""
    if _is_clean(text):
        return text
    return _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def clean_line(text: str) -> str:
    """`clean_text` on one line: every run of white space is one space, none at the ends. The narrow no-break space is
    none of it: French typography sets it inside quotation marks, and nobody types it by mistake."""
    text = clean_text(text)
    if "\u202f" not in text:
        return " ".join(text.split())
    return " ".join(filter(None, _WHITE.split(text))).strip()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one set of marks. A "\\n" in the text is a line break inside the block."""

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""

    def __post_init__(self) -> None:
        if not _is_clean(self.text):
            object.__setattr__(self, "text", clean_text(self.text))

    def like(self, other: Span) -> bool:
        """Whether the two differ in nothing but their text."""
        return self.marks == other.marks and self.link == other.link


Spans = tuple[Span, ...]


def spans(*parts: str | Span) -> Spans:
    """Canonical spans: strings become plain spans, empty ones go, neighbours alike are joined."""
    out: list[Span] = []
    for part in parts:
        span = Span(part) if isinstance(part, str) else part
        if not span.text:
            continue
        if out and out[-1].like(span):
            out[-1] = Span(out[-1].text + span.text, span.marks, span.link)
        else:
            out.append(span)
    return tuple(out)


def text_of(parts: Iterable[Span]) -> str:
    """The words of some spans, without marks."""
    return "".join(span.text for span in parts)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A crosshead. Level 2 stands under the headline, level 3 under a level 2."""

    spans: Spans = ()
    level: int = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """One paragraph of a block quotation; neighbours make one quotation."""

    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class PullQuote:
    """Words lifted out of the story for display."""

    spans: Spans = ()
    attribution: str = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list; neighbours of the same kind make one list. Depth 0 is the outermost."""

    spans: Spans = ()
    ordered: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words.

    `picture` is "media:" and the SHA-256 (hex) of its bytes in the library, or an http(s) address
    that was imported and is never fetched.
    """

    picture: str = ""
    alt: str = ""
    caption: Spans = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; all rows have the same number of cells. With `header` the first row heads."""

    rows: tuple[tuple[Spans, ...], ...] = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A break between parts."""


@dataclass(frozen=True, slots=True)
class Embed:
    """Something that lives elsewhere (a post, a video), shown as a card with a link."""

    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note inside the text. It never prints: no export carries it."""

    spans: Spans = ()


TextBlock = Paragraph | Heading | Quote | PullQuote | ListItem | Note
Block = TextBlock | Figure | Table | Rule | Embed


def block_text(block: Block) -> str:
    """The words of a block as a reader meets them, lines parted by "\\n"; no address, no alt text."""
    match block:
        case Figure(caption=caption, credit=credit):
            return "\n".join(filter(None, (text_of(caption), credit)))
        case Table(rows=rows):
            return "\n".join(" ".join(text_of(cell) for cell in row) for row in rows)
        case Rule():
            return ""
        case Embed(title=title, url=url):
            return title or url
        case PullQuote(spans=own, attribution=attribution):
            return "\n".join(filter(None, (text_of(own), attribution)))
        case _:
            return text_of(block.spans)


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a story, in order."""

    blocks: tuple[Block, ...] = field(default=())

    def replaced(self, start: int, stop: int, blocks: Iterable[Block]) -> Body:
        """A body in which the blocks from `start` up to `stop` are these; all others are shared."""
        return Body(self.blocks[:start] + tuple(blocks) + self.blocks[stop:])

    @property
    def text(self) -> str:
        """All words, blocks parted by an empty line."""
        return "\n\n".join(filter(None, map(block_text, self.blocks)))


@dataclass(frozen=True, slots=True)
class BodyChange:
    """The smallest run of blocks in which two bodies differ: before[start:old_stop] → after[start:new_stop]."""

    start: int
    old_stop: int
    new_stop: int


def body_change(before: Body, after: Body) -> BodyChange | None:
    """Where two bodies differ, or None. Shared blocks cost one comparison by identity each."""
    old, new = before.blocks, after.blocks
    if old is new:
        return None
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and (old[start] is new[start] or old[start] == new[start]):
        start += 1
    tail = 0
    while tail < shorter - start and (old[-1 - tail] is new[-1 - tail] or old[-1 - tail] == new[-1 - tail]):
        tail += 1
    if start == len(old) == len(new):
        return None
    return BodyChange(start, len(old) - tail, len(new) - tail)


def apart(change: BodyChange, before: Body, after: Body) -> tuple[BodyChange, ...]:
    """A change as several smaller ones, from the first block to the last, where blocks in between stayed the same.
    Only of one that neither adds nor removes blocks."""
    if change.old_stop != change.new_stop:
        return (change,)
    found: list[BodyChange] = []
    for number in range(change.start, change.old_stop):
        if before.blocks[number] is after.blocks[number] or before.blocks[number] == after.blocks[number]:
            continue
        if found and found[-1].old_stop == number:
            found[-1] = BodyChange(found[-1].start, number + 1, number + 1)
        else:
            found.append(BodyChange(number, number + 1, number + 1))
    return tuple(found)
