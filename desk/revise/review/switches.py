"""Marks and links that were switched on words that stayed, one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate, pairwise

from desk.revise.review.flow import joined
from desk.story.body import Mark, Span, Spans
from desk.story.pieces import cut

# A mark and whether it was switched on; or a link as it was and as it is.
Switch = tuple[Mark, bool] | tuple[str, str]


def switches(old: Spans, new: Spans) -> frozenset[Switch]:
    """What was switched on the same words."""
    if old == new:
        return frozenset()
    found: set[Switch] = set()
    for was, now in side_by_side(old, new):
        found.update((mark, True) for mark in now.marks - was.marks)
        found.update((mark, False) for mark in was.marks - now.marks)
        if was.link != now.link:
            found.add((was.link, now.link))
    return frozenset(found)


def is_link(switch: Switch) -> bool:
    """Whether it is a link that was switched."""
    return isinstance(switch[1], str)


def switched(old: Spans, new: Spans, taken: Collection[Switch]) -> Spans:
    """The same words with these of the switches, and with none of the others."""
    return joined([_one(was, now, taken) for was, now in side_by_side(old, new)])


def _one(was: Span, now: Span, taken: Collection[Switch]) -> Span:
    on = frozenset(mark for mark in now.marks - was.marks if (mark, True) in taken)
    off = frozenset(mark for mark in was.marks - now.marks if (mark, False) in taken)
    link = now.link if (was.link, now.link) in taken else was.link
    return Span(was.text, (was.marks | on) - off, link)


def side_by_side(*texts: Spans) -> Iterator[tuple[Span, ...]]:
    """The same words several times, parted wherever the marks of one of them change."""
    if all(len(text) == 1 for text in texts):
        yield tuple(text[0] for text in texts)
        return
    ends = sorted({0, *(end for text in texts for end in accumulate(len(span.text) for span in text))})
    for start, stop in pairwise(ends):
        yield tuple(cut(text, start, stop)[0] for text in texts)
