"""Copy as it comes over the wire or out of a word processor: plain text, of which the parts are made out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desk.formats.base import Reading, Recognised
from desk.formats.decoding import decode
from desk.formats.recognise import is_headline, read_foot, read_top
from desk.formats.times_read import read_dateline, today
from desk.story.body import Block, Body, Heading, ListItem, Paragraph, Rule, block_text, clean_line, spans
from desk.story.house import House
from desk.story.story import Story

RULE = "* * *"
_ITEM = re.compile(r"(?P<indent> *)(?:-|(?P<number>\d+)\.) (?P<words>\S.*)")
# Lines between these lengths that end before their sentence does were broken by a program, not by the writer.
_WRAPPED_AT = range(45, 101)
_LONG = 15  # words


@dataclass(frozen=True, slots=True)
class _Copy:
    """Copy as chunks of lines that empty lines part."""

    chunks: tuple[tuple[str, ...], ...]
    wrapped: bool
    parted: bool

    def joined(self, lines: Sequence[str]) -> list[str]:
        """The paragraphs that some lines of one chunk make."""
        stripped = [line.strip() for line in lines]
        if self.wrapped:
            return [" ".join(stripped)]
        return ["\n".join(stripped)] if self.parted else stripped


def read(data: bytes, name: str, house: House) -> Reading:
    """A story from plain text, and what in it was made out as what."""
    copy = _copy(decode(data, name))
    lines = [clean_line(line) for chunk in copy.chunks for line in chunk]
    top, left = read_top(lines, house)
    paragraphs = [*left, *_rest(copy, top.used)]
    foot = read_foot(paragraphs, house, top.notes, top.values.get("updated"))
    paragraphs = paragraphs[: len(paragraphs) - foot.used]
    recognised = list(top.recognised)
    values = {**top.values, **foot.values}
    values["credits"] = (*top.values.get("credits", ()), *foot.values.get("credits", ()))
    if paragraphs and (head := read_dateline(paragraphs[0], today(house))):
        values["dateline"], end = head
        recognised.append(Recognised("dateline", paragraphs[0][:end].strip()))
        paragraphs[0] = paragraphs[0][end:].strip()
    blocks = _crossheads([block for text in paragraphs for block in _blocks(text)])
    recognised += [Recognised("body", block_text(block)) for block in blocks if isinstance(block, Heading)]
    story = replace(Story(language=house.language), **values, body=Body(tuple(blocks)))
    return Reading(story, (*recognised, *foot.recognised))


def _copy(text: str) -> _Copy:
    chunks = [tuple(line for line in chunk.split("\n") if line.strip()) for chunk in re.split(r"\n[ ]*(?=\n)", text)]
    chunks = [chunk for chunk in chunks if chunk]
    broken = [line for chunk in chunks for line in chunk[:-1]]
    fitting = sum(len(line.rstrip()) in _WRAPPED_AT for line in broken)
    return _Copy(tuple(chunks), len(broken) >= 3 and fitting >= len(broken) * 0.7, len(chunks) > 1)


def _rest(copy: _Copy, used: int) -> list[str]:
    """The paragraphs after the lines that the top has used."""
    out: list[str] = []
    for chunk in copy.chunks:
        skipped = min(used, len(chunk))
        used -= skipped
        lines = chunk[skipped:]
        if lines:
            out += ["\n".join(lines)] if _items(lines) else copy.joined(lines)
    return out


def _blocks(text: str) -> list[Block]:
    if text == RULE:
        return [Rule()]
    items = _items(text.split("\n"))
    return list(items) if items else [Paragraph(spans(text))]


def _items(lines: Sequence[str]) -> list[ListItem]:
    """The list that all lines make together: bullets, or numbers that count from one; empty if they make none."""
    items: list[ListItem] = []
    numbers: list[int] = []
    for line in lines:
        match = _ITEM.fullmatch(line.rstrip())
        if match is None or len(lines) < 2:
            return []
        depth = len(match["indent"]) // 2
        if depth > len(numbers):
            return []
        del numbers[depth + 1 :]
        numbers += [0] * (depth + 1 - len(numbers))
        numbers[depth] += 1
        if match["number"] and int(match["number"]) != numbers[depth]:
            return []
        items.append(ListItem(spans(clean_line(match["words"])), bool(match["number"]), depth))
    return items


def _crossheads(blocks: list[Block]) -> list[Block]:
    """Short lines without an end, alone between paragraphs, are crossheads."""
    out = list(blocks)
    for index in range(1, len(blocks) - 1):
        block = blocks[index]
        if isinstance(block, Paragraph) and _is_crosshead(block_text(block)):
            before, after = blocks[index - 1], blocks[index + 1]
            if _is_long(before) and _is_long(after):
                out[index] = Heading(block.spans)
    return out


def _is_crosshead(text: str) -> bool:
    short = len(text) <= 60 and len(text.split()) <= 8 and "\n" not in text
    return short and is_headline(text) and text[-1] not in "!?…”\"'’)" and not text[0].islower()


def _is_long(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block_text(block).split()) >= _LONG
