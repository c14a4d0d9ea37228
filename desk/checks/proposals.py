"""Who may be credited for a story, and why: what the record shows. Nothing is credited by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desk.checks.finding import Finding
from desk.story.credits import Line
from desk.story.people import Credit, PersonKind, Role


class How(StrEnum):
    """By what somebody has a part in a story. They are told in this order."""

    WROTE = "wrote"  # words that still stand
    PASTED = "pasted"  # copy of theirs stands in it
    ANSWERED = "answered"  # a question
    ATTRIBUTED = "attributed"  # the text says that it has something from them
    PICTURE = "picture"  # supplied one


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for somebody.

    `words` are those to show: the beginning of what they wrote, of the copy that was pasted, the question that they
    answered, the credit of the picture, the whole sentence that names them. They are found at `field` (the body, or
    the "lead" picture): `block` is the number of the block, None where there is none to go to, and `start` and `stop`
    are code points of `block_text`, as those of findings. Of an attribution they hold only the words that tell it.
    `share` is the part of the words of the story (0 to 1) that somebody wrote or that was pasted, `count` their
    number. `at` is when it was done last, aware; `thread` the id of the question; `address` that of the page from
    which copy came, where it is known.
    """

    how: How
    words: str
    share: float = 0.0
    block: int | None = None
    start: int = 0
    stop: int = 0
    at: datetime | None = None
    field: str = "body"
    count: int = 0
    thread: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody, or some organisation, who may be credited: under the name that the directory and the house have for
    them, in the role, with the place and the title that they had last or that the directory has, and what speaks for
    it, the weightiest first. `contact` is the id of their contact in the directory, "" where they have none."""

    name: str
    kind: PersonKind
    role: Role
    place: str
    evidence: tuple[Evidence, ...]
    contact: str = ""
    title: str = ""

    @property
    def credit(self) -> Credit:
        """The credit that is proposed."""
        return Credit(self.name, self.kind, self.role, self.place, self.title)

    @property
    def is_slight(self) -> bool:
        """Whether little speaks for it: some words here and there, and nothing else."""
        return all(
            each.how is How.WROTE and each.count < _MANY_WORDS and each.share < _LARGE_SHARE for each in self.evidence
        )


_MANY_WORDS = 12
_LARGE_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for a story, those for whom most speaks first; whom somebody said to be no contributor, though
    there is evidence; what is odd about the credits; and the lines as they are printed now."""

    offered: tuple[Proposal, ...] = ()
    declined: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    byline: Line = Line("")
    contribution: Line = Line("")
