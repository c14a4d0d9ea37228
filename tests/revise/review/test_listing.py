"""What is said of tracked changes: each stands where it says, and says what is there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.revise.review.change import ChangeKind, TrackedChange
from desk.revise.review.fields import LINES
from desk.revise.review.tracking import Tracking, tracked
from desk.story.body import (
    Body,
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
    text_of,
)
from desk.story.people import Credit
from desk.story.places import Place, parts
from desk.story.story import Dateline, Story
from tests.revise.review.stories import pairs, whole_pairs

BOLD = frozenset({Mark.STRONG})
LINK = "https://a.example"
OTHER = "https://b.example"


def text_at(story: Story, place: Place) -> str:
    if place.field != "body":
        return str(getattr(story, place.field))
    assert place.block is not None
    return parts(story.body.blocks[place.block])[place.part]


@settings(max_examples=50)
@given(st.one_of(*[pairs] * 7, whole_pairs()))
def test_every_change_stands_where_it_says(pair: tuple[Story, Story]) -> None:
    baseline, current = pair
    tracking = Tracking(baseline, current)
    assert {change.key for change in tracking.changes} == set(tracking.keys)
    assert len(tracking.changes) == len(tracking.keys)
    for change in tracking.changes:
        assert change.sentence
        assert change.field == change.place.field
        for spot in change.spots:
            if spot.whole or change.kind in (ChangeKind.PART, ChangeKind.KIND, ChangeKind.FIELD):
                continue
            if change.field == "body" or change.field in LINES:
                assert text_at(current, spot.place)[spot.start : spot.stop] == text_of(spot.added)
                was = text_at(baseline, spot.was)[spot.was_start : spot.was_stop]
                if spot.removed and "\n" not in text_of(spot.removed):
                    assert was == text_of(spot.removed)


def body(*blocks: object) -> Story:
    return Story(body=Body(tuple(Paragraph(spans(each)) if isinstance(each, str) else each for each in blocks)))  # type: ignore[misc]


def told(old: Story, new: Story) -> list[str]:
    return [change.sentence for change in tracked(old, new)]


FERRY = "The ferry left at noon."
SEEN = "Nobody on the quay saw it go that day."


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (body(FERRY), body("The last ferry left at noon."), ["Added “last”"]),
        (body("The last ferry left at noon."), body(FERRY), ["Removed “last”"]),
        (body(FERRY), body("The ferry left at ten."), ["Replaced “noon” with “ten”"]),
        (body(FERRY), body("The  ferry left at noon."), ["Changed the space between words"]),
        (body(FERRY), body(Heading(spans(FERRY))), ["Made a paragraph a heading"]),
        (body(Heading(spans(FERRY))), body(Heading(spans(FERRY), 3)), ["Changed the level of a heading from 2 to 3"]),
        (
            body(ListItem(spans(FERRY))),
            body(ListItem(spans(FERRY), depth=1)),
            ["Changed the depth of an item of a list from 0 to 1"],
        ),
        (body(f"{FERRY} {SEEN}"), body(FERRY, SEEN), ["Split a paragraph in two"]),
        (body(f"{FERRY} {SEEN}"), body(f"{FERRY} ", SEEN), ["Split a paragraph in two"]),
        (body(FERRY, SEEN), body(f"{FERRY} {SEEN}"), ["Joined two paragraphs"]),
        (body(f"{FERRY} ", SEEN), body(f"{FERRY} {SEEN}"), ["Joined two paragraphs"]),
        (body(FERRY, ""), body(FERRY), ["Removed an empty paragraph"]),
        (body(FERRY), body(FERRY, SEEN), ["Added a paragraph: “Nobody on the quay saw it go that…”"]),
        (body(FERRY, SEEN, "x y z"), body(SEEN, "x y z", FERRY), ["Moved a paragraph: “The ferry left at noon.”"]),
        (
            body(f"{FERRY} {FERRY}", SEEN, "x y z"),
            body(SEEN, "x y z", f"{FERRY} The ferry left at ten."),
            ["Moved a paragraph: “The ferry left at noon. The ferry left…”, and in it: replaced “noon” with “ten”"],
        ),
        (body(FERRY), body(FERRY, Rule()), ["Added a line across"]),
        (
            body(FERRY),
            body(Paragraph(spans("The ", Span("ferry left", BOLD), " at noon."))),
            ["Set “ferry left” in bold"],
        ),
        (
            body(Paragraph(spans("The ", Span("ferry", BOLD), " left."))),
            body("The ferry left."),
            ["No longer set “ferry” in bold"],
        ),
        (
            body(FERRY),
            body(Paragraph((Span(FERRY, link=LINK),))),
            ["Linked “The ferry left at noon.” to https://a.example"],
        ),
        (body(Paragraph((Span(FERRY, link=LINK),))), body(FERRY), ["Took the link off “The ferry left at noon.”"]),
        (
            body(Paragraph((Span(FERRY, link=LINK),))),
            body(Paragraph((Span(FERRY, link=OTHER),))),
            ["Changed the link on “The ferry left at noon.” to https://b.example"],
        ),
        (
            body(Figure("media:a", "A ship", spans("At sea"), "Ann")),
            body(Figure("media:b", "A ship", spans("At sea again"), "Bo")),
            ["Changed the picture", "In the caption: added “again”", "In the credit: replaced “Ann” with “Bo”"],
        ),
        (
            body(Table(((spans("one"), spans("two")),))),
            body(Table(((spans("one"), spans("three")),), header=True)),
            ["Changed the heading row of the table", "In the table: replaced “two” with “three”"],
        ),
        (
            body(Table(((spans("one"),),))),
            body(Table(((spans("one"), spans("two")),))),
            ["Changed the rows of the table"],
        ),
        (
            body(Embed(LINK, "A")),
            body(Embed(OTHER, "A")),
            ["Changed the address from “https://a.example” to “https://b.example”"],
        ),
        (
            body(PullQuote(spans(FERRY), "Ann")),
            body(PullQuote(spans(FERRY), "Bo")),
            ["In the attribution: replaced “Ann” with “Bo”"],
        ),
        (
            Story(headline="Ferry ends"),
            Story(headline="Last ferry ends"),
            ["Headline: replaced “Ferry” with “Last ferry”"],
        ),
        (
            Story(credits=(Credit("Ann"),)),
            Story(credits=(Credit("Ann"), Credit("Bo"))),
            ["Credits: added a credit: “Contributor: Bo”"],
        ),
        (Story(keywords=("a", "b")), Story(keywords=("b",)), ["Keywords: removed a keyword: “a”"]),
        (Story(), Story(dateline=Dateline("LISBON")), ["Dateline: added the place “LISBON”"]),
        (Story(), Story(embargo=datetime(2026, 5, 3, tzinfo=UTC)), ["Embargo: added “2026-05-03 00:00+00:00”"]),
    ],
)
def test_what_is_said(old: Story, new: Story, sentences: list[str]) -> None:
    assert told(old, new) == sentences


def only(old: Story, new: Story) -> TrackedChange:
    (change,) = tracked(old, new)
    return change


def test_words_that_went_stand_where_they_stood() -> None:
    change = only(body("One.", "The last ferry left."), body("One.", "The ferry left."))
    (spot,) = change.spots
    assert (spot.place, spot.start, spot.stop) == (Place("body", 1), 4, 4)
    assert (change.removed, change.added) == ("last ", "")


def test_a_block_that_went_stands_before_the_one_that_follows() -> None:
    change = only(body("One.", SEEN, "Three."), body("One.", "Three."))
    assert (change.place, change.spots[0].whole, change.removed) == (Place("body", 1), True, SEEN)


def test_a_move_tells_where_the_block_is_and_where_it_was() -> None:
    change = only(body(FERRY, SEEN, "x y z"), body(SEEN, "x y z", FERRY))
    assert change.kind is ChangeKind.MOVED
    assert [(spot.place.block, spot.was.block) for spot in change.spots] == [(2, 3), (0, 0)]


def test_words_typed_in_among_words_made_bold_are_one_change_with_them() -> None:
    change = only(body("The ferry left"), body(Paragraph((Span("The last ferry left", BOLD),))))
    assert change.kind is ChangeKind.REWRITTEN
    assert change.marks == ("on bold",)
