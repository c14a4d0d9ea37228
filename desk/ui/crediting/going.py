"""The way from what the record says to the words that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desk.checks.finding import Finding, Severity
from desk.checks.proposals import Evidence
from desk.story.body import Block
from desk.story.story import Story

if TYPE_CHECKING:
    from desk.ui.room import Room

_CHANGED = "These words were changed meanwhile."


class Going:
    """Selects words on the page, or shows what stands beside it. `seen` is the story in which they were found."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def to_evidence(self, evidence: Evidence, seen: Story) -> None:
        """Show what a piece of evidence is about."""
        if evidence.field == "lead":
            self._room.tools.show_lead()
            return
        if evidence.block is not None:
            words = (evidence.block, evidence.start, evidence.stop)
            self._go(Finding("", Severity.NOTE, evidence.field, "", *words), seen)
        if evidence.thread:
            self._room.show_side("review")
            self._room.tools.review.select(evidence.thread, go=evidence.block is None)

    def to_finding(self, finding: Finding, seen: Story) -> None:
        """Show what does not agree."""
        tab = {"credits": "tab_credits", "dateline": "tab_details"}.get(finding.field)
        if tab is not None:
            self._room.window.actions_[tab].trigger()
        else:
            self._go(finding, seen)

    def _go(self, finding: Finding, seen: Story) -> None:
        """To the words, wherever their paragraph is by now."""
        if finding.block is not None:
            now = self._room.manuscript.story.body.blocks
            number = where_now(finding.block, seen.body.blocks, now)
            if number is None:
                self._room.window.toast.say(_CHANGED)
                return
            finding = replace(finding, block=number)
        self._room.page_work.go_to(finding)


def where_now(number: int, before: Sequence[Block], now: Sequence[Block]) -> int | None:
    """The number that a block has now; None where it is another one, or gone."""
    if number >= len(before):
        return None
    nearest = sorted(range(len(now)), key=lambda at: abs(at - number))
    return next((at for at in nearest if now[at] == before[number]), None)
