"""Changes of text keep marks, links and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.story.body import Mark, Span, spans, text_of
from desk.story.changes import (
    Change,
    addresses_in,
    changed,
    changed_spans,
    ends_in_address,
    moved,
    rewritten,
    same_place,
)
from desk.story.rewriting import Tally, rewritten_spans
from desk.story.smart import smart
from desk.story.typography import typography_of
from tests.formats.bodies import all_spans, em, link, strong


@st.composite
def text_and_changes(draw: st.DrawFn) -> tuple[tuple[Span, ...], list[Change]]:
    parts = draw(all_spans)
    places = sorted(draw(st.lists(st.integers(0, len(text_of(parts))), max_size=6, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    return parts, [Change(start, stop, draw(st.text("ab ", max_size=3))) for start, stop in pairs]


@given(text_and_changes())
def test_spans_change_as_their_text_does(given_: tuple[tuple[Span, ...], list[Change]]) -> None:
    parts, changes = given_
    after = changed_spans(parts, changes)
    assert text_of(after) == changed(text_of(parts), changes)
    assert after == spans(*after)


@given(text_and_changes())
def test_what_is_not_changed_has_its_marks_still(given_: tuple[tuple[Span, ...], list[Change]]) -> None:
    parts, changes = given_
    before = [(span.marks, span.link) for span in parts for _ in span.text]
    after = [(span.marks, span.link) for span in changed_spans(parts, changes) for _ in span.text]
    untouched = [at for at in range(len(before)) if not any(each.start <= at < each.stop for each in changes)]
    assert [after[moved(at, changes)] for at in untouched] == [before[at] for at in untouched]


@given(text_and_changes(), st.data())
def test_a_place_stays_in_the_text_and_in_order(
    given_: tuple[tuple[Span, ...], list[Change]], data: st.DataObject
) -> None:
    parts, changes = given_
    text = text_of(parts)
    place = data.draw(st.integers(0, len(text)))
    other = data.draw(st.integers(place, len(text)))
    assert 0 <= moved(place, changes) <= moved(other, changes) <= len(changed(text, changes))


def test_a_replacement_has_the_marks_of_what_it_replaces() -> None:
    parts = spans(strong('"Yes'), em('," she said'))
    after = changed_spans(parts, [Change(0, 1, "“"), Change(5, 6, "”")])
    assert after == spans(strong("“Yes"), em(",” she said"))


def test_longer_and_put_in_text_has_a_neighbours_marks() -> None:
    assert changed_spans(spans(strong("ß"), "x"), [Change(0, 1, "SS")]) == spans(strong("SS"), "x")
    assert changed_spans(spans(strong("a"), "b"), [Change(1, 1, "-")]) == spans(strong("a-"), "b")
    assert changed_spans(spans(strong("b")), [Change(0, 0, "-")]) == spans(strong("-b"))
    assert changed_spans((), [Change(0, 0, "-")]) == spans("-")
    assert changed_spans(spans(link("it's", "https://a.example")), [Change(2, 3, "’")]) == spans(
        link("it’s", "https://a.example")
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.example/it's--x now", ["https://a.example/it's--x"]),
        ("(www.a.example/x).", ["www.a.example/x"]),
        ('"https://a.example"', ["https://a.example"]),
        ("mail o'brien@a.example, please", ["o'brien@a.example"]),
        ("mailto:me@a.example", ["mailto:me@a.example"]),
        ("a@b and @name", []),
        ("it's 5 o'clock", []),
    ],
)
def test_addresses_are_told_from_words(text: str, found: list[str]) -> None:
    assert [text[start:stop] for start, stop in addresses_in(text)] == found


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("see https://a.exam", True),
        ("“https://a", True),
        ("www.a", True),
        ("me@a.ex", True),
        ("https://a.example ", False),
        ("word", False),
        ("", False),
    ],
)
def test_whether_somebody_types_an_address(text: str, so: bool) -> None:
    assert ends_in_address(text) is so


def test_addresses_stay_as_they_are() -> None:
    rules = smart(typography_of("en"))
    assert rewritten("it's at https://a.example/it's--here...x", rules) == "it’s at https://a.example/it's--here...x"


def test_a_mark_in_code_stays_straight() -> None:
    code = Span('x = "a--b"', frozenset({Mark.CODE}))
    tally = Tally()
    after = rewritten_spans(spans('"So" is ', code, ' and "so"'), (smart(typography_of("en")),), tally)
    assert after == spans("“So” is ", code, " and “so”")
    assert tally.changes == 4


@pytest.mark.parametrize(
    ("before", "at", "after", "there"),
    [
        ('say "word" -- it', 13, "say “word” — it", 12),
        ('say "word" -- it', 5, "say “word” — it", 5),
        ('say "word" -- it', 4, "say “word” — it", 4),
        ("a  b", 2, "a b", 1),
        ("a  b", 3, "a b", 2),
        ("", 0, "", 0),
        ('"', 1, "“", 1),
    ],
)
def test_a_place_is_found_again_among_the_same_letters(before: str, at: int, after: str, there: int) -> None:
    assert same_place(before, at, after) == there


@given(st.text("ab \"'-", max_size=12), st.data())
def test_every_place_in_the_same_text_is_itself(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert same_place(text, at, text) == at
