"""Looking for words in a text and in a story."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.revise.find import Match, find
from desk.revise.query import BadQuery, Budget, Finder, Query, TooSlow, escaped
from desk.story.body import Block, Body, Embed, Figure, Paragraph, PullQuote, Table, spans
from desk.story.places import Place, texts
from desk.story.story import Story
from tests.formats.bodies import blocks


def found(text: str, words: str, **options: bool) -> list[str]:
    hits = Finder(Query(words, **options)).hits(text, Budget(5))
    return [text[start:stop] for start, stop in hits]


@pytest.mark.parametrize(
    ("text", "words", "options", "expected"),
    [
        ("Harbour, harbour, HARBOUR", "harbour", {}, ["Harbour", "harbour", "HARBOUR"]),
        ("Harbour, harbour, HARBOUR", "harbour", {"match_case": True}, ["harbour"]),
        ("the pilot and the pilots", "pilot", {"whole_words": True}, ["pilot"]),
        ("the pilot’s and pre-pilot", "pilot", {"whole_words": True}, ["pilot", "pilot"]),
        ("рак и раки, ΟΔΟΣ οδος", "рак", {"whole_words": True}, ["рак"]),
        ("ΟΔΟΣ οδος", "οδος", {"whole_words": True}, ["ΟΔΟΣ", "οδος"]),
        ("की किताब", "की", {"whole_words": True}, ["की"]),
        ("東京都の東京", "東京", {"whole_words": True}, ["東京", "東京"]),
        ("C++ and C", "C++", {"whole_words": True}, ["C++"]),
        ("a.b axb", "a.b", {}, ["a.b"]),
        ("a.b axb", "a.b", {"is_pattern": True}, ["a.b", "axb"]),
        ("Straße STRASSE", "strasse", {}, ["Straße", "STRASSE"]),
        ("guild’s guild's", "guild's", {}, ["guild’s", "guild's"]),
        ("guild’s guild's", "guild’s", {}, ["guild’s"]),
        ("“moon” \"moon\"", '"moon"', {}, ["“moon”", '"moon"']),
        ("“moon” \"moon\"", '"', {}, ['"', '"']),
        ("10\u00a0000 10 000", "10 000", {}, ["10\u00a0000", "10 000"]),
        ("cafe\u0301 café cafe", "café", {}, ["cafe\u0301", "café"]),
        ("cafe\u0301 café cafe", "cafe", {}, ["cafe"]),
        ("😀 one 👩‍👩‍👧 one", "one", {}, ["one", "one"]),
        ("one\ntwo", "^two$", {"is_pattern": True}, ["two"]),
        ("one two", "x*", {"is_pattern": True}, []),
        ("10 or 20", r"\d+", {"is_pattern": True, "whole_words": True}, ["10", "20"]),
        ("abc", "b|a", {"is_pattern": True, "whole_words": True}, []),
    ],
)  # fmt: skip
def test_what_is_found(text: str, words: str, options: dict[str, bool], expected: list[str]) -> None:
    assert found(text, words, **options) == expected


@given(st.text(min_size=1, max_size=8), st.text(max_size=12), st.text(max_size=12))
def test_words_find_themselves(words: str, left: str, right: str) -> None:
    # A combining accent behind them would make another letter of their last.
    hits = Finder(Query(words, match_case=True)).hits(f"{words}. {right}", Budget(5))
    assert hits
    assert found(f"{left}{words}", words, match_case=True) or words in left


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_matches_stand_apart_in_order(text: str, words: str) -> None:
    hits = Finder(Query(words)).hits(text, Budget(5))
    edges = [edge for hit in hits for edge in hit]
    assert edges == sorted(edges)
    assert all(start < stop for start, stop in hits)


@given(st.text(min_size=1, max_size=12))
def test_escaped_words_are_an_expression_for_themselves(words: str) -> None:
    assert found(words, escaped(words), is_pattern=True, match_case=True) == [words]


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("(a", "a bracket ( is not closed"),
        ("a)", "a bracket ) is not opened"),
        ("[a", "a bracket [ is not closed"),
        ("*", "there is nothing to repeat"),
        ("a\\", "it ends with a backslash"),
        (r"\2(a)", "it speaks of a group that is not there"),
        ("[z-a]", "a range in brackets is the wrong way round"),
        (r"\p{Nonsense}", "it names a kind of character that there is not"),
        ("(?<n", ""),
    ],
)
def test_a_bad_expression_is_said_in_a_sentence(pattern: str, sentence: str) -> None:
    with pytest.raises(BadQuery) as error:
        Finder(Query(pattern, is_pattern=True))
    assert str(error.value).startswith("This is no regular expression yet: ")
    assert sentence in str(error.value)


@given(st.text("()[]{}*+?|\\^$.a1,<>=!:P-", max_size=14), st.booleans())
def test_whatever_is_typed_is_an_expression_or_a_sentence(pattern: str, whole: bool) -> None:
    with suppress(BadQuery, TooSlow):
        hits = Finder(Query(pattern, is_pattern=True, whole_words=whole)).hits("aaa (a) 111", Budget(2))
        assert all(start < stop for start, stop in hits)


@pytest.mark.parametrize("pattern", [r"(a|aa)+$", r"(?:a|a)*$"])
def test_an_expression_without_end_is_given_up(pattern: str) -> None:
    finder = Finder(Query(pattern, is_pattern=True))
    with pytest.raises(TooSlow, match="too long"):
        finder.hits("a" * 60 + "b", Budget(0.2))


def test_looking_can_be_stopped_between_two_texts() -> None:
    class Stopped(Exception):
        pass

    def stop() -> None:
        raise Stopped

    with pytest.raises(Stopped):
        find(Finder(Query("a")), Story(headline="a"), {}, Budget(5, stop))


BODY = Body(
    (
        Paragraph(spans("one x and x")),
        Figure("media:00", "alt x", spans("caption x"), "credit x"),
        PullQuote(spans("words"), "who x"),
        Table(((spans("a"), spans("x")), (spans("c"), spans("x x")))),
        Embed("https://x.example", "card x"),
    )
)
STORY = Story(headline="x", body=BODY, contribution_text="x by hand")
SHOWN = {"byline_text": "By x"}


def test_all_of_a_story_is_looked_at_in_the_order_of_its_page() -> None:
    result = find(Finder(Query("x")), STORY, SHOWN, Budget(5))
    assert [result[number].place for number in range(len(result))] == [
        *(Place("headline"), Place("byline_text"), Place("body", 0), Place("body", 0)),
        *(Place("body", 1, 0), Place("body", 1, 1), Place("body", 1, 2), Place("body", 2, 1)),
        *(Place("body", 3, 1), Place("body", 3, 3), Place("body", 3, 3), Place("body", 4), Place("contribution_text")),
    ]
    with pytest.raises(IndexError):
        result[len(result)]


@given(st.lists(blocks, max_size=6), st.sampled_from(["a", " ", "word", "é", "."]), st.data())
def test_matches_are_numbered_from_top_to_foot(parts: list[Block], words: str, data: st.DataObject) -> None:
    story = Story(headline="a word.", body=Body(tuple(parts)), contribution_text="a")
    result = find(Finder(Query(words)), story, {}, Budget(5))
    matches = [result[number] for number in range(len(result))]
    assert list(result) == matches
    expected = []
    for place, text in texts(story, {}):
        expected += [Match(place, *hit) for hit in result.finder.hits(text, Budget(5))]
    assert matches == expected
    assert [result.number_of(match) for match in matches] == list(range(len(matches)))
    place, text = data.draw(st.sampled_from(list(texts(story, {}))))
    offset = data.draw(st.integers(0, len(text)))
    order = [place for place, _ in texts(story, {})]
    here = (order.index(place), offset)
    earlier = [match for match in matches if (order.index(match.place), match.start) < here]
    assert result.rank(place, offset) == len(earlier)


@given(st.lists(st.lists(blocks, max_size=4), min_size=1, max_size=5), st.sampled_from(["a", "word", " "]))
def test_to_look_again_finds_what_a_fresh_look_finds(history: list[list[Block]], words: str) -> None:
    finder = Finder(Query(words))
    before = None
    for each in history:
        story = replace(STORY, body=Body(tuple(each)))
        before = find(finder, story, {}, Budget(5), before)
        assert before == find(finder, story, {}, Budget(5))
