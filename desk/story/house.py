"""House style: a publication's names, wordings, dates, limits, furniture, template, and its way of working."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desk.story.note_labels import NoteLabels
from desk.story.standards import Standards
from desk.story.story import Furniture
from desk.story.workflow import Workflow


class Wording(StrEnum):
    """The form of the contribution line."""

    PLAIN = "plain"  # "Reuters and Jacob Rascon contributed."
    REPORT = "report"  # "A in Lisbon and B in Taipei contributed to this report."
    WIRE = "wire"  # "Reporting by A in Lisbon and B; Editing by C"


@dataclass(frozen=True, slots=True)
class Limits:
    """The most characters that a field should have."""

    headline: int = 64
    deck: int = 160
    slug: int = 24


@dataclass(frozen=True, slots=True)
class House:
    """One house style, read from a TOML file in `resources/houses/`.

    `date_format` and `time_format` are Babel-free patterns of `datetime.strftime`; `agencies` are the
    organisations that are credited by name, spelt as the house prints them. `printed` is how it words
    names in lines of credits that are called otherwise everywhere else; `people` are other spellings of people's names,
    folded, with the folded names that they stand for. `workflow` is who may do what, `gate` what is
    asked of a story before it goes on, `notes` what it calls notes to readers.
    """

    key: str = "standard"
    name: str = "Desk"
    publisher: str = "Desk"
    publisher_url: str = ""
    logo_url: str = ""
    language: str = "en-US"
    wording: Wording = Wording.PLAIN
    serial_comma: bool = False
    report_noun: str = "report"
    dateline_dash: str = "—"
    date_format: str = "%-d %B %Y"
    time_format: str = "%H:%M"
    timezone: str = "UTC"
    words_per_minute: int = 238
    limits: Limits = Limits()
    agencies: tuple[str, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    sections: tuple[str, ...] = ()
    template: str = "article.html"
    article_url: str = ""
    aliases: dict[str, str] = field(default_factory=dict)
    workflow: Workflow = Workflow()
    gate: Standards = Standards()
    printed: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    notes: NoteLabels = NoteLabels()
