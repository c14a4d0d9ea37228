"""Our own pages read back: every region by its id, so that exporting and importing gives the same story.

What a page does not hold stays unsaid: editor's notes inside the text, the embargo, notes on credits, a slug that is
not part of the page's address.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import unquote

from lxml import etree

from desk.formats.body_read import BodyReader
from desk.formats.figure_read import has_class
from desk.formats.html_head import Head
from desk.story.body import Figure, text_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.house import House
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story

BODY_ID = "desk-body"


def read_own(root: etree._Element, body: etree._Element, head: Head, house: House, reader: BodyReader) -> Story:
    """The story that a page of ours shows."""
    page = _Page(root, reader)
    furniture = (*page.furniture(Slot.TOP), *page.furniture(Slot.FOOT))
    slug = _slug(head.canonical, house)
    story = Story(
        kicker=page.text("desk-kicker"),
        headline=page.text("desk-headline"),
        deck=page.text("desk-deck"),
        slug=slug,
        section=head.first("article:section"),
        keywords=head.keywords(),
        language=head.language or house.language,
        credits=head.credits(),
        dateline=page.dateline(),
        corrections=(*page.corrections(Slot.TOP), *page.corrections(Slot.FOOT)),
        editors_note=page.words("desk-editors-note"),
        first_published=page.time("published"),
        updated=page.time("updated"),
        updated_mark=page.mark(),
        furniture=tuple(piece for piece in furniture if piece not in house.furniture),
        lead=page.lead(),
        usage_terms=page.text("desk-terms"),
        canonical="" if slug else head.canonical,
        body=reader.read(body),
    )
    return _with_lines(story, house, page)


def _slug(address: str, house: House) -> str:
    """The slug, where the page's address is the one that the house makes of it."""
    before, sign, after = house.article_url.partition("{slug}")
    if not sign or not (address.startswith(before) and address.endswith(after)):
        return ""
    return unquote(address[len(before) : len(address) - len(after)])


def _with_lines(story: Story, house: House, page: _Page) -> Story:
    """The story with byline and contribution line as they stand, where the credits would print something else."""
    byline, contribution = page.text("desk-byline"), page.text("desk-contribution")
    if byline != byline_in_print(story, house).text:
        story = replace(story, byline_text=byline)
    if contribution != contribution_in_print(story, house).text:
        story = replace(story, contribution_text=contribution)
    return story


class _Page:
    """The regions of a page."""

    def __init__(self, root: etree._Element, reader: BodyReader) -> None:
        self._regions = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
        self._reader = reader

    def text(self, region: str) -> str:
        """The words of a region; line breaks are kept."""
        element = self._regions.get(region)
        return "" if element is None else self._text(element)

    def words(self, region: str) -> str:
        """The words of a region without the label before them."""
        return next((self._text(element) for element in self._classed(region, "span", "words")), "")

    def time(self, kind: str) -> datetime | None:
        """The time that the region of dates marks with this class."""
        return next((at for span in self._classed("desk-dates", "span", kind) if (at := _time(span))), None)

    def mark(self) -> str:
        """What the copy said of an update."""
        return next((self._text(span) for span in self._classed("desk-dates", "span", "updated-mark")), "")

    def dateline(self) -> Dateline:
        """Place, day and source."""
        place = next((self._text(span) for span in self._classed("desk-dateline", "span", "place")), "")
        source = next((self._text(span) for span in self._classed("desk-dateline", "span", "source")), "")
        return Dateline(place, self._day(), source)

    def lead(self) -> Figure | None:
        """The lead picture."""
        region = self._regions.get("desk-lead")
        blocks = self._reader.read(region).blocks if region is not None else ()
        return next((block for block in blocks if isinstance(block, Figure)), None)

    def corrections(self, slot: Slot) -> Iterator[Correction]:
        """The corrections at the top or the foot."""
        for element in self._classed(f"desk-corrections-{slot.value}", "p", "correction"):
            about, at = (_time(element, is_about=is_about) for is_about in (True, False))
            words = next((self._text(span) for span in element.iter("span") if has_class(span, "words")), "")
            kinds = [kind for kind in CorrectionKind if has_class(element, kind.value)]  # all are corrections
            if at:
                yield Correction(words, at, kinds[-1], slot, about)

    def furniture(self, slot: Slot) -> Iterator[Furniture]:
        """The furniture at the top or the foot."""
        for element in self._classed(f"desk-furniture-{slot.value}", "aside", "furniture"):
            lines = [(has_class(line, "title"), self._text(line)) for line in element.iter("p")]
            title = next((text for is_title, text in lines if is_title), "")
            yield Furniture(title, "\n\n".join(text for is_title, text in lines if not is_title), slot)

    def _classed(self, region: str, tag: str, name: str) -> Iterator[etree._Element]:
        element = self._regions.get(region)
        if element is not None:
            yield from (inner for inner in element.iter(tag) if has_class(inner, name))

    def _text(self, element: etree._Element) -> str:
        return text_of(self._reader.words(element))

    def _day(self) -> date | None:
        element = self._regions.get("desk-dateline")
        stamp = next(element.iter("time"), None) if element is not None else None
        try:
            return date.fromisoformat(stamp.get("datetime", "")) if stamp is not None else None
        except ValueError:
            return None


def _time(element: etree._Element, *, is_about: bool = False) -> datetime | None:
    """The first machine-readable time in an element, of itself or of what it is about; only one with an offset
    counts."""
    for stamp in element.iter("time"):
        if has_class(stamp, "about") is not is_about:
            continue
        try:
            at = datetime.fromisoformat(stamp.get("datetime", ""))
        except ValueError:
            continue
        if at.tzinfo:
            return at
    return None
