"""Finding words again that a comment was on: those that were taken out and came back, and the rest of some.

Words that came back at their place are the same. Elsewhere they are only where it is plain: where the same stands
around them, or where they are too many to be there by accident.
"""

from __future__ import annotations

from collections.abc import Iterator

from desk.revise.carried import Carried, letters
from desk.revise.stretches import stretches
from desk.story.anchor import Anchor
from desk.story.pieces import shared_ends

PART = "\x00"  # stands between the texts of several blocks; no story holds it

_AROUND = 12  # characters of what stood around words; so many are no accident
_MANY = 10  # letters of two words or more: they are not there by accident either
_LONG = 14  # nor is one word so long
_SOME = 8  # letters of a word that is no article, and went where it was and came elsewhere by one edit
_MOST = 0.6  # of the letters, for words that came back changed
_FARTHEST = 64  # characters that are compared around a place

Span = tuple[int, int]


def came_back(anchor: Anchor, text: Carried, near: Span | None, *, just_gone: bool = False) -> Span | None:
    """Where in what came into a text the words of a lost anchor are, if they are there. `near` is where they were, as
    it is now; with `just_gone` they were taken out by the same edit."""
    for words in sorted({anchor.last, anchor.words} - {""}, key=len, reverse=True):
        places = [at for at in _places(words, text) if _stands_alike(anchor, text.new, at, at + len(words))]
        alone = just_gone and len(places) == 1 and (letters(words) >= _SOME or len(words.split()) > 1)
        sure = [at for at in places if alone or _is_sure(anchor, text.new, at, at + len(words), near)]
        if sure:
            at = max(sure, key=lambda at: (_agreement(anchor, text.new, at, at + len(words)), -_off(at, near), -at))
            return at, at + len(words)
    return _came_back_in_part(anchor, text, near) or _came_back_changed(anchor, text, near)


def _places(words: str, text: Carried) -> Iterator[int]:
    """Where these words are, at least with a part of them among what came."""
    at = text.new.find(words, max(0, text.start - len(words)))
    while 0 <= at <= text.end:
        if text.touches(at, at + len(words)):
            yield at
        at = text.new.find(words, at + 1)


def _stands_alike(anchor: Anchor, text: str, start: int, stop: int) -> bool:
    """Whether words begin and end within other words, or do not, as they did."""
    before, after = text[start - 1 : start], text[stop : stop + 1]
    return (before.isalnum(), after.isalnum()) == (anchor.before[-1:].isalnum(), anchor.after[:1].isalnum())


def _is_sure(anchor: Anchor, text: str, start: int, stop: int, near: Span | None) -> bool:
    if near is not None and start <= near[1] and near[0] <= stop:
        return True
    words = text[start:stop]
    size = letters(words)
    if size >= _LONG or (size >= _MANY and len(words.split()) > 1):
        return True
    return _agreement(anchor, text, start, stop) >= _AROUND


def _agreement(anchor: Anchor, text: str, start: int, stop: int) -> int:
    """How much of what stood around the words stands around them here. A text that begins or ends there, too, is as
    good as half of what is needed."""
    front, back = _own(text, start, stop)
    before = _alike(anchor.before[::-1], front[::-1]) if anchor.before or front else _AROUND // 2
    return before + (_alike(anchor.after, back) if anchor.after or back else _AROUND // 2)


def _own(text: str, start: int, stop: int) -> tuple[str, str]:
    """What stands before and after, in the same text."""
    front = text[max(0, start - _FARTHEST) : start].rpartition(PART)[2]
    return front, text[stop : stop + _FARTHEST].partition(PART)[0]


def _off(at: int, near: Span | None) -> int:
    return 0 if near is None else abs(at - near[0])


def _came_back_in_part(anchor: Anchor, text: Carried, near: Span | None) -> Span | None:
    """Where what came stands between the same as the rest of the words, before that went, too."""
    size = max(len(anchor.last), len(anchor.words))
    if near is None and len(anchor.before) + len(anchor.after) < _AROUND:
        return None
    # What a text begins or ends with stands between two of those signs.
    whole, before, after = f"{PART}{text.new}{PART}", anchor.before or PART, anchor.after or PART
    low = max(0, text.start + 1 - size - len(before))
    for begin in _all(whole, before, low, text.end + 1):
        start = begin + len(before)
        for stop in _all(whole, after, start + 1, start + size + len(after)):
            words = whole[start:stop]
            is_known = words in anchor.last or words in anchor.words
            if is_known and text.touches(start - 1, stop - 1) and (found := trimmed(text.new, start - 1, stop - 1)):
                return found
    return None


def _came_back_changed(anchor: Anchor, text: Carried, near: Span | None) -> Span | None:
    """Where something came to the very place of the words that is made up of most of them."""
    came = text.end - text.start
    if near is None or not anchor.last or not text.touches(*near) or not len(anchor.last) / 2 <= came < _LONGEST:
        return None
    size = len(anchor.last)
    begin = max(0, text.start - size, text.new.rfind(PART, 0, text.start) + 1)
    end = min(len(text.new), text.end + size)
    kept = [each for each in stretches([anchor.last], [text.new[begin:end]]) if each.same]
    found = sum(letters(anchor.last[each.start : each.stop]) for each in kept)
    if not found or found < _MOST * letters(anchor.last):
        return None
    first, last = begin + kept[0].begin, begin + kept[-1].end
    return None if PART in text.new[first:last] else trimmed(text.new, first, last)


_LONGEST = 20_000  # characters in which words are sought that came back changed


def extended(anchor: Anchor, text: str, start: int, stop: int, changed: Span) -> Span:
    """The words from `start` up to `stop`, of which some were taken out before, with those that came back: `changed`
    is where anything did."""
    now = text[start:stop]
    if now == anchor.last:
        return start, stop
    for words in dict.fromkeys((anchor.last, anchor.words)):
        if len(words) > len(now):
            first = max(0, stop - len(words) + 1 - len(now))
            at = text.find(words, max(0, start - len(words) + 1, first if first > start else 0))
            while 0 <= at < stop:
                if at + len(words) > start:
                    return at, at + len(words)
                at = text.find(words, at + 1)
    grown = [
        _grown(words, at, text, (start, stop), changed)
        for words in dict.fromkeys((anchor.last, anchor.words))
        for at in _all(words, now)
    ]
    return max(grown, key=lambda span: span[1] - span[0], default=(start, stop))


def _all(text: str, words: str, start: int = 0, stop: int | None = None) -> Iterator[int]:
    """Where these words begin, in a part of a text."""
    at = text.find(words, start, stop)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, stop)


def _grown(words: str, at: int, text: str, span: Span, changed: Span) -> Span:
    """With what came back at either end and belongs there; `at` is where the rest is in the words. Where something
    was taken out it is what is beside it now."""
    start, stop = first, last = span
    low, high = changed
    end = at + stop - start
    least = 0 if low == high == start else low
    most = len(text) if low == high == stop else min(high, len(text))
    while least < first <= high and at and text[first - 1] == words[at - 1]:
        first, at = first - 1, at - 1
    while low <= last < most and end < len(words) and text[last] == words[end]:
        last, end = last + 1, end + 1
    # White space alone did not come back.
    return (first if letters(text[first:start]) else start), (last if letters(text[stop:last]) else stop)


def agreement(old: str, place: Span, new: str, other: Span) -> int:
    """How many characters around two places are the same."""
    front, tail = _own(old, *place)
    before, after = _own(new, *other)
    return _alike(front[::-1], before[::-1]) + _alike(tail, after)


def _alike(one: str, other: str) -> int:
    return shared_ends(one, other)[0]


def trimmed(text: str, start: int, stop: int) -> Span | None:
    """A part of a text without the white space at its ends; None where there is nothing else."""
    words = text[start:stop]
    return (stop - len(words.lstrip()), start + len(words.rstrip())) if words.strip() else None
