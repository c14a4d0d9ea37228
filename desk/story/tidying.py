"""Strays that copy brings along: double spaces, lines broken by a mailer, characters that nobody sees.

No letter and no digit ever goes. A no-break space stays where typography wants it: inside « », before a sign that
French sets off, between the groups of a number, and between a number and its unit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from statistics import median

from desk.story.body import Block, Paragraph, Quote, Span, Spans, spans, text_of
from desk.story.changes import Change, Passage

_RUN = re.compile(r"(?P<edge>^[ \u00a0]+|(?<=\n)[ \u00a0]+|[ \u00a0]+$|[ \u00a0]+(?=\n))|[ \u00a0]{2,}")
_LINE_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_NO_BREAK = re.compile("\u00a0")
_INVISIBLE = re.compile("[\u00ad\u2060\ufeff\u200b]")
# Writing without spaces, in which a zero-width space says where a line may end.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

_SHORTEST_WRAP, _LONGEST_WRAP = 40, 100  # characters to which mailers and terminals break lines


def single_spaces(passage: Passage) -> list[Change]:
    """One space for several; none at the ends of a line."""
    runs = _RUN.finditer(passage.text)
    return [Change(match.start(), match.end(), "" if match["edge"] else match[0][0]) for match in runs]


def joined_lines(passage: Passage) -> list[Change]:
    """A space for each line break; none behind a hyphen that a word was parted at."""
    out = []
    for match in _LINE_BREAKS.finditer(passage.text):
        before, after = passage.text[: match.start()], passage.text[match.end() :]
        hyphenated = re.search(r"\w-$", before[-2:]) and after[:1].islower()
        edge = not before or not after
        out.append(Change(match.start(), match.end(), "" if edge or hyphenated else " "))
    return out


def no_junk(passage: Passage) -> list[Change]:
    """No invisible characters, and no-break spaces only where they are wanted."""
    text = passage.text
    out = [Change(match.start(), match.end(), " ") for match in _NO_BREAK.finditer(text) if _is_stray(text, match)]
    unspaced = _UNSPACED.search(text) is not None
    unseen = [match for match in _INVISIBLE.finditer(text) if not (unspaced and match[0] == "\u200b")]
    return sorted((*out, *(Change(match.start(), match.end(), "") for match in unseen)), key=attrgetter("start"))


def _is_stray(text: str, space: re.Match[str]) -> bool:
    before, after = text[space.start() - 1 : space.start()], text[space.end() : space.end() + 1]
    if before in {"«", "‹"} or (after and after in "»›;:!?%€$£°"):
        return False
    return not (before.isdigit() and (after.isdigit() or after.isalpha()))


# Blocks


def joined_paragraphs(blocks: Sequence[Block]) -> list[tuple[int, int, Block | None]]:
    """Paragraphs that were parted by broken lines, as (start, stop, what they are together), in order; the block is
    None for empty paragraphs, which go.

    A line was broken where the first word of the next one had no room any more, or where it ends without ending a
    sentence and the next goes on with a small letter."""
    out: list[tuple[int, int, Block | None]] = []
    at = 0
    while at < len(blocks):
        stop = _run_end(blocks, at)
        if isinstance(blocks[at], Paragraph | Quote):
            out += _joined_run(blocks, at, stop)
        at = stop
    return out


def _run_end(blocks: Sequence[Block], at: int) -> int:
    """Where a run of paragraphs of one kind ends; empty ones are runs of their own."""
    first = blocks[at]
    stop = at + 1
    if isinstance(first, Paragraph | Quote):
        while stop < len(blocks) and type(blocks[stop]) is type(first) and _is_empty(blocks[stop]) is _is_empty(first):
            stop += 1
    return stop


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph | Quote) and not text_of(block.spans).strip()


def _joined_run(blocks: Sequence[Block], at: int, stop: int) -> list[tuple[int, int, Block | None]]:
    if _is_empty(blocks[at]):
        return [(at, stop, None)]
    run = [block for block in blocks[at:stop] if isinstance(block, Paragraph | Quote)]
    width = _wrap_width([text_of(block.spans) for block in run])
    out: list[tuple[int, int, Block | None]] = []
    first = 0
    for number in range(1, len(run) + 1):
        if number < len(run) and _goes_on(text_of(run[number - 1].spans), text_of(run[number].spans), width):
            continue
        if number - first > 1:
            words = _flowing([block.spans for block in run[first:number]])
            out.append((at + first, at + number, type(run[first])(words)))
        first = number
    return out


def _wrap_width(lines: Sequence[str]) -> int:
    """The width to which lines were broken, 0 where they were not."""
    longest = max(map(len, lines))
    if len(lines) < 2 or not _SHORTEST_WRAP <= longest <= _LONGEST_WRAP:
        return 0
    # Paragraphs of a story are of any length; broken lines are all about as long, but for the last ones.
    return longest if median(map(len, lines)) >= longest * 0.7 else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    line, following = line.rstrip(), following.lstrip()
    if not line or not following:
        return False
    small = following[0].islower() and (line[-1].isalnum() or line[-1] in ",-–—;’'")
    word = following.split()[0]
    return small or (width > 0 and len(line) + 1 + len(word) > width)


def _flowing(lines: Sequence[Spans]) -> Spans:
    parts: list[Span] = list(lines[0])
    for line in lines[1:]:
        before, after = text_of(parts), text_of(line)
        hyphenated = re.search(r"\w-$", before) and after[:1].islower()
        gap = () if hyphenated or before[-1:].isspace() or after[:1].isspace() else (_gap(parts, line),)
        parts = [*spans(*parts, *gap, *line)]
    return tuple(parts)


def _gap(before: Sequence[Span], after: Spans) -> Span:
    """A space with the marks that both sides share."""
    last, first = before[-1], after[0]
    return Span(" ", last.marks & first.marks, last.link if last.link == first.link else "")
