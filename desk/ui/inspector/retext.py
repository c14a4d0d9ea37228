"""Marked text edited as plain text: what was not touched keeps its marks. Pure: no Qt."""

from __future__ import annotations

from desk.story.body import Span, Spans, spans, text_of
from desk.story.pieces import cut, shared_ends


def retext(before: Spans, text: str) -> Spans:
    """The spans with this text. Words put in take the marks of what stands before them."""
    old = text_of(before)
    start, tail = shared_ends(old, text)
    head = cut(before, 0, start)
    like = head[-1] if head else (before[0] if before else Span(""))
    middle = Span(text[start : len(text) - tail], like.marks, like.link)
    return spans(*head, middle, *cut(before, len(old) - tail, len(old)))
