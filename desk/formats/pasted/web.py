"""What pages and mails mean by style or by custom: lines, quotation marks, lists with loose parts, cards, menus.

The signature of a mail stays, as it says who speaks; so does everything else that somebody has selected and can see.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from desk.formats.links import safe_link
from desk.formats.pasted.clip import Source
from desk.formats.pasted.report import Kind, Left
from desk.formats.pasted.trees import BLOCKS, LISTS, classes, drop, style, unwrap, whole, words, wrap
from desk.story.body import clean_line

_AS_BLOCK = re.compile(r"(?:block|flex|grid|list-item|table(?:-row|-cell|-caption)?|flow-root)\b")
_KEEPS_LINES = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
# White space that a browser would not collapse.
_BLANK = re.compile(r"[ \t\r\f]*[\u00a0\u200b\u2060][\s\u00a0\u200b\u2060]*")
_WIDE = re.compile(r"\s")
# Grounds behind words that say nothing: the page's own.
_NO_GROUND = re.compile(
    r"\b(?:transparent|none|inherit|initial|unset|auto|white|window)\b|#fff(?:fff)?\b|(?<!\d)25[0-5],\s*25[0-5],\s*25[0-5]"
    r"|,\s*0\)",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"(?:^|;)\s*(?:color|font-family|font-size|font|background)\s*:", re.IGNORECASE)
_EMBED_URL = re.compile(r"https?://\S+")


def arrange(root: etree._Element, source: Source, left: Left) -> None:
    """Make of the tree what a reader sees as lines, and note what of the looks goes."""
    looks = highlights = False
    for element in list(root.iter(etree.Element)):
        _collapse_blank(element)
        own = element.get("style")
        if own:
            _lines(element, source)
            looks = looks or bool(_LOOKS.search(own))
            highlights = highlights or _is_highlight(element, own)
        if element.tag == "mark":
            highlights = True
        elif element.tag == "font":
            looks = True
        elif element.tag == "q":
            _quotation_marks(element)
        elif element.tag == "nav":
            left.add(Kind.MENU, " · ".join(map(words, element.iter("a"))) or words(element))
            drop(element)
        elif element.tag == "pre" and source is Source.MAIL and element.find(".//code") is None:
            element.tag = "div"
            _break_lines(element)
        elif element.tag in LISTS:
            _loose_parts(element)
    if looks:
        left.add(Kind.LOOKS)
    if highlights:
        left.add(Kind.HIGHLIGHT)


def _collapse_blank(element: etree._Element) -> None:
    """No-break spaces with nothing beside them are there to keep an empty line open. What has no width is no space:
    it may stand in the midst of a word."""
    if element.text and _BLANK.fullmatch(element.text):
        element.text = " " if _WIDE.search(element.text) else ""
    if element.tail and _BLANK.fullmatch(element.tail):
        element.tail = " " if _WIDE.search(element.tail) else ""


def _lines(element: etree._Element, source: Source) -> None:
    if element.tag not in BLOCKS and element.tag != "br" and _AS_BLOCK.match(style(element, "display")):
        if element.tag in {"a", "b", "strong", "em", "i", "u", "s"}:
            wrap(element, "div")
        elif element.tag not in {"img", "iframe", "video", "audio"}:
            element.tag = "div"
    # In Google Docs every run says so, and none of them has a line end in it that is meant.
    if source is not Source.DOCS and element.tag != "pre" and style(element, "white-space") in _KEEPS_LINES:
        _break_lines(element)


def _break_lines(element: etree._Element) -> None:
    """Line ends that the page shows become what HTML has for them."""
    for inner in list(element.iter(etree.Element)):
        if inner is not element and inner.tail and "\n" in inner.tail.strip(" "):
            parent = inner.getparent()
            if parent is not None:
                lines = inner.tail.split("\n")
                inner.tail = lines[0]
                _insert_breaks(parent, parent.index(inner) + 1, lines[1:])
        if inner.text and "\n" in inner.text and inner.text.strip():
            lines = inner.text.split("\n")
            inner.text = lines[0]
            _insert_breaks(inner, 0, lines[1:])


def _insert_breaks(parent: etree._Element, at: int, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        made = etree.Element("br")
        made.tail = line
        parent.insert(at + number, made)


def _is_highlight(element: etree._Element, own: str) -> bool:
    if element.tag in BLOCKS or ("background" not in own and "mso-highlight" not in own):
        return False
    ground = style(element, "background-color") or style(element, "background") or style(element, "mso-highlight")
    return bool(ground) and not _NO_GROUND.search(ground)


def _quotation_marks(element: etree._Element) -> None:
    """A browser sets quotation marks around a `q`."""
    element.text = f"“{element.text or ''}"
    last = element[-1] if len(element) else None
    if last is None:
        element.text += "”"
    else:
        last.tail = f"{last.tail or ''}”"


def _loose_parts(one: etree._Element) -> None:
    """What stands in a list but in no item becomes one, so that none of it is lost."""
    if one.tag not in {"ul", "ol"}:
        one.tag = "ul"
    if one.text and one.text.strip():
        item = etree.Element("li")
        item.text, one.text = one.text, None
        one.insert(0, item)
    for child in list(one):
        tail = child.tail
        if child.tag not in {"li", *LISTS}:
            wrap(child, "li")
        if tail and tail.strip():
            over = child if child.tag in {"li", *LISTS} else child.getparent()
            item = etree.Element("li")
            item.text = tail
            if over is not None:
                over.tail = None
                over.addnext(item)


def mend_links(root: etree._Element, base: str, left: Left) -> None:
    """Links go where they lead, past Google's and Outlook's doorkeepers; those within a page are words."""
    for anchor in root.iter("a"):
        address = (anchor.get("href") or "").strip()
        if not address:
            continue
        address = past_doorkeeper(whole(address, base))
        anchor.set("href", address)
        if not safe_link(address):
            del anchor.attrib["href"]
            if not address.startswith(("#", "file:", "javascript:")):
                left.add(Kind.LINK)


def past_doorkeeper(address: str) -> str:
    """The address that a link of Google's (`/url?q=`) or Outlook's (Safe Links) passes on to, else the address.

    Other redirects stay: what they lead to is known to their servers alone, or counted by whoever sent the link.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return address
    name = ""
    if host.endswith(".safelinks.protection.outlook.com"):
        name = "url"
    elif re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host) and parts.path == "/url":
        name = "q" if "q=" in parts.query else "url"
    inner = parse_qs(parts.query).get(name, [""])[0] if name else ""
    return inner if inner.startswith(("http://", "https://")) and safe_link(inner) else address


def read_cards(root: etree._Element, base: str, left: Left) -> None:
    """Frames, videos and sounds become cards with a link; the pull quotes of WordPress become pull quotes."""
    for element in list(root.iter("iframe", "video", "audio")):
        source = element.find("source")
        address = element.get("src") or (source.get("src") if source is not None else "") or ""
        link = safe_link(whole(address, base))
        if link:
            _card(element, link, clean_line(element.get("title") or ""))
        else:
            left.add(Kind.FRAME)
            drop(element)
    for element in list(root.iter("math")):
        left.add(Kind.FORMULA, words(element))
        drop(element)
    for figure in list(root.iter("figure")):
        names = classes(figure)
        address = words(figure) if "wp-block-embed" in names else ""
        if address and _EMBED_URL.fullmatch(address) and safe_link(address):
            _card(figure, safe_link(address), "")
        elif "wp-block-pullquote" in names:
            _pull_quote(figure)


def _card(element: etree._Element, link: str, title: str) -> None:
    tail = element.tail
    element.clear()
    element.tag, element.tail = "p", tail
    anchor = etree.SubElement(element, "a", href=link)
    anchor.text = title or link
    element.set("data-desk", "embed" if title else "embed bare")
    parent = element.getparent()
    if parent is not None and parent.tag == "p":
        parent.tag = "div"


def _pull_quote(figure: etree._Element) -> None:
    figure.tag = "aside"
    figure.set("data-desk", "pullquote")
    for said_by in list(figure.iter("cite", "figcaption")):
        said_by.tag = "p"
        said_by.set("data-desk", "attribution")
        tail, said_by.tail = said_by.tail, None
        figure.append(said_by)
        if tail and tail.strip():
            said_by.tail = tail
    for quote in list(figure.iter("blockquote")):
        unwrap(quote)
