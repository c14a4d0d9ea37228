"""Rewrites the words of blocks and stories, and leaves marks, links and everything else as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    ListItem,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Spans,
    Table,
    block_text,
)
from desk.story.casing import lower, names_in, sentence, title, upper
from desk.story.changes import Change, Rewrite, changed, changed_spans, passage_of, plain_changes, wanted
from desk.story.levels import double_outside, single_outside
from desk.story.smart import smart, straight
from desk.story.story import Story
from desk.story.tidying import joined_lines, joined_paragraphs, no_junk, single_spaces
from desk.story.typography import typography_of

# The fields of a story that somebody writes in words.
WORDED = ("kicker", "headline", "deck", "byline_text", "contribution_text", "editors_note")


_TELLING = 400  # blocks are enough to learn names from


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a text command does: functions on text, one after the other, and whether broken lines are joined."""

    rewrites: tuple[Rewrite, ...]
    joins: bool = False

    def of(self, block: Block) -> tuple[Rewrite, ...]:
        """The functions for the words of this block. In a table's cell or a pull quote a line break is meant."""
        flows = self.joins and isinstance(block, Paragraph | Quote | ListItem)
        return (*self.rewrites, joined_lines) if flows else self.rewrites


# What makes a command for a story, whose language it follows.
Command = Callable[[Story], Rewriting]


def smartening(story: Story) -> Rewriting:
    """Smart quotes, apostrophes, dashes and ellipses."""
    return Rewriting((smart(typography_of(story.language)),))


def straightening(_story: Story) -> Rewriting:
    """Straight quotes and apostrophes."""
    return Rewriting((straight,))


def doubling(story: Story) -> Rewriting:
    """Double quotation marks outside, single ones inside."""
    return Rewriting((double_outside(typography_of(story.language)),))


def singling(story: Story) -> Rewriting:
    """Single quotation marks outside, double ones inside."""
    return Rewriting((single_outside(typography_of(story.language)),))


def spacing(_story: Story) -> Rewriting:
    """One space where there are several."""
    return Rewriting((single_spaces,))


def joining(_story: Story) -> Rewriting:
    """Whole paragraphs of broken lines."""
    return Rewriting((), joins=True)


def tidying(story: Story) -> Rewriting:
    """Smart marks, single spaces, and nothing that nobody sees."""
    return Rewriting((no_junk, single_spaces, *smartening(story).rewrites))


def sentence_casing(story: Story) -> Rewriting:
    """A capital for sentences and for names, which the story tells."""
    return Rewriting((sentence(story.language, _names(story)),))


def title_casing(story: Story) -> Rewriting:
    """A capital for all words but small ones."""
    return Rewriting((title(story.language, _names(story)),))


def upper_casing(story: Story) -> Rewriting:
    """Capitals."""
    return Rewriting((upper(story.language),))


def lower_casing(story: Story) -> Rewriting:
    """Small letters."""
    return Rewriting((lower(story.language),))


def _names(story: Story) -> dict[str, str]:
    return names_in(block_text(block) for block in story.body.blocks[:_TELLING])


@dataclass(slots=True)
class Tally:
    """How many changes were made."""

    changes: int = 0


def changes_of(parts: Spans, rewrite: Rewrite, start: int = 0, stop: int | None = None) -> list[Change]:
    """What a function would change in a part of some spans."""
    return wanted(rewrite, passage_of(parts, start, stop))


def rewritten_spans(parts: Spans, rewrites: Iterable[Rewrite], tally: Tally) -> Spans:
    """Spans after all these functions."""
    for rewrite in rewrites:
        changes = changes_of(parts, rewrite)
        tally.changes += len(changes)
        parts = changed_spans(parts, changes)
    return parts


def rewritten_text(text: str, rewrites: Iterable[Rewrite], tally: Tally) -> str:
    """A text without marks after all these functions."""
    for rewrite in rewrites:
        changes = plain_changes(text, rewrite)
        tally.changes += len(changes)
        text = changed(text, changes)
    return text


def rewritten_block(block: Block, rewrites: Sequence[Rewrite], tally: Tally) -> Block:
    """All the words of a block after these functions; the block itself where nothing changes."""
    words: Callable[[Spans], Spans] = partial(rewritten_spans, rewrites=rewrites, tally=tally)
    text: Callable[[str], str] = partial(rewritten_text, rewrites=rewrites, tally=tally)
    after: Block
    match block:
        case Figure():
            after = replace(block, alt=text(block.alt), caption=words(block.caption), credit=text(block.credit))
        case Table():
            after = replace(block, rows=tuple(tuple(map(words, row)) for row in block.rows))
        case Rule():
            after = block
        case Embed():
            after = replace(block, title=text(block.title))
        case PullQuote():
            after = replace(block, spans=words(block.spans), attribution=text(block.attribution))
        case _:
            after = replace(block, spans=words(block.spans))
    return block if after == block else after


def rewritten_blocks(blocks: Sequence[Block], rewriting: Rewriting, tally: Tally) -> tuple[Block, ...]:
    """Blocks after a command, which may be fewer than before, but never none where there were some."""
    out = [rewritten_block(block, rewriting.of(block), tally) for block in blocks]
    if rewriting.joins:
        for start, stop, together in reversed(joined_paragraphs(out)):
            gone = [] if together is None else [together]
            out[start:stop] = gone
            tally.changes += stop - start - len(gone)
    return tuple(out) if out or not blocks else (Paragraph(),)


def rewritten_story(story: Story, rewriting: Rewriting) -> tuple[Story, int]:
    """A story after a command, and how many changes that were; the story itself where nothing changes."""
    tally = Tally()
    blocks = rewritten_blocks(story.body.blocks, rewriting, tally)
    shared = len(blocks) == len(story.body.blocks) and all(map(_is, blocks, story.body.blocks))
    text: Callable[[str], str] = partial(rewritten_text, rewrites=rewriting.rewrites, tally=tally)
    fields: dict[str, Any] = {name: text(getattr(story, name)) for name in WORDED}
    after = replace(
        story,
        body=story.body if shared else Body(blocks),
        corrections=tuple(
            each if each.withdrawn else replace(each, text=text(each.text)) for each in story.corrections
        ),
        lead=_lead(story.lead, rewriting, tally),
        **fields,
    )
    return (after, tally.changes) if after != story else (story, 0)


def _lead(lead: Figure | None, rewriting: Rewriting, tally: Tally) -> Figure | None:
    if lead is None:
        return None
    after = rewritten_block(lead, rewriting.rewrites, tally)
    return after if isinstance(after, Figure) else lead


def _is(one: object, other: object) -> bool:
    return one is other
