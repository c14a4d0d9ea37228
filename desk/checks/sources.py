"""Copy that was pasted into a story from elsewhere: whose it is, and how much of it still stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Source:
    """Whose copy was pasted: their `name`, the `address` of the page that it came from ("" where there is none), the
    `words`, who pasted it, and when (aware)."""

    name: str
    address: str
    words: str
    who: str = ""
    at: datetime | None = None
