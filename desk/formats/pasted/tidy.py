"""The last hand on a pasted body: spaces, signs that nobody sees, marks that say nothing, empty paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from desk.formats.inline_read import collapsed
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
    spans,
    text_of,
)

_SPECIAL = re.compile("[\u00a0\u00ad\u200b\u2060\u180e]")
# Between letters of scripts that are written without spaces, a zero-width space parts words.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSEEN = re.compile(f"[\u00ad\u2060\u180e]|(?<![{_UNSPACED}])\u200b|\u200b(?![{_UNSPACED}])")
# Where a no-break space is meant as one: in quotation marks, before some signs, behind a number or a section sign.
_UNIT = "[\\d€$£%‰°]|(?:km|kg|g|m|cm|mm|h|l|t|ha|MW|kW|Uhr|Euro|Mio|Mrd|Millionen|Milliarden|million|billion|pm|am)\\b"
_MEANT = re.compile(f"(?<=[«‹§№])\u00a0(?=\\S)|(?<=\\S)\u00a0(?=[»›:;!?%])|(?<=\\d)\u00a0(?={_UNIT})")
# What stands before the words of an item where a list was made by hand, or lost its styles on the way by mail.
_BULLET = re.compile("[·•▪◦‣§o\uf0b7\uf0a7\u25cf\u25cb][\u00a0 \t]*\u00a0[\u00a0 \t]*(?=\\S)")
_NUMBER = re.compile("\\(?(?:\\d{1,3}|[a-z])[.)][\u00a0 \t]*\u00a0\u00a0[\u00a0 \t]*(?=\\S)")


def tidy(body: Body) -> Body:
    """The body without what only looks like something, and with every word it had."""
    blocks = [made for block in body.blocks if (made := _tidied(block)) is not None]
    return Body(tuple(_outdented(blocks)))


def _tidied(block: Block) -> Block | None:
    """The block put right; None where there is nothing in it."""
    match block:
        case Rule() | Embed():
            return block
        case Figure(caption=caption):
            return replace(block, caption=_words(caption))
        case Table(rows=rows, header=header):
            return _table(rows, header=header)
        case Paragraph():
            return _paragraph(block)
        case Heading():
            parts = _without(_words(block.spans), Mark.STRONG)
            return replace(block, spans=parts) if _is_said(parts) else None
        case Quote() | ListItem() | Note() | PullQuote():
            parts = _words(block.spans)
            return replace(block, spans=parts) if _is_said(parts) else None


def _paragraph(block: Paragraph) -> Block | None:
    first = block.spans[0].text if block.spans else ""
    mark = _BULLET.match(first) or _NUMBER.match(first)
    if mark is not None and "\n" not in text_of(block.spans):
        ordered = mark.re is _NUMBER
        return ListItem(_words(spans(replace(block.spans[0], text=first[mark.end() :]), *block.spans[1:])), ordered)
    parts = _words(block.spans)
    return Paragraph(parts) if _is_said(parts) else None


def _table(rows: tuple[tuple[Spans, ...], ...], *, header: bool) -> Table | None:
    made = [tuple(_words(cell) for cell in row) for row in rows]
    if header and made:
        made[0] = tuple(_without(cell, Mark.STRONG) for cell in made[0])
    return Table(tuple(made), header) if any(_is_said(cell) for row in made for cell in row) else None


def _is_said(parts: Spans) -> bool:
    return bool(text_of(parts).strip())


def _words(parts: Spans) -> Spans:
    """The words with the spaces and the marks that they should have."""
    text = text_of(parts)
    if _SPECIAL.search(text):
        parts = _respaced(parts, text)
    return _bare_spaces(spans(*(_plain_link(part) for part in parts)))


def _bare_spaces(parts: Spans) -> Spans:
    """Marks end with the words that they are for, and not with the space behind them."""
    if all(not part.marks or part.text == part.text.strip(" ") for part in parts):
        return parts
    out: list[Span] = []
    for number, part in enumerate(parts):
        if not part.marks or part.link or Mark.CODE in part.marks:
            out.append(part)
            continue
        before = parts[number - 1].marks if number else frozenset[Mark]()
        after = parts[number + 1].marks if number + 1 < len(parts) else frozenset[Mark]()
        inner = part.text.strip(" ")
        start = len(part.text) - len(part.text.lstrip(" "))
        out.append(Span(part.text[:start], part.marks & before))
        out.append(Span(inner, part.marks))
        out.append(Span(part.text[start + len(inner) :], part.marks & after))
    return spans(*out)


def _plain_link(part: Span) -> Span:
    """That a link is underlined goes without saying."""
    return replace(part, marks=part.marks - {Mark.UNDERLINE}) if part.link and Mark.UNDERLINE in part.marks else part


def _respaced(parts: Spans, text: str) -> Spans:
    drop = {found.start() for found in _UNSEEN.finditer(text)}
    keep = {found.start() for found in _MEANT.finditer(text)}
    out, at = [], 0
    for part in parts:
        said = "".join(
            " " if sign == "\u00a0" and place not in keep else sign
            for place, sign in enumerate(part.text, at)
            if place not in drop
        )
        at += len(part.text)
        out.append(replace(part, text=said))
    # In code every space counts.
    return spans(*out) if any(Mark.CODE in part.marks for part in parts) else spans(*collapsed(out))


def _without(parts: Spans, mark: Mark) -> Spans:
    """Without a mark that all the words have: a heading is strong by itself."""
    if parts and all(mark in part.marks for part in parts if part.text.strip()):
        return spans(*(replace(part, marks=part.marks - {mark}) for part in parts))
    return parts


def _outdented(blocks: list[Block]) -> list[Block]:
    """Lists that begin at their outermost depth: a part of a list that was copied may not."""
    out: list[Block] = []
    start = 0
    while start < len(blocks):
        stop = start
        run: list[ListItem] = []
        while stop < len(blocks) and isinstance(item := blocks[stop], ListItem):
            run.append(item)
            stop += 1
        if not run:
            out.append(blocks[start])
            start += 1
            continue
        least = min(item.depth for item in run)
        out += [replace(item, depth=item.depth - least) for item in run] if least else run
        start = stop
    return out
