"""Notes to readers as they are printed, in words and as HTML.

Each says what it is and when it came: "Correction (May 4, 2026, 8:00 AM): …". One that puts an earlier one right says
which: "Correction to the correction of May 4, 2026 (May 5, 2026, 9:30 AM): …". The labels are the house's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from desk.formats.dates import local, machine_time, print_date, print_time
from desk.formats.html_inline import escape, escape_attribute
from desk.story.correcting import in_print, note_of
from desk.story.house import House
from desk.story.note_labels import DAY
from desk.story.story import Correction, Slot

_NONE: Mapping[str, Correction] = {}


@dataclass(frozen=True, slots=True)
class NoteLabel:
    """The words before a note. `day` is that of the note that it is about, "" where it is about none; `after` comes
    behind that day."""

    before: str
    day: str = ""
    after: str = ""

    def __str__(self) -> str:
        return f"{self.before}{self.day}{self.after}"


def note_label(note: Correction, among: Sequence[Correction], house: House) -> NoteLabel:
    """What a note is called in print. `among` are all notes of its story, also those that were withdrawn."""
    if note.about is None:
        return NoteLabel(house.notes.of(note.kind))
    earlier = note_of(among, note.about)
    before, _, after = house.notes.about(note.kind, earlier.kind if earlier else None).partition(DAY)
    return NoteLabel(before, _earlier_day(note, earlier, among, house), after)


def _earlier_day(note: Correction, earlier: Correction | None, among: Sequence[Correction], house: House) -> str:
    """The day of the note that this one is about; with the hour, where another of its kind came on that day."""
    assert note.about is not None
    day = print_date(note.about, house)
    others = [
        each
        for each in in_print(among)
        if earlier is not None and each.kind is earlier.kind and each not in (note, earlier)
    ]
    return print_moment(note.about, house) if any(print_date(each.at, house) == day for each in others) else day


def print_moment(at: datetime, house: House) -> str:
    """Day and hour as the house prints them; only the day of what is dated by the day, which stands at midnight."""
    here = local(at, house)
    return print_time(at, house) if here.hour or here.minute else print_date(at, house)


def note_in_print(note: Correction, among: Sequence[Correction], house: House) -> str:
    """A note as plain text has it."""
    return f"{note_label(note, among, house)} ({print_moment(note.at, house)}): {note.text}"


def notes_in_print(corrections: Sequence[Correction], house: House, slot: Slot) -> tuple[str, ...]:
    """The notes that stand here, from the first to the last."""
    return tuple(note_in_print(note, corrections, house) for note in in_print(corrections) if note.slot is slot)


def note_id(at: datetime) -> str:
    """The id of the element of the note that this time names."""
    return f"desk-note-{int(at.timestamp())}"


def notes_html(corrections: Sequence[Correction], house: House, slot: Slot) -> Iterator[str]:
    """The notes that stand here, an element each."""
    printed = in_print(corrections)
    first = {note_id(note.at): note for note in reversed(printed)}
    return (note_html(note, corrections, house, first) for note in printed if note.slot is slot)


def note_html(
    note: Correction,
    among: Sequence[Correction],
    house: House,
    linked: Mapping[str, Correction] = _NONE,
    words: str = "",
) -> str:
    """A note as an element, with an id where it is one of those that are `linked` by theirs; `words` is HTML that
    stands in the place of its own words."""
    id_ = note_id(note.at)
    anchor = f' id="{id_}"' if linked.get(id_) is note else ""
    kinds = " ".join(dict.fromkeys(("correction", note.kind.value)))
    label = _label_html(note, note_label(note, among, house), house, linked)
    time = _time_html(note.at, print_moment(note.at, house), house)
    words = words or escape(note.text.strip()).replace("\n", "<br>")
    return f'<p class="{kinds}"{anchor}>{label} ({time}): <span class="words">{words}</span></p>'


def _label_html(note: Correction, label: NoteLabel, house: House, linked: Mapping[str, Correction]) -> str:
    if note.about is None:
        return f"<strong>{escape(label.before)}</strong>"
    day = _time_html(note.about, label.day, house, ' class="about"')
    id_ = note_id(note.about)
    if id_ in linked:
        day = f'<a href="#{id_}">{day}</a>'
    return f"<strong>{escape(label.before)}{day}{escape(label.after)}</strong>"


def _time_html(at: datetime, words: str, house: House, marks: str = "") -> str:
    return f'<time{marks} datetime="{escape_attribute(machine_time(at, house))}">{escape(words)}</time>'
