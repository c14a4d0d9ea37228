"""Every text of a story that a reader sees, and whether an output has it all."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
from lxml import etree

from desk.formats.dates import print_dateline
from desk.formats.embeds import card_words
from desk.story.body import Block, Embed, Figure, Note, PullQuote, Rule, Table, text_of
from desk.story.correcting import in_print
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.story import Story


def printed_texts(story: Story, house: House) -> list[str]:
    """The texts of the story's fields and body, each in one piece; notes never print."""
    found = [
        story.kicker,
        story.headline,
        story.deck,
        byline_in_print(story, house).text,
        print_dateline(story.dateline, house),
        story.editors_note,
        contribution_in_print(story, house).text,
        story.usage_terms,
        "" if story.updated else story.updated_mark,
        *(text for piece in story.furniture for text in (piece.title, *piece.text.split("\n\n"))),
        *(note.text for note in in_print(story.corrections)),
        *(text for block in story.body.blocks for text in block_texts(block)),
    ]
    if story.lead:
        found += block_texts(story.lead)
    return [text for text in found if text.strip()]


def block_texts(block: Block) -> Iterator[str]:
    match block:
        case Note() | Rule():
            return
        case Figure(caption=caption, credit=credit):
            yield from (text_of(caption), credit)
        case Table(rows=rows):
            yield from (text_of(cell) for row in rows for cell in row)
        case Embed(title=title, url=url):
            yield card_words(url, title)  # where it leads, which a text without links says in full
        case PullQuote(spans=parts, attribution=attribution):
            yield from (text_of(parts), attribution)
        case _:
            yield text_of(block.spans)


def bare(text: str) -> str:
    """Text without any white space, in which words can be looked for whatever the lines are."""
    return "".join(text.split())


def visible(html: str) -> str:
    """The words of a page as one sees them, without white space."""
    root = lxml.html.document_fromstring(html)
    etree.strip_elements(root, "head", "script", "style", with_tail=False)
    return bare("".join(map(str, root.itertext())))


def missing(story: Story, house: House, shown: str) -> list[str]:
    """The texts of the story that are not among the words shown (`bare`)."""
    return [text for text in printed_texts(story, house) if bare(text) not in shown]
