"""What the ledger of credits is asked, and what it answers. No SQLAlchemy here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desk.library.values import ArticleRow
from desk.story.people import PersonKind, Role


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A credit in an article. `at` is when that was first published, or was made where it never was; `name` is that of
    the directory, whatever the spelling on the page."""

    article: ArticleRow
    at: datetime
    name: str
    kind: PersonKind
    role: Role
    place: str = ""
    title: str = ""


class By(StrEnum):
    """By what the lines of a ledger are ordered."""

    DATE = "date"
    NAME = "name"
    ROLE = "role"
    PLACE = "place"
    STORY = "story"
    STATE = "state"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which credits: from `since` on and before `until`, both aware; of somebody under any of their names, or of all
    where that is ""; of people or of organisations; in one role. `order` goes from the newest, and of texts from A;
    `backwards` turns it round."""

    since: datetime
    until: datetime
    name: str = ""
    kind: PersonKind | None = None
    role: Role | None = None
    order: By = By.DATE
    backwards: bool = False
    parts: bool = False


class Unit(StrEnum):
    """How long a step of the picture is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Line:
    """How often somebody was credited, or one did it in a `role` where the ledger is of one name only. `steps` are the
    first days of the steps in which that was, in the order of time, each with how often."""

    name: str
    kind: PersonKind
    role: Role | None
    total: int
    steps: tuple[tuple[date, int], ...]


# A credit by the number of its article and its place there.
Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """A ledger at a glance: its credits in the order that was asked for, in how many articles they are, whose they are
    (those who were credited most first), and all steps of the time in which there is one. `alike` says that nobody has
    the very name that was asked for, so that they are those of whose names it is a part."""

    keys: tuple[Key, ...] = ()
    stories: int = 0
    lines: tuple[Line, ...] = ()
    unit: Unit = Unit.DAY
    steps: tuple[date, ...] = ()
    alike: bool = False
