"""Notes to readers out of running copy and out of a page's schema.org data.

Known are the house's own labels, the plain English ones, and how papers commonly begin such a note: "A correction was
made on May 4, 2026: …", "This article was amended on 4 May 2026. …". What does not say when it came is a note only
where the copy says when it was last updated: it came then at the latest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import chain

from desk.formats.dates import print_date
from desk.formats.notes_write import print_moment
from desk.formats.times_read import first_day, read_day, read_time
from desk.story.correcting import with_own_times
from desk.story.house import House
from desk.story.note_labels import DAY, EARLIER, EARLIER_AS_IT_IS, NoteLabels
from desk.story.story import Correction, CorrectionKind, Slot

_WHEN = r"[^():\n]{5,30}(?::\d\d[^():\n]{0,20})?"
_NOUNS = {"correction": CorrectionKind.CORRECTION, "clarification": CorrectionKind.CLARIFICATION}
_VERBS = {"clarified": CorrectionKind.CLARIFICATION, "updated": CorrectionKind.UPDATE}
_MADE = re.compile(
    rf"(?:an?|the following) (?P<noun>correction|clarification) was made on (?P<at>{_WHEN}):\s*(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_DATED = re.compile(
    rf"(?P<noun>correction|clarification)\s*(?:[:,]|\s[–—-])\s*(?P<at>{_WHEN})\s*(?::|\n|\s[–—-]\s)\s*(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_UNDATED = re.compile(r"(?P<noun>correction|clarification):\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL)
_AMENDED = re.compile(
    r"this (?:article|story|report|column|piece|post) (?:was|has been) "
    r"(?P<verb>amended|corrected|clarified|updated) on (?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note as copy has it; of what it is about, what that one is called and its day as they stand there."""

    note: Correction
    earlier: str = ""
    day: str = ""


def read_note(text: str, house: House, slot: Slot = Slot.FOOT, updated: datetime | None = None) -> ReadNote | None:
    """The note that a paragraph is of copy that was last updated then; None where it is none."""
    text = text.strip().removeprefix("•").strip()
    for kind, pattern in chain(_patterns(house.notes), _patterns(NoteLabels())):
        if (match := pattern.fullmatch(text)) and (at := _moment(match["at"], house)):
            note = Correction(match["words"], at, kind, slot)
            return ReadNote(note, *(match.groupdict().get(name) or "" for name in ("earlier", "day")))
    for pattern in (_MADE, _DATED):
        if (match := pattern.fullmatch(text)) and (at := _moment(match["at"], house)):
            return ReadNote(Correction(match["words"], at, _NOUNS[match["noun"].lower()], slot))
    if updated and (match := _UNDATED.fullmatch(text)):
        return ReadNote(Correction(match["words"], updated, _NOUNS[match["noun"].lower()], slot))
    return _amended(text, house, slot)


def _amended(text: str, house: House, slot: Slot) -> ReadNote | None:
    """A sentence that says when the story was changed, and sometimes what for: none of its words can go."""
    match = _AMENDED.match(text)
    at = first_day(text[match.end() :], house) if match else None
    if match is None or at is None:
        return None
    kind = _VERBS.get(match["verb"].lower(), CorrectionKind.CORRECTION)
    return ReadNote(Correction(text, at, kind, slot))


def _moment(text: str, house: House) -> datetime | None:
    """Day and hour; of a day alone the midnight with which it begins."""
    return read_time(text, house) or read_day(text, house)


@cache
def _patterns(labels: NoteLabels) -> tuple[tuple[CorrectionKind, re.Pattern[str]], ...]:
    names = "|".join(re.escape(labels.of(kind)) for kind in (*CorrectionKind, None))
    groups = {EARLIER: f"(?P<earlier>{names})", EARLIER_AS_IT_IS: f"(?P<earlier>{names})", DAY: "(?P<day>[^()]{3,60}?)"}
    found = []
    for kind in CorrectionKind:
        about = re.escape(labels.pattern(kind))
        for placed, group in groups.items():
            about = about.replace(re.escape(placed), group)
        found += [(kind, about), (kind, re.escape(labels.of(kind)))]
    return tuple(
        (kind, re.compile(rf"{label}\s*\((?P<at>[^()]{{5,60}})\):\s*(?P<words>\S.*)", re.IGNORECASE | re.DOTALL))
        for kind, label in found
    )


def resolved(read: Sequence[ReadNote], house: House) -> tuple[Correction, ...]:
    """The notes of a story, each with a time of its own and about the one that it names. Where that one is not among
    them, nothing is known of it but its day."""
    notes = with_own_times(each.note for each in read)
    return tuple(
        replace(note, about=_named(each, note, notes, house)) if each.day else note
        for each, note in zip(read, notes, strict=True)
    )


def _named(read: ReadNote, note: Correction, notes: Sequence[Correction], house: House) -> datetime | None:
    for other in notes:
        is_called = read.earlier.lower() in (labels.of(other.kind).lower() for labels in (house.notes, NoteLabels()))
        is_of = read.day in (print_date(other.at, house), print_moment(other.at, house))
        if is_called and is_of and other is not note:
            return other.at
    return _moment(read.day, house)
