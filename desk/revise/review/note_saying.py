"""What became of a note to readers, in words: "Withdrew the correction “The ship had …”"."""

from __future__ import annotations

from collections.abc import Iterator

from desk.revise.telling import a
from desk.story.story import Correction, Slot

_QUOTED = 8  # words by which a note is named
_PLACES = {Slot.TOP: "the top", Slot.FOOT: "the foot"}


def note_came(note: Correction) -> str:
    """What is said where a note is new."""
    return f"Added {a(note.kind.value)}{' to an earlier note' if note.about else ''}: {_quoted(note.text)}"


def note_went(note: Correction) -> str:
    """What is said where a note is not there any more at all, not even withdrawn."""
    return f"Removed {_named(note)}"


def note_moved(note: Correction) -> str:
    """What is said where a note stands before or behind others that it stood behind or before."""
    return f"Moved {_named(note)} among the others"


def note_changed(was: Correction, now: Correction) -> str:
    """What is said where a note became another."""
    if was.text != now.text and was.at != now.at:
        return f"Replaced {_named(was)} with {_named(now)}"
    said = ", and ".join(
        " ".join((verb, "it" if number else _named(was), *rest)) for number, (verb, *rest) in enumerate(_done(was, now))
    )
    return f"{said[0].upper()}{said[1:]}"


def _done(was: Correction, now: Correction) -> Iterator[tuple[str, ...]]:
    """What was done to a note: the words before its name, and those after it."""
    if was.withdrawn != now.withdrawn:
        yield ("withdrew",) if now.withdrawn else ("put", "back in print")
    if was.kind is not now.kind:
        yield "made", a(now.kind.value)
    if was.text != now.text:
        yield "changed the words of", f"to {_quoted(now.text)}"
    if was.slot is not now.slot:
        yield "moved", f"to {_PLACES[now.slot]}"
    if was.about != now.about:
        which = "an" if was.about is None else "another" if now.about else "no"
        yield "had", f"put {which} earlier note right"
    if was.at != now.at:
        yield ("changed the time of",)


def _named(note: Correction) -> str:
    return f"the {note.kind.value} {_quoted(note.text)}"


def _quoted(text: str) -> str:
    words = text.split()
    return f"“{' '.join(words[:_QUOTED])}{'…' if len(words) > _QUOTED else ''}”"
