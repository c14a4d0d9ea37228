"""Spans of marked text as inline HTML: marks nest in one canonical order, so equal spans give equal bytes."""

from __future__ import annotations

from collections.abc import Iterable

from desk.formats.links import safe_link
from desk.story.body import Mark, Span

# From the outside to the inside; a link stands outside all marks.
NESTING = (
    Mark.STRONG,
    Mark.EMPHASIS,
    Mark.UNDERLINE,
    Mark.STRIKE,
    Mark.SUPERSCRIPT,
    Mark.SUBSCRIPT,
    Mark.CODE,
)


def escape(text: str) -> str:
    """Text for the content of an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def escape_attribute(text: str) -> str:
    """Text for an attribute's value between double quotes."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;")


def inline(parts: Iterable[Span]) -> str:
    """The spans as HTML; a line break in the text is a `<br>`. Links that are not allowed become plain words."""
    out: list[str] = []
    opened: list[Mark | str] = []
    for span in parts:
        _switch(out, opened, layers(span))
        text = escape(span.text)
        out.append(text.replace("\n", "<br>") if "\n" in text else text)
    _switch(out, opened, [])
    return "".join(out)


def layers(span: Span) -> list[Mark | str]:
    """What a span is wrapped in, from the outside in: its link's address, then its marks."""
    if not span.marks and not span.link:
        return []
    wanted: list[Mark | str] = [mark for mark in NESTING if mark in span.marks]
    link = safe_link(span.link)
    return [link, *wanted] if link else wanted


def _switch(out: list[str], opened: list[Mark | str], wanted: list[Mark | str]) -> None:
    """Close and open elements until exactly the wanted ones are open; shared outer ones stay open."""
    shared = 0
    while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
        shared += 1
    while len(opened) > shared:
        layer = opened.pop()
        out.append(f"</{layer.value}>" if isinstance(layer, Mark) else "</a>")
    for layer in wanted[shared:]:
        out.append(f"<{layer.value}>" if isinstance(layer, Mark) else f'<a href="{escape_attribute(layer)}">')
        opened.append(layer)
