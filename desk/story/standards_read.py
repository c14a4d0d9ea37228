"""What a house asks of a story, from the `[gate]` table of its style file."""

from __future__ import annotations

from collections.abc import Mapping

from desk.story.setting_read import Faulty, several_of, table_of, truth_of
from desk.story.standards import FINDINGS, Severity, Standards
from desk.story.workflow import StaffRole

_OFF = "off"


def read_standards(value: object, base: Standards, key: str = "gate") -> Standards:
    """The standards that this table describes; what it does not say is that of `base`. Raises `Faulty`."""
    table = table_of(value, key, ("findings", "override", "firm", "dateline_with_byline"))
    return Standards(
        base.severities | _severities(table.get("findings", {}), f"{key}.findings"),
        several_of(table["override"], StaffRole, f"{key}.override", may_be_none=True)
        if "override" in table
        else base.override,
        _firm(table["firm"], f"{key}.firm") if "firm" in table else base.firm,
        truth_of(table.get("dateline_with_byline", base.dateline_with_byline), f"{key}.dateline_with_byline"),
    )


def _severities(value: object, key: str) -> dict[str, Severity | None]:
    table: Mapping[str, object] = table_of(value, key, tuple(FINDINGS))
    found: dict[str, Severity | None] = {}
    for name, how in table.items():
        if how not in (*Severity, _OFF):
            raise Faulty(f"{key}.{name}", f"must be one of {', '.join((*Severity, _OFF))}")
        found[name] = None if how == _OFF else Severity(str(how))
    return found


def _firm(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise Faulty(key, "must be a list of findings")
    for name in value:
        if name not in FINDINGS:
            raise Faulty(key, f"names “{name}”. Findings are: {', '.join(sorted(FINDINGS))}")
    return tuple(dict.fromkeys(map(str, value)))
