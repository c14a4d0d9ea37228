"""What changed between two stories, as a piece of HTML to read. Pure: no Qt.

Words put in are underlined and words taken out are struck through, so that colour is never the only sign.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from desk.revise.diff import FieldChange
from desk.revise.rows import Row, RowKind
from desk.revise.runs import Became, Run
from desk.ui.words import counted

FIELDS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "deck": "Deck",
    "slug": "Slug",
    "section": "Section",
    "keywords": "Keywords",
    "language": "Language",
    "credits": "Credits",
    "byline_text": "Byline written by hand",
    "contribution_text": "Contribution line written by hand",
    "dateline": "Dateline",
    "body": "Text",
    "corrections": "Corrections",
    "editors_note": "Editor’s note",
    "first_published": "First published",
    "updated": "Updated",
    "updated_mark": "Updated line",
    "embargo": "Embargo",
    "furniture": "Furniture",
    "lead": "Lead picture",
    "usage_terms": "Usage terms",
    "canonical": "Canonical address",
    "target_words": "Words to write",
}
_AROUND = 8  # words shown on each side of a change
_OPENING = 12  # words by which a paragraph is known that is only named

_SAID = {
    RowKind.MOVED: "Moved here",
    RowKind.LEFT: "Moved from here",
    RowKind.SPLIT: "Split here",
    RowKind.JOINED: "Joined to the one before",
}


@dataclass(frozen=True, slots=True)
class Colours:
    """CSS colours: text and ground of what was put in and taken out, and of second text."""

    put_in: str
    put_in_ground: str
    taken_out: str
    taken_out_ground: str
    muted: str


def shortened(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with long stretches of unchanged words cut down to what stands beside a change."""
    for at, run in enumerate(runs):
        if run.became is not Became.SAME:
            yield run
            continue
        words = re.findall(r"\s*\S+\s*", run.text) or [run.text]
        head = words[:_AROUND] if at else []
        tail = words[-_AROUND:] if at < len(runs) - 1 else []
        if len(head) + len(tail) >= len(words):
            yield run
        else:
            yield replace(run, text="".join(head) + ("… " if head else "…") + "".join(tail))


def as_html(changes: Iterable[FieldChange], colours: Colours) -> str:
    """The changes, field by field. "" where there are none."""
    parts = []
    for change in changes:
        name = html.escape(FIELDS.get(change.field, change.field))
        parts.append(f'<p style="margin:10px 0 2px; color:{colours.muted}">{name}{_numbers(change)}</p>')
        parts += [_row(row, colours) for row in change.changed]
    return "".join(parts)


def _numbers(change: FieldChange) -> str:
    if change.field != "body" or not (change.words_added or change.words_removed):
        return ""
    return f" · {counted(change.words_added, 'word')} put in, {change.words_removed:,} taken out"


def _row(row: Row, colours: Colours) -> str:
    runs = list(row.runs)
    said = [_SAID[row.kind]] if row.kind in _SAID and (row.kind is not RowKind.JOINED or row.continued) else []
    if row.kind is RowKind.SPLIT and not row.continued:
        said = []
    if row.kind not in (RowKind.ADDED, RowKind.REMOVED):
        said += [f"{trait.name}: {trait.old or 'none'} → {trait.new or 'none'}" for trait in row.traits]
    if row.only_marks:
        said.append("the same words, with other marks")
    if not runs and not said:
        what = {RowKind.ADDED: "put in", RowKind.REMOVED: "taken out"}.get(row.kind, "changed")
        said = [f"A rule or an empty paragraph was {what}."]
    if all(run.became in (Became.SAME, Became.AWAY) for run in runs):
        opening = " ".join("".join(run.text for run in runs).split()[:_OPENING])
        words = _escape(f"{opening}…" if opening else "")
    else:
        words = "".join(_with_gaps(shortened(runs), colours))
    told = f'<span style="color:{colours.muted}">{_escape("; ".join(said))}</span> ' if said else ""
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
