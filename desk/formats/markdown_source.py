"""Reads Markdown that somebody writes by hand, and loses no word of it.

Markdown itself drops some: an address that nothing refers to, a comment, the title of a link, what stands in tags that
are not let through. In a file from elsewhere that is as it should be; of what a person types before our eyes it would
be a loss. A piece of the text (between two empty lines) of which words would go is therefore read as what it is: text.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, zip_longest

from desk.errors import Unreadable
from desk.formats.markdown import MarkdownReader, write_body
from desk.formats.markdown_inline import paragraph_text
from desk.story.body import Body, Paragraph, clean_text, spans

_GAP = re.compile(r"(\n(?:[ \t]*\n)+)")
# What says how and not what: tags and their classes, the numbers of a list, entities, and names that only refer.
_TAG = re.compile(r"</?[a-z][a-z0-9]*\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?:class|href|src|alt|title)=", re.IGNORECASE)
_CLASS = re.compile(r"\bclass=(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_NUMBER = re.compile(r"^[ \t>]*\d+[.)](?=\s|$)", re.MULTILINE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_REFERENCE = re.compile(r"(?<=\])\[[^\]\n]*\]|^ {0,3}\[[^\]\n]+\]:", re.MULTILINE)
_SIGNS = (_CLASS, _ATTRIBUTE, _TAG, _NUMBER, _ENTITY, _REFERENCE)


def read_source(text: str) -> Body:
    """The body that the text says. Every word of the text is in it; nothing raises."""
    reader = MarkdownReader()
    text = clean_text(text)
    body = _read(reader, text)
    if body is not None and not _lost(text, body):
        return body
    pieces = _GAP.split(text)
    # What refers to an address elsewhere may be text now, and nothing refers to the address any more.
    for refers in (True, False):
        kept = [piece if _is_whole(reader, piece, text if refers else "") else _literal(piece) for piece in pieces[::2]]
        body = _read(reader, "".join(chain.from_iterable(zip_longest(kept, pieces[1::2], fillvalue=""))))
        if body is not None and not _lost(text, body):
            return body
    return Body(tuple(Paragraph(spans(piece)) for piece in _GAP.split(text)[::2] if piece.strip()))


def _read(reader: MarkdownReader, text: str) -> Body | None:
    try:
        return reader.body(text)
    except Unreadable:
        return None


def _is_whole(reader: MarkdownReader, piece: str, text: str) -> bool:
    """Whether a piece by itself keeps its words. An address that the rest of the text refers to has them there."""
    defined = re.fullmatch(r"\s*\[([^\]\n]+)\]:.*", piece, re.DOTALL)
    if defined and f"[{defined[1]}]" in text.replace(piece, "", 1):
        return True
    body = _read(reader, piece)
    return body is not None and not _lost(piece, body)


def _literal(piece: str) -> str:
    return paragraph_text(spans(piece))


def _lost(text: str, body: Body) -> bool:
    """Whether there are words in the text that are not in the body, or not as often."""
    return bool(_words(text) - _words(write_body(body)))


def _words(text: str) -> Counter[str]:
    for sign in _SIGNS:
        text = sign.sub(" ", text)
    return Counter(re.findall(r"[^\W_]+", text))
