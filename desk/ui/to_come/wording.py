"""How what is still to come is spoken of."""

from __future__ import annotations

from desk.story.body import Block, Embed, Figure, PullQuote, Table
from desk.story.places import Place
from desk.story.story import Story

_FIELDS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "deck": "Deck",
    "byline_text": "Byline",
    "contribution_text": "Contribution line",
    "lead": "Lead picture",
    "editors_note": "Editor’s note",
    "corrections": "Correction",
}


def where(place: Place, story: Story) -> str:
    """What a place is called."""
    if place.block is None or place.block >= len(story.body.blocks):
        return _FIELDS.get(place.field, "Body")
    return _in_block(story.body.blocks[place.block], place.part)


def _in_block(block: Block, part: int) -> str:
    match block:
        case Figure():
            return ("Description", "Caption", "Picture credit")[part]
        case PullQuote():
            return ("Pull quote", "Attribution")[part]
        case Table():
            return "Table"
        case Embed():
            return "Embed"
        case _:
            return "Body"
