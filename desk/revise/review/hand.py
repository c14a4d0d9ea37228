"""Somebody at work on a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody at work: `who` and when, which is when the revision was made."""

    who: str
    at: datetime | None = None
