"""What a line of the page shows of tracked changes and comments, and where that is after an edit. Values only.

Words that were taken out are no part of the line: they stand in the room that a character before them is given when
the line is laid out, and in no text, so that nobody who reads, edits or counts has to know of them. Places count as
Qt does, in UTF-16 code units.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Ink:
    """Words that came, or (`is_new` not set) that look otherwise than they did. `hand` is who did it, as a number."""

    start: int
    stop: int
    key: str
    hand: int = 0
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that stood at a place."""

    at: int
    words: str
    key: str
    hand: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """Words that a thread of comments is on; or the line as a whole."""

    start: int
    stop: int
    thread: str
    is_open: bool = True
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A whole line that stood here; not struck where it stands elsewhere now."""

    words: str
    key: str
    hand: int = 0
    is_struck: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """Beside a line that is not as it was. `said` tells what the words do not show: "Moved", "Was a heading"."""

    key: str
    hand: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class CellMarks:
    """The marks of a cell of a table, which is drawn upon its line; `number` counts its cells row by row."""

    number: int
    inks: tuple[Ink, ...] = ()
    struck: tuple[Struck, ...] = ()


@dataclass(frozen=True, slots=True)
class LineMarks:
    """All of it for one line; `above` and `below` are lines that stood before it and, at the end, behind it."""

    inks: tuple[Ink, ...] = ()
    struck: tuple[Struck, ...] = ()
    noted: tuple[Noted, ...] = ()
    bar: Bar | None = None
    above: tuple[Gone, ...] = ()
    below: tuple[Gone, ...] = ()
    cells: tuple[CellMarks, ...] = ()

    def __bool__(self) -> bool:
        return self != NO_MARKS


NO_MARKS = LineMarks()


@dataclass(frozen=True, slots=True)
class Edit:
    """At a place of a line so much went and so much came. What is typed where an ink ends belongs to it where the edit
    `grows` inks."""

    at: int
    removed: int
    added: int
    grows: bool = False

    def start(self, place: int) -> int:
        """Where something that begins at a place begins now."""
        if place < self.at:
            return place
        return max(place - self.removed, self.at) + self.added

    def stop(self, place: int) -> int:
        """Where something that ends at a place ends now."""
        if place <= self.at:
            return place
        return place - self.removed + self.added if place >= self.at + self.removed else self.at

    def character(self, place: int) -> int:
        """Where a character is now; one that went is the one before it, or -1 where there is none."""
        if place < self.at:
            return place
        return place - self.removed + self.added if place >= self.at + self.removed else self.at - 1


def moved(marks: LineMarks, edit: Edit) -> LineMarks:
    """The marks of a line after an edit of it, until it is known which it has now."""
    inks = [_ink(ink, edit) for ink in marks.inks]
    noted = [
        each if each.is_whole else replace(each, start=edit.start(each.start), stop=edit.stop(each.stop))
        for each in marks.noted
    ]
    return replace(
        marks,
        inks=tuple(ink for ink in inks if ink.start < ink.stop),
        struck=tuple(replace(each, at=edit.stop(each.at)) for each in marks.struck),
        noted=tuple(each for each in noted if each.start < each.stop or each.is_whole),
    )


def _ink(ink: Ink, edit: Edit) -> Ink:
    stop = edit.stop(ink.stop)
    if edit.grows and ink.is_new and ink.stop == edit.at and not edit.removed:
        stop += edit.added
    return replace(ink, start=edit.start(ink.start), stop=stop)


def look_alike(one: LineMarks, other: LineMarks) -> bool:
    """Whether two are painted alike, whatever their keys: words that are typed on have another one after each key."""
    return _shape(one) == _shape(other)


def _shape(marks: LineMarks) -> tuple[object, ...]:
    bar = marks.bar
    return (
        _words_of(marks),
        [(each.start, each.stop, each.is_open, each.is_whole) for each in marks.noted],
        bar and (bar.hand, bar.said),
        [(each.words, each.hand, each.is_struck) for each in (*marks.above, *marks.below)],
        len(marks.above),
        [(cell.number, _words_of(cell)) for cell in marks.cells],
    )


def _words_of(marks: LineMarks | CellMarks) -> tuple[object, ...]:
    return (
        [(each.start, each.stop, each.hand, each.is_new) for each in marks.inks],
        [(each.at, each.words, each.hand) for each in marks.struck],
    )


def keys_of(marks: LineMarks) -> set[str]:
    """The keys of all changes and threads of a line."""
    words: tuple[LineMarks | CellMarks, ...] = (marks, *marks.cells)
    found = {ink.key for part in words for ink in part.inks} | {each.key for part in words for each in part.struck}
    found |= {gone.key for gone in (*marks.above, *marks.below)} | {each.thread for each in marks.noted}
    return found | ({marks.bar.key} if marks.bar is not None else set())


def place_of(marks: LineMarks, key: str) -> int:
    """Where in a line a change or a thread begins; at its beginning where it has no place among the words."""
    places = [each.start for each in marks.inks if each.key == key]
    places += [each.at for each in marks.struck if each.key == key]
    places += [each.start for each in marks.noted if each.thread == key]
    return min(places, default=0)


def key_at(marks: LineMarks, place: int) -> str:
    """The change or the thread at a place of a line, the shortest where there are several; "" where there is none.
    A line that has nothing but a bar is all of it."""
    found = [(0, each.key) for each in marks.struck if each.at == place]
    found += [(each.stop - each.start, each.key) for each in marks.inks if each.start <= place <= each.stop]
    words = [each for each in marks.noted if not each.is_whole]
    found += [(each.stop - each.start, each.thread) for each in words if each.start <= place <= each.stop]
    if not found and marks.bar is not None and not (marks.inks or marks.struck):
        return marks.bar.key
    return min(found)[1] if found else ""
