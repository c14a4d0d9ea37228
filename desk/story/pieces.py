"""Pieces of texts: what two have in common at their ends, a part of marked text, and positions as others count them."""

from __future__ import annotations

from collections.abc import Sequence

from desk.story.body import Span, Spans, spans


def shared_ends(one: Sequence[object], other: Sequence[object]) -> tuple[int, int]:
    """How many characters (or words) two texts begin with alike, and how many of the others they end with alike."""
    front = _common(one, other)
    return front, _common(one[front:][::-1], other[front:][::-1])


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    # Slices are compared much faster than one character after the other.
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def cut(parts: Spans, start: int, stop: int) -> Spans:
    """The part of some marked text from `start` up to `stop`, in code points."""
    out: list[Span] = []
    at = 0
    for part in parts:
        text = part.text[max(0, start - at) : max(0, stop - at)]
        if text:
            out.append(Span(text, part.marks, part.link))
        at += len(part.text)
    return spans(*out)


def utf16_length(text: str) -> int:
    """The UTF-16 code units of a text, as Qt and JavaScript count: characters beyond the first plane are two."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def utf16_slice(text: str, start: int, stop: int) -> str:
    """A part of a text by positions in UTF-16 code units."""
    if utf16_length(text) == len(text):
        return text[start:stop]
    return text.encode("utf-16-le")[2 * start : 2 * stop].decode("utf-16-le", "ignore")
