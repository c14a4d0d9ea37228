"""The gate before every export: asked of the very text that goes out, in the process that writes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk.checks.gate import Override, gate
from desk.checks.situation import Situation
from desk.formats.exporting import Job, Verdict
from desk.library.storing import unpack_fields
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.story import Story
from desk.story.workflow import StaffRole

if TYPE_CHECKING:
    from desk.library.step_values import ToSend


@dataclass(frozen=True, slots=True)
class GateGuard:
    """Stands before one export. `slug` is the story's own: that of the library may have a number behind it, which is
    nobody's fault. It is a `Guard`."""

    situation: Situation
    role: StaffRole
    slug: str = ""
    override: Override | None = None

    def __call__(self, story: Story, house: House) -> Verdict:
        """Whether the story may go out, and what somebody goes past then."""
        found = gate(replace(story, slug=self.slug), house, self.situation)
        told = tuple(finding.message for finding in found.to_override)
        hindrance = found.hindrance(self.role, self.override)
        return Verdict(hindrance, bool(hindrance) and not found.may_override(self.role), () if hindrance else told)


def guarded(sent: ToSend, override: Override | None = None) -> Job:
    """The export of an article, with the gate before it."""
    fields = unpack_fields(sent.text.fields)
    guard = GateGuard(sent.situation, sent.role, fields.slug, override)
    return Job(replace(fields, slug=sent.row.slug), sent.text.body, sent.row.id, guard)


def which_text(sent: ToSend) -> str:
    """Which of two texts goes out, as a sentence; "" where there is one only."""
    if not sent.unresolved:
        return ""
    changes = counted(sent.unresolved, "tracked change")
    if sent.agreed:
        return f"The agreed text goes out, without {changes} that nobody has decided on."
    return f"The current text goes out, with {changes} that nobody has decided on."
