"""Where the events of a life stand on one line: time, with the nights squeezed in which nothing happened. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from math import log2

QUIET = timedelta(minutes=45)  # what is longer and empty grows only slowly
BREAK = timedelta(hours=3)  # what is longer and empty is shown to be cut


def places(times: Sequence[datetime]) -> list[float]:
    """Where rising times stand, from 0 to 1. Times that are apart stand apart, however long the whole is."""
    if len(times) < 2:
        return [0.5] * len(times)
    steps = [_squeezed((after - before).total_seconds()) for before, after in pairwise(times)]
    least = max(sum(steps), 1.0) / (3 * len(steps))
    ends = list(accumulate((max(step, least) for step in steps), initial=0.0))
    return [end / ends[-1] for end in ends]


def breaks(times: Sequence[datetime]) -> list[int]:
    """The numbers of the times before which there was a night, or more."""
    return [number + 1 for number, (before, after) in enumerate(pairwise(times)) if after - before > BREAK]


def _squeezed(seconds: float) -> float:
    quiet = QUIET.total_seconds()
    return max(0.0, seconds) if seconds <= quiet else quiet * (1 + log2(seconds / quiet) / 4)
