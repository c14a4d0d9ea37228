"""Edits as editors make them: no diff marks more than 1.3 times the words that were truly touched.

The pairs are in `edit_pairs.txt`. How near each comes is said by `pytest -rP tests/revise/test_edit_pairs.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.revise.rows import Row, RowKind, rows
from desk.story.body import Block, Heading, ListItem, Mark, Paragraph, PullQuote, Quote, Span, Spans, spans

_MOST = 1.3
_MARKED = re.compile(r"\*([^*]+)\*|\b_([^_]+)_|\[([^\]]+)\]\(([^)]+)\)")


@dataclass(frozen=True)
class Pair:
    name: str
    touched: int
    kinds: list[str]
    before: tuple[Block, ...]
    after: tuple[Block, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return rows(self.before, self.after)

    @property
    def marked(self) -> int:
        return sum(row.words_added + row.words_removed for row in self.rows)


def read_pairs() -> list[Pair]:
    _, *parts = re.split(r"^=== ", (Path(__file__).parent / "edit_pairs.txt").read_text("utf-8"), flags=re.MULTILINE)
    pairs = []
    for part in parts:
        head, text = part.split("\n", 1)
        name, touched, kinds = head.split(" | ")
        before, after = text.split("\n---\n")
        pairs.append(Pair(name, int(touched), kinds.split(), read(before), read(after)))
    return pairs


def read(text: str) -> tuple[Block, ...]:
    return tuple(block(each) for each in text.strip("\n").split("\n\n"))


def block(text: str) -> Block:
    if text.startswith(">> "):
        words, attribution = text[3:].split(" | ")
        return PullQuote(marked(words), attribution)
    for sign, kind in (("> ", Quote), ("## ", Heading), ("- ", ListItem)):
        if text.startswith(sign):
            return kind(marked(text.removeprefix(sign)))
    return Paragraph(marked(text))


def marked(text: str) -> Spans:
    found: list[str | Span] = []
    at = 0
    for match in _MARKED.finditer(text):
        strong, emphasis, linked, address = match.groups()
        found.append(text[at : match.start()])
        marks = frozenset({Mark.STRONG} if strong else {Mark.EMPHASIS} if emphasis else ())
        found.append(Span(strong or emphasis or linked, marks, address or ""))
        at = match.end()
    return spans(*found, text[at:])


PAIRS = read_pairs()


def test_there_are_fifty() -> None:
    assert len({pair.name for pair in PAIRS}) == len(PAIRS) >= 50
    assert all(pair.before != pair.after for pair in PAIRS)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name.replace(" ", "-"))
def test_no_more_is_marked_than_was_touched(pair: Pair) -> None:
    print(f"{pair.marked} words marked, {pair.touched} touched")  # noqa: T201  for -rP
    assert pair.marked <= _MOST * pair.touched
    # Nor were so many counted by hand that the bound would be an easy one.
    assert pair.marked >= 0.75 * pair.touched


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name.replace(" ", "-"))
def test_of_each_block_is_said_what_became_of_it(pair: Pair) -> None:
    told = [row.kind.value for row in pair.rows if row.kind not in (RowKind.SAME, RowKind.LEFT)]
    assert told == pair.kinds


def test_in_all_hardly_more_is_marked_than_was_touched() -> None:
    whole = sum(pair.marked for pair in PAIRS) / sum(pair.touched for pair in PAIRS)
    worst = max((pair.marked / pair.touched, pair.name) for pair in PAIRS if pair.touched)
    print(f"in all {whole:.3f}, at worst {worst[0]:.3f} ({worst[1]})")  # noqa: T201  for -rP
    assert whole <= 1.05
