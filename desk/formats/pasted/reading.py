"""What is pasted, read: from the clipboard's HTML or text to a body, and a report."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape

from lxml import etree

from desk.errors import Unreadable
from desk.formats.body_read import BodyReader
from desk.formats.figure_read import has_class
from desk.formats.links import safe_link
from desk.formats.normal import normal
from desk.formats.pasted.cleaning import tree_of
from desk.formats.pasted.clip import Clip, Source, sniff, without_head
from desk.formats.pasted.notes import drop_notes, drop_unseen, remarks
from desk.formats.pasted.pictures import PastedPictures, arrange_pictures
from desk.formats.pasted.plain import read_lines, read_plain
from desk.formats.pasted.report import Kind, Left, Pasted
from desk.formats.pasted.sheet import inline_marks, marks_by_class
from desk.formats.pasted.tables import arrange_tables
from desk.formats.pasted.tidy import tidy
from desk.formats.pasted.web import arrange, mend_links, read_cards
from desk.formats.pasted.word import read_structure
from desk.story.body import Body, Figure, Paragraph, Span, clean_line, spans

# Told how far a long paste is: so many steps of so many. It may raise, to stop.
Progress = Callable[[int, int], None]

# More HTML than this is no copy: then its plain text is taken.
_LARGEST = 80_000_000  # characters
_STEPS = 5
_TITLE = re.compile(r"<title[^>]*>(?P<words>[^<]{1,500})</title>", re.IGNORECASE)
_BASE = re.compile(r"<base\s[^>]*?href=[\"']?(?P<url>https?://[^\"'\s>]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """A tree in which everything that Desk knows to read stands as plain HTML."""

    root: etree._Element
    source: Source
    pictures: PastedPictures


def read_clip(clip: Clip, progress: Progress | None = None) -> Pasted:
    """What a clip holds. Never fails: what cannot be read as HTML is read as text."""
    html, address = without_head(clip.html)
    title = clip.title or _title(html)
    clip = replace(clip, html=html, url=safe_link(clip.url or address), title=clean_line(title))
    if len(html) > _LARGEST or not html.strip():
        return _from_text(clip)
    if sniff(html) is Source.PDF:
        return replace(_from_text(clip if clip.text else replace(clip, text=_lines(html))), source=Source.PDF)
    try:
        pasted = _from_html(clip, progress or _nobody)
    except Unreadable:
        return _from_text(clip if clip.text else replace(clip, text=_lines(html)))
    return pasted if pasted.body.blocks or not clip.text.strip() else _from_text(clip)


def read_words(clip: Clip) -> Pasted:
    """The words of a clip alone: every line a paragraph, exactly as it stands."""
    text = clip.text
    if not text:
        text = read_clip(clip).body.text
    return _pasted(read_lines(text), Source.TEXT, clip)


def arranged(html: str, base: str, left: Left, progress: Progress | None = None) -> Page:
    """Other programs' HTML, of which is left what can be read. Raises `Unreadable` where it nests without an end.

    What is not kept goes to `left`; `base` is the page's own address, "" if nobody knows it.
    """
    tell = progress or _nobody
    source = sniff(html)
    tell(0, _STEPS)
    root = tree_of(html)
    tell(1, _STEPS)
    inline_marks(root, marks_by_class(html))
    remarks(html, source, left)
    drop_unseen(root)
    drop_notes(root, source, left)
    read_structure(root)
    tell(2, _STEPS)
    arrange(root, source, left)
    mend_links(root, base, left)
    read_cards(root, base, left)
    arrange_pictures(root, base, left)
    arrange_tables(root, source, left)
    _forget_hints(root)
    tell(3, _STEPS)
    return Page(root, source, PastedPictures(base))


def _from_html(clip: Clip, tell: Progress) -> Pasted:
    left = Left()
    found = _BASE.search(clip.html[:20_000])
    page = arranged(clip.html, clip.url or (found["url"] if found else ""), left, tell)
    body = BodyReader(page.pictures).read(page.root)
    tell(4, _STEPS)
    body = normal(tidy(body))
    left.add(Kind.PICTURE, number=page.pictures.refused)
    held = [block.picture for block in body.blocks if isinstance(block, Figure)]
    left.add(Kind.WEB_PICTURE, number=sum(not picture.startswith("media:") for picture in held))
    media = {picture: data for picture, data in page.pictures.media.items() if picture in held}
    pasted = _pasted(body, page.source, clip)
    return replace(pasted, left=tuple(left.numbers.items()), words=tuple(left.words), media=media)


def _from_text(clip: Clip) -> Pasted:
    plain = read_plain(clip.text)
    return replace(_pasted(plain.body, Source.TEXT, clip), joined=plain.joined)


def _pasted(body: Body, source: Source, clip: Clip) -> Pasted:
    flows = len(body.blocks) == 1 and isinstance(body.blocks[0], Paragraph)
    if flows:
        body = _with_edges(body, clip.text)
    return Pasted(body, source, flows, url=clip.url, title=clip.title, article=clip.article, authors=clip.authors)


def _with_edges(body: Body, text: str) -> Body:
    """Words from within a line, with the spaces at their ends, which HTML does not tell."""
    (block,) = body.blocks
    assert isinstance(block, Paragraph)
    said = "".join(span.text for span in block.spans)
    before = " " if text[:1] in {" ", "\u00a0"} and not said.startswith(" ") else ""
    after = " " if text[-1:] in {" ", "\u00a0"} and not said.endswith(" ") else ""
    return Body((Paragraph(spans(Span(before), *block.spans, Span(after))),))


def _forget_hints(root: etree._Element) -> None:
    """Classes and names are the other program's; only those that were set here mean something to who reads on."""
    for element in root.iter(etree.Element):
        kept = str(element.attrib.pop("data-desk", ""))
        if element.tag == "aside" and has_class(element, "pullquote"):
            kept = "pullquote"
        elif element.tag == "p" and has_class(element, "attribution"):
            kept = "attribution"
        element.attrib.pop("class", "")
        element.attrib.pop("id", "")
        if kept:
            element.set("class", kept)


def _title(html: str) -> str:
    found = _TITLE.search(html[:20_000])
    return unescape(found["words"]) if found else ""


def _lines(html: str) -> str:
    """The text of HTML in which every run is a line: a PDF that a browser shows."""
    broken = re.sub(r"<(?:br|/div|/p)\b[^>]*>", "\n", html, flags=re.IGNORECASE)
    return unescape(_TAG.sub("", broken))


def _nobody(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""
