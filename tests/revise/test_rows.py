"""What is said of two stories holds both of them, whatever stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.revise.diff import changes, items_of
from desk.revise.grid import Grid
from desk.revise.rows import Row, RowKind, rows
from desk.revise.runs import Became, Run, new_spans, old_spans
from desk.revise.shapes import shape_of
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
    block_text,
    clean_line,
    spans,
)
from desk.story.counts import words_of
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story
from desk.story.tables import even

SENTENCES = (
    "The old mole will stay shut.",
    "The old mole will stay shut. Nobody knows when it opens.",
    "Nobody knows when it opens.",
    "“It opens in May,” she said, “and not before.”",
    "It opens in June, she said.",
)
texts = st.text(st.sampled_from("ab .,c\n’é"), max_size=10) | st.sampled_from(SENTENCES)
marked = st.lists(
    st.builds(
        Span,
        texts,
        st.sampled_from([frozenset(), frozenset({Mark.STRONG}), frozenset({Mark.EMPHASIS})]),
        st.sampled_from(["", "https://a.example"]),
    ),
    max_size=3,
).map(lambda found: spans(*found))
lines = texts.map(clean_line)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    height, width = draw(st.integers(0, 3)), draw(st.integers(1, 3))
    cells = tuple(tuple(draw(marked) for _ in range(width)) for _ in range(height))
    return Table(cells, draw(st.booleans()))


blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, marked),
    st.builds(Paragraph, marked),
    st.builds(Heading, marked, st.sampled_from([2, 3])),
    st.builds(Quote, marked),
    st.builds(PullQuote, marked, lines),
    st.builds(ListItem, marked, st.booleans(), st.sampled_from([0, 1])),
    st.builds(Figure, st.sampled_from(["", "media:00", "media:01"]), lines, marked, lines),
    tables(),
    st.just(Rule()),
    st.builds(Embed, st.sampled_from(["https://a.example", "https://b.example"]), lines),
    st.builds(Note, marked),
)
bodies = st.lists(blocks, max_size=6).map(tuple)


@st.composite
def edited(draw: st.DrawFn) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """A body, and one that was made from it: out of order, with blocks gone and others come."""
    before = draw(bodies)
    after: list[Block] = []
    for block in draw(st.permutations(before)) if draw(st.booleans()) else before:
        match draw(st.integers(0, 5)):
            case 0:
                continue
            case 1:
                after.append(draw(blocks))
        after.append(block)
    return before, tuple(after)


pairs = st.tuples(bodies, bodies) | edited()
NOON = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)
stories = st.builds(
    Story,
    headline=lines,
    deck=lines,
    keywords=st.lists(lines, max_size=3).map(tuple),
    credits=st.lists(
        st.builds(
            Credit, st.sampled_from(["Ann Lee", "PA"]), st.sampled_from(PersonKind), st.sampled_from(Role), place=lines
        ),
        max_size=3,
    ).map(tuple),
    dateline=st.builds(Dateline, lines, st.none() | st.just(date(2026, 5, 3)), lines),
    body=bodies.map(Body),
    corrections=st.lists(
        st.builds(Correction, lines, st.just(NOON), st.sampled_from(CorrectionKind), st.sampled_from(Slot)), max_size=2
    ).map(tuple),
    furniture=st.lists(st.builds(Furniture, lines, texts, st.sampled_from(Slot)), max_size=2).map(tuple),
    lead=st.none() | st.builds(Figure, st.sampled_from(["", "media:00"]), lines, marked, lines),
    embargo=st.none() | st.just(NOON),
    target_words=st.sampled_from([0, 800]),
)


def read_off(found: Sequence[Row], *, old: bool) -> dict[int, dict[str, Spans]]:
    """The texts of one side, by the number of the block and the name of the text."""
    runs: defaultdict[int, defaultdict[str, list[Run]]] = defaultdict(lambda: defaultdict(list))
    for row in found:
        at = row.before if old else row.after
        if at is None or row.kind is RowKind.LEFT:
            continue
        texts_of_row = runs[at]
        for part in row.parts:
            texts_of_row[part.name] += part.runs
    pick = old_spans if old else new_spans
    return {at: {name: pick(parts) for name, parts in texts.items() if pick(parts)} for at, texts in runs.items()}


def cells_of(found: Grid, *, old: bool) -> tuple[tuple[Spans, ...], ...]:
    pick = old_spans if old else new_spans
    there = [(line.before if old else line.after) is not None for line in found.columns]
    return tuple(
        tuple(pick(cell) for cell, is_there in zip(cells, there, strict=True) if is_there)
        for line, cells in zip(found.rows, found.cells, strict=True)
        if (line.before if old else line.after) is not None
    )


def check_exact(before: Sequence[Hashable], after: Sequence[Hashable], found: Sequence[Row]) -> None:
    for old, items in ((True, before), (False, after)):
        read = read_off(found, old=old)
        assert sorted(read) == list(range(len(items)))
        for number, item in enumerate(items):
            assert read[number] == shape_of(item).texts
        for row in found:
            at = row.before if old else row.after
            if row.grid is not None and at is not None and row.kind is not RowKind.LEFT:
                assert isinstance(table := items[at], Table)
                assert cells_of(row.grid, old=old) == even(table).rows


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pairs)
def test_what_is_said_of_two_bodies_holds_them_both(pair: tuple[tuple[Block, ...], tuple[Block, ...]]) -> None:
    found = rows(*pair)
    check_exact(*pair, found)
    check_nothing_is_said_of_equals(*pair, found)
    check_order(found)
    check_way_back(found, rows(pair[1], pair[0]))


def check_nothing_is_said_of_equals(before: Sequence[Block], after: Sequence[Block], found: Sequence[Row]) -> None:
    assert all(row.kind is RowKind.SAME for row in found) == (before == after)
    for row in found:
        if row.kind is RowKind.CHANGED:
            assert row.edited
        elif row.kind is RowKind.MOVED:
            assert row.before is not None
            assert row.after is not None
            assert row.edited == (before[row.before] != after[row.after])
        elif row.kind in (RowKind.SAME, RowKind.LEFT):
            assert not row.edited


def check_order(found: Sequence[Row]) -> None:
    at = [row.before for row in found if row.before is not None and row.kind is not RowKind.MOVED]
    assert at == sorted(at)
    at = [row.after for row in found if row.after is not None and row.kind is not RowKind.LEFT]
    assert at == sorted(at)
    for number, row in enumerate(found):
        assert (row.elsewhere is not None) == (row.kind in (RowKind.MOVED, RowKind.LEFT))
        if row.elsewhere is not None:
            assert found[row.elsewhere].elsewhere == number
            assert {row.kind, found[row.elsewhere].kind} == {RowKind.MOVED, RowKind.LEFT}
        if row.continued:
            former = found[number - 1]
            assert former.kind is row.kind
            assert former.before == row.before or former.after == row.after


TURNED = {
    RowKind.ADDED: RowKind.REMOVED,
    RowKind.REMOVED: RowKind.ADDED,
    RowKind.SPLIT: RowKind.JOINED,
    RowKind.JOINED: RowKind.SPLIT,
}


def check_way_back(there: Sequence[Row], back: Sequence[Row]) -> None:
    """As much is added on the way there as is removed on the way back."""
    assert sum(row.words_added for row in there) == sum(row.words_removed for row in back)
    assert sum(row.words_removed for row in there) == sum(row.words_added for row in back)
    kinds = sorted((TURNED.get(row.kind, row.kind).value, str(row.after), str(row.before)) for row in there)
    assert kinds == sorted((row.kind.value, str(row.before), str(row.after)) for row in back)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(stories, stories)
def test_every_field_can_be_read_off_its_rows(before: Story, after: Story) -> None:
    found = changes(before, after)
    assert (found == ()) == (before == after)
    assert changes(before, before) == ()
    for change in found:
        old, new = (items_of(getattr(story, change.field)) for story in (before, after))
        check_exact(old, new, change.rows)
        assert any(row.kind is not RowKind.SAME for row in change.rows)


@given(texts, texts)
def test_word_counts_add_up(old: str, new: str) -> None:
    found = rows((Paragraph(spans(old)),), (Paragraph(spans(new)),))
    added, removed = (sum(getattr(row, f"words_{what}") for row in found) for what in ("added", "removed"))
    assert len(words_of(old)) + added - removed == len(words_of(new))


def body(*texts: str) -> tuple[Block, ...]:
    return tuple(Paragraph(spans(text)) for text in texts)


def told(before: Sequence[Block], after: Sequence[Block]) -> list[Any]:
    """The rows that changed, short: what became of the block, and of which words what."""
    return [
        (row.kind.value, "".join(_SIGN[run.became].format(run.text) for run in row.runs))
        for row in rows(before, after)
        if row.kind is not RowKind.SAME
    ]


_SIGN = {
    Became.SAME: "{}",
    Became.ADDED: "[+{}]",
    Became.REMOVED: "[-{}]",
    Became.REFORMATTED: "[*{}]",
    Became.AWAY: "({})",
}
ONE, TWO = "The ferry left at noon.", "Nobody was on board but the crew."


def test_a_paragraph_split_in_two_has_no_word_changed_but_the_space() -> None:
    assert told(body(f"{ONE} {TWO}"), body(ONE, TWO)) == [("split", f"{ONE}[- ]"), ("split", TWO)]


def test_two_paragraphs_joined() -> None:
    assert told(body(ONE, TWO), body(f"{ONE} {TWO}")) == [("joined", f"{ONE}[+ ]"), ("joined", TWO)]


def test_a_paragraph_split_and_edited() -> None:
    assert told(body(f"{ONE} {TWO}"), body("The last ferry left at noon.", TWO)) == [
        ("split", "The [+last ]ferry left at noon.[- ]"),
        ("split", TWO),
    ]


def test_a_moved_paragraph_is_moved_and_not_gone_and_come() -> None:
    first, second, third = body("First of all.", "Then the second thing.", "At last the third.")
    assert told((first, second, third), (third, first, second)) == [
        ("moved", "At last the third."),
        ("left", "(At last the third.)"),
    ]
    up, down = (row for row in rows((first, second, third), (third, first, second)) if row.elsewhere is not None)
    assert (up.before, up.after, down.before, down.after) == (2, 0, 2, 0)


def test_a_paragraph_moved_and_edited() -> None:
    before = body("First of all.", "Then the second thing.", "At last came the third boat.")
    after = body("At last came the fourth boat.", "First of all.", "Then the second thing.")
    assert told(before, after) == [
        ("moved", "At last came the [-third][+fourth] boat."),
        ("left", "(At last came the third boat.)"),
    ]


def test_words_set_in_bold_are_the_same_words_and_a_link_taken_off_too() -> None:
    before = (Paragraph(spans("The ", Span("last", link="https://a.example"), " ferry left.")),)
    after = (Paragraph(spans("The last ", Span("ferry", frozenset({Mark.STRONG})), " left.")),)
    assert told(before, after) == [("changed", "The [*last] [*ferry] left.")]
    (row,) = rows(before, after)
    assert row.only_marks
    link, bold = (run for run in row.runs if run.became is Became.REFORMATTED)
    assert (link.old_link, link.link) == ("https://a.example", "")
    assert (bold.switched_on, bold.switched_off) == (frozenset({Mark.STRONG}), frozenset())


def test_a_paragraph_made_a_pull_quote_says_so_and_no_word_but_the_name() -> None:
    after = (PullQuote(spans(TWO), "The harbour master"),)
    (row,) = rows(body(TWO), after)
    assert [(trait.name, trait.old, trait.new) for trait in row.traits] == [("kind", "paragraph", "pull quote")]
    assert (row.words_added, row.words_removed) == (3, 0)


def test_another_picture_and_another_caption() -> None:
    before = (Figure("media:00", "A ship", spans("At sea"), "Ann Lee"),)
    after = (Figure("media:01", "A ship", spans("At sea in May"), "Ann Lee"),)
    (row,) = rows(before, after)
    assert [(trait.name, trait.old, trait.new) for trait in row.traits] == [("picture", "media:00", "media:01")]
    assert [(part.name, len(part.runs)) for part in row.parts] == [("caption", 2), ("credit", 1), ("alt", 1)]


def test_a_table_says_which_rows_columns_and_cells_changed() -> None:
    def table(*lines: str) -> tuple[Table]:
        return (Table(tuple(tuple(spans(cell) for cell in line.split("|")) for line in lines), header=True),)

    (row,) = rows(
        table("Town|Votes", "Lisbon|120", "Porto|80", "Faro|7"), table("Town|Seats|Votes", "Lisbon|3|121", "Faro|0|7")
    )
    assert row.grid is not None
    assert [line.became for line in row.grid.rows] == [Became.SAME, Became.SAME, Became.REMOVED, Became.SAME]
    assert [line.became for line in row.grid.columns] == [Became.SAME, Became.ADDED, Became.SAME]
    assert [(run.became, run.text) for run in row.grid.cells[1][2]] == [(Became.REMOVED, "120"), (Became.ADDED, "121")]
    assert block_text(table("a")[0]) == "a"


def test_an_emptied_paragraph_that_goes_takes_no_words_with_it() -> None:
    assert told(body(ONE, "", TWO), body(ONE, TWO)) == [("removed", "")]


def test_of_credits_the_one_that_changed_is_said() -> None:
    ann, reuters = Credit("Ann Lee", role=Role.BY), Credit("Reuters", PersonKind.ORGANISATION)
    edited = Credit("Ann Lee", role=Role.BY, place="Lisbon")
    (change,) = changes(Story(credits=(ann, reuters)), Story(credits=(edited, reuters)))
    (row,) = change.changed
    assert [(part.name, [run.became for run in part.runs]) for part in row.parts] == [
        ("role", [Became.SAME]),
        ("name", [Became.SAME]),
        ("place", [Became.ADDED]),
    ]


MANY = [f"Sentence number {number} is here, and it stays." for number in range(1_200)]
STRONG, EMPHASIS, PLAIN = frozenset({Mark.STRONG}), frozenset({Mark.EMPHASIS}), frozenset[Mark]()
CELLS = tuple(tuple(spans(str(row * column)) for column in range(8)) for row in range(400))
HARD: dict[str, tuple[tuple[Block, ...], tuple[Block, ...]]] = {
    "a paragraph in very many parts": (body(" ".join(MANY)), body(*MANY)),
    "all in another order": (body(*MANY), body(*reversed(MANY))),
    "the same word again and again": (body(*["lamp"] * 3_000), body(*["lamps"] * 3_000)),
    "nothing but rules and empty paragraphs": ((Rule(),) * 3_000, body(*[""] * 3_000)),
    "marks that change with every word": (
        (Paragraph(spans(*(Span("lamp ", STRONG if number % 2 else PLAIN) for number in range(3_000)))),),
        (Paragraph(spans(*(Span("lamp ", EMPHASIS if number % 3 else PLAIN) for number in range(3_000)))),),
    ),
    "no space anywhere": (body("市長は月曜日に" * 3_000), body("市長は火曜日に" * 3_000)),
    "a long table": ((Table(CELLS),), (Table(CELLS[1:]),)),
}


@pytest.mark.parametrize("name", HARD)
def test_texts_that_are_hard_to_compare_end_all_the_same(name: str) -> None:
    before, after = HARD[name]
    check_exact(before, after, rows(before, after))
