"""Writing credits as lines of print."""

from __future__ import annotations

from collections.abc import Sequence

from desk.story.house import House, Wording
from desk.story.people import Credit, Role

LABELS: dict[Role, str] = {
    Role.CONTRIBUTOR: "Contributions by",
    Role.REPORTING: "Reporting by",
    Role.ADDITIONAL_REPORTING: "Additional reporting by",
    Role.WRITING: "Writing by",
    Role.EDITING: "Editing by",
    Role.RESEARCH: "Research by",
    Role.PHOTOGRAPHY: "Photography by",
    Role.VIDEO: "Video by",
    Role.GRAPHICS: "Graphics by",
    Role.TRANSLATION: "Translation by",
}


def _list(credits: Sequence[Credit], house: House) -> str:
    items = [" ".join(filter(None, (c.title, c.name, c.place and f"in {c.place}"))) for c in credits]
    comma = "," if house.serial_comma and len(items) > 2 else ""
    return f"{', '.join(items[:-1])}{comma} and {items[-1]}" if len(items) > 1 else "".join(items)


def byline(credits: Sequence[Credit], house: House) -> str:
    """The byline, "By A, B and C"; "" where nobody has one."""
    by = [credit for credit in credits if credit.role is Role.BY]
    return f"By {_list(by, house)}" if by else ""


def contribution_line(credits: Sequence[Credit], house: House) -> str:
    """The contribution line in the house's wording; "" where nobody contributed."""
    groups = {role: [credit for credit in credits if credit.role is role] for role in LABELS}
    lists = {role: _list(group, house) for role, group in groups.items() if group}
    if house.wording is Wording.WIRE:
        return "; ".join(f"{LABELS[role]} {text}" for role, text in lists.items())
    contributors = lists.pop(Role.CONTRIBUTOR, "")
    to = f" to this {house.report_noun}" if house.wording is Wording.REPORT else ""
    sentences = [f"{contributors} contributed{to}."] if contributors else []
    sentences += [f"{LABELS[role]} {text}." for role, text in lists.items()]
    return " ".join(sentences)
