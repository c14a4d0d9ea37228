"""Marked text edited as plain text: what was not touched keeps its marks. Pure: no Qt."""

from __future__ import annotations

from desk.story.body import Span, Spans, spans, text_of


def retext(before: Spans, text: str) -> Spans:
    """The spans with this text. Words put in take the marks of what stands before them."""
    old = text_of(before)
    shorter = min(len(old), len(text))
    start = next((n for n in range(shorter) if old[n] != text[n]), shorter)
    tail = next((n for n in range(shorter - start) if old[-1 - n] != text[-1 - n]), shorter - start)
    head = _cut(before, 0, start)
    like = head[-1] if head else (before[0] if before else Span(""))
    middle = Span(text[start : len(text) - tail], like.marks, like.link)
    return spans(*head, middle, *_cut(before, len(old) - tail, len(old)))


def _cut(parts: Spans, start: int, stop: int) -> list[Span]:
    """The spans of the characters from `start` up to `stop`."""
    out, at = [], 0
    for span in parts:
        text = span.text[max(0, start - at) : max(0, stop - at)]
        if text:
            out.append(Span(text, span.marks, span.link))
        at += len(span.text)
    return out
