"""On which side words begin. An element says so (`dir`) where its words are read from another side than those around
it; the side of words is that of their first letter, as on the page on which they are written.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import bidirectional

from desk.story.body import Block, Embed, Figure, PullQuote, Span, Table, block_text, text_of

_SIDES = {"L": "ltr", "R": "rtl", "AL": "rtl"}


def side_of(text: str) -> str:
    """`ltr` or `rtl`, as the first letter of a text is read; "" where it has none (UAX #9, P2)."""
    return next((side for char in text if (side := _SIDES.get(bidirectional(char)))), "")


def side_of_credits(line: str, around: str) -> str:
    """The side of a line of credits: where the story begins on the left that of its wording, and not of a name that
    comes first. "محمد الفايد contributed." is an English sentence."""
    side = side_of(line)
    is_worded = side == "rtl" and around == "ltr" and any(bidirectional(char) == "L" for char in line)
    return "ltr" if is_worded else side


def side_attribute(words: str | Iterable[Span], around: str) -> str:
    """What goes into the tag of an element with these words among words that begin on the side `around`. "" where it
    is the same side or does not matter, and everywhere if `around` is "": then no element says a side."""
    side = side_of(words if isinstance(words, str) else text_of(tuple(words))) if around else ""
    return f' dir="{side}"' if side not in {"", around} else ""


def words_of(block: Block) -> str:
    """The words by which an element with more than one line of them is read."""
    match block:
        case Figure():
            return text_of(block.caption) or block.credit
        case PullQuote():
            return text_of(block.spans) or block.attribution
        case Table():
            return " ".join(text_of(cell) for row in block.rows[:1] for cell in row)
        case Embed():
            return block.title
    return block_text(block)
