"""A body out of an HTML tree, of which only text and known structure is taken.

What the model has no place for keeps its words: a list inside a quotation becomes paragraphs of the quotation, a
paragraph inside a list item a line of the item, a table inside a cell lines of the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from lxml import etree

from desk.formats.figure_read import PictureReference, detach, has_class, image_figure, read_figure
from desk.formats.html_write import SUBHEAD
from desk.formats.inline_read import InlineText, restyled
from desk.formats.links import safe_link
from desk.formats.table_read import is_layout, read_table, table_lines
from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Heading,
    ListItem,
    Mark,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    clean_line,
    spans,
    text_of,
)

MARKS = {
    "strong": Mark.STRONG, "b": Mark.STRONG,
    "em": Mark.EMPHASIS, "i": Mark.EMPHASIS, "dfn": Mark.EMPHASIS, "var": Mark.EMPHASIS,
    "u": Mark.UNDERLINE, "ins": Mark.UNDERLINE,
    "s": Mark.STRIKE, "del": Mark.STRIKE, "strike": Mark.STRIKE,
    "sup": Mark.SUPERSCRIPT, "sub": Mark.SUBSCRIPT,
    "code": Mark.CODE, "kbd": Mark.CODE, "samp": Mark.CODE, "tt": Mark.CODE,
}  # fmt: skip
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 3, "h5": 3, "h6": 3}
INLINE = frozenset({*MARKS, "a", "abbr", "bdi", "bdo", "big", "cite", "font", "mark", "q", "small", "span", "time"})
DROPPED = frozenset({"head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template"})
# Elements whose own white space is layout, never text.
_LAYOUT = frozenset(
    {"article", "blockquote", "body", "dl", "div", "figure", "html", "main", "ol", "section", "table", "ul"}
)
# Nobody nests this deep on purpose; below it, all is running text.
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the tree the reader is: what loose text becomes there, and how it is marked."""

    make: Callable[[Spans], Block] = Paragraph
    quoted: bool = False
    depth: int = -1
    preformatted: bool = False
    marks: frozenset[Mark] = frozenset()
    link: str = ""


_ANYWHERE = _Place()


@dataclass(slots=True)
class Dropped:
    """What could not be kept: the addresses of links, and the number of pictures."""

    links: list[str] = field(default_factory=list)
    pictures: int = 0


class BodyReader:
    """Reads trees into blocks.

    `own` is for markup that Desk wrote, in which an empty element is an empty block. `exact` is for our own Markdown,
    in which besides every space counts. `picture` gives the reference under which a figure keeps an image's address.
    """

    def __init__(self, picture: PictureReference, *, own: bool = False, exact: bool = False) -> None:
        self.dropped = Dropped()
        self.headline = ""
        self._picture = picture
        self._own = own or exact
        self._exact = exact
        self._out: list[Block] = []
        self._text = InlineText(exact=exact)
        self._wants_headline = False
        self._level = 0

    def read(self, root: etree._Element, *, take_headline: bool = False) -> Body:
        """The body in the content of `root`. With `take_headline`, the first `h1` becomes `headline` instead."""
        self._wants_headline = take_headline
        self._out = []
        self._contents(root, _ANYWHERE)
        return Body(tuple(self._out))

    def words(self, root: etree._Element) -> Spans:
        """The content of an element as the spans of one block."""
        return self._captured(root, _ANYWHERE)[0]

    # Running text

    def _flow(self, element: etree._Element, place: _Place) -> None:
        """Text and children of an element, in order."""
        if self._level > _DEEPEST:
            self._say("".join(map(str, element.itertext())), element, place)
            return
        self._level += 1
        self._say(element.text, element, place)
        for child in element.iterchildren(etree.Element):
            tag = child.tag
            if tag == "br":
                self._text.line_break(place.marks, place.link)
            elif tag in INLINE:
                self._flow(child, self._marked(child, place))
            elif tag not in DROPPED:
                self._flush(place)
                self._block(child, place)
            self._say(child.tail, element, place)
        self._level -= 1

    def _say(self, text: str | None, element: etree._Element, place: _Place) -> None:
        if not text:
            return
        if place.preformatted:
            self._text.add_exactly(text, place.marks, place.link)
        elif element.tag not in _LAYOUT or text.strip(" \t\r\n\f"):
            self._text.add(text, place.marks, place.link)

    def _marked(self, element: etree._Element, place: _Place) -> _Place:
        marks, link = place.marks, place.link
        if element.tag == "a" and (address := element.get("href", "")):
            safe = safe_link(address)
            link = safe or link
            if not safe:
                self.dropped.links.append(address)
        if element.tag in MARKS:
            marks |= {MARKS[element.tag]}
        if not self._exact and (style := element.get("style", "")):
            marks = restyled(marks, style)
        return replace(place, marks=marks, link=link)

    def _flush(self, place: _Place) -> None:
        """What was said since the last block becomes a block."""
        parts = self._text.take()
        if not parts:
            return
        if self._own or place.preformatted:
            self._out.append(place.make(parts))
        else:
            self._out += map(place.make, _at_empty_lines(parts))

    def _contents(self, element: etree._Element, place: _Place, *, even_empty: bool = False) -> None:
        """An element that begins and ends a block."""
        before = len(self._out)
        self._flow(element, place)
        self._flush(place)
        if even_empty and self._own and len(self._out) == before:
            self._out.append(place.make(()))

    def _captured(self, element: etree._Element, place: _Place) -> tuple[Spans, list[Block]]:
        """The content of an element as one run of lines, and the blocks that are no text."""
        out, text = self._out, self._text
        self._out, self._text = [], InlineText(exact=self._exact)
        self._contents(element, replace(place, make=Paragraph, quoted=True))
        got, self._out, self._text = self._out, out, text
        lines: list[Spans] = []
        others: list[Block] = []
        for block in got:
            if isinstance(block, Table):
                lines += table_lines(block)
            elif isinstance(block, Figure | Rule | Embed):
                others.append(block)
            else:
                lines.append(block.spans)
        return joined(lines), others

    # Blocks

    def _block(self, element: etree._Element, place: _Place) -> None:
        """A child that is no running text."""
        tag = element.tag
        if tag in {"ul", "ol"}:
            self._list(element, place)
        elif tag == "p":
            self._paragraph(element, place)
        elif tag in HEADINGS:
            self._heading(element, place)
        elif tag == "blockquote":
            self._contents(element, replace(place, make=Quote, quoted=True))
        elif tag == "img":
            self._image(element)
        elif tag == "figure":
            self._figure(element, place)
        elif tag == "table":
            self._table(element, place)
        elif tag == "aside":
            self._aside(element, place)
        elif tag == "hr":
            self._out.append(Rule())
        elif tag == "pre":
            self._preformatted(element, place)
        else:
            self._contents(element, place)

    def _paragraph(self, element: etree._Element, place: _Place) -> None:
        if has_class(element, "embed"):
            self._out.append(self._embed(element))
            return
        first = next(element.iterchildren(etree.Element), None)
        if self._exact and first is not None and first.tag == "img" and not (element.text or "").strip():
            self._out.append(self._leading_image(element, first))
            return
        self._contents(element, place, even_empty=True)

    def _heading(self, element: etree._Element, place: _Place) -> None:
        if element.tag == "h1" and self._wants_headline:
            self._wants_headline = False
            self.headline = clean_line(text_of(self.words(element)))
            if self.headline:
                return
        level = 3 if has_class(element, SUBHEAD) else HEADINGS[str(element.tag)]
        make = place.make if place.quoted or place.depth >= 0 else partial(Heading, level=level)
        self._contents(element, replace(place, make=make), even_empty=True)

    def _preformatted(self, element: etree._Element, place: _Place) -> None:
        self._flow(element, replace(place, preformatted=True, marks=place.marks | {Mark.CODE}))
        parts = _without_last_line_ends(self._text.take(as_it_stands=True))
        if parts:
            self._out.append(place.make(parts))

    def _embed(self, element: etree._Element) -> Embed:
        anchor = element.find("a")
        link = safe_link(anchor.get("href", "")) if anchor is not None else ""
        words = clean_line(text_of(self.words(element)))
        return Embed(link, "" if has_class(element, "bare") else words)

    def _aside(self, element: etree._Element, place: _Place) -> None:
        if self._exact and has_class(element, "note"):
            self._out.append(Note(self._captured(element, place)[0]))
        elif has_class(element, "pullquote"):
            attribution = ""
            for line in [child for child in element if has_class(child, "attribution")]:
                attribution = clean_line(" ".join((attribution, text_of(self.words(line)))))
                detach(line)
            words, others = self._captured(element, place)
            self._out += [PullQuote(words, attribution), *others]
        else:
            self._contents(element, place)

    def _table(self, element: etree._Element, place: _Place) -> None:
        if not self._own and is_layout(element):
            self._contents(element, place)
            return
        for caption in element.findall("caption"):
            self._contents(caption, place)
            detach(caption)
        table, others = read_table(element, lambda cell: self._captured(cell, place))
        if self._own or table.rows:
            self._out.append(table)
        self._out += others

    # Lists

    def _list(self, element: etree._Element, place: _Place) -> None:
        inside = replace(place, depth=place.depth + 1)
        if not place.quoted:
            ordered = element.tag == "ol"
            inside = replace(inside, make=partial(ListItem, ordered=ordered, depth=inside.depth))
        for child in element.iterchildren(etree.Element):
            if child.tag in {"ul", "ol"}:  # a list right inside a list, as some word processors write
                self._list(child, inside)
            elif child.tag not in DROPPED:
                self._item(child, inside)

    def _item(self, element: etree._Element, place: _Place) -> None:
        start = len(self._out)
        self._contents(element, place)
        if place.quoted:
            return
        own = 0
        for block in self._out[start:]:
            if not (isinstance(block, ListItem) and block.depth == place.depth):
                break
            own += 1
        if own > 1:
            lines = joined(block.spans for block in self._out[start : start + own] if isinstance(block, ListItem))
            self._out[start : start + own] = [place.make(lines)]
        elif own == 0 and self._own and not has_class(element, "skip"):
            self._out.insert(start, place.make(()))

    # Pictures

    def _image(self, element: etree._Element) -> None:
        figure = image_figure(element, self._picture)
        if figure.picture or self._own:
            self._out.append(figure)
        else:
            self.dropped.pictures += 1

    def _leading_image(self, paragraph: etree._Element, image: etree._Element) -> Figure:
        """Our Markdown's figure: an image, and after it on the next line the caption."""
        figure = image_figure(image, self._picture)
        detach(image)
        paragraph.text = (paragraph.text or "").removeprefix("\n")  # a space behind that is the caption's own
        return replace(figure, caption=self._captured(paragraph, _ANYWHERE)[0])

    def _figure(self, element: etree._Element, place: _Place) -> None:
        figures, caption = read_figure(element, self._picture, self.words)
        kept = [figure for figure in figures if figure.picture or self._own]
        self.dropped.pictures += len(figures) - len(kept)
        if kept:
            self._out += kept
            self._contents(element, place)
            return
        self._contents(element, place)
        if caption:
            self._out.append(place.make(caption))


def joined(lines: Iterable[Spans]) -> Spans:
    """Lines of spans as one run, parted by line breaks."""
    parts: list[Span] = []
    for line in lines:
        if parts:
            parts.append(Span("\n"))
        parts += line
    return spans(*parts)


def _at_empty_lines(parts: Spans) -> list[Spans]:
    """Spans cut where there are two line breaks in a row, which old pages use to part paragraphs."""
    if "\n\n" not in text_of(parts):
        return [parts]
    out: list[list[Span]] = [[]]
    last = ""
    for part in parts:
        for piece in _runs(part):
            if piece.text == "\n" == last:
                out.append([])
            elif piece.text == "\n":
                last = "\n"
                continue
            else:
                if last == "\n" and out[-1]:
                    out[-1].append(Span("\n"))
                out[-1].append(piece)
            last = piece.text
    return [found for run in out if (found := spans(*run))]


def _runs(part: Span) -> list[Span]:
    """A span cut before and after each line break."""
    pieces = [piece for line in part.text.split("\n") for piece in (line, "\n")][:-1]
    return [replace(part, text=piece) for piece in pieces if piece]


def _without_last_line_ends(parts: Spans) -> Spans:
    if not parts:
        return parts
    return spans(*parts[:-1], replace(parts[-1], text=parts[-1].text.rstrip("\n")))
