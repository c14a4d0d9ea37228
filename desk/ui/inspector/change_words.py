"""What changed between two stories, as a piece of HTML to read. Pure: no Qt.

Words put in are underlined and words taken out are struck through, so that colour is never the only sign.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.revise.diff import FieldChange
from desk.revise.rows import Row, RowKind
from desk.revise.runs import Became, Run
from desk.revise.telling import FIELDS, opening, remarks, shortened
from desk.ui.words import counted


@dataclass(frozen=True, slots=True)
class Colours:
    """CSS colours: text and ground of what was put in and taken out, and of second text."""

    put_in: str
    put_in_ground: str
    taken_out: str
    taken_out_ground: str
    muted: str


def as_html(changes: Iterable[FieldChange], colours: Colours) -> str:
    """The changes, field by field. "" where there are none."""
    parts = []
    for change in changes:
        name = html.escape(FIELDS.get(change.field, change.field))
        parts.append(f'<p style="margin:10px 0 2px; color:{colours.muted}">{name}{_numbers(change)}</p>')
        changed = ((number, row) for number, row in enumerate(change.rows) if row.kind is not RowKind.SAME)
        parts += [_row(row, number, colours) for number, row in changed]
    return "".join(parts)


def _numbers(change: FieldChange) -> str:
    if change.field != "body" or not (change.words_added or change.words_removed):
        return ""
    return f" · {counted(change.words_added, 'word')} put in, {change.words_removed:,} taken out"


def _row(row: Row, number: int, colours: Colours) -> str:
    runs = list(row.runs)
    said = "; ".join(remarks(row, number))
    if row.kind in (RowKind.ADDED, RowKind.REMOVED) and not any(run.text.strip() for run in runs):
        said += " was put in." if row.kind is RowKind.ADDED else " was taken out."
    if all(run.became in (Became.SAME, Became.AWAY) for run in runs):
        words = _escape(opening(row))
    else:
        words = "".join(_with_gaps(shortened(runs), colours))
    told = f'<span style="color:{colours.muted}">{_escape(said[:1].upper() + said[1:])}</span> ' if said else ""
    return f'<p style="margin:0 0 6px">{told}{words}</p>'


def _with_gaps(runs: Iterable[Run], colours: Colours) -> Iterator[str]:
    last = Became.SAME
    for run in runs:
        if last is Became.REMOVED and run.became is Became.ADDED:
            yield " "  # "stop stopped" can be read, "stopstopped" cannot
        yield _run(run, colours)
        last = run.became


def _run(run: Run, colours: Colours) -> str:
    words = _escape(run.text)
    match run.became:
        case Became.ADDED:
            style = f"color:{colours.put_in}; background:{colours.put_in_ground}; text-decoration:underline"
        case Became.REMOVED:
            style = f"color:{colours.taken_out}; background:{colours.taken_out_ground}; text-decoration:line-through"
        case Became.REFORMATTED:
            style = f"background:{colours.put_in_ground}"
        case _:
            return words
    return f'<span style="{style}">{words}</span>'


def _escape(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
