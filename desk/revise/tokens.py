"""The units in which texts are compared: words, marks of punctuation and signs, never a part of one.

Words are those that are counted (`desk.story.counts`). What a reader sees as one character (Unicode's extended
grapheme cluster, UAX #29) is never parted, so that no accent is shown as added and no flag falls into letters. White
space is no unit of its own: it belongs between two of them, and follows from which of them stayed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.story.counts import word_places

Place = tuple[int, int]  # from, up to; in code points

# Nearly all copy is Latin letters and the quotes and dashes of typographers: each of these is a character of its own,
# and the words among them are found ten times faster than those of all scripts.
_LATIN = re.compile("[\n -~\u00a0-\u02af\u2010-\u2027\u202f-\u205e\u20a0-\u20bf]*")
_UNITS = re.compile(r"\w+(?:(?:['’‘\-\u2010\u2011.·:@&\u00ad]|(?<=\d),(?=\d))\w+)*|\S")


def units(text: str) -> list[Place]:
    """Where the units of a text begin and end, in order. All that is between them is white space."""
    if text.isascii() or _LATIN.fullmatch(text):
        return [match.span() for match in _UNITS.finditer(text)]
    return list(_whole(text))


def words_and_signs(text: str) -> list[str]:
    """The units themselves."""
    if text.isascii() or _LATIN.fullmatch(text):
        return _UNITS.findall(text)
    return [text[start:stop] for start, stop in _whole(text)]


def _whole(text: str) -> Iterator[Place]:
    """Units that would begin or end within a character are one with those in which it goes on."""
    import regex  # noqa: PLC0415  loaded for the few texts that need it

    begins = {
        match.start() + more: match.start() for match in regex.finditer(r"\X", text) for more in range(1, len(match[0]))
    }
    begun = stopped = -1
    for start, stop in _parted(text):
        if start in begins and begins[start] < stopped:
            stopped = stop
            continue
        if begun >= 0:
            yield begun, stopped
        begun, stopped = begins.get(start, start), stop
    if begun >= 0:
        yield begun, stopped


def _parted(text: str) -> Iterator[Place]:
    """Words as they are counted, and each sign between them."""
    at = 0
    for start, stop in (*word_places(text), (len(text), len(text))):
        yield from ((sign, sign + 1) for sign in range(at, start) if not text[sign].isspace())
        if stop > start:
            yield start, stop
        at = stop
