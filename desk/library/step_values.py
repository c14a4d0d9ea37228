"""What the library gives out of the way of articles through the desk: immutable values. No SQLAlchemy here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from desk.library.values import ArticleRow, State
from desk.story.workflow import StaffRole

if TYPE_CHECKING:
    from desk.checks.situation import Situation
    from desk.library.storing import Stored

TAKEN_BACK = "Taken back."  # the note of a move that takes the one before back


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an article did not move, as a sentence. Where it is `open` it may, once somebody says why."""

    row: ArticleRow
    sentence: str
    open: bool = False

    @property
    def named(self) -> str:
        """The sentence, with the name of the article."""
        return f"“{self.row.title or self.row.slug}”: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of moving several articles: in which state those were that moved, and why the others did not, by the
    ids of both."""

    before: Mapping[str, State] = field(default_factory=dict)
    refused: Mapping[str, Refusal] = field(default_factory=dict)

    def sentences(self, most: int = 5) -> tuple[str, ...]:
        """Why some did not move, each in a sentence with its name; after `most` of them the rest is counted."""
        told = [each.named for each in self.refused.values()]
        more = len(told) - most
        return (*told[:most], f"{more:,} more were not moved either.") if more > 1 else tuple(told)


@dataclass(frozen=True, slots=True)
class ToSend:
    """An article that is about to go out: the text that goes, and the revision which that is of ("" where the library
    cannot be written). The gate is asked in this `situation`, and for somebody in this role. With `agreed` the text is
    the one that was last agreed on; `unresolved` is how many tracked changes it then goes without, or else with."""

    row: ArticleRow
    text: Stored
    revision: str
    situation: Situation
    role: StaffRole
    unresolved: int = 0
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Queued:
    """An article in its state: since when, who brought it there, and how long it is to become.

    In a queue also how many tracked changes nobody has decided on and how many questions wait for an answer; and for
    whoever is signed in, what others did since they saw it last: `unread` where there is anything, with the words that
    came and went, and the comments."""

    row: ArticleRow
    since: datetime
    by: str
    target: int = 0
    embargo: datetime | None = None
    changes: int = 0
    questions: int = 0
    unread: bool = False
    added: int = 0
    removed: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: a state, what the house calls it, how many articles are in it, and some of them."""

    state: State
    name: str
    total: int
    rows: tuple[Queued, ...]
