"""What a story carries with it when it goes out: when readers had it first, when they had it anew, what it tells them.

None of that is ever only suggested: it is the same in the text that stands and in the one that was agreed on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from desk.errors import Refused
from desk.story.correcting import correction_problem, note_of, told_apart, with_note, withdrawn
from desk.story.story import Correction, Story
from desk.story.texts import Texts

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)  # by which two clocks may differ
_NOT_THERE = "The note that is to be withdrawn is not on the story. Nothing was changed."
_GONE = "The note that is to be withdrawn is withdrawn already. Nothing was changed."


def gone_out(texts: Texts, at: datetime) -> Texts:
    """Readers have it for the first time, unless it says already since when. Times are those of a clock that shows
    seconds, as pages give them."""
    at = at.replace(microsecond=0)
    texts = _both(texts, _told_apart)
    return _both(texts, lambda story: story if story.first_published else replace(story, first_published=at))


def gone_out_again(
    texts: Texts, at: datetime, note: Correction | None = None, withdraw: Sequence[datetime] = ()
) -> Texts:
    """Readers have it anew: with the time of that, with one more note, of this very time, and without those that are
    withdrawn. Raises Refused with a sentence where a note cannot be so."""
    story, baseline = texts = _both(texts, _told_apart)
    at = _later(at.replace(microsecond=0), story.updated)
    for each in withdraw:
        there = note_of(story.corrections, each)
        if there is None:
            raise Refused(_NOT_THERE)
        if there.withdrawn is not None:
            raise Refused(_GONE)
        story = withdrawn(story, each, at)
    made: Correction | None = None
    if note is not None:
        made = replace(note, text=note.text.strip(), at=at, withdrawn=None)
        if problem := correction_problem(made, story):
            raise Refused(f"{problem} Nothing was changed.")
        story = with_note(story, made)
        made = story.corrections[-1]
    story = replace(story, updated=at)
    if texts.is_agreed:
        return Texts(story, story)
    for each in withdraw:
        if note_of(baseline.corrections, each) is not None:  # one that was only suggested
            baseline = withdrawn(baseline, each, at)
    if made is not None:
        baseline = with_note(baseline, made)
    return Texts(story, replace(baseline, updated=at))


def both_as_out(texts: Texts, other: Texts) -> Texts:
    """The texts with the times and the notes to readers of two others."""
    if texts.is_agreed and other.is_agreed:
        return _both(texts, lambda story: as_out(story, other.story))
    return Texts(as_out(texts.story, other.story), as_out(texts.baseline, other.baseline))


def as_out(story: Story, other: Story) -> Story:
    """The story with the times and the notes to readers of another text of it."""
    first, last = other.first_published, other.updated
    return replace(story, corrections=other.corrections, first_published=first, updated=last)


def _told_apart(story: Story) -> Story:
    notes = told_apart(story.corrections)
    return story if notes == story.corrections else replace(story, corrections=notes)


def _later(at: datetime, last: datetime | None) -> datetime:
    """No two updates of a story have one time."""
    return last + _SECOND if last is not None and at <= last <= at + _MINUTE else at


def _both(texts: Texts, change: Callable[[Story], Story]) -> Texts:
    story = change(texts.story)
    return Texts(story, story if texts.is_agreed else change(texts.baseline))
