"""HTML text as a tree."""

from __future__ import annotations

import re

from lxml import etree

from desk.errors import Unreadable
from desk.story.body import clean_text

_EMPTY = re.compile(r'<(br|hr|img)((?: [a-z-]+="[^"]*")*)>')


def parse(html: str) -> etree._Element:
    """The tree of a page or fragment; anything is HTML to it. `Unreadable` where it nests without an end."""
    root = _parsed(html)
    # Without any element there is no tree: then one is put around the text.
    if root is None:
        root = _parsed(f"<html><body>{html}</body></html>")
    return root if root is not None else etree.Element("html")


def _parsed(html: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # how lxml says that there is nothing at all
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        raise Unreadable("The page nests its elements deeper than Desk can follow. Nothing was read.")
    return root


def parse_clean(html: str) -> etree._Element:
    """The tree of what nh3 gives, element for element.

    Another parser of HTML would move about what stands where it should not (a paragraph in a `b`), where nh3's has done
    so already by the rules that browsers follow. But for empty elements and spaces, what nh3 gives is XML.
    """
    xml = _EMPTY.sub(r"<\1\2/>", clean_text(html)).replace("&nbsp;", "&#160;")
    parser = etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True, recover=False)
    try:
        return etree.fromstring(f"<body>{xml}</body>".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return body_of(parse(html))


def body_of(root: etree._Element) -> etree._Element:
    """The element that holds what a reader sees."""
    body = root.find("body")
    return root if body is None else body
