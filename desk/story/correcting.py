"""The notes to readers that a story was wrong: which of them are printed and in which order, a new one, one withdrawn.

A factual error is always called a correction, whatever else is put right with it (the Associated Press, News Values and
Principles). A note that was wrong itself is not mended in silence: another one says so, and stands below it. Who read
a note is told, too, when a note about it comes; so a withdrawn note is never thrown away, it is only not printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from desk.errors import NotFound
from desk.story.story import Correction, Slot, Story

_NOTHING = "Say what was wrong, and what is right."
_GONE = "The note that this one is to put right is not on the story."
_WITHDRAWN = "The note that this one is to put right was withdrawn: readers do not see it any more."
_OLDER = "A note cannot be older than the one it puts right."
_TWICE = "The story tells its readers so already."


def in_print(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """What readers see, in the order of print: those at the top, then those at the foot; after each the notes about
    it that stand there, too. A note about one that is not to be seen stands where it was written."""
    printed = [note for note in corrections if note.withdrawn is None]
    return tuple(note for slot in Slot for note in _threaded([each for each in printed if each.slot is slot]))


def _threaded(notes: list[Correction]) -> Iterator[Correction]:
    below: defaultdict[int, list[int]] = defaultdict(list)
    first: list[int] = []
    for number, note in enumerate(notes):
        above = _index(notes, note.about)
        # What is no earlier note is none to put right; so no two can be about each other.
        is_below = above is not None and _moment(notes[above].at) < _moment(note.at)
        (below[above] if is_below and above is not None else first).append(number)
    waiting = first[::-1]
    while waiting:
        number = waiting.pop()
        yield notes[number]
        waiting += below[number][::-1]


def _index(notes: Iterable[Correction], at: datetime | None) -> int | None:
    if at is None:
        return None
    return next((number for number, note in enumerate(notes) if _moment(note.at) == _moment(at)), None)


def _moment(at: datetime) -> float:
    """A time to be compared: two of one zone are compared by the clock, which in autumn shows an hour twice."""
    return at.timestamp()


def note_of(corrections: Iterable[Correction], at: datetime | None) -> Correction | None:
    """The note that this time names, withdrawn or not; None where there is none."""
    notes = tuple(corrections)
    number = _index(notes, at)
    return None if number is None else notes[number]


def with_note(story: Story, note: Correction) -> Story:
    """The story with one more note, which gets a time of its own."""
    return replace(story, corrections=(*story.corrections, with_own_time(note, story.corrections)))


def with_own_times(notes: Iterable[Correction]) -> tuple[Correction, ...]:
    """The notes, each with an `at` that is that of no other."""
    found: tuple[Correction, ...] = ()
    for note in notes:
        found = (*found, with_own_time(note, found))
    return found


def told_apart(notes: Sequence[Correction]) -> tuple[Correction, ...]:
    """The notes, of which those that came at the time of an earlier one get a time of their own: older copy names the
    day alone, on which there may be several. All others are the very same."""
    found: tuple[Correction, ...] = ()
    for note in notes:
        is_first = _index(found, note.at) is None
        found = (*found, note if is_first else with_own_time(note, (*notes, *found)))
    return found


def with_own_time(note: Correction, others: Iterable[Correction]) -> Correction:
    """The note at the second in which it came, as pages give it, or at the next in which none of the others came."""
    at = note.at.replace(microsecond=0)
    taken = {int(_moment(each.at)) for each in others}
    second = next(each for each in count(int(_moment(at))) if each not in taken)
    return replace(note, at=at if second == int(_moment(at)) else datetime.fromtimestamp(second, at.tzinfo))


def withdrawn(story: Story, at: datetime, when: datetime) -> Story:
    """The story without this note in print; withdrawn before, it stays so since then. `NotFound` where no note has
    this time."""
    number = _index(story.corrections, at)
    if number is None:
        raise NotFound("The note that is to be withdrawn is not on the story.")
    notes = list(story.corrections)
    if notes[number].withdrawn is None:
        notes[number] = replace(notes[number], withdrawn=when)
    return replace(story, corrections=tuple(notes))


def is_out(note: Correction, story: Story) -> bool:
    """Whether readers can have seen a note: one that came after the story last went out still waits for the next
    time."""
    times = [_moment(at) for at in (story.first_published, story.updated) if at]
    return bool(times) and _moment(note.at) <= max(times)


def correction_problem(note: Correction, story: Story) -> str:
    """Why this note cannot be added to the story, as a sentence; "" where it can."""
    if not note.text.strip():
        return _NOTHING
    if note.about is not None:
        earlier = note_of(story.corrections, note.about)
        if earlier is None:
            return _GONE
        if earlier.withdrawn is not None:
            return _WITHDRAWN
        if _moment(note.at) < _moment(earlier.at):
            return _OLDER
    said = ((each.text.strip(), each.kind, each.about) for each in story.corrections if each.withdrawn is None)
    return _TWICE if (note.text.strip(), note.kind, note.about) in said else ""
