"""What a story does not know of itself, and what it needs to be judged by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from desk.checks.finding import Finding, Severity
from desk.checks.sources import Source
from desk.story.comments import Thread
from desk.story.house import House
from desk.story.standards import FINDINGS
from desk.story.states import OUT, State
from desk.story.story import Story


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who is credited and whom nobody knows; `near` is the name of somebody known that is much like it."""

    name: str
    near: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """How things stand with a story at a moment (aware).

    `target` is the state that it is to go into, None where it is to be exported. `unresolved` is how many tracked
    changes nobody has decided on; `questions` are those that wait for an answer, with their anchors as they stand in
    this story. `agencies` are organisations that the library knows besides those of the house. `published` is the
    story as readers have it; as they had it last, where it is to be published once more; with `is_killed` it was
    taken from them. `embargo` is that of the text with the tracked changes where this is
    the one without, and the other way round: what nobody has decided on neither lifts one nor loses one.

    Of the credits: `strangers` are those whom nobody knows, `sources` whose copy was pasted in, `declined` who was said
    to be no contributor, and `based` where people are who are in the directory with a place, by their names.
    """

    now: datetime
    target: State | None = None
    unresolved: int = 0
    questions: tuple[Thread, ...] = ()
    agencies: tuple[str, ...] = ()
    published: Story | None = None
    embargo: datetime | None = None
    is_killed: bool = False
    strangers: tuple[Stranger, ...] = ()
    sources: tuple[Source, ...] = ()
    declined: tuple[str, ...] = ()
    based: tuple[tuple[str, str], ...] = ()

    @property
    def goes_out(self) -> bool:
        """Whether readers are to have it next."""
        return self.target is None or self.target in OUT


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: a story, its house, and the situation."""

    story: Story
    house: House
    situation: Situation

    @property
    def now(self) -> datetime:
        """What time it is (aware)."""
        return self.situation.now

    def found(self, rule: str, field: str, message: str, block: int | None = None) -> Finding:
        """A finding as grave as it is where the house says nothing else (see `graded`)."""
        return Finding(rule, FINDINGS[rule], field, message, block)

    def graded(self, finding: Finding) -> Finding | None:
        """A finding as grave as it is in this house; None where the house does not look for it. A story under embargo
        may well be made ready: the embargo is told then, and stops it when it is to go out."""
        severity = self.house.gate.severity(finding.rule)
        if finding.rule == "embargoed" and not self.situation.goes_out and severity is not None:
            severity = Severity.NOTE
        return None if severity is None else replace(finding, severity=severity)
