"""What is said of a change beside its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import pytest

from desk.revise.rows import RowKind, rows
from desk.revise.runs import runs
from desk.revise.telling import FIELDS, opening, remarks, shortened
from desk.story.body import (
    Block,
    Embed,
    Figure,
    Heading,
    ListItem,
    Mark,
    Paragraph,
    PullQuote,
    Rule,
    Span,
    Table,
    spans,
)
from desk.story.story import Story

ONE, TWO, THREE = (
    Paragraph(spans(text))
    for text in ("The ferry left at noon today.", "Nobody was on board but the crew.", "Bread was cheap that year.")
)


def told(before: Sequence[Block], after: Sequence[Block]) -> list[list[str]]:
    found = rows(before, after)
    return [remarks(row, number) for number, row in enumerate(found) if row.kind is not RowKind.SAME]


def table(*cells: str, header: bool = False) -> Table:
    return Table(tuple(tuple(spans(cell) for cell in line.split()) for line in cells), header)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([ONE, TWO, THREE], [THREE, ONE, TWO], [["moved up"], ["moved up from here"]]),
        ([ONE, TWO, THREE], [TWO, THREE, ONE], [["moved down from here"], ["moved down"]]),
        ([Paragraph(spans("Lamp."))], [Heading(spans("Lamp."))], [["was a paragraph, is a heading"]]),
        ([Heading(spans("Lamp."), 2)], [Heading(spans("Lamp."), 3)], [["level 2 → 3"]]),
        (
            [ListItem(spans("Lamp."))],
            [ListItem(spans("Lamp."), ordered=True)],
            [["was an item of a list, is an item of a numbered list"]],
        ),
        ([ONE], [PullQuote(ONE.spans, "Ann")], [["was a paragraph, is a pull quote"]]),
        (
            [Paragraph(spans("The last ", Span("ferry", frozenset({Mark.STRONG}))))],
            [Paragraph(spans(Span("The last", frozenset({Mark.EMPHASIS})), " ferry"))],
            [["italic on “The last”", "bold off “ferry”"]],
        ),
        (
            [
                Paragraph(
                    spans(
                        "The report, ", Span("here", link="https://a.example"), Span(" too", link="https://b.example")
                    )
                )
            ],
            [
                Paragraph(
                    spans(
                        Span("The report", link="https://c.example"), ", here", Span(" too", link="https://d.example")
                    )
                )
            ],
            [
                [
                    "link on “The report”: https://c.example",
                    "link off “here”",
                    "link changed on “too”: https://d.example",
                ]
            ],
        ),
        ([Figure("media:00", "", spans("At sea"))], [Figure("media:01", "", spans("At sea"))], [["another picture"]]),
        (
            [Embed("https://a.example", "Film")],
            [Embed("https://b.example", "Film")],
            [["address https://a.example → https://b.example"]],
        ),
        ([ONE], [ONE, Rule()], [["a line across"]]),
        ([ONE], [ONE, Paragraph()], [["an empty paragraph"]]),
        ([ONE], [ONE, Embed("https://a.example")], [["an embed without words"]]),
        ([table("a b", "c d")], [table("a b", "c d", header=True)], [["the first row heads the table"]]),
        ([table("a b", "c d")], [table("a b", "e f", "c d")], [["1 row added"]]),
        ([table("a b x", "c d y")], [table("a b", "c d")], [["1 column removed"]]),
    ],
)
def test_what_is_said(before: list[Block], after: list[Block], said: list[list[str]]) -> None:
    assert told(before, after) == said


def test_every_field_has_a_name() -> None:
    assert set(FIELDS) == {each.name for each in fields(Story)}


def test_a_block_is_known_by_how_it_begins() -> None:
    (row,) = rows((ONE,), (Paragraph(spans("The last ferry left at noon today.")),))
    assert opening(row, 3) == "The last ferry…"
    (row,) = rows((ONE,), ())
    assert opening(row) == "The ferry left at noon today."


def test_what_stayed_is_shortened_beside_a_change_and_a_change_never_is() -> None:
    stayed, came = "lamp " * 100, "new " * 100
    found = list(shortened(runs(spans(stayed + stayed), spans(stayed + came + stayed))))
    assert [len(run.text.split()) for run in found] == [8, 100, 9]
