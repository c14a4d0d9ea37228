"""Running text out of an HTML tree, as spans: white space as HTML means it, or exactly as it stands."""

from __future__ import annotations

import re

from desk.story.body import Mark, Span, Spans, spans

# HTML's own white space: a no-break space is none.
_WHITE = re.compile(r"[ \t\n\r\f]+")
_SOFT_BREAK = re.compile(r" *\n *")
_FIRST_BREAK = re.compile(r"^ *\n *")
_BREAK = "\n"


class InlineText:
    """Collects the text of one block.

    With `exact` every space counts and only a line end is a space (Markdown's soft line break); otherwise white space
    collapses as a browser collapses it. A line break that is meant is given by `line_break`.
    """

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact
        self._pieces: list[Span] = []

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def add(self, text: str, marks: frozenset[Mark], link: str) -> None:
        """Text as it stands in the tree."""
        if not self._exact:
            text = _WHITE.sub(" ", text)
        elif _BREAK in text:
            text = _SOFT_BREAK.sub(" ", text if self._pieces else _FIRST_BREAK.sub("", text))
        if text:
            self._pieces.append(Span(text, marks, link))

    def line_break(self, marks: frozenset[Mark], link: str) -> None:
        """A line break that is meant."""
        self._pieces.append(Span(_BREAK, marks, link))

    def add_exactly(self, text: str, marks: frozenset[Mark], link: str) -> None:
        """Text in which every space and line end is meant, as in a `pre`."""
        self._pieces.append(Span(text, marks, link))

    def take(self, *, as_it_stands: bool = False) -> Spans:
        """The spans so far; the collector is empty afterwards."""
        pieces, self._pieces = self._pieces, []
        return spans(*pieces) if self._exact or as_it_stands else spans(*collapsed(pieces))


def collapsed(pieces: list[Span]) -> list[Span]:
    """No space at the ends, none beside a line break, and never two in a row; no line break at the ends."""
    out: list[Span] = []
    last = _BREAK  # as after a line break: no space, and no second break at the beginning
    for piece in pieces:
        kept = []
        for character in piece.text:
            if character == " " and last in {" ", _BREAK}:
                continue
            kept.append(character)
            last = character
        out.append(Span("".join(kept), piece.marks, piece.link))
    joined = "".join(piece.text for piece in out)
    return _trimmed(out, joined)


def _trimmed(pieces: list[Span], joined: str) -> list[Span]:
    drop = {index for match in re.finditer(r" +(?=\n)|^[ \n]+|[ \n]+\Z", joined) for index in range(*match.span())}
    if not drop:
        return pieces
    out, at = [], 0
    for piece in pieces:
        text = "".join(character for index, character in enumerate(piece.text, at) if index not in drop)
        at += len(piece.text)
        out.append(Span(text, piece.marks, piece.link))
    return out


_STYLES = (
    (re.compile(r"(?<![\w-])font-weight:\s*(?:bold|bolder|[6-9]00)"), Mark.STRONG, True),
    (re.compile(r"(?<![\w-])font-weight:\s*(?:normal|lighter|[1-5]00)"), Mark.STRONG, False),
    (re.compile(r"(?<![\w-])font-style:\s*(?:italic|oblique)"), Mark.EMPHASIS, True),
    (re.compile(r"(?<![\w-])font-style:\s*normal"), Mark.EMPHASIS, False),
    (re.compile(r"(?<![\w-])text-decoration(?:-line)?:[^;]*underline"), Mark.UNDERLINE, True),
    (re.compile(r"(?<![\w-])text-decoration(?:-line)?:[^;]*line-through"), Mark.STRIKE, True),
    (re.compile(r"(?<![\w-])vertical-align:\s*super"), Mark.SUPERSCRIPT, True),
    (re.compile(r"(?<![\w-])vertical-align:\s*sub"), Mark.SUBSCRIPT, True),
)


def restyled(marks: frozenset[Mark], style: str) -> frozenset[Mark]:
    """The marks after a `style` attribute, by which some word processors write all their marks."""
    style = style.lower()
    for pattern, mark, on in _STYLES:
        if pattern.search(style):
            marks = marks | {mark} if on else marks - {mark}
    return marks
