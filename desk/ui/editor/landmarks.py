"""Places in the body that somebody will come back to, while it is written on: where a long copy or a picture that is
still being read is to go.

A cursor of Qt's would be pushed to the end of the text whenever all of it is set anew, for other colours or another
size say. A landmark is a place in the `Body`, and follows what becomes of that.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakSet

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QTextCursor

from desk.story.body import Block, Body, BodyChange, Span
from desk.story.pieces import shared_ends
from desk.ui.editor.edits import BodyEdits, Spot
from desk.ui.editor.lines import lines_of
from desk.ui.editor.reading import OBJECT
from desk.ui.manuscript import Manuscript, StoryChange

# Characters that were rewritten, above which nobody can say where a place among them is, or not fast enough.
_MUCH = 20_000
_ASTRAL = re.compile("([\U00010000-\U0010ffff])")


@dataclass(slots=True, weakref_slot=True, eq=False)
class Landmark:
    """Two ends of a selection, or the same place twice. What is typed there later comes behind it."""

    caret: Spot
    anchor: Spot


class Landmarks(QObject):
    """Keeps landmarks where they belong, as long as somebody holds them."""

    def __init__(self, edits: BodyEdits, manuscript: Manuscript, parent: QObject) -> None:
        super().__init__(parent)
        self._edits = edits
        self._manuscript = manuscript
        self._set: WeakSet[Landmark] = WeakSet()
        self._follows = False

    def at(self, cursor: QTextCursor) -> Landmark:
        """Remember the place, or the selection, of a cursor."""
        made = Landmark(self._edits.spot(cursor.position()), self._edits.spot(cursor.anchor()))
        self._set.add(made)
        if not self._follows:  # a key costs nothing while nothing is remembered
            self._manuscript.story_changed.connect(self._on_story_changed)
            self._follows = True
        return made

    def cursor(self, landmark: Landmark) -> QTextCursor:
        """A cursor that selects what a landmark is about."""
        edits = self._edits
        made = QTextCursor(edits.bridge.document)  # which has read what was typed last
        made.setPosition(edits.position(landmark.anchor))
        made.setPosition(edits.position(landmark.caret), QTextCursor.MoveMode.KeepAnchor)
        return made

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        if not self._set:
            self._manuscript.story_changed.disconnect(self._on_story_changed)
            self._follows = False
        elif change.body is not None:
            for landmark in tuple(self._set):
                ends = landmark.caret, landmark.anchor
                landmark.caret, landmark.anchor = followed(*ends, change.body, change.before.body, change.after.body)


def followed(caret: Spot, anchor: Spot, change: BodyChange, before: Body, after: Body) -> tuple[Spot, Spot]:
    """Where a selection is after a change. Where other words were put into it, nothing is selected any more, and the
    place is before them."""
    low, high = sorted((caret, anchor), key=_order)
    begin, end = _moved(low, change, before, after), _moved(high, change, before, after)
    if low == high or (_touches(low, high, change) and _words(before, low, high) != _words(after, begin, end)):
        return begin, begin
    return (begin, end) if caret == low else (end, begin)


def _order(spot: Spot) -> tuple[int, int, int]:
    return spot.index, spot.line, spot.offset


def _touches(low: Spot, high: Spot, change: BodyChange) -> bool:
    return low.index < change.old_stop and change.start <= high.index


def _words(body: Body, low: Spot, high: Spot) -> str:
    text = _Text(body.blocks, low.index, high.index + 1)
    return text.words[text.place(low) : text.place(high)]


def _moved(spot: Spot, change: BodyChange, before: Body, after: Body) -> Spot:
    """Where a place is after a change."""
    if spot.index < change.start or not before.blocks:
        return spot
    if spot.index >= change.old_stop:
        return replace(spot, index=spot.index + change.new_stop - change.old_stop)
    old, new = _concerned(spot.index, change, before.blocks, after.blocks)
    text, other = _Text(before.blocks, *old), _Text(after.blocks, *new)
    place = text.place(spot)
    front, back = shared_ends(text.words, other.words)
    inside = front < place < len(text.words) - back
    if inside and max(len(text.words), len(other.words)) - front - back > _MUCH:
        return other.spot(front)
    from desk.formats.markdown_places import carried  # noqa: PLC0415  not to start

    return other.spot(carried(text.words, place, other.words))


def _concerned(
    index: int, change: BodyChange, old: Sequence[Block], new: Sequence[Block]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The blocks around this one that are gone, and those that came in their place, each as (start, stop)."""
    start, shift = change.start, change.new_stop - change.old_stop
    known = {id(new[number]): number for number in range(start, change.new_stop)}
    if id(old[index]) in known:
        number = known[id(old[index])]
        return (index, index + 1), (number, number + 1)
    if not shift:
        return (index, index + 1), (index, index + 1)
    above = next((at for at in range(index - 1, start - 1, -1) if id(old[at]) in known), None)
    below = next((at for at in range(index + 1, change.old_stop) if id(old[at]) in known), None)
    first = start if above is None else above + 1
    stop = change.old_stop if below is None else below
    begin = start if above is None else known[id(old[above])] + 1
    end = change.new_stop if below is None else known[id(old[below])]
    return (first, stop), (begin, max(begin, end))


class _Text:
    """The words of some blocks as one text, in which every character is one unit of UTF-16, and the places in it."""

    def __init__(self, blocks: Sequence[Block], start: int, stop: int) -> None:
        self._start = start
        self._lines: list[tuple[int, int]] = []  # the block and the line in it
        self._begins: list[int] = []
        texts = []
        at = 0
        for index in range(start, min(stop, len(blocks))):
            for number, line in enumerate(lines_of(blocks[index])):
                text = "".join(piece.text if isinstance(piece, Span) else OBJECT for piece in line.pieces)
                texts.append(_ASTRAL.sub("\\1\0", text))
                self._lines.append((index, number))
                self._begins.append(at)
                at += len(texts[-1]) + 1
        self.words = "\u2029".join(texts)

    def place(self, spot: Spot) -> int:
        """Where a place of the body is in the text."""
        if (spot.index, spot.line) not in self._lines:
            return 0 if spot.index <= self._start else len(self.words)
        number = self._lines.index((spot.index, spot.line))
        end = self._begins[number + 1] - 1 if number + 1 < len(self._begins) else len(self.words)
        return min(self._begins[number] + spot.offset, end)

    def spot(self, place: int) -> Spot:
        """Where a place in the text is in the body."""
        if not self._lines:
            return Spot(self._start)
        number = bisect_right(self._begins, place) - 1
        index, line = self._lines[number]
        return Spot(index, line, place - self._begins[number])
