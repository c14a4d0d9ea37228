"""What somebody wants to see of the list. No SQLAlchemy here, so anybody may import it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desk.library.values import State


class Sort(StrEnum):
    """In which order articles are listed. Each has a natural direction: the newest and the longest first, headlines
    from A to Z."""

    BEST = "best"  # the best hits first where words are searched for, else as UPDATED
    UPDATED = "updated"
    CREATED = "created"
    HEADLINE = "headline"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are listed, and how. `query` is what a person typed; `backwards` turns the order round."""

    query: str = ""
    state: State | None = None
    binned: bool = False
    sort: Sort = Sort.BEST
    backwards: bool = False


NEWEST = Wanted()  # all that are not in the bin, what was changed last first
