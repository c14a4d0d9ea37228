"""Words that are marked on a page: where they begin and end is set into the text of a story as signs that nobody
writes, goes with it through whatever makes HTML of it, and becomes elements there.

The signs are code points that Unicode has left without a meaning, and in which no word begins to be read from any side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desk.formats.html_inline import escape, escape_attribute
from desk.story.body import Span, Spans, spans, text_of
from desk.story.pieces import cut

_OPEN, _CLOSE = "\U000e0080", "\U000e0081"
_ZERO = 0xE0090  # of the digits to the base of sixteen by which an ink is named
_DIGITS = 4
_SIGN = re.compile(f"([{_OPEN}{_CLOSE}])([{chr(_ZERO)}-{chr(_ZERO + 15)}]{{{_DIGITS}}})")
_ANY_SIGN = re.compile(f"[\U000e0080-{chr(_ZERO + 15)}]")
_TAG = re.compile("(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Ink:
    """How some words are marked: the element around them, its classes, and what is said of them."""

    element: str
    kinds: str
    title: str = ""


class Inks:
    """All that are used on one page."""

    def __init__(self) -> None:
        self._inks: list[Ink] = []

    def signs(self, ink: Ink) -> tuple[str, str]:
        """The signs between which words are marked so."""
        number = len(self._inks)
        self._inks.append(ink)
        digits = "".join(chr(_ZERO + (number >> 4 * at & 15)) for at in range(_DIGITS))
        return _OPEN + digits, _CLOSE + digits

    def paint(self, html: str) -> str:
        """HTML with elements where the signs are; they are closed before every tag and opened again behind it."""
        out: list[str] = []
        opened: list[int] = []
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                out.append(_SIGN.sub("", piece))
            else:
                out += self._words(piece, opened)
        return "".join(out)

    def _words(self, text: str, opened: list[int]) -> Iterator[str]:
        at = 0
        for sign in _SIGN.finditer(text):
            yield self._marked(text[at : sign.start()], opened)
            number = sum((ord(digit) - _ZERO) << 4 * place for place, digit in enumerate(sign[2]))
            if sign[1] == _OPEN:
                opened.append(number)
            elif number in opened:
                opened.remove(number)
            at = sign.end()
        yield self._marked(text[at:], opened)

    def _marked(self, text: str, opened: Sequence[int]) -> str:
        if not text:
            return ""
        inks = [self._inks[number] for number in opened]
        front = "".join(map(begin, inks))
        return f"{front}{text}{''.join(f'</{ink.element}>' for ink in reversed(inks))}"


def begin(ink: Ink) -> str:
    """The tag with which an element of this ink begins."""
    title = f' title="{escape_attribute(ink.title)}"' if ink.title else ""
    return f'<{ink.element} class="{escape(ink.kinds)}"{title}>'


class Stroke(NamedTuple):
    """Words of a text, from and up to in code points, that are marked; or `words` that are put in at `start`."""

    start: int
    stop: int
    ink: Ink
    words: Spans | None = None


def without_signs(text: str) -> str:
    """A text in which none of the signs stand."""
    return text if text.isascii() else _ANY_SIGN.sub("", text)


def marked(text: Spans, strokes: Iterable[Stroke], inks: Inks) -> Spans:
    """A text with the signs of these strokes in it. Words that are put in stand before what begins at their place."""
    signs = [(stroke, *inks.signs(stroke.ink)) for stroke in strokes]
    length = sum(len(span.text) for span in text)
    edges = sorted({0, length, *(at for stroke, *_ in signs for at in (stroke.start, stroke.stop) if at <= length)})
    out: list[str | Span] = []
    for number, at in enumerate(edges):
        after = cut(text, at, edges[number + 1]) if number + 1 < len(edges) else ()
        last = out[-1] if out and isinstance(out[-1], Span) else Span("")
        first = after[0] if after else last
        out += [_like(last, close) for stroke, _, close in signs if stroke.words is None and stroke.stop == at]
        for stroke, opening, close in signs:
            if stroke.words and stroke.start == at:
                out += [_like(stroke.words[0], opening), *stroke.words, _like(stroke.words[-1], close)]
        out += [_like(first, opening) for stroke, opening, _ in signs if stroke.words is None and stroke.start == at]
        out += after
    return spans(*out)


def marked_line(text: str, strokes: Iterable[Stroke], inks: Inks) -> str:
    """The same of a line without marks."""
    return text_of(marked(spans(text), strokes, inks))


def _like(span: Span, text: str) -> Span:
    return Span(text, span.marks, span.link)
