"""Two marked texts as one: runs of words that stayed, came, went, or stayed with other marks.

Exact: the runs that are not added, joined, are the old text with its marks, and those that are not removed the new
one; there are none but runs that stayed if and only if the two are equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from desk.revise.stretches import Stretch, parted, stretches
from desk.story.body import Mark, Span, Spans, spans, text_of
from desk.story.counts import words_of
from desk.story.pieces import cut


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
    before, after = _joined(old), _joined(new)
    return [tuple(_marked(part, before, after)) for part in parted(found, ends, others)]


def whole(became: Became, text: Spans) -> Runs:
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


def _marked(parts: Sequence[Stretch], old: Spans, new: Spans) -> Iterator[Run]:
    for part in parts:
        before, after = _cut(old, part.start, part.stop), _cut(new, part.begin, part.end)
        if not part.same:
            yield from whole(Became.REMOVED, before)
            yield from whole(Became.ADDED, after)
        elif before == after:
            yield from whole(Became.SAME, after)
        else:
            yield from _reformatted(before, after)


def _cut(parts: Spans, start: int, stop: int) -> Spans:
    if len(parts) == 1 and start < stop:
        return (Span(parts[0].text[start:stop], parts[0].marks, parts[0].link),)
    return cut(parts, start, stop)


def _reformatted(old: Spans, new: Spans) -> Iterator[Run]:
    """The same words twice, parted wherever the marks of either change."""
    ends = sorted({*accumulate(len(span.text) for span in old), *accumulate(len(span.text) for span in new)})
    for start, stop in zip([0, *ends], ends, strict=False):
        (was,), (now,) = cut(old, start, stop), cut(new, start, stop)
        became = Became.SAME if was.like(now) else Became.REFORMATTED
        yield Run(became, now.text, now.marks, now.link, was.marks, was.link)
