"""Figures out of an HTML tree, ours and other people's."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from desk.formats.links import safe_link
from desk.story.body import Figure, Spans, clean_line

# Gives the reference to keep for an image's address, or "" where it cannot be kept.
PictureReference = Callable[[str], str]


def has_class(element: etree._Element, name: str) -> bool:
    """Whether the element bears the class."""
    return name in (element.get("class") or "").split()


def detach(element: etree._Element) -> None:
    """Take an element out of its tree. The text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail or "", element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def image_figure(image: etree._Element, picture: PictureReference) -> Figure:
    """An image by itself; its title is the credit, as in our Markdown."""
    reference = picture(image.get("src", ""))
    return Figure(reference, clean_line(image.get("alt", "")), (), clean_line(image.get("title", "")))


def read_figure(
    element: etree._Element, picture: PictureReference, words: Callable[[etree._Element], Spans]
) -> tuple[list[Figure], Spans]:
    """The pictures of a `figure` element, and its caption, which the last of them bears.

    What belongs to the pictures is taken out of the element; what is left in it is something else.
    """
    credit, caption = "", _caption(element)
    parts: Spans = ()
    if caption is not None:
        credit = _take_credit(caption)
        parts = words(caption)
        detach(caption)
    found = []
    for inner in list(element.iter("img", "p")):
        if inner.tag == "img":
            found.append(image_figure(inner, picture))
        elif has_class(inner, "missing"):
            found.append(_missing(inner, picture))
        else:
            continue
        detach(inner)
    if found:
        last = found[-1]
        found[-1] = Figure(last.picture, last.alt, parts, credit or last.credit)
    return found, parts


def _caption(element: etree._Element) -> etree._Element | None:
    return next((caption for caption in element.iter("figcaption")), None)


def _take_credit(caption: etree._Element) -> str:
    """The credit that our own pages mark; it is parted from the caption by one space."""
    for inner in caption.iter("span"):
        if has_class(inner, "credit"):
            credit = clean_line("".join(map(str, inner.itertext())))
            before = inner.getprevious()
            if before is not None and (before.tail or "").endswith(" "):
                before.tail = (before.tail or "")[:-1]
            elif before is None and (caption.text or "").endswith(" "):
                caption.text = (caption.text or "")[:-1]
            detach(inner)
            return credit
    return ""


def _missing(inner: etree._Element, picture: PictureReference) -> Figure:
    """A picture that was not in our page: its description, and the link or reference that stands for it."""
    alt = clean_line("".join(map(str, inner.itertext())))
    anchor = inner.find("a")
    link = safe_link(anchor.get("href", "")) if anchor is not None else ""
    reference = link or picture(inner.get("data-picture", ""))
    return Figure(reference, "" if alt == link else alt)
