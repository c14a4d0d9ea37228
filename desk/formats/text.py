"""A story as plain text, in the order in which copy comes: what stands at the top of a page, text, contribution line.

What marks and structure say is lost, no word is. `text_read` reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from desk.formats.base import Loss, MediaSource, Writing
from desk.formats.dates import print_dateline, print_time
from desk.formats.embeds import provider_of
from desk.formats.losses import all_spans, fields_loss, note_losses
from desk.formats.notes_write import notes_in_print
from desk.formats.printed import without_blanks
from desk.formats.text_read import RULE
from desk.formats.wording import EDITORS_NOTE
from desk.story.body import (
    Block,
    Embed,
    Figure,
    ListItem,
    Note,
    PullQuote,
    Quote,
    Rule,
    Table,
    block_text,
    clean_line,
    text_of,
)
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.story import Slot, Story


def write(story: Story, house: House, _media: MediaSource) -> Writing:
    """The whole text, UTF-8, paragraphs parted by an empty line."""
    parts = [*_top(story, house), *_body(story, house), *_foot(story, house)]
    text = "\n\n".join(filter(None, (_lines(part) for part in parts)))
    return Writing((text + "\n").encode("utf-8") if text else b"", tuple(_losses(story)))


def _lines(text: str) -> str:
    """Text without empty lines, which part paragraphs, and without spaces at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.split("\n") if line.strip())


def _top(story: Story, house: House) -> Iterator[str]:
    for piece in story.furniture:
        if piece.slot is Slot.TOP:
            yield piece.title
            yield from piece.text.split("\n\n")
    yield from map(clean_line, (story.kicker, story.headline, story.deck))
    if story.first_published:
        yield f"Published {print_time(story.first_published, house)}"
    yield f"Updated {print_time(story.updated, house)}" if story.updated else clean_line(story.updated_mark)
    yield byline_in_print(story, house).text
    yield from map(clean_line, notes_in_print(story.corrections, house, Slot.TOP))


def _body(story: Story, house: House) -> Iterator[str]:
    dateline = print_dateline(story.dateline, house)
    run: list[ListItem] = []
    for block in without_blanks(story.body.blocks, apart=True):
        if isinstance(block, ListItem):
            run.append(block)
            continue
        yield _list(run)
        run = []
        text = _block(block)
        if dateline and text:
            text, dateline = f"{dateline} {text}" if _takes_dateline(block) else f"{dateline}\n\n{text}", ""
        yield from text.split("\n\n")
    yield _list(run)
    yield dateline
    if story.lead:
        yield block_text(story.lead)


def _takes_dateline(block: Block) -> bool:
    return not isinstance(block, Table | Figure | Rule | Embed)


def _foot(story: Story, house: House) -> Iterator[str]:
    if story.editors_note.strip():
        yield f"{EDITORS_NOTE} {story.editors_note.strip()}"
    yield contribution_in_print(story, house).text
    yield from notes_in_print(story.corrections, house, Slot.FOOT)
    yield story.usage_terms
    for piece in story.furniture:
        if piece.slot is Slot.FOOT:
            yield piece.title
            yield from piece.text.split("\n\n")


def _block(block: Block) -> str:
    match block:
        case Note():
            return ""
        case Rule():
            return RULE
        case PullQuote(attribution=attribution) if attribution:
            return f"{text_of(block.spans)}\n— {attribution}"
        case Table(rows=rows):
            return "\n".join(" | ".join(clean_line(text_of(cell)) for cell in row) for row in rows)
        case Embed(title=title, url=url):
            provider = provider_of(url)
            return " ".join(filter(None, (title or (provider.words if provider else ""), url)))
        case _:
            return block_text(block)


def _list(items: list[ListItem]) -> str:
    lines = []
    numbers: list[int] = []
    for item in items:
        depth = min(max(item.depth, 0), len(numbers))
        del numbers[depth + 1 :]
        numbers += [0] * (depth + 1 - len(numbers))
        numbers[depth] += 1
        mark = f"{numbers[depth]}." if item.ordered else "-"
        lines.append(f"{'  ' * depth}{mark} {clean_line(text_of(item.spans))}".rstrip())
    return "\n".join(lines)


def _losses(story: Story) -> Iterator[Loss]:
    yield from note_losses(story)
    found = list(all_spans(story))
    links = len({span.link for span in found if span.link})
    figures = [block for block in (story.lead, *story.body.blocks) if isinstance(block, Figure)]
    if links:
        yield Loss("body", f"{counted(links, 'link')} lost {'its address' if links == 1 else 'their addresses'}.")
    if any(span.marks for span in found):
        yield Loss("body", "Bold, italics and other marks are not kept in plain text.")
    if any(isinstance(block, Quote) for block in story.body.blocks):
        yield Loss("body", "Quotations look like other paragraphs.")
    if figures:
        verb = "was" if len(figures) == 1 else "were"
        yield Loss("picture", f"{counted(len(figures), 'picture')} {verb} left out; caption and credit are kept.")
    yield from fields_loss(story, "Plain text", ("slug", "section", "keywords", "embargo", "canonical"))
