"""Checking a story against all rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from desk.checks.finding import Finding
from desk.checks.rules import RULES, Rule
from desk.checks.situation import Case, Situation
from desk.story.house import House
from desk.story.story import Story


def check(
    story: Story, house: House, now: datetime | None = None, rules: Iterable[Rule] = RULES
) -> tuple[Finding, ...]:
    """What these rules find in a story, in the order of the rules. `now` (aware) is the time that an embargo is
    held against; without it, the time of the call."""
    return tuple(looked(Case(story, house, Situation(now or datetime.now(UTC))), rules))


def looked(case: Case, rules: Iterable[Rule]) -> Iterator[Finding]:
    """What these rules find, each finding as grave as the house has it."""
    found = (case.graded(finding) for rule in rules for finding in rule.find(case))
    return (finding for finding in found if finding is not None)
