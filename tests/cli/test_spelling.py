"""`desk spell` and `desk words`."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk.library.library import Library
from desk.library.own_words import ignore_word
from desk.story.body import Body, Figure, Mark, Paragraph, Span, Table, spans
from desk.story.people import Credit
from desk.story.story import Story
from tests.cli.conftest import Desk

STORY = Story(
    headline="Harbour pilots recieve more",
    slug="pilots",
    language="en-GB",
    credits=(Credit("Jacob Rascon", place="Vestrand"),),
    body=Body(
        (
            Paragraph((Span("They recieve it from "), Span("wrngcode", frozenset({Mark.CODE})), Span(" at at noon."))),
            Figure(alt="The harbr", caption=spans("Rascon’s ship in Vestrand"), credit="Mara Kvist"),
            Table(((spans("Yeer"), spans("Tonnes")),)),
        )
    ),
)


@pytest.fixture
def pilots(desk: Desk) -> Desk:
    with Library.open(desk.library, who="Ilse Brandt") as library:
        library.create(STORY).result()
    return desk


def test_misspelt_words_are_listed_with_their_places_and_suggestions(pilots: Desk) -> None:
    found = pilots.json("spell", "pilots", code=1)
    assert [(each["word"], each["count"], each["places"]) for each in found] == [
        ("recieve", 2, ["headline", "body 1"]),
        ("at at", 1, ["body 1"]),
        ("harbr", 1, ["body 2"]),
        ("Kvist", 1, ["body 2"]),
        ("Yeer", 1, ["body 3"]),
    ]
    assert found[0]["suggestions"][0] == "receive"
    assert found[1]["suggestions"] == ["at"]


def test_into_a_pipe_goes_a_line_for_each_word(pilots: Desk) -> None:
    first = pilots("spell", "pilots", code=1).stdout.splitlines()[0].split("\t")
    assert first[:3] == ["recieve", "2", "headline, body 1"]
    assert first[3].startswith("receive")


def test_another_language_finds_other_words(pilots: Desk) -> None:
    assert "Harbour" in {each["word"] for each in pilots.json("spell", "pilots", "--language", "en-US", code=1)}


def test_a_language_without_a_dictionary_says_where_to_put_one(pilots: Desk) -> None:
    said = pilots("spell", "pilots", "--language", "eo", code=3).stderr
    assert "There is no dictionary for eo; there are: en-GB, en-US" in said
    assert "dictionaries, or install" in said


def test_own_words_and_ignored_ones_are_right(pilots: Desk) -> None:
    pilots("words", "add", "Kvist", "harbr", "Yeer")
    with Library.open(pilots.library) as library:
        row = library.article("pilots").row
        ignore_word(library, row.id, "at at").result()
        ignore_word(library, row.id, "recieve").result()
    assert pilots("spell", "pilots").stdout == ""


def test_words_are_added_removed_and_listed(desk: Desk) -> None:
    assert desk("words", "add", "Vestrand", "o’brien", "Vestrand").stdout == ""
    assert desk("words").stdout == "o'brien\nVestrand\n"
    assert desk("words", "remove", "vestrand").stderr == "desk: “vestrand” is not among the words of this library.\n"
    assert desk.json("words", "remove", "Vestrand", "o’brien") == []


@pytest.mark.parametrize(
    "wrong", [("words", "add"), ("words", "remove"), ("words", "add", "two words"), ("words", "x")]
)
def test_wrong_usage_is_told(desk: Desk, wrong: tuple[str, ...]) -> None:
    desk(*wrong, code=2)


def test_names_of_the_house_and_of_all_articles_are_right(desk: Desk) -> None:
    with Library.open(desk.library) as library:
        library.create(replace(STORY, slug="other")).result()
        library.create(Story(slug="mine", headline="Rascon of Reuters"), named="x").result()
    assert desk("spell", "mine").stdout == ""


def test_the_words_of_the_lead_picture_are_checked_too(samples: Desk) -> None:
    lead = Figure("https://a.example/1.png", "A shipp", spans("The harbuor"), "")
    with Library.open(samples.library) as library:
        library.create(Story(slug="with-lead", language="en-GB", lead=lead)).result()
    found = samples.json("spell", "with-lead", code=1)
    assert [(each["word"], each["places"]) for each in found] == [("shipp", ["lead"]), ("harbuor", ["lead"])]
    samples("replace", "with-lead", "harbuor", "harbour")
    assert "The harbour" in samples("show", "with-lead").stdout
