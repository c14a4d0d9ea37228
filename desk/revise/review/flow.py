"""What is compared, as one flat run of units: words, signs, the beginnings of paragraphs, pictures and tables.

A paragraph that is split is then nothing but a beginning put in, one that is joined a beginning taken out, and what
holds of words holds of them. Items of other fields are such a run, too, and so are the words of a single line.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from desk.revise.review.units import units
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
    text_of,
)
from desk.story.pieces import cut

START = "\n¶"  # begins a block of text; no unit of a text has a line break in it
WORDY = (Paragraph, Heading, Quote, PullQuote, ListItem, Note)

_ENDS = frozenset(".!?…。！？")
_CLOSES = frozenset("”’\"'»)]」』")
_CLAUSE = frozenset(",;:–—、，；")


@dataclass(slots=True)
class Flow:
    """Units in order. Of each: what it is by; the white space before it; its words with their marks; what it weighs
    where it is decided what stays; and of the beginning of a block that block without words, of anything that has no
    words that thing itself."""

    ids: list[Hashable] = field(default_factory=list)
    leads: list[Spans] = field(default_factory=list)
    white: list[str] = field(default_factory=list)  # the same without marks
    texts: list[Spans] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)
    things: list[object] = field(default_factory=list)
    reads: list[int] = field(default_factory=list)  # how well a change can begin behind it

    def __len__(self) -> int:
        return len(self.ids)

    def add(
        self, id_: Hashable, weight: int, reads: int, *, lead: Spans = (), text: Spans = (), thing: object = None
    ) -> None:
        """One unit more."""
        self.ids.append(id_)
        self.leads.append(lead)
        self.white.append(lead[0].text if len(lead) == 1 else text_of(lead))
        self.texts.append(text)
        self.weights.append(weight)
        self.things.append(thing)
        self.reads.append(reads)

    def extend(self, other: Flow) -> None:
        """Another run behind this one."""
        self.ids += other.ids
        self.leads += other.leads
        self.white += other.white
        self.texts += other.texts
        self.weights += other.weights
        self.things += other.things
        self.reads += other.reads

    def only(self, start: int, stop: int) -> Flow:
        """Some of the units."""
        return Flow(
            self.ids[start:stop],
            self.leads[start:stop],
            self.white[start:stop],
            self.texts[start:stop],
            self.weights[start:stop],
            self.things[start:stop],
            self.reads[start:stop],
        )

    def part(self, start: int, stop: int) -> Spans:
        """The words of some units with the white space before each of them; a line break begins each block but the
        first."""
        found: list[Span] = []
        for at in range(start, stop):
            if self.things[at] is not None and at > start:
                found.append(Span("\n"))
            found += self.leads[at]
            found += self.texts[at]
        return joined(found)


def joined(parts: Iterable[Span]) -> Spans:
    """Spans as they are kept: none empty, and no two alike side by side."""
    out: list[Span] = []
    words: list[str] = []
    for part in parts:
        if not part.text:
            continue
        if out and (out[-1] is part or out[-1].like(part)):
            words.append(part.text)
        else:
            if len(words) > 1:
                out[-1] = Span("".join(words), out[-1].marks, out[-1].link)
            out.append(part)
            words = [part.text]
    if len(words) > 1:
        out[-1] = Span("".join(words), out[-1].marks, out[-1].link)
    return tuple(out)


def flow_of_text(text: Spans) -> Flow:
    """The units of one line."""
    flow = Flow()
    _add_words(flow, text)
    return flow


def flow_of_blocks(blocks: Sequence[Block]) -> Flow:
    """The units of some blocks, from the first to the last."""
    flow = Flow()
    for block in blocks:
        flow.extend(_flow_of_block(block))
    return flow


def flow_of_items(items: Sequence[Hashable]) -> Flow:
    """Items of a field, each a unit that is like another one or not. A figure that leads the story is one as in a
    body, and so is a dateline: what they have of their own is compared."""
    flow = Flow()
    for item in items:
        kind = type(item).__name__
        flow.add(f"\n{kind}" if kind in ("Figure", "Dateline") else ("item", item), 2, 4, thing=item)
    return flow


@lru_cache(2048)
def _flow_of_block(block: Block) -> Flow:
    flow = Flow()
    if isinstance(block, WORDY):
        flow.add(START, 2, 4, thing=replace(block, spans=()))
        _add_words(flow, block.spans)
    elif isinstance(block, Rule):
        flow.add("\nRule", 2, 4, thing=block)
    else:
        flow.add(f"\n{type(block).__name__}", 8, 4, thing=block)
    return flow


def _add_words(flow: Flow, text: Spans) -> None:
    whole = text_of(text)
    alone = text[0] if len(text) == 1 else None
    at = 0
    # White space at the end of a block is a unit, so that none stands before the beginning of the next one.
    ends = [(len(whole.rstrip()), len(whole))] if whole and whole[-1].isspace() else []
    for start, stop in (*units(whole), *ends):
        if alone is not None:
            lead: Spans = (Span(whole[at:start], alone.marks, alone.link),) if start > at else ()
            own: Spans = (Span(whole[start:stop], alone.marks, alone.link),)
        else:
            lead, own = cut(text, at, start), cut(text, start, stop)
        word = whole[start:stop]
        flow.add(word, _weight(word), _reads(word), lead=lead, text=own)
        at = stop


def _weight(word: str) -> int:
    if not word[0].isalnum():
        return 1
    return 2 if len(word) <= 3 else 3 if len(word) <= 5 else 4


def _reads(word: str) -> int:
    last = word[-1]
    if last in _ENDS:
        return 3
    return 2 if last in _CLOSES else 1 if last in _CLAUSE else 0


def likeness(one: object, other: object) -> tuple[int, int]:
    """What it costs to say of two things that cannot be told apart by words that the one became the other, and how
    much they have in common; both only decide which of several is which."""
    match one, other:
        case Figure(), Figure():
            return (0 if one.picture == other.picture else 8), 8 * (one == other) + _shared(one, other)
        case Embed(), Embed():
            return (0 if one.url == other.url else 8), 8 * (one == other)
        case Table(), Table():
            return 0, 8 * (one == other) + _shared(one, other)
        case _:
            return 0, -(one != other)


def _shared(one: Block, other: Block) -> int:
    from desk.story.body import block_text  # noqa: PLC0415  only for pictures and tables

    return min(len({*block_text(one).split()} & {*block_text(other).split()}), 100)
