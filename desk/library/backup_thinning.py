"""Which backups are kept, as a pure function: every hour for a day, daily for a month, monthly for ever, as far as
there is room for them.

To thin out again and again as time passes keeps what thinning out once would have kept.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.library.backup_names import Backup

HOURLY = timedelta(days=1)
DAILY = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Step:
    """Of all backups that are as young as `until`, the newest of each hour (day, month) is kept."""

    until: timedelta | None
    form: str  # as strftime: what is the same for all of one hour (day, month)


_STEPS = (_Step(HOURLY, "%Y%m%d%H"), _Step(DAILY, "%Y%m%d"), _Step(None, "%Y%m"))


def kept(backups: Iterable[Backup], now: datetime, room: int) -> frozenset[Path]:
    """Those of these backups that are kept at this moment; `room` is how many bytes they may take together.

    The newest is kept whatever its size, and so is what a person made or what was made before a change
    of everything (`Backup.stays`); both count. Where there is too little room, first goes what leaves the smallest
    gap for its age, so that what is left still reaches far back.
    """
    ordered = sorted(backups, key=lambda one: (one.at, one.path), reverse=True)
    thinned = _thinned([one for one in ordered if not one.stays], now)
    used = sum(one.size for one in ordered if one.stays) + sum(one.size for one in thinned)
    while used > room and len(thinned) > 1:
        used -= thinned.pop(_least(thinned, now)).size
    return frozenset(one.path for one in thinned) | {one.path for one in ordered if one.stays}


def _thinned(ordered: Sequence[Backup], now: datetime) -> list[Backup]:
    """The newest of each hour, day and month; `ordered` has the newest first."""
    seen: set[Hashable] = set()
    held = []
    for one in ordered:
        steps = [step for step in _STEPS if step.until is None or now - one.at < step.until]
        # A day holds its hours and a month its days, so what is the newest of one is the newest of the smaller too.
        keys = {(step.form, one.at.astimezone(UTC).strftime(step.form)) for step in _STEPS}
        if any((step.form, one.at.astimezone(UTC).strftime(step.form)) not in seen for step in steps):
            held.append(one)
        seen |= keys
    return held


def _least(ordered: Sequence[Backup], now: datetime) -> int:
    """The place of the backup that would be missed least: not the newest, which is the first."""
    hours = [max(0.0, (now - one.at) / timedelta(hours=1)) + 1 for one in ordered]
    beyond = [*hours[1:], hours[-1] * 2]  # before the oldest there is nothing; it counts as if there were, as far again
    gaps = [math.log(beyond[place] / hours[place - 1]) for place in range(1, len(ordered))]
    return gaps.index(min(gaps)) + 1
