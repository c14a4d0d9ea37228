"""The story: everything publishable about an article at one moment, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desk.story.body import Body, Figure
from desk.story.people import Credit


class Slot(StrEnum):
    """Where on the page furniture or a correction stands."""

    TOP = "top"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place, date and source at the head of the body: "LISBON, May 3 (Reuters) —"."""

    place: str = ""
    date: date | None = None
    source: str = ""

    def __bool__(self) -> bool:
        return bool(self.place or self.date or self.source)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Standing matter that a house hangs on its pages. `text` may hold paragraphs parted by "\\n\\n"."""

    title: str = ""
    text: str = ""
    slot: Slot = Slot.TOP


class CorrectionKind(StrEnum):
    """What kind of note a correction is."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated note to readers that the story was wrong, and how. All times are aware.

    `at` names a note within its story: it is that of no other (`desk.story.correcting` sees to it). `about` is the
    `at` of an earlier note that this one puts right. One that was `withdrawn` at some time is kept and printed nowhere.
    """

    text: str
    at: datetime
    kind: CorrectionKind = CorrectionKind.CORRECTION
    slot: Slot = Slot.FOOT
    about: datetime | None = None
    withdrawn: datetime | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """The publishable content of an article.

    Lines that the credits write themselves (byline, contribution line) are not kept; `byline_text`
    and `contribution_text` hold a line written by hand, which then stands in print instead of the
    written one and is never overwritten. `updated_mark` is an updated line as the copy carried it
    ("/ Updated"), printed where there is no `updated` time to print. `target_words` is how long the body is to
    become, 0 where nobody said; it is never published. All times are aware.
    """

    kicker: str = ""
    headline: str = ""
    deck: str = ""
    slug: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "en-US"
    credits: tuple[Credit, ...] = ()
    byline_text: str = ""
    contribution_text: str = ""
    dateline: Dateline = Dateline()
    body: Body = Body()
    corrections: tuple[Correction, ...] = ()
    editors_note: str = ""
    first_published: datetime | None = None
    updated: datetime | None = None
    updated_mark: str = ""
    embargo: datetime | None = None
    furniture: tuple[Furniture, ...] = ()
    lead: Figure | None = None
    usage_terms: str = ""
    canonical: str = ""
    target_words: int = 0
