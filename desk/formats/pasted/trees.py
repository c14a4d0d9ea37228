"""Small operations on the tree of a paste."""

from __future__ import annotations

import itertools
import re
from functools import cache
from urllib.parse import urljoin

from lxml import etree

from desk.formats.body_read import BodyReader
from desk.formats.figure_read import detach
from desk.formats.links import has_scheme, safe_picture
from desk.story.body import clean_line

# Elements that begin and end a line: what stands before them and after them is not one word.
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})
# fmt: on
LISTS = frozenset({"ul", "ol", "menu", "dir"})


def classes(element: etree._Element) -> list[str]:
    """The element's classes. Mail programs put "x_" before those of what they quote."""
    return [name.removeprefix("x_") for name in (element.get("class") or "").split()]


@cache
def _property(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|;)\s*{re.escape(name)}\s*:\s*([^;]*)", re.IGNORECASE)


def style(element: etree._Element, name: str) -> str:
    """The value of a property in the element's own style, in small letters, or ""."""
    found = _property(name).search(element.get("style") or "")
    return found[1].strip().lower() if found else ""


def words(element: etree._Element) -> str:
    """The words in an element, on one line, none of them glued."""
    return clean_line(BodyReader(safe_picture).read(element).text)


def whole(address: str, base: str) -> str:
    """The address by itself, where it is one relative to a page whose own is known."""
    if not address or has_scheme(address) or address.startswith("#"):
        return address
    try:
        return urljoin(base or ("https:" if address.startswith("//") else ""), address)
    except ValueError:  # an address that is none, as in "//["
        return address


def drop(element: etree._Element) -> None:
    """Take an element out, and leave a border between what stood on its sides where there was one."""
    if element.tag not in BLOCKS:
        detach(element)
        return
    tail = element.tail
    element.clear()
    element.tag, element.tail = "div", tail


def unwrap(element: etree._Element) -> None:
    """Put what is in an element in place of the element."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    before = element.getprevious()
    _append(parent, before, element.text)
    children = list(element)
    last = children[-1] if children else before
    tail, element.tail = element.tail, None
    parent.remove(element)
    for number, child in enumerate(children):
        parent.insert(at + number, child)
    _append(parent, last, tail)


def wrap(element: etree._Element, *tags: str) -> etree._Element:
    """Put an element into new ones, the outermost first. The text after it stays outside. Gives the outermost."""
    parent = element.getparent()
    made = [etree.Element(tag) for tag in tags]
    for outer, inner in itertools.pairwise(made):
        outer.append(inner)
    if parent is not None:
        parent.replace(element, made[0])
    made[0].tail, element.tail = element.tail, None
    made[-1].append(element)
    return made[0]


def _append(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
