"""Checking a story against all rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from desk.checks.finding import Finding
from desk.checks.rules import RULES, Case, Rule
from desk.story.house import House
from desk.story.story import Story


def check(
    story: Story, house: House, now: datetime | None = None, rules: Iterable[Rule] = RULES
) -> tuple[Finding, ...]:
    """What these rules find in a story, in the order of the rules. `now` (aware) is the time that an embargo is
    held against; without it, the time of the call."""
    case = Case(story, house, now or datetime.now(UTC))
    return tuple(finding for rule in rules for finding in rule.find(case))
