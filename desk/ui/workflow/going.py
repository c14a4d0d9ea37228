"""Leads to what the gate found: on the page, beside it, or in the list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.checks.finding import Finding

if TYPE_CHECKING:
    from desk.ui.room import Room

_IN_REVIEW = frozenset({"unresolved-changes"})
_IN_HISTORY = frozenset({"changed-since-published", "killed"})
_IN_CREDITS = frozenset({"credits", "byline_text", "contribution_text"})


def go_to(room: Room, finding: Finding) -> None:
    """Show where something was found, ready to be put right."""
    side = room.side
    if finding.rule in _IN_REVIEW:
        room.tools.show_page()
        room.window.actions_["next_change"].trigger()
        room.show_side("review")
    elif finding.rule in _IN_HISTORY:
        room.show_side("history")
    elif finding.field in _IN_CREDITS:
        room.show_side("credits")
    elif finding.block is not None or room.page.fields.field(finding.field) is not None:
        room.page_work.go_to(finding)
    elif side is not None and finding.field:
        room.show_side("details")
        side.details.go_to(finding.field)
