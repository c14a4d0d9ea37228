"""Checkpoints and the notes that came to them afterwards: one thing for a person, though two revisions keep it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desk.library.values import RevisionRow, Why


def noted_once(revisions: Sequence[RevisionRow]) -> Iterator[tuple[RevisionRow, RevisionRow]]:
    """The revisions of an article without those that were only made again to carry a note; each with the one that
    first had its text, which is mostly itself."""
    known = {row.id: row for row in revisions}
    doubled = {row.id: first for row in revisions if (first := _noted(row, known)) is not None}
    hidden = {first.id for first in doubled.values()}
    for row in revisions:
        if row.id not in hidden:
            yield row, doubled.get(row.id, row)


def numbers(revisions: Sequence[RevisionRow]) -> dict[str, int]:
    """The number by which a person calls each of these revisions, which are all of an article, the newest first: the
    oldest is 1. A checkpoint has that of its note."""
    once = [*noted_once(revisions)]
    found: dict[str, int] = {}
    for number, (row, first) in zip(range(len(once), 0, -1), once, strict=True):
        found |= {row.id: number, first.id: number}
    return found


def _noted(row: RevisionRow, known: Mapping[str, RevisionRow]) -> RevisionRow | None:
    """The checkpoint to which this one is only a note."""
    first = known.get(row.parents[0]) if len(row.parents) == 1 and row.note else None
    if first is None or first.note or first.story_hash != row.story_hash:
        return None
    return first if (first.who, first.why, row.why) == (row.who, Why.CHECKPOINT, Why.CHECKPOINT) else None
