"""Where in a line there is room for words that were taken out of it.

The room is behind a character: letters can be set apart when a line is laid out, without a word of the line being
another. A row never breaks in such a room. What does not fit into one is cut short, and stands below the line in full;
at the beginning of a line there is room for it above, row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from unicodedata import bidirectional

from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from desk.story.pieces import utf16_length, utf16_slice
from desk.ui.editor.inks import Edit, Struck

PADDING = 3.0  # px of ground beside the words
_LEAST = 60.0  # px that words get in any case
_CHIP = 0.45  # of a row, for words that are cut short
_FROM_RIGHT = frozenset({"R", "AL"})
BREAK = "¶"  # stands for the end of a line that was taken out
_SHOWN_AS = str.maketrans({"\n": BREAK, "\u2028": "↵", "\t": " ", "\ufffc": ""})


@dataclass(frozen=True, slots=True)
class Gap:
    """Room of a width, in px, behind the character from `place` on that has `length` units; before the line where
    `place` is -1. `before` and `after` are what of it is left free beside `shown`, the words as they are painted."""

    place: int
    length: int
    width: float
    shown: str
    before: float
    after: float
    struck: Struck
    is_cut: bool = False
    rows: tuple[str, ...] = ()

    def after_edit(self, edit: Edit) -> Gap:
        """The room after an edit of the line."""
        struck = replace(self.struck, at=edit.stop(self.struck.at))
        place = edit.character(self.place) if self.place >= 0 else self.place
        return replace(self, place=place, length=self.length if place >= 0 else 0, struck=struck)


@dataclass(frozen=True, slots=True)
class Carrier:
    """A character that takes room for words; without a length there is none that could, at -1 the line itself does.
    `before` and `after` say whether there is a space to be between it and the words; None: as the words have it."""

    place: int
    length: int
    before: bool | None = None
    after: bool | None = None
    is_mirrored: bool = False  # read from the right: what is before the words is at their right


def gaps(text: str, struck: Sequence[Struck], font: QFont, width: float) -> tuple[Gap, ...]:
    """The room for these words in a line with a text, that is set in a font in rows of a width in px."""
    metrics = QFontMetricsF(font)
    units = _Units(text)
    found: list[Gap] = []
    taken: dict[int, float] = {}  # of the words that cannot be broken, by where they begin
    for each in struck:
        carrier = units.carrier(each.at)
        place = carrier.place
        if any(gap.place == place and gap.width for gap in found):  # words of several changes that stand at one place
            found = [_with(gap, each, metrics, width) if gap.place == place else gap for gap in found]
            continue
        begin, word = units.word(place)
        room = max(_LEAST, width - metrics.horizontalAdvance(word) - taken.get(begin, 0.0) - 2)
        gap = _gap(carrier, each, font, room, width, is_last=units.is_end(each.at))
        taken[begin] = taken.get(begin, 0.0) + gap.width
        found.append(gap)
    return tuple(found)


def _gap(carrier: Carrier, struck: Struck, font: QFont, room: float, width: float, *, is_last: bool) -> Gap:
    metrics = QFontMetricsF(font)
    place, length = carrier.place, carrier.length
    words = struck.words.translate(_SHOWN_AS)
    whole = words.strip() or words
    space = metrics.horizontalAdvance(" ")
    if place < 0:
        *above, shown = _rows(whole, font, width - space)
        if metrics.horizontalAdvance(shown) + space > room and " " in shown:  # the first word stands in the same row
            last, _, shown = shown.rpartition(" ")
            above.append(last)
        advance = metrics.horizontalAdvance(shown)
        return Gap(place, length, advance + space, shown, 0.0, space, struck, rows=tuple(above))
    before = space if (words[:1].isspace() if carrier.before is None else carrier.before) else PADDING
    after = space if (words[-1:].isspace() if carrier.after is None else carrier.after) else PADDING
    if carrier.is_mirrored:
        before, after = after, before
    advance = metrics.horizontalAdvance(whole)
    if length and before + advance + after < room:
        return Gap(place, length, before + advance + after, whole, before, after, struck)
    if is_last or not length:
        return Gap(place, 0, 0.0, "", 0.0, 0.0, struck, is_cut=True)
    shown = metrics.elidedText(whole, Qt.TextElideMode.ElideMiddle, min(room - before - after, _CHIP * room))
    return Gap(place, length, before + metrics.horizontalAdvance(shown) + after, shown, before, after, struck, True)


def _rows(words: str, font: QFont, width: float) -> list[str]:
    """The rows of words that are set in a font, each at most this wide."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    rows = []
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        rows.append(utf16_slice(words, row.textStart(), row.textStart() + row.textLength()).strip())
    layout.endLayout()
    return rows or [words]


def _with(gap: Gap, more: Struck, metrics: QFontMetricsF, width: float) -> Gap:
    words = f"{gap.shown} {more.words.translate(_SHOWN_AS).strip()}"
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, max(_LEAST, width - 80))
    advance = metrics.horizontalAdvance(shown)
    return replace(gap, width=gap.before + advance + gap.after, shown=shown, is_cut=gap.is_cut or shown != words)


class _Units:
    """A text by its UTF-16 code units."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_plain = utf16_length(text) == len(text)

    def _codes(self, at: int) -> int:
        """The code point at which a unit is."""
        if self._is_plain:
            return at
        return len(self._text.encode("utf-16-le")[: 2 * at].decode("utf-16-le", "ignore"))

    def carrier(self, at: int) -> Carrier:
        """The character that takes words which stood at a place."""
        head = self._text[: self._codes(at)]
        bare = head.rstrip()
        if not bare:
            return Carrier(-1, 0)
        stop, is_spaced = utf16_length(bare), bare != head
        if bidirectional(bare[-1]) in _FROM_RIGHT:
            return self._from_right(stop, self._text[len(bare) :], is_spaced=is_spaced)
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, bare)
        finder.setPosition(stop)
        start = max(0, finder.toPreviousBoundary())
        # Where white space is between it and the place, the words have theirs before them.
        return Carrier(start, stop - start, True, False) if is_spaced else Carrier(start, stop - start)

    def _from_right(self, stop: int, tail: str, *, is_spaced: bool) -> Carrier:
        """Of words that are read from the right the room is before its character. That is a space where letters are
        joined, and else the first letter behind the place."""
        bare = tail.lstrip()
        if not bare or bidirectional(bare[0]) not in _FROM_RIGHT:
            return Carrier(stop, 0)
        if bidirectional(bare[0]) == "AL":
            return Carrier(stop, int(tail[0].isspace()), True if is_spaced else None, False, is_mirrored=True)
        place, length = stop + utf16_length(tail) - utf16_length(bare), utf16_length(bare[0])
        before, after = (False, True) if is_spaced else (None, None)
        return Carrier(place, length, before, after, is_mirrored=True)

    def is_end(self, at: int) -> bool:
        """Whether there is nothing to be seen from a place on."""
        return not self._text[self._codes(at) :].strip()

    def word(self, place: int) -> tuple[int, str]:
        """Where the word begins in which a character is, and the word; before the line it is the first one, with the
        white space before it."""
        at = self._codes(place) if place >= 0 else len(self._text) - len(self._text.lstrip())
        begin = at
        while begin > 0 and not self._text[begin - 1].isspace():
            begin -= 1
        end = at
        while end < len(self._text) and not self._text[end].isspace():
            end += 1
        return begin, self._text[begin if place >= 0 else 0 : end]
