"""What is still to come in an article as the library keeps it, told without reading articles that are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.story.to_come import ToCome, off_page, to_come

if TYPE_CHECKING:
    from desk.library.storing import Stored
    from desk.story.house import House
    from desk.story.story import Story


def left_to_come(story: Story, house: House) -> tuple[ToCome, ...]:
    """All that is to come in what is printed of a story, from top to foot, and then what is beside its page."""
    from desk.story.places import in_print  # noqa: PLC0415

    return (*to_come(story, in_print(story, house)), *off_page(story))


def stored_to_come(text: Stored, house: House) -> tuple[ToCome, ...]:
    """The same of a story as it is kept. Only one in which there may be something is read."""
    return left_to_come(text.story(), house) if "TK" in text.body or "TK" in text.fields else ()
