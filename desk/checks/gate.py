"""The gate before a story is ready and before it goes out: what stops it, what asks, and who may go on all the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desk.checks.check import looked
from desk.checks.finding import Finding, Severity
from desk.checks.gate_rules import GATE_RULES
from desk.checks.situation import Case, Situation
from desk.story.body import clean_text
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.standards import FINDINGS, Standards
from desk.story.story import Story
from desk.story.workflow import StaffRole, either

GO_ON = "Whoever goes on all the same says why."


@dataclass(frozen=True, slots=True)
class Override:
    """That somebody goes on though something was found, and why. It is recorded with what was found."""

    reason: str

    @property
    def is_given(self) -> bool:
        """Whether there is a reason in it."""
        return bool(clean_text(self.reason).strip())


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found: what stops the story first, then what asks, then what is told and no more; within these in the
    order of `FINDINGS` and of the page."""

    findings: tuple[Finding, ...]
    standards: Standards

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings that are so grave."""
        return tuple(each for each in self.findings if each.severity is severity)

    @property
    def to_override(self) -> tuple[Finding, ...]:
        """What an override goes past: all that stops or asks. Nothing where the way is free."""
        return tuple(each for each in self.findings if each.severity is not Severity.NOTE)

    @property
    def firm(self) -> tuple[Finding, ...]:
        """What nobody goes past."""
        return tuple(each for each in self.of(Severity.ERROR) if each.rule in self.standards.firm)

    def may_override(self, role: StaffRole) -> bool:
        """Whether somebody in this role may go on with a reason, where anything was found."""
        return not self.firm and (role in self.standards.override or not self.of(Severity.ERROR))

    def hindrance(self, role: StaffRole, override: Override | None = None) -> str:
        """Why the story does not go on, as sentences; "" where it may. To whoever may go on the last one is `GO_ON`."""
        if self.firm:
            return f"{self.firm[0].message} Nobody can go past that."
        errors = self.of(Severity.ERROR)
        if errors and role not in self.standards.override:
            others = self.standards.override
            who = f"{either(others)} may go on all the same, with a reason." if others else "Put that right first."
            return f"{_first(errors)} {who[0].upper()}{who[1:]}"
        if self.to_override and (override is None or not override.is_given):
            return f"{_first(self.to_override)} {GO_ON}"
        return ""


def _first(findings: tuple[Finding, ...]) -> str:
    more = len(findings) - 1
    return findings[0].message + (f" And {counted(more, 'more finding')}." if more else "")


def gate(story: Story, house: House, situation: Situation) -> Gate:
    """Look at a story before it goes on. Not for every key: it reads all of the story."""
    found = looked(Case(story, house, situation), GATE_RULES)
    return Gate(tuple(_in_order(found)), house.gate)


def gate_of_all(gates: Mapping[str, Gate], standards: Standards) -> Gate:
    """What was found in several stories, by their titles, as one gate: for each in which there is something to go
    past one finding, which is as grave as the worst of them, and which nobody goes past where that is so of one."""
    found = []
    for title, each in gates.items():
        if worst := (*each.firm, *each.to_override):
            rest = len(each.to_override) - 1
            more = f" And {counted(rest, 'more finding')}." if rest else ""
            told = f"{title}: {worst[0].message}{more}"
            found.append(replace(worst[0], field="", message=told, block=None, start=None, stop=None))
    return Gate(tuple(_in_order(found)), standards)


def _in_order(found: Iterable[Finding]) -> list[Finding]:
    grave, told = [*Severity], [*FINDINGS]
    return sorted(found, key=lambda finding: (grave.index(finding.severity), told.index(finding.rule)))
