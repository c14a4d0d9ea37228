"""What changed between two stories, as a piece of HTML to read. Pure: no Qt.

Words put in are underlined and words taken out are struck through, so that colour is never the only sign.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from desk.revise.diff import BlockChange, BlockKind, FieldChange
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
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
_AROUND = 8  # words shown on each side of a change
_MOST_PIECES = 4_000  # beyond this a text is shown as taken out and put in


class Mark(Enum):
    """What became of a run of words."""

    SAME = 0
    PUT_IN = 1
    TAKEN_OUT = 2


@dataclass(frozen=True, slots=True)
class Colours:
    """CSS colours: text and ground of what was put in and taken out, and of second text."""

    put_in: str
    put_in_ground: str
    taken_out: str
    taken_out_ground: str
    muted: str


def runs(old: str, new: str) -> list[tuple[Mark, str]]:
    """The two texts as one, each run of words marked with what became of it."""
    one, other = _PIECES.findall(old), _PIECES.findall(new)
    if max(len(one), len(other)) > _MOST_PIECES:
        return [(mark, text) for mark, text in ((Mark.TAKEN_OUT, old), (Mark.PUT_IN, new)) if text]
    found: list[tuple[Mark, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((Mark.SAME, "".join(one[a:b])))
            continue
        if b > a:
            found.append((Mark.TAKEN_OUT, "".join(one[a:b])))
        if d > c:
            found.append((Mark.PUT_IN, "".join(other[c:d])))
    return found


def shortened(marked: list[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """The runs with long stretches of unchanged words cut down to what stands beside a change."""
    for at, (mark, text) in enumerate(marked):
        if mark is not Mark.SAME:
            yield mark, text
            continue
        words = re.findall(r"\s*\S+\s*", text) or [text]
        head = words[:_AROUND] if at else []
        tail = words[-_AROUND:] if at < len(marked) - 1 else []
        if len(head) + len(tail) >= len(words):
            yield mark, text
        else:
            yield mark, "".join(head) + ("… " if head else "…") + "".join(tail)


def as_html(changes: Iterable[FieldChange], colours: Colours) -> str:
    """The changes, field by field. "" where there are none."""
    parts = []
    for change in changes:
        name = html.escape(FIELDS.get(change.field, change.field))
        parts.append(f'<p style="margin:10px 0 2px; color:{colours.muted}">{name}{_numbers(change)}</p>')
        if change.blocks:
            parts += [_block(block, colours) for block in change.blocks]
        else:
            parts.append(_paragraph(change.old, change.new, colours))
    return "".join(parts)


def _numbers(change: FieldChange) -> str:
    if change.field != "body" or not (change.words_added or change.words_removed):
        return ""
    return f" · {counted(change.words_added, 'word')} put in, {change.words_removed:,} taken out"


def _block(block: BlockChange, colours: Colours) -> str:
    if not (block.old or block.new):
        what = {BlockKind.ADDED: "put in", BlockKind.REMOVED: "taken out", BlockKind.CHANGED: "changed"}[block.kind]
        return f'<p style="margin:0 0 6px; color:{colours.muted}">A rule or an empty paragraph was {what}.</p>'
    return _paragraph(block.old, block.new, colours)


def _paragraph(old: str, new: str, colours: Colours) -> str:
    if old == new:
        return (
            f'<p style="margin:0 0 6px">{_escape(new[:160])} <span style="color:{colours.muted}">'
            "(the same words; their marks or kind changed)</span></p>"
        )
    parts: list[str] = []
    last = Mark.SAME
    for mark, text in shortened(runs(old, new)):
        if last is Mark.TAKEN_OUT and mark is Mark.PUT_IN:
            parts.append(" ")  # "stop stopped" can be read, "stopstopped" cannot
        parts.append(_run(mark, text, colours))
        last = mark
    return f'<p style="margin:0 0 6px">{"".join(parts)}</p>'


def _run(mark: Mark, text: str, colours: Colours) -> str:
    words = _escape(text)
    match mark:
        case Mark.PUT_IN:
            style = f"color:{colours.put_in}; background:{colours.put_in_ground}; text-decoration:underline"
        case Mark.TAKEN_OUT:
            style = f"color:{colours.taken_out}; background:{colours.taken_out_ground}; text-decoration:line-through"
        case Mark.SAME:
            return words
    return f'<span style="{style}">{words}</span>'


def _escape(text: str) -> str:
    return html.escape(text).replace("\n", "<br>")
