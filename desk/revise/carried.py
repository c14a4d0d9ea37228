"""Where the characters of a text are in another one that was made from it.

One edit (typing, deleting, pasting, splitting and joining paragraphs) is told exactly, wherever its text is not the
same as that beside it. There, where it can be told in more than one way, words stay together rather than not. What is
between the first and the last of several edits is compared word by word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from desk.revise.stretches import stretches
from desk.story.pieces import shared_ends

# A passage that was not merely shortened is still there where so much of its letters are, in whole words,
_IN_WORDS = 1 / 4
_IN_ALL = 1 / 2  # or more than so much of them anyhow,
_ALIKE = 0.6  # or where what stands in its place is so much like it: a word that was spelt right


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters that stayed: from `start` up to `stop` in the old text, and from `begin` on in the new one."""

    start: int
    stop: int
    begin: int


class Carried:
    """An old text and a new one. In between, `old[start:stop]` became `new[start:end]`; all else is the same."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        front, tail = shared_ends(old, new)
        self.start, self.stop, self.end = front, len(old) - tail, len(new) - tail

    @property
    def _shift(self) -> int:
        return self.end - self.stop

    def place(self, at: int) -> int:
        """Where a place between two characters is now."""
        if at <= self.start:
            return at
        return at + self._shift if at >= self.stop else self.start

    def touches(self, begin: int, end: int) -> bool:
        """Whether these characters of the new text are among those that came, or meet where some went."""
        return begin <= self.end and self.start <= end

    def range(self, start: int, stop: int, *, inner: bool = True) -> tuple[int, int] | None:
        """Where the characters from `start` up to `stop` are now, with what was put between them; None where they
        are gone. Without `inner` nothing is sought between the first edit and the last."""
        if stop <= self.start:
            return start, stop
        if start >= self.stop:
            return start + self._shift, stop + self._shift
        if self.start in (self.stop, self.end):
            return self._of_one_edit(start, stop)
        ends = _Run(0, self.start, 0), _Run(self.stop, len(self.old), self.end)
        return self._of_many(start, stop, [ends[0], *(self._inner if inner else ()), ends[1]])

    def _of_one_edit(self, start: int, stop: int) -> tuple[int, int] | None:
        """Where something was only put in, or only taken out, among these characters."""
        # Told so that it was done before them, where that comes to the same.
        by = (self.start if self.end > self.start else self.stop) - start
        if 0 < by <= self._slack(by):
            return start + self._shift, stop + self._shift
        if self.end > self.start:
            return start, stop + self._shift
        first = min(start, self.start)
        last = stop + self._shift if stop >= self.stop else self.start
        return self._seen(first, last)

    def _slack(self, most: int) -> int:
        """How many characters earlier the one edit can have been made, with the same outcome; as far as `most`."""
        text, end = (self.new, self.end) if self.end > self.start else (self.old, self.stop)
        by = 0
        while by < most and self.start - by > 0 and text[self.start - by - 1] == text[end - by - 1]:
            by += 1
        return by

    def _seen(self, first: int, last: int) -> tuple[int, int] | None:
        return (first, last) if self.new[first:last].strip() else None

    @cached_property
    def _inner(self) -> list[_Run]:
        old, new = self.old[self.start : self.stop], self.new[self.start : self.end]
        return [
            _Run(self.start + each.start, self.start + each.stop, self.start + each.begin)
            for each in stretches([old], [new])
            if each.same
        ]

    def _of_many(self, start: int, stop: int, runs: list[_Run]) -> tuple[int, int] | None:
        kept = [
            (first, last, run.begin + first - run.start)
            for run in runs
            if (first := max(start, run.start)) < (last := min(stop, run.stop))
        ]
        if not self._is_left([(first, last) for first, last, _ in kept], start, stop):
            return self._of_rewritten(start, stop)
        first, last = kept[0][0], kept[-1][1]
        begin, end = kept[0][2], kept[-1][2] + last - kept[-1][0]
        # The rest of a word belongs to it, of which the end or the beginning was written anew; where more than the
        # passage was, what is left of the word does not.
        if self.start <= last < stop and _goes_on(self.old, last):
            end = self._to_end_of_word(end) if self.stop <= stop else end - last + _word_begin(self.old, last)
        if start < first <= self.stop and _goes_on(self.old, first):
            if start <= self.start:
                begin = max(self.start, _word_begin(self.new, begin))
            else:
                begin += _word_end(self.old, first) - first
        return self._seen(begin, end)

    def _to_end_of_word(self, at: int) -> int:
        return min(self.end, _word_end(self.new, at)) if at <= self.end else at

    def _is_left(self, kept: list[tuple[int, int]], start: int, stop: int) -> bool:
        """Whether what is left of a passage is worth being called it."""
        whole = letters(self.old[start:stop])
        if not whole or not kept:
            return bool(kept)
        in_words = sum(letters(self.old[first:last]) for first, last in map(self._words_in, kept) if first < last)
        in_all = sum(letters(self.old[first:last]) for first, last in kept)
        return in_words >= _IN_WORDS * whole or in_all > _IN_ALL * whole

    def _words_in(self, piece: tuple[int, int]) -> tuple[int, int]:
        """A piece of the old text without the parts of words at its ends."""
        return _word_end(self.old, piece[0]), _word_begin(self.old, piece[1])

    def _of_rewritten(self, start: int, stop: int) -> tuple[int, int] | None:
        """What stands in the place of words that were written anew, where it is like them."""
        if self.start < start or stop < self.stop:
            return None
        from rapidfuzz.distance import Indel  # noqa: PLC0415  not needed to start

        begin, end = start, stop + self._shift
        is_like = Indel.normalized_similarity(self.old[start:stop], self.new[begin:end]) >= _ALIKE
        return (begin, end) if is_like else None


def letters(text: str) -> int:
    """How many letters and digits there are in it."""
    return sum(map(str.isalnum, text))


def _goes_on(text: str, at: int) -> bool:
    """Whether a place is inside a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _word_begin(text: str, at: int) -> int:
    """The beginning of the word within which a place is; the place itself where it is in none."""
    while _goes_on(text, at):
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while _goes_on(text, at):
        at += 1
    return at
