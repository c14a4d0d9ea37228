"""Two marked texts as one: runs of words that stayed, came, went, or stayed with other marks.

Exact: the runs that are not added, joined, are the old text with its marks, and those that are not removed the new
one; there are none but runs that stayed if and only if the two are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from desk.revise.stretches import Stretch, parted, stretches
from desk.story.body import Mark, Span, Spans, spans, text_of
from desk.story.counts import words_of


class Became(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    REFORMATTED = "reformatted"  # the same words with other marks, or with another link
    AWAY = "away"  # words of a block that stands elsewhere now, and is compared there


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one set of marks, and what became of them. `marks` and `link` are those that the words have (had,
    where they were removed); `old_marks` and `old_link` are others only where the words were reformatted."""

    became: Became
    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    old_marks: frozenset[Mark] = frozenset()
    old_link: str = ""

    @property
    def switched_on(self) -> frozenset[Mark]:
        """The marks that words which stayed were given."""
        return self.marks - self.old_marks

    @property
    def switched_off(self) -> frozenset[Mark]:
        """The marks that words which stayed lost."""
        return self.old_marks - self.marks

    @property
    def words(self) -> int:
        """How many words there are in it."""
        return len(words_of(self.text))


Runs = tuple[Run, ...]


def runs(old: Spans, new: Spans) -> Runs:
    """Two marked texts as one."""
    return parted_runs((old,), (new,))[0]


def parted_runs(old: Sequence[Spans], new: Sequence[Spans]) -> list[Runs]:
    """One marked text that became several, or several that became one, as the runs of each of the several."""
    one, other = [text_of(each) for each in old], [text_of(each) for each in new]
    found = stretches(one, other)
    ends, others = list(accumulate(map(len, one))), list(accumulate(map(len, other)))
    before, after = _Reader(_joined(old)), _Reader(_joined(new))
    return [tuple(_marked(part, before, after)) for part in parted(found, ends, others)]


def whole(became: Became, text: Sequence[Span]) -> Runs:
    """A text of which all became the same."""
    return tuple(_run(became, span) for span in text if span.text)


def old_spans(parts: Sequence[Run]) -> Spans:
    """The text of which these are the runs as it was."""
    return spans(*(Span(run.text, run.old_marks, run.old_link) for run in parts if run.became is not Became.ADDED))


def new_spans(parts: Sequence[Run]) -> Spans:
    """The text of which these are the runs as it is now."""
    gone = (Became.REMOVED, Became.AWAY)
    return spans(*(Span(run.text, run.marks, run.link) for run in parts if run.became not in gone))


def counted(parts: Iterable[Run], became: Became) -> int:
    """How many words became this."""
    return sum(run.words for run in parts if run.became is became)


def _joined(texts: Sequence[Spans]) -> Spans:
    return spans(*(span for text in texts for span in text))


def _run(became: Became, span: Span) -> Run:
    return Run(became, span.text, span.marks, span.link, span.marks, span.link)


class _Reader:
    """Gives a marked text piece by piece, from the first to the last."""

    def __init__(self, text: Spans) -> None:
        self._text = text
        self._at = self._read = 0  # the span, and how much of it was given

    def take(self, length: int) -> list[Span]:
        """So many characters more."""
        found = []
        while length > 0:
            span = self._text[self._at]
            left = len(span.text) - self._read
            size = min(length, left)
            found.append(span if size == len(span.text) else _part(span, self._read, self._read + size))
            length -= size
            self._at, self._read = (self._at + 1, 0) if size == left else (self._at, self._read + size)
        return found


def _part(span: Span, start: int, stop: int) -> Span:
    return Span(span.text[start:stop], span.marks, span.link)


def _marked(parts: Sequence[Stretch], old: _Reader, new: _Reader) -> Iterator[Run]:
    for part in parts:
        before, after = old.take(part.stop - part.start), new.take(part.end - part.begin)
        if not part.same:
            yield from whole(Became.REMOVED, before)
            yield from whole(Became.ADDED, after)
        elif before == after:
            yield from whole(Became.SAME, after)
        else:
            yield from _reformatted(before, after)


def _reformatted(old: Sequence[Span], new: Sequence[Span]) -> Iterator[Run]:
    """The same words twice, parted wherever the marks of either change."""
    ends = sorted({*accumulate(len(span.text) for span in old), *accumulate(len(span.text) for span in new)})
    before, after = _Reader(tuple(old)), _Reader(tuple(new))
    for start, stop in pairwise([0, *ends]):
        (was,), (now,) = before.take(stop - start), after.take(stop - start)
        became = Became.SAME if was.like(now) else Became.REFORMATTED
        yield Run(became, now.text, now.marks, now.link, was.marks, was.link)
