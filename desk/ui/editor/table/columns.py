"""How wide the columns of a table are. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def column_widths(least: Sequence[int], most: Sequence[int], room: int) -> tuple[int, ...]:
    """The widths of columns, in px, that fill the room, as browsers lay out a table.

    `least` is what the longest word of each column needs, `most` what its longest cell would need on one line. Where
    there is room for all on one line, what is left is shared out; where not even the longest words have room, the
    narrow columns keep theirs and the wide ones share the rest.
    """
    if not least:
        return ()
    most = [max(low, high) for low, high in zip(least, most, strict=True)]
    if sum(most) <= room:
        return _whole([wide + (room - sum(most)) * _weight(wide, most) for wide in most], room)
    if sum(least) <= room:
        spare = (room - sum(least)) / (sum(most) - sum(least))
        return _whole([low + (high - low) * spare for low, high in zip(least, most, strict=True)], room)
    return _whole(_squeezed(least, room), room)


def _weight(wide: int, most: Sequence[int]) -> float:
    """What a column gets of the room to spare. Half of it goes to all alike, so that short ones are not starved."""
    alike = 1 / len(most)
    return (alike + (wide / sum(most) if sum(most) else alike)) / 2


def _squeezed(least: Sequence[int], room: int) -> list[float]:
    """The narrowest first, each at most an equal part of what is left."""
    found = [0.0] * len(least)
    left = float(room)
    for done, column in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        found[column] = min(float(least[column]), left / (len(least) - done))
        left -= found[column]
    return found


def _whole(widths: Sequence[float], room: int) -> tuple[int, ...]:
    """Whole pixels, whose sum is the room."""
    edges = [round(edge) for edge in accumulate(widths)]
    edges[-1] = room
    return tuple(edge - before for edge, before in zip(edges, [0, *edges[:-1]], strict=True))
