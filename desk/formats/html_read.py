"""Stories out of HTML pages: our own, which give everything back, and other people's, as far as it can be made out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from desk.formats.base import Loss, Reading, Recognised
from desk.formats.body_read import BodyReader
from desk.formats.decoding import decode
from desk.formats.html_clean import clean, clean_losses, dropped_links
from desk.formats.html_head import Head, read_head
from desk.formats.html_own import BODY_ID, read_own
from desk.formats.links import has_scheme
from desk.formats.losses import dropped_losses
from desk.formats.media_read import MediaCollector
from desk.formats.normal import normal
from desk.formats.notes_data import notes_of_data, taken_out, united
from desk.formats.pasted.clip import WRITTEN, sniff
from desk.formats.pasted.reading import arranged
from desk.formats.pasted.report import Kind, Left, left_losses, note_of
from desk.formats.pasted.tidy import tidy
from desk.formats.recognise import Found, read_foot, read_top
from desk.formats.times_read import read_dateline, today
from desk.formats.tree import parse, parse_clean
from desk.story.body import Block, Body, Paragraph, Span, block_text, clean_line, spans, text_of
from desk.story.house import House
from desk.story.people import Role
from desk.story.story import Story


def read(data: bytes, name: str, house: House) -> Reading:
    """A story from an HTML page or fragment. Anything can be read; `Unreadable` for what is no text."""
    html = decode(data, name)
    tree = parse(html)
    head = read_head(tree)
    base = head.canonical or head.first("og:url")
    media = MediaCollector(base)
    cleaned = parse_clean(clean(html))
    _resolve(cleaned, base)
    losses = clean_losses(tree)
    own = cleaned.find(f".//*[@id='{BODY_ID}']") if head.own else None
    reader = BodyReader(media, own=own is not None)
    recognised: tuple[Recognised, ...] = ()
    if own is not None:
        story = read_own(cleaned, own, head, house, reader)
    elif sniff(html) in WRITTEN:
        return _read_written(html, head, house)
    else:
        root = _article(cleaned)
        if _says_more(cleaned, root):
            losses.append(Loss("body", "What stands around the article on the page was left out."))
        story, recognised = _read_foreign(reader.read(root, take_headline=True), reader.headline, head, house)
    links = [link for link in (*dropped_links(tree), *reader.dropped.links) if not link.startswith("#")]
    losses += dropped_losses(links, reader.dropped.pictures)
    return Reading(story, recognised, tuple(losses), media.media)


def _read_written(html: str, head: Head, house: House) -> Reading:
    """What a word processor saved or made of its file, by the same rules as what is pasted from it."""
    left = Left()
    page = arranged(html, head.canonical, left)
    reader = BodyReader(page.pictures)
    body = normal(tidy(reader.read(page.root, take_headline=True)))
    left.add(Kind.PICTURE, number=page.pictures.refused)
    story, recognised = _read_foreign(body, reader.headline, head, house)
    note = note_of(left.words)
    if note is not None:
        story = replace(story, body=Body((*story.body.blocks, note)))
    return Reading(story, recognised, tuple(left_losses(left)), page.pictures.media)


def _resolve(root: etree._Element, base: str) -> None:
    """Make relative links absolute, where the page says its own address."""
    if not base:
        return
    for anchor in root.iter("a"):
        address = anchor.get("href", "").strip()
        if address and not has_scheme(address) and not address.startswith("#"):
            try:
                anchor.set("href", urljoin(base, address))
            except ValueError:  # an address that is none, as in "//["
                continue


def _article(root: etree._Element) -> etree._Element:
    """The element that holds the article: the longest `article`, else `main`, else everything."""
    for tag in ("article", "main"):
        found = list(root.iter(tag))
        if found:
            best = max(found, key=_length)
            # A page of teasers, or one whose article element holds but the head, is read whole.
            if _length(best) * 2 >= sum(map(_length, found)) and _length(best) * 5 >= _length(root):
                return best
    return root


def _length(element: etree._Element) -> int:
    return sum(len(str(text).strip()) for text in element.itertext())


def _says_more(whole: etree._Element, part: etree._Element) -> bool:
    return part is not whole and _length(whole) > _length(part)


def _read_foreign(body: Body, headline: str, head: Head, house: House) -> tuple[Story, tuple[Recognised, ...]]:
    headline = headline or head.text("headline") or head.first("og:title", "twitter:title") or head.title
    published = head.time(house, "datePublished", "article:published_time", "date")
    updated = head.time(house, "dateModified", "article:modified_time", "lastmod")
    values: dict[str, Any] = {
        "headline": headline,
        "deck": _deck(body, head),
        "section": head.text("articleSection") or head.first("article:section"),
        "keywords": head.keywords(),
        "canonical": head.canonical,
        "first_published": published,
        "updated": updated if updated != published else None,
    }
    recognised = [Recognised(name, _words(value)) for name, value in values.items() if value]
    blocks = [block for block in body.blocks if not values["deck"] or block_text(block) != values["deck"]]
    blocks, notes = taken_out(blocks, notes_of_data(head.article, house), house)
    recognised += [Recognised("corrections", clean_line(note.text)) for note in notes]
    blocks, found = _recognised(blocks, house, updated, headed=bool(headline))
    if notes:
        found.values["corrections"] = united(found.values.get("corrections", ()), notes)
    known = head.credits()
    given = found.values.pop("credits", ())
    if any(credit.role is Role.BY for credit in known):
        given = tuple(credit for credit in given if credit.role is not Role.BY)
        found.values.pop("byline_text", None)
    recognised += [Recognised("credits", credit.name) for credit in known]
    values |= {name: value for name, value in found.values.items() if not values.get(name)}
    values["credits"] = (*known, *(credit for credit in given if credit not in known))
    values["language"] = head.language or house.language
    return replace(Story(), **values, body=Body(tuple(blocks))), (*recognised, *found.recognised)


def _words(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else clean_line(str(value))


def _deck(body: Body, head: Head) -> str:
    """The description, unless it only repeats how the text begins."""
    deck = head.text("description") or head.first("og:description", "description")
    first = next((text for block in body.blocks if (text := clean_line(block_text(block)))), "")
    return "" if first != deck and first.startswith(deck.rstrip(".… ")) else deck


def _recognised(
    blocks: list[Block], house: House, updated: datetime | None, *, headed: bool
) -> tuple[list[Block], Found]:
    """The blocks without what their first and last paragraphs say about the story."""
    lines: list[str] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or any(span.link and not span.text.strip() for span in block.spans):
            break
        lines.append(clean_line(text_of(block.spans)))
    found, left = read_top(lines, house, headed=headed)
    kept = [Paragraph(spans(text)) for text in left]
    blocks = [*kept, *blocks[found.used :]]
    tail = []
    for block in reversed(blocks):
        if not isinstance(block, Paragraph):
            break
        tail.append(text_of(block.spans))
    foot = read_foot(tail[::-1], house, found.notes, found.values.get("updated") or updated)
    blocks = blocks[: len(blocks) - foot.used]
    for name, value in foot.values.items():
        both = isinstance(value, tuple) and name in found.values
        found.values[name] = (*found.values[name], *value) if both else value
    found.recognised += foot.recognised
    return _without_dateline(blocks, house, found), found


def _without_dateline(blocks: list[Block], house: House, found: Found) -> list[Block]:
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph):
        return blocks
    text = text_of(first.spans)
    head = read_dateline(text, today(house))
    if head is None:
        return blocks
    found.values["dateline"], end = head
    found.recognised.append(Recognised("dateline", text[:end].strip()))
    return [Paragraph(_after(first.spans, end)), *blocks[1:]]


def _after(parts: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """The spans from a character on."""
    out, at = [], 0
    for part in parts:
        out.append(replace(part, text=part.text[max(0, start - at) :]))
        at += len(part.text)
    return spans(*out)
