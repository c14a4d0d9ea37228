"""What the library gives out of a review: immutable values. No SQLAlchemy here, so anybody may import it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desk.story.anchor import Anchor
from desk.story.comments import Thread


@dataclass(frozen=True, slots=True)
class Followed:
    """A thread of comments, and its anchor as it is in the text that stands: it followed what was written since."""

    thread: Thread
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided on a tracked change, and what the change was: its key, the field that it was in, its kind
    and what it said of itself, the words that it added and removed, and who had made it."""

    key: str
    accepted: bool
    field: str = ""
    kind: str = ""
    sentence: str = ""
    added: str = ""
    removed: str = ""
    makers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Decided):
    """A decision as it is recorded. One that was taken back has `undone_by` and `undone_at`, who and when; then the
    change is open again. Times are aware."""

    id: str
    article: str
    who: str
    at: datetime
    undone_by: str = ""
    undone_at: datetime | None = None

    @property
    def is_undone(self) -> bool:
        """Whether it was taken back."""
        return self.undone_at is not None


@dataclass(frozen=True, slots=True)
class Look:
    """Up to where somebody has seen an article: its newest revision and its version then."""

    article: str
    who: str
    revision: str
    version: int
    at: datetime
