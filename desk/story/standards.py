"""What a house asks of a story before it goes on: how grave each finding is, and who may go past one.

The findings themselves are made in `desk.checks`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from desk.story.workflow import StaffRole


class Severity(StrEnum):
    """How bad a finding is: an error stops a story, a warning asks, a note is told and no more."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# What can be found, in the order in which it is told, and how grave it is where the house does not say.
FINDINGS: dict[str, Severity] = {
    "no-headline": Severity.ERROR,
    "too-long": Severity.WARNING,
    "to-come": Severity.ERROR,
    "unresolved-changes": Severity.ERROR,
    "open-question": Severity.ERROR,
    "no-alt-text": Severity.WARNING,
    "no-picture-credit": Severity.WARNING,
    "embargoed": Severity.ERROR,
    "agency-not-credited": Severity.WARNING,
    "copy-not-credited": Severity.WARNING,
    "no-byline": Severity.WARNING,
    "no-dateline": Severity.WARNING,
    "credited-twice": Severity.WARNING,
    "byline-differs": Severity.WARNING,
    "contribution-differs": Severity.WARNING,
    "credit-unclear": Severity.WARNING,
    "credit-unknown": Severity.NOTE,
    "nobody-there": Severity.WARNING,
    "changed-since-published": Severity.ERROR,
    "no-correction": Severity.WARNING,
    "correction-changed": Severity.ERROR,
    "killed": Severity.ERROR,
}


@dataclass(frozen=True, slots=True)
class Standards:
    """`severities` are those that the house has changed, by the id of the finding; None: it is not looked for. Who
    may go past errors, with a reason, is in `override`; nobody goes past those in `firm`. With `dateline_with_byline`
    a story that has a byline has a dateline, too."""

    severities: dict[str, Severity | None] = field(default_factory=dict)
    override: tuple[StaffRole, ...] = (StaffRole.EDITOR, StaffRole.PRODUCER)
    firm: tuple[str, ...] = ("embargoed",)
    dateline_with_byline: bool = False

    def severity(self, finding: str) -> Severity | None:
        """How grave a finding is in this house; None where it is not looked for."""
        return self.severities.get(finding, FINDINGS[finding])
