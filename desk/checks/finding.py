"""What a check says: a finding with a place in the story and a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from desk.story.standards import Severity

__all__ = ["Finding", "Severity"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a story to look at.

    `field` is the field of the story, "" for the story as a whole; `block` the index of the block
    where the field is the body, and `start` and `stop` the characters of the field's or the block's
    text where only these are meant. `message` is a sentence for the person who writes. `name` is who it is about,
    where it is about somebody: what puts it right may credit them. `instead` is a name that may be meant.
    """

    rule: str
    severity: Severity
    field: str
    message: str
    block: int | None = None
    start: int | None = None
    stop: int | None = None
    name: str = ""
    instead: str = ""
