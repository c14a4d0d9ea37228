"""A paste made harmless by nh3, with enough of its classes and styles left to see what it means.

Nothing of the tree is ever shown: what stands in it are hints, of which `body_read` takes text and known structure.
"""

from __future__ import annotations

import re

import nh3
from lxml import etree

from desk.formats.html_clean import TAGS
from desk.formats.tree import parse_clean
from desk.story.body import clean_text

MARKER = "desk-marker"
# Further elements than in a story: those that part lines, and those that stand for something elsewhere.
_TAGS = TAGS | {
    "audio", "dialog", "dir", "fieldset", "form", "iframe", "legend", "math", "menu", "nav", "source", "video",
}  # fmt: skip
_UNSEEN = {"button", "canvas", "datalist", "head", "noscript", "object", "script", "select", "style", "svg", "template"}
_UNSEEN |= {"textarea", "title", "xml"}
_ATTRIBUTES = {
    "*": {"aria-level", "class", "data-aria-level", "data-indent", "hidden", "id", "role", "style"},
    "a": {"href", "name"},
    "audio": {"src"},
    "iframe": {"src", "title"},
    "img": {"alt", "data-emoji", "data-src", "data-stringify-emoji", "height", "src", "title", "width"},
    "source": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "video": {"src"},
}
# Also those that go nowhere, so that it can be said.
_SCHEMES = {"blob", "cid", "data", "file", "ftp", "http", "https", "mailto", "tel"}
# Word's number or bullet before the words of a list's paragraph, in either kind of its conditional comments.
_LIST_MARK = re.compile(
    r"<!(?:--)?\[if !supportLists\](?:--)?>(?P<mark>.{0,2000}?)<!(?:--)?\[endif\](?:--)?>", re.IGNORECASE | re.DOTALL
)


def tree_of(html: str) -> etree._Element:
    """The tree of pasted HTML. `Unreadable` where it nests without an end."""
    marked = _LIST_MARK.sub(rf'<span class="{MARKER}">\g<mark></span>', clean_text(html))
    cleaned = nh3.clean(
        marked,
        tags=set(_TAGS),
        clean_content_tags=set(_UNSEEN),
        attributes={name: set(values) for name, values in _ATTRIBUTES.items()},
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    return parse_clean(cleaned)
