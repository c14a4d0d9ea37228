"""Other people's HTML made harmless by nh3, with a list of everything that may stay; and what did not.

Nothing of the result is ever shown as HTML: `body_read` takes text and known structure out of it, so that the list is
the first of two walls.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3
from lxml import etree

from desk.formats.base import Loss
from desk.formats.links import safe_link
from desk.story.plurals import counted, listed

# fmt: off
TAGS = frozenset({
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "body", "br", "caption",
    "center", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li",
    "main", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strike", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var",
})
# fmt: on
ATTRIBUTES = {
    "*": {"id", "style"},
    "a": {"href"},
    "img": {"src", "alt", "title", "width", "height"},
    "p": {"data-picture"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
}
CLASSES = {
    "aside": {"furniture", "note", "pullquote"},
    "h2": {"subhead"},
    "li": {"skip"},
    "p": {"attribution", "bare", "clarification", "correction", "embed", "missing", "title", "update"},
    "span": {"credit", "place", "published", "source", "updated", "updated-mark", "words"},
    "time": {"about"},
}
_STYLES = {"font-style", "font-weight", "text-decoration", "text-decoration-line", "vertical-align"}
_SCHEMES = {"http", "https", "mailto", "tel", "data", "media"}
# Elements that go with all that is in them, and what a person calls them.
_OUT = {
    "script": ("script", "scripts"),
    "iframe": ("embedded frame", "embedded frames"),
    "frame": ("embedded frame", "embedded frames"),
    "object": ("embedded object", "embedded objects"),
    "video": ("video", "videos"),
    "audio": ("sound", "sounds"),
    "nav": ("menu", "menus"),
    "svg": ("drawing", "drawings"),
    "canvas": ("drawing", "drawings"),
    "math": ("formula", "formulas"),
}
# Those that a reader never sees go without a word.
_UNSEEN = {"head", "noscript", "style", "template", "title", "button", "select", "textarea", "datalist"}
# The scheme of an address that `clean` takes away and no later reader sees.
_SCHEME = re.compile(rf"(?!(?:{'|'.join(sorted(_SCHEMES))}):)[A-Za-z][A-Za-z0-9+.-]*:", re.IGNORECASE)
# Scripts that are data: they never run.
_DATA_SCRIPTS = {"application/ld+json", "application/json"}


def clean(html: str) -> str:
    """The HTML with nothing in it but the elements, attributes, classes, styles and kinds of address on the list."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={*_OUT, *_UNSEEN},
        attributes={name: set(values) for name, values in ATTRIBUTES.items()},
        allowed_classes={name: set(values) for name, values in CLASSES.items()},
        filter_style_properties=set(_STYLES),
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )


def dropped_links(tree: etree._Element) -> list[str]:
    """The addresses of the links that `clean` takes away, because they are no address of the web."""
    found = [(anchor.get("href") or "").strip() for anchor in tree.iter("a")]
    return [address for address in found if _SCHEME.match(address) and not safe_link(address)]


def clean_losses(tree: etree._Element) -> list[Loss]:
    """What `clean` leaves out of a page that is parsed as it came, in one sentence."""
    found: Counter[str] = Counter()
    for element in tree.iter(*_OUT):
        if str(element.tag) != "script" or (element.get("type") or "").strip().lower() not in _DATA_SCRIPTS:
            found[str(element.tag)] += 1
    named: Counter[tuple[str, str]] = Counter()
    for tag, number in found.items():
        named[_OUT[tag]] += number
    if not named:
        return []
    parts = [counted(number, *names) for names, number in named.items()]
    verb = "was" if sum(named.values()) == 1 else "were"
    return [Loss("body", f"{listed(parts)} {verb} left out.")]
