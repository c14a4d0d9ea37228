"""Comparing again and again: the same answer as when it is found out anew, without finding it out anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.revise.diff import Comparing, changes
from desk.revise.rows import RowKind
from desk.revise.runs import Runs, runs
from desk.story.body import Body, Paragraph, Spans, spans
from desk.story.story import Story
from tests.formats.bodies import bodies

POOL = tuple(
    Paragraph(spans(text))
    for text in (
        "The night ferry will cross the estuary again from May, the harbour says. Tickets go on sale soon.",
        "The night ferry will cross the estuary again from June, the harbour says.",
        "Tickets go on sale soon.",
        "The council spoke of the budget for a long time, as it does in every autumn.",
        "The council spoke of nothing else, as it does in every spring, and of the ferry.",
        "",
    )
)
texts = st.one_of(st.lists(st.sampled_from(POOL), max_size=8).map(lambda some: Body(tuple(some))), bodies)


@given(st.lists(st.tuples(texts, texts, st.booleans()), min_size=2, max_size=5))
def test_it_says_what_a_fresh_comparison_says(pairs: list[tuple[Body, Body, bool]]) -> None:
    comparing = Comparing()
    for old, new, copied in pairs:
        after = Body(tuple(replace(block) for block in new.blocks)) if copied else new
        before, now = Story(headline="Ferry", body=old), Story(headline="Ferries", body=after)
        assert comparing.changes(before, now) == changes(before, now)


def blocks(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(spans(text)) for text in texts)


OLD = blocks("One is first of all.", "Two comes after one.", "Three is the last of them.")
NEW = (replace(OLD[0], spans=spans("One is the first of all.")), OLD[1], blocks("Three was the last of them.")[0])


def test_what_did_not_change_is_the_same_object_and_is_not_compared_again(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(old: Spans, new: Spans) -> Runs:
        compared.append("")
        return runs(old, new)

    monkeypatch.setattr("desk.revise.rows.runs", counted)
    comparing = Comparing()
    (first,) = comparing.changes(Story(body=Body(OLD)), Story(body=Body(NEW)))
    assert len(compared) == 2
    typed = (*NEW[:2], *blocks("Three was the very last of them."))
    (second,) = comparing.changes(Story(body=Body(OLD)), Story(body=Body(typed)))
    assert len(compared) == 3
    assert [one is other for one, other in zip(first.rows, second.rows, strict=True)] == [True, True, False]
    (third,) = comparing.changes(Story(body=Body(OLD)), Story(body=Body((*blocks("Quite new."), *typed))))
    assert len(compared) == 3
    assert [row.kind for row in third.rows] == [RowKind.ADDED, RowKind.CHANGED, RowKind.SAME, RowKind.CHANGED]
    assert [(row.before, row.after) for row in third.rows] == [(None, 0), (0, 1), (1, 2), (2, 3)]


def test_what_is_long_past_is_forgotten() -> None:
    comparing = Comparing()
    for number in range(50):
        comparing.changes(Story(body=Body(OLD)), Story(body=Body((*OLD, *blocks(f"Number {number} of many.")))))
    assert len(comparing._memory) < 60
