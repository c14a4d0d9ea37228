"""Word's lists, headings and quotations, which it writes as paragraphs that look so.

After what Word puts on the clipboard and what its web version does: `mso-list:l0 level2 lfo1` in a paragraph's style,
the number or bullet in a span with `mso-list:Ignore`, `role="heading"`, `data-aria-level`.
"""

from __future__ import annotations

import re

from lxml import etree

from desk.formats.pasted.cleaning import MARKER
from desk.formats.pasted.trees import LISTS, classes, drop, style, unwrap, wrap

_LEVEL = re.compile(r"\blevel(?P<level>\d+)", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\(?(?:\d+(?:\.\d+)*|[a-z]{1,3}|[ivxlcdm]+)[.)]\W*\Z", re.IGNORECASE)
_BULLET = re.compile(r"\s*[·•▪◦‣§o\uf0b7\uf0a7●○-]\s+")
_DEEPEST = 9
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_QUOTES = frozenset({"MsoQuote", "MsoIntenseQuote", "MsoBlockText"})


def read_structure(root: etree._Element) -> None:
    """Make elements of what only looks like lists, headings and quotations."""
    for element in list(root.iter("p", "div", "li", *_HEADINGS)):
        names = classes(element)
        if element.tag in {"p", "div"} and (level := _heading_level(element, names)):
            element.tag = f"h{level}"
        if "mso-list" in (element.get("style") or "") and element.tag in {"p", *_HEADINGS}:
            _list_paragraph(element)
        elif element.tag == "li":
            _deepen(element)
        elif element.tag == "p" and any(name.startswith("MsoListParagraph") for name in names):
            _unstyled_list_paragraph(element)
        elif (element.tag == "p" and not _QUOTES.isdisjoint(names)) or _is_indented_reply(element):
            wrap(element, "blockquote")
    for marker in list(root.iter("span")):
        if _is_marker(marker) and marker.getparent() is not None:
            _leave_number(marker)
    for one in list(root.iter("ul", "ol")):
        _unlist_headings(one)


def _heading_level(element: etree._Element, names: list[str]) -> int:
    if "MsoTitle" in names:
        return 1
    if element.get("role") != "heading":
        return 0
    level = element.get("aria-level") or "2"
    return min(int(level), 6) if level.isascii() and level.isdigit() and int(level) else 2


def _list_paragraph(paragraph: etree._Element) -> None:
    """Word's list: one paragraph for each item."""
    found = _LEVEL.search(style(paragraph, "mso-list"))
    marker = next((span for span in paragraph.iter("span") if _is_marker(span)), None)
    if found is None or marker is None or paragraph.tag != "p":
        return  # a paragraph of an item without a mark of its own, or a numbered heading
    kind = "ol" if _NUMBERED.match("".join(map(str, marker.itertext()))) else "ul"
    drop(marker)
    depth = min(int(found["level"]), _DEEPEST)
    wrap(paragraph, *([kind] * depth), "li")
    unwrap(paragraph)


def _unstyled_list_paragraph(paragraph: etree._Element) -> None:
    """Word's list after a mail program took the styles away: what is left is the mark and the space behind it."""
    for span in paragraph.iter("span"):
        text = "".join(map(str, span.itertext()))
        if not text.strip():
            continue
        numbered = _NUMBERED.match(text)
        if (numbered or _BULLET.fullmatch(text)) and text[-1:].isspace():
            drop(span)
            wrap(paragraph, "ol" if numbered else "ul", "li")
            unwrap(paragraph)
        return


def _is_marker(span: etree._Element) -> bool:
    own = span.get("style") or ""
    return MARKER in (span.get("class") or "") or ("mso-list" in own and style(span, "mso-list") == "ignore")


def _leave_number(marker: etree._Element) -> None:
    """The number of a heading is a word of it; a bullet is none."""
    number = "".join(map(str, marker.itertext())).replace("\u00a0", " ").strip()
    for child in list(marker):
        marker.remove(child)
    marker.text = f"{number} " if _NUMBERED.match(number) else ""


def _deepen(item: etree._Element) -> None:
    """An item that says how deep it is, in a list that is not nested so: Word's web version, Slack."""
    above = [over for over in item.iterancestors() if over.tag in LISTS]
    if not above:
        return
    indent = above[0].get("data-indent") or ""
    level = item.get("data-aria-level") or ""
    said = int(indent) + 1 if indent.isdecimal() else int(level) if level.isdecimal() else 0
    missing = min(said, _DEEPEST) - len(above)
    if missing > 0:
        wrap(item, *([str(above[0].tag)] * missing))


def _is_indented_reply(element: etree._Element) -> bool:
    """Outlook marks what it quotes by a line on the left."""
    line = style(element, "border-left") if element.tag == "div" and element.get("style") else ""
    return "solid" in line and element.get("class") is None


def _unlist_headings(one: etree._Element) -> None:
    """LibreOffice puts numbered headings into lists of their own."""
    if one.getparent() is None or one.tag not in LISTS or one.getparent().tag in LISTS | {"li"}:  # type: ignore[union-attr]
        return
    items = list(one.iter("li"))
    if not items or not all(_is_heading(item) for item in items):
        return
    for inner in [one, *one.iterdescendants("ul", "ol", "li")]:
        inner.tag = "div"


def _is_heading(item: etree._Element) -> bool:
    inner = [child for child in item if child.tag not in LISTS]
    heads = len(inner) == 1 and inner[0].tag in _HEADINGS
    return (heads or (not inner and len(item) > 0)) and not (item.text or "").strip()
