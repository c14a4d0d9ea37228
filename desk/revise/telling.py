"""What is said of a change beside its words: names of fields, what a block became, which marks were switched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desk.revise.rows import Row, RowKind, Trait
from desk.revise.runs import Became, Run
from desk.story.body import Mark
from desk.story.field_names import FIELDS as FIELDS  # noqa: PLC0414  given out from here, too
from desk.story.plurals import counted

MARKS = {
    Mark.STRONG: "bold",
    Mark.EMPHASIS: "italic",
    Mark.UNDERLINE: "underline",
    Mark.STRIKE: "strikethrough",
    Mark.SUPERSCRIPT: "superscript",
    Mark.SUBSCRIPT: "subscript",
    Mark.CODE: "code",
}
KINDS = {
    "rule": "line across",
    "numbered item": "item of a numbered list",
    "list item": "item of a list",
    "note": "note to the desk",
}
_BY_ITSELF = ("picture", "url", "about", "withdrawn")  # does not follow from the kind
_AROUND = 8  # words shown on each side of a change
_QUOTED = 6  # words by which others are named


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


def opening(row: Row, words: int = 12) -> str:
    """The words with which a block begins, as it is now (as it was, where it is no more)."""
    gone = row.kind in (RowKind.REMOVED, RowKind.LEFT)
    text = "".join(run.text for run in row.runs if gone or run.became is not Became.REMOVED).split()
    return " ".join(text[:words]) + ("…" if len(text) > words else "")


def remarks(row: Row, number: int) -> list[str]:
    """What is to be said of a row beside its words; `number` is its index among all rows. The one for a block that
    has no words says what it is."""
    said = _moves(row, number)
    if row.kind is RowKind.SPLIT:
        said.append("a paragraph of its own now" if row.continued else "split")
    if row.kind is RowKind.JOINED and row.continued:
        said.append("joined to the one before")
    came_or_went = row.kind in (RowKind.ADDED, RowKind.REMOVED)
    if not came_or_went:
        # What only one of two kinds has follows from the kind.
        said += [_trait(trait) for trait in row.traits if (trait.old and trait.new) or trait.name in _BY_ITSELF]
    if row.grid is not None:
        said += _lines(row)
    said += dict.fromkeys(remark for run in row.runs if run.became is Became.REFORMATTED for remark in _marks(run))
    if not any(run.text.strip() for run in row.runs):
        kind = KINDS.get(row.what, row.what)
        said.append(
            "an empty paragraph"
            if kind in ("paragraph", "")
            else a(kind)
            if row.what == "rule"
            else f"{a(kind)} without words"
        )
    return said


def a(kind: str) -> str:
    """The word with its article."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _moves(row: Row, number: int) -> list[str]:
    if row.elsewhere is None:
        return []
    up = (row.elsewhere > number) == (row.kind is RowKind.MOVED)
    return [f"moved {'up' if up else 'down'}" + ("" if row.kind is RowKind.MOVED else " from here")]


def _trait(trait: Trait) -> str:
    match trait.name:
        case "kind" if trait.old and trait.new:
            return f"was {a(KINDS.get(trait.old, trait.old))}, is {a(KINDS.get(trait.new, trait.new))}"
        case "picture":
            return "another picture"
        case "url":
            return f"address {trait.old or 'none'} → {trait.new or 'none'}"
        case "header":
            return "the first row heads the table" if trait.new == "yes" else "the first row heads the table no more"
        case "slot" | "about" | "withdrawn":
            return _place_or_note(trait)
        case _:
            return f"{trait.name} {trait.old or 'none'} → {trait.new or 'none'}"


def _place_or_note(trait: Trait) -> str:
    """Where furniture or a note to readers stands; what a note puts right, and whether it is printed."""
    if trait.name == "slot":
        return f"stands at the {trait.new} now"
    if trait.name == "withdrawn":
        return "withdrawn" if trait.new else "back in print"
    which = "no" if not trait.new else "another" if trait.old else "an"
    return f"puts {which} earlier note right"


def _lines(row: Row) -> list[str]:
    if row.grid is None or row.kind in (RowKind.ADDED, RowKind.REMOVED):
        return []
    counts = [
        (sum(line.became is became for line in lines), what, became)
        for what, lines in (("row", row.grid.rows), ("column", row.grid.columns))
        for became in (Became.ADDED, Became.REMOVED)
    ]
    return [f"{counted(count, what)} {became.value}" for count, what, became in counts if count]


def _marks(run: Run) -> Iterator[str]:
    words = run.text.split()
    named = f"“{' '.join(words[:_QUOTED])}{'…' if len(words) > _QUOTED else ''}”"
    if not words:
        return
    for mark in Mark:
        if mark in run.switched_on:
            yield f"{MARKS[mark]} on {named}"
        elif mark in run.switched_off:
            yield f"{MARKS[mark]} off {named}"
    if run.link != run.old_link:
        if not run.old_link:
            yield f"link on {named}: {run.link}"
        else:
            yield f"link changed on {named}: {run.link}" if run.link else f"link off {named}"
