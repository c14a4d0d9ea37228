"""The colours of the people who worked on a story: the first who came has the first one. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

# Apart from each other for eyes that see red and green alike, too; each of them carries on either page.
_LIGHT = ("#1b5e8c", "#b45f06", "#5b7f2b", "#7b4a9e", "#a33a5e", "#2a8280", "#6b6459")
_DARK = ("#7ab8e4", "#e3a15b", "#a9c86b", "#bf9be0", "#e58aa8", "#6cc5c1", "#b5aea2")


def person_colour(who: str, people: Sequence[str], *, dark: bool) -> str:
    """The colour of somebody among those who worked on a story. The last one is that of all who are many."""
    colours = _DARK if dark else _LIGHT
    number = people.index(who) if who in people else len(colours) - 1
    return colours[min(number, len(colours) - 1)]
