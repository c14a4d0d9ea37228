"""Putting other words in the place of those that were found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.revise.find import Found, Match, find
from desk.revise.query import BadQuery, Budget, Finder, Query
from desk.revise.replace import Replaced, dressed, in_case_of, replace_all, replace_one, replacement
from desk.story.body import (
    Block,
    Body,
    Embed,
    Figure,
    Mark,
    Paragraph,
    PullQuote,
    Span,
    Spans,
    Table,
    spans,
    text_of,
)
from desk.story.credits import byline
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.pieces import cut
from desk.story.places import Place, texts
from desk.story.story import Story
from tests.formats.bodies import all_spans, blocks

BOLD = frozenset({Mark.STRONG})


def look(story: Story, words: str, *, shown: dict[str, str] | None = None, **options: bool) -> Found:
    return find(Finder(Query(words, **options)), story, shown or {}, Budget(5))


def replaced(story: Story, words: str, text: str, *, keep_case: bool = True, **options: bool) -> Replaced:
    found = look(story, words, shown=None, **options)
    return replace_all(found, replacement(found.finder, text, keep_case=keep_case), Budget(5))


def in_paragraph(words: str | Spans, old: str, new: str, **options: bool) -> Spans:
    block = Paragraph(spans(words) if isinstance(words, str) else words)
    made = replaced(Story(body=Body((block,))), old, new, **options).story.body.blocks[0]
    assert isinstance(made, Paragraph)
    return made.spans


def test_all_places_are_replaced_and_what_has_no_match_is_shared() -> None:
    other = Paragraph(spans("nothing"))
    table = Table(((spans("a"), spans("x")), (spans("c"), spans("x x"))))
    body = Body(
        (
            *(other, Paragraph(spans("one x and x")), Figure("media:00", "alt x", spans("caption x"), "credit x")),
            *(PullQuote(spans("x"), "who x"), table, Embed("https://x.example", "card x")),
        )
    )
    story = Story(kicker="x", headline="a x", deck="x", byline_text="By x", contribution_text="x did", body=body)
    result = replaced(story, "x", "why")
    assert (result.count, result.kept) == (16, 0)
    after = result.story
    assert (after.kicker, after.headline, after.deck) == ("why", "a why", "why")
    assert (after.byline_text, after.contribution_text) == ("By why", "why did")
    assert after.body.blocks[0] is other
    assert after.body.blocks[2] == Figure("media:00", "alt why", spans("caption why"), "credit why")
    assert after.body.blocks[5] == Embed("https://x.example", "card why")
    assert [text for _, text in texts(after, {}) if "x" in text] == []


def test_a_line_that_the_credits_write_is_kept() -> None:
    story = Story(headline="Jonas Feild", credits=(Credit("Jonas Feild", role=Role.BY),))
    shown = {"byline_text": byline(story.credits, House())}
    found = look(story, "Feild", shown=shown)
    result = replace_all(found, replacement(found.finder, "Field"), Budget(5))
    assert (result.count, result.kept) == (1, 1)
    assert (result.story.headline, result.story.byline_text) == ("Jonas Field", "")
    assert result.story.credits == story.credits
    alone = replace_one(found, 1, replacement(found.finder, "Field"), Budget(5))
    assert (alone.count, alone.kept, alone.story) == (0, 1, story)


def test_one_is_replaced_and_its_place_is_told() -> None:
    story = Story(body=Body((Paragraph(spans("x and x and x")),)))
    found = look(story, "x")
    result = replace_one(found, 1, replacement(found.finder, "twenty"), Budget(5))
    assert result.story.body.text == "x and twenty and x"
    assert result.last == Match(Place("body", 0), 6, 12)
    assert result.count == 1


@pytest.mark.parametrize(
    ("old", "text", "expected"),
    [
        (spans(Span("harbour", BOLD)), "port", spans(Span("port", BOLD))),
        (spans(Span("harbour", link="https://a.example")), "port", spans(Span("port", link="https://a.example"))),
        (spans(Span("har", BOLD), "bour"), "harbor", spans(Span("har", BOLD), "bor")),
        (spans("the ", Span("report", link="https://a.example")), "the study",
         spans("the ", Span("study", link="https://a.example"))),
        (spans("an old ", Span("report", BOLD)), "a new study", spans("a new ", Span("study", BOLD))),
        (spans(Span("bold", BOLD), " plain"), "other", spans(Span("other", BOLD))),
        (spans(Span("a", BOLD), "b"), "", ()),
    ],
)  # fmt: skip
def test_new_words_are_dressed_as_those_they_replace(old: Spans, text: str, expected: Spans) -> None:
    assert dressed(old, text) == expected


@given(all_spans, st.text("ab ", max_size=8))
def test_dressed_text_is_the_text_in_marks_that_were_there(old: Spans, text: str) -> None:
    made = dressed(old, text)
    assert text_of(made) == text
    assert {(span.marks, span.link) for span in made} <= {(span.marks, span.link) for span in old} | (
        set() if old else {(frozenset(), "")}
    )
    assert dressed(old, text_of(old)) == old


@given(all_spans, st.integers(0, 30), st.integers(0, 30))
def test_pieces_make_the_whole_again(words: Spans, one: int, other: int) -> None:
    start, stop = sorted((one, other))
    whole = text_of(words)
    assert text_of(cut(words, start, stop)) == whole[start:stop]
    assert spans(*cut(words, 0, start), *cut(words, start, stop), *cut(words, stop, len(whole))) == words


@pytest.mark.parametrize(
    ("found", "text", "expected"),
    [
        ("harbour", "port", "port"),
        ("Harbour", "port", "Port"),
        ("HARBOUR", "port", "PORT"),
        ("Harbour Pilots", "dock workers", "Dock Workers"),
        ("Harbour pilots", "dock workers", "Dock workers"),
        ("harbour", "The AP", "The AP"),
        ("Harbour", "iPhone", "iPhone"),
        ("A", "one of", "One of"),
        ("ÉTAT", "île", "ÎLE"),
        ("12", "twelve", "twelve"),
        ("“Moon”", "sun", "sun"),
    ],
)
def test_capitals_are_kept(found: str, text: str, expected: str) -> None:
    assert in_case_of(found, text) == expected


def test_capitals_are_as_typed_where_the_case_matters_or_nobody_wishes_it() -> None:
    assert text_of(in_paragraph("Harbour HARBOUR", "harbour", "port")) == "Port PORT"
    assert text_of(in_paragraph("Harbour HARBOUR", "harbour", "port", keep_case=False)) == "port port"
    assert text_of(in_paragraph("Harbour HARBOUR", "Harbour", "port", match_case=True)) == "port HARBOUR"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"(\w+), (\w+)", r"\2 \1", "Jonas Field"),
        (r"(\w+), (\w+)", "$2 $1", "Jonas Field"),
        (r"(?P<last>\w+), (?P<first>\w+)", r"${first} \g<last>", "Jonas Field"),
        (r"\w+", "<$&>", "<Field>, <Jonas>"),
        (r"\w+", "<$0>", "<Field>, <Jonas>"),
        (r", ", r"\n", "Field\nJonas"),
        (r", ", "$$ \\\\ $x", "Field$ \\ $xJonas"),
        (r"(,)|(J)", "[$2]", "Field[] [J]onas"),
    ],
)
def test_groups_of_an_expression_are_put_in(pattern: str, text: str, expected: str) -> None:
    assert text_of(in_paragraph("Field, Jonas", pattern, text, is_pattern=True)) == expected


def test_a_group_that_is_not_there_is_said() -> None:
    with pytest.raises(BadQuery, match="There is no group 3 in the expression"):
        replaced(Story(), "(a)(b)", "$3", is_pattern=True)


def test_plain_words_are_put_in_as_they_are() -> None:
    assert text_of(in_paragraph("a", "a", r"\1 $1 $& \n")) == r"\1 $1 $& \n"


def test_a_field_stays_one_line() -> None:
    story = Story(headline="one, two", body=Body((Paragraph(spans("one, two")),)))
    after = replaced(story, ", ", r"\n", is_pattern=True).story
    assert after.headline == "one two"
    assert after.body.text == "one\ntwo"


def test_words_may_be_taken_out() -> None:
    after = replaced(Story(headline="the old harbour", body=Body((Paragraph(spans("old")),))), "old", "").story
    assert after.headline == "the harbour"
    assert after.body == Body((Paragraph(),))


@given(st.lists(blocks, max_size=6), st.sampled_from(["a", "word", " ", "é", "**", "."]))
def test_words_replaced_by_themselves_change_nothing(parts: list[Block], words: str) -> None:
    story = Story(headline="a word", body=Body(tuple(parts)))
    found = look(story, words, match_case=True)
    result = replace_all(found, replacement(found.finder, words), Budget(5))
    # A straight mark or a plain space may have stood for a typographic one, and an accent by itself for one with
    # its letter: only what looks the same is put in.
    same = {words}
    if {text[m.start : m.stop] for m in matches(found) for text in (text_at(story, m),)} <= same:
        assert result.story == story
    assert result.count == len(found)


@given(st.lists(blocks, max_size=6), st.sampled_from(["a", "word", "b"]), st.sampled_from(["", "z", "zoë\U0001f600"]))
def test_what_is_not_found_stays_word_for_word(parts: list[Block], words: str, text: str) -> None:
    story = Story(body=Body(tuple(parts)))
    found = look(story, words)
    after = replace_all(found, replacement(found.finder, text, keep_case=False), Budget(5)).story
    for (place, was), (same, now) in zip(texts(story, {}), texts(after, {}), strict=True):
        assert place == same
        expected, at = "", 0
        for start, stop in found.finder.hits(was, Budget(5)):
            expected += was[at:start] + text
            at = stop
        assert now in {expected + was[at:], " ".join((expected + was[at:]).split())}


def matches(found: Found) -> list[Match]:
    return [found[number] for number in range(len(found))]


def text_at(story: Story, match: Match) -> str:
    return dict(texts(story, {}))[match.place]


def test_words_of_the_lead_picture_are_found_and_replaced() -> None:
    strong = Span("ferry", frozenset({Mark.STRONG}))
    lead = Figure("media:1", "A ferry", spans("The ", strong, " at dawn"), "Ferry News")
    story = Story(headline="Ferry", lead=lead, body=Body((Paragraph(spans("ferry")),)))
    finder = Finder(Query("ferry"))
    found = find(finder, story, {}, Budget(5))
    places = [match.place for match in found]
    assert places == [
        *(Place("headline"), Place("body", 0), Place("lead", None, 0), Place("lead", None, 1), Place("lead", None, 2)),
    ]
    assert [found.rank(match.place, match.start) for match in found] == list(range(5))
    done = replace_all(found, replacement(finder, "boat"), Budget(5))
    assert done.count == 5
    assert done.story.lead == Figure(
        "media:1", "A boat", spans("The ", Span("boat", strong.marks), " at dawn"), "Boat News"
    )
    one = replace_one(found, 3, replacement(finder, "boat"), Budget(5))
    assert one.story.lead is not None
    assert (one.story.lead.alt, text_of(one.story.lead.caption)) == ("A ferry", "The boat at dawn")
    assert one.last is not None
    assert one.last.place == Place("lead", None, 1)
    again = find(finder, replace(story, headline=""), {}, Budget(5), found)
    assert [match.place for match in again] == places[1:]
