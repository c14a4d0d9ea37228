"""A story as one `article` element, to be put into a page that brings its own style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from desk.formats.base import Loss, MediaSource, Writing
from desk.formats.html_direction import side_attribute
from desk.formats.losses import fields_loss
from desk.formats.page import PageParts, losses, parts
from desk.formats.pictures import PagePictures
from desk.formats.printed import printed_groups
from desk.story.house import House
from desk.story.story import Story

_TAGS = re.compile("<[^>]*>")
# The regions of a page in order, and the element that each becomes; "" for those that bring elements of their own.
_HEAD = (
    ("desk-kicker", '<p class="kicker">', "</p>"),
    ("desk-headline", "<h1>", "</h1>"),
    ("desk-deck", '<p class="deck">', "</p>"),
    ("desk-byline", '<p class="byline">', "</p>"),
    ("desk-dates", '<p class="dates">', "</p>"),
)
_TOP = (
    ("desk-lead", "", ""),
    ("desk-corrections-top", "", ""),
    ("desk-editors-note", '<p class="editors-note">', "</p>"),
    ("desk-dateline", '<p class="dateline">', "</p>"),
)
_FOOT = (
    ("desk-contribution", '<p class="contribution">', "</p>"),
    ("desk-corrections-foot", "", ""),
    ("desk-terms", '<p class="terms">', "</p>"),
)


def write(story: Story, house: House, media: MediaSource) -> Writing:
    """The element as UTF-8 HTML, and what it does not hold."""
    pictures = PagePictures(media)
    shown = parts(story, house, pictures)
    lines = [
        f'<article lang="{shown.language}" dir="{shown.direction}">',
        *_wrapped("header", _regions(shown, _HEAD)),
        *_regions(shown, (("desk-furniture-top", "", ""), *_TOP)),
        *printed_groups(story.body, pictures, shown.direction),
        *_wrapped("footer", _regions(shown, (*_FOOT, ("desk-furniture-foot", "", "")))),
        "</article>",
    ]
    return Writing(("\n".join(lines) + "\n").encode("utf-8"), (*losses(story, pictures), *_losses(story)))


def _regions(shown: PageParts, wanted: tuple[tuple[str, str, str], ...]) -> list[str]:
    return [
        f"{_turned(start, html, shown.direction)}{html}{end}"
        for name, start, end in wanted
        if (html := shown.regions[name])
    ]


def _turned(tag: str, html: str, around: str) -> str:
    """The start tag of an element, which says so where its words begin on the other side."""
    is_turned = html.startswith("<bdi")  # by itself
    side = side_attribute(unescape(_TAGS.sub("", html)), around) if tag and not is_turned else ""
    return f"{tag[:-1]}{side}>" if side else tag


def _wrapped(element: str, lines: list[str]) -> list[str]:
    return [f"<{element}>", *lines, f"</{element}>"] if lines else []


def _losses(story: Story) -> Iterator[Loss]:
    yield from fields_loss(story, "A fragment", ("slug", "section", "keywords", "canonical"))
