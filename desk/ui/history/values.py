"""The lines of a field that has no place on the page, as it was and as it became. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from desk.formats.dates import print_time
from desk.formats.notes_write import note_in_print
from desk.revise.diff import FieldChange
from desk.revise.rows import Row, RowKind
from desk.revise.runs import Became, Run, Runs, runs, whole
from desk.story.body import spans
from desk.story.house import House
from desk.story.story import Correction, Story

_AFTER = {"role": ": ", "title": " "}  # what stands between one text of a value and the next, if no comma


def value_lines(
    change: FieldChange, old: Story, new: Story, house: House, said: Callable[[Row, int], list[str]]
) -> Iterator[Runs]:
    """A line for each value; `said` tells what is to be said of a row beside its words."""
    was, now = getattr(old, change.field), getattr(new, change.field)
    if isinstance(was or now, datetime):
        yield _came_and_went(*(print_time(at, house) if at else "" for at in (was, now)))
        return
    for number, row in enumerate(change.rows):
        remark = "; ".join(said(row, number))
        line = _note(row, was, now, house) if change.field == "corrections" else tuple(_joined(row))
        if row.kind is not RowKind.LEFT and (line or remark):
            yield (*line, *whole(Became.AWAY, spans(f" ({remark})" if remark else "")))


def _came_and_went(was: str, now: str) -> Runs:
    return (*whole(Became.REMOVED, spans(was)), *whole(Became.ADDED, spans(now)))


def _note(row: Row, was: tuple[Correction, ...], now: tuple[Correction, ...], house: House) -> Runs:
    """A note to readers as it is printed, or was before it was withdrawn."""
    before = "" if row.before is None else note_in_print(was[row.before], was, house)
    after = "" if row.after is None else note_in_print(now[row.after], now, house)
    return runs(spans(before), spans(after)) if before and after else _came_and_went(before, after)


def _joined(row: Row) -> Iterator[Run]:
    """The texts of a value on one line."""
    became = {RowKind.ADDED: Became.ADDED, RowKind.REMOVED: Became.REMOVED}.get(row.kind, Became.SAME)
    before = ""
    for part in row.parts:
        if before:
            yield from whole(became, spans(_AFTER.get(before, ", ")))
        yield from part.runs
        before = part.name
