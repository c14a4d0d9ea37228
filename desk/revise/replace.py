"""Putting other words in the place of those that were found. Pure.

The new words have the marks and the links of those that they replace, and where it is wished their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from desk.revise.find import Found, Match
from desk.revise.query import BadQuery, Budget, Finder
from desk.story.body import Body, Figure, Span, Spans, clean_line, clean_text, spans, text_of
from desk.story.pieces import cut, shared_ends
from desk.story.places import LEAD, WRITTEN, Place, block_at, field_texts, marked_parts, with_parts
from desk.story.story import Story

if TYPE_CHECKING:
    import regex

_GROUP = re.compile(
    r"\\(?P<slash>\d{1,2})|\\g<(?P<g>\w+)>|\$\{(?P<brace>\w+)\}|\$(?P<dollar>\d{1,2})|\$(?P<whole>&)"
    r"|\\(?P<n>n)|\\(?P<t>t)|(?P<literal>\\\\|\$\$)"
)

Writer = Callable[["regex.Match[str]"], str]


@dataclass(frozen=True, slots=True)
class Replaced:
    """The story afterwards, and how many matches were replaced in it. `kept` are those in lines that the credits
    write, which nobody can write by hand without losing what they say. `last` is where the last new words stand."""

    story: Story
    count: int
    kept: int
    last: Match | None = None


def replacement(finder: Finder, text: str, *, keep_case: bool = True) -> Writer:
    r"""What writes the new words for a match. For an expression the text may speak of its groups, as `\1`, `$1` or
    `${name}`, and of a new line as `\n`; for plain words with `keep_case` it takes their capitals, unless it has some
    of its own. Raises BadQuery."""
    if finder.query.is_pattern:
        pieces: tuple[str | tuple[int | str], ...] = tuple(_pieces(text, finder))
    else:
        pieces = (text,)
    keep_case = keep_case and not finder.query.match_case and not finder.query.is_pattern

    def write(match: regex.Match[str]) -> str:
        new = "".join(piece if isinstance(piece, str) else match[piece[0]] or "" for piece in pieces)
        return in_case_of(match[0], new) if keep_case else new

    return write


def in_case_of(found: str, text: str) -> str:
    """A text in small letters with the capitals of another one: all, those of each word, or the first. One that has
    capitals of its own keeps them."""
    if text != text.lower() or found == found.lower():
        return text
    letters = [character for character in found if character.isalpha()]
    if len(letters) > 1 and found == found.upper():
        return text.upper()
    words = found.split()
    if len(words) > 1 and all(word[0].isupper() for word in words):
        return re.sub(r"\S+", lambda word: _capital(word[0]), text)
    return _capital(text) if found[0].isupper() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def replace_all(found: Found, write: Writer, budget: Budget) -> Replaced:
    """Replace every match. Raises TooSlow."""
    return _replaced(found, range(len(found.rows)), write, budget)


def replace_one(found: Found, number: int, write: Writer, budget: Budget) -> Replaced:
    """Replace one match, by its number. Raises TooSlow."""
    match = found[number]
    return _replaced(found, (found.row(match.place),), write, budget, match)


def is_written(place: Place, story: Story) -> bool:
    """Whether a text is a line that the credits write."""
    return place.field in WRITTEN and not clean_line(str(getattr(story, place.field)))


def _replaced(found: Found, rows: Sequence[int], write: Writer, budget: Budget, only: Match | None = None) -> Replaced:
    story = found.story
    blocks: dict[int, dict[int, Spans]] = {}
    lead: dict[int, Spans] = {}
    fields: dict[str, str] = {}
    count = kept = 0
    last: Match | None = None
    for row in rows:
        for part, hits in enumerate(found.rows[row]):
            place = found.place(row, part)
            if not hits or (only is not None and only.place != place):
                continue
            if is_written(place, story):
                kept += len(hits) if only is None else 1
                continue
            wanted = frozenset(hits if only is None else ((only.start, only.stop),))
            made = _rewritten(_spans_at(place, story, found.shown), wanted, found.finder, write, budget)
            count += made.count
            last = Match(place, *made.last) if made.count else last
            if place.field == LEAD:
                lead[part] = made.words
            elif place.block is None:
                fields[place.field] = clean_line(text_of(made.words))
            else:
                blocks.setdefault(place.block, {})[part] = made.words
    return Replaced(_with(story, blocks, lead, fields), count, kept, last)


def _spans_at(place: Place, story: Story, shown: Mapping[str, str]) -> Spans:
    block = block_at(story, place)
    if block is None:
        return spans(*field_texts(story, shown, (place.field,)))
    return marked_parts(block)[place.part]


def _with(
    story: Story, blocks: Mapping[int, Mapping[int, Spans]], lead: Mapping[int, Spans], fields: Mapping[str, str]
) -> Story:
    if lead and story.lead is not None:
        made_lead = with_parts(story.lead, lead)
        assert isinstance(made_lead, Figure)
        story = replace(story, lead=made_lead)
    if blocks:
        made = list(story.body.blocks)
        for number, new in blocks.items():
            made[number] = with_parts(made[number], new)
        story = replace(story, body=Body(tuple(made)))
    changed = {name: text for name, text in fields.items() if text != getattr(story, name)}
    return replace(story, **changed) if changed else story  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Rewritten:
    """A text with matches replaced, how many were, and where the last new words stand."""

    words: Spans
    count: int
    last: tuple[int, int]


def _rewritten(
    old: Spans, wanted: frozenset[tuple[int, int]], finder: Finder, write: Writer, budget: Budget
) -> _Rewritten:
    out: list[Span] = []
    count = at = length = 0
    last = (0, 0)
    for match in finder.matches(text_of(old), budget):
        start, stop = match.span()
        if (start, stop) not in wanted:
            continue
        new = clean_text(write(match))
        out += cut(old, at, start)
        out += dressed(cut(old, start, stop), new)
        length += start - at + len(new)
        last = (length - len(new), length)
        at = stop
        count += 1
    out += cut(old, at, len(text_of(old)))
    return _Rewritten(_joined(out), count, last)


def _joined(pieces: Iterable[Span]) -> Spans:
    """As `spans`, for thousands of pieces."""
    runs = groupby((piece for piece in pieces if piece.text), key=attrgetter("marks", "link"))
    return tuple(Span("".join(piece.text for piece in run), *like) for like, run in runs)


def dressed(old: Spans, text: str) -> Spans:
    """New text with the marks of what it replaces: word by word where there are as many words, and within them what
    stays the same keeps its own; what is new is like the first that it replaces."""
    if len(old) <= 1:
        return spans(replace(old[0], text=text)) if old else spans(text)
    before = re.findall(r"\s+|\S+", text_of(old))
    after = re.findall(r"\s+|\S+", text)
    if len(before) != len(after) or len(before) == 1:
        return _dressed_word(old, text)
    out: list[Span] = []
    at = 0
    for word, new in zip(before, after, strict=True):
        out += _dressed_word(cut(old, at, at + len(word)), new)
        at += len(word)
    return spans(*out)


def _dressed_word(old: Spans, text: str) -> Spans:
    was = text_of(old)
    head, tail = shared_ends(was, text)
    model = cut(old, head, len(was) - tail) or cut(old, max(0, head - 1), head) or old
    middle = replace(model[0], text=text[head : len(text) - tail])
    return spans(*cut(old, 0, head), middle, *cut(old, len(was) - tail, len(was)))


def _pieces(text: str, finder: Finder) -> Iterator[str | tuple[int | str]]:
    """What a replacement is made of: words, and groups as tuples of their number or name."""
    at = 0
    for match in _GROUP.finditer(text):
        yield text[at : match.start()]
        at = match.end()
        kind, value = match.lastgroup, match[match.lastgroup or 0]
        if kind == "literal":
            yield value[0]
        elif kind in {"n", "t"}:
            yield {"n": "\n", "t": " "}[value]
        else:
            yield (_group(value, finder),)
    yield text[at:]


def _group(name: str, finder: Finder) -> int | str:
    if name == "&":
        return 0
    if name in finder.group_names:
        return name
    if name.isdecimal() and int(name) <= finder.groups:
        return int(name)
    raise BadQuery(f"There is no group {name} in the expression.")
